"""What Stage 2s and Stage 3s cost, year by year, and what was saved by those that were spared, with its assumption."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET

from heard.casework.looking_at_costs import CostsSeen, Saving, StageCost, costs_seen, years_with_costs
from heard.casework.permissions import Act
from heard.figures.periods import year_label
from heard.figures.rounding import printed_pounds
from heard.web.desk.beside_frame import show_list
from heard.web.seeing import for_those_who_may, member_of, today

ADDRESS = "/costs/"


@require_GET
@for_those_who_may(Act.SEE_COSTS)
def costs(request: HttpRequest) -> HttpResponseBase:
    """The costs of one financial year."""
    member = member_of(request)
    years = years_with_costs(member, today=today())
    said = request.GET.get("year", "")
    year = int(said) if said.isdecimal() and len(said) == 4 and int(said) in years else years[0]
    seen = costs_seen(member, today=today(), year=year)
    facts = {
        "seen": seen,
        "sentence": sentence(seen),
        "stages": [stage_shown(one) for one in seen.stages if one.cases],
        "kinds": [
            (one.words, printed_pounds(one.stage_2), printed_pounds(one.stage_3)) for one in seen.kinds
        ],
        "saving": saving_words(seen.saving),
        "assumes": f"{seen.saving.assumes} Counted: {seen.saving.share} in every 100.",
        "cases": [(reference, printed_pounds(amount)) for reference, amount in seen.cases],
        "years": [(year_label(one), f"{reverse('costs')}?year={one}", one == year) for one in years],
    }
    return show_list(request, "desk/costs.html", ADDRESS, facts)


def sentence(seen: CostsSeen) -> str:
    """The year in a sentence."""
    if not seen.cases:
        return f"No costs of a Stage 2 or a Stage 3 are recorded for {seen.words}."
    many = "case" if len(seen.cases) == 1 else "cases"
    return f"{printed_pounds(seen.total)} in {seen.words}, for {len(seen.cases):,} {many}."


def stage_shown(one: StageCost) -> tuple[Any, ...]:
    """A stage with its sums as printed."""
    return one.words, one.cases, *map(printed_pounds, (one.total, one.mean, one.middle))


def saving_words(saving: Saving) -> str:
    """What was saved, with the sum it comes from; never said without what it rests on."""
    if not saving.spared:
        return "No Stage 2 is on record as spared in this year."
    many = "Stage 2 was" if saving.spared == 1 else "Stage 2s were"
    if saving.mean is None or saving.amount is None:
        return f"{saving.spared} {many} spared. No Stage 2 here has a cost on record, so no saving is stated."
    over = "the one Stage 2" if saving.of == 1 else f"the {saving.of} Stage 2s"
    return (
        f"{saving.spared} {many} spared. At {printed_pounds(saving.mean)} on average, over {over} with a cost on "
        f"record, that saved {printed_pounds(saving.amount)}."
    )
