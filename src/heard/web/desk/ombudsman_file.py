"""The Ombudsman's file of a case, with the second clock in view; and the list of every such case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework.looking import PAGE
from heard.casework.looking_at_ombudsman import FileSeen, file_of, ombudsman_list
from heard.casework.looking_at_ombudsman_lists import (
    refusals_looked_at,
    talks_seen,
    waiting_to_be_taken,
    words_counted,
)
from heard.casework.ombudsman_after import record_talk_about_none
from heard.casework.permissions import Act, ChartAct, may
from heard.figures.rounding import printed_pounds
from heard.web.desk.acts.ombudsman_file import FreeTalkForm
from heard.web.desk.asking import Asking, ask
from heard.web.desk.beside_frame import day_shown, page_number, page_of, show_list
from heard.web.desk.case_frame import CaseFrame, links_of, opened
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, today

GROUP = "Ombudsman"
TURN = {True: "No: sent back, or premature", False: "Yes", None: "Not known yet"}
LOOKED = {True: "Yes", False: "No", None: ""}


@require_GET
@for_those_who_may(Act.SEE_CASES)
def ombudsman_cases(request: HttpRequest) -> HttpResponseBase:
    """The Ombudsman's cases about cases one may see."""
    member = member_of(request)
    found = ombudsman_list(member, today=today())
    due = [one for one in found if one.next_due]
    refusals = refusals_looked_at(member)
    accepted, said = words_counted(refusals)
    facts = {
        "refusals": [(one, spoken_day(one.refused_on)) for one in refusals],
        "accepted": f"{accepted} of {said}" if said else "",
        "waiting": [(one, spoken_day(one.since)) for one in waiting_to_be_taken(member)],
        "may_talk": may(member, ChartAct.RECORD_OMBUDSMAN_TALK),
        "rows": [(one, day_shown(one.next_due), spoken_day(one.received_on)) for one in found],
        "due": len(due),
    }
    return show_list(request, "desk/ombudsman_list.html", "/ombudsman/", facts)


@require_GET
@for_those_who_may(ChartAct.RECORD_OMBUDSMAN_TALK)  # type: ignore[arg-type]
def talks(request: HttpRequest) -> HttpResponseBase:
    """Talks with the Ombudsman's liaison officer, newest first."""
    rows = talks_seen(member_of(request))
    page = page_of(rows.count(), page_number(request))
    first = (page.number - 1) * PAGE
    shown = [(one, spoken_day(one.held_on)) for one in rows[first : first + PAGE]]
    facts = {"rows": shown, "page": page, "total": page.paginator.count}
    return show_list(request, "desk/ombudsman_talks.html", "/ombudsman/", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(ChartAct.RECORD_OMBUDSMAN_TALK)  # type: ignore[arg-type]
def new_talk(request: HttpRequest) -> HttpResponseBase:
    """A talk with the Ombudsman that is about no single case."""
    asking = Asking(
        title="Record a talk with the Ombudsman",
        button="Record the talk",
        form=FreeTalkForm,
        do=record_talk_about_none,
        done="The talk is on record.",
        back=reverse("ombudsman-talks"),
        facts={"says": "A talk about one case is recorded on that case, under Ombudsman."},
    )
    return ask(request, asking)


@require_GET
@for_those_who_may(Act.SEE_CASES)
def ombudsman_file(request: HttpRequest, reference: str) -> HttpResponseBase:
    """What was asked, answered, decided, asked for, proved and paid."""
    frame = opened(request, reference, "decisions")
    found = file_of(frame.case, today=today(), money=frame.head.shows("money"))
    offered = [one for one in frame.head.offered if one.group == GROUP and one.allowed]
    facts = {
        "files": [_shown(one, frame) for one in found],
        "links": [link for one in offered for link in links_of(one, frame.case.reference)],
    }
    return frame.show("ombudsman", "desk/ombudsman_file.html", facts)


def _shown(one: FileSeen, frame: CaseFrame) -> dict[str, Any]:
    return {
        "number": one.row.reference,
        "copy": reverse("case-ombudsman-copy", args=[frame.case.reference, one.row.pk]),
        "stands": one.stands,
        "since": spoken_day(one.since),
        "explained": one.explained,
        "fault_not_public": one.fault_not_public,
        "steps": [(each.get_what_display(), spoken_day(each.from_on), each.words) for each in one.row.steps.all()],
        "drafts": [
            (each.row, day_shown(each.standing), spoken_day(each.row.received_on), spoken_day(each.row.commented_on),
             _times(each.row))
            for each in one.drafts
        ],
        "talks": [(spoken_day(each.held_on), each.how, each.with_whom, each.words) for each in one.row.talks.all()],
        "public": [(name, value) for name, value in _public(one) if value],
        "address": one.made_public.address if one.made_public else "",
        "about": [(name, value) for name, value in _about(one) if value],
        "enquiries": [
            (each.row, day_shown(each.standing), spoken_day(each.row.received_on), spoken_day(each.row.answered_on),
             _times(each.row))
            for each in one.enquiries
        ],
        "asked": [
            (each.row, day_shown(each.standing), spoken_day(each.row.due_on), spoken_day(each.row.proof_sent_on),
             spoken_day(each.row.accepted_on), _times(each.row),
             [(printed_pounds(pay.amount), pay.get_answer_display().lower()) for pay in each.payments])
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


def _times(row: Any) -> list[str]:
    """More time asked for this, and what was said, each as a sentence."""
    found = []
    for one in row.extensions.all():
        asked = f"More time asked on {spoken_day(one.asked_on)} by {one.asked_by}, until {spoken_day(one.wanted_until)}"
        if one.answer == "given":
            found.append(
                f"{asked}: given until {spoken_day(one.given_until)}, instead of {spoken_day(one.was_due_on)}."
            )
        else:
            found.append(f"{asked}: {one.get_answer_display().lower()}.")
    return found


def _public(one: FileSeen) -> Iterator[tuple[str, Any]]:
    if one.made_public is not None:
        yield "Published by the Ombudsman", spoken_day(one.made_public.published_on)
        yield "Made public by the council", spoken_day(one.made_public.told_on)
        yield "How", one.made_public.told_how
    if one.word is not None:
        yield (
            "On our refusal",
            f"{one.word.get_word_display()} ({spoken_day(one.word.said_on)}): {one.word.words}",
        )


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
