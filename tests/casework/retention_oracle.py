"""Which cases go and which stay, worked out a second time from the published table alone, by another way of counting.

It shares no line with what it judges: a case is a plain record of what is true of it.

    Statutory, child not looked after   6 years from the end, or the 25th birthday if later
    Statutory, child looked after       75th anniversary of birth; 15 years from death of who died under 18
    Statutory, child adopted            100 years (from the order)
    Child protection                    35 years from the last contact
    Allegation about staff              100 years from birth; unfounded or malicious 10 years from closure
    Corporate, compliment, enquiry      3 years from closure
    Anonymous, not taken up             1 year from the decision
    Open, or held, or kept by a review  stays. What nobody knows stays. Twelve months for the Ombudsman stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

DAY = date(2060, 6, 1)
# A week that is held as a whole.
WEEK = (date(2050, 3, 7), date(2050, 3, 13))
ALLEGATIONS = ("", "none", "substantiated", "unsubstantiated", "unfounded", "malicious")


@dataclass(frozen=True)
class Told:
    """A made-up case, as it is in the world. None is what nobody knows."""

    number: int
    kind: str
    received: date
    ended: date | None
    ombudsman: str  # none, open, decided
    ombudsman_ended: date | None
    looked_after: bool | None
    adopted: bool | None
    protected: bool | None
    worker: bool
    allegation: str
    not_taken_up: bool | None
    child_born: date | None
    child_died: date | None
    order: date | None
    last_contact: date | None
    worker_born: date | None
    held: str  # none, case, person, category, later
    kept_until: date | None


def held(one: Told) -> bool:
    """Whether a hold reaches a case: one of its own, or that of the week which the drill holds."""
    return one.held != "none" or lived_in(one, *WEEK)


def goes(one: Told, on: date = DAY) -> bool:
    """Whether a case is to be gone after the night of a day on which everything over was proposed and agreed."""
    return not held(one) and over(one, on) and (one.kept_until is None or one.kept_until <= on)


def lived_in(one: Told, first: date, last: date) -> bool:
    """Whether a case lived on some day of a period: received by its end, and not over before it began."""
    ended = one.ended is not None and one.ombudsman != "open"
    ends = [day for day in (one.ended, one.ombudsman_ended) if day]
    return one.received <= last and (not ended or max(ends) >= first)


def over(one: Told, on: date = DAY) -> bool:
    """Whether the time of a case is over."""
    if one.ended is None or one.ombudsman == "open":
        return False
    end = max(one.ended, one.ombudsman_ended) if one.ombudsman_ended else one.ended
    ends = _ends(one, end)
    return None not in ends and all(day <= on for day in ends) and _year(end, 1) <= on  # type: ignore[operator]


def _ends(one: Told, end: date) -> list[date | None]:
    """The last day of every row of the table that speaks of the case; None where something is not known."""
    ends: list[date | None] = []
    if one.kind == "anonymous_report" and one.not_taken_up is None:
        return [None]
    if one.kind == "anonymous_report" and one.not_taken_up:
        ends.append(_year(end, 1))
    elif one.kind != "statutory_complaint":
        ends.append(_year(end, 3))
    else:
        ends += _statutory(one, end)
    if one.allegation in ("unfounded", "malicious"):
        ends.append(_year(end, 10))
    elif one.allegation in ("substantiated", "unsubstantiated"):
        ends.append(_year(one.worker_born, 100) if one.worker_born else None)
    elif one.worker and not one.allegation:
        ends.append(None)
    return ends


def _statutory(one: Told, end: date) -> list[date | None]:
    if None in (one.looked_after, one.adopted, one.protected):
        return [None]
    ends: list[date | None] = []
    if one.looked_after:
        ends.append(_in_care(one))
    if one.adopted:
        ends.append(_year(one.order, 100) if one.order else None)
    if one.protected:
        ends.append(_year(one.last_contact, 35) if one.last_contact else None)
    if not one.looked_after and not one.adopted:
        ends += [_year(end, 6), _year(one.child_born, 25) if one.child_born else None]
    return ends


def _in_care(one: Told) -> date | None:
    if one.child_born is None:
        return None
    if one.child_died is not None and one.child_died < _year(one.child_born, 18):
        return _year(one.child_died, 15)
    return _year(one.child_born, 75)


def _year(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def made(number: int) -> Told:
    """A made-up case of a number: the same each time, often near the edge of a row of the table."""
    dice = Random(number)
    kind = dice.choice(
        ("statutory_complaint",) * 5 + ("corporate_complaint", "compliment", "mp_enquiry", "anonymous_report")
    )
    received = _near(dice, (1, 2, 3, 3, 4, 6, 6, 7, 10, 12, 20, 36, 60))
    ended = None if dice.random() < 0.06 else _after(dice, received, dice.choice((0, 10, 200)))
    ombudsman = dice.choices(("none", "open", "decided"), (88, 4, 8))[0] if ended else "none"
    statutory = kind == "statutory_complaint"
    worker = dice.random() < 0.15
    born = None if dice.random() < 0.05 else min(_near(dice, (25, 25, 26, 30, 40, 75, 75, 80, 20)), received)
    yes = lambda chance: None if dice.random() < 0.04 else dice.random() < chance  # noqa: E731
    looked_after, adopted, protected = yes(0.25), yes(0.06), yes(0.12)
    return Told(
        number=number,
        kind=kind,
        received=received,
        ended=ended,
        ombudsman=ombudsman,
        ombudsman_ended=_after(dice, ended, 300) if ended and ombudsman == "decided" else None,
        looked_after=looked_after if statutory else None,
        adopted=adopted if statutory else None,
        protected=protected if statutory else None,
        worker=worker,
        allegation=dice.choice(ALLEGATIONS) if worker else "",
        not_taken_up=yes(0.7) if kind == "anonymous_report" else False,
        child_born=born if statutory else None,
        child_died=_after(dice, born, 8000) if statutory and born and dice.random() < 0.08 else None,
        order=_near(dice, (30, 99, 100, 101)) if adopted and dice.random() < 0.9 else None,
        last_contact=_near(dice, (5, 34, 35, 36)) if protected and dice.random() < 0.9 else None,
        worker_born=_near(dice, (60, 99, 100, 101)) if worker and dice.random() < 0.9 else None,
        held=dice.choices(("none", "case", "person", "category", "later"), (86, 4, 4, 3, 3))[0],
        kept_until=dice.choice((None,) * 12 + (date(2060, 6, 1), date(2060, 6, 2), date(2061, 1, 1))),
    )  # fmt: skip


def _near(dice: Random, years: tuple[int, ...]) -> date:
    """A day about so many years before, within two months, now and then to the day."""
    day = DAY.toordinal() - round(dice.choice(years) * 365.2425)
    return date.fromordinal(day + dice.choice((0, 1, -1, dice.randint(-60, 60))))


def _after(dice: Random, day: date, most: int) -> date:
    return date.fromordinal(min(day.toordinal() + dice.randint(0, most), DAY.toordinal() - 1))
