"""What stands in the way or ends early: courts, freezes, limits, safeguarding, withdrawals, refusals, health bodies."""

from __future__ import annotations

from datetime import date
from typing import Any

from heard.casework import endings, holds, intake, intake_refusing, linking, parties, safety
from heard.casework.holds import Holding, Proceedings
from heard.casework.intake_refusing import PointRefused, Refusing
from heard.importing.demonstration.place import HEALTH
from heard.importing.demonstration_live.arriving import received, taken_in
from heard.importing.demonstration_live.people import (
    AMINA,
    AMINA_SIGNS_IN,
    child,
    complainant,
    grown_up,
)
from heard.importing.demonstration_live.plan import A_DRAFT, WAITING, Plan, Telling

OMBUDSMAN = "Local Government and Social Care Ombudsman, PO Box 4771, Coventry CV4 0EH"
LETTER = {
    "decision": "We do not look into this for now.",
    "reasons": "The court is deciding the same thing.",
    "ombudsman": OMBUDSMAN,
    "proceedings": "The care case in the family court.",
    "resubmit": "You may ask again when they end, within a year of that.",
    "other_procedure": "The school’s own procedure.",
}
COURT = Proceedings(
    "court", "The care case in the family court (invented)", "The court’s order of directions."
)
TWO = (
    ("The plan was changed without me.", "The old plan"),
    ("My calls are not returned.", "A call each week"),
)


def stopping(plan: Plan) -> None:
    """Everything that waits, is refused, or ended early."""
    for tell in (_held, _point_held, _frozen, _limited, _safeguarding, _withdrawn, _reinstated,
                 _refused, _point_refused, _health, _joined):  # fmt: skip
        tell(plan)


def _case(plan: Plan, name: str, ago: int, team: str, who: str, words: str, **more: Any) -> Telling:
    first, _, last = who.partition(" ")
    kid = child(f"{more.pop('kid')} {last}", date(2013, 5, 5), f"23{ago:02}{len(name)}")
    tell = more.pop("tell", taken_in)
    telling: Telling = tell(plan, name, ago, team, words, people=(grown_up(who), kid), **more)
    return telling


def _held(plan: Plan) -> None:
    telling = _case(plan, "held", 12, "Child Protection and Court", "Sabine Otterhaw",
                    "You went to court without telling me what changed.", kid="Alby", asks=TWO)  # fmt: skip
    prejudice = {
        1: "The judge decides on the same plan in January.",
        2: "The calls are evidence in the same case.",
    }
    telling.on(8, holds.hold, by=AMINA_SIGNS_IN, proceedings=COURT, prejudice=prejudice,
               holding=Holding(AMINA, plan.ago(8), LETTER),
               letter={"proceedings": COURT.named, "prejudice": "The judge decides on the same plan."})  # fmt: skip


def _point_held(plan: Plan) -> None:
    telling = _case(plan, "point held", 7, "Child Protection and Court", "Mirabel Stonehouse",
                    "The plan was changed and nobody rings.", kid="Ezra", asks=TWO)  # fmt: skip
    why = "The judge decides on this plan in January."
    telling.on(4, holds.hold_point, by=AMINA_SIGNS_IN, point=1, proceedings=COURT, prejudice=why,
               holding=Holding(AMINA, plan.ago(4), LETTER),
               letter={"point": 1, "proceedings": COURT.named, "prejudice": why})  # fmt: skip


def _frozen(plan: Plan) -> None:
    telling = _case(plan, "frozen", 5, "Children in Care East", "Thomasin Dunmallet",
                    "You want to move her again before the exams.", kid="Isla",
                    natures=("Home or placement",))  # fmt: skip
    telling.on(3, safety.decide_freeze, by=AMINA_SIGNS_IN, change="A move to another foster home", is_frozen=True,
               reason="The move would settle what she complains of before anybody has looked at it.",
               with_service="Haldane Quillstow, team manager", review_on=plan.ahead(8))  # fmt: skip


def _limited(plan: Plan) -> None:
    telling = _case(plan, "limited", 9, "Assessment South", "Leofric Maunder",
                    "The minutes are not what was said.", kid="Ottilie", natures=("Assessment or report",))  # fmt: skip
    limit = "One e-mail a week, to the complaints team, answered each Friday."
    telling.on(4, safety.limit_contact, by=AMINA_SIGNS_IN, limit=limit, review_on=plan.ahead(30),
               reason="Forty calls a day to the duty worker; a named officer answers everything instead.",
               letter={"limits": limit})  # fmt: skip


