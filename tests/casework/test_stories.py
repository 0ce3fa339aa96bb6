"""Stories of whole cases, told act by act through casework, each with what must follow and what must be refused."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from tests.casework import living
from tests.casework.stages import put_to_it
from tests.casework.test_walks import REFUSALS, rows
from tests.casework.walking import office

from heard.casework import audit, stage_3
from heard.casework.appointments import Named
from heard.casework.extending import MoreTime
from heard.casework.findings import PointFound
from heard.casework.holds import Holding, Proceedings
from heard.casework.intake_refusing import PointRefused, Refusing
from heard.casework.new_details import NewElement
from heard.casework.ombudsman import Asked
from heard.casework.points import Weighed
from heard.casework.promises import Agreed
from heard.casework.recommendations import RecommendationAnswer
from heard.casework.stage_days import both_readings, clock_of_stage
from heard.casework.writing import writing
from heard.law import strict_yaml
from heard.law.conflicts import PersonFacts
from heard.law.procedure import State
from heard.law.refusals import EVIDENCE, LETTER
from heard.outcomes.models import Action, Recommendation
from heard.people.models import Person, Term
from heard.representations.models import Appointment, Dissatisfaction, OmbudsmanCase, Representation, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FOLDER = Path(__file__).parents[1] / "stories"
STORIES = [story for path in sorted(FOLDER.glob("casework_*.yaml")) for story in strict_yaml.read(path)]
SCENARIOS = {"TC1", "TC3", "TC5", "TC6", "TC7", "TC8", "TC9", "TC10", "TC11", "TC12", "TC15"}
ALL = {code: f"As it was: {words}." for code, words in {**EVIDENCE, **LETTER}.items()}
CAST = ("Tom Ashby", "Ines Cole", "Peter Vance", "Dana Reeve", "Clara Munt", "Hugh Pell", "Nadia Orme", "Olu Adeyemi",
        "Bo Larsen")  # fmt: skip
# Every decision of the sheet but one, which turned on a published leaflet and on no act: 23 006 825.
DECISIONS = 61
# The usual way of a complaint, on usual days; a story that goes `up_to` an act begins with all of it.
WAY = (
    ("accept", "2026-04-02"), ("answer_stage_1", "2026-04-17"), ("ask_for_stage_2", "2026-05-05"),
    ("appoint_investigator", "2026-05-07"), ("appoint_independent_person", "2026-05-07"),
    ("appoint_adjudicator", "2026-05-07"), ("draft_statement", "2026-05-11"), ("agree_statement", "2026-05-15"),
    ("receive_investigator_report", "2026-06-01"), ("receive_independent_report", "2026-06-03"),
    ("adjudicate", "2026-06-10"), ("ask_for_stage_3", "2026-07-01"), ("appoint_panel", "2026-07-10"),
    ("panel_meets", "2026-08-12"), ("send_panel_report", "2026-08-19"), ("receive_recommendations", "2026-08-19"),
    ("answer_stage_3", "2026-09-10"), ("close", "2026-09-30"),
)  # fmt: skip


def person(name: str) -> int:
    found = Person.objects.filter(name=name).first()
    if found is None:
        found = Person(name=name)
        with writing("test_people", by="amina", at=living.NOW) as line:
            line.add(found)
    return found.pk


def points(case: Representation) -> list[int]:
    return list(case.elements.values_list("number", flat=True))


def found(case: Representation, said: Any, day: date) -> list[PointFound]:
    labels = said if isinstance(said, dict) else dict.fromkeys(points(case), said or "Upheld")
    return [PointFound(number, label, "As the evidence showed.") for number, label in labels.items()]


def named(case: Representation, said: Any, day: date) -> Named:
    said = said if isinstance(said, dict) else {"name": said or "Ines Cole"}
    facts = {key: value for key, value in said.items() if key != "name"}
    return Named(person(said["name"]), PersonFacts(said["name"], **facts), day)


def panellists(case: Representation, said: Any, day: date) -> list[Named]:
    return [named(case, one, day) for one in (said if said is not None else ("Hugh Pell", "Nadia Orme"))]


def more(case: Representation, said: Any, day: date) -> MoreTime:
    facts = {"reason": "Two witnesses are away.", "decided_by": "Amina Odell", "told_on": day, **said}
    return MoreTime(**facts)


def owned(case: Representation, said: Any, day: date) -> Agreed:
    facts = {
        "words": "Ring back the same day.",
        "owner": "Tom Ashby",
        "due_on": date(2026, 12, 1),
        **(said or {}),
    }
    return Agreed(facts["words"], person(facts["owner"]) if facts["owner"] else None, facts["due_on"])


def followed(case: Representation, said: Any, day: date) -> list[RecommendationAnswer]:
    open_ones = Recommendation.objects.filter(representation=case, answer="")
    return [RecommendationAnswer(one.pk, "accepted", "", (owned(case, said, day),)) for one in open_ones]


def company(case: Representation, said: Any, day: date) -> list[stage_3.CameTo]:
    sat = Appointment.objects.filter(
        representation=case, part__in=("panel_chair", "panellist"), ended_on=None
    )
    return [stage_3.CameTo(one.person_id, "panellist") for one in sat]


def refused_points(case: Representation, said: Any, day: date) -> list[PointRefused]:
    return [_refused(number, **facts) for number, facts in said.items()]


def _refused(number: int, ground: str, weighed: Mapping[str, Any] | None = None) -> PointRefused:
    return PointRefused(number, ground, ALL, Weighed(**weighed) if weighed else None)


def point(case: Representation, said: Any, day: date) -> Any:
    return refused_points(case, said, day)[0] if isinstance(said, dict) else said


def prejudice(case: Representation, said: Any, day: date) -> Any:
    return (
        {number: f"Point {number}: the judge weighs it." for number in points(case)} if said is None else said
    )


# What a story says in a word, made into what the office's function takes.
MADE: Mapping[str, Callable[[Representation, Any, date], Any]] = {
    "findings": found,
    "named": named,
    "chair": lambda case, said, day: named(case, said or "Clara Munt", day),
    "panellists": panellists,
    "more": more,
    "action": owned,
    "answers": followed,
    "attended": company,
    "submissions": lambda case, said, day: put_to_it() if said is None else said,
    "points": refused_points,
    "point": point,
    "late": lambda case, said, day: {number: Weighed(**facts) for number, facts in said.items()},
    "prejudice": prejudice,
    "review_on": lambda case, said, day: said,
    "manager": lambda case, said, day: person(said or "Tom Ashby"),
    "to": lambda case, said, day: living.person(case, said or "complainant"),
    "refusing": lambda case, said, day: Refusing("As decided.", "Amina Odell", day, said if said is not None else ALL),
    "holding": lambda case, said, day: Holding("Amina Odell", day, ALL),
    "proceedings": lambda case, said, day: Proceedings("court", "Ashmere Family Court" if said is None else said),
    "wording": lambda case, said, day: said or dict.fromkeys(points(case), "The point as it is understood."),
    "evidence": lambda case, said, day: ALL if said is None else said,
    "letter": lambda case, said, day: ALL if said is None else said,
    "told_on": lambda case, said, day: day if said is None else said or None,
    "asked": lambda case, said, day: [Asked(one["words"], one["due_on"]) for one in said or ()],
    "declared": lambda case, said, day: PersonFacts("them", **(said or {})),
    "sent_to": lambda case, said, day: dict.fromkeys(("council", "complainant", "independent_person"), "by post"),
    "recommendations": lambda case, said, day: said if said is not None else ["Apologise in person."],
    "said_by": lambda case, said, day: [living.person(case)],
    "tells_right_to_go_on": lambda case, said, day: True if said is None else said,
    "tells_right_to_stage_3": lambda case, said, day: True if said is None else said,
    "encloses_both_reports": lambda case, said, day: True if said is None else said,
    "tells_of_ombudsman": lambda case, said, day: True if said is None else said,
    "ground": lambda case, said, day: said or "answered_and_filed",
    "way": lambda case, said, day: said or "written",
}  # fmt: skip
USUAL = {"appoint_investigator": "Ines Cole", "appoint_independent_person": "Peter Vance",
         "appoint_adjudicator": "Dana Reeve"}  # fmt: skip


def function_of(name: str) -> Callable[..., Any]:
    """The office's function of this name."""
    return next(one for functions in office().values() for one in functions if one.__name__ == name)


