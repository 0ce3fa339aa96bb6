"""A whole journey through the functions: three statutory stages, each clock stopped by its own act."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import DECIDED, KAYLA, NOW, council, fresh
from tests.casework.stages import (
    SUMMARY,
    acts_of,
    adjudicated,
    answered_1,
    at_stage_2,
    at_stage_3,
    both_reports,
    company,
    follow_all,
    investigating,
    more_time,
    named,
    of,
    panel_met,
    put_to_it,
    recommended,
    somebody,
    stage_row,
    with_panel,
)

from heard.casework import (
    appointments,
    going_on,
    intake,
    nightly,
    ombudsman,
    promises,
    stage_1,
    stage_2,
    stage_2_answer,
    stage_2_reports,
    stage_2_statement,
    stage_3,
    stage_3_answer,
    stage_3_panel,
    stage_3_request,
)
from heard.casework.audit import verify
from heard.casework.clocks import clocks_of_council
from heard.casework.findings import PointFound
from heard.casework.intake import Said
from heard.casework.new_details import NewElement
from heard.casework.stage_3 import CameTo
from heard.casework.stage_days import both_readings, clock_of_stage, dates_on_record
from heard.casework.writing import writing
from heard.law.conflicts import PersonFacts
from heard.outcomes.models import Action
from heard.people.models import Person
from heard.representations.models import Letter, Posting

pytestmark = pytest.mark.django_db
WORDS = {1: "Kayla was moved without being told.", 2: "Her worker missed five visits."}
FOUND_1 = (PointFound(1, "Not upheld", "She was told."), PointFound(2, "Upheld", "Five were missed."))
FOUND_2 = (
    PointFound(1, "Partly upheld", "Told on the day only."),
    PointFound(2, "Upheld", "Five were missed."),
)


@pytest.fixture(autouse=True)
def there_is_a_council() -> None:
    council()


def a_childs_complaint():
    points = tuple(NewElement(words, arose_on=date(2024, 11, 4)) for words in WORDS.values())
    words = "They moved me and nobody said."
    said = Said("statutory_complaint", date(2025, 1, 6), words, people=(KAYLA,), points=points)
    case = intake.receive(said=said, by="amina", at=NOW)
    intake.accept(**of(case, decided_on=date(2025, 1, 7), **DECIDED))
    return case


def through_stage_1(case) -> None:
    until = more_time(date(2025, 2, 3), date(2025, 1, 17), reason="The worker is away until the 27th.")
    stage_1.extend_stage_1(**of(case, decided_on=date(2025, 1, 17), more=until))
    manager = somebody("Tom Ashby")
    stage_1.answer_stage_1(
        **of(case, sent_on=date(2025, 2, 3), manager=manager, findings=FOUND_1, tells_right_to_go_on=True)
    )
    going_on.express_dissatisfaction(
        **of(case, said_on=date(2025, 9, 24), words="You got it wrong. I want stage 3.")
    )
    going_on.treat_as_request(**of(case, decided_on=date(2025, 9, 25), decided_by="Amina Odell"))


def through_stage_2(case) -> None:
    stage_2.acknowledge_stage_2(**of(case, acknowledged_on=date(2025, 9, 25)))
    day = date(2025, 9, 29)
    appointments.appoint_investigator(**of(case, appointed_on=day, named=named("Ines Calder", day)))
    appointments.appoint_independent_person(**of(case, appointed_on=day, named=named("Peter Vance", day)))
    appointments.appoint_adjudicator(**of(case, appointed_on=day, named=named("Dana Holt", day)))
    stage_2_statement.draft_statement(**of(case, sent_on=date(2025, 10, 1), wording=WORDS))
    stage_2_statement.agree_statement(**of(case, agreed_on=date(2025, 10, 8)))
    until = more_time(date(2025, 11, 14), date(2025, 10, 27), reason="A witness is abroad until 3 November.")
    stage_2.extend_stage_2(**of(case, decided_on=date(2025, 10, 27), more=until))
    report = {"findings": FOUND_2, "recommendations": ("Say sorry in person.",)}
    stage_2_reports.receive_investigator_report(**of(case, received_on=date(2025, 11, 5), **report))
    stage_2_reports.receive_independent_report(**of(case, received_on=date(2025, 11, 6), findings=FOUND_2))
    answers = follow_all(case, "stage_2")
    sent = {"encloses_both_reports": True, "tells_right_to_stage_3": True, "answers": answers}
    stage_2_answer.adjudicate(**of(case, sent_on=date(2025, 11, 13), findings=FOUND_2, **sent))


def post_the_adjudication(case) -> None:
    with writing("test_rows", by="amina", at=NOW) as line:
        letter = Letter(
            representation=case,
            stage=stage_row(case, "stage_2"),
            kind="adjudication",
            audience="child",
            to=Person.objects.get(name="Kayla Thornbeck"),
            title="What we decided",
            issued_on=date(2025, 11, 13),
            issued_by="amina",
        )
        line.add(letter)
        sent = {"sent_on": date(2025, 11, 13), "received_on": date(2025, 11, 14)}
        line.add(Posting(letter=letter, way="post", **sent))


def through_stage_3(case) -> None:
    asked = date(2025, 11, 24)
    going_on.ask_for_stage_3(**of(case, asked_on=asked, words="I want the panel."))
    stage_3.acknowledge_stage_3(**of(case, acknowledged_on=date(2025, 11, 25)))
    chair, *others = [named(name, asked) for name in ("Clara Munt", "Hugh Pell", "Nadia Orme")]
    stage_3_panel.appoint_panel(**of(case, appointed_on=date(2025, 12, 1), chair=chair, panellists=others))
    stage_3.set_panel_date(**of(case, decided_on=date(2025, 12, 1), meets_on=date(2026, 1, 8)))
    stage_3.send_panel_papers(**of(case, sent_on=date(2025, 12, 18)))
    kayla = Person.objects.get(name="Kayla Thornbeck").pk
    came = company(
        CameTo(kayla, "complainant"),
        CameTo(somebody("Ruth Amsel"), "advocate", spoke_for_complainant=True),
        CameTo(somebody("Aisha Thornbeck"), "another_person"),
        CameTo(somebody("Peter Vance"), "independent_person"),
    )
    stage_3.panel_meets(**of(case, met_on=date(2026, 1, 8), attended=came, submissions=put_to_it()))
    sent_to = dict.fromkeys(("council", "complainant", "advocate", "independent_person"), "by post")
    stage_3_answer.send_panel_report(**of(case, sent_on=date(2026, 1, 15), summary=SUMMARY, sent_to=sent_to))
    asks = ("Train the team in moves.",)
    stage_3_answer.receive_recommendations(**of(case, received_on=date(2026, 1, 15), recommendations=asks))
    stage_3_answer.answer_stage_3(
        **of(
            case,
            sent_on=date(2026, 2, 5),
            independent_person_part="Peter Vance and Dana Holt met on 30 January.",
            tells_of_ombudsman=True,
            answers=follow_all(case, "stage_3"),
        )
    )


def test_a_childs_complaint_goes_through_all_three_stages_in_time():
    case = a_childs_complaint()
    through_stage_1(case)
    through_stage_2(case)
    post_the_adjudication(case)
    through_stage_3(case)

    first, second, third = (stage_row(case, code) for code in ("stage_1", "stage_2", "stage_3"))
    today = date(2026, 11, 22)
    states = [clock_of_stage(row).state(today) for row in (first, second)]
    assert states == ["met_in_extended_time", "met_in_extended_time"]
    assert [(one.due_on, one.met) for one in clocks_of_council().stage_3(dates_on_record(third))] == [
        (date(2026, 1, 8), True),
        (date(2026, 1, 15), True),
        (date(2026, 2, 5), True),
    ]
    assert fresh(case).state == "stage_3_answered"
    assert all(row.due_on_hint is None for row in case.stages.all())


def test_each_day_of_the_journey_is_the_one_the_law_gives():
    case = a_childs_complaint()
    assert stage_row(case, "stage_1").due_on_hint == date(2025, 1, 20)
    through_stage_1(case)
    second = stage_row(case, "stage_2")
    assert (second.started_on, second.due_on_hint) == (date(2025, 9, 24), date(2025, 10, 29))
    assert both_readings(second).from_request.latest_on == date(2025, 12, 24)
    through_stage_2(case)
    post_the_adjudication(case)

    received = stage_3_request.answer_received(stage_row(case, "stage_2"))

    assert (received.on, received.is_assumed) == (date(2025, 11, 14), False)


def test_the_journey_stands_act_by_act_in_a_ledger_that_proves_whole():
    case = a_childs_complaint()
    through_stage_1(case)
    through_stage_2(case)
    through_stage_3(case)

    assert acts_of(case) == [
        *(
            "receive",
            "accept",
            "extend_stage_1",
            "answer_stage_1",
            "express_dissatisfaction",
            "treat_as_request",
        ),
        *("acknowledge_stage_2", "appoint_investigator", "appoint_independent_person", "appoint_adjudicator"),
        *("draft_statement", "agree_statement", "extend_stage_2", "receive_investigator_report"),
        *(
            "receive_independent_report",
            "adjudicate",
            "ask_for_stage_3",
            "acknowledge_stage_3",
            "appoint_panel",
        ),
        *(
            "set_panel_date",
            "send_panel_papers",
            "panel_meets",
            "send_panel_report",
            "receive_recommendations",
        ),
        "answer_stage_3",
    ]
    assert verify().whole


def test_what_was_promised_is_done_and_the_ombudsman_may_look_at_it_afterwards():
    case = a_childs_complaint()
    through_stage_1(case)
    through_stage_2(case)
    through_stage_3(case)

    assert {row.owner.name for row in Action.objects.all()} == {"Tom Ashby"}
    for row in Action.objects.all():
        promises.complete_action(
            **of(case, done_on=date(2026, 3, 2), action=row.pk, proof="Minutes", accepted_by="Amina Odell")
        )
    ombudsman.open_ombudsman_case(
        **of(case, received_on=date(2026, 4, 1), ombudsman_reference="26 000 001", is_premature=False)
    )

    assert not Action.objects.filter(done_on=None).exists()
    assert fresh(case).ombudsman_cases.count() == 1


def test_whoever_sat_on_the_panel_had_declared():
    case = a_childs_complaint()
    through_stage_1(case)
    through_stage_2(case)
    through_stage_3(case)

    rows = case.appointments.all()
    assert len(rows) == 6
    assert all(row.declared_on is not None and row.declared for row in rows)
    assert appointments.declared_words(PersonFacts("1")).startswith("is member: no; is officer: no")


PLACES = [
    answered_1,
    at_stage_2,
    investigating,
    both_reports,
    adjudicated,
    at_stage_3,
    with_panel,
    panel_met,
    recommended,
]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_the_night_works_out_the_same_state_and_days_at_every_place(place):
    case = place()

    done = nightly.night(on=date(2026, 11, 22), by="night", at=NOW)

    assert [fault.why for fault in done.faults if fault.reference == case.reference] == []


def test_the_night_agrees_where_a_late_request_was_declined_and_asked_again():
    case = adjudicated()
    going_on.ask_for_stage_3_late(**of(case, asked_on=date(2026, 7, 13), words="I was away."))
    stage_3_request.refuse_stage_3(
        **of(
            case,
            decided_on=date(2026, 7, 15),
            decided_by="Amina Odell",
            seconded_by="Dana Holt",
            reason="Nothing was put forward.",
            evidence={"why_late": "Away a day.", "discretion": "Weighed with his health and his job."},
            letter={"decision": "No panel.", "reasons": "As above.", "ombudsman": "PO Box 4771, Coventry"},
            told_on=date(2026, 7, 15),
        )
    )
    first = nightly.night(on=date(2026, 7, 16), by="night", at=NOW).faults
    going_on.ask_for_stage_3_late(**of(case, asked_on=date(2026, 9, 1), words="I was in hospital."))

    second = nightly.night(on=date(2026, 9, 2), by="night", at=NOW).faults

    assert [one.why for one in (*first, *second)] == []
