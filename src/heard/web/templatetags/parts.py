"""The parts a page is made of, as template tags. Text is escaped; pass safe HTML where markup is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django import template
from django.contrib.staticfiles import finders
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from heard.web.tables import Figure, Table

register = template.Library()

# Diamond, triangle, circle: told apart by shape and by word before colour.
SHAPES = {
    "late": "M7 0l7 7-7 7-7-7z",
    "soon": "M7 1l7 12H0z",
    "fine": "M7 1a6 6 0 1 0 0 12A6 6 0 0 0 7 1z",
}


@lru_cache(maxsize=64)
def _stamp(path: str) -> str:
    found = finders.find(path)
    if not isinstance(found, str):
        raise template.TemplateSyntaxError(f"There is no static file “{path}”.")
    with open(found, "rb") as file:
        return sha256(file.read()).hexdigest()[:8]


@register.simple_tag
def asset(path: str) -> str:
    """A static file's address, stamped with its content so that a browser never keeps an old one."""
    return f"{static(path)}?v={_stamp(path)}"


@register.inclusion_tag("parts/skip_link.html")
def skip_link(text: str = "", href: str = "#main-content") -> dict[str, Any]:
    """The first link of a page."""
    return {"text": text or gettext("Skip to main content"), "href": href}


@register.inclusion_tag("parts/disputed.html")
def disputed_words(marks: Mapping[str, Any], *place: object) -> dict[str, Any]:
    """The statements beside words that somebody disputes: `{% disputed_words disputed "point" 1 "words" %}`."""
    return {"rows": (marks or {}).get("/".join(map(str, place)), ())}


@register.inclusion_tag("parts/disputed.html")
def disputed_under(marks: Mapping[str, Any], heading: str) -> dict[str, Any]:
    """The statements beside any words of the point that a heading names, such as “Point 2”."""
    place = f"{heading.lower().replace(' ', '/')}/"
    return {"rows": [one for what, rows in (marks or {}).items() if what.startswith(place) for one in rows]}


@register.inclusion_tag("parts/demo_ribbon.html")
def demo_ribbon() -> dict[str, Any]:
    """The ribbon on every page of a demonstration."""
    return {}


@register.inclusion_tag("parts/button.html")
def button(
    text: str,
    href: str = "",
    kind: str = "",
    name: str = "",
    value: str = "",
    type: str = "submit",  # noqa: A002
    disabled: bool = False,
    once: bool = False,
    id: str = "",  # noqa: A002
) -> dict[str, Any]:
    """A button, or a link that looks like one when `href` is given.

    `kind` is secondary, warning or inverse; `once` ignores a hasty second press.
    """
    return {
        "text": text,
        "href": href,
        "kind": kind,
        "name": name,
        "value": value,
        "type": type,
        "disabled": disabled,
        "once": once,
        "id": id,
    }


@register.inclusion_tag("parts/back_link.html")
def back_link(href: str, text: str = "") -> dict[str, Any]:
    """The link above the heading of a step, back to the one before."""
    return {"href": href, "text": text or gettext("Back")}


@register.inclusion_tag("parts/breadcrumbs.html")
def breadcrumbs(items: Sequence[tuple[str, str]], collapse: bool = False) -> dict[str, Any]:
    """Where this page stands: (text, href) each, with an empty href for this page itself."""
    return {"items": items, "collapse": collapse}


@register.inclusion_tag("parts/service_navigation.html")
def service_navigation(
    items: Sequence[tuple[str, str]], current: str = "", service: str = "", service_url: str = ""
) -> dict[str, Any]:
    """The links under the header: (text, href) each; `current` is the href of the page shown."""
    return {"items": items, "current": current, "service": service, "service_url": service_url}


@register.simple_block_tag
def details(content: str, summary: str, id: str = "", open: bool = False) -> SafeString:  # noqa: A002
    """Something most readers do not need, folded away; printed open."""
    return render_to_string(
        "parts/details.html", {"content": content, "summary": summary, "id": id, "open": open}
    )


@register.simple_block_tag
def inset(content: str, id: str = "") -> SafeString:  # noqa: A002
    """Words set apart from those around them."""
    return render_to_string("parts/inset.html", {"content": content, "id": id})


@register.simple_block_tag
def notification(content: str, kind: str = "", title: str = "") -> SafeString:
    """News about what was just done (`success`) or what must not be missed (anything else)."""
    done = kind == "success"
    shown = title or (gettext("Success") if done else gettext("Important"))
    return render_to_string("parts/notification.html", {"content": content, "done": done, "title": shown})


@register.simple_block_tag
def panel(content: str, title: str, level: int = 1) -> SafeString:
    """The green panel of a confirmation page. No links inside: their contrast is too low."""
    return render_to_string("parts/panel.html", {"content": content, "title": title, "level": level})


@register.inclusion_tag("parts/warning.html")
def warning(text: str, spoken: str = "Warning") -> dict[str, Any]:
    """A sentence with an exclamation mark: something that cannot be undone."""
    return {"text": text, "spoken": spoken}


@register.inclusion_tag("parts/tag.html")
def tag(text: str, colour: str = "") -> dict[str, Any]:
    """A status in a word or two: never a button, never by colour alone."""
    return {"text": text, "colour": colour}


