"""The cases that are open today, so that a work list always shows what is late, due today, soon and fine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from heard.casework.details import NewExtension, NewParty
from heard.casework.history import HistoryStage
from heard.importing.demonstration import stages
from heard.importing.demonstration.draft import Draft
from heard.importing.demonstration.draw import Draw, back, on
from heard.importing.demonstration.further import begin_stage_2, begin_stage_3, stage_2
from heard.importing.demonstration.place import TEAMS, DemoTeam
from heard.importing.demonstration.statutory import new_complaint
from heard.importing.demonstration.telling import FOR_YOUNG
from heard.importing.demonstration.world import World

TEAM = {team.label: team for team in TEAMS}
# Stage 1 not extended: how many working days are left (below nought it is late by so many), the team, who complains.
STAGE_1_LEFT = (
    (10, "Front Door", ""),
    (9, "Children in Care East", "Child or young person"),
    (8, "Assessment South", ""),
    (7, "Leaving Care", ""),
    (5, "Family Hubs", ""),
    (4, "Assessment North", ""),
    (2, "Assessment North", ""),
    (2, "Disabled Children's Team", ""),
    (0, "Children in Care West", FOR_YOUNG),
    (-1, "Assessment North", ""),
    (-3, "Child Protection and Court", ""),
    (-9, "Disabled Children's Team", ""),
)
# Stage 1 extended to its 20th working day.
EXTENDED_LEFT = ((6, "Kinship and Special Guardianship"), (1, "Assessment South"), (-4, "Assessment North"))
# Stage 2: working days since the request, whether extended, and the team. Without more time it is due on day 25.
STAGE_2_USED = (
    (9, False, "Fostering Support"),
    (24, False, "Children in Care East"),
    (48, True, "Assessment North"),
    (31, False, "Family Time Centre"),
    (72, True, "Child Protection and Court"),
)

STAGE_2_TOOK = 55


def open_statutory(world: World) -> list[Draft]:
    """Every open complaint of the Children Act procedure."""
    made = [
        _stage_1(world, back(world.today, 10 - left), TEAM[team], who) for left, team, who in STAGE_1_LEFT
    ]
    made += [_extended(world, back(world.today, 20 - left), TEAM[team]) for left, team in EXTENDED_LEFT]
    made += [_at_stage_2(world, used, extended, TEAM[team]) for used, extended, team in STAGE_2_USED]
    made += [
        _at_stage_3(world, TEAM["Assessment South"], requested=14),
        _at_stage_3(world, TEAM["Children in Care West"], requested=32, met=3),
        _at_stage_3(world, TEAM["Child Protection and Court"], requested=41, met=11, reported=7),
    ]
    return made


def _stage_1(world: World, received: date, team: DemoTeam, complainant: str = "") -> Draft:
    received = min(received, world.today)
    draft = new_complaint(world, received, team=team, complainant=complainant)
    draft.stages.append(_running(world.draw, "stage_1", received, world.today, team))
    draft.parties.append(NewParty("worker", world.draw.one(world.workers), team.worker))
    return draft


def _running(draw: Draw, stage: str, started: date, today: date, team: DemoTeam | None) -> HistoryStage:
    acknowledged = on(started, draw.whole(1, 3))
    return HistoryStage(
        stage=stage,
        started_on=started,
        acknowledged_on=acknowledged if acknowledged <= today else None,
        extension_recorded=True,
        manager=team.manager if team else "",
    )


def _extended(world: World, received: date, team: DemoTeam) -> Draft:
    draft = _stage_1(world, received, team)
    reason = draft.teller(world.draw).answer("extension_reasons", "stage_1")
    decided = on(received, 8)
    draft.extensions.append(NewExtension("stage_1", on(received, 20), reason, decided, on(decided, 1)))
    return draft


def _answered_first(world: World, before: date, team: DemoTeam, outcome: str) -> Draft:
    """A complaint whose Stage 1 was answered some days before another stage began."""
    answered = back(before, world.draw.whole(3, 15))
    received = back(answered, world.draw.whole(6, 10))
    draft = new_complaint(world, received, team=team)
    stage = _running(world.draw, "stage_1", received, world.today, team)
    draft.stages.append(
        replace(stage, answered_on=answered, outcome=outcome, with_action=outcome in stages.RIGHT)
    )
    return draft


def _at_stage_2(world: World, used: int, extended: bool, team: DemoTeam) -> Draft:
    requested = back(world.today, used)
    draft = _answered_first(world, requested, team, "Not upheld")
    agreed = on(requested, 7)
    stage = _running(world.draw, "stage_2", requested, world.today, None)
    draft.stages.append(replace(stage, statement_agreed_on=agreed if agreed <= world.today else None))
    begin_stage_2(world, draft, world.draw.whole(3, 9))
    draft.extensions += [stages.longer(draft.teller(world.draw), requested)] if extended else []
    return draft


def _at_stage_3(
    world: World, team: DemoTeam, *, requested: int, met: int | None = None, reported: int | None = None
) -> Draft:
    """A complaint at Stage 3: so many working days ago were the request, the panel and its report."""
    began = back(world.today, requested)
    earlier = back(began, STAGE_2_TOOK + 12)
    draft = _answered_first(world, earlier, team, "Partly upheld")
    stage_2(world, draft, requested=earlier, taken=STAGE_2_TOOK)
    stage = _running(world.draw, "stage_3", began, world.today, None)
    draft.stages.append(
        replace(
            stage,
            panel_met_on=back(world.today, met) if met else None,
            report_sent_on=back(world.today, reported) if reported else None,
        )
    )
    begin_stage_3(world, draft)
    return draft
