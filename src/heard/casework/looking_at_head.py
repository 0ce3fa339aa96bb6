"""What stands at the head of every page of a case: who, where it stands, its clocks, alerts and what people need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from heard.casework.access import NO_SUCH_CASE, parts_seen
from heard.casework.agreements import Asked, asked_on
from heard.casework.clocks import clocks_of_council
from heard.casework.looking import NotYours, kind_words, visible_to
from heard.casework.offers import Offer, Turn, offers, whose_turn
from heard.casework.open_things import open_things
from heard.casework.running import Running, running_clocks
from heard.law.working_days import in_words
from heard.people.models import Member
from heard.representations.models import Decision, Hold, Party, Representation

# The decisions that people must not miss, each with the part of a case it belongs to.
PART_OF = {
    "safeguarding": "safeguarding",
    "freeze": "decisions",
    "limit": "contacts",
    "adjustment": "adjustments",
    "must_not_know": "parties",
}


@dataclass(frozen=True, slots=True)
class Alert:
    """Something nobody who opens the case may miss: its kind, and a sentence."""

    kind: str
    words: str


@dataclass(frozen=True)
class Head:
    """The head of a case page. `offered` is what may be done now; `needs` what is done differently for people."""

    row: Representation
    kind: str
    who: str
    is_child: bool
    standing: str
    running: tuple[Running, ...]
    alerts: tuple[Alert, ...]
    needs: tuple[str, ...]
    offered: tuple[Offer, ...]
    parties: tuple[Party, ...]
    asked: tuple[Asked, ...]
    parts: frozenset[str]
    turn: Turn | None = None
    there: frozenset[str] = frozenset()

    def shows(self, part: str) -> bool:
        """Whether whoever looks may see this part of the case: one of `access.PARTS`."""
        return part in self.parts

    @property
    def first(self) -> Offer | None:
        """What is to be done next by whoever looks, or None."""
        return next((one for one in self.offered if one.is_first), None)


def head_of(member: Member, reference: str, *, today: date, at: datetime | None = None) -> Head:
    """The head of a case through somebody's eyes: only the parts they may see. Raises NotYours."""
    row = _rows(member).filter(reference=reference).first()
    if row is None:
        raise NotYours(NO_SUCH_CASE)
    parts = parts_seen(member, row, on=today, at=at)
    running = tuple(running_clocks(row, today, clocks_of_council()))
    there = open_things(row)
    parties = tuple(Party.objects.filter(representation=row).select_related("person").order_by("pk"))
    decided = list(
        Decision.objects.filter(representation=row, about__in=PART_OF, ended_on=None).order_by("pk")
    )
    return Head(
        row=row,
        kind=kind_words(row),
        who=_who(row, parties if "parties" in parts else ()),
        is_child=bool(row.complainant_kind and row.complainant_kind.means == "child"),
        standing=row.standing,
        running=running,
        alerts=tuple(_alerts(row, [one for one in decided if PART_OF[one.about] in parts])),
        needs=tuple(one.evidence for one in decided if one.about == "adjustment" and "adjustments" in parts),
        offered=tuple(offers(member, row, on=today, running=running, there=there)),
        parties=parties if "parties" in parts else (),
        asked=tuple(asked_on(row, member, on=today)),
        parts=parts,
        turn=whose_turn(row, there),
        there=there,
    )


def _rows(member: Member) -> QuerySet[Representation]:
    one = (
        "team__service",
        "service",
        "kind_term",
        "channel",
        "complainant_kind",
        "advocate_provider",
        "earlier",
    )
    return visible_to(member).select_related(*one)


def _who(row: Representation, parties: Iterable[Party]) -> str:
    names = [one.person.name for one in parties if one.part == Party.Part.COMPLAINANT]
    kind = row.complainant_kind.label if row.complainant_kind else ""
    return ", ".join([*names, *([kind] if kind else [])]) or "Not recorded"


def _alerts(row: Representation, decided: Iterable[Decision]) -> Iterator[Alert]:
    for hold in row.holds.filter(until_on=None, basis="proceedings").select_related("element"):
        yield Alert("Held", _held(hold))
    for one in decided:
        if one.about == "safeguarding" and one.answer.startswith("referred"):
            yield Alert(
                "Safety", f"Passed to those who protect children on {in_words(one.decided_on)}. It goes on."
            )
        elif one.about == "safeguarding" and one.answer != "wait_ended":
            yield Alert(
                "Safety", f"It waits for those who protect children since {in_words(one.decided_on)}."
            )
        elif (one.about, one.answer) == ("must_not_know", "stands"):
            yield Alert("Must not know", one.evidence)
        elif (one.about, one.answer) == ("freeze", "frozen"):
            yield Alert("Freeze", f"What was to change waits since {in_words(one.decided_on)}.{_again(one)}")
        elif (one.about, one.answer) == ("limit", "limited"):
            yield Alert("Contact", f"{one.evidence.strip().rstrip('.')}.{_again(one)}")


def _held(hold: Hold) -> str:
    what = f"Point {hold.element.number} is" if hold.element else "It is"
    return f"{what} held for proceedings since {in_words(hold.from_on)}."


def _again(one: Decision) -> str:
    return f" To be looked at again by {in_words(one.review_on)}." if one.review_on else ""
