"""What one letter is about: the case, the stage, the reader and the day, from which its fields are looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from heard.casework.clocks import CouncilClocks, clocks_of_council
from heard.casework.letters.merging import NOTHING, Own
from heard.casework.looking import council, dates_of
from heard.casework.readers import is_under_age
from heard.law.clock import NotInForce, start_clock
from heard.law.timeliness import StageDates, clock_of
from heard.people.models import Council, Person
from heard.representations.models import Party, Representation, Stage


@dataclass(frozen=True)
class About:
    """Everything a field may be looked up from. `given` is what the act itself says, checked before."""

    case: Representation
    kind: str
    stage: Stage | None
    to: Person | None
    audience: str
    on: date
    by: str
    way: str
    given: Mapping[str, object]
    own: Own = field(default_factory=lambda: NOTHING)

    @property
    def point(self) -> int | None:
        """The number of the one point the act is about."""
        number = self.given.get("point")
        return number if isinstance(number, int) else None

    @cached_property
    def found(self) -> dict[str, str | tuple[str, ...] | None]:
        """The fields looked up so far: each is asked for once, however often the letter names it."""
        return {}

    @cached_property
    def council(self) -> Council | None:
        """The council whose letter it is."""
        return council()

    @cached_property
    def clocks(self) -> CouncilClocks:
        """The council's clocks."""
        return clocks_of_council()

    @cached_property
    def dates(self) -> StageDates:
        """The dates of the stage; before a stage is opened, those of Stage 1 from receipt."""
        if self.stage is not None:
            return dates_of(self.stage)
        code = "concern" if clock_of(self.case.procedure, "stage_1") is None else "stage_1"
        return StageDates(self.case.procedure, code, self.case.received_on)

    def due(self, clock: str, start: date | None) -> date | None:
        """The last day of a clock of this name from a start, or None where it has none."""
        if start is None:
            return None
        try:
            return start_clock(
                clock, start, settings=self.clocks.on(start), calendar=self.clocks.calendar
            ).due_on
        except NotInForce:
            return None

    @cached_property
    def is_for_a_child(self) -> bool:
        """Whether the reader is a child: by day of birth, or as the child of the case where that is not known."""
        return is_a_child(self.case, self.to, self.on)


def is_a_child(case: Representation, person: Person | None, on: date) -> bool:
    """Whether somebody is aged 17 or under; where no day of birth is on record, whether they are the case's child."""
    if person is None:
        return False
    under_age = is_under_age(person, on)
    if under_age is not None:
        return under_age
    return Party.objects.filter(representation=case, person=person, part=Party.Part.CHILD).exists()


def who_is_told(case: Representation) -> Person | None:
    """Who is told where the act names nobody: the complainant first on record, or nobody known."""
    party = case.parties.filter(part=Party.Part.COMPLAINANT).select_related("person").order_by("pk").first()
    return party.person if party else None