def _safeguarding(plan: Plan) -> None:
    telling = _case(plan, "safeguarding", 2, "Front Door", "Petronel Askrigg",
                    "She says he hits her and the worker did not write it down.", kid="Minna")  # fmt: skip
    told = "The front door, taken by the duty manager"
    telling.on(1, safety.refer_to_safeguarding, by=AMINA_SIGNS_IN, told=told, reason="A child may be at risk now.",
               leaves=A_DRAFT, letter={"told_whom": "those at the council who keep children safe"})  # fmt: skip


def _withdrawn(plan: Plan) -> None:
    telling = _case(plan, "withdrawn", 9, "Assessment South", "Basil Crosthwaite",
                    "The letter went to the wrong house.", kid="Nell",
                    natures=("Breach of confidentiality",))  # fmt: skip
    telling.on(1, endings.withdraw, way="oral", words="She rang me and said sorry. I do not want to go on.",
               said_by=lambda live: (complainant(live),))  # fmt: skip


def _reinstated(plan: Plan) -> None:
    telling = _case(plan, "reinstated", 30, "Disabled Children's Team", "Gervase Nunburnholme",
                    "The equipment has been ordered four times.", kid="Roly", natures=("Delay",))  # fmt: skip
    telling.on(24, endings.withdraw, way="oral", words="They say it comes on Monday, so leave it.",
               said_by=lambda live: (complainant(live),))  # fmt: skip
    telling.on(23, endings.confirm_withdrawal, letter={"withdrawn_on": plan.ago(24)})
    telling.on(6, endings.reinstate, words="It never came. I want my complaint back.")


def _refused(plan: Plan) -> None:
    """Refused as a whole for proceedings, told in a letter with the Ombudsman's address."""
    telling = _case(plan, "refused", 8, "Child Protection and Court", "Alaric Penstemon",
                    "The threshold statement is a lie.", kid="Dove", tell=received)  # fmt: skip
    telling.on(7, intake.acknowledge, way="By e-mail")
    evidence = {"proceedings": COURT.named, "prejudice": "The judge decides whether that statement is true."}
    telling.on(6, intake_refusing.refuse, by=AMINA_SIGNS_IN,
               refusing=Refusing("A judge is deciding this now.", AMINA, plan.ago(6), LETTER),
               points=(PointRefused(1, "declined_for_proceedings", evidence),))  # fmt: skip


def _point_refused(plan: Plan) -> None:
    """One point is the school’s to answer; the other goes on."""
    asks = (
        ("The social worker missed two visits.", ""),
        ("The school put him in isolation.", "No more isolation"),
    )
    telling = _case(plan, "point refused", 6, "Intensive Family Support", "Keziah Lanternway",
                    "Nobody helps him, not at school and not at home.", kid="Abel", asks=asks)  # fmt: skip
    evidence = {
        "function": "how a school keeps order",
        "other_procedure": "the school’s own procedure, sent on today",
    }
    telling.on(3, intake_refusing.refuse_point, by=AMINA_SIGNS_IN,
               refusing=Refusing("The school answers for this.", AMINA, plan.ago(3), LETTER),
               point=PointRefused(2, "outside_functions", evidence), letter={"point": 2}, leaves=WAITING)  # fmt: skip


def _health(plan: Plan) -> None:
    telling = _case(plan, "health", 8, "Disabled Children's Team", "Araminta Foxholes",
                    "The council and the hospital each say the other orders the hoist.", kid="Billy",
                    natures=("Delay",))  # fmt: skip
    telling.on(6, parties.record_consent, person=complainant, given=True, bounds="All of the complaint.",
               evidence="Her e-mail of that day.")  # fmt: skip
    telling.on(5, linking.share_with_body, by=AMINA_SIGNS_IN, body=HEALTH, lead="council",
               reason="One answer for the family.")  # fmt: skip


def _joined(plan: Plan) -> None:
    """The same mother wrote twice about one thing: the second is joined before it is taken in."""
    first = "The review was held on a day I could not come."
    _case(plan, "goes on", 9, "Leaving Care", "Ysolde Marchbanks", first, kid="Perran")
    second = "And its minutes never came."
    telling = _case(
        plan, "joined", 7, "Leaving Care", "Ysolde Marchbanks", second, kid="Perran", tell=received
    )
    telling.on(6, intake.acknowledge, way="By e-mail")
    other = plan.live["goes on"]
    telling.on(4, linking.join, by=AMINA_SIGNS_IN, into=lambda live: other.reference,
               reason="The same review, by the same mother.",
               letter={"other_reference": lambda live: other.reference})  # fmt: skip
