"""Stage 3 at each of its places, from the request to the final answer, and what the Ombudsman asks afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

from heard.casework import going_on, ombudsman, stage_3, stage_3_answer, stage_3_panel
from heard.casework.ombudsman import Asked
from heard.casework.promises import Agreed
from heard.casework.recommendations import RecommendationAnswer
from heard.casework.stage_3 import CameTo, Put
from heard.importing.demonstration_live.people import (
    AMINA_SIGNS_IN,
    CHAIR,
    DANA,
    DANA_SIGNS_IN,
    PANEL,
    TOM,
    complainant,
    named,
    number_of,
)
from heard.importing.demonstration_live.plan import Live, Plan, Telling
from heard.importing.demonstration_live.stage_2 import asked, whole_stage_2
from heard.outcomes.models import Recommendation
from heard.representations.models import OmbudsmanRecommendation

SUMMARY = "The mother says that the move was decided without her and that nobody told her of it in time."
PUT = (
    Put("complainant", "oral", "The mother said what the move had meant for her daughter."),
    Put("authority", "written", "The manager's account of how the move was decided."),
    Put("independent_person", "none", "Nothing beyond the report on Stage 2."),
)
SENT_TO = dict.fromkeys(("council", "complainant", "independent_person"), "by e-mail")
NUMBER = "26 000 {:03} (invented)"


def at_stage_3(plan: Plan) -> None:
    """Every place of Stage 3."""
    for tell in (_request, _set, _met, _recommended, _answered, _late_request):
        tell(plan)


def wants_a_panel(plan: Plan, name: str, ago: int, team: str, family: tuple[str, str, str]) -> Telling:
    """A complaint through Stage 2, and a request for a panel so many working days ago, in time."""
    telling = asked(plan, name, ago + 32, team, family)
    whole_stage_2(plan, telling, ago + 32, ago + 9)
    telling.on(ago, going_on.ask_for_stage_3, words="I want people from outside to look at all of it.")
    return telling.on(ago - 1, stage_3.acknowledge_stage_3)


def with_panel(plan: Plan, telling: Telling, ago: int, meets: date) -> Telling:
    """Three people appointed, and the day set."""
    day = plan.ago(ago)

    def panellists(live: Live) -> list[Any]:
        return [named(name, day)(live) for name in PANEL]

    telling.on(
        ago, stage_3_panel.appoint_panel, by=AMINA_SIGNS_IN, chair=named(CHAIR, day), panellists=panellists
    )
    place = {"place": "The Old Library, Thistlemere", "time": "ten in the morning"}
    return telling.on(ago, stage_3.set_panel_date, meets_on=meets, letter=place)


def met(plan: Plan, telling: Telling, ago: int) -> Telling:
    """The panel sat, all three, and the complainant came."""
    telling.on(ago + 11, stage_3.send_panel_papers)

    def came(live: Live) -> list[CameTo]:
        three = [CameTo(number_of(name), "panellist") for name in (CHAIR, *PANEL)]
        return [*three, CameTo(complainant(live), "complainant")]

    return telling.on(
        ago, stage_3.panel_meets, attended=came, submissions=PUT, considered="Read both reports."
    )


def recommended(telling: Telling, ago: int) -> Telling:
    """The report sent to all who must have it, and what it asks for received."""
    telling.on(ago, stage_3_answer.send_panel_report, summary=SUMMARY, sent_to=SENT_TO)
    asks = ("Apologise in person.", "Show every team how a move is decided with the family.")
    return telling.on(ago, stage_3_answer.receive_recommendations, recommendations=asks)


def finally_answered(plan: Plan, telling: Telling, ago: int) -> Telling:
    """The director's final answer, decided with the independent person."""

    def answers(live: Live) -> list[RecommendationAnswer]:
        rows = Recommendation.objects.filter(representation=live.case(), stage__stage="stage_3")
        promise = Agreed("Say sorry in person.", number_of(TOM), plan.ahead(10))
        return [RecommendationAnswer(row.pk, "accepted", actions=(promise,)) for row in rows]

    return telling.on(
        ago, stage_3_answer.answer_stage_3, by=DANA_SIGNS_IN, answers=answers, tells_of_ombudsman=True,
        independent_person_part="Peter Vantreath and Dana Wellowhurst met and agreed each answer.",
        letter={"answer": "We accept what the panel asks for, and say sorry."},
    )  # fmt: skip


