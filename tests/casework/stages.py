"""A complaint at each place of its way, one line of Python each: answered, adjudicated, before a panel."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.casework.living import NOW, WHO, at_stage_1, fresh

from heard.casework import (
    appointments,
    going_on,
    stage_1,
    stage_2_answer,
    stage_2_reports,
    stage_2_statement,
    stage_3,
    stage_3_answer,
    stage_3_panel,
)
from heard.casework.appointments import Named
from heard.casework.extending import MoreTime
from heard.casework.findings import PointFound
from heard.casework.promises import Agreed
from heard.casework.recommendations import RecommendationAnswer
from heard.casework.stage_3 import CameTo, Put
from heard.casework.writing import writing
from heard.law.conflicts import PersonFacts
from heard.ledger.models import Entry
from heard.outcomes.models import Recommendation
from heard.people.models import Person, Term
from heard.representations.models import Representation, Stage

# Received 1 April 2026. Stage 1: 17 April, 1 May at the latest. Stage 2 from 5 May: 10 June, 5 August at the latest.
# Stage 3 from 1 July: the panel by 12 August, its report by the 19th, the final answer by 10 September.
ANSWERED_1, ASKED_2, AGREED = date(2026, 4, 17), date(2026, 5, 5), date(2026, 5, 15)
DUE_2, LATEST_2 = date(2026, 6, 10), date(2026, 8, 5)
ASK_BY, ASKED_3, PANEL_BY = date(2026, 7, 10), date(2026, 7, 1), date(2026, 8, 12)
REPORT_BY, FINAL_BY = date(2026, 8, 19), date(2026, 9, 10)
BOTH_UPHELD = (PointFound(1, "Upheld", "Six weeks passed."), PointFound(2, "Upheld", "Two people heard it."))
SUMMARY = "Malik Thornbeck complains that calls were not returned and that a worker shouted."
MIXED = (PointFound(1, "Upheld", "Six weeks passed."), PointFound(2, "Not upheld", "Nobody heard it."))


def of(case: Representation, **more: Any) -> dict[str, Any]:
    """An act on this case, by Amina."""
    return {"reference": case.reference, **WHO, **more}


def somebody(name: str) -> int:
    """The number of somebody on record, who is added if need be."""
    found = Person.objects.filter(name=name).first()
    if found is None:
        found = Person(name=name)
        with writing("test_rows", by="amina", at=NOW) as line:
            line.add(found)
    return found.pk


def label(list_: str, text: str, means: str = "") -> None:
    """A label of one of the council's lists."""
    if not Term.objects.filter(list=list_, label=text).exists():
        with writing("test_rows", by="amina", at=NOW) as line:
            line.add(Term(list=list_, label=text, means=means))


def named(name: str, on: date = ASKED_2, because: str = "", **facts: Any) -> Named:
    """Somebody for a part, who has declared."""
    return Named(somebody(name), PersonFacts(name, **facts), on, because)


def more_time(
    until: date, told_on: date | None, reason: str = "Two witnesses are away.", **more: Any
) -> MoreTime:
    return MoreTime(until, reason, "Amina Odell", told_on, **more)


def stage_row(case: Representation, code: str) -> Stage:
    return Stage.objects.get(representation=case, stage=code)


def acts_of(case: Representation) -> list[str]:
    return list(
        Entry.objects.filter(reference=case.reference).order_by("sequence").values_list("act", flat=True)
    )


def answered_1(
    findings: Any = MIXED, sent_on: date = ANSWERED_1, kind: str = "statutory_complaint"
) -> Representation:
    case = at_stage_1(kind)
    stage_1.answer_stage_1(
        **of(
            case, sent_on=sent_on, manager=somebody("Tom Ashby"), findings=findings, tells_right_to_go_on=True
        )
    )
    return fresh(case)


def at_stage_2(asked_on: date = ASKED_2) -> Representation:
    case = answered_1()
    going_on.ask_for_stage_2(**of(case, asked_on=asked_on, words="I am not happy with the answer."))
    return fresh(case)


