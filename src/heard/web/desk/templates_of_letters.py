"""The templates of letters: for whom each has words and how hard they read; a council's own words, dated."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework.letters.kinds import kind_of
from heard.casework.letters.merging import CannotTell, NoSuchWording, Wording, fields_of
from heard.casework.letters.own_words import (
    as_read,
    change_words,
    dated_words,
    put_back,
    templates,
    try_print,
    words_in_force,
)
from heard.casework.letters.reading import reading_of
from heard.casework.letters.sources import source_of
from heard.casework.permissions import Act
from heard.casework.refused import REFUSALS, in_words
from heard.web.dates_look import DateField
from heard.web.desk.acts import fields
from heard.web.desk.letters_frame import READERS
from heard.web.desk.letters_shown import under
from heard.web.desk.wording import short_day, spoken_day
from heard.web.forms_look import Form
from heard.web.seeing import by_whom, for_those_who_may, now, show, today

WRONG = 422


class WordsForm(Form):
    """A council's own words of a letter."""

    title = forms.CharField(label="Title", max_length=300)
    words = forms.CharField(
        label="The words",
        help_text="A paragraph a line. “# ” begins a heading, “- ” a bullet, “?name:” a line that stands only "
        "where there is such a fact, “!name:” one that stands only where there is none, "
        "“+name” a part that letters share.",
        widget=forms.Textarea({"rows": 20}),
    )
    begins_on = DateField(label="In force from", earliest=today)
    reason = fields.reason("Why they are changed")

    def clean_words(self) -> str:
        """Lines end as they are kept, whatever the browser sent."""
        return "\n".join(str(self.cleaned_data["words"]).splitlines()).strip()


@require_GET
@for_those_who_may(Act.CHANGE_SETTINGS)
def every(request: HttpRequest) -> HttpResponseBase:
    """Every letter and for whom it has words."""
    rows: dict[str, list[Any]] = {}
    for one in templates(on=today()):
        rows.setdefault(one.title, []).append((one, READERS[one.audience], short_day(one.since)))
    return show(request, "desk/letter_templates.html", {"rows": list(rows.items())})


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def one(request: HttpRequest, kind: str, audience: str) -> HttpResponseBase:
    """The words of one letter for one reader: read, tried, changed from a day, or put back."""
    words = _found(kind, audience)
    if request.method == "GET":
        return _page(request, words, _form_of(words))
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, words, form, status=WRONG)
    said = form.cleaned_data
    who: dict[str, Any] = {"kind": kind, "audience": audience, "by": by_whom(request), "at": now()}
    if "try" in request.POST:
        return _page(request, words, form, tried=True)
    try:
        if "back" in request.POST:
            put_back(begins_on=said["begins_on"], reason=said["reason"], **who)
        else:
            change_words(**said, **who)
    except REFUSALS as why:
        form.add_error("words", in_words(why))
        return _page(request, words, form, status=WRONG)
    messages.success(
        request, f"In force from {spoken_day(said['begins_on'])}. Letters issued stay as they went out."
    )
    return redirect("letter-template", kind=kind, audience=audience)


def _found(kind: str, audience: str) -> Wording:
    try:
        words = words_in_force(kind, audience, on=today())
    except NoSuchWording as why:
        raise Http404(str(why)) from why
    return Wording(words.name, audience, words.title, words.lines)


def _form_of(words: Wording) -> WordsForm:
    return WordsForm(initial={"title": words.title, "words": "\n".join(words.lines), "begins_on": today()})


def _page(
    request: HttpRequest, words: Wording, form: WordsForm, *, status: int = 200, tried: bool = False
) -> HttpResponseBase:
    title, lines = words.title, "\n".join(words.lines)
    if tried:
        title, lines = form.cleaned_data["title"], form.cleaned_data["words"]
    facts = {
        "form": form,
        "kind": kind_of(words.name).words,
        "reader": READERS[words.audience],
        "reading": reading_of(as_read(words), words.audience),
        "letter": _printed(words, title, lines),
        "tried": tried,
        "facts": [(name, source_of(name, {})) for name in sorted(fields_of(words))],
        "dated": [(one, short_day(one.begins_on)) for one in dated_words(words.name, words.audience)],
    }
    return show(request, "desk/letter_template.html", facts, status=status)


def _printed(words: Wording, title: str, lines: str) -> Any:
    try:
        return under(try_print(words.name, words.audience, title, lines), 3)
    except CannotTell as why:
        return in_words(why)
