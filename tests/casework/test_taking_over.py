"""A case brought in from a list lives on under the same chart: from its own facts, with nothing invented."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import living
from tests.casework.making import complaint, kept, stage

from heard.casework import details, going_on, stage_1, stage_2_statement, taking_over
from heard.casework.audit import verify
from heard.casework.comparing import compare
from heard.casework.findings import PointFound
from heard.casework.nightly import night
from heard.casework.performing import NotNow, chart_of
from heard.casework.story import story_of
from heard.casework.undoing import CannotUndo, undo_import
from heard.law.procedure import Act, NotInTheChart, State
from heard.ledger.models import Entry
from heard.representations.models import Element, Party, Representation, Stage

pytestmark = pytest.mark.django_db
ASKED = date(2026, 5, 6)
BY: dict = {**living.WHO, "reference": "C1"}
GO_ON: dict = {
    **BY,
    "decided_on": ASKED,
    "decided_by": "Amina Odell",
    "reason": "It was open when we came over.",
}


@pytest.fixture(autouse=True)
def there_is_a_council():
    living.council()


def brought_in(*stages, **more) -> Representation:
    kept(complaint(stages=stages, payments=(), **more))
    return Representation.objects.get(reference="C1")


def fresh() -> Representation:
    return Representation.objects.get(reference="C1")


OPEN_1, ANSWERED_1 = stage(), stage(answered_on=date(2026, 4, 20), outcome="Upheld")
OPEN_2 = stage("stage_2", "2026-05-05")
ANSWERED_2 = stage("stage_2", "2026-05-05", answered_on=date(2026, 6, 10))
OPEN_3 = stage("stage_3", "2026-07-01")


def test_an_answered_case_from_the_list_goes_to_stage_2_on_a_live_request():
    case = brought_in(ANSWERED_1)
    assert case.state == "history_closed"

    second = going_on.ask_for_stage_2(**BY, asked_on=ASKED, words="I am not happy with that.")

    assert (second.started_on, second.due_on_hint) == (ASKED, date(2026, 6, 11))
    assert (fresh().state, fresh().is_history) == ("stage_2_statement", True)
    assert verify().whole
    assert night(on=date(2026, 11, 22), by="night", at=living.NOW).faults == ()


def test_nothing_is_invented_about_it_on_the_way():
    brought_in(ANSWERED_1)
    before = Stage.objects.filter(stage="stage_1").values().get()
    going_on.ask_for_stage_2(**BY, asked_on=ASKED, words="I am not happy with that.")

    assert Stage.objects.filter(stage="stage_1").values().get() == before
    assert Party.objects.count() == 1
    assert Element.objects.count() == 0
    with pytest.raises(details.DoesNotFit, match="write down the points first"):
        stage_2_statement.draft_statement(**BY, sent_on=date(2026, 5, 11), wording={})


def test_its_story_says_what_came_from_the_list_and_what_was_done_here():
    brought_in(ANSWERED_1)
    going_on.ask_for_stage_2(**BY, asked_on=ASKED, words="I am not happy with that.")

    told = story_of(fresh(), today=date(2026, 11, 22))

    assert told.is_history
    assert {"Brought in from the council’s own list", "Went to Stage 2"} <= {one.what for one in told.events}


PLACES = (
    ((), Act.CONTINUE, State.RECEIVED),
    ((OPEN_1,), Act.CONTINUE_AT_STAGE_1, State.STAGE_1),
    ((ANSWERED_1,), Act.CONTINUE_AFTER_STAGE_1, State.STAGE_1_ANSWERED),
    ((ANSWERED_1, OPEN_2), Act.CONTINUE_AT_STAGE_2, State.STAGE_2_STATEMENT),
    ((ANSWERED_1, ANSWERED_2), Act.CONTINUE_AFTER_STAGE_2, State.STAGE_2_ANSWERED),
    ((ANSWERED_1, ANSWERED_2, OPEN_3), Act.CONTINUE_AT_STAGE_3, State.STAGE_3_ARRANGING),
)


@pytest.mark.parametrize(("stages", "act", "state"), PLACES, ids=lambda one: getattr(one, "value", ""))
def test_a_case_goes_on_from_where_its_own_facts_show_it_stands(stages, act, state):
    brought_in(*stages)

    taking_over.go_on_from_before(**{**GO_ON, "decided_on": date(2026, 11, 20)})

    assert fresh().state == state.value
    assert Entry.objects.order_by("sequence").last().act == act.value
    assert fresh().stages.count() == len(stages)
    assert night(on=date(2026, 11, 22), by="night", at=living.NOW).faults == ()


def test_its_clock_counts_from_the_day_on_record_and_what_is_late_is_late():
    brought_in(OPEN_1)

    taking_over.go_on_from_before(**GO_ON)

    assert Stage.objects.get().started_on == date(2026, 4, 1)
    assert Stage.objects.get().due_on_hint == date(2026, 4, 17)


def test_it_is_answered_here_once_its_points_are_written_down():
    brought_in(OPEN_1)
    taking_over.go_on_from_before(**GO_ON)
    details.record_elements("C1", [living.DELAY], by="amina", at=living.NOW)

    found = (PointFound(1, "Upheld", "Six weeks passed."),)
    tom = living.person(fresh())
    stage_1.answer_stage_1(
        **BY, sent_on=date(2026, 5, 7), manager=tom, findings=found, tells_right_to_go_on=True
    )

    assert fresh().state == "stage_1_answered"


def test_what_was_finally_answered_before_does_not_go_on():
    final = stage("stage_3", "2026-07-01", panel_met_on=date(2026, 8, 12), answered_on=date(2026, 9, 10))
    brought_in(ANSWERED_1, ANSWERED_2, final)

    with pytest.raises(NotNow, match="there is no stage to go on to"):
        taking_over.go_on_from_before(**{**GO_ON, "decided_on": date(2026, 11, 20)})


def test_a_panel_that_met_before_is_not_made_up():
    brought_in(ANSWERED_1, ANSWERED_2, stage("stage_3", "2026-07-01", panel_met_on=date(2026, 8, 12)))
    lines = Entry.objects.count()

    with pytest.raises(NotNow, match="without who sat or what they found"):
        taking_over.go_on_from_before(**{**GO_ON, "decided_on": date(2026, 11, 20)})

    assert Entry.objects.count() == lines


def test_a_live_case_does_not_go_on_from_before():
    case = living.at_stage_1()

    with pytest.raises(NotInTheChart):
        taking_over.go_on_from_before(**{**GO_ON, "reference": case.reference})


def test_a_concern_from_the_list_is_answered_here():
    kind = {"kind": "concern", "procedure": "none", "kind_label": ""}
    brought_in(stage("concern"), **kind)
    taking_over.go_on_from_before(**GO_ON)

    assert fresh().state == "received"
    assert chart_of(fresh()).name == "concern"


def test_a_case_worked_on_here_is_not_overwritten_by_the_list_nor_taken_back_with_it():
    brought_in(OPEN_1)
    taking_over.go_on_from_before(**GO_ON)

    later = complaint(stages=(ANSWERED_1,), payments=())

    assert [one.why for one in compare([later], list_kind="complaints").conflicts] == [
        "The case has been worked on in Heard since."
    ]
    with pytest.raises(CannotUndo, match="worked on since"):
        undo_import(1, by="amina", at=living.NOW)


def test_going_on_needs_a_person_and_a_reason():
    brought_in(OPEN_1)

    for lacking in ("reason", "decided_by"):
        with pytest.raises(NotNow, match="A decision"):
            taking_over.go_on_from_before(**{**GO_ON, lacking: " "})
    assert fresh().state == "history_open"
