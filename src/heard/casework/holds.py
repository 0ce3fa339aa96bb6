"""Holding for proceedings, whole or point by point, taking up again, and lapsing. Nothing is held by default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.deciding import Decided, keep_decision
from heard.casework.intake_clocks import hint, open_hold, open_stages, start_anew
from heard.casework.parties import must_say
from heard.casework.performing import Doing, NotNow, performing
from heard.casework.points import live_points, point_of
from heard.casework.stage_days import clock_of_stage
from heard.law.belongs_to_facts import PROCEEDINGS
from heard.law.belongs_to_points import last_day
from heard.law.clock import Clock
from heard.law.kinds import UnknownCode
from heard.law.procedure import Act
from heard.law.refusals import check_refusal
from heard.law.working_days import in_words
from heard.representations.models import Element, Hold, Representation

WHY_ANEW = (
    "Taken up again after proceedings: a new clock from the day of asking, as no text gives the rest back."
)
FOR_PROCEEDINGS = "declined_for_proceedings"


@dataclass(frozen=True, slots=True)
class Proceedings:
    """The proceedings by kind (court, tribunal, disciplinary, criminal) and by name, and what shows them."""

    kind: str
    named: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """Who decides to hold, when the complainant was told, and what the letter says (codes of `refusals.LETTER`)."""

    decided_by: str
    told_on: date
    letter: Mapping[str, str]


def hold(
    *,
    reference: str,
    by: str,
    at: datetime,
    from_on: date,
    proceedings: Proceedings,
    prejudice: Mapping[int, str],
    holding: Holding,
) -> Hold:
    """Hold the whole because going on might prejudice named proceedings (regulation 8). The clock stops.

    `prejudice` says for each point, by its number, how considering that point might prejudice them. Raises NotNow
    where a point has no reason of its own, EvidenceMissing, or UnknownCode.
    """
    with performing(Act.HOLD, reference=reference, by=by, at=at, day=from_on) as doing:
        live = live_points(doing.case)
        _refuse_default(doing, live, prejudice)
        for one in live:
            _decide(doing, Act.HOLD, one, prejudice[one.number], proceedings, holding)
        words = "\n".join(f"Point {one.number}: {prejudice[one.number].strip()}" for one in live)
        row = _hold(doing, proceedings, words, holding)
        for stage in open_stages(doing.case):
            hint(doing, stage)
        return row


def hold_point(
    *,
    reference: str,
    by: str,
    at: datetime,
    from_on: date,
    point: int,
    proceedings: Proceedings,
    prejudice: str,
    holding: Holding,
) -> Hold:
    """Hold one point because going on with it might prejudice named proceedings; the rest goes on by the same clock.

    Raises NotNow where nothing else would go on, EvidenceMissing, or UnknownCode.
    """
    with performing(Act.HOLD_POINT, reference=reference, by=by, at=at, day=from_on, point=point) as doing:
        element = point_of(doing.case, point)
        held = held_points(doing.case)
        if element.pk in held:
            raise NotNow(f"Point {point} of {reference} is held already.")
        if all(one.pk in held for one in live_points(doing.case) if one != element):
            raise NotNow(
                f"That would hold every point of {reference}. If all of it must wait, hold the whole, with a reason "
                "for each point."
            )
        _decide(doing, Act.HOLD_POINT, element, prejudice, proceedings, holding)
        return _hold(doing, proceedings, prejudice, holding, element)


def resume(*, reference: str, by: str, at: datetime, asked_on: date, words: str, told_on: date) -> Hold:
    """Take the whole up again when the complainant asks: the stage gets a new clock from the day of asking.

    The day of receipt, and the stage's first start, stay on record for its age. Raises NotNow where nothing is held.
    """
    with performing(Act.RESUME, reference=reference, by=by, at=at, day=asked_on) as doing:
        row = open_hold(doing.case)
        if row is None:
            raise NotNow(f"{reference} is not held for proceedings.")
        _end(doing, row, words, told_on)
        for stage in open_stages(doing.case):
            start_anew(doing, stage, asked_on, WHY_ANEW)
        return row


def resume_point(
    *, reference: str, by: str, at: datetime, asked_on: date, point: int, words: str, told_on: date
) -> Hold:
    """Take one held point up again: the stage's clock starts anew for that point alone (see `clock_of_point`).

    Raises NotNow where the point is not held.
    """
    with performing(Act.RESUME_POINT, reference=reference, by=by, at=at, day=asked_on, point=point) as doing:
        element = point_of(doing.case, point)
        row = Hold.objects.filter(element=element, basis="proceedings", until_on=None).first()
        if row is None:
            raise NotNow(f"Point {point} of {reference} is not held.")
        _end(doing, row, words, told_on)
        return row


def lapse(
    *,
    reference: str,
    by: str,
    at: datetime,
    day: date,
    ended_on: date,
    reason: str,
    decided_by: str,
    letter: Mapping[str, str],
    told_on: date,
) -> Hold:
    """Close what was held whole: proceedings ended on `ended_on`, more than a year ago, and nobody asked for it.

    They are told, with the Ombudsman's address, and may still ask. Raises NotNow before the year is over.
    """
    with performing(Act.LAPSE, reference=reference, by=by, at=at, day=day) as doing:
        row = open_hold(doing.case)
        if row is None:
            raise NotNow(f"{reference} is not held for proceedings, so it does not lapse.")
        _refuse_before_the_year(reference, row, ended_on, day)
        said = {
            "decided_by": decided_by,
            "decided_on": day.isoformat(),
            "reason": reason,
            "proceedings": row.proceedings,
            "ended_on": ended_on.isoformat(),
        }
        found = check_refusal(Act.LAPSE, "not_asked_for_again", said, letter)
        kept = f"Proceedings ended on {ended_on.isoformat()}."
        keep_decision(doing, "lapse", Decided("lapsed", reason, decided_by, found.code, kept, told_on))
        end_holds(doing)
        for stage in open_stages(doing.case):
            doing.change(stage, ended_on=day, ended_because="lapsed", due_on_hint=None)
        return row


def held_points(case: Representation) -> set[int]:
    """The points of a case that are held for proceedings, by their row."""
    rows = Hold.objects.filter(representation=case, basis="proceedings", until_on=None)
    return {row.element_id for row in rows if row.element_id is not None}


def clock_of_point(element: Element) -> Clock | None:
    """The clock by which a point that was held is answered: the stage's own clock anew, from the day it was asked for.

    None where the point was never held, still is, or no stage is open.
    """
    row = Hold.objects.filter(element=element, basis="proceedings").order_by("-pk").first()
    stages = open_stages(element.representation)
    if row is None or row.until_on is None or not stages:
        return None
    clock = clock_of_stage(stages[-1])
    return clock.anew(row.until_on) if clock else None


def end_holds(doing: Doing) -> None:
    """End every hold for proceedings: the case itself has ended. Each stays on record."""
    for row in Hold.objects.filter(representation=doing.case, basis="proceedings", until_on=None):
        doing.change(row, until_on=doing.day)


def refuse_end_before(row: Hold, until_on: date) -> None:
    """Refuse to end a hold before it began. Raises NotNow."""
    if until_on < row.from_on:
        raise NotNow(f"It began on {in_words(row.from_on)} and cannot have ended before. Check the day.")


def _refuse_default(doing: Doing, live: list[Element], prejudice: Mapping[int, str]) -> None:
    """Refuse one reason laid over all points: the decision is taken part by part (regulation 8)."""
    if not live:
        raise NotNow(
            f"{doing.case.reference} has no points on record. Write each point down, then decide for each whether "
            "going on with it might prejudice the proceedings."
        )
    without = [one.number for one in live if not prejudice.get(one.number, "").strip()]
    if without:
        raise NotNow(
            f"Holding the whole needs a reason for each point, and point {without[0]} has none. Say how considering it "
            "might prejudice the proceedings, or hold only the points that they concern."
        )
    said = {prejudice[one.number].strip().casefold() for one in live}
    if len(said) == 1 and len(live) > 1:
        raise NotNow(
            "The same words stand for every point. Proceedings are no reason by themselves: say for each point how "
            "considering that one might prejudice them, or hold only the points that they concern."
        )


def _decide(
    doing: Doing, act: Act, element: Element, prejudice: str, proceedings: Proceedings, holding: Holding
) -> None:
    if proceedings.kind not in PROCEEDINGS:
        there = ", ".join(PROCEEDINGS)
        raise UnknownCode(f"There are no proceedings of the kind “{proceedings.kind}”. There are: {there}.")
    said = {
        "decided_by": holding.decided_by,
        "decided_on": doing.day.isoformat(),
        "reason": prejudice,
        "proceedings": proceedings.named,
        "prejudice": prejudice,
    }
    check_refusal(act, FOR_PROCEEDINGS, said, holding.letter)
    decided = Decided(
        "held", prejudice, holding.decided_by, FOR_PROCEEDINGS, proceedings.named, holding.told_on
    )
    keep_decision(doing, "proceedings", decided, element=element)


def _hold(
    doing: Doing, proceedings: Proceedings, prejudice: str, holding: Holding, element: Element | None = None
) -> Hold:
    stages = open_stages(doing.case)
    row = Hold(
        representation=doing.case,
        element=element,
        stage=stages[-1] if stages and element is None else None,
        basis="proceedings",
        proceedings=f"{PROCEEDINGS[proceedings.kind]}: {proceedings.named.strip()}",
        prejudice=prejudice.strip(),
        evidence=proceedings.evidence.strip(),
        from_on=doing.day,
        told_on=holding.told_on,
    )
    doing.add(row)
    return row


def _end(doing: Doing, row: Hold, words: str, told_on: date) -> None:
    must_say(words, "what the complainant said when they asked for it to go on")
    refuse_end_before(row, doing.day)
    doing.change(row, until_on=doing.day)
    decided = Decided("taken_up_again", words, doing.line.by, told_on=told_on)
    keep_decision(doing, "proceedings", decided, element=row.element)


def _refuse_before_the_year(reference: str, row: Hold, ended_on: date, day: date) -> None:
    if ended_on < row.from_on:
        raise NotNow(
            f"{reference} was held on {in_words(row.from_on)}, when the proceedings had ended already. Check the day."
        )
    if row.told_on is None:
        raise NotNow(
            "They were never told that they could ask for it again. Tell them, and wait for the year."
        )
    if day <= last_day(ended_on):
        raise NotNow(
            f"The proceedings ended on {in_words(ended_on)}: {reference} may be asked for until "
            f"{in_words(last_day(ended_on))} and does not lapse before that (regulation 8)."
        )
