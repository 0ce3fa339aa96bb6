"""One case: who, what stage, the clocks and why, and everything on record about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework import looking_at_case
from heard.casework.looking_at_case import CaseSeen, RunningClock, StageSeen
from heard.casework.permissions import Act
from heard.figures.rounding import printed_pounds
from heard.law.timeliness import MEANINGS
from heard.web.desk.wording import act_in_words, how_soon, spoken_day
from heard.web.seeing import for_those_who_may, member_of, show, today

Facts = list[tuple[str, Any]]
YES_NO = {True: "Yes", False: "No", None: ""}
VERDICTS = {
    "in_time": "In time",
    "in_time_extended": "In time, extended",
    "late": "Late",
    "extension_not_known": "Not known: the record has no place for an extension",
    "start_not_known": "Not known: a day the count needs is not on record",
    "not_answered": "No answer was sent",
    "no_limit": "No limit applies",
}


@require_GET
@for_those_who_may(Act.SEE_CASES)
def case(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One case, all of it on one page."""
    seen = looking_at_case.case(member_of(request), reference, today=today())
    facts = {
        "seen": seen,
        "row": seen.row,
        "who": _who(seen),
        "clocks": [_clock(clock) for clock in seen.running],
        "about": _said(_about(seen)),
        "stages": [_stage(stage) for stage in seen.stages],
        "points": [_point(element) for element in seen.row.elements.all()],
        "money": [_payment(payment) for payment in seen.row.payments.all()],
        "history": [(act_in_words(entry.act), entry) for entry in seen.entries],
    }
    return show(request, "desk/case.html", facts)


def _who(seen: CaseSeen) -> str:
    names = [party.person.name for party in seen.people if party.part == "complainant"]
    kind = seen.row.complainant_kind.label if seen.row.complainant_kind else ""
    return ", ".join([*names, *([kind] if kind else [])]) or "Not recorded"


def _clock(clock: RunningClock) -> dict[str, Any]:
    shape, words = how_soon(clock.colour, clock.left, clock.due_on)
    return {
        "next_act": clock.next_act,
        "shape": shape,
        "words": words,
        "due": spoken_day(clock.due_on),
        "latest": spoken_day(clock.latest_on) if clock.latest_on != clock.due_on else "",
        "extended": clock.extended,
        "why": clock.why,
    }


def _about(seen: CaseSeen) -> Iterator[tuple[str, Any]]:
    row = seen.row
    yield "Kind", seen.kind
    yield "Procedure", row.get_procedure_display()
    yield "Received", spoken_day(row.received_on)
    yield "How it came", row.channel.label if row.channel else ""
    yield "Who complained", row.complainant_kind.label if row.complainant_kind else ""
    yield "Advocate", _advocate(row)
    yield "About", "; ".join(one.term.label for one in row.natures.all())
    yield "Team", row.team.label if row.team else ""
    yield "Service", _service(row)
    yield "Joint with", row.joint_with


def _advocate(row: Any) -> str:
    provider = row.advocate_provider.label if row.advocate_provider else ""
    return ", ".join(one for one in (YES_NO[row.had_advocate], provider) if one)


def _service(row: Any) -> str:
    service = row.service or (row.team.service if row.team else None)
    return service.label if service else ""


def _said(facts: Iterable[tuple[str, Any]]) -> Facts:
    return [(name, value) for name, value in facts if value]


def _stage(stage: StageSeen) -> dict[str, Any]:
    return {
        "label": stage.label,
        "facts": _said(_stage_facts(stage)),
        "claimed": _said(_claimed(stage.row)),
        "disagreements": stage.disagreements,
        "why": stage.why,
        "is_open": stage.is_open,
        "clocks": [
            (one.label, spoken_day(one.due_on), spoken_day(one.stopped_on), YES_NO[one.met])
            for one in stage.separate
        ],
    }


def _stage_facts(stage: StageSeen) -> Iterator[tuple[str, Any]]:
    row, verdict = stage.row, stage.verdict
    yield "Its own reference", row.own_reference
    yield "Began", spoken_day(row.started_on)
    yield "Acknowledged", spoken_day(row.acknowledged_on)
    yield "Statement agreed", spoken_day(row.statement_agreed_on)
    yield "Panel met", spoken_day(row.panel_met_on)
    yield "Report sent", spoken_day(row.report_sent_on)
    yield "Due", spoken_day(verdict.due_on)
    yield "More time", _extensions(row)
    yield "Answered", spoken_day(row.answered_on)
    yield "Withdrawn", spoken_day(row.withdrawn_on)
    yield "Working days taken", _days(verdict.working_days)
    yield "In time?", "" if stage.is_open else VERDICTS.get(verdict.timeliness, MEANINGS[verdict.timeliness])
    yield "Outcome", row.outcome.label if row.outcome else ""
    yield "Led to an action", YES_NO[row.with_action]
    yield "Manager", row.manager.name if row.manager else ""


def _days(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _extensions(row: Any) -> str:
    given = [
        f"to {spoken_day(one.extended_to)}" + (f": {one.reason}" if one.reason else "")
        for one in row.extensions.all()
    ]
    if given:
        return "; ".join(given)
    return {True: "Yes, until when is not recorded", False: "No"}.get(row.was_extended, "")


def _claimed(row: Any) -> Facts:
    return [
        ("Working days", row.claimed_working_days),
        ("Due", row.claimed_due_on),
        ("Latest due", row.claimed_due_on_latest),
        ("In time", row.claimed_in_time),
        ("Band", row.claimed_band),
    ]


def _point(element: Any) -> dict[str, Any]:
    findings = [
        (one.get_step_display(), one.finding.label, one.reason, spoken_day(one.found_on))
        for one in element.findings.all()
    ]
    return {"element": element, "arose": spoken_day(element.arose_on), "findings": findings}


def _payment(payment: Any) -> tuple[str, str, str, str]:
    parts: Sequence[Any] = payment.parts.all()
    split = "; ".join(f"{printed_pounds(one.amount)} {one.words}".strip() for one in parts)
    about = "; ".join(one for one in (payment.detail, split) if one)
    kind = payment.kind.label if payment.kind else ""
    return printed_pounds(payment.amount), kind, about, spoken_day(payment.paid_on)
