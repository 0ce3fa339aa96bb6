"""Invented complaints that went on: Stage 2 with its points and findings, Stage 3 with its panel."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from heard.casework.details import NewParty, NewRecommendation
from heard.importing.demonstration import stages
from heard.importing.demonstration.cast import person
from heard.importing.demonstration.draft import Draft
from heard.importing.demonstration.draw import back, on
from heard.importing.demonstration.money import paid
from heard.importing.demonstration.statutory import learned, put_right
from heard.importing.demonstration.telling import ANSWERS, YOUNG
from heard.importing.demonstration.world import World

ENOUGH_FOR_2 = 125  # working days from the answer at Stage 1 to today
ENOUGH_FOR_3 = 235
TAKEN = (24, 41, 58, 63, 65, 71, 79, 96)
ANSWERS_GIVEN = {"accepted": 70.0, "in_part": 17.0, "refused": 13.0}


def go_on(world: World, made: list[Draft], *, to_stage_2: int, to_stage_3: int) -> None:
    """Take so many of the complaints answered at Stage 1 on to Stage 2, and some of them on to Stage 3."""
    able = [one for one in made if _may_go_on(one, world, ENOUGH_FOR_3)]
    high = world.draw.some(able, to_stage_3)
    able = [one for one in made if _may_go_on(one, world, ENOUGH_FOR_2) and one not in high]
    for draft in [*high, *world.draw.some(able, to_stage_2)]:
        stage_2(world, draft)
    for draft in high:
        _stage_3(world, draft)


def _may_go_on(draft: Draft, world: World, enough: int) -> bool:
    stage = draft.stages[0]
    unhappy = stage.outcome in ("Not upheld", "Partly upheld", "No finding") and not draft.elements
    return unhappy and stage.answered_on is not None and stage.answered_on < back(world.today, enough)


def stage_2(world: World, draft: Draft, requested: date | None = None, taken: int = 0) -> None:
    """A Stage 2 that is over, with its points, what each step found, what was asked for and what was put right."""
    draw, teller = world.draw, draft.teller(world.draw)
    requested = requested or on(draft.stages[-1].answered_on or draft.received_on, draw.leaning(2, 24, 8))
    begin_stage_2(world, draft, draw.whole(3, 12))
    found = [draw.weighted(stages.POINT_FOUND) for _ in draft.elements]
    decided = stages.differing(draw, found, 0.12)
    ended = stages.stage_2(
        teller, requested, world.last, stages.whole_outcome(decided), taken or draw.one(TAKEN)
    )
    draft.stages.append(ended.stage)
    draft.extensions += [ended.extension] if ended.extension else []
    answered = ended.stage.answered_on or requested
    reported = max(back(answered, 9), requested)
    draft.findings += stages.findings(teller, "investigating_officer", found, reported)
    draft.findings += stages.findings(
        teller, "independent_person", stages.differing(draw, found, 0.07), reported
    )
    draft.findings += stages.findings(teller, "adjudicator", decided, answered)
    draft.recommendations += _recommendations(world, draft, "stage_2", answered, draw.whole(2, 5))
    put_right(world, draft, answered, draw.whole(1, 3))
    draft.learning += learned(world, draft, answered)
    if ended.stage.outcome in stages.RIGHT and draw.chance(0.5):
        draft.payments.append(paid(draw, answered, world.last))


def begin_stage_2(world: World, draft: Draft, count: int) -> None:
    """The points of a Stage 2 and who looks into them."""
    draw = world.draw
    draft.elements += stages.points(draft.teller(draw), count)
    if draft.complainant not in YOUNG:
        family_name = draft.complainant_name.rpartition(" ")[2]
        child = f"{person(draw).partition(' ')[0]} {family_name}"
        draft.parties.append(NewParty("child", child, "the child it is about"))
    draft.parties.append(NewParty("investigating_officer", draw.one(world.investigators)))
    draft.parties.append(NewParty("independent_person", draw.one(world.independents)))


def begin_stage_3(world: World, draft: Draft) -> None:
    """The three people of a panel."""
    chair, *others = world.draw.some(world.panellists, 3)
    draft.parties.append(NewParty("panel_chair", chair))
    draft.parties += [NewParty("panellist", name) for name in others]


def _stage_3(world: World, draft: Draft) -> None:
    draw, teller = world.draw, draft.teller(world.draw)
    requested = on(draft.stages[-1].answered_on or draft.received_on, draw.whole(4, 18))
    begin_stage_3(world, draft)
    before = [one.finding for one in draft.findings if one.step == "adjudicator"]
    panel = stages.differing(draw, before, 0.3)
    stage = stages.stage_3(draw, requested, stages.whole_outcome(panel))
    draft.stages.append(stage)
    met, answered = stage.panel_met_on or requested, stage.answered_on or requested
    draft.findings += stages.findings(teller, "panel", panel, met)
    draft.findings += stages.findings(teller, "director", stages.differing(draw, panel, 0.1), answered)
    draft.recommendations += _recommendations(world, draft, "stage_3", answered, draw.whole(2, 3))


def _recommendations(
    world: World, draft: Draft, stage: str, answered: date, count: int
) -> list[NewRecommendation]:
    asked = world.draw.some(ANSWERS["recommendations"]["asked"], count)
    return [_recommendation(world, draft, stage, answered, words) for words in asked]


def _recommendation(world: World, draft: Draft, stage: str, answered: date, words: str) -> NewRecommendation:
    draw, teller = world.draw, draft.teller(world.draw)
    given = draw.weighted(ANSWERS_GIVEN)
    one = NewRecommendation(teller.fill(words), stage, draft.team.service, given)
    if given == "refused":
        return replace(one, answer_reason=teller.answer("recommendations", "refused"))
    reason = teller.answer("recommendations", "in_part") if given == "in_part" else ""
    due = on(answered, draw.whole(15, 65))
    done = on(answered, draw.whole(10, 80))
    finished = done <= world.last and draw.chance(0.88)
    return replace(one, answer_reason=reason, due_on=due, done_on=done if finished else None)
