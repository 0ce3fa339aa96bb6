"""Stage 2 at each of its places: statement to agree, being investigated, one report in, both, late, adjudicated."""

from __future__ import annotations

from datetime import date
from typing import Any

from heard.casework import (
    appointments,
    going_on,
    promises,
    stage_2,
    stage_2_answer,
    stage_2_reports,
    stage_2_statement,
)
from heard.casework.findings import PointFound
from heard.casework.promises import Agreed
from heard.casework.recommendations import RecommendationAnswer
from heard.importing.demonstration_live.arriving import LATE_DAYS, taken_in
from heard.importing.demonstration_live.people import (
    AMINA_SIGNS_IN,
    DANA,
    INES,
    PETER,
    TOM,
    child,
    grown_up,
    named,
    number_of,
)
from heard.importing.demonstration_live.plan import TOGETHER, WAITING, Live, Plan, Telling
from heard.importing.demonstration_live.stage_1 import answered, more_time
from heard.outcomes.models import Action, Recommendation

ASKS = (
    ("The move was decided before anybody asked us.", "To be asked"),
    ("The records of the visits are wrong.", "Records put right"),
    ("Nobody wrote to us for three months.", "An apology"),
)
FIRST = tuple(PointFound(n, "Not upheld", "The team did what the plan says.") for n in (1, 2, 3))
WORDING = {
    1: "The decision to move was taken before the family was asked.",
    2: "The records of two visits are wrong.",
    3: "No letter was sent between the summer and the autumn.",
}
FOUND_2 = (
    PointFound(1, "Upheld", "The panel’s minutes are dated before the call."),
    PointFound(2, "Not upheld", "Both records agree with the diaries."),
    PointFound(3, "Upheld", "There is no letter on file."),
)
RECOMMENDED = ("Write to the family and say sorry.", "Ask families before a panel meets.")


def at_stage_2(plan: Plan) -> None:
    """Every place of Stage 2."""
    for tell in (
        _statement,
        _investigating,
        _settled,
        _one_report,
        _both_reports,
        _late,
        _adjudicated,
        _late_request,
    ):
        tell(plan)


def asked(plan: Plan, name: str, ago: int, team: str, family: tuple[str, str, str], **more: Any) -> Telling:
    """A complaint answered at Stage 1, and a request for Stage 2 so many working days ago."""
    who, kid, number = family
    people = (grown_up(who), child(kid, date(2012, 6, 9), number))
    telling = taken_in(plan, name, ago + 22, team, ASKS[0][0], people=people, asks=ASKS, **more)
    answered(telling, ago + 13, FIRST)
    telling.on(ago, going_on.ask_for_stage_2, words="I do not accept this. Somebody else should look at it.")
    return telling.on(max(ago - 1, 0), stage_2.acknowledge_stage_2) if ago <= LATE_DAYS else telling


def appointed(plan: Plan, telling: Telling, ago: int) -> Telling:
    """Ines investigates, Peter is the independent person, Dana will adjudicate; each has declared."""
    day = plan.ago(ago)
    both: dict[str, Any] = {"by": AMINA_SIGNS_IN, "leaves": TOGETHER}
    telling.on(ago, appointments.appoint_investigator, **both, named=named(INES, day))
    telling.on(ago, appointments.appoint_independent_person, **both, named=named(PETER, day))
    return telling.on(ago, appointments.appoint_adjudicator, by=AMINA_SIGNS_IN, named=named(DANA, day))


def agreed(plan: Plan, telling: Telling, sent_ago: int, agreed_ago: int) -> Telling:
    """The statement of complaint drafted, sent and agreed."""
    comment = {"comment_by": plan.after(sent_ago, 5)}
    telling.on(sent_ago, stage_2_statement.draft_statement, wording=WORDING, letter=comment)
    return telling.on(agreed_ago, stage_2_statement.agree_statement)


def reported(telling: Telling, investigator_ago: int, independent_ago: int | None) -> Telling:
    """The investigating officer's report, and the independent person's where it is in."""
    telling.on(investigator_ago, stage_2_reports.receive_investigator_report, findings=FOUND_2,
               recommendations=RECOMMENDED)  # fmt: skip
    if independent_ago is not None:
        telling.on(independent_ago, stage_2_reports.receive_independent_report, findings=FOUND_2)
    return telling


def extended(plan: Plan, telling: Telling, asked_ago: int, ago: int, days: int = 65) -> Telling:
    """More time for Stage 2, to so many working days in all from the request."""
    more = more_time(plan, plan.after(asked_ago, days), ago, "Two witnesses can only be seen next month.")
    return telling.on(ago, stage_2.extend_stage_2, by=AMINA_SIGNS_IN, more=more)