def do(case: Representation, act: str, on: date, said: Mapping[str, Any]) -> Any:
    """One act of a story. What the story leaves unsaid is said as usual."""
    function = function_of(act)
    given: dict[str, Any] = {}
    for name, parameter in list(inspect.signature(function).parameters.items()):
        if name in ("reference", "by", "at"):
            continue
        if "date" in str(parameter.annotation) and not given:
            given[name] = on
        elif name in MADE and (name in said or parameter.default is inspect.Parameter.empty):
            given[name] = MADE[name](case, said.get(name, USUAL.get(act) if name == "named" else None), on)
        elif name in said:
            given[name] = said[name]
        elif parameter.default is inspect.Parameter.empty:
            given[name] = f"Words that say {name.replace('_', ' ')}: {act}."
    at = datetime.combine(max(on, date(2026, 11, 22)), time(9), UTC)
    return function(reference=case.reference, by="amina", at=at, **given)


def begun(story: Mapping[str, Any]) -> Representation:
    """What reached the council, and the usual way up to an act where a story begins later."""
    received = story.get("received", date(2026, 4, 1))
    said = [
        NewElement(**one)
        for one in story.get("points", ({"words": "Nobody rang."}, {"words": "She was shouted at."}))
    ]
    who = living.Somebody("complainant", "Malik Thornbeck", story.get("relation", "parent"))
    case = living.received(story.get("kind", "statutory_complaint"), received_on=received, points=tuple(said),
                           people=(who, living.THE_CHILD))  # fmt: skip
    if "up_to" in story:
        names = [name for name, _ in WAY]
        for name, day in WAY[: names.index(story["up_to"]) + 1]:
            do(case, name, date.fromisoformat(day), story.get("usual", {}).get(name, {}))
    return case


