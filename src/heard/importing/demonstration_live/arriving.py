"""What has just come in, and what is young: received, acknowledged, told, accepted, given to somebody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from heard.casework import advocacy, contacts, intake, intake_interest, parties
from heard.casework.intake import Said
from heard.casework.parties import Way
from heard.importing.demonstration_live.people import (
    ADVOCATE,
    AMINA_SIGNS_IN,
    BEA,
    PROVIDER,
    TOM,
    child,
    complainant,
    email,
    grown_up,
)
from heard.importing.demonstration_live.plan import MARK, Plan, Telling, points
from heard.law.conflicts import PersonFacts

LATE_DAYS = 16
FITS = "It is about how the council cares for a child, by somebody with a right to complain."
WHY = "You complain about the council’s work with a child, so the law’s own three stages apply."


def arriving(plan: Plan) -> None:
    """Everything that has just come in."""
    for tell in (_today, _not_accepted, _kayla, _soon, _due_today, _interest, _adjusted):
        tell(plan)


def received(plan: Plan, name: str, ago: int, team: str, words: str, **more: Any) -> Telling:
    """A complaint under the Children Act procedure, just received. `asks` are its points and what is wanted."""
    day = plan.ago(ago)
    said: dict[str, Any] = {"channel": "Email", "natures": ("Communication",), "kind": "statutory_complaint"}
    asks = more.pop("asks", ((words, "An apology"),))
    said |= {
        "words": words,
        "team": team,
        "received_on": day,
        "notes": MARK,
        "points": points(day, asks),
        **more,
    }
    return plan.case(name).on(ago, intake.receive, said=Said(**said))


def taken_in(plan: Plan, name: str, ago: int, team: str, words: str, **more: Any) -> Telling:
    """A complaint that was acknowledged, told of its procedure and accepted within the days after it came."""
    telling = received(plan, name, ago, team, words, **more)
    return accepted(telling, ago)


def accepted(telling: Telling, ago: int) -> Telling:
    """Acknowledge, tell of the procedure, accept, and give it to somebody, within two working days.

    What is long past is told in fewer acts.
    """
    next_day, second = max(ago - 1, 0), max(ago - 2, 0)
    telling.on(next_day, intake.acknowledge, way="By e-mail")
    if ago <= LATE_DAYS:
        telling.on(next_day, intake.tell_procedure, procedure="children_act", why=WHY)
    telling.on(second, intake.accept, by=AMINA_SIGNS_IN, reason=FITS)
    if ago <= LATE_DAYS:
        telling.on(second, parties.assign, to=BEA, reason="Bea looks after this team’s complaints.")
    return telling


def _today(plan: Plan) -> None:
    mother = grown_up(
        "Malvina Thornbeck",
        "parent",
        Way("telephone", "01632 960101", True, "Weekdays before three, when she is alone."),
        Way(
            "address", "The family home", False, "Her former partner opens the letters. Write nothing there."
        ),
    )
    received(
        plan, "today", 0, "Assessment North", "Nobody has rung me back for five weeks about my son’s assessment.",
        channel="Telephone", people=(mother, child("Rowan Thornbeck", date(2016, 5, 4), "2101")),
        notes=f"{MARK} Her former partner must not know that she complained: nothing by post, no message left at home.",
    )  # fmt: skip


def _not_accepted(plan: Plan) -> None:
    telling = received(
        plan, "not accepted", 9, "Family Time Centre", "Our family time was cancelled three times in a month.",
        people=(grown_up("Dorrit Halvane"), child("Pip Halvane", date(2018, 9, 9), "2102")),
        natures=("Family time",),
    )  # fmt: skip
    telling.on(8, intake.acknowledge, way="By e-mail")


def _kayla(plan: Plan) -> None:
    """A girl of fourteen complains herself, with an advocate, and may only be reached in one way."""
    born = plan.today - timedelta(days=14 * 365 + 100)
    safe = Way("telephone", "01632 960114", True, "A text after school, never a call.")
    unsafe = Way("address", "Her foster home", False, "She has not told her carers, and they must not know.")
    kayla = child("Kayla Marlowick", born, "2103", safe, unsafe, email("Kayla Marlowick"), part="complainant")
    telling = taken_in(
        plan, "kayla", 4, "Children in Care East", "You moved me and nobody said why. I found out in the car.",
        people=(kayla,), channel="Online form", natures=("Home or placement", "Communication"),
        asks=(("I was moved without being told.", "I want to know why"),
              ("My worker did not come when she said.", "A worker who comes")),
    )  # fmt: skip
    telling.on(3, advocacy.offer_advocacy, to=complainant)
    telling.on(2, advocacy.accept_advocacy, provider=PROVIDER, referred_on=plan.ago(2))
    telling.on(1, advocacy.appoint_advocate, name=ADVOCATE, declared=PersonFacts(ADVOCATE))
    telling.on(
        1, contacts.attempt_contact, person=complainant, way="telephone", note="No answer; no message left."
    )
    telling.on(0, advocacy.advocate_first_contact)


def _soon(plan: Plan) -> None:
    telling = taken_in(
        plan, "soon", 8, "Assessment North", "The report says I missed meetings that I was never told of.",
        people=(grown_up("Oriel Fenwaring"), child("Tansy Fenwaring", date(2014, 2, 11), "2104")),
        natures=("Assessment or report",),
    )  # fmt: skip
    telling.joins(6, "worker", "Jory Penhaligrove").joins(6, "manager", TOM)
    telling.on(
        3,
        contacts.record_contact,
        person=complainant,
        way="email",
        words="We said what is still being looked at.",
    )


def _due_today(plan: Plan) -> None:
    taken_in(
        plan, "due today", 10, "Assessment North", "Our worker changed four times this year and nobody told us.",
        people=(grown_up("Anselm Tregarrow"), child("Wren Tregarrow", date(2013, 8, 30), "2105")),
        natures=("Change of worker",),
    ).joins(6, "manager", TOM)  # fmt: skip


def _interest(plan: Plan) -> None:
    """A grandmother is on no list in law: whether her interest is sufficient waits for a decision."""
    telling = received(
        plan, "interest", 5, "Child Protection and Court", "I brought her up for two years and now I may not see her.",
        people=(grown_up("Hesper Wickmoor", "other"), child("Lark Wickmoor", date(2017, 12, 1), "2106")),
        channel="Letter", natures=("Family time",),
    )  # fmt: skip
    telling.on(4, intake.acknowledge, way="By e-mail")
    telling.on(
        3,
        intake_interest.ask_interest,
        by=AMINA_SIGNS_IN,
        reason="She is a grandmother, who cared for the child.",
    )


def _adjusted(plan: Plan) -> None:
    telling = taken_in(
        plan, "adjusted", 6, "Disabled Children's Team", "The plan for my daughter was written without asking her.",
        people=(grown_up("Elowen Harrowgate"), child("Bryony Harrowgate", date(2011, 4, 18), "2107")),
        natures=("Decision or plan",),
    )  # fmt: skip
    telling.on(
        4, parties.record_adjustment, by=AMINA_SIGNS_IN, what="Every letter in large print, read to her by telephone.",
        reason="She asked for it: she is losing her sight.",
    )  # fmt: skip
