"""The Ombudsman: at any point, label and story apart, the days they gave, and proof before all else."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from tests.casework.living import NOW, council, fresh, received
from tests.casework.offices import give
from tests.casework.stages import acts_of, adjudicated, answered_1, at_stage_2, label, of, somebody, stage_row

from heard.casework import ombudsman, ombudsman_report
from heard.casework.accounts import add_member
from heard.casework.looking_at_work import work_list
from heard.casework.new_details import DoesNotFit, NotInTheList, NotOnRecord
from heard.casework.nightly import night
from heard.casework.ombudsman import Asked
from heard.casework.performing import NotNow
from heard.ledger.models import Entry
from heard.representations.models import OmbudsmanCase, OmbudsmanRecommendation, PublicReport

pytestmark = pytest.mark.django_db
NUMBER = "26 000 001"
OPENED, DECIDED = date(2026, 9, 1), date(2026, 10, 5)


@pytest.fixture(autouse=True)
def there_is_a_council() -> None:
    council()
    for text, means in (
        ("Upheld", "upheld"),
        ("Not upheld", "not_upheld"),
        ("Closed after initial enquiries", "closed"),
    ):
        label("decision", text, means)


def opened(case, number: str = NUMBER, **more):
    ombudsman.open_ombudsman_case(**of(case, received_on=OPENED, ombudsman_reference=number, **more))
    return case


def decide(case, **more):
    facts = {
        "decided_on": DECIDED,
        "ombudsman_reference": NUMBER,
        "label": "Upheld",
        "narrative": "We will not investigate this complaint, because the council has agreed a remedy.",
    }
    return ombudsman.record_ombudsman_decision(**of(case, **{**facts, **more}))


@pytest.mark.parametrize("place", [received, answered_1, at_stage_2, adjudicated])
def test_an_ombudsman_case_is_opened_at_any_point_and_nothing_of_ours_moves(place):
    case = place()
    before = case.state

    opened(case, is_premature=True)

    assert (fresh(case).state, OmbudsmanCase.objects.get().about_id) == (before, case.pk)


def test_the_ombudsmans_number_is_on_record_once():
    case = opened(at_stage_2())

    with pytest.raises(DoesNotFit, match="is empty or on record already"):
        opened(case)


def test_a_story_that_says_we_will_not_investigate_never_sets_the_label():
    case = opened(at_stage_2())

    row = decide(case)

    assert row.decision is not None
    assert (row.decision.label, row.narrative.startswith("We will not investigate")) == ("Upheld", True)
    assert row.was_investigated is None


@pytest.mark.parametrize("text", ["", "We will not investigate", "upheld"])
def test_a_decision_without_a_label_of_the_list_is_refused(text):
    case = opened(at_stage_2())
    before = Entry.objects.count()

    with pytest.raises(NotInTheList, match="is not among the council's Ombudsman's decisions"):
        decide(case, label=text)

    assert (Entry.objects.count(), OmbudsmanCase.objects.get().decision) == (before, None)


def test_a_case_sent_back_as_premature_has_no_decision_of_fault():
    case = opened(answered_1())

    ombudsman.sent_back_as_premature(
        **of(
            case,
            sent_back_on=date(2026, 9, 3),
            ombudsman_reference=NUMBER,
            narrative="Ask for Stage 2 first.",
        )
    )

    row = OmbudsmanCase.objects.get()
    assert (row.is_premature, row.sent_back_on, row.decision) == (True, date(2026, 9, 3), None)


def test_an_enquiry_is_due_on_the_day_the_ombudsman_gave():
    case = opened(adjudicated())
    came = {"received_on": date(2026, 9, 8), "ombudsman_reference": NUMBER, "asked": "Why was it late?"}

    with pytest.raises(DoesNotFit, match="the day by which the Ombudsman wants"):
        ombudsman.receive_ombudsman_enquiry(**of(case, answer_by=date(2026, 9, 7), **came))
    row = ombudsman.receive_ombudsman_enquiry(**of(case, answer_by=date(2026, 9, 17), **came))
    answered = {"answered_on": date(2026, 9, 16), "enquiry": row.pk}
    with pytest.raises(DoesNotFit, match="Write what was answered"):
        ombudsman.answer_ombudsman_enquiry(**of(case, answer=" ", **answered))
    ombudsman.answer_ombudsman_enquiry(**of(case, answer="Two people were ill.", **answered))

    row.refresh_from_db()
    assert (row.answer_by, row.answered_on) == (date(2026, 9, 17), date(2026, 9, 16))
    with pytest.raises(NotOnRecord, match="no open enquiry"):
        ombudsman.answer_ombudsman_enquiry(**of(case, answer="Again.", **answered))


def test_several_cases_stand_under_one_finding():
    one, other = opened(adjudicated()), opened(answered_1(), number="26 000 002")

    decide(one, together_with=("26 000 002",))

    rows = {row.reference: row for row in OmbudsmanCase.objects.all()}
    assert rows["26 000 002"].decided_with == rows[NUMBER]
    assert rows["26 000 002"].decision == rows[NUMBER].decision
    assert rows["26 000 002"].about_id == other.pk
    with pytest.raises(NotOnRecord, match="There is no Ombudsman case “26 000 009”"):
        decide(one, together_with=("26 000 009",))


def test_each_recommendation_has_its_own_day_and_is_done_when_its_proof_is_accepted():
    case = opened(adjudicated())
    decide(
        case,
        asked=(
            Asked("Apologise.", date(2026, 11, 2), somebody("Dana Holt")),
            Asked("Review the procedure.", date(2027, 1, 5)),
        ),
    )
    first, second = OmbudsmanRecommendation.objects.all()
    accept = {"accepted_on": date(2026, 11, 4), "verdict": "Remedy complete and satisfied."}

    with pytest.raises(DoesNotFit, match="No proof of “Apologise.” had been sent"):
        ombudsman.complete_recommendation(**of(case, recommendation=first.pk, **accept))
    with pytest.raises(DoesNotFit, match="Name the proof"):
        ombudsman.send_proof(**of(case, sent_on=date(2026, 10, 30), recommendation=first.pk, proof=""))
    ombudsman.send_proof(
        **of(case, sent_on=date(2026, 10, 30), recommendation=first.pk, proof="Letter of 28 October")
    )
    ombudsman.complete_recommendation(**of(case, recommendation=first.pk, **accept))

    assert acts_of(case)[-2:] == ["send_proof", "complete_recommendation"]
    first.refresh_from_db()
    assert (first.accepted_on, first.verdict) == (date(2026, 11, 4), "Remedy complete and satisfied.")
    assert (second.due_on, second.accepted_on) == (date(2027, 1, 5), None)


def test_a_recommendation_without_the_day_the_decision_states_is_refused():
    case = opened(adjudicated())

    with pytest.raises(DoesNotFit, match="the day the decision states"):
        decide(case, asked=(Asked("Apologise.", None),))

    assert (OmbudsmanCase.objects.get().decision, OmbudsmanRecommendation.objects.count()) == (None, 0)


def test_the_database_takes_no_recommendation_as_accepted_without_proof():
    case = opened(adjudicated())
    decide(case, asked=(Asked("Apologise.", date(2026, 11, 2)),))

    with pytest.raises(IntegrityError), transaction.atomic():
        OmbudsmanRecommendation.objects.update(accepted_on=date(2026, 11, 4))


def answer_report(case, **more):
    facts = {
        "answered_on": date(2026, 11, 20),
        "ombudsman_reference": NUMBER,
        "considered_by": "Cabinet",
        "considered_on": date(2026, 11, 17),
    }
    return ombudsman_report.answer_public_report(**of(case, **{**facts, **more}))


def test_members_consider_a_public_report_and_it_is_answered_within_three_months():
    case = opened(adjudicated())
    with pytest.raises(NotNow, match="no public report on 26 000 001 waiting"):
        answer_report(case)
    came = {"received_on": date(2026, 10, 9), "ombudsman_reference": NUMBER}
    row = ombudsman_report.receive_public_report(**of(case, **came))

    assert ombudsman_report.clock_of_report(row).due_on == date(2027, 1, 9)
    with pytest.raises(NotNow, match="on record already"):
        ombudsman_report.receive_public_report(**of(case, **came))
    for wrong in (
        {"considered_by": " "},
        {"considered_on": date(2026, 10, 8)},
        {"considered_on": date(2026, 11, 21)},
    ):
        with pytest.raises(DoesNotFit, match="which elected members considered"):
            answer_report(case, **wrong)
    answer_report(case, notices_placed_on=date(2026, 10, 20))

    done = PublicReport.objects.get()
    assert ombudsman_report.clock_of_report(done).met(date(2026, 11, 22)) is True


def test_a_number_of_another_case_is_not_this_cases():
    case, other = adjudicated(), opened(answered_1())

    with pytest.raises(NotOnRecord, match="has no Ombudsman case “26 000 001”. It has: none"):
        decide(case)

    assert stage_row(other, "stage_1").answered_on is not None


def test_what_the_ombudsman_waits_for_is_due_work_and_chased_at_night_until_it_is_answered():
    amina = add_member(sign_in_name="amina", full_name="Amina", role="complaints_manager", by="amina", at=NOW)
    case = opened(adjudicated())
    came = {"ombudsman_reference": NUMBER, "asked": "Why was it late?", "received_on": date(2026, 9, 8)}
    row = ombudsman.receive_ombudsman_enquiry(**of(case, answer_by=date(2026, 9, 17), **came))
    ombudsman_report.receive_public_report(
        **of(case, received_on=date(2026, 10, 1), ombudsman_reference=NUMBER)
    )
    give(case, amina)

    def due() -> dict[str, date]:
        mine = work_list(amina, today=date(2026, 9, 17), view="mine").tasks
        return {task.next_act: task.due_on for task in mine if "Ombudsman" in task.next_act}

    def seen(day: date) -> set[str]:
        at = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
        return {
            one.what for one in night(on=day, by="night", at=at).noticed if one.what.startswith("enquiry")
        }

    assert due() == {
        "Answer the Ombudsman": date(2026, 9, 17),
        "Answer the Ombudsman’s public report": date(2027, 1, 1),
    }
    assert seen(date(2026, 9, 17)) == {"enquiry_chase_handler_on_the_day"}
    ombudsman.answer_ombudsman_enquiry(
        **of(case, answered_on=date(2026, 9, 17), enquiry=row.pk, answer="Here is why.")
    )
    assert set(due()) == {"Answer the Ombudsman’s public report"}
    assert seen(date(2026, 9, 21)) == set()
