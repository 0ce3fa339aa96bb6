"""What a member may do next on the few cases of a page: asked of all of them at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from heard.casework.access import Eyes
from heard.casework.access_standing import standing_read, with_standing
from heard.casework.case_facts import Facts
from heard.casework.clocks import CouncilClocks
from heard.casework.offer_groups import DONE_ONCE, FIRST, NEEDS_OPEN, NEXT_UNTIL
from heard.casework.offers import Possible
from heard.casework.open_things import open_things_of
from heard.casework.performing import chart_of
from heard.people.models import CouncilSetting, Member
from heard.representations.models import Representation

_FIRST = frozenset(act for acts in FIRST.values() for act in acts)
# What decides whether an act that may come next is called for, and nothing else.
CODES = frozenset(
    code for needs in (DONE_ONCE, NEXT_UNTIL, NEEDS_OPEN) for act, code in needs.items() if act in _FIRST
) | {"hold"}


def possible_on(
    member: Member, references: Iterable[str], clocks: CouncilClocks, *, on: date
) -> Mapping[str, Possible]:
    """What a member may do next on each of these cases, by its reference: ask it of acts that come next alone.

    Always the same few statements. The cases are those a list has shown: none is looked for that is not there.
    """
    wanted = Representation.objects.order_by().filter(reference__in=set(references))
    cases = list(with_standing(wanted, member, on=on).prefetch_related("stages")) if references else []
    there = open_things_of((one.pk for one in cases), CODES) if cases else {}
    stages = _corporate_stages()
    return {
        case.reference: Possible(
            Facts(case, clocks, (), (), there.get(case.pk, frozenset())),
            Eyes(member, standing_read(member, case, on=on)),
            on,
            chart_of(case, stages(case.received_on)),
        )
        for case in cases
    }


def _corporate_stages() -> Callable[[date], int]:
    """How many stages the council's own procedure has, by the day of receipt."""
    rows = CouncilSetting.objects.filter(name="corporate/stages").order_by("begins_on")
    eras = list(rows.values_list("begins_on", "value"))

    def on(day: date) -> int:
        place = bisect_right(eras, day, key=lambda era: era[0])
        return int(eras[place - 1][1]) if place else 2

    return on
