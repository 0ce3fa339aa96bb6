"""The official examples of GOV.UK Frontend, asked of our own parts: options in, our HTML out.

An option that our parts do not have raises LeftOut, so that what is not supported is listed and not forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from heard.web.dates_look import PARTS, DateField
from heard.web.forms_look import Checkboxes, Counted, Form, Password, Radios
from heard.web.tables import Column, Table

Options = Mapping[str, Any]


class LeftOut(Exception):
    """Our parts do not have this option."""


def only(options: Options, *known: str) -> None:
    """Refuse options beyond those named."""
    more = sorted(set(options) - set(known))
    if more:
        raise LeftOut(", ".join(more))


def words(options: Options) -> str:
    """Text to be escaped, or HTML to be trusted, as the example says."""
    only(options, "text", "html")
    return mark_safe(options["html"]) if options.get("html") else str(options.get("text", ""))


def modifier(options: Options, block: str) -> str:
    """The one modifier of a part, from its classes."""
    classes = options.get("classes", "")
    if classes and not re.fullmatch(rf"{block}--[a-z-]+", classes):
        raise LeftOut(f"classes {classes}")
    return classes.removeprefix(f"{block}--")


def drawn(tag: str, **values: Any) -> str:
    """A tag of ours, drawn."""
    return Template("{% load parts %}" + tag).render(Context(values))


def button(o: Options) -> str:
    only(
        o, "text", "html", "href", "classes", "name", "value", "type", "disabled", "preventDoubleClick", "id"
    )
    if o.get("preventDoubleClick") is False:
        raise LeftOut("preventDoubleClick false")
    return drawn(
        "{% button text href=href kind=kind name=name value=value type=type disabled=off once=once id=id %}",
        text=words({k: o[k] for k in ("text", "html") if k in o}),
        href=o.get("href", ""),
        kind=modifier(o, "govuk-button"),
        name=o.get("name", ""),
        value=o.get("value", ""),
        type=o.get("type", "submit"),
        off=o.get("disabled", False),
        once=o.get("preventDoubleClick", False),
        id=o.get("id", ""),
    )


def back_link(o: Options) -> str:
    only(o, "text", "html", "href")
    page = drawn(
        "{% back_link href=href text=text %}",
        href=o.get("href", "#"),
        text=words({"text": "Back"} | {k: v for k, v in o.items() if k != "href"}),
    )
    # Ours stands in a landmark, which axe wants and the official layout lacks.
    return str(BeautifulSoup(page, "html.parser").a)


def breadcrumbs(o: Options) -> str:
    only(o, "items", "collapseOnMobile")
    items = [
        (words({k: v for k, v in item.items() if k != "href"}), item.get("href", "")) for item in o["items"]
    ]
    return drawn(
        "{% breadcrumbs items=items collapse=collapse %}",
        items=items,
        collapse=o.get("collapseOnMobile", False),
    )


def service_navigation(o: Options) -> str:
    only(o, "navigation", "serviceName", "serviceUrl")
    items, current = [], ""
    for item in o.get("navigation", []):
        only(item or {"empty": 1}, "text", "html", "href", "current")
        if "href" not in item:
            raise LeftOut("an item without a link")
        items.append((words({k: v for k, v in item.items() if k in ("text", "html")}), item["href"]))
        current = item["href"] if item.get("current") else current
    return drawn(
        "{% service_navigation items=items current=current service=service service_url=url %}",
        items=items,
        current=current or "nowhere",
        service=o.get("serviceName", ""),
        url=o.get("serviceUrl", ""),
    )


def details(o: Options) -> str:
    only(o, "summaryText", "summaryHtml", "text", "html", "id", "open")
    return drawn(
        "{% details summary id=id open=open %}{{ body }}{% enddetails %}",
        summary=words({"text": o.get("summaryText"), "html": o.get("summaryHtml")}),
        body=words({k: v for k, v in o.items() if k in ("text", "html")}),
        id=o.get("id", ""),
        open=o.get("open", False),
    )


def inset(o: Options) -> str:
    only(o, "text", "html", "id")
    body = words({k: v for k, v in o.items() if k != "id"})
    return drawn("{% inset id=id %}{{ body }}{% endinset %}", id=o.get("id", ""), body=body)


def notification(o: Options) -> str:
    only(o, "type", "text", "html", "titleText", "titleHtml")
    body = words({k: v for k, v in o.items() if k in ("text", "html")})
    around = "{{ body }}" if o.get("html") else '<p class="govuk-notification-banner__heading">{{ body }}</p>'
    return drawn(
        "{% notification kind title=title %}" + around + "{% endnotification %}",
        kind=o.get("type", ""),
        title=words({"text": o.get("titleText", ""), "html": o.get("titleHtml")}),
        body=body,
    )


def panel(o: Options) -> str:
    only(o, "titleText", "titleHtml", "text", "html", "headingLevel")
    return drawn(
        "{% panel title level=level %}{{ body }}{% endpanel %}",
        title=words({"text": o.get("titleText", ""), "html": o.get("titleHtml")}),
        body=words({k: v for k, v in o.items() if k in ("text", "html")}),
        level=o.get("headingLevel", 1),
    )


def warning(o: Options) -> str:
    only(o, "text", "html", "iconFallbackText")
    text = words({k: v for k, v in o.items() if k != "iconFallbackText"})
    return drawn("{% warning text spoken=spoken %}", text=text, spoken=o.get("iconFallbackText", "Warning"))


def tag(o: Options) -> str:
    only(o, "text", "html", "classes")
    text = words({k: v for k, v in o.items() if k != "classes"})
    return drawn("{% tag text colour %}", text=text, colour=modifier(o, "govuk-tag"))


def skip_link(o: Options) -> str:
    only(o, "text", "html", "href")
    text = words({k: v for k, v in o.items() if k != "href"})
    return drawn("{% skip_link text=text href=href %}", text=text, href=o.get("href", "#content"))


def error_summary(o: Options) -> str:
    only(o, "titleText", "titleHtml", "descriptionText", "descriptionHtml", "errorList")
    errors = [
        (item.get("href", ""), words({k: v for k, v in item.items() if k != "href"}))
        for item in o.get("errorList", [])
    ]
    return drawn(
        "{% error_list errors title=title description=description %}",
        errors=errors,
        title=words({"text": o.get("titleText", ""), "html": o.get("titleHtml")}),
        description=words({"text": o.get("descriptionText", ""), "html": o.get("descriptionHtml")}),
    )


def _link(action: Options) -> tuple[str, str, str]:
    only(action, "text", "html", "href", "visuallyHiddenText")
    text = words({k: v for k, v in action.items() if k in ("text", "html")})
    return text, action.get("href", ""), action.get("visuallyHiddenText", "")


def _row(row: Options | None) -> tuple[str, str, list[tuple[str, str, str]]]:
    if not row:
        raise LeftOut("empty rows")
    only(row, "key", "value", "actions")
    actions = row.get("actions") or {}
    only(actions, "items")
    return words(row["key"]), words(row["value"]), [_link(action) for action in actions.get("items", [])]


def summary_list(o: Options) -> str:
    only(o, "rows", "card", "classes")
    card = o.get("card") or {}
    only(card, "title")
    title = card.get("title") or {}
    only(title, "text", "html", "headingLevel")
    if "card" in o and not title:
        raise LeftOut("a card without a title")
    borders = modifier(o, "govuk-summary-list")
    if borders not in ("", "no-border"):
        raise LeftOut(f"classes {borders}")
    return drawn(
        "{% summary_list rows card=card level=level borders=borders %}",
        rows=[_row(row) for row in o["rows"]],
        card=words({k: v for k, v in title.items() if k != "headingLevel"}),
        level=title.get("headingLevel", 2),
        borders=not borders,
    )


def _task(item: Options | None) -> dict[str, Any]:
    if not item:
        raise LeftOut("empty tasks")
    only(item, "title", "href", "hint", "status")
    status = item["status"]
    only(status, "text", "html", "tag", "classes")
    shown = status.get("tag") or {k: v for k, v in status.items() if k in ("text", "html")}
    if status.get("classes", "") not in ("", "govuk-task-list__status--cannot-start-yet"):
        raise LeftOut("classes on a status")
    return {
        "title": words(item["title"]),
        "href": item.get("href", ""),
        "hint": words(item["hint"]) if item.get("hint") else "",
        "status": words({k: v for k, v in shown.items() if k != "classes"}),
        "tag": "tag" in status,
        "colour": modifier(shown, "govuk-tag"),
        "cannot_start": bool(status.get("classes")),
    }


def task_list(o: Options) -> str:
    only(o, "items", "idPrefix")
    tasks = [_task(item) for item in o["items"]]
    return drawn("{% task_list tasks prefix=prefix %}", tasks=tasks, prefix=o.get("idPrefix", "task-list"))


def table(o: Options) -> str:
    only(o, "rows", "head", "caption", "captionClasses", "firstCellIsHeader")
    heads = o.get("head") or [{"text": ""}] * max(len(row or ()) for row in o["rows"])
    for cell in (*heads, *(cell for row in o["rows"] for cell in row or [])):
        only(cell, "text", "html", "format")
    size = (o.get("captionClasses") or "").removeprefix("govuk-table__caption--")
    rows = [
        [words({k: v for k, v in cell.items() if k != "format"}) for cell in row] for row in o["rows"] if row
    ]
    formats = [cell.get("format") for cell in (next(row for row in o["rows"] if row))]
    columns = [
        Column(words({k: v for k, v in head.items() if k != "format"}), numeric=f == "numeric")
        for head, f in zip(heads, formats, strict=True)
    ]
    shown = Table(
        o.get("caption", ""), columns, rows, caption_size=size, row_headings=o.get("firstCellIsHeader", False)
    )
    page = BeautifulSoup(drawn("{% table shown %}", shown=shown), "html.parser")
    if "head" not in o and page.thead:
        page.thead.decompose()  # ours always has column headings
    return str(page)


def pagination(o: Options) -> str:
    only(o, "previous", "next", "items")
    if not o.get("items"):
        raise LeftOut("no page numbers")
    for link in (o.get("previous", {}), o.get("next", {})):
        only(link, "href")
    for item in o["items"]:
        only(item or {"empty": 1}, "number", "href", "current", "ellipsis")
        if not item:
            raise LeftOut("empty items")
    values = {
        "previous": o.get("previous", {}).get("href", ""),
        "next": o.get("next", {}).get("href", ""),
        "items": [{} if item.get("ellipsis") else item for item in o["items"]],
    }
    return render_to_string("parts/pagination.html", values)


def _size(options: Options, block: str) -> tuple[str, bool]:
    return modifier(options, block), options.get("isPageHeading", False)


def _asked(name: str, field: forms.Field, o: Options, label: Options, block: str, data: Any) -> str:
    """The question as one of our forms draws it."""
    size, heading = _size(label, block)
    error = o.get("errorMessage")
    form = type("Asked", (Form,), {"mark_optional": False})(
        {} if error and data is None else data, auto_id="%s"
    )
    form.fields = {name: field}
    if error:
        form.full_clean()
        form._errors.pop(name, None)
        parts = o.get("wrong_parts")
        form.add_error(name, ValidationError(_plain(error), params={"parts": parts} if parts else None))
    elif form.is_bound:
        form._errors = forms.utils.ErrorDict()
        form.cleaned_data = {}
    bound = form[name]
    bound.size, bound.heading = size, heading
    return bound.as_field_group()


def _plain(options: Options) -> str:
    only(options, "text")
    return str(options["text"])


def _legend(o: Options) -> Options:
    fieldset = o.get("fieldset")
    if not fieldset:
        raise LeftOut("no fieldset")
    only(fieldset, "legend")
    only(fieldset["legend"], "text", "html", "classes", "isPageHeading")
    return fieldset["legend"]


def _text(label: Options) -> str:
    only(label, "text", "html", "classes", "isPageHeading")
    return words({k: v for k, v in label.items() if k in ("text", "html")})


ATTRS = ("inputmode", "autocomplete", "spellcheck", "autocapitalize", "type")


def _attrs(o: Options) -> dict[str, Any]:
    attrs = {k: str(o[k]).lower() if isinstance(o[k], bool) else o[k] for k in ATTRS if k in o}
    attrs |= {"class": o["classes"]} if o.get("classes") else {}
    return attrs | {"id": o.get("id", o["name"])} | dict(o.get("attributes", {}))


def _one(
    o: Options, field_class: type[forms.Field], widget: type[forms.Widget], *more: str, **said: Any
) -> str:
    only(
        o,
        "name",
        "id",
        "label",
        "hint",
        "errorMessage",
        "value",
        "classes",
        "disabled",
        "attributes",
        *ATTRS,
        *more,
    )
    attrs = _attrs(o) | ({"rows": o.get("rows", 5)} if issubclass(widget, forms.Textarea) else {})
    field = field_class(
        label=_text(o["label"]),
        help_text=words(o["hint"]) if o.get("hint") else "",
        widget=widget(attrs=attrs),
        required=False,
        disabled=o.get("disabled", False),
        **said,
    )
    value = o.get("value")
    return _asked(
        o["name"], field, o, o["label"], "govuk-label", None if value is None else {o["name"]: value}
    )


def text_input(o: Options) -> str:
    return _one(o, forms.CharField, forms.TextInput)


def textarea(o: Options) -> str:
    return _one(o, forms.CharField, forms.Textarea, "rows")


def counted(o: Options) -> str:
    if "maxlength" in o.get("attributes", {}):
        raise LeftOut("a maxlength attribute, which ours never writes")
    if o.get("maxlength") is None:
        raise LeftOut("no limit in characters")
    return _one(o, forms.CharField, Counted, "rows", "maxlength", max_length=o["maxlength"])


def password(o: Options) -> str:
    if o.get("value"):
        raise LeftOut("a password sent back to the browser")
    classes = f"govuk-password-input__input govuk-js-password-input-input {o.get('classes', '')}".strip()
    return _one(dict(o) | {"classes": classes}, forms.CharField, Password)


def file_upload(o: Options) -> str:
    if o.get("value"):
        raise LeftOut("value")
    return _one(o, forms.FileField, forms.FileInput)


def select(o: Options) -> str:
    items = o.get("items") or []
    for item in items:
        only(item or {"empty": 1}, "value", "text", "selected")
        if "value" not in item or item["value"] in ("", False):
            raise LeftOut("options without a value, or with an empty one")
        if item.get("selected") is False:
            raise LeftOut("selected false against the value")
    chosen = [item["value"] for item in items if item.get("selected")] or [o.get("value")]
    choices = [(item["value"], item["text"]) for item in items]
    rest = {k: v for k, v in o.items() if k != "items"} | {"value": chosen[0]}
    return _one(rest, forms.ChoiceField, forms.Select, choices=choices)


def _choices(o: Options, widget: type[Radios] | type[Checkboxes], block: str, many: bool) -> str:
    only(o, "name", "idPrefix", "fieldset", "hint", "errorMessage", "items", "classes", "value", "values")
    items = [item for item in o["items"] if item]
    prefix = o.get("idPrefix", o["name"])
    hints, options, checked, numbers, before = {}, [], [], [], None
    for at, item in enumerate(items, 1):
        only(item, "value", "text", "html", "hint", "checked", "divider", "behaviour")
        if "divider" in item:
            if item["divider"] != "or":
                raise LeftOut("a divider other than or")
            before = str(items[at]["value"])
            continue
        numbers.append(at)
        options.append((item["value"], words({k: v for k, v in item.items() if k in ("text", "html")})))
        checked += [item["value"]] if item.get("checked") else []
        hints |= {str(item["value"]): words(item["hint"])} if item.get("hint") else {}
    exclusive = next((str(item["value"]) for item in items if item.get("behaviour") == "exclusive"), None)
    said: dict[str, Any] = {"exclusive": exclusive} if many else {}
    field_class = forms.MultipleChoiceField if many else forms.ChoiceField
    legend = _legend(o)
    field = field_class(
        label=_text(legend),
        help_text=words(o["hint"]) if o.get("hint") else "",
        choices=options,
        required=False,
        widget=widget(
            attrs={"id": prefix}, hints=hints, divider_before=before, layout=modifier(o, block), **said
        ),
    )
    checked = checked or list(o.get("values", [])) or ([o["value"]] if o.get("value") else [])
    data = QueryDict(mutable=True)
    data.setlist(o["name"], [str(value) for value in checked])
    made = _asked(
        o["name"],
        field,
        o,
        legend,
        "govuk-fieldset__legend",
        data if checked or o.get("errorMessage") else None,
    )
    return _official_ids(made, prefix, numbers)


def _official_ids(page: str, prefix: str, numbers: list[int]) -> str:
    """Django counts choices _0, _1; the official ids are the prefix itself, then -2 (dividers counted)."""

    def official(found: re.Match[str]) -> str:
        number = numbers[int(found[1])]
        return f'"{prefix}{f"-{number}" if number > 1 else ""}{found[2]}"'

    return re.sub(rf'"{re.escape(prefix)}_(\d+)((?:-item-hint)?)"', official, page)


def radios(o: Options) -> str:
    return _choices(o, Radios, "govuk-radios", many=False)


def checkboxes(o: Options) -> str:
    return _choices(o, Checkboxes, "govuk-checkboxes", many=True)


WIDTHS = {"govuk-input--width-2", "govuk-input--width-4"}


def _date_items(o: Options) -> dict[str, Options]:
    """Day, month and year however the example gives them."""
    if not all(o.get(part, True) for part in PARTS) or (o.get("items") and len(o["items"]) < 3):
        raise LeftOut("a date without a day, month or year")
    given = {part: dict(o.get(part) or {}) for part in PARTS}
    given |= {item["name"]: dict(item) for item in o.get("items") or []}
    if list(given) != list(PARTS):
        raise LeftOut("parts other than day, month and year")
    for part, item in given.items():
        only(item, "name", "classes", "value", "error")
        if item.get("name", part) != part:
            raise LeftOut("a part by another name")
        values = o.get("values") or {}
        item["value"] = item.get("value", values.get(part, values.get(f"{o.get('namePrefix')}-{part}", "")))
        classes = set(item.get("classes", "").split())
        item["wrong"] = item.get("error") or "govuk-input--error" in classes
        if classes - WIDTHS - {"govuk-input--error"}:
            raise LeftOut("classes on a part")
    return given


def date_input(o: Options) -> str:
    only(o, "id", "namePrefix", "fieldset", "hint", "errorMessage", "items", "values", *PARTS)
    items = _date_items(o)
    wrong = tuple(p for p in PARTS if items[p]["wrong"]) or tuple(
        p for p in PARTS if items[p].get("error") is not False
    )
    if not o.get("errorMessage") and any(items[p]["wrong"] for p in PARTS):
        raise LeftOut("a wrong part without a message")
    name = o.get("namePrefix", "date")
    field = DateField(
        label=_text(_legend(o)), help_text=words(o["hint"]) if o.get("hint") else "", required=False
    )
    field.widget.attrs["id"] = o["id"]
    data = {f"{name}-{part}": items[part]["value"] for part in PARTS}
    typed = data if any(data.values()) or o.get("errorMessage") else None
    asked = dict(o) | {"wrong_parts": wrong}
    made = _asked(name, field, asked, _legend(o), "govuk-fieldset__legend", typed)
    return made if "namePrefix" in o else made.replace(f'name="{name}-', 'name="')


VARIANTS: dict[str, Callable[[Options], str]] = {
    "back-link": back_link,
    "breadcrumbs": breadcrumbs,
    "button": button,
    "character-count": counted,
    "checkboxes": checkboxes,
    "date-input": date_input,
    "details": details,
    "error-summary": error_summary,
    "file-upload": file_upload,
    "input": text_input,
    "inset-text": inset,
    "notification-banner": notification,
    "pagination": pagination,
    "panel": panel,
    "password-input": password,
    "radios": radios,
    "select": select,
    "service-navigation": service_navigation,
    "skip-link": skip_link,
    "summary-list": summary_list,
    "table": table,
    "tag": tag,
    "task-list": task_list,
    "textarea": textarea,
    "warning-text": warning,
}


def shape(page: str) -> list[Any]:
    """What a page says and how it is built, without the white space and the order that make no difference."""
    return [made for node in BeautifulSoup(page, "html.parser").children if (made := _shape(node))]


def _shape(node: Any) -> Any:
    if isinstance(node, NavigableString):
        return " ".join(str(node).split())
    assert isinstance(node, Tag)
    attrs = {k: sorted(v) if isinstance(v, list) else v for k, v in node.attrs.items()}
    attrs.pop("value", None) if attrs.get("value") == "" and node.name == "input" else None
    return [
        node.name,
        dict(sorted(attrs.items())),
        [made for child in node.children if (made := _shape(child))],
    ]
