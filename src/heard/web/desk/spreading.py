"""Good practice to search, and guidance that is read and signed."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heard.casework import guidance, learning_sharing
from heard.casework.looking import NotYours
from heard.casework.looking_at_report_words import good_practice_alerts
from heard.casework.looking_at_spreading import guidance_sent, practice_found, to_read
from heard.casework.new_details import NotOnRecord
from heard.casework.permissions import Act, may
from heard.web.desk.asking import Asking, ask
from heard.web.desk.beside_frame import page_number, page_of, show_list
from heard.web.desk.learning_forms import GuidanceForm, PracticeForm
from heard.web.desk.spreading_forms import NothingForm
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, now, today

PRACTICE, TO_READ, GUIDANCE = "/good-practice/", "/to-read/", "/guidance/"


@require_GET
@for_those_who_may(Act.SEE_LEARNING)
def practice(request: HttpRequest) -> HttpResponseBase:
    """Short notes of what works, the newest first, to be searched between two visits."""
    words = request.GET.get("words", "")[:200]
    rows, total, page = practice_found(member_of(request), words, page_number(request))
    facts = {
        "rows": [(one, spoken_day(one.released_on)) for one in rows],
        "alerts": [one for one in good_practice_alerts() if words.casefold() in one.words.casefold()],
        "words": words,
        "total": total,
        "keeps": may(member_of(request), Act.KEEP_LEARNING),
        "page": page_of(total, page),
    }
    return show_list(request, "desk/good_practice.html", PRACTICE, facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_LEARNING)
def release(request: HttpRequest) -> HttpResponseBase:
    """Release a note of good practice."""
    asking = Asking(
        title="Release a note of good practice",
        button="Release it",
        form=PracticeForm,
        do=learning_sharing.release_practice,
        done="Everybody at work can read it.",
        back=PRACTICE,
        facts={
            "says": "It is held against every name, address and reference on record before it is released."
        },
        initial={"learning": request.GET.get("learning", "")},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_LEARNING)
def take_back(request: HttpRequest, number: int) -> HttpResponseBase:
    """Take a note of good practice back."""
    asking = Asking(
        title="Take this note back",
        button="Take it back",
        form=NothingForm,
        do=partial(learning_sharing.take_back_practice, note=number),
        done="It is taken back.",
        back=PRACTICE,
        facts={"says": "Nobody finds it any more."},
    )
    return ask(request, asking)


@require_GET
@for_those_who_may(Act.SEE_LEARNING)
def reading(request: HttpRequest) -> HttpResponseBase:
    """What was sent to this person to read, and what they signed."""
    every = to_read(member_of(request), today=today())
    facts = {
        "waiting": [(one, spoken_day(one.guidance.read_by)) for one in every if one.signed_on is None],
        "signed": [(one, spoken_day(one.signed_on)) for one in every if one.signed_on is not None],
        "keeps": may(member_of(request), Act.KEEP_LEARNING),
    }
    return show_list(request, "desk/to_read.html", TO_READ, facts)


@require_POST
@for_those_who_may(Act.SEE_LEARNING)
def sign(request: HttpRequest, number: int) -> HttpResponseBase:
    """Sign one note as read, with one press."""
    try:
        guidance.sign_as_read(member=member_of(request), at=now(), guidance=number)
    except NotOnRecord as why:
        raise NotYours(str(why.args[0])) from why
    messages.success(request, "It is on record that you have read it.")
    return redirect("to-read")


@require_GET
@for_those_who_may(Act.KEEP_LEARNING)
def sent(request: HttpRequest) -> HttpResponseBase:
    """Guidance that was sent, and who has not signed it yet."""
    rows = guidance_sent(member_of(request), today=today())
    facts = {
        "rows": [(one, spoken_day(one.guidance.issued_on), spoken_day(one.guidance.read_by)) for one in rows]
    }
    return show_list(request, "desk/guidance.html", TO_READ, facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_LEARNING)
def issue(request: HttpRequest) -> HttpResponseBase:
    """Send guidance to be read and signed."""
    asking = Asking(
        title="Send guidance to be read and signed",
        button="Send it",
        form=GuidanceForm,
        do=guidance.issue_guidance,
        done="It is sent. The night chases whoever has not signed by that day.",
        back=GUIDANCE,
    )
    return ask(request, asking)
