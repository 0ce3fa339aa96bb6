"""Made-up cases put on record, proposed, agreed to and erased as an office does it, then held beside the oracle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.casework.retention_oracle import DAY, WEEK, Told, goes, held, made

from heard.casework import accounts, four_eyes, retention
from heard.casework import retention_holds as holds
from heard.casework import retention_reviewing as reviewing
from heard.casework import retention_schedule as schedule
from heard.casework.retention_erasing import Held
from heard.casework.writing import Line, writing
from heard.law.retention import start_schedule
from heard.outcomes.models import RetentionReview, Tombstone
from heard.people.models import Member, Person, Term
from heard.representations.models import (
    OmbudsmanCase,
    Party,
    Representation,
    RepresentationNature,
    Stage,
)

AT = datetime(DAY.year, DAY.month, DAY.day, 9, 0, tzinfo=UTC)
BEFORE = AT - timedelta(days=30)


@dataclass
class Outcome:
    """What became of the cases: how many went, and which against the oracle."""

    erased: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    held_and_deleted: list[str] = field(default_factory=list)
    kept_too_long: list[str] = field(default_factory=list)
    cases: int = 0


def office() -> tuple[Member, Member]:
    """Two who may decide, and the suggested schedule signed off by both."""
    two = [
        accounts.add_member(sign_in_name=name, full_name=name.title(), role=role, by="drill", at=BEFORE)
        for name, role in (("amina", "complaints_manager"), ("ruth", "information_governance"))
    ]
    lines, review_on = list(start_schedule().values()), DAY + timedelta(days=365)
    said = {"lines": lines, "begins_on": BEFORE.date(), "review_on": review_on, "by": two[0], "at": BEFORE}
    asked = schedule.ask_to_set(**said)
    four_eyes.approve(number=asked.pk, by=two[1], at=BEFORE)
    schedule.set_lines(agreed=asked.pk, **said)
    return two[0], two[1]


def run(numbers: Iterable[int]) -> Outcome:
    """Put these cases on record, hold some, propose and agree to all that can be, let the night come, and compare."""
    amina, ruth = office()
    told = {reference_of(one): one for one in map(made, numbers)}
    category = Term(list="nature", label="Held category")
    with writing("test_rows", by="drill", at=BEFORE) as line:
        line.add(category)
    for one in told.values():
        put(one, category)
    hold_some(told.values(), category, ruth)
    agreed = [reference for reference in told if _agreed(reference, told[reference], amina, ruth)]
    for reference in agreed:
        if told[reference].held == "later":
            _hold(holds.About(person=_child_or_first(reference)), ruth)
    retention.purge_agreed(by="night", at=AT)
    return judged(told)


def judged(told: dict[str, Told]) -> Outcome:
    """The cases that went, beside what the oracle says of each."""
    left = set(Representation.objects.values_list("reference", flat=True))
    found = Outcome(erased=set(told) - left, cases=len(told))
    for reference, one in told.items():
        gone = reference not in left
        if gone and held(one):
            found.held_and_deleted.append(reference)
        if gone and not goes(one):
            found.wrong.append(reference)
        if not gone and goes(one):
            found.kept_too_long.append(reference)
    assert set(Tombstone.objects.values_list("reference", flat=True)) == found.erased
    return found


def reference_of(one: Told) -> str:
    """The number of a made-up case."""
    return f"T-{one.number:05d}"


def put(one: Told, category: Term) -> None:
    """A made-up case on record: its stage, its people, the Ombudsman's case, what decides, and a review."""
    reference = reference_of(one)
    with writing("test_rows", by="drill", at=BEFORE, reference=reference) as line:
        case = Representation(
            reference=reference, kind=one.kind, received_on=one.received, recorded_at=BEFORE,
            procedure="children_act" if one.kind == "statutory_complaint" else "none",
            state="history_closed" if one.ended else "history_open", is_history=True,
            words=f"Told by number {one.number}.",
        )  # fmt: skip
        line.add(case)
        line.add(Stage(representation=case, stage="stage_1", started_on=one.received, answered_on=one.ended))
        _people(line, one, case)
        if one.held == "category":
            line.add(RepresentationNature(representation=case, term=category))
        if one.ombudsman != "none":
            line.add(OmbudsmanCase(reference=f"O-{one.number}", received_on=one.ended or one.received, about=case,
                                   decided_on=one.ombudsman_ended))  # fmt: skip
        if one.kept_until:
            line.add(RetentionReview(representation=case, outcome="keep", line="other", due_on=one.received,
                                     keep_until=one.kept_until, because="Kept.", reviewed_on=BEFORE.date(), by="amina",
                                     at=BEFORE))  # fmt: skip
    _say(one, reference)


def hold_some(told: Iterable[Told], category: Term, by: Member) -> None:
    """The holds that stand before anything is proposed."""
    _hold(holds.About(category=category), by)
    _hold(holds.About(period=WEEK), by)
    for one in told:
        if one.held == "case":
            _hold(holds.About(case=Representation.objects.get(reference=reference_of(one))), by)
        if one.held == "person":
            _hold(holds.About(person=_child_or_first(reference_of(one))), by)


def _people(line: Line, one: Told, case: Representation) -> None:
    for part, there, born in (("complainant", True, None), ("child", one.kind == "statutory_complaint", one.child_born),
                              ("worker", one.worker, None)):  # fmt: skip
        if there:
            who = Person(name=f"{part.title()} {one.number}", born_on=born)
            line.add(who)
            line.add(Party(representation=case, person=who, part=part))


def _say(one: Told, reference: str) -> None:
    said = {
        "was_looked_after": one.looked_after, "was_adopted": one.adopted, "was_protected": one.protected,
        "allegation": one.allegation, "is_anonymous_not_taken_up": one.not_taken_up, "child_died_on": one.child_died,
        "adopted_on": one.order, "last_contact_on": one.last_contact, "worker_born_on": one.worker_born,
    }  # fmt: skip
    who = Member.objects.get(account__username="amina")
    reviewing.say_facts(reference=reference, by=who, at=AT, **said)


def _agreed(reference: str, one: Told, amina: Member, ruth: Member) -> bool:
    try:
        asked = reviewing.propose_purge(reference=reference, because="Looked at.", by=amina, at=AT)
    except (reviewing.NotReviewed, Held):
        return False
    four_eyes.approve(number=asked.pk, by=ruth, at=AT)
    return True


def _hold(about: holds.About, by: Member) -> None:
    holds.place_hold(about=about, source="court", because="Asked for.", by=by, at=AT, review_on=DAY)


def _child_or_first(reference: str) -> Person:
    parts = Party.objects.filter(representation__reference=reference).select_related("person")
    return parts.order_by("part")[0].person
