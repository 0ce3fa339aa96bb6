"""The overview of a case: what to do now, what was said, and what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET

from heard.casework.choosing import name_of
from heard.casework.foreseeing import of_its_procedure
from heard.casework.handing_in import may_check
from heard.casework.handing_in_answers import asked_on_case, to_check_on
from heard.casework.languages import KNOWN
from heard.casework.letters import letters_owed
from heard.casework.letters.kinds import kind_of
from heard.casework.looking_at_overview import Overview, overview_of
from heard.casework.offers import Offer
from heard.casework.performing import day_of
from heard.casework.permissions import Act, ChartAct, may
from heard.web.desk.case_frame import CaseFrame, links_of, opened
from heard.web.desk.case_money import payment_shown
from heard.web.desk.stage_pages import HANDED_IN, stage_pages
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may

HAS_MONEY = frozenset({"has_payments", "has_proposed", "has_costs"})
TO_TRIAGE = ("received", "deciding_interest")
YES_NO = {True: "Yes", False: "No", None: ""}


@require_GET
@for_those_who_may(Act.SEE_CASES)
def case(request: HttpRequest, reference: str) -> HttpResponseBase:
    """What to do now on a case, and what it is about."""
    frame = opened(request, reference)
    overview = overview_of(frame.member, frame.head.facts)
    facts = {
        "stage_pages": stage_pages(frame),
        "overview": overview,
        "doing": list(_doing(frame)),
        "not_now": [(one.title, in_short(one.why_not)) for one in frame.head.offered if not one.allowed],
        "triage": frame.case.state in TO_TRIAGE,
        "own_answer": _own_answer(frame),
        "ask_manager": _ask_manager(frame),
        "to_check": _to_check(frame),
        "owed": _owed(frame),
        "about": said(_about(frame, overview)),
        "how_told": said(_how_told(frame)),
        "may_wall": may(frame.member, Act.BUILD_WALL),
        "money": [payment_shown(one) for one in overview.payments],
        "has_money": bool(frame.head.facts.there & HAS_MONEY),
    }
    return frame.show("overview", "desk/case.html", facts)


def in_short(why_not: str) -> str:
    """Why an act is not possible now, without all that is: the page shows that beside it."""
    return why_not.partition(" From here")[0]


def said(facts: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """The facts that are on record."""
    return [(name, value) for name, value in facts if value]


def _is_to_answer(frame: CaseFrame) -> bool:
    return frame.head.first is not None and frame.head.first.act in (ChartAct.ANSWER_STAGE_1, ChartAct.ANSWER)


def _own_answer(frame: CaseFrame) -> str:
    """Where a manager who was asked writes their answer: to record one that went out is the act of the office."""
    if not _is_to_answer(frame) or frame.head.shows("staff_responses"):
        return ""
    mine = (one for one in asked_on_case(frame.case) if one.member_id == frame.member.pk and not one.ended_on)
    return next((reverse("answer", args=[one.address]) for one in mine), "")


def _ask_manager(frame: CaseFrame) -> str:
    """Where the office asks the manager of the service, while their answer is what comes next."""
    asks = _is_to_answer(frame) and frame.head.eyes.may(ChartAct.ASSIGN).allowed
    return reverse(HANDED_IN, args=[frame.case.reference]) if asks and frame.head.shows("findings") else ""


def _to_check(frame: CaseFrame) -> list[tuple[str, str, str]]:
    """What waits to be checked by whoever looks: (what, whose, since when) each."""
    return [
        (one.get_what_display(), name_of(one.member), spoken_day(day_of(one.handed_in_at)))
        for one in to_check_on(frame.case)
        if may_check(frame.head.eyes, one.what)
    ]


def _owed(frame: CaseFrame) -> list[str]:
    """The letters that acts on the case owe, for whoever may write them."""
    if not (may(frame.member, Act.DRAFT_LETTERS) and frame.head.shows("letters")):
        return []
    owed = letters_owed(frame.case.reference)
    return [kind_of(of_its_procedure(one.kinds, frame.case)[0]).words for one in owed]


def _doing(frame: CaseFrame) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """What may be done now, under its headings; acts that have no page of their own are left out."""
    allowed = [one for one in frame.head.offered if one.allowed]
    for group, found in groupby(allowed, key=lambda one: one.group):
        links = [link for one in found for link in _links(one, frame)]
        if links:
            yield group, links


def _links(offer: Offer, frame: CaseFrame) -> Iterator[dict[str, Any]]:
    day = f"by {spoken_day(offer.by_when)}" if offer.by_when and offer.is_first else ""
    for title, address in links_of(offer, frame.case.reference):
        yield {"title": title, "href": address, "by": day, "first": offer.is_first}


def _about(frame: CaseFrame, overview: Overview) -> Iterator[tuple[str, Any]]:
    row = frame.case
    yield "Kind", frame.head.kind
    yield "Procedure", row.get_procedure_display()
    yield "Received", spoken_day(row.received_on)
    yield "How it came", row.channel.label if row.channel else ""
    yield "Who complained", row.complainant_kind.label if row.complainant_kind else ""
    yield "Advocate", _advocate(row)
    yield "About", "; ".join(one.term.label for one in overview.natures)
    yield "Team", row.team.label if row.team else ""
    yield "Service", _service(row)
    yield "Joint with", row.joint_with


def _how_told(frame: CaseFrame) -> Iterator[tuple[str, Any]]:
    """What somebody told at the public's door, beside their words."""
    told = getattr(frame.case, "telling", None)
    if told is None or not frame.head.shows("words"):
        return
    yield "Told by", f"{told.get_door_display()}{f', {in_plain(told.told_by)}' if told.told_by else ''}"
    yield "They feel", ", ".join(map(in_plain, told.feelings))
    yield "What would make it better", told.better
    yield "What they tried", told.tried
    yield "How to answer", in_plain(told.answer_by).capitalize()
    yield "Their name", "They keep it to themselves. Do not try to find out" if told.is_secret else ""
    yield "Does the child know?", in_plain(told.child_knows).capitalize()
    yield "Language", _language(told.language)
    yield "May get a new code for them", told.trusted if told.trusted_until is None else ""


def _language(code: str) -> str:
    there = KNOWN.get(code)
    if there is None:
        return ""
    return (
        f"{there.name}. Ask an interpreter what their words say, and answer through one. "
        "What a machine makes of them is never the record"
    )


def in_plain(code: str) -> str:
    """A code as words."""
    return code.replace("_", " ")


def _advocate(row: Any) -> str:
    provider = row.advocate_provider.label if row.advocate_provider else ""
    return ", ".join(one for one in (YES_NO[row.had_advocate], provider) if one)


def _service(row: Any) -> str:
    service = row.service or (row.team.service if row.team else None)
    return service.label if service else ""
