"""Requests for a file: the list, each request with its clock and pieces, and its steps up to the sending."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import looking_at_subject_access as looking_at
from heard.casework import subject_access, subject_access_clock, subject_access_sending
from heard.casework.choosing import full_names
from heard.casework.exemptions import exemptions
from heard.casework.permissions import Act, may
from heard.casework.subject_access_collecting import collect_file
from heard.casework.subject_access_making import make_file
from heard.casework.subject_access_seeing import copy_for, file_request_for
from heard.web.desk import subject_access_forms as forms
from heard.web.desk.acts.form import ActForm
from heard.web.desk.asking import Asking, ask
from heard.web.desk.beside_frame import day_shown, show_list
from heard.web.desk.spreading_forms import NothingForm
from heard.web.desk.wording import spoken_day
from heard.web.fresh import demand_fresh
from heard.web.seeing import for_those_who_may, member_of, now, show, today

ADDRESS = "/subject-access/"
# Each step of a request: its heading, its button, its form, what it does, and what is said once it is done.
STEPS: dict[str, tuple[str, str, type[ActForm], Callable[..., object], str]] = {
    "who": ("Record who asks", "Record it", forms.WhoForm, subject_access_clock.show_who_asks,
            "It is on record who asks, and that they may."),
    "ask": ("Ask who they are, or what they want", "Record the question", forms.AskForm,
            subject_access_clock.ask_who_or_what, "The clock stands still until they answer."),
    "time": ("Take more time", "Record it", forms.TimeForm, subject_access_clock.give_more_time_for_file,
             "The longer time is on record. Answer as soon as you can all the same."),
    "search": ("Record a search somewhere else", "Record the search", forms.SearchForm,
               subject_access.record_file_search, "The search is on record, and the letter names the place."),
    "collect": ("Collect the file", "Collect it", NothingForm, collect_file,
                "The file is collected. Go through each piece."),
    "make": ("Make the file", "Make the file", NothingForm, make_file,
             "The file is made and read back. Somebody who decided nothing of it reads it now."),
    "end": ("End it without a file", "End it", forms.EndForm, subject_access.end_file_request,
            "The request has ended. What was decided stays on record."),
}  # fmt: skip
SAYS = {
    "collect": "Every table that holds words is searched for the person, and their papers and letters are read. It can "
    "take a minute. What was decided about words that are still there stands.",
    "make": "Each piece is set anew without what is withheld, and the finished file is read back: if it still says "
    "anything that is withheld or protected, it is not kept.",
}


@require_GET
@for_those_who_may(Act.ANSWER_FILES)
def every(request: HttpRequest) -> HttpResponseBase:
    """Every request for a file, those to answer first, and how they were answered."""
    seen = looking_at.requests_seen(member_of(request), today=today())
    facts = {
        "rows": [(one, day_shown(one.day), spoken_day(one.row.received_on)) for one in seen],
        "counted": looking_at.requests_counted(seen, today=today()),
    }
    return show_list(request, "desk/subject_access.html", ADDRESS, facts)


@require_GET
@for_those_who_may(Act.ANSWER_FILES)
def find(request: HttpRequest) -> HttpResponseBase:
    """Find the person whose file is asked for."""
    name = request.GET.get("name", "").strip()[:200]
    found = subject_access.people_called(member_of(request), name, on=today())
    wrong = f"Nobody on record is called {name}. Try a part of the name." if name and not found else ""
    if "name" in request.GET and not name:
        wrong = "Enter a name, or a part of it."
    return show(request, "desk/subject_access_find.html", {"name": name, "found": found, "wrong": wrong})


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ANSWER_FILES)
def new(request: HttpRequest, person: int) -> HttpResponseBase:
    """Log the request of a person, or for them."""
    there = subject_access.person_to_ask_for(member_of(request), person, on=today())
    asking = Asking(
        title="Log a request for a file",
        button="Log the request",
        form=forms.request_form(looking_at.askers_near(there)),
        do=lambda *, asked, **by: subject_access.log_file_request(asked=forms.asked_of(person, asked), **by),
        done="The request is on record, its month runs, and nothing of the file is erased meanwhile.",
        back=ADDRESS,
        facts={
            "above": there.name,
            "says": "The month counts from the day it came. It holds up no complaint.",
        },
    )
    return ask(request, asking)


@require_GET
@for_those_who_may(Act.ANSWER_FILES)
def one(request: HttpRequest, number: int) -> HttpResponseBase:
    """One request: its clock, its searches, its pieces, what is still to be decided, and its files."""
    row = file_request_for(member_of(request), number, on=today())
    seen = looking_at.request_seen(row, today=today())
    copies = list(row.copies.order_by("-version"))
    facts = {
        "row": row,
        "seen": seen,
        "day": day_shown(seen.day),
        "must_by": spoken_day(seen.clock.must_by),
        "received": spoken_day(row.received_on),
        "pauses": [(one, spoken_day(one.asked_on), spoken_day(one.answered_on)) for one in row.pauses.all()],
        "searches": _searches(row),
        "pieces": looking_at.pieces_seen(row),
        "waiting": looking_at.waiting_in(row) if row.collected_at else [],
        "copies": [(one, spoken_day(one.sent_on)) for one in copies],
        "steps": _steps(row, bool(copies)),
    }
    return show(request, "desk/subject_access_one.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ANSWER_FILES)
def step(request: HttpRequest, number: int, step: str) -> HttpResponseBase:
    """One step of a request."""
    row = file_request_for(member_of(request), number, on=today())
    if step not in STEPS:
        raise Http404
    title, button, form, do, done = STEPS[step]
    asking = Asking(
        title=title,
        button=button,
        form=form,
        do=partial(do, request=number),
        done=done,
        back=reverse("file-request", args=[number]),
        facts={"above": row.reference, "says": SAYS.get(step, "")},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ANSWER_FILES)
def hear(request: HttpRequest, number: int, pause: int) -> HttpResponseBase:
    """Record the answer to what was asked."""
    row = file_request_for(member_of(request), number, on=today())
    asking = Asking(
        title="Record their answer",
        button="Record the answer",
        form=forms.HearForm,
        do=partial(subject_access_clock.hear_who_or_what, request=number, pause=pause),
        done="The answer is on record, and the clock goes on.",
        back=reverse("file-request", args=[number]),
        facts={"above": row.reference},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ANSWER_FILES)
def copy(request: HttpRequest, number: int) -> HttpResponseBase:
    """A file as it was made: what it withholds, and, for a second person, the approval of exactly this."""
    row = copy_for(member_of(request), number, on=today())
    if request.method == "POST" and (prove := demand_fresh(request)) is not None:
        return prove
    member = member_of(request)
    read = request.POST.get("read", "") or row.digest
    names = full_names((row.made_by, row.approved_by))

    def approved(**by: Any) -> object:
        return subject_access_sending.approve_file(copy=number, read=read, **by)

    asking = Asking(
        title=f"The file of {row.request.reference}, version {row.version}",
        button="I have read it: approve it",
        form=NothingForm,
        do=approved,
        done="The file is approved. It can be sent.",
        back=reverse("file-copy", args=[number]),
        template="desk/subject_access_copy.html",
        facts={
            "row": row,
            "made_by": names[row.made_by],
            "approved_by": names[row.approved_by],
            "read": read,
            "counts": looking_at.copy_counts(row),
            "may_approve": may(member, Act.APPROVE_FILES)
            and not row.approved_by
            and not subject_access_sending.wrote_it(member, row),
            "sent": spoken_day(row.sent_on),
        },
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.APPROVE_FILES)
def send_back(request: HttpRequest, number: int) -> HttpResponseBase:
    """Send a file back, with the reason."""
    row = copy_for(member_of(request), number, on=today())
    asking = Asking(
        title="Send it back",
        button="Send it back",
        form=forms.BackForm,
        do=partial(subject_access_sending.send_file_back, copy=number),
        done="It goes back, with your reason.",
        back=reverse("file-request", args=[row.request_id]),
        facts={"above": row.request.reference},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ANSWER_FILES)
def send(request: HttpRequest, number: int) -> HttpResponseBase:
    """Record that an approved file went."""
    row = copy_for(member_of(request), number, on=today())
    asking = Asking(
        title="Record that the file was sent",
        button="Record it",
        form=forms.SendForm,
        do=partial(subject_access_sending.send_file, copy=number),
        done="The sending is on record, and the clock has stopped.",
        back=reverse("file-request", args=[row.request_id]),
        facts={
            "above": row.request.reference,
            "says": f"For {row.request.asker.name}. Check the address first.",
        },
    )
    return ask(request, asking)


@require_GET
@for_those_who_may(Act.ANSWER_FILES)
def download(request: HttpRequest, number: int) -> HttpResponseBase:
    """A file as it goes out. That somebody read it is noted in each case it holds."""
    row, content = subject_access_sending.file_of(member_of(request), number, on=today())
    looking_at.note_looks(member_of(request), row.request, at=now())
    name = f"{row.request.reference}-{row.version}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_GET
@for_those_who_may(Act.ANSWER_FILES)
def list_of_exemptions(request: HttpRequest) -> HttpResponseBase:
    """Each exemption, when it applies, and the law behind it."""
    return show(request, "desk/subject_access_exemptions.html", {"rows": list(exemptions().values())})


def _searches(row: Any) -> list[tuple[Any, str, str]]:
    """Each search with its day and the name of who made it."""
    rows = list(row.searches.all())
    names = full_names(one.by for one in rows)
    return [(one, spoken_day(one.searched_on), names[one.by]) for one in rows]


def _steps(row: Any, has_file: bool) -> list[tuple[str, str]]:
    """What can be done next: the words and the address of each."""
    if row.ended_on is not None:
        return []
    there = ["who"] if row.identity_on is None else []
    there += ["ask", *(["time"] if row.extended_on is None else []), "search", "collect"]
    there += ["make"] if row.collected_at else []
    named = [(STEPS[one][0], reverse("file-request-step", args=[row.pk, one])) for one in [*there, "end"]]
    return [
        ("Make the file again" if words == "Make the file" and has_file else words, at) for words, at in named
    ]
