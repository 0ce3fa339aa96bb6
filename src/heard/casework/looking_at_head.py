"""What stands at the head of every page of a case: who, where it stands, its clocks, alerts and what people need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.access import Eyes, case_through_eyes
from heard.casework.agreements import Asked, asked_on
from heard.casework.case_facts import Facts, facts_of
from heard.casework.looking import kind_words
from heard.casework.offers import Offer, Possible, Turn
from heard.casework.running import Running
from heard.law.working_days import in_words
from heard.people.models import Member
from heard.representations.models import Decision, Hold, Party, Representation, RestrictedUse

# The decisions that people must not miss, each with the part of a case it belongs to.
PART_OF = {
    "safeguarding": "safeguarding",
    "freeze": "decisions",
    "limit": "contacts",
    "adjustment": "adjustments",
    "must_not_know": "parties",
}
# Read with the row of the case, because its pages say them.
READ_BESIDE = (
    "team__service",
    "service",
    "kind_term",
    "channel",
    "complainant_kind",
    "advocate_provider",
    "earlier",
    "telling",
)


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
    alerts: tuple[Alert, ...]
    needs: tuple[str, ...]
    offered: tuple[Offer, ...]
    parties: tuple[Party, ...]
    asked: tuple[Asked, ...]
    parts: frozenset[str]
    possible: Possible
    turn: Turn | None = None

    def shows(self, part: str) -> bool:
        """Whether whoever looks may see this part of the case: one of `access.PARTS`."""
        return part in self.parts

    @property
    def facts(self) -> Facts:
        """What is on record of the case."""
        return self.possible.facts

    @property
    def eyes(self) -> Eyes:
        """How whoever looks sees it."""
        return self.possible.eyes

    @property
    def there(self) -> frozenset[str]:
        """What is open on the case, and what is on record of it at all: see `open_things`."""
        return self.facts.there

    @property
    def running(self) -> tuple[Running, ...]:
        """The clocks that run."""
        return self.possible.running

    @property
    def first(self) -> Offer | None:
        """What is to be done next by whoever looks, or None."""
        return next((one for one in self.offered if one.is_first), None)


def head_of(member: Member, reference: str, *, today: date, at: datetime | None = None) -> Head:
    """The head of a case through somebody's eyes: only the parts they may see. Raises NotYours."""
    row, eyes = case_through_eyes(member, reference, *READ_BESIDE, on=today, at=at)
    facts, parts = facts_of(row), eyes.parts
    possible = Possible(facts, eyes, today)
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
        alerts=tuple(_alerts(row, facts, [one for one in decided if PART_OF[one.about] in parts], parts)),
        needs=tuple(one.evidence for one in decided if one.about == "adjustment" and "adjustments" in parts),
        offered=tuple(possible.offers()),
        parties=parties if "parties" in parts else (),
        asked=tuple(asked_on(row, member, on=today)) if "has_asked" in facts.there else (),
        parts=parts,
        possible=possible,
        turn=possible.turn(),
    )


def _who(row: Representation, parties: Iterable[Party]) -> str:
    names = [one.person.name for one in parties if one.part == Party.Part.COMPLAINANT]
    kind = row.complainant_kind.label if row.complainant_kind else ""
    return ", ".join([*names, *([kind] if kind else [])]) or "Not recorded"


def _alerts(
    row: Representation, facts: Facts, decided: Sequence[Decision], parts: frozenset[str]
) -> Iterator[Alert]:
    telling = getattr(row, "telling", None)
    is_unsafe = telling is not None and telling.says_unsafe and "safeguarding" in parts
    if is_unsafe and not any(one.about == "safeguarding" for one in decided):
        yield Alert("Safety", "They told us that they are not safe. Pass it on now.")
    if "has_use_restricted" in facts.there:
        yield Alert("Use restricted", _restricted(row))
    for hold in facts.holds:
        if hold.until_on is None and hold.basis == "proceedings":
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


def _restricted(row: Representation) -> str:
    since = RestrictedUse.objects.filter(representation=row, ended_on=None).values_list(
        "begins_on", flat=True
    )
    return f"At a person’s request, since {in_words(since[0])}. Only those named see it: use it for nothing else."


def _held(hold: Hold) -> str:
    what = f"Point {hold.element.number} is" if hold.element else "It is"
    return f"{what} held for proceedings since {in_words(hold.from_on)}."


def _again(one: Decision) -> str:
    return f" To be looked at again by {in_words(one.review_on)}." if one.review_on else ""
