"""Invented complaints under the Children Act procedure that are over at Stage 1, and who makes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from heard.casework.details import NewLearning, NewParty, NewRemedy
from heard.importing.demonstration import stages
from heard.importing.demonstration.cast import person
from heard.importing.demonstration.draft import Draft
from heard.importing.demonstration.draw import on
from heard.importing.demonstration.money import paid
from heard.importing.demonstration.place import ADVOCACY, HEALTH, REMEDIES, DemoTeam
from heard.importing.demonstration.telling import ANSWERS, FOR_YOUNG, YOUNG
from heard.importing.demonstration.world import World

RECENT = 8
REPEATS = 9
COMPLAINS = {
    "Parent": 64.0,
    "Child or young person": 9.0,
    "Care leaver": 2.0,
    FOR_YOUNG: 4.0,
    "Grandparent or other relative": 10.0,
    "Foster carer": 5.0,
    "Special guardian": 4.0,
    "Adoptive parent": 2.0,
}
COMPLAINS_OF: Mapping[str, Mapping[str, float]] = {
    "Leaving Care": {"Care leaver": 7, FOR_YOUNG: 2, "Foster carer": 1},
    "Fostering Support": {"Foster carer": 8, "Parent": 1, "Child or young person": 1},
    "Kinship and Special Guardianship": {
        "Special guardian": 5,
        "Grandparent or other relative": 4,
        "Parent": 2,
    },
    "Adoption Support": {"Adoptive parent": 8, "Parent": 2},
}
ABOUT = {
    "Communication": 24.0,
    "Standard of service": 19.0,
    "Conduct of staff": 13.0,
    "Delay": 12.0,
    "Decision or plan": 10.0,
    "Assessment or report": 9.0,
    "Family time": 6.0,
    "Home or placement": 4.0,
    "Change of worker": 4.0,
    "Breach of confidentiality": 3.0,
    "Money and support": 3.0,
}


def closed_complaints(world: World, count: int) -> list[Draft]:
    """So many complaints answered or withdrawn at Stage 1, the last few of them within days."""
    made = [_closed(world, *_when(world)) for _ in range(count - RECENT)]
    made += [_recent(world, place) for place in range(RECENT)]
    _come_again(world, made)
    return made


def complainant_of(world: World, draft: Draft, complainant: str = "") -> None:
    """Give a case its complainant, and an advocate where there is one."""
    draw = world.draw
    draft.complainant = complainant or draw.weighted(COMPLAINS_OF.get(draft.team.label, COMPLAINS))
    draft.complainant_name = person(draw)
    young = draft.complainant in YOUNG
    if draft.complainant == FOR_YOUNG or (young and draw.chance(0.55)):
        draft.advocate, draft.advocate_provider = True, ADVOCACY
        draft.parties.append(NewParty("advocate", draw.one(world.advocates), ADVOCACY))
    elif young or draw.chance(0.9):
        draft.advocate = not young and draw.chance(0.04)


def told(world: World, draft: Draft) -> None:
    """Give a case what it is about, in one or two categories, and its words."""
    draw = world.draw
    first = draw.weighted(ABOUT)
    second = draw.weighted(ABOUT) if draw.chance(0.28) else first
    draft.natures = tuple(dict.fromkeys((first, second)))
    teller = draft.teller(draw)
    draft.words = world.told.anew(lambda: teller.complaint(draft.natures))
    if draw.chance(0.018):
        draft.joint_with = HEALTH


def new_complaint(
    world: World, received: date, channel: str = "", team: DemoTeam | None = None, complainant: str = ""
) -> Draft:
    """A statutory complaint with everything but its stages."""
    draft = Draft("statutory_complaint", received, team or world.team(), channel=channel or world.channel())
    complainant_of(world, draft, complainant)
    told(world, draft)
    return draft


def _when(world: World) -> tuple[date, str]:
    channel = world.channel()
    return world.received(channel), channel


def _closed(world: World, received: date, channel: str) -> Draft:
    draft = new_complaint(world, received, channel)
    slow = world.slowness(draft.team, received)
    ended = stages.stage_1(draft.teller(world.draw), received, slow, world.last)
    if received < world.extensions_from:
        ended = stages.Concluded(replace(ended.stage, extension_recorded=False))
    draft.stages.append(ended.stage)
    draft.extensions += [ended.extension] if ended.extension else []
    _afterwards(world, draft)
    return draft


def _recent(world: World, place: int) -> Draft:
    received = on(max(world.days), 1 + 2 * place)
    draft = new_complaint(world, received)
    draft.stages.append(stages.quick_stage_1(world.draw, received, draft.team, world.last).stage)
    return draft


def _afterwards(world: World, draft: Draft) -> None:
    """What was put right, learned and paid after Stage 1, and the points it was answered by."""
    draw, stage, teller = world.draw, draft.stages[0], draft.teller(world.draw)
    if stage.answered_on is None:
        return
    if draw.chance(0.16):
        labels = [stage.outcome] * draw.whole(1, 3)
        draft.elements += stages.points(teller, len(labels))
        draft.findings += stages.findings(teller, "manager", labels, stage.answered_on)
    if stage.outcome in stages.RIGHT:
        put_right(world, draft, stage.answered_on, draw.whole(0, 2))
        if draw.chance(0.035):
            draft.payments.append(paid(draw, stage.answered_on, world.last, small=True))
    if stage.with_action and draw.chance(0.2):
        draft.learning += learned(world, draft, stage.answered_on)


def put_right(world: World, draft: Draft, answered: date, count: int) -> None:
    """Remedies promised with an answer, done within weeks unless the weeks are not over."""
    teller = draft.teller(world.draw)
    for kind in world.draw.some(REMEDIES, count):
        due = on(answered, world.draw.whole(5, 30))
        done = on(answered, world.draw.whole(1, 34))
        draft.remedies.append(
            NewRemedy(kind, teller.answer("remedies", kind), due, done if done <= world.last else None)
        )


def learned(world: World, draft: Draft, day: date) -> list[NewLearning]:
    """Something new that the service learned, mostly shared within weeks; nothing when it has learned it all."""
    left = [words for words in ANSWERS["learning"][draft.team.service] if words not in world.told.said]
    if not left:
        return []
    shared = on(day, world.draw.whole(3, 40))
    by = world.draw.one(ANSWERS["sharing"]["ways"])
    words = world.told.anew(lambda: world.draw.one(left))
    return [NewLearning(words, day, draft.team.service, by, shared if shared <= world.last else None)]


def _come_again(world: World, made: list[Draft]) -> None:
    """A few people complain again, and the later case names the earlier."""
    who = ("complainant", "complainant_name", "advocate", "advocate_provider")
    ordered = sorted(made, key=lambda one: one.received_on)
    for later in world.draw.some(ordered[len(ordered) // 3 :], REPEATS):
        before = [one for one in ordered if one.received_on < later.received_on and one.team == later.team]
        if before:
            later.earlier = world.draw.one(before)
            for name in who:
                setattr(later, name, getattr(later.earlier, name))
            later.parties = list(later.earlier.parties)
            told(world, later)
