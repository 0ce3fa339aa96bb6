"""The retention schedule, as the council signed it off, and holds: what is never erased while they stand."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import retention_holds as holds
from heard.casework import retention_schedule as schedule
from heard.casework.choosing import full_names, name_of
from heard.casework.looking import NotYours
from heard.casework.looking_at_retention import hold_numbered, holds_seen, releases_asked
from heard.casework.permissions import Act, NotAllowed
from heard.casework.refused import REFUSALS, in_words
from heard.casework.retention_due import under
from heard.casework.retention_holds_asked import about_as_asked
from heard.web.desk.asking import Asking, ask
from heard.web.desk.beside_frame import show_list
from heard.web.desk.keeping_forms import HoldForm, LineForm, ReleaseForm, SignOffForm, started
from heard.web.desk.wording import spoken_day
from heard.web.fresh import demand_fresh
from heard.web.seeing import for_those_who_may, member_of, now, show, today

HOLDS = "/keeping/holds/"
NO_HOLD = "We cannot find that hold. Look at the list of holds."


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SET_RETENTION)
def every_line(request: HttpRequest) -> HttpResponseBase:
    """Every line: what is kept, from what, for how long and why; and putting in force what two agreed on."""
    if request.method == "POST":
        if (again := demand_fresh(request)) is not None:
            return again
        return _put_in_force(request)
    lines = schedule.standing_on(today())
    facts = {
        "lines": [
            (one, _spoken(one.begins_on), _spoken(one.review_on), one.review_is_overdue(today()))
            for one in lines
        ],
        "unsigned": sum(not one.signed_off for one in lines),
        "asked": [(row, name_of(row.asked_by), _codes(row)) for row in schedule.asked_about_schedule()],
    }
    return show(request, "desk/keeping_schedule.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SET_RETENTION)
def sign_off(request: HttpRequest) -> HttpResponseBase:
    """Ask a second person to sign off every line that is only suggested."""
    if request.method == "POST" and (again := demand_fresh(request)) is not None:
        return again
    lines = [one.line for one in schedule.standing_on(today()) if not one.signed_off]
    if not lines:
        return redirect("keeping-schedule")
    asking = Asking(
        title="Sign the suggested schedule off",
        button="Ask a second person to agree",
        form=SignOffForm,
        do=partial(_ask_to_set, lines),
        done="It waits for a second person, who sees every line. Then put it in force here.",
        back=reverse("keeping-schedule"),
        facts={
            "says": f"{len(lines)} lines become the council’s own, each as it stands on the page of the schedule. "
            "Change any of them first or later. Until a line is signed off, no case comes up for review under it."
        },
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SET_RETENTION)
def line(request: HttpRequest, code: str) -> HttpResponseBase:
    """One line: its versions, and asking for another period."""
    if request.method == "POST" and (again := demand_fresh(request)) is not None:
        return again
    one = next((one for one in schedule.standing_on(today()) if one.line.code == code), None)
    if one is None:
        raise Http404
    asking = Asking(
        title=f"Change: {one.line.title}",
        button="Ask a second person to agree",
        form=LineForm,
        do=partial(_ask_to_change, one.line, request),
        done="It waits for a second person. Then put it in force on this page.",
        back=reverse("keeping-schedule"),
        template="desk/keeping_line.html",
        facts={
            "says": f"Now: {one.line.period}, from {one.line.trigger.words}.",
            "versions": [
                (row, spoken_day(row.begins_on), schedule.line_of(row).period, _agreed_by(row))
                for row in schedule.history_of(code)
            ],
        },
        initial=started(one.line),
    )
    return ask(request, asking)


@require_GET
@for_those_who_may(Act.PLACE_HOLD)
def every_hold(request: HttpRequest) -> HttpResponseBase:
    """Every hold: what it is about, on whose behalf and until when; those released below."""
    seen = holds_seen(member_of(request))
    names = full_names(who for one, _ in seen for who in _who(one).values() if who)
    rows = [
        (one, words, spoken_day(one.review_on), one.released_on is None and one.review_on < today(),
         {part: names.get(who, "") for part, who in _who(one).items()})
        for one, words in seen
    ]  # fmt: skip
    facts = {
        "standing": [row for row in rows if row[0].released_on is None and not _ended(row[0])],
        "over": [row for row in rows if row[0].released_on is not None or _ended(row[0])],
    }
    return show_list(request, "desk/keeping_holds.html", HOLDS, facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.PLACE_HOLD)
def new_hold(request: HttpRequest) -> HttpResponseBase:
    """Place a hold. One person may: it only ever keeps."""
    asking = Asking(
        title="Place a hold",
        button="Place the hold",
        form=HoldForm,
        do=_place,
        done="The hold stands. Nothing that it is about is erased, whatever was agreed before.",
        back=HOLDS,
        facts={
            "says": "A hold keeps what it is about, whatever its age. It wins over everything that was agreed."
        },
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.PLACE_HOLD)
def release(request: HttpRequest, number: int) -> HttpResponseBase:
    """Ask that a hold is released, and release it once a second person agreed."""
    hold = hold_numbered(number)
    if hold is None:
        raise NotYours(NO_HOLD)
    if request.method == "POST" and (again := demand_fresh(request)) is not None:
        return again
    if "agreed" in request.POST:
        return _release(request, hold)
    asked = [
        (row, because, name_of(row.asked_by), row.answer == "approved")
        for row, because in releases_asked(hold)
    ]
    asking = Asking(
        title="Release a hold",
        button="Ask a second person to agree",
        form=ReleaseForm,
        do=lambda *, member, **said: holds.ask_to_release(hold=hold, by=member, **said),
        done="It waits for a second person. Until they agree, and you release it here, the hold stands.",
        back=HOLDS,
        template="desk/keeping_release.html",
        facts={"says": holds.in_words_of(hold), "hold": hold, "asked": asked},
    )
    return ask(request, asking)


def _put_in_force(request: HttpRequest) -> HttpResponseBase:
    number = request.POST.get("agreed", "")
    row = next((one for one in schedule.asked_about_schedule() if str(one.pk) == number), None)
    if row is None:
        raise NotYours("Nothing of this number waits. Look at the schedule again.")
    lines, begins_on, review_on = schedule.lines_asked(row)
    try:
        schedule.set_lines(
            lines=lines,
            begins_on=begins_on,
            review_on=review_on,
            agreed=row.pk,
            by=member_of(request),
            at=now(),
        )
        messages.success(request, f"In force from {spoken_day(begins_on)}, as the two of you agreed.")
    except (*REFUSALS, NotAllowed) as why:
        messages.error(request, in_words(why))
    return redirect("keeping-schedule")


def _ask_to_set(lines: Any, *, member: Any, **said: Any) -> None:
    schedule.ask_to_set(lines=lines, by=member, **said)


def _ask_to_change(
    old: Any, request: HttpRequest, *, member: Any, at: Any, begins_on: Any, review_on: Any, **said: Any
) -> None:
    new = schedule.changed(old, **said)
    schedule.ask_to_set(lines=[new], begins_on=begins_on, review_on=review_on, by=member, at=at)
    before = schedule.schedule_on(today())
    now_, then = under(before, on=today()), under({**before, new.code: new}, on=today())
    messages.info(
        request,
        f"{schedule.tighter_or_looser(old, new)} Of the cases on record {now_} are over as it stands, and {then} "
        "would be.",
    )


def _place(
    *, member: Any, at: Any, source: str, because: str, review_on: Any, ends_on: Any, **said: Any
) -> None:
    about = about_as_asked(member=member, on=today(), **said)
    holds.place_hold(
        about=about, source=source, because=because, by=member, at=at, review_on=review_on, ends_on=ends_on
    )


def _release(request: HttpRequest, hold: Any) -> HttpResponseBase:
    found = next(
        ((row, because) for row, because in releases_asked(hold) if str(row.pk) == request.POST["agreed"]),
        None,
    )
    if found is None:
        raise NotYours(NO_HOLD)
    try:
        holds.release_hold(hold=hold, agreed=found[0].pk, because=found[1], by=member_of(request), at=now())
        messages.success(request, "Released, as the two of you agreed.")
    except (*REFUSALS, NotAllowed) as why:
        messages.error(request, in_words(why))
    return redirect("keeping-holds")


def _agreed_by(row: Any) -> str:
    names = full_names((row.proposed_by, row.agreed_by))
    return f"Proposed by {names[row.proposed_by]}, agreed by {names[row.agreed_by]}."


def _codes(row: Any) -> str:
    lines, begins_on, _ = schedule.lines_asked(row)
    if len(lines) == 1:
        return f"{lines[0].title}: {lines[0].period}, from {spoken_day(begins_on)}"
    names = ", ".join(one.title for one in lines[:3]) + (
        f" and {len(lines) - 3} more" if len(lines) > 3 else ""
    )
    return f"{names}, from {spoken_day(begins_on)}"


def _who(hold: Any) -> dict[str, str]:
    return {"placed": hold.placed_by, "released": hold.released_by, "agreed": hold.release_agreed_by}


def _ended(hold: Any) -> bool:
    return hold.ends_on is not None and hold.ends_on < today()


def _spoken(day: Any) -> str:
    return spoken_day(day) if day else ""
