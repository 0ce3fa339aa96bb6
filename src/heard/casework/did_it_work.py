"""Did it work? Complaints of the like before and after a thing learnt was in force, with a test honest of few."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min, Q

from heard.casework.permissions import Act, demand
from heard.figures.before_and_after import Comparison, Stretch, by_quarter, compare
from heard.law.working_days import in_words
from heard.outcomes.models import LearningPoint
from heard.people.models import Member
from heard.representations.models import Representation

COMPLAINTS = ("statutory_complaint", "corporate_complaint")


@dataclass(frozen=True, slots=True)
class Worked:
    """What can be said of one learning point: of which complaints, the two counts, each quarter; or what is missing.

    `left_out` is how many cases it came from, which are counted on neither side.
    """

    of: str
    missing: str = ""
    comparison: Comparison | None = None
    quarters: tuple[tuple[Stretch, int, bool], ...] = ()
    left_out: int = 0


def did_it_work(member: Member, learning: LearningPoint, *, today: date) -> Worked:
    """Compare complaints about the same themes in the same services before and after. Raises NotAllowed.

    It counts every complaint of the council, as figures do. The cases it was learnt from are left out.
    """
    demand(member, Act.SEE_FIGURES)
    themes = [one.term for one in learning.themes.select_related("term") if one.term.list == "nature"]
    places = [learning.service, *(one.service for one in learning.places.select_related("service"))]
    where = [one for one in places if one is not None]
    plan = getattr(learning, "plan", None)
    since = plan.in_force_on if plan is not None else None
    of = _words([one.label for one in themes], [one.label for one in where])
    if missing := _missing(bool(themes), bool(where), since):
        return Worked(of, missing)
    assert since is not None  # noqa: S101  # said above
    sources = [
        learning.representation_id,
        *learning.further_cases.values_list("representation_id", flat=True),
    ]
    there = [one for one in sources if one is not None]
    days = _days([one.pk for one in themes], [one.pk for one in where], there)
    first = Representation.objects.aggregate(first=Min("received_on"))["first"]
    # Before the first case on record nothing was counted: no more days are set beside each other than are known.
    until = min(today, since + (since - first)) if first is not None and first < since else since
    quarters = tuple(
        one for one in by_quarter(days, in_force_on=since, today=today) if one[0].begins_on >= first
    )
    return Worked(of, "", compare(days, in_force_on=since, today=until), quarters, len(there))


def _days(themes: list[int], where: list[int], sources: list[int]) -> list[date]:
    of_place = Q(service__in=where) | Q(service=None, team__service__in=where)
    rows = Representation.objects.filter(of_place, kind__in=COMPLAINTS, natures__term__in=themes)
    return list(rows.exclude(pk__in=sources).distinct().order_by("pk").values_list("received_on", flat=True))


def _missing(themes: bool, where: bool, since: date | None) -> str:
    needs = [
        said
        for there, said in (
            (themes, "what complaints of the like are about"),
            (where, "which service it is of"),
            (since is not None, "from which day it was in force"),
        )
        if not there
    ]
    return f"To compare, say {' and '.join(needs)}." if needs else ""


def _words(themes: list[str], where: list[str]) -> str:
    about = f" about {' or '.join(themes)}" if themes else ""
    place = f" in {' or '.join(where)}" if where else ""
    return f"Complaints{about}{place}"


def quarter_words(stretch: Stretch) -> str:
    """The days of a quarter in words, the last one included."""
    return f"{in_words(stretch.begins_on)} to {in_words(stretch.ends_on - timedelta(days=1))}"
