"""Everything else people say to the invented council: corporate complaints, concerns, enquiries, thanks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from heard.casework.history import HistoryStage
from heard.importing.demonstration.cast import person
from heard.importing.demonstration.draft import Draft
from heard.importing.demonstration.draw import back, on
from heard.importing.demonstration.money import paid
from heard.importing.demonstration.place import CATEGORIES
from heard.importing.demonstration.stages import FOUND, RIGHT
from heard.importing.demonstration.statutory import COMPLAINS
from heard.importing.demonstration.world import World

CORPORATE, CONCERNS, INFORMAL, DUTY, COMPLIMENTS = 56, 87, 29, 11, 118
MP, COUNCILLOR, COMMENTS, SUGGESTIONS = 13, 10, 5, 5
NATURES_HERE = {"Communication": 5.0, "Delay": 4.0, "Standard of service": 3.0, "Money and support": 3.0}
GIVES = {
    "Quality of practice": {
        "Judge": 4.0,
        "Professional": 3.0,
        "Police officer": 1.0,
        "Parent": 3.0,
        "School": 1.0,
    },
    "Communication": {"School": 3.0, "Parent": 4.0, "Foster carer": 3.0, "Professional": 2.0},
    "Child at the centre": {"Child or young person": 5.0, "Care leaver": 2.0, "Foster carer": 2.0},
    "Working together": {"Professional": 4.0, "School": 3.0, "Police officer": 2.0},
    "Support and service": {
        "Parent": 6.0,
        "Adoptive parent": 2.0,
        "Special guardian": 2.0,
        "Foster carer": 2.0,
    },
}
KEYS = {"corporate_complaint": "corporate"}
PRAISED = {
    "Quality of practice": 40.0,
    "Communication": 17.0,
    "Child at the centre": 19.0,
    "Working together": 12.0,
}


def others(world: World) -> list[Draft]:
    """All that is not a statutory complaint, open ones among it."""
    kinds: list[tuple[Callable[[World], Draft], int]] = [
        (_corporate, CORPORATE),
        (_concern, CONCERNS),
        (_informal, INFORMAL),
        (_duty_matter, DUTY),
        (_mp_enquiry, MP),
        (_councillor_enquiry, COUNCILLOR),
        (_comment, COMMENTS),
        (_suggestion, SUGGESTIONS),
        (_compliment, COMPLIMENTS),
    ]
    return [make(world) for make, count in kinds for _ in range(count)] + _open(world)


def _new(world: World, kind: str, complainant: str = "", received: date | None = None) -> Draft:
    channel = world.channel()
    team = world.team()
    who = complainant or world.draw.weighted(COMPLAINS)
    return Draft(kind, received or world.received(channel), team, channel=channel, complainant=who)


def _tell(world: World, draft: Draft) -> None:
    teller = draft.teller(world.draw)
    draft.words = world.told.anew(lambda: teller.other(KEYS.get(draft.kind, draft.kind)))


def _ended(
    world: World, draft: Draft, stage: str, days: tuple[int, int, int], outcome: str = ""
) -> HistoryStage:
    ended = min(on(draft.received_on, world.draw.leaning(*days)), world.last)
    return HistoryStage(stage, draft.received_on, answered_on=ended, extension_recorded=True, outcome=outcome)


def _corporate(world: World, received: date | None = None) -> Draft:
    """A corporate complaint: acknowledged within days, answered from then, every sixth one again at Stage 2."""
    draw = world.draw
    draft = _new(
        world,
        "corporate_complaint",
        draw.weighted({"Parent": 7.0, "Foster carer": 2.0, "Member of the public": 3.0}),
        received,
    )
    draft.complainant_name = person(draw)
    draft.natures = (draw.weighted(NATURES_HERE),)
    _tell(world, draft)
    if received:
        return draft
    draft.stages.append(_corporate_stage(world, "stage_1", draft.received_on, (2, 19, 9)))
    answered = draft.stages[0].answered_on
    if answered and draw.chance(0.18) and on(answered, 60) < world.today:
        requested = on(answered, draw.whole(3, 20))
        draft.stages.append(_corporate_stage(world, "stage_2", requested, (12, 34, 19)))
    if answered and draft.stages[-1].outcome in RIGHT and draw.chance(0.1):
        draft.payments.append(paid(draw, answered, world.last, small=True))
    return draft


def _corporate_stage(world: World, stage: str, started: date, days: tuple[int, int, int]) -> HistoryStage:
    draw = world.draw
    acknowledged = on(started, draw.leaning(0, 7, 2))
    withdrawn = draw.chance(0.05)
    ended = min(on(acknowledged, draw.leaning(*days)), world.last)
    outcome = "Withdrawn" if withdrawn else draw.weighted(FOUND)
    return HistoryStage(
        stage,
        started,
        acknowledged_on=acknowledged,
        extension_recorded=True,
        answered_on=None if withdrawn else ended,
        withdrawn_on=ended if withdrawn else None,
        outcome=outcome,
        with_action=None if withdrawn else draw.chance(0.7 if outcome in RIGHT else 0.15),
    )


def _concern(world: World, received: date | None = None) -> Draft:
    draw = world.draw
    draft = _new(world, "concern", received=received)
    draft.natures = (draw.weighted(NATURES_HERE),)
    _tell(world, draft)
    if received is None:
        draft.notes = draft.teller(draw).settled()
        draft.stages.append(_ended(world, draft, "concern", (0, 9, 3), outcome="Resolved"))
    return draft


def _informal(world: World) -> Draft:
    draft = _new(world, "informal_complaint")
    draft.natures = (world.draw.weighted(NATURES_HERE),)
    _tell(world, draft)
    draft.stages.append(_ended(world, draft, "informal", (1, 16, 6), outcome="Resolved"))
    return draft


def _duty_matter(world: World) -> Draft:
    return _answered_letter(
        world, "duty_matter", (0, 6, 1), world.draw.one(("Professional", "Member of the public"))
    )


def _mp_enquiry(world: World) -> Draft:
    return _answered_letter(world, "mp_enquiry", (2, 18, 8), "Member of the public")


def _councillor_enquiry(world: World) -> Draft:
    return _answered_letter(world, "councillor_enquiry", (2, 14, 7), "Member of the public")


def _answered_letter(world: World, kind: str, days: tuple[int, int, int], complainant: str = "") -> Draft:
    draft = _new(world, kind, complainant)
    _tell(world, draft)
    draft.stages.append(_ended(world, draft, "other", days))
    return draft


def _comment(world: World) -> Draft:
    draft = _new(world, "comment")
    _tell(world, draft)
    return draft


def _suggestion(world: World) -> Draft:
    draft = _new(world, "suggestion")
    _tell(world, draft)
    return draft


def _compliment(world: World) -> Draft:
    draw = world.draw
    first = draw.weighted({**PRAISED, "Support and service": 22.0})
    second = draw.one(CATEGORIES) if draw.chance(0.25) else first
    draft = _new(world, "compliment", draw.weighted(GIVES[first]))
    draft.natures = tuple(dict.fromkeys((first, second))) if draw.chance(0.93) else ()
    teller = draft.teller(draw)
    draft.words = world.told.anew(lambda: teller.compliment(first))
    return draft


def _open(world: World) -> list[Draft]:
    """What is open besides the statutory complaints: new, running and late."""
    made = [
        _open_corporate(world, ago, acknowledged)
        for ago, acknowledged in ((2, None), (5, 3), (11, 2), (19, 3))
    ]
    at_2 = _open_corporate(world, 45, 2)
    answered = on(at_2.received_on, 11)
    at_2.stages[0] = replace(at_2.stages[0], answered_on=answered, outcome="Not upheld", with_action=False)
    requested = back(world.today, 12)
    at_2.stages.append(HistoryStage("stage_2", requested, on(requested, 2), extension_recorded=True))
    made.append(at_2)
    for ago in (0, 2, 4, 7):
        made.append(_still_open(_concern(world, min(back(world.today, ago), world.today)), "concern"))
    for kind, ago in (
        ("mp_enquiry", 6),
        ("mp_enquiry", 12),
        ("councillor_enquiry", 3),
        ("informal_complaint", 4),
    ):
        draft = _new(world, kind, received=back(world.today, ago))
        _tell(world, draft)
        made.append(_still_open(draft, "informal" if kind == "informal_complaint" else "other"))
    return made


def _open_corporate(world: World, ago: int, acknowledged: int | None) -> Draft:
    draft = _corporate(world, back(world.today, ago))
    day = on(draft.received_on, acknowledged) if acknowledged else None
    draft.stages.append(HistoryStage("stage_1", draft.received_on, day, extension_recorded=True))
    return draft


def _still_open(draft: Draft, stage: str) -> Draft:
    draft.stages.append(HistoryStage(stage, draft.received_on, extension_recorded=True))
    return draft
