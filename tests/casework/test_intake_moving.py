"""A case moves to the procedure it belongs in, either way; its true day of receipt stays, and what it was is kept."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import DUE, RECEIVED, SAM, THE_CHILD, WHO, at_stage_1, council, fresh, received

from heard.casework import audit, intake, intake_interest, intake_moving
from heard.casework.performing import NotNow
from heard.casework.writing import writing
from heard.law.procedure import NotInTheChart
from heard.ledger.models import Correction
from heard.representations.models import Decision, Stage

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 20)
WHY = {
    "decided_on": DAY,
    "function": "looked_after",
    "reason": "It is about a child in care.",
    "decided_by": "Amina Odell",
    "told_on": DAY,
}


@pytest.fixture(autouse=True)
def _council():
    council()


def test_a_corporate_complaint_found_to_be_statutory_counts_from_its_true_day_of_receipt():
    case = at_stage_1("corporate_complaint")
    with writing("test_late_start", by="amina", at=WHO["at"]) as line:
        line.change(Stage.objects.get(), started_on=date(2026, 4, 13))

    intake_moving.move_to_children_act(reference=case.reference, **WHY, **WHO)

    stage, moved = Stage.objects.get(), fresh(case)
    assert (moved.kind, moved.procedure, moved.state) == ("statutory_complaint", "children_act", "stage_1")
    assert (stage.started_on, stage.due_on_hint) == (RECEIVED, DUE)
    assert list(Correction.objects.order_by("pk").values_list("what", "was", "became")) == [
        ("kind", "corporate_complaint", "statutory_complaint"),
        ("stage_1/started_on", "2026-04-13", "2026-04-01"),
    ]
    assert Decision.objects.get(about="procedure").told_on == DAY
    assert audit.verify().whole


def test_a_statutory_complaint_found_to_be_corporate_goes_on_by_the_corporate_chart():
    case = at_stage_1()

    intake_moving.move_to_corporate(reference=case.reference, **WHY, **WHO)

    moved = fresh(case)
    assert (moved.kind, moved.procedure, moved.received_on) == ("corporate_complaint", "corporate", RECEIVED)
    with pytest.raises(NotInTheChart):
        intake_moving.move_to_corporate(reference=case.reference, **WHY, **WHO)
    intake_moving.move_to_children_act(reference=case.reference, **WHY, **WHO)
    assert Stage.objects.get().due_on_hint == DUE


def test_a_corporate_stage_2_answer_leaves_the_statutory_stage_2_still_owed_from_its_request():
    case = at_stage_1("corporate_complaint")
    with writing("test_answers", by="amina", at=WHO["at"]) as line:
        line.change(Stage.objects.get(), answered_on=date(2026, 4, 10))
        line.add(
            Stage(
                representation=case,
                stage="stage_2",
                started_on=date(2026, 4, 13),
                answered_on=date(2026, 4, 17),
            )
        )
        type(case).objects.filter(pk=case.pk).update(state="stage_2_answered")

    intake_moving.move_to_children_act(reference=case.reference, **WHY, **WHO)

    stage = Stage.objects.get(stage="stage_2")
    assert fresh(case).state == "stage_2_statement"
    assert (stage.answered_on, stage.started_on) == (None, date(2026, 4, 13))
    assert stage.due_on_hint == date(2026, 5, 19)
    assert Correction.objects.filter(what="stage_2/answered_on", was="2026-04-17", became="").exists()


def test_a_concern_that_is_a_complaint_after_all_is_one_stage_from_the_day_it_was_made():
    case = received("concern")
    intake_moving.move_to_children_act(reference=case.reference, **WHY, **WHO)
    assert fresh(case).state == "received"

    intake.accept(reference=case.reference, decided_on=DAY, reason="So it is.", decided_by="Amina", **WHO)

    stage = Stage.objects.get()
    assert (stage.stage, stage.started_on, stage.due_on_hint) == ("stage_1", RECEIVED, DUE)


def test_nobody_is_moved_without_being_told_and_a_reason():
    case = at_stage_1()
    with pytest.raises(NotNow, match="A decision says why"):
        intake_moving.move_to_corporate(reference=case.reference, **{**WHY, "reason": ""}, **WHO)
    with pytest.raises(NotNow, match="cannot have been told"):
        intake_moving.move_to_corporate(
            reference=case.reference, **{**WHY, "told_on": date(2026, 4, 19)}, **WHO
        )
    assert fresh(case).kind == "statutory_complaint"
    assert not Correction.objects.exists()


def test_a_request_for_a_service_is_a_duty_matter_of_a_type():
    case = received()
    facts = {"reference": case.reference, "decided_on": DAY, "reason": "It asks for a record.", **WHO}
    intake_moving.move_to_duty_matter(
        **facts, kind_label="Duty matter: subject access", decided_by="Amina", told_on=DAY
    )

    moved = fresh(case)
    assert (moved.kind, moved.procedure, moved.kind_term.label) == (
        "duty_matter",
        "none",
        "Duty matter: subject access",
    )


@pytest.mark.parametrize("kind", ["concern", "informal_complaint"])
def test_a_concern_taken_as_a_complaint_has_the_complaints_day_at_once(kind):
    case = received(kind)
    assert Stage.objects.get().due_on_hint == date(2026, 4, 10)

    intake_moving.move_to_children_act(reference=case.reference, **WHY, **WHO)

    stage = Stage.objects.get()
    assert (stage.stage, stage.started_on, stage.due_on_hint) == ("stage_1", RECEIVED, DUE)
    assert Correction.objects.filter(what="stage", became="stage_1").exists()
    assert audit.verify().whole


def test_a_concern_taken_as_a_corporate_complaint_is_acknowledged_first():
    case = received("concern")

    intake_moving.move_to_corporate(reference=case.reference, **WHY, **WHO)

    assert Stage.objects.get().due_on_hint == date(2026, 4, 10)
    intake.acknowledge(reference=case.reference, sent_on=DAY, way="letter", **WHO)
    assert Stage.objects.get().due_on_hint == date(2026, 5, 5)


def test_a_complaint_that_is_a_duty_matter_after_all_leaves_no_stage_open_and_may_be_one_again():
    case = received("concern")
    intake_moving.move_to_children_act(reference=case.reference, **WHY, **WHO)
    facts = {"reference": case.reference, "decided_on": DAY, "reason": "It asks for a record.", **WHO}
    intake_moving.move_to_duty_matter(
        **facts, kind_label="Duty matter: subject access", decided_by="Amina", told_on=DAY
    )
    stage = Stage.objects.get()
    assert (stage.ended_because, stage.due_on_hint) == ("moved_elsewhere", None)

    intake_moving.move_to_children_act(reference=case.reference, **WHY, **WHO)
    intake.accept(reference=case.reference, decided_on=DAY, reason="So it is.", decided_by="Amina", **WHO)

    stage = Stage.objects.get()
    assert (stage.started_on, stage.ended_on, stage.due_on_hint) == (RECEIVED, None, DUE)


def test_a_concern_taken_as_a_complaint_by_somebody_on_no_list_counts_from_the_decision_on_interest():
    case = received("concern", people=(SAM, THE_CHILD))
    intake_moving.move_to_children_act(reference=case.reference, **WHY, **WHO)
    said = {"reason": "She sees the child.", "decided_by": "Amina Odell"}

    intake_interest.ask_interest(reference=case.reference, asked_on=DAY, **said, **WHO)
    assert Stage.objects.get().due_on_hint is None
    intake_interest.accept_interest(
        reference=case.reference,
        decided_on=date(2026, 4, 22),
        childs_views="Yes.",
        told_on=None,
        **said,
        **WHO,
    )

    stage = Stage.objects.get()
    # Ten working days after 22 April 2026; 4 May is a bank holiday.
    assert (stage.started_on, stage.due_on_hint) == (date(2026, 4, 22), date(2026, 5, 7))