def tell(story: Mapping[str, Any]) -> Representation:
    """A story, act by act. An act with `refused` must be refused in those words, and write nothing."""
    case = begun(story)
    for step in story.get("acts", ()):
        said = step.get("with", {})
        if "refused" not in step:
            do(case, step["act"], step["day"], said)
            continue
        there = rows()
        with pytest.raises(REFUSALS, match=step["refused"]):
            do(case, step["act"], step["day"], said)
        assert rows() == there, f"{step['act']} was refused and wrote something all the same"
    return living.fresh(case)


def answers_of(case: Representation, expected: Mapping[str, Any]) -> dict[str, Any]:
    """What has come of a case, as far as its story asks."""
    stages = {one.stage: one for one in Stage.objects.filter(representation=case)}
    clocks = {code: clock_of_stage(stage) for code, stage in stages.items()}
    asked: dict[str, Callable[[], Any]] = {
        "state": lambda: case.state,
        "procedure": lambda: case.procedure,
        "began": lambda: {code: stages[code].started_on for code in expected["began"]},
        "due": lambda: {code: clocks[code].must_by for code in expected["due"]},
        "due_without_more_time": lambda: {code: clocks[code].due_on for code in expected["due_without_more_time"]},
        "latest": lambda: {code: clocks[code].latest_on for code in expected["latest"]},
        "met": lambda: {code: clocks[code].met(date(2026, 11, 22)) for code in expected["met"]},
        "held_beside": lambda: [one.basis for one in case.holds.order_by("pk")],
        "from_statement": lambda: both_readings(stages["stage_2"]).from_statement.due_on,
        "alerts_from": lambda: both_readings(stages["stage_2"]).alerts_from,
        "grounds": lambda: list(case.decisions.exclude(ground="").order_by("pk").values_list("ground", flat=True)),
        "named_stage": lambda: Dissatisfaction.objects.filter(representation=case).last().named_stage,
        "actions": lambda: Action.objects.filter(representation=case, done_on=None).count(),
        "ombudsman": lambda: [
            {"label": one.decision.label if one.decision else None, "asked": [str(each.due_on) for each in
             one.recommendations.all()]} for one in OmbudsmanCase.objects.filter(about=case)
        ],
    }  # fmt: skip
    return {what: asked[what]() for what in expected}


@pytest.fixture(autouse=True)
def there_is_a_council():
    living.council()
    for name in CAST:
        person(name)
    with writing("test_lists", by="amina", at=living.NOW) as line:
        line.add(Term(list="decision", label="Upheld", means="upheld"))


@pytest.mark.parametrize(
    "story", STORIES, ids=lambda story: f"{story.get('id', '')} {story['story']}".strip()
)
def test_the_story_comes_true(story):
    case = tell(story)

    assert answers_of(case, story.get("expect", {})) == story.get("expect", {})
    assert State(case.state)
    assert audit.verify().whole


def test_a_story_that_expects_another_day_does_not_come_true():
    story = next(one for one in STORIES if one.get("id") == "TC1")
    wrong = {"latest": {"stage_2": date(2024, 11, 29)}}

    assert answers_of(tell(story), wrong) != wrong


def test_a_story_whose_refusal_does_not_happen_does_not_come_true():
    story = {
        "up_to": "adjudicate",
        "acts": [{"act": "ask_for_stage_3", "day": date(2026, 7, 1), "refused": "late"}],
    }

    with pytest.raises(pytest.fail.Exception):
        tell(story)


def test_every_scenario_is_told_and_every_story_expects_something():
    assert {story["id"] for story in STORIES if "id" in story} >= SCENARIOS
    for story in STORIES:
        assert story.get("expect") or any("refused" in one for one in story.get("acts", ())), story["story"]
        assert story.get("id") or story.get("decisions"), f"{story['story']}: from which example or decision?"


def test_every_decision_of_the_sheet_is_told_once():
    told = [number for story in STORIES for number in story.get("decisions", ())]

    assert len(told) == len(set(told)) == DECISIONS
