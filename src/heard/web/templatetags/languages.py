"""What a page in another language says of its languages: its own, that of our English words in it, and the others."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from heard.casework import door_words
from heard.casework import languages as known
from heard.web.public import languages

register = template.Library()
ENGLISH = known.Language("en", "English", "English")
IN_ENGLISH = mark_safe(' lang="en-GB" dir="ltr"')  # noqa: S308 - ours, and the same always


@register.simple_tag
def page_language() -> SafeString:
    """The attributes of a page's first element: its language, and which way it is read."""
    there = languages.of_the_page()
    if there is None:
        return format_html('lang="{}"', languages.ENGLISH)
    return format_html('lang="{}" dir="{}"', there.code, there.direction)


@register.simple_tag
def right_to_left() -> bool:
    """Whether the page is read from right to left."""
    there = languages.of_the_page()
    return there is not None and there.is_right_to_left


@register.simple_tag
def is_english() -> str:
    """The attributes of an element that holds English words on a page in another language; none on an English page."""
    return IN_ENGLISH if languages.of_the_page() else ""


@register.filter
def in_english(words: Any) -> Any:
    """English words, such as the council's contact, marked as English on a page in another language."""
    if not words or languages.of_the_page() is None:
        return words
    return format_html('<span lang="en-GB" dir="ltr">{}</span>', conditional_escape(words))


@register.filter
def places_kept(words: str) -> SafeString:
    """Words with whatever stands for a name, a day or a mark kept together, as it would not be from right to left."""
    parts = re.split(f"({door_words.PLACES.pattern}|{door_words.TAGS.pattern})", words)
    return format_html_join(
        "",
        "{}",
        ((format_html('<bdi dir="ltr">{}</bdi>', one) if n % 2 else one,) for n, one in enumerate(parts)),
    )


@register.inclusion_tag("public/languages.html")
def other_languages() -> dict[str, Any]:
    """Links to this page in each other language that is offered, each by its own name."""
    here, offered = languages.of_the_page(), known.offered()
    return {"languages": [*([ENGLISH] if here else []), *(one for one in offered if one != here)]}


@register.inclusion_tag("public/about_language.html")
def about_this_language() -> dict[str, Any]:
    """Who has checked the words of the page in its language, on which day, and in which language to write."""
    here = languages.of_the_page()
    return {"checked_on": known.checked_on(here.code) if here else None}