@register.simple_tag
@lru_cache(maxsize=1024, typed=True)
def status(kind: str, text: str) -> SafeString:
    """How a clock stands: late (diamond), soon (triangle) or fine (circle), always with its words.

    A list says the same few of them again and again: each is drawn once.
    """
    shape = {"kind": kind if kind in SHAPES else "none", "text": text, "path": SHAPES.get(kind, "")}
    return render_to_string("parts/status.html", shape)


@register.inclusion_tag("parts/error_summary.html", name="error_summary")
def error_summary(form: BaseForm, title: str = "") -> dict[str, Any]:
    """Every error of a form, each with a link to the answer it is about."""
    return {"title": title or gettext("There is a problem"), "errors": form.error_links}  # type: ignore[attr-defined]


@register.inclusion_tag("parts/error_summary.html")
def error_list(errors: Sequence[tuple[str, str]], title: str = "", description: str = "") -> dict[str, Any]:
    """The same box for errors that come from no form: (href, message) each, an empty href for no link."""
    return {"title": title or gettext("There is a problem"), "errors": errors, "description": description}


@register.inclusion_tag("parts/summary_list.html")
def summary_list(
    rows: Sequence[Sequence[Any]], card: str = "", level: int = 2, borders: bool = True
) -> dict[str, Any]:
    """Facts and their names: (name, value) or (name, value, [(link text, href, hidden words)]) each."""
    filled = [(row[0], row[1], row[2] if len(row) > 2 else ()) for row in rows]
    any_links = any(links for _, _, links in filled)
    return {"rows": filled, "any_links": any_links, "card": card, "level": level, "borders": borders}


@register.inclusion_tag("parts/task_list.html")
def task_list(tasks: Sequence[Mapping[str, Any]], prefix: str = "task-list") -> dict[str, Any]:
    """Pieces of long work in any order: title, status, and perhaps href, hint and colour (of a tag) each."""
    return {"tasks": tasks, "prefix": prefix}


@register.inclusion_tag("parts/tab_links.html")
def tab_links(
    items: Sequence[tuple[str, str]], current: str, label: str = "Parts of this case"
) -> dict[str, Any]:
    """Tabs that are plain links to plain pages: (text, href) each; `current` is the href of this one."""
    return {"items": items, "current": current, "label": label}


@register.inclusion_tag("parts/chosen_filters.html")
def chosen_filters(chosen: Sequence[tuple[str, str]], clear: str) -> dict[str, Any]:
    """The filters in force: (what is chosen, the address without it) each, and the address without any."""
    return {"chosen": chosen, "clear": clear}


def page_items(page: Page[Any], address: str) -> dict[str, Any]:
    """What the links under a list say; `address` ends where the page number goes."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "previous": f"{address}{page.previous_page_number()}" if page.has_previous() else "",
        "next": f"{address}{page.next_page_number()}" if page.has_next() else "",
        "items": [
            {"number": n, "href": f"{address}{n}", "current": n == page.number} if isinstance(n, int) else {}
            for n in numbers
        ],
    }


@register.inclusion_tag("parts/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any], name: str = "page") -> dict[str, Any]:
    """Links to the other pages of a list, keeping the filters in the address; nothing for one page."""
    if page.paginator.num_pages < 2:
        return {}
    kept = [(k, v) for k, vs in context["request"].GET.lists() if k != name for v in vs]
    return page_items(page, f"?{urlencode([*kept, (name, '')])}")


@register.inclusion_tag("parts/table.html")
def table(shown: Table, id: str = "table") -> dict[str, Any]:  # noqa: A002
    """A table drawn from a `heard.web.tables.Table`. Give each on a page its own id when it scrolls."""
    return {"table": shown, "id": id}


@register.simple_block_tag
def scroll_box(content: str, label: str) -> SafeString:
    """A box of its own for something wider than a phone; it can be reached and scrolled by keyboard."""
    return format_html(
        '<div class="heard-scroll" role="region" aria-label="{}" tabindex="0">{}</div>', label, content
    )


@register.filter
def cell(value: Any) -> Any:
    """What stands in a cell: a Figure becomes a quiet link to its cases."""
    return figure(value.text, value.href, value.means) if isinstance(value, Figure) else value


@register.simple_tag
def figure(text: Any, href: str, means: str = "") -> SafeString:
    """A number that opens to the cases behind it, looking like a number first and a link second."""
    hidden = format_html('<span class="govuk-visually-hidden"> {}</span>', means) if means else ""
    return format_html('<a class="heard-figure" href="{}">{}{}</a>', href, text, hidden)


@register.inclusion_tag("parts/bar.html")
def bar(value: float, most: float) -> dict[str, Any]:
    """A bar beside its number in a table: the table is the chart, so a screen reader passes over the bar."""
    return {"percent": f"{max(0.0, min(1.0, value / most)) * 100:.1f}" if most else "0"}


@register.simple_tag
def field(bound: BoundField, size: str = "", heading: bool = False) -> SafeString:
    """One question with its hint, error and answer. `heading` makes its label the page's h1."""
    bound.size, bound.heading = size or ("l" if heading else ""), heading  # type: ignore[attr-defined]
    return bound.as_field_group()
