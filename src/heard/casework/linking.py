"""Cases that belong together: split, joined and separated again, linked, and shared with another body."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from heard.casework.acts import KIND_OF, procedure_on_record
from heard.casework.deciding import Decided, keep_decision
from heard.casework.intake_clocks import hint, is_open, note_change, open_stage
from heard.casework.intake_receiving import kind_term, receiving
from heard.casework.joining import bring_back, take_over
from heard.casework.new_details import fitting
from heard.casework.parties import complainants, must_say
from heard.casework.performing import Doing, NoSuchCase, NotNow, performing
from heard.casework.points import points_of
from heard.casework.walls_building import copy_walls
from heard.law.procedure import PROCEDURE_OF_KIND, Act
from heard.representations.models import Decision, Element, Hold, Link, Party, Representation, Stage

LEADS = {"council": "this council leads", "body": "the other body leads"}
SHARED = "shared"


def split(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    points: Sequence[int],
    kind: str,
    reason: str,
    decided_by: str,
    told_on: date,
) -> Representation:
    """Take points out into another representation of a kind, which keeps this one's day of receipt.

    Its clock is never younger for it. Raises NotNow where nothing, or nothing else, would be left.
    """
    with performing(Act.SPLIT, reference=reference, by=by, at=at, day=decided_on) as doing:
        there = {one.number: one for one in points_of(doing.case)}
        _refuse_split(doing.case, set(there), points)
        decided = Decided("split", reason, decided_by, told_on=told_on)
        keep_decision(doing, "split", decided)
        with receiving(_twin(doing.case, kind), by=by, at=at, split_from=reference) as new:
            _copy_people(doing.case, new)
            for number, old in enumerate(sorted(points), start=1):
                _move_point(new, there[old], number)
            row = Link(one=new.case, other=doing.case, because="split", words=reason)
            new.add(row)
        return new.case


def join(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    into: str,
    reason: str,
    decided_by: str,
    told_on: date,
) -> Link:
    """Join a case to another of the same complainant, which takes over every point and the earlier day of receipt.

    Nothing is lost by it: `separate` gives it back. Raises NotNow or NoSuchCase.
    """
    with transaction.atomic():
        other = _lock(reference, into)
        with performing(Act.JOIN, reference=reference, by=by, at=at, day=decided_on, into=into) as doing:
            _refuse_join(doing.case, other)
            decided = Decided("joined", reason, decided_by, evidence=into, told_on=told_on)
            keep_decision(doing, "joining", decided)
            moved = take_over(doing, other)
            copy_walls(doing.line, doing.case, other, decided_on)
            copy_walls(doing.line, other, doing.case, decided_on)
            link = Link(one=doing.case, other=other, because="joined", words=moved)
            doing.add(link)
            for stage in Stage.objects.filter(representation=doing.case):
                if is_open(stage):
                    doing.change(stage, ended_on=decided_on, ended_because="joined", due_on_hint=None)
            return link


def separate(
    *, reference: str, by: str, at: datetime, decided_on: date, reason: str, decided_by: str
) -> Stage:
    """Make a joined case stand alone again, with its own points, from its own day of receipt. Raises NotNow."""
    with (
        transaction.atomic(),
        performing(Act.SEPARATE, reference=reference, by=by, at=at, day=decided_on) as doing,
    ):
        link = Link.objects.filter(one=doing.case, because="joined").select_related("other").first()
        if link is None:
            raise NotNow(f"{reference} is joined to nothing on record.")
        keep_decision(
            doing, "joining", Decided("separated", reason, decided_by, evidence=link.other.reference)
        )
        bring_back(doing, link)
        doing.line.remove(link)
        stage = Stage.objects.filter(representation=doing.case, stage="stage_1").first()
        if stage is None:
            return open_stage(doing, "stage_1", doing.case.received_on)
        doing.change(stage, ended_on=None, ended_because="")
        hint(doing, stage)
        return stage


def link(*, reference: str, by: str, at: datetime, day: date, to: str, because: str, words: str = "") -> Link:
    """Say that two cases belong together, each whole and with its own clocks, and why: siblings, the same matter…

    Raises NotNow or NoSuchCase.
    """
    with performing(Act.LINK, reference=reference, by=by, at=at, day=day, to=to) as doing:
        must_say(
            because, "why they belong together: the same matter, brothers and sisters, said to an MP too"
        )
        other = _case(to)
        if other.pk == doing.case.pk:
            raise NotNow(f"{reference} cannot be linked to itself.")
        if Link.objects.filter(one=doing.case, other=other, because=because[:30]).exists():
            raise NotNow(f"{reference} and {to} are linked for that already.")
        row = Link(one=doing.case, other=other, because=because[:30], words=words)
        doing.add(row)
        return row


def share_with_body(
    *,
    reference: str,
    by: str,
    at: datetime,
    shared_on: date,
    body: str,
    lead: str,
    reason: str,
    decided_by: str,
) -> Decision:
    """Share a joint complaint with a health body or another council, with consent, naming the one that leads.

    One co-ordinated answer; each body keeps its own clocks. `lead` is council or body. Raises NotNow without consent.
    """
    with performing(Act.SHARE_WITH_BODY, reference=reference, by=by, at=at, day=shared_on) as doing:
        must_say(body, "the other body by its name")
        if lead not in LEADS:
            raise NotNow(f"Say who leads: {', '.join(LEADS)}. Somebody has to.")
        _refuse_without_consent(doing, shared_on)
        note_change(doing, "joint_with", doing.case.joint_with, body, reason)
        doing.change(doing.case, joint_with=fitting(body, 200))
        decided = Decided(lead, reason, decided_by, evidence=f"{body}: {LEADS[lead]}.", told_on=None)
        return keep_decision(doing, SHARED, decided)


def _refuse_without_consent(doing: Doing, shared_on: date) -> None:
    """Each complainant's last word on consent must be yes."""
    rows = Decision.objects.filter(representation=doing.case, about="consent", decided_on__lte=shared_on)
    said = dict(rows.order_by("pk").values_list("decided_by", "answer"))
    for one in complainants(doing.case):
        if said.get(one.person.name[:150]) != "given":
            raise NotNow(
                f"{one.person.name} has not consented to sharing. Ask, record the consent with its bounds, then share; "
                "without it, say what the other body has to be told by them."
            )