def adjudicated(telling: Telling, ago: int, due: tuple[date, date]) -> Telling:
    """The adjudication sent: each recommendation followed, by a promise with an owner and a day."""

    def answers(live: Live) -> list[RecommendationAnswer]:
        rows = Recommendation.objects.filter(representation=live.case(), stage__stage="stage_2").order_by(
            "pk"
        )
        tom = number_of(TOM)
        return [
            RecommendationAnswer(row.pk, "accepted", actions=(Agreed(row.words, tom, day),))
            for row, day in zip(rows, due, strict=True)
        ]

    return telling.on(
        ago, stage_2_answer.adjudicate, by="demo-director", findings=FOUND_2, answers=answers,
        encloses_both_reports=True, tells_right_to_stage_3=True,
    )  # fmt: skip


def whole_stage_2(plan: Plan, telling: Telling, asked_ago: int, answered_ago: int) -> Telling:
    """A Stage 2 from its request to its adjudication within 25 working days, told in few acts."""
    appointed(plan, telling, asked_ago - 2)
    telling.on(asked_ago - 4, stage_2_statement.agree_statement, wording=WORDING)
    reported(telling, answered_ago + 5, answered_ago + 4)
    return adjudicated(telling, answered_ago, (plan.ago(max(answered_ago - 15, 1)), plan.ahead(20)))


def _statement(plan: Plan) -> None:
    telling = asked(plan, "statement", 4, "Assessment North", ("Emmot Larkspur", "Teasel Larkspur", "2401"))
    comment = {"comment_by": plan.ahead(3)}
    telling.on(2, stage_2_statement.draft_statement, wording=WORDING, letter=comment, leaves=WAITING)


def _investigating(plan: Plan) -> None:
    family = ("Barnaby Undercliff", "Maple Undercliff", "2402")
    telling = asked(plan, "investigating", 40, "Children in Care East", family)
    appointed(plan, telling, 36)
    agreed(plan, telling, 35, 31)
    extended(plan, telling, 40, 20)


def _settled(plan: Plan) -> None:
    """The statement was sent, nothing came back, and it went on as sent after the chance to comment; due soon."""
    telling = asked(plan, "settled", 23, "Fostering Support", ("Cordelia Ashplant", "Linus Ashplant", "2403"))
    appointed(plan, telling, 20)
    comment = {"comment_by": plan.after(19, 5)}
    telling.on(19, stage_2_statement.draft_statement, wording=WORDING, letter=comment)
    telling.on(
        12,
        stage_2_statement.settle_statement,
        because="Five working days to comment, and a reminder by text.",
    )


def _one_report(plan: Plan) -> None:
    telling = asked(
        plan, "one report", 52, "Assessment South", ("Ivor Pomfrette", "Clover Pomfrette", "2404")
    )
    appointed(plan, telling, 48)
    agreed(plan, telling, 47, 44)
    extended(plan, telling, 52, 30)
    reported(telling, 5, None)


def _both_reports(plan: Plan) -> None:
    family = ("Sidony Wraxall", "Hollis Wraxall", "2405")
    telling = asked(plan, "both reports", 62, "Child Protection and Court", family)
    appointed(plan, telling, 58)
    agreed(plan, telling, 57, 53)
    extended(plan, telling, 62, 42)
    reported(telling, 9, 6)


def _late(plan: Plan) -> None:
    telling = asked(
        plan, "late at 2", 34, "Disabled Children's Team", ("Noel Tamblyn", "Sorrel Tamblyn", "2406")
    )
    appointed(plan, telling, 24)
    agreed(plan, telling, 23, 12)


def _adjudicated(plan: Plan) -> None:
    """Answered at Stage 2 a week ago: a panel may still be asked for, and one promise is already late."""
    family = ("Averil Stanedge", "Basil Stanedge", "2407")
    telling = asked(plan, "adjudicated", 32, "Assessment North", family)
    whole_stage_2(plan, telling, 32, 8)
    telling.on(2, promises.vary_action, by=AMINA_SIGNS_IN, due_on=plan.ahead(25),
               action=lambda live: Action.objects.filter(representation=live.case()).order_by("-due_on")[0].pk,
               reason="The family asked that it wait until after the holidays.")  # fmt: skip


def _late_request(plan: Plan) -> None:
    """Asked for Stage 2 four months after the answer: taken to a decision, never closed for lateness alone."""
    people = (grown_up("Osbert Fallowmere"), child("Daphne Fallowmere", date(2010, 4, 4), "2408"))
    telling = taken_in(plan, "late request 2", 105, "Leaving Care", ASKS[1][0], people=people, asks=ASKS)
    answered(telling, 96, FIRST)
    telling.on(
        6, going_on.ask_for_stage_2_late, words="I was in hospital all summer. I still want it looked at."
    )
