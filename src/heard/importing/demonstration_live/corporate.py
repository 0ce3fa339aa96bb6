"""The council's own procedure: of two stages, and of one while a pilot ran; and one that was under the wrong one."""

from __future__ import annotations

from datetime import date
from typing import Any

from heard.casework import corporate, going_on, intake, intake_moving, ombudsman, stage_1, stage_2
from heard.casework.findings import PointFound
from heard.importing.demonstration_live.arriving import received
from heard.importing.demonstration_live.people import AMINA_SIGNS_IN, HEAD, TOM, child, grown_up, person
from heard.importing.demonstration_live.plan import Plan, Telling

WHY = "It is about how the council dealt with you, and no child’s care is complained of."
PILOT_BEGAN, PILOT_ENDED = 64, 58  # working days before today


def pilot(plan: Plan) -> tuple[tuple[str, str, date, str], ...]:
    """The settings of the pilot: (name, value, from when, why)."""
    return (
        (
            "corporate/stages",
            "1",
            plan.ago(PILOT_BEGAN),
            "A pilot of one stage, agreed by the corporate board",
        ),
        ("corporate/stages", "2", plan.ago(PILOT_ENDED), "The pilot ended: two stages, as the Code asks"),
    )


def by_own_procedure(plan: Plan) -> None:
    """Every way of the council's own procedure."""
    for tell in (_new, _running, _review, _reviewed, _premature, _one_stage, _wrong_one):
        tell(plan)


def taken(plan: Plan, name: str, ago: int, team: str, who: str, words: str, **more: Any) -> Telling:
    """A corporate complaint, acknowledged and taken in."""
    telling = _in(plan, name, ago, team, who, words, **more)
    telling.on(max(ago - 2, 0), intake.acknowledge, way="By e-mail")
    telling.on(max(ago - 2, 0), intake.tell_procedure, procedure="corporate", why=WHY)
    return telling.on(
        max(ago - 2, 0), intake.accept, by=AMINA_SIGNS_IN, reason="A complaint by the council’s policy."
    )


def _in(plan: Plan, name: str, ago: int, team: str, who: str, words: str, **more: Any) -> Telling:
    people = more.pop("people", (grown_up(who),))
    return received(
        plan, name, ago, team, words, kind="corporate_complaint", people=people,
        natures=("Standard of service",), **more,
    )  # fmt: skip


def _answered(telling: Telling, ago: int, finding: str = "Not upheld", **letter: Any) -> Telling:
    return telling.on(
        ago, stage_1.answer_stage_1, manager=person(TOM), tells_right_to_go_on=True,
        findings=(PointFound(1, finding, "The records show when each letter went out."),),
        letter={"answer": "I have looked at every letter we sent you.", **letter},
    )  # fmt: skip


def _new(plan: Plan) -> None:
    """Not acknowledged yet, and due to be."""
    _in(
        plan,
        "corporate new",
        4,
        "Front Door",
        "Hew Cattermole",
        "Your website would not take my form three times.",
    )


def _running(plan: Plan) -> None:
    words = "My foster carer’s allowance was paid late for the third month."
    taken(plan, "corporate running", 10, "Fostering Support", "Eluned Prestwich", words)


def _review(plan: Plan) -> None:
    words = "I was sent another family’s appointment letter."
    telling = taken(plan, "corporate review", 28, "Family Hubs", "Crispin Hallatrow", words)
    _answered(telling, 19)
    telling.on(12, going_on.ask_for_stage_2, words="You have not said how it happened. Please look again.")
    telling.on(11, stage_2.acknowledge_stage_2)


def _reviewed(plan: Plan) -> None:
    """Finally answered after a review by the head of service; the Ombudsman asks, with a day for the answer."""
    words = "The building was locked when we came for our appointment."
    telling = taken(plan, "corporate final", 45, "Family Time Centre", "Dorcas Wensley", words)
    _answered(telling, 36)
    telling.on(30, going_on.ask_for_stage_2, words="It happened twice, and you looked at one day.")
    telling.on(29, stage_2.acknowledge_stage_2)
    found = (PointFound(1, "Upheld", "It was locked on both days: the rota was wrong."),)
    telling.on(15, corporate.answer_corporate_stage_2, manager=person(HEAD), findings=found, tells_of_ombudsman=True,
               letter={"answer": "You were right. The building was locked on both days."})  # fmt: skip
    number = "26 000 027 (invented)"
    telling.on(8, ombudsman.open_ombudsman_case, ombudsman_reference=number, is_premature=False)
    telling.on(5, ombudsman.receive_ombudsman_enquiry, ombudsman_reference=number, answer_by=plan.ahead(4),
               asked="Send the rota of both days, and say who had the keys.")  # fmt: skip


def _premature(plan: Plan) -> None:
    """They went to the Ombudsman first, who sent it back: the council has not had its turn."""
    words = "The bus pass for my nephew took eleven weeks."
    telling = taken(plan, "premature", 14, "Leaving Care", "Tobiah Ringstead", words)
    number = "26 000 033 (invented)"
    telling.on(11, ombudsman.open_ombudsman_case, ombudsman_reference=number)
    telling.on(9, ombudsman.sent_back_as_premature, ombudsman_reference=number,
               narrative="The council has not yet had the chance to answer.")  # fmt: skip


def _one_stage(plan: Plan) -> None:
    """Received while the pilot ran: one answer, which is final."""
    words = "Nobody told me that the drop-in had moved."
    telling = taken(plan, "one stage", PILOT_BEGAN - 2, "Family Hubs", "Isolde Parminter", words)
    _answered(telling, PILOT_BEGAN - 12, "Upheld")


def _wrong_one(plan: Plan) -> None:
    """Begun under the council's own procedure; the law's own applies, from the true day of receipt."""
    words = "You took my grandson’s school place into your own hands and never asked me."
    people = (
        grown_up("Evander Wickenby", "parental_responsibility"),
        child("Ludo Wickenby", date(2015, 3, 3), "2601"),
    )
    telling = taken(plan, "wrong one", 7, "Assessment North", "", words, people=people)
    telling.on(4, intake_moving.move_to_children_act, by=AMINA_SIGNS_IN, function="support for a child in need",
               reason="It is about what was decided for a child in need.")  # fmt: skip
