"""A forecast in words: what is expected, in which week, at which step, and how far such forecasts were out."""

from __future__ import annotations

from heard.figures.forecast import CHECKED_ENOUGH, Expected, Forecast, Replayed
from heard.figures.periods import MONTHS
from heard.figures.rounding import half_up, printed

BARELY = 0.5  # fewer than this are expected: probably none
WORST = 2  # steps named by name
MANY = 20  # fewer than these falling due are told in no tenths


def headline(told: Forecast) -> str:
    """The finding in one sentence."""
    whole, ahead = told.whole, f"that fall due in the next {len(told.weeks)} weeks will"
    if not whole.due:
        return "No open case falls due in the weeks ahead of which anything can be foretold."
    if whole.about < BARELY:
        return f"Probably none of the {printed(whole.due)} {ahead} be late."
    return f"About {about(whole)} of the {printed(whole.due)} {ahead} probably be late: {between(whole)}."


def headline_in_tens(told: Forecast) -> str:
    """The finding for whoever is shown no small number: in tenths, and only where many fall due."""
    whole = told.whole
    if whole.due < MANY:
        return f"Fewer than {MANY} open cases fall due in the weeks ahead: too few to say more to your role."
    tenths = int(half_up(10 * whole.about / whole.due))
    said = "hardly any" if tenths == 0 else f"about {tenths} in 10"
    return f"Of those that fall due in the next {len(told.weeks)} weeks, {said} will probably be late."


def worst_week(told: Forecast) -> str:
    """In which week most will be late; empty where hardly any will be."""
    worst = max(told.weeks, key=lambda one: one.expected.about, default=None)
    if worst is None or worst.expected.about < BARELY:
        return ""
    day = worst.begins_on
    return (
        f"Most in one week: about {about(worst.expected)} of {printed(worst.expected.due)} in the week beginning "
        f"Monday {day.day} {MONTHS[day.month - 1]} {day.year}."
    )


def worst_steps(told: Forecast) -> str:
    """At which steps they will be late; empty where hardly any will be."""
    there = sorted((one for one in told.steps if one[1].about >= BARELY), key=lambda one: -one[1].about)
    if not there:
        return ""
    each = " and ".join(f"about {about(one)} of {printed(one.due)} at {step}" for step, one in there[:WORST])
    return f"By step: {each}."


def about(one: Expected) -> str:
    """The number expected, whole: a forecast is not exact to a tenth of a case."""
    return printed(one.about) if one.about >= BARELY else "0"


def between(one: Expected) -> str:
    """Its interval: "between 3 and 10", or "3" where nothing else is likely."""
    return f"between {printed(one.low)} and {printed(one.high)}" if one.low != one.high else printed(one.low)


def how_good(replayed: Replayed) -> str:
    """How past forecasts did, with how far saying "as many as lately" would have been out."""
    many = len(replayed.checked)
    if not many:
        return "Too little is on record to forecast past weeks and see what came. Take the numbers as a first guess."
    better = replayed.miss < replayed.simple_miss
    beside = "nearer than" if better else "no nearer than"
    said = (
        f"Of {many} forecast{'s' if many > 1 else ''} made in the same way on past days, each for the {replayed.weeks} "
        f"weeks after, {replayed.held} gave a range that held the number that came. "
        f"On average they were out by {_cases(replayed.miss)}, {beside} saying “as many as in the weeks before”, "
        f"which was out by {_cases(replayed.simple_miss)}."
    )
    if many < CHECKED_ENOUGH:
        return f"{said} That is too few to lean on."
    if replayed.held < many and replayed.out_by:
        return f"{said} The ranges on this page are made as wide as those had to be to be right nine times in ten."
    return said


def _cases(number: float) -> str:
    shown = str(half_up(number, 1))
    return f"{shown} case{'' if shown == '1.0' else 's'}"
