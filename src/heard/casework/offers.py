"""What may be done on a case now, by whom asks: each act with its basis and its day, and why not where people look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from heard.casework.access import Eyes, case_through_eyes, eyes_of
from heard.casework.acts import WHILE_HELD, state_of
from heard.casework.case_facts import Facts, facts_of
from heard.casework.looking import NotYours
from heard.casework.offer_groups import (
    CONTINUING,
    DONE_ONCE,
    FIRST,
    GROUPS,
    MAIN,
    NEEDS_OPEN,
    NEXT_UNTIL,
    OPEN_WORDS,
    THE_COMPLAINANT,
    WHOSE,
    group_of,
    title_of,
)
from heard.casework.performing import NotNow, chart_of
from heard.casework.permissions import MAY
from heard.casework.running import Running, clocks_running
from heard.casework.taking_over import act_to_go_on
from heard.law.procedure import Act, Chart, Move, NotInTheChart, State
from heard.law.working_days import in_words
from heard.people.models import Member
from heard.representations.models import Representation

OF_THE_TEAM, OF_THE_MANAGER = "the complaints team", "the complaints manager"
EXTENDING = (Act.EXTEND_STAGE_1, Act.EXTEND_STAGE_2)


@dataclass(frozen=True, slots=True)
class Offer:
    """One act on a case: whether it may be done now, why not, on what basis, and by when it is to be done.

    `there` is what is open on the case (see `open_things`): a page may need some of it.
    """

    act: Act
    title: str
    group: str
    allowed: bool
    why_not: str
    basis: str
    says: str
    by_when: date | None = None
    is_first: bool = False
    stays: bool = True
    needs_second: bool = False
    needs_fresh: bool = False
    there: frozenset[str] = frozenset()


def offers(member: Member, case: Representation, *, on: date) -> list[Offer]:
    """What this person may do on this case: `Possible.offers`."""
    return Possible(facts_of(case), eyes_of(member, case, on=on), on).offers()


def offer_of(member: Member, case: Representation, act: Act, *, on: date) -> Offer:
    """One act on a case: `Possible.offer_of`."""
    return Possible(facts_of(case), eyes_of(member, case, on=on), on).offer_of(act)


def next_offer(member: Member, reference: str, *, on: date) -> Offer | None:
    """What this person would do next on a case, or None where nothing is theirs to do, or the case is not."""
    try:
        case, eyes = case_through_eyes(member, reference, on=on)
    except NotYours:
        return None
    found = Possible(facts_of(case), eyes, on).offers()
    return next((one for one in found if one.is_first), None)


@dataclass(frozen=True, slots=True)
class Turn:
    """What comes next on a case, and whose act it is: “the director”."""

    act: Act
    title: str
    who: str


def whose(act: Act) -> str:
    """Whose act it is: where nobody else's, the complaints team's, or its manager's if an officer may not do it."""
    team = OF_THE_TEAM if act in MAY["complaints_officer"] else OF_THE_MANAGER
    return WHOSE.get(act, team)


