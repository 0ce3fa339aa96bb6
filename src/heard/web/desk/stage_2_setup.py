"""Stage 2 set-up as a list of tasks: people with their declarations and contracts, leave to see, and the days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET

from heard.casework.looking_at_bench import beside_names
from heard.casework.looking_at_setup import PartOfStage, Seat, SetUp, set_up_of
from heard.casework.permissions import Act, may
from heard.law.conflicts import PART
from heard.law.procedure import Act as ChartAct
from heard.law.working_days import in_words
from heard.web.desk.case_frame import CaseFrame, opened
from heard.web.desk.stage_pages import links_for, stage_pages
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, today

Task = dict[str, Any]
APPOINT = {
    "investigating_officer": ChartAct.APPOINT_INVESTIGATOR,
    "independent_person": ChartAct.APPOINT_INDEPENDENT_PERSON,
    "adjudicator": ChartAct.APPOINT_ADJUDICATOR,
}
CHANGE = {
    "investigating_officer": ChartAct.CHANGE_INVESTIGATOR,
    "independent_person": ChartAct.CHANGE_INDEPENDENT_PERSON,
    "adjudicator": ChartAct.APPOINT_ADJUDICATOR,
}
REPORT = {
    "investigating_officer": ChartAct.RECEIVE_INVESTIGATOR_REPORT,
    "independent_person": ChartAct.RECEIVE_INDEPENDENT_REPORT,
}


@require_GET
@for_those_who_may(Act.SEE_CASES)
def set_up(request: HttpRequest, reference: str) -> HttpResponseBase:
    """How far Stage 2 of a case is set up, and what is still to be done."""
    frame = opened(request, reference, "parties")
    found = set_up_of(frame.case, today())
    days = [
        ("Asked for", spoken_day(found.stage.started_on) if found.stage else "Not asked for"),
        ("Answer due", spoken_day(found.clock.must_by) if found.clock else ""),
        ("At the latest", spoken_day(found.clock.latest_on) if found.clock else ""),
        ("Basis", found.clock.due.found.value.basis if found.clock else ""),
    ]
    beside = beside_names(frame.member, frame.case, today=today())
    facts = {
        "bench": [bench for one in found.parts if (bench := _bench(one, beside))],
        "days": [(name, said) for name, said in days if said],
        "groups": _groups(frame, found),
        "barred": [
            (one.words, [(who.name, who.why_not) for who in one.barred]) for one in found.parts if one.barred
        ],
        "before": [_left(one, row) for one in found.parts for row in one.before],
        "stage_pages": stage_pages(frame, "case-stage-2"),
    }
    return frame.show("Stage 2 set-up", "desk/stage_2_setup.html", facts)


def people_tasks(
    frame: CaseFrame, seat: Seat | None, words: str, *, change: Any, appoint: Any
) -> Iterator[Task]:
    """The tasks about somebody in a part: their appointment and declaration, their contract, their leave to see."""
    if seat is None:
        yield task(words, "To do", "Nobody is appointed yet", next(links_for(frame, appoint), None))
        return
    declared = (
        f"Declared on {in_words(seat.row.declared_on)}"
        if seat.row.declared_on
        else "No declaration on record"
    )
    why = f" {seat.row.appointed_because}" if seat.row.appointed_because else ""
    hint = f"Since {in_words(seat.row.appointed_on)}. {declared}.{why}"
    title = f"{PART[seat.row.part].words}: {seat.row.person.name}"
    yield task(title, "Appointed", hint, next(links_for(frame, change), None))
    if seat.is_outside:
        yield _contract(frame, seat)
    yield _leave_to_see(frame, seat)


def task(title: str, status: str, hint: str = "", link: tuple[str, str] | None = None) -> Task:
    """One task of a list; what is still to do has a coloured mark."""
    marked = status in ("To do", "Missing")
    made: Task = {
        "title": title,
        "status": status,
        "hint": hint,
        "tag": marked,
        "colour": "blue" if marked else "",
    }
    return {**made, "href": link[1]} if link else made


def may_change(frame: CaseFrame) -> bool:
    """Whether this person may let others see papers, which goes with keeping contracts."""
    return may(frame.member, Act.GRANT_ACCESS)


def _groups(frame: CaseFrame, found: SetUp) -> list[tuple[str, str, list[Task]]]:
    named = [(one.words, one.code.replace("_", "-"), list(_of_part(frame, one))) for one in found.parts]
    return [("The request and the statement", "request", list(_beginning(frame, found))), *named,
            ("The answer", "answer", list(_answer(frame, found)))]  # fmt: skip


def _beginning(frame: CaseFrame, found: SetUp) -> Iterator[Task]:
    stage = found.stage
    first = next(links_for(frame, ChartAct.ACKNOWLEDGE_STAGE_2), None)
    if stage and stage.acknowledged_on:
        yield task("Acknowledge the request", "Completed", f"On {in_words(stage.acknowledged_on)}")
    else:
        yield task("Acknowledge the request", "To do", "", first)
    agreed = stage.statement_agreed_on if stage else None
    address = ("", reverse("case-statement", args=[frame.case.reference]))
    hint = f"{found.statement.standing}{f', on {in_words(agreed)}' if agreed else ''}"
    yield task("Statement of complaint", "Completed" if agreed else "To do", hint, address)


def _of_part(frame: CaseFrame, part: PartOfStage) -> Iterator[Task]:
    title = f"Appoint the {part.words.lower()}"
    yield from people_tasks(frame, part.seat, title, change=CHANGE[part.code], appoint=APPOINT[part.code])
    report = REPORT.get(part.code)
    if report is not None and part.seat is not None:
        came = part.seat.row.report_received_on
        link = next(links_for(frame, report), None)
        yield task(
            "Report", "Completed" if came else "To do", f"Came on {in_words(came)}" if came else "", link
        )


def _answer(frame: CaseFrame, found: SetUp) -> Iterator[Task]:
    stage = found.stage
    if stage and stage.answered_on:
        yield task("Adjudication", "Completed", f"Sent on {in_words(stage.answered_on)}")
        return
    more = next(links_for(frame, ChartAct.EXTEND_STAGE_2), None)
    if more:
        yield task("More time", "Possible", "Before the day passes, to 65 working days in all", more)
    due = f"Due {in_words(found.clock.must_by)}" if found.clock and found.clock.must_by else ""
    link = next(links_for(frame, ChartAct.ADJUDICATE), None)
    yield task("Adjudication", "To do" if link else "Cannot start yet", due, link)


def _contract(frame: CaseFrame, seat: Seat) -> Task:
    link = (
        ("", reverse("case-contract", args=[frame.case.reference, seat.row.pk]))
        if may_change(frame)
        else None
    )
    if seat.contract is None:
        return task(f"Contract of {seat.row.person.name}", "Missing", "No contract is on record", link)
    due = f"; report due {in_words(seat.contract.report_due_on)}" if seat.contract.report_due_on else ""
    hint = f"Signed on {in_words(seat.contract.signed_on)}{due}"
    return task(f"Contract of {seat.row.person.name}", "Completed", hint, link)


def _leave_to_see(frame: CaseFrame, seat: Seat) -> Task:
    title = f"What {seat.row.person.name} may see"
    if not seat.is_outside:
        return task(title, "Of the office", "They see the case by their role, once it is given to them")
    if seat.member is None:
        return task(title, "Missing", "They do not sign in yet: add them to the people who may sign in")
    link = (
        ("", reverse("case-access", args=[frame.case.reference, seat.row.pk])) if may_change(frame) else None
    )
    if seat.grant is None:
        return task(title, "To do", "They may see nothing yet", link)
    return task(title, "Until a day", f"Named papers, until {in_words(seat.grant.ends_on)}", link)


def _bench(
    part: PartOfStage, beside: Mapping[int, tuple[str, ...]]
) -> tuple[str, list[tuple[str, str]]] | None:
    """Who on the bench may be named for a part that nobody has yet, and what is known of each."""
    known = [(one.name, "; ".join(beside[one.person])) for one in part.possible if one.person in beside]
    return (part.words, known) if known and part.seat is None else None


def _left(part: PartOfStage, row: Any) -> tuple[str, str, str]:
    return part.words, f"{row.person.name}, until {spoken_day(row.ended_on)}", row.ended_because
