"""The council's lists of labels, what each means to every council, and the days it is in use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import looking, looking_at_settings
from heard.casework.council import (
    LabelRefused,
    add_label,
    change_label,
    in_one_transaction,
    rename_label,
)
from heard.casework.labels_merging import labels_to_merge_into, merge_label, part_label
from heard.casework.permissions import Act
from heard.importing.meanings import meanings_of
from heard.web.desk.settings_forms import LabelForm, MergeForm, PartForm, in_words
from heard.web.forms_look import Form
from heard.web.seeing import by_whom, for_those_who_may, now, show

MERGED = (
    "It ends on the day you give. Cases keep it, and figures of past years print it. From then on it is not offered, "
    "and lists brought in that still say it are read as the other label."
)
PARTED = "It is in use again, and lists that say it are read as it stands."


@require_GET
@for_those_who_may(Act.CHANGE_SETTINGS)
def lists(request: HttpRequest) -> HttpResponseBase:
    """Every list the council keeps."""
    return show(request, "desk/settings_lists.html", {"lists": looking_at_settings.lists()})


@require_GET
@for_those_who_may(Act.CHANGE_SETTINGS)
def labels(request: HttpRequest, name: str) -> HttpResponseBase:
    """The labels of one list in printed order."""
    facts = {
        "title": looking_at_settings.title_of_list(name),
        "code": name,
        "labels": [(one, in_words(one.means)) for one in looking_at_settings.labels_of(name)],
        "is_place": looking_at_settings.is_place(name),
        "has_meanings": bool(meanings_of(name)),
    }
    return show(request, "desk/settings_labels.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def add(request: HttpRequest, name: str) -> HttpResponseBase:
    """A new label at the end of a list, or at the place it is given."""
    title = looking_at_settings.title_of_list(name)
    form = LabelForm(request.POST or None, list_=name, meanings=list(meanings_of(name)), adding=True)
    if request.method == "POST" and form.is_valid() and _done(form, lambda: _add(request, name, form)):
        messages.success(request, f"“{_tidy(form)}” is added.")
        return redirect("settings-list", name=name)
    facts = {
        "form": form,
        "title": "Add a label",
        "lead": f"It goes into the list “{title}”.",
        "back": ("settings-list", title, name),
        "says": "Add this label",
    }
    return show(request, "desk/settings_form.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def label(request: HttpRequest, name: str, number: int) -> HttpResponseBase:
    """One label: its words, its meaning, its days in use."""
    title = looking_at_settings.title_of_list(name)
    there = looking_at_settings.label_of(name, number)
    printed, before = there.label, _as_it_stands(there)
    form = LabelForm(request.POST or None, initial=before, list_=name, meanings=list(meanings_of(name)))
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(form, lambda: _keep(request, name, there, form))
    ):
        messages.success(request, _said_of(printed, _tidy(form)))
        return redirect("settings-list", name=name)
    facts = {
        "form": form,
        "title": printed,
        "lead": f"A label of the list “{title}”. A label that cases use cannot be deleted: to stop using it, give "
        "the last day on which it was in use.",
        "back": ("settings-list", title, name),
        "says": "Keep",
        "label": there,
        "merges": not looking_at_settings.is_place(name),
        "code": name,
    }
    return show(request, "desk/settings_label.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def merge(request: HttpRequest, name: str, number: int) -> HttpResponseBase:
    """A label merged into another of its list, or its merge taken back."""
    title = looking_at_settings.title_of_list(name)
    there = looking_at_settings.term_of(name, number)
    parting = there.merged_into is not None
    sent = request.POST or None
    form: Form = PartForm(sent) if parting else MergeForm(sent, labels=labels_to_merge_into(there))
    act = _part if parting else _merge
    if request.method == "POST" and form.is_valid() and _done(form, lambda: act(request, there, form)):
        messages.success(request, f"“{there.label}” is {'in use again' if parting else 'merged'}.")
        return redirect("settings-list", name=name)
    facts = {
        "form": form,
        "title": f"Take the merge of {there.label} back" if parting else f"Merge {there.label} into another",
        "lead": PARTED if parting else MERGED,
        "back": ("settings-list", title, name),
        "says": "Take it back" if parting else "Merge it",
    }
    return show(request, "desk/settings_form.html", facts, status=422 if form.errors else 200)


def _merge(request: HttpRequest, there: Any, form: Form) -> None:
    merge_label(list_=there.list, label=there.label, by=by_whom(request), at=now(), **form.cleaned_data)


def _part(request: HttpRequest, there: Any, form: Form) -> None:
    part_label(list_=there.list, label=there.label, by=by_whom(request), at=now(), **form.cleaned_data)


def _as_it_stands(there: Any) -> dict[str, Any]:
    names = ("label", "means", "child_label", "leadership", "in_use_from", "in_use_to", "position")
    before = {name: getattr(there, name) for name in names if hasattr(there, name)}
    return before | {"service": str(getattr(there, "service_id", "") or "")}


def _done(form: Form, act: Callable[[], object]) -> bool:
    """Whether the act was done; words that cannot be a label are refused beside their field."""
    try:
        act()
    except LabelRefused as why:
        form.add_error(
            "label" if "label" in form.fields else "into" if "into" in form.fields else None, str(why)
        )
        return False
    return True


def _add(request: HttpRequest, list_: str, form: LabelForm) -> None:
    values = _values(form)
    add_label(list_=list_, label=values.pop("label"), by=by_whom(request), at=now(), **values)


def _keep(request: HttpRequest, list_: str, there: Any, form: LabelForm) -> None:
    values = _values(form)
    new, old = values.pop("label"), there.label
    changed = {name: value for name, value in values.items() if getattr(there, name) != value}
    with in_one_transaction():
        if new != old:
            rename_label(list_=list_, label=old, new=new, by=by_whom(request), at=now())
        if changed:
            change_label(list_=list_, label=new, by=by_whom(request), at=now(), **changed)


def _values(form: LabelForm) -> dict[str, Any]:
    values = dict(form.cleaned_data) | {"label": _tidy(form)}
    if "service" in values:
        chosen = values["service"]
        values["service"] = next((one for one in looking.services() if str(one.pk) == chosen), None)
    return values


def _tidy(form: LabelForm) -> str:
    return " ".join(str(form.cleaned_data["label"]).split())


def _said_of(old: str, new: str) -> str:
    return f"“{new}” is kept." if new == old else f"“{old}” is now “{new}”."