def through_stage_3(plan: Plan, name: str, ago: int, team: str, family: tuple[str, str, str]) -> Telling:
    """A complaint through all three stages; the final answer so many working days ago."""
    telling = wants_a_panel(plan, name, ago + 47, team, family)
    with_panel(plan, telling, ago + 40, plan.ago(ago + 19))
    met(plan, telling, ago + 19)
    recommended(telling, ago + 15)
    return finally_answered(plan, telling, ago)


def _request(plan: Plan) -> None:
    wants_a_panel(
        plan, "panel asked for", 3, "Assessment South", ("Hetty Quillfeather", "Arlo Quillfeather", "2501")
    )


def _set(plan: Plan) -> None:
    family = ("Rufus Dapplemere", "Olive Dapplemere", "2502")
    telling = wants_a_panel(plan, "panel set", 18, "Children in Care West", family)
    with_panel(plan, telling, 12, plan.ahead(9))
    telling.on(1, stage_3.send_panel_papers)


def _met(plan: Plan) -> None:
    family = ("Selwyn Harbottle", "Posy Harbottle", "2503")
    telling = wants_a_panel(plan, "panel met", 30, "Kinship and Special Guardianship", family)
    with_panel(plan, telling, 24, plan.ago(3))
    met(plan, telling, 3)


def _recommended(plan: Plan) -> None:
    family = ("Mariota Glebe", "Felix Glebe", "2504")
    telling = wants_a_panel(plan, "recommended", 40, "Child Protection and Court", family)
    with_panel(plan, telling, 34, plan.ago(13))
    met(plan, telling, 13)
    recommended(telling, 9)


def _answered(plan: Plan) -> None:
    """Finally answered, and upheld by the Ombudsman: one recommendation accepted as done, one late, one to come."""
    telling = through_stage_3(
        plan, "upheld", 95, "Assessment North", ("Ottoline Firbank", "Jem Firbank", "2505")
    )
    telling.joins(194, "manager", DANA)
    number = NUMBER.format(11)
    telling.on(80, ombudsman.open_ombudsman_case, ombudsman_reference=number, is_premature=False)

    def asks(live: Live) -> list[Asked]:
        said = ("Apologise in writing.", "Pay £300 for the time and trouble.", "Train the team in moves.")
        days = (plan.ago(20), plan.ago(5), plan.ahead(30))
        return [Asked(words, day, number_of(TOM)) for words, day in zip(said, days, strict=True)]

    telling.on(45, ombudsman.record_ombudsman_decision, ombudsman_reference=number, was_investigated=True,
               label="Upheld: fault and injustice", asked=asks,
               narrative="We found fault in how the move was decided. It caused distress.")  # fmt: skip
    first: dict[str, Any] = {"recommendation": _first_recommendation}
    telling.on(25, ombudsman.send_proof, proof="The letter of apology, signed by the director.", **first)
    telling.on(18, ombudsman.complete_recommendation, verdict="We are satisfied with this.", **first)


def _first_recommendation(live: Live) -> int:
    rows = OmbudsmanRecommendation.objects.filter(case__about=live.case()).order_by("due_on")
    return int(rows[0].pk)


def _late_request(plan: Plan) -> None:
    """A panel asked for after twenty working days: it is decided, with reasons, and never refused by rote."""
    telling = asked(
        plan,
        "late request 3",
        110,
        "Disabled Children's Team",
        ("Ailith Copperthwaite", "Ned Copperthwaite", "2507"),
    )
    whole_stage_2(plan, telling, 71, 48)
    telling.on(4, going_on.ask_for_stage_3_late, words="I was caring for my mother. I want the panel.")