@dataclass(frozen=True)
class Possible:
    """What one person may do on one case on one day, by its chart, by what is on record of it, and by their role."""

    facts: Facts
    eyes: Eyes
    on: date
    charted: Chart | None = None

    @cached_property
    def chart(self) -> Chart:
        """The chart the case moves by."""
        return self.charted or chart_of(self.facts.case)

    @cached_property
    def state(self) -> State:
        """Where it stands."""
        return state_of(self.facts.case)

    @cached_property
    def running(self) -> tuple[Running, ...]:
        """The clocks that run on it."""
        return tuple(clocks_running(self.facts, self.on))

    def offers(self) -> list[Offer]:
        """Each act they may do now, in the order of the headings, what comes first at the top of “Next”.

        An act that is not possible now stands there only if people look for it (`MAIN`), with the reason.
        """
        moves = [move for move in self.chart.allowed(self.state) if self.is_called_for(move.act)]
        found = [one for one in map(self._offer, moves) if one.allowed or one.act in MAIN]
        found += self._impossible({one.act for one in found})
        return sorted(found, key=self._place)

    def offer_of(self, act: Act) -> Offer:
        """One act on the case as it stands, possible or not; the reason where not."""
        reference = self.facts.case.reference
        try:
            move = self.chart.move(self.state, act)
        except NotInTheChart as why:
            return self._refused(act, str(why))
        needed, done = NEEDS_OPEN.get(act), DONE_ONCE.get(act)
        if needed is not None and needed not in self.facts.there:
            return self._refused(act, f"There is no {OPEN_WORDS[needed]} on {reference}.")
        if done in self.facts.there and act is not Act.ACKNOWLEDGE:
            return self._refused(act, f"That is done on {reference}. See its history for the day.")
        if act in CONTINUING and act is not self.goes_on_by:
            return self._refused(act, f"{reference} does not go on from there: its own facts say otherwise.")
        return self._offer(move)

    def turn(self) -> Turn | None:
        """What comes next and whose act it is, whoever looks; None where nothing is called for."""
        found = next((act for act in self.following if self.is_possible(act)), None)
        return Turn(found, title_of(found), whose(found)) if found else None

    def may_now(self, act: Act) -> bool:
        """Whether they may do an act now: its page opens, and asks nothing that the case refuses by itself."""
        return self.is_possible(act) and not self._why_not(act)

    @cached_property
    def following(self) -> tuple[Act, ...]:
        """What comes next where the case stands, most urgent first, whoever does it; nothing that is done."""
        found = FIRST.get(self.state, ())
        return tuple(act for act in found if NEXT_UNTIL.get(act) not in self.facts.there)

    def is_possible(self, act: Act) -> bool:
        """Whether an act may be done now at all, whoever does it."""
        return act in {move.act for move in self.chart.allowed(self.state)} and self.is_called_for(act)

    def is_called_for(self, act: Act) -> bool:
        """Whether there is what the act would end or answer, and it has not been done for good."""
        if DONE_ONCE.get(act) in self.facts.there:
            return False
        if act is Act.TELL_RIGHT_TO_GO_ON and not any(self._has_passed(one) for one in self.running):
            return False
        if act in CONTINUING:
            return act is self.goes_on_by
        needed = NEEDS_OPEN.get(act)
        return needed is None or needed in self.facts.there

    @cached_property
    def goes_on_by(self) -> Act | None:
        """For a case that was brought in: the one act by which it goes on, by its own facts."""
        try:
            return act_to_go_on(self.facts.case)
        except NotNow:
            return None

    def _offer(self, move: Move) -> Offer:
        why = self._why_not(move.act)
        ruling = self.eyes.may(move.act)
        day = next((one.due_on for one in self.running if one.name in move.stops), None)
        first = move.act in self.following and WHOSE.get(move.act) != THE_COMPLAINANT and not why
        return Offer(
            move.act,
            title_of(move.act),
            group_of(move.act),
            not why,
            why,
            move.basis,
            move.says,
            day,
            first,
            move.stays,
            ruling.needs_second,
            ruling.needs_fresh,
            self.facts.there,
        )

    def _refused(self, act: Act, why: str) -> Offer:
        return Offer(act, title_of(act), group_of(act), False, why, "", "")

    def _impossible(self, known: set[Act]) -> Iterator[Offer]:
        """The acts that people look for and that cannot be done from here, with the chart's own words."""
        charted = {move.act for move in self.chart.moves}
        for act in MAIN:
            if act in charted and act not in known:
                try:
                    self.chart.move(self.state, act)
                except NotInTheChart as why:
                    yield self._refused(act, str(why))

    def _place(self, offer: Offer) -> tuple[int, int, bool, str]:
        order = self.following
        first = order.index(offer.act) if offer.act in order else len(order)
        return GROUPS.index(offer.group), first, not offer.allowed, offer.title

    def _has_passed(self, clock: Running) -> bool:
        """Whether the day by which a stage is answered has gone by."""
        return clock.name.endswith("/answer") and clock.due_on is not None and clock.due_on < self.on

    def _why_not(self, act: Act) -> str:
        ruling = self.eyes.may(act)
        if not ruling.offered:
            return ruling.why
        if act in EXTENDING and (late := next(filter(self._has_passed, self.running), None)):
            return f"It had to be extended by {in_words(late.due_on or self.on)}. It is late and stays late: answer it."
        if "hold" in self.facts.there and act not in WHILE_HELD:
            return f"{self.facts.case.reference} is held for proceedings. Take it up again first."
        return ""
