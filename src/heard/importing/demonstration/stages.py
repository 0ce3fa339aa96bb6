"""The stages of invented complaints: how long each took, what it ended in, and what was found on the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from heard.casework.details import NewElement, NewExtension, NewFinding
from heard.casework.history import HistoryStage
from heard.importing.demonstration.draw import Draw, on
from heard.importing.demonstration.place import OUTCOMES, DemoTeam
from heard.importing.demonstration.telling import ANSWERS, FOR_YOUNG, YOUNG, Teller

# How Stage 1 ends, and in how many working days: the fewest, the most and the usual.
WAYS = {
    "in_time": (0.56, (1, 10, 9)),
    "extended": (0.14, (11, 20, 18)),
    "late": (0.17, (11, 32, 13)),
    "extended_late": (0.08, (21, 46, 24)),
    "withdrawn": (0.05, (2, 18, 7)),
}
FOUND = {"Upheld": 0.21, "Partly upheld": 0.35, "Not upheld": 0.36, "No finding": 0.08}
POINT_FOUND = {"Upheld": 0.38, "Partly upheld": 0.22, "Not upheld": 0.32, "No finding": 0.08}
RIGHT = ("Upheld", "Partly upheld")


class Concluded(NamedTuple):
    """A stage that is over, and the extension it was given, if any."""

    stage: HistoryStage
    extension: NewExtension | None = None


def stage_1(teller: Teller, received: date, slow: float, last: date) -> Concluded:
    """A Stage 1 that was answered or withdrawn by the last day. `slow` above 1 makes late answers likelier."""
    draw, late = teller.draw, {"late", "extended_late"}
    way = draw.weighted({name: share * (slow if name in late else 1) for name, (share, _) in WAYS.items()})
    ended = min(on(received, draw.leaning(*WAYS[way][1])), last)
    extension = None
    if way.startswith("extended"):
        extension = _extended(teller, received, ended if way == "extended" else None)
    outcome = "Withdrawn" if way == "withdrawn" else draw.weighted(FOUND)
    return Concluded(_closed(draw, received, ended, outcome, teller.team), extension)


def quick_stage_1(draw: Draw, received: date, team: DemoTeam, last: date) -> Concluded:
    """A Stage 1 answered within days."""
    ended = min(on(received, draw.whole(3, 8)), last)
    return Concluded(_closed(draw, received, ended, draw.weighted(FOUND), team))


def _closed(draw: Draw, started: date, ended: date, outcome: str, team: DemoTeam) -> HistoryStage:
    withdrawn = outcome == "Withdrawn"
    return HistoryStage(
        stage="stage_1",
        started_on=started,
        acknowledged_on=min(on(started, draw.whole(0, 3)), ended),
        extension_recorded=True,
        answered_on=None if withdrawn else ended,
        withdrawn_on=ended if withdrawn else None,
        outcome=outcome,
        with_action=None if withdrawn else draw.chance(0.78 if outcome in RIGHT else 0.2),
        manager=team.manager,
    )


def _extended(teller: Teller, received: date, answered: date | None) -> NewExtension:
    """Stage 1 extended to its 15th or 20th working day; no shorter than was needed, where it was met."""
    draw, sooner = teller.draw, on(received, 15)
    short = (answered is None or answered <= sooner) and draw.chance(0.3)
    decided = on(received, draw.whole(6, 9))
    return NewExtension(
        stage="stage_1",
        extended_to=sooner if short else on(received, 20),
        reason=teller.answer("extension_reasons", "stage_1"),
        decided_on=decided,
        told_on=None if draw.chance(0.06) else on(decided, draw.whole(0, 2)),
    )


def stage_2(teller: Teller, requested: date, last: date, outcome: str, taken: int) -> Concluded:
    """A Stage 2 answered after so many working days, or on the last day if that is sooner."""
    draw, ended = teller.draw, min(on(requested, taken), last)
    agreed = min(on(requested, draw.leaning(4, 32, 12)), ended)
    stage = HistoryStage(
        stage="stage_2",
        started_on=requested,
        acknowledged_on=min(on(requested, draw.whole(0, 3)), ended),
        statement_agreed_on=agreed,
        extension_recorded=True,
        answered_on=ended,
        outcome=outcome,
        with_action=outcome in RIGHT,
    )
    return Concluded(stage, longer(teller, requested) if taken > 25 and draw.chance(0.85) else None)


def longer(teller: Teller, requested: date) -> NewExtension:
    """Stage 2 extended to its 65th working day."""
    decided = on(requested, teller.draw.whole(12, 24))
    reason = teller.answer("extension_reasons", "stage_2")
    return NewExtension("stage_2", on(requested, 65), reason, decided, on(decided, teller.draw.whole(0, 3)))


def stage_3(draw: Draw, requested: date, outcome: str) -> HistoryStage:
    """A Stage 3 with its panel, report and response."""
    met = on(requested, draw.leaning(22, 44, 29))
    reported = on(met, draw.leaning(3, 9, 5))
    return HistoryStage(
        stage="stage_3",
        started_on=requested,
        acknowledged_on=on(requested, draw.whole(0, 2)),
        panel_met_on=met,
        report_sent_on=reported,
        answered_on=on(reported, draw.leaning(8, 21, 14)),
        extension_recorded=True,
        outcome=outcome,
        with_action=outcome in RIGHT,
    )


def points(teller: Teller, count: int) -> list[NewElement]:
    """So many points of complaint, each another, in words that such a person would use."""
    voice = "young" if teller.complainant in (*YOUNG, FOR_YOUNG) else "adult"
    able = [one for one in ANSWERS["points"] if one.get("said_by", voice) == voice]
    return [
        NewElement(
            f"{one['words']} {teller.answer('said_besides', 'words')}".strip(),
            one["agreed_words"],
            one["outcome_wanted"],
        )
        for one in teller.draw.some(able, count)
    ]


def findings(teller: Teller, step: str, labels: Sequence[str], day: date) -> list[NewFinding]:
    """What one step found on each point, in the order of the points."""
    return [
        NewFinding(number, step, label, teller.answer("reasons", OUTCOMES[label]), day)
        for number, label in enumerate(labels, start=1)
    ]


def differing(draw: Draw, labels: Sequence[str], share: float) -> list[str]:
    """The same findings, except that somebody else sees a share of the points otherwise."""
    return [draw.weighted(POINT_FOUND) if draw.chance(share) else label for label in labels]


def whole_outcome(labels: Sequence[str]) -> str:
    """What the findings on all points come to for the stage."""
    kinds = set(labels)
    if kinds == {"Upheld"}:
        return "Upheld"
    if kinds & set(RIGHT):
        return "Partly upheld"
    return "No finding" if kinds == {"No finding"} else "Not upheld"
