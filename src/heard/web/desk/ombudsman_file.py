"""The Ombudsman's file of a case, with the second clock in view; and the list of every such case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.looking_at_ombudsman import FileSeen, file_of, ombudsman_list
from heard.casework.permissions import Act
from heard.figures.rounding import printed_pounds
from heard.web.desk.beside_frame import day_shown, show_list
from heard.web.desk.case_frame import links_of, opened
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, today

GROUP = "Ombudsman"
TURN = {True: "No: sent back, or premature", False: "Yes", None: "Not known yet"}
LOOKED = {True: "Yes", False: "No", None: ""}


@require_GET
@for_those_who_may(Act.SEE_CASES)
def ombudsman_cases(request: HttpRequest) -> HttpResponseBase:
    """The Ombudsman's cases about cases one may see."""
    found = ombudsman_list(member_of(request), today=today())
    due = [one for one in found if one.next_due]
    facts = {
        "rows": [(one, day_shown(one.next_due), spoken_day(one.received_on)) for one in found],
        "due": len(due),
    }
    return show_list(request, "desk/ombudsman_list.html", "/ombudsman/", facts)


@require_GET
@for_those_who_may(Act.SEE_CASES)
def ombudsman_file(request: HttpRequest, reference: str) -> HttpResponseBase:
    """What was asked, answered, decided, asked for, proved and paid."""
    frame = opened(request, reference, "decisions")
    found = file_of(frame.case, today=today(), money=frame.head.shows("money"))
    offered = [one for one in frame.head.offered if one.group == GROUP and one.allowed]
    facts = {
        "files": [_shown(one) for one in found],
        "links": [link for one in offered for link in links_of(one, frame.case.reference)],
    }
    return frame.show("ombudsman", "desk/ombudsman_file.html", facts)


def _shown(one: FileSeen) -> dict[str, Any]:
    return {
        "number": one.row.reference,
        "about": [(name, value) for name, value in _about(one) if value],
        "enquiries": [
            (each.row, day_shown(each.standing), spoken_day(each.row.received_on), spoken_day(each.row.answered_on))
            for each in one.enquiries
        ],
        "asked": [
            (each.row, day_shown(each.standing), spoken_day(each.row.due_on), spoken_day(each.row.proof_sent_on),
             spoken_day(each.row.accepted_on))
            for each in one.asked
        ],
        "payments": [
            (printed_pounds(each.amount), each.kind.label if each.kind else "", each.detail, spoken_day(each.paid_on))
            for each in one.payments
        ],
        "report": one.report,
        "report_facts": [(name, value) for name, value in _report(one) if value],
        "report_due": day_shown(one.report_stands),
    }  # fmt: skip


def _about(one: FileSeen) -> Iterator[tuple[str, Any]]:
    row = one.row
    yield "Heard of it", spoken_day(row.received_on)
    yield "Had the council its turn?", TURN[row.is_premature]
    yield "Sent back", spoken_day(row.sent_back_on)
    yield "Service", row.service.label if row.service else ""
    yield "Decision", row.decision.label if row.decision else "None yet"
    yield "Decided", spoken_day(row.decided_on)
    yield "Decided together with", row.decided_with.reference if row.decided_with else ""
    yield "Investigated", LOOKED[row.was_investigated]
    yield "What it says", row.narrative


def _report(one: FileSeen) -> Iterator[tuple[str, Any]]:
    if one.report is None:
        return
    yield "Report came", spoken_day(one.report.received_on)
    yield "Notices placed", spoken_day(one.report.notices_placed_on)
    yield "Considered by", one.report.considered_by
    yield "Considered", spoken_day(one.report.considered_on)
    yield "Answered", spoken_day(one.report.answered_on)