def investigating() -> Representation:
    """Stage 2 with its people appointed and the statement agreed on 15 May."""
    case = at_stage_2()
    appointments.appoint_investigator(**of(case, appointed_on=date(2026, 5, 7), named=named("Ines Calder")))
    appointments.appoint_independent_person(
        **of(case, appointed_on=date(2026, 5, 7), named=named("Peter Vance"))
    )
    appointments.appoint_adjudicator(**of(case, appointed_on=date(2026, 5, 7), named=named("Dana Holt")))
    wording = {1: "Calls were not returned for six weeks.", 2: "The worker shouted."}
    stage_2_statement.draft_statement(**of(case, sent_on=date(2026, 5, 11), wording=wording))
    stage_2_statement.agree_statement(**of(case, agreed_on=AGREED))
    return fresh(case)


def both_reports(findings: Any = MIXED) -> Representation:
    case = investigating()
    stage_2_reports.receive_investigator_report(
        **of(
            case,
            received_on=date(2026, 6, 1),
            findings=findings,
            recommendations=("Ring back the same day.",),
        )
    )
    stage_2_reports.receive_independent_report(**of(case, received_on=date(2026, 6, 3), findings=findings))
    return fresh(case)


def follow_all(case: Representation, stage: str) -> list[RecommendationAnswer]:
    """Every recommendation of a stage accepted, each with an action."""
    rows = Recommendation.objects.filter(representation=case, stage__stage=stage)
    action = Agreed("Ring back the same day.", somebody("Tom Ashby"), date(2026, 11, 30))
    return [RecommendationAnswer(row.pk, "accepted", actions=(action,)) for row in rows]


def adjudicated(findings: Any = MIXED, sent_on: date = DUE_2) -> Representation:
    case = both_reports(findings)
    stage_2_answer.adjudicate(
        **of(
            case,
            sent_on=sent_on,
            findings=findings,
            encloses_both_reports=True,
            tells_right_to_stage_3=True,
            answers=follow_all(case, "stage_2"),
        )
    )
    return fresh(case)


def at_stage_3() -> Representation:
    case = adjudicated()
    going_on.ask_for_stage_3(**of(case, asked_on=ASKED_3, words="I want it looked at by others."))
    return fresh(case)


THREE = ("Clara Munt", "Hugh Pell", "Nadia Orme")


def with_panel() -> Representation:
    case = at_stage_3()
    chair, *others = [named(name, ASKED_3) for name in THREE]
    stage_3_panel.appoint_panel(**of(case, appointed_on=date(2026, 7, 10), chair=chair, panellists=others))
    return fresh(case)


def company(*more: CameTo) -> list[CameTo]:
    return [*(CameTo(somebody(name), "panellist") for name in THREE), *more]


def put_to_it() -> list[Put]:
    """What the complainant, the council and the independent person put to the panel."""
    return [
        Put("complainant", "both", "Malik read out his letter of 3 August."),
        Put("authority", "written", "The team's chronology."),
        Put("independent_person", "none", "Peter Vance had nothing to add to his report."),
    ]


def panel_met() -> Representation:
    case = with_panel()
    stage_3.set_panel_date(**of(case, decided_on=date(2026, 7, 10), meets_on=PANEL_BY))
    stage_3.panel_meets(**of(case, met_on=PANEL_BY, attended=company(), submissions=put_to_it()))
    return fresh(case)


def recommended() -> Representation:
    case = panel_met()
    everybody = {"council": "by hand", "complainant": "by post", "independent_person": "by e-mail"}
    stage_3_answer.send_panel_report(**of(case, sent_on=REPORT_BY, summary=SUMMARY, sent_to=everybody))
    stage_3_answer.receive_recommendations(
        **of(case, received_on=REPORT_BY, recommendations=("Apologise in person.",))
    )
    return fresh(case)