def _refuse_split(case: Representation, there: set[int], points: Sequence[int]) -> None:
    unknown = [number for number in points if number not in there]
    if unknown or not points:
        numbers = ", ".join(map(str, sorted(there))) or "none"
        raise NotNow(f"Choose points of {case.reference} to take out. Its points: {numbers}.")
    if there == set(points):
        raise NotNow(
            f"That would leave nothing in {case.reference}. To treat all of it otherwise, move the whole of it."
        )


def _twin(case: Representation, kind: str) -> Representation:
    procedure = PROCEDURE_OF_KIND.get(kind)
    if procedure is None:
        raise NotNow(f"There is no kind “{kind}”. There are: {', '.join(KIND_OF.values())}.")
    return Representation(
        kind=kind,
        kind_term=kind_term(kind),
        procedure=procedure_on_record(procedure),
        received_on=case.received_on,
        recorded_at=case.recorded_at,
        channel=case.channel,
        complainant_kind=case.complainant_kind,
        team=case.team,
        service=case.service,
        words=case.words,
    )


def _copy_people(case: Representation, new: Doing) -> None:
    for one in Party.objects.filter(representation=case).order_by("pk"):
        new.add(Party(representation=new.case, person_id=one.person_id, part=one.part, relation=one.relation))
    copy_walls(new.line, case, new.case, new.day)


def _move_point(new: Doing, element: Element, number: int) -> None:
    """Move a point with what was decided on it and the holds on it."""
    new.change(element, representation=new.case, number=number)
    for decision in Decision.objects.filter(element=element):
        new.change(decision, representation=new.case)
    for row in Hold.objects.filter(element=element):
        new.change(row, representation=new.case)


def _lock(reference: str, into: str) -> Representation:
    """Lock both cases, always in the same order, so that two joins at once do not wait for each other."""
    rows = Representation.objects.select_for_update().filter(reference__in=(reference, into)).order_by("pk")
    found = {row.reference: row for row in rows}
    if into not in found:
        raise NoSuchCase(f"There is no case {into}. Check the number.")
    return found[into]


def _case(reference: str) -> Representation:
    found = Representation.objects.filter(reference=reference).first()
    if found is None:
        raise NoSuchCase(f"There is no case {reference}. Check the number.")
    return found


def _refuse_join(case: Representation, other: Representation) -> None:
    if case.pk == other.pk:
        raise NotNow(f"{case.reference} cannot be joined to itself.")
    if case.procedure != other.procedure:
        raise NotNow(
            f"{case.reference} and {other.reference} go by different procedures. Move one of them first, or link them."
        )
    if other.state not in ("received", "stage_1"):
        raise NotNow(
            f"{other.reference} is {other.standing.lower()} and takes over nothing more. Link them instead."
        )
    ours = {one.person.name.casefold() for one in complainants(case)}
    theirs = {one.person.name.casefold() for one in complainants(other)}
    if not ours & theirs:
        raise NotNow(
            f"{case.reference} and {other.reference} are of different complainants: each is owed an answer. Link them."
        )
