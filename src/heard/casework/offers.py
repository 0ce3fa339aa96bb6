"""What may be done on a case now, by whom asks: each act with its basis and its day, and why not where people look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from heard.casework.access import Ruling
from heard.casework.acts import WHILE_HELD, state_of
from heard.casework.looking import visible_to
from heard.casework.offer_groups import (
    CONTINUING,
    FIRST,
    GROUPS,
    MAIN,
    NEEDS_OPEN,
    OPEN_WORDS,
    WHOSE,
    group_of,
)
from heard.casework.open_things import open_things
from heard.casework.performing import NotNow, chart_of
from heard.casework.running import Running, running_clocks
from heard.casework.taking_over import act_to_go_on
from heard.casework.who_may import may_do, may_do_each
from heard.law.procedure import Act, Chart, Move, NotInTheChart, State
from heard.law.working_days import in_words
from heard.people.models import Member
from heard.representations.models import Representation

OF_THE_TEAM = "the complaints team"
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


def offers(
    member: Member,
    case: Representation,
    *,
    on: date,
    running: Sequence[Running] | None = None,
    there: frozenset[str] | None = None,
) -> list[Offer]:
    """What this person may do on this case, in the order of the headings, what comes first at the top of “Next”.

    An act that is not possible now stands there only if people look for it (`MAIN`), with the reason. `running` and
    `there` (see `open_things`) save asking again.
    """
    clocks = list(running_clocks(case, on)) if running is None else running
    chart, opened = chart_of(case), open_things(case) if there is None else there
    acts = {move.act for move in chart.allowed(state_of(case))} | set(MAIN)
    asked = _Asked(case, chart, on, clocks, opened, may_do_each(member, tuple(acts), case, on=on))
    found = [asked.offer(move) for move in asked.chart.allowed(asked.state) if asked.is_called_for(move.act)]
    found = [one for one in found if one.allowed or one.act in MAIN]
    found += asked.impossible({one.act for one in found})
    return sorted(found, key=asked.place)


def offer_of(member: Member, case: Representation, act: Act, *, on: date) -> Offer:
    """One act on a case as it stands, possible or not; the reason where not."""
    may = {act: may_do(member, act, case, on=on)}
    asked = _Asked(case, chart_of(case), on, list(running_clocks(case, on)), open_things(case), may)
    try:
        move = asked.chart.move(asked.state, act)
    except NotInTheChart as why:
        return asked.refused(act, str(why))
    needed = NEEDS_OPEN.get(act)
    if needed is not None and needed not in asked.there:
        return asked.refused(act, f"There is no {OPEN_WORDS[needed]} on {case.reference}.")
    if act in CONTINUING and act is not asked.goes_on_by:
        return asked.refused(act, f"{case.reference} does not go on from there: its own facts say otherwise.")
    return asked.offer(move)


def whose_turn(case: Representation, there: frozenset[str]) -> Turn | None:
    """What comes next on a case and whose act it is, whoever looks; None where nothing is called for."""
    asked = _Asked(case, chart_of(case), case.received_on, (), there, {})
    possible = {move.act for move in asked.chart.allowed(asked.state)}
    for act in FIRST.get(asked.state, ()):
        if act in possible and asked.is_called_for(act):
            return Turn(act, title_of(act), WHOSE.get(act, OF_THE_TEAM))
    return None


def next_offer(member: Member, reference: str, *, on: date) -> Offer | None:
    """What this person would do next on a case, or None where nothing is theirs to do, or the case is not."""
    case = visible_to(member).filter(reference=reference).first()
    found = offers(member, case, on=on) if case else []
    return next((one for one in found if one.is_first), None)


def title_of(act: Act) -> str:
    """What an act is called on a page."""
    return act.words[:1].upper() + act.words[1:]


@dataclass(frozen=True, slots=True)
class Turn:
    """What comes next on a case, and whose act it is: “the director”."""

    act: Act
    title: str
    who: str


@dataclass(frozen=True)
class _Asked:
    """One person's question about one case on one day. `may` holds what their role and their part in it allow."""

    case: Representation
    chart: Chart
    on: date
    running: Sequence[Running]
    there: frozenset[str]
    may: Mapping[Act, Ruling]

    @property
    def state(self) -> State:
        return state_of(self.case)

    def is_called_for(self, act: Act) -> bool:
        """Whether there is what the act would end or answer, and it has not been done for good."""
        if act is Act.ACKNOWLEDGE and "acknowledged" in self.there:
            return False
        if act is Act.TELL_RIGHT_TO_GO_ON and not any(self._has_passed(one) for one in self.running):
            return False
        if act in CONTINUING:
            return act is self.goes_on_by
        if act is Act.PAUSE_AS_ASKED and "pause_as_asked" in self.there:
            return False
        needed = NEEDS_OPEN.get(act)
        return needed is None or needed in self.there

    @cached_property
    def goes_on_by(self) -> Act | None:
        """For a case that was brought in: the one act by which it goes on, by its own facts."""
        try:
            return act_to_go_on(self.case)
        except NotNow:
            return None

    def offer(self, move: Move) -> Offer:
        why = self._why_not(move.act)
        day = next((one.due_on for one in self.running if one.name in move.stops), None)
        first = move.act in FIRST.get(self.state, ()) and not why
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
            self.may[move.act].needs_second,
            self.may[move.act].needs_fresh,
            self.there,
        )

    def refused(self, act: Act, why: str) -> Offer:
        return Offer(act, title_of(act), group_of(act), False, why, "", "")

    def impossible(self, known: set[Act]) -> Iterator[Offer]:
        """The acts that people look for and that cannot be done from here, with the chart's own words."""
        charted = {move.act for move in self.chart.moves}
        for act in MAIN:
            if act in charted and act not in known:
                try:
                    self.chart.move(self.state, act)
                except NotInTheChart as why:
                    yield self.refused(act, str(why))

    def place(self, offer: Offer) -> tuple[int, int, bool, str]:
        order = FIRST.get(self.state, ())
        first = order.index(offer.act) if offer.act in order else len(order)
        return GROUPS.index(offer.group), first, not offer.allowed, offer.title

    def _has_passed(self, clock: Running) -> bool:
        """Whether the day by which a stage is answered has gone by."""
        return clock.name.endswith("/answer") and clock.due_on is not None and clock.due_on < self.on

    def _why_not(self, act: Act) -> str:
        ruling = self.may[act]
        if not ruling.offered:
            return ruling.why
        if act in EXTENDING and (late := next(filter(self._has_passed, self.running), None)):
            return f"It had to be extended by {in_words(late.due_on or self.on)}. It is late and stays late: answer it."
        if "hold" in self.there and act not in WHILE_HELD:
            return f"{self.case.reference} is held for proceedings. Take it up again first."
        return ""
