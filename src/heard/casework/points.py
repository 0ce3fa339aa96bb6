"""Points of complaint: each in their own words, with the wording agreed, what would put it right, and its own year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from heard.casework.deciding import Decided, keep_decision
from heard.casework.new_details import NewElement
from heard.casework.performing import Doing, NotNow, performing
from heard.law.belongs_to import PointFacts
from heard.law.belongs_to_points import PointAdvice, advise_point, last_day
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.representations.models import Decision, Element, Representation


@dataclass(frozen=True, slots=True)
class Weighed:
    """How a late point was weighed: both limbs of regulation 9, each with its reason.

    `not_reasonable` is true where it was not reasonable to expect it within the year; `still_considerable` where it
    can still be considered effectively and fairly.
    """

    not_reasonable: bool
    why_not_earlier: str
    still_considerable: bool
    why_considerable: str


def add_point(
    *, reference: str, by: str, at: datetime, day: date, point: NewElement, weighed: Weighed | None = None
) -> Element:
    """Add a point in the complainant's own words, with the day its grounds arose.

    After a complaint was taken in, a point more than a year old is weighed at once: both limbs (regulation 9).
    Raises NotNow or NotInTheChart.
    """
    with performing(Act.ADD_POINT, reference=reference, by=by, at=at, day=day) as doing:
        element = keep_points(doing, [point])[0]
        if doing.case.state != "received":
            late = {} if weighed is None else {element.number: weighed}
            weigh_late_points(doing, late, decided_by=by, numbers=(element.number,), made_on=day)
    return element


def keep_points(doing: Doing, points: Sequence[NewElement]) -> list[Element]:
    """Keep points under the act being done, numbered on from those there are. Raises NotNow."""
    if not points:
        return []
    last = Element.objects.filter(representation=doing.case).aggregate(last=Max("number"))["last"] or 0
    return [_keep(doing, number, one) for number, one in enumerate(points, start=last + 1)]


def points_of(case: Representation) -> list[Element]:
    """The points of a case, in order."""
    return list(Element.objects.filter(representation=case).order_by("number"))


def live_points(case: Representation) -> list[Element]:
    """The points of a case that were not refused, in order."""
    refused = _last_answers(case, "refusal")
    return [one for one in points_of(case) if refused.get(one.pk) != "refused"]


def point_of(case: Representation, number: int) -> Element:
    """One point by its number. Raises NotNow, saying which there are."""
    there = {one.number: one for one in points_of(case)}
    if number not in there:
        raise NotNow(
            f"{case.reference} has no point {number}. Its points: {', '.join(map(str, there)) or 'none yet'}."
        )
    return there[number]


def advice_on(element: Element, made_on: date, weighed: Weighed | None = None) -> PointAdvice:
    """What the law says of one point: in time or late, and what may follow."""
    facts = PointFacts(
        number=element.number,
        arose_on=element.arose_on,
        reasonable_not_earlier=None if weighed is None else weighed.not_reasonable,
        still_considerable=None if weighed is None else weighed.still_considerable,
    )
    return advise_point(facts, made_on)


def weigh_late_points(
    doing: Doing,
    late: Mapping[int, Weighed],
    *,
    decided_by: str,
    numbers: Sequence[int] | None = None,
    made_on: date | None = None,
) -> None:
    """Keep how each late point was weighed, one by one: no day stands for all of them. Raises NotNow.

    Where `made_on` is left out the points were made on the day of receipt.
    """
    if doing.case.procedure != "children_act":
        return
    wanted = [one for one in live_points(doing.case) if numbers is None or one.number in numbers]
    for one in wanted:
        if advice_on(one, made_on or doing.case.received_on).in_time == "late_to_weigh":
            _keep_weighed(doing, one, late.get(one.number), decided_by)


def must_be_weighed(element: Element, weighed: Weighed) -> None:
    """Refuse a weighing that lacks the reason for either limb. Raises NotNow."""
    if not weighed.why_not_earlier.strip() or not weighed.why_considerable.strip():
        raise NotNow(
            f"Point {element.number} is late, and both limbs are weighed (regulation 9): say whether and why it was "
            "not reasonable to expect it earlier, and whether and why it can still be considered effectively and "
            "fairly. One of the two reasons is missing."
        )


def _keep_weighed(doing: Doing, element: Element, weighed: Weighed | None, decided_by: str) -> None:
    arose = element.arose_on
    assert arose is not None
    if weighed is None:
        raise NotNow(
            f"The grounds of point {element.number} arose on {in_words(arose)} and its year ended on "
            f"{in_words(last_day(arose))}. Weigh both limbs of regulation 9 for this point and take it late, or "
            "refuse it for that reason."
        )
    must_be_weighed(element, weighed)
    decided = Decided("taken_late", weighed.why_not_earlier, decided_by, evidence=weighed_words(weighed))
    keep_decision(doing, "time_limit", decided, element=element)


def weighed_words(weighed: Weighed) -> str:
    """Both limbs and their reasons, as they are kept."""
    yes = {True: "yes", False: "no"}
    return (
        f"Not reasonable to expect it earlier: {yes[weighed.not_reasonable]}. {weighed.why_not_earlier.strip()}\n"
        f"Can still be considered effectively and fairly: {yes[weighed.still_considerable]}. "
        f"{weighed.why_considerable.strip()}"
    )


def _keep(doing: Doing, number: int, one: NewElement) -> Element:
    if not one.words.strip():
        raise NotNow(f"Point {number} has no words. Write what was said, as it was said.")
    if one.arose_on is not None and one.arose_on > doing.day:
        raise NotNow(
            f"The grounds of point {number} cannot have arisen on {in_words(one.arose_on)}, after it was made on "
            f"{in_words(doing.day)}. Check the day."
        )
    element = Element(
        representation=doing.case,
        number=number,
        words=one.words,
        agreed_words=one.agreed_words,
        outcome_wanted=one.outcome_wanted,
        arose_on=one.arose_on,
    )
    doing.add(element)
    return element


def _last_answers(case: Representation, about: str) -> dict[int | None, str]:
    """For each point the answer of the last decision about something."""
    rows = Decision.objects.filter(representation=case, about=about).order_by("pk")
    return dict(rows.values_list("element_id", "answer"))
