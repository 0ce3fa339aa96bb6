"""A letter as a page shows it: its kept HTML under the headings of the page, and what changed, marked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from heard.casework.letters.differing import Line, Part

HEADING = re.compile(r"<(/?)h([1-6])>")
FIELD = re.compile(r"\{[a-z][a-z0-9_]*\}")


def under(html: str, level: int) -> SafeString:
    """A kept letter whose title becomes a heading of this level. It holds our own marks and else text alone."""
    return mark_safe(HEADING.sub(lambda one: f"<{one[1]}h{int(one[2]) + level - 1}>", html))


def marked(lines: Iterable[Line]) -> SafeString:
    """A comparison: what was put in and taken out stands out to the eye and is said aloud."""
    return format_html_join("\n", "<p>{}</p>", ((_line(line.parts),) for line in lines))


def _line(parts: Iterable[Part]) -> SafeString:
    return format_html_join("", "{}", ((_part(mark, text),) for mark, text in parts))


def _part(mark: str, text: str) -> SafeString | str:
    if mark == "same" or not text.strip():
        return text
    spoken, tag = ("put in", "ins") if mark == "new" else ("taken out", "del")
    hidden = format_html('<span class="govuk-visually-hidden">[{}: </span>', spoken)
    return format_html(
        '<{0}>{1}{2}<span class="govuk-visually-hidden">]</span></{0}>', mark_safe(tag), hidden, text
    )
