"""What may be corrected on a case, each with what stands there now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from heard.casework.intake_correcting import CASE, NATURES, POINT, STAGE
from heard.casework.points import points_of
from heard.law.working_days import in_words
from heard.representations.models import Representation, Stage

WORDS = {
    "received_on": "day of receipt",
    "words": "the words",
    "notes": "notes",
    "channel": "how it came",
    "team": "team",
    "started_on": "first day",
    "acknowledged_on": "day of acknowledgement",
    "statement_agreed_on": "day the statement was agreed",
    "panel_met_on": "day the panel met",
    "report_sent_on": "day the report was sent",
    "answered_on": "day of the answer",
    "withdrawn_on": "day of withdrawal",
    "agreed_words": "the office’s wording",
    "outcome_wanted": "what would put it right",
    "arose_on": "day it happened",
}
SHORT = 40
# What a stage of its kind has besides its first day, its answer and its withdrawal.
ALSO = {
    "stage_1": ("acknowledged_on",),
    "stage_2": ("acknowledged_on", "statement_agreed_on"),
    "stage_3": ("acknowledged_on", "panel_met_on", "report_sent_on"),
}
EVERY = ("started_on", "answered_on", "withdrawn_on")


def correctable(case: Representation) -> list[tuple[str, str]]:
    """Each value that may be corrected: what `correct` takes, and what it is called with what stands there."""
    return [*_of_case(case), *_of_stages(case), *_of_points(case)]


def _of_case(case: Representation) -> Iterator[tuple[str, str]]:
    for name in CASE:
        yield name, f"The case, {WORDS[name]}: {_there(getattr(case, name))}"
    about = case.natures.order_by("position").values_list("term__label", flat=True)
    yield NATURES, f"The case, what it is about (a semicolon between two): {_there('; '.join(about))}"


def _of_stages(case: Representation) -> Iterator[tuple[str, str]]:
    for stage in Stage.objects.filter(representation=case).order_by("started_on", "stage"):
        for name in STAGE:
            there = getattr(stage, name)
            if there is not None or name in (*EVERY, *ALSO.get(stage.stage, ())):
                yield f"{stage.stage}/{name}", f"{stage.get_stage_display()}, {WORDS[name]}: {_there(there)}"


def _of_points(case: Representation) -> Iterator[tuple[str, str]]:
    for one in points_of(case):
        for name in POINT:
            yield (
                f"point/{one.number}/{name}",
                f"Point {one.number}, {WORDS[name]}: {_there(getattr(one, name))}",
            )


def _there(value: object) -> str:
    if isinstance(value, date):
        return in_words(value)
    words = str(value or "").strip().replace("\n", " ")
    return (words if len(words) <= SHORT else f"{words[:SHORT].rstrip()}…") or "nothing"
