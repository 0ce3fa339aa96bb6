"""Words about a compliment for everybody: written beside the original, released by a second person, taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import looks, report_words
from heard.casework.looking import NotYours
from heard.casework.looking_at_report_words import WordsSeen, words_seen
from heard.casework.passing_on import heard_by
from heard.casework.permissions import Act
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Known
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, now, show, today

WRONG = 422
HELP = {
    "line": "One sentence of what they praised, as the report lists it.",
    "quote": "Their own words, with names, places and days left out. Write “X” or “my worker” in their place.",
    "good_practice": "What was done well, so that others can do it too. Everybody at work reads it.",
}
DONE = {
    "write": "The words are kept. A second person reads and releases them.",
    "release": "The words are released.",
    "take-back": "The words are taken back. Nothing prints them from now on.",
}


class WriteForm(ActForm):
    """The words, and why doubtful ones stay."""

    words = fields.words("Words for everybody", rows=6)
    although = fields.line(
        "Why nobody is known by what is marked",
        help_text="Only where a word with a capital letter, or the like, has to stay.",
        required=False,
        most=500,
    )


class ReleaseForm(ActForm):
    """Exactly the words that were read."""

    read = fields.words("The words that were read")


class TakeBackForm(ActForm):
    """Why they are taken back."""

    because = fields.reason("Why they are taken back")


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.WRITE_REPORT_WORDS)
def words_for_everybody(request: HttpRequest, reference: str, use: str) -> HttpResponseBase:
    """The original with what would betray somebody marked, and the words for everybody beside it."""
    member, do = member_of(request), request.POST.get("do", "")
    try:
        seen = words_seen(member, reference, use, today=today())
    except NotYours:
        looks.note(member, reference, "words", now(), refused=True)
        raise
    looks.note(member, reference, "words", now())
    forms = _forms(request, seen, member)
    form = forms[do if do in forms else "write"]
    if request.method == "POST" and form.is_valid():
        try:
            _do(do, {"reference": reference, "use": use, "by": member, "at": now()}, form.said())
            messages.success(request, DONE[do])
            return redirect("report-words", reference=seen.reference, use=use)
        except REFUSALS as why:
            form.add_error(None, in_words(why))
    facts = {"seen": seen, "form": form, "write": forms["write"], "back": forms["take-back"]}
    facts["released"] = spoken_day(seen.released_on)
    return show(request, "desk/report_words.html", facts, status=WRONG if request.method == "POST" else 200)


@require_GET
@for_those_who_may(Act.DECLARE_INTEREST)
def heard_of_me(request: HttpRequest) -> HttpResponseBase:
    """The compliments and thanks that were passed on to whoever is signed in."""
    rows = [(one, spoken_day(one.passed_on)) for one in heard_by(member_of(request))]
    return show(request, "desk/heard_of_me.html", {"rows": rows})


def _forms(request: HttpRequest, seen: WordsSeen, member: Any) -> dict[str, ActForm]:
    """The three forms of the page, the one that was sent with its answers."""
    known, do = Known(None, member, today()), request.POST.get("do", "")
    begin = {"words": seen.words, "although": seen.although}
    forms: dict[str, ActForm] = {
        code: form_of(
            request.POST if do == code else None, known=known, initial=begin if code == "write" else {}
        )
        for code, form_of in (("write", WriteForm), ("release", ReleaseForm), ("take-back", TakeBackForm))
    }
    forms["write"].fields["words"].help_text = HELP[seen.use]
    return forms


def _do(do: str, who: dict[str, Any], said: dict[str, Any]) -> None:
    """Release, take back or write the words. Raises what casework refuses."""
    if do == "release":
        report_words.release_report_words(**who, **said)
    elif do == "take-back":
        report_words.take_back_report_words(**who, **said)
    else:
        report_words.write_report_words(**who, **said)
