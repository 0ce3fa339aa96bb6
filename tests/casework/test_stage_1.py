"""Stage 1: more time once and in time, waiting for an advocate, the answer, terms of resolution, and skipping it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.casework.living import DUE, LATEST, TOM, at_stage_1, council, fresh, received
from tests.casework.stages import (
    ANSWERED_1,
    BOTH_UPHELD,
    MIXED,
    acts_of,
    answered_1,
    label,
    more_time,
    of,
    somebody,
    stage_row,
)

from heard.casework import parties, stage_1
from heard.casework.appointments import NotThisPerson
from heard.casework.findings import Outcome, PointFound
from heard.casework.new_details import DoesNotFit, NewRemedy
from heard.casework.performing import NotNow
from heard.casework.promises import Agreed
from heard.casework.stage_days import clock_of_stage
from heard.law.procedure import NotInTheChart
from heard.ledger.models import Entry
from heard.outcomes.models import Action, Finding, Remedy
from heard.representations.models import Decision, Extension, Hold

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def there_is_a_council() -> None:
    council()


def answer(case, **more):
    facts = {
        "sent_on": ANSWERED_1,
        "manager": somebody("Tom Ashby"),
        "findings": MIXED,
        "tells_right_to_go_on": True,
    }
    return stage_1.answer_stage_1(**of(case, **{**facts, **more}))


def test_stage_1_is_extended_once_to_twenty_working_days_in_all():
    case = at_stage_1()

    stage_1.extend_stage_1(
        **of(case, decided_on=date(2026, 4, 15), more=more_time(LATEST, date(2026, 4, 16)))
    )

    row = Extension.objects.get()
    assert (row.extended_to, row.decided_by, row.was_agreed) == (LATEST, "Amina Odell", None)
    assert stage_row(case, "stage_1").due_on_hint == LATEST
    with pytest.raises(NotNow, match="extended once"):
        stage_1.extend_stage_1(
            **of(case, decided_on=date(2026, 4, 16), more=more_time(LATEST, date(2026, 4, 16)))
        )


def test_the_complainants_consent_to_more_time_is_recorded_and_not_required():
    case = at_stage_1()

    more = more_time(LATEST, date(2026, 4, 16), was_agreed=False)
    stage_1.extend_stage_1(**of(case, decided_on=date(2026, 4, 15), more=more))

    assert Extension.objects.get().was_agreed is False


@pytest.mark.parametrize(
    ("decided_on", "more", "says"),
    [
        (date(2026, 4, 15), more_time(LATEST, date(2026, 4, 16), reason=" "), "without a reason"),
        (date(2026, 4, 15), more_time(LATEST, None), "without telling the complainant"),
        (date(2026, 4, 15), more_time(LATEST, date(2026, 4, 14)), "Check the days"),
        (date(2026, 4, 15), more_time(LATEST, date(2027, 1, 4)), "Check the days"),
        (date(2026, 4, 15), replace(more_time(LATEST, date(2026, 4, 16)), decided_by=""), "Name who decided"),
        (
            date(2026, 4, 15),
            more_time(date(2026, 5, 5), date(2026, 4, 16)),
            "Friday 1 May 2026 at the latest",
        ),
        (date(2026, 4, 15), more_time(DUE, date(2026, 4, 16)), "cannot be extended to Friday 17 April 2026"),
    ],
)
def test_an_extension_without_what_makes_it_one_is_refused_and_nothing_is_written(decided_on, more, says):
    case = at_stage_1()
    before = Entry.objects.count()

    with pytest.raises(DoesNotFit, match=says):
        stage_1.extend_stage_1(**of(case, decided_on=decided_on, more=more))

    assert (Extension.objects.count(), Entry.objects.count()) == (0, before)


@pytest.mark.parametrize(
    ("decided_on", "told_on"),
    [(date(2026, 4, 20), date(2026, 4, 20)), (date(2026, 4, 17), date(2026, 4, 20))],
)
def test_more_time_decided_or_told_after_the_day_has_passed_is_none(decided_on, told_on):
    case = at_stage_1()

    with pytest.raises(NotNow, match="late and stays late"):
        stage_1.extend_stage_1(**of(case, decided_on=decided_on, more=more_time(LATEST, told_on)))

    assert not Extension.objects.exists()


def test_a_pause_for_an_advocate_stands_beside_the_count_and_moves_no_day():
    case = at_stage_1()

    pause = {"from_on": date(2026, 4, 7), "reason": "Kayla wants Ruth.", "told_on": date(2026, 4, 7)}
    stage_1.pause_for_advocate(**of(case, **pause))
    stage_1.end_advocate_pause(**of(case, until_on=date(2026, 4, 14)))

    clock = clock_of_stage(stage_row(case, "stage_1"))
    assert clock is not None
    assert clock.must_by == DUE
    assert (clock.used(DUE), clock.used_outside_holds(DUE)) == (10, 5)
    assert clock.state(date(2026, 4, 20)) == "overdue"


def test_a_pause_for_an_advocate_says_why_and_is_told_and_stands_once():
    case = at_stage_1()
    pause = {"from_on": date(2026, 4, 7), "reason": "Kayla wants Ruth.", "told_on": date(2026, 4, 7)}

    with pytest.raises(DoesNotFit, match="why and when the complainant was told"):
        stage_1.pause_for_advocate(**of(case, **{**pause, "told_on": None}))
    with pytest.raises(NotNow, match="does not wait"):
        stage_1.end_advocate_pause(**of(case, until_on=date(2026, 4, 14)))
    stage_1.pause_for_advocate(**of(case, **pause))
    with pytest.raises(DoesNotFit, match="already waits"):
        stage_1.pause_for_advocate(**of(case, **pause))
    with pytest.raises(DoesNotFit, match="cannot end before"):
        stage_1.end_advocate_pause(**of(case, until_on=date(2026, 4, 6)))


def test_the_answer_ends_the_pause_and_stops_the_clock():
    case = at_stage_1()
    pause = {"from_on": date(2026, 4, 7), "reason": "Kayla wants Ruth.", "told_on": date(2026, 4, 7)}
    stage_1.pause_for_advocate(**of(case, **pause))

    answer(case)

    assert Hold.objects.get().until_on == ANSWERED_1
    row = stage_row(case, "stage_1")
    assert (row.answered_on, row.due_on_hint, row.right_told_on) == (ANSWERED_1, None, ANSWERED_1)
    assert fresh(case).state == "stage_1_answered"


def test_the_answer_adds_up_what_was_found_on_each_point():
    case = answered_1(MIXED)

    found = Finding.objects.filter(element__representation=case).order_by("element__number")
    assert [(row.step, row.finding.label) for row in found] == [
        ("manager", "Upheld"),
        ("manager", "Not upheld"),
    ]
    row = stage_row(case, "stage_1")
    assert (row.outcome.label, row.manager.name) == ("Partly upheld", "Tom Ashby")


def test_another_outcome_than_the_points_add_up_to_needs_a_reason_which_is_kept():
    case = at_stage_1()

    with pytest.raises(DoesNotFit, match="add up to “Partly upheld”, not “Upheld”"):
        answer(case, outcome=Outcome("Upheld", " ", "Amina Odell"))
    assert fresh(case).state == "stage_1"
    answer(case, outcome=Outcome("Upheld", "The delay was the heart of it.", "Amina Odell"))

    kept = Decision.objects.get(about="outcome_stage_1")
    assert (kept.answer, kept.decided_by) == ("upheld", "Amina Odell")
    assert "Partly upheld" in kept.evidence


def test_an_answer_that_leaves_out_a_point_is_refused_and_names_it():
    case = at_stage_1()
    before = acts_of(case)

    with pytest.raises(DoesNotFit, match="nothing is found on point 2"):
        answer(case, findings=MIXED[:1])

    assert (acts_of(case), Finding.objects.count()) == (before, 0)


def test_an_answer_that_does_not_tell_how_to_go_on_is_refused():
    case = at_stage_1()

    with pytest.raises(DoesNotFit, match="must tell how to go on"):
        answer(case, tells_right_to_go_on=False)

    assert stage_row(case, "stage_1").answered_on is None


def test_an_open_finding_or_a_label_without_a_meaning_is_no_finding():
    case = at_stage_1()
    label("outcome", "Waiting", "open")
    label("outcome", "Purple")

    with pytest.raises(DoesNotFit, match="still open"):
        answer(case, findings=(MIXED[0], PointFound(2, "Waiting")))
    with pytest.raises(DoesNotFit, match="Nobody has said what “Purple” means"):
        answer(case, findings=(MIXED[0], PointFound(2, "Purple")))


def test_whoever_is_complained_about_does_not_answer():
    case = at_stage_1()
    parties.add_party(**of(case, day=date(2026, 4, 2), somebody=replace(TOM, person=somebody("Tom Ashby"))))

    with pytest.raises(NotThisPerson, match="Is complained about"):
        answer(case)

    assert fresh(case).state == "stage_1"


def test_what_is_put_right_and_what_will_be_done_are_kept_with_the_answer():
    case = at_stage_1()

    promised = Agreed("Ring back the same day.", somebody("Tom Ashby"), date(2026, 5, 29))
    answer(case, findings=BOTH_UPHELD, put_right=(NewRemedy("Apology", "In writing"),), actions=(promised,))

    assert Remedy.objects.get().words == "In writing"
    assert Action.objects.get().owner.name == "Tom Ashby"
    assert stage_row(case, "stage_1").with_action is True


def test_an_action_without_owner_or_day_stops_the_whole_answer():
    case = at_stage_1()

    with pytest.raises(DoesNotFit, match="has not an owner and a day"):
        answer(case, actions=(Agreed("Train the team.", None, None),))

    assert (Action.objects.count(), Finding.objects.count()) == (0, 0)


def test_stage_1_is_resolved_by_written_terms_and_no_right_ends_by_it():
    case = at_stage_1()
    facts = {"sent_on": ANSWERED_1, "manager": somebody("Tom Ashby")}

    with pytest.raises(DoesNotFit, match="written terms"):
        stage_1.resolve_stage_1(**of(case, terms=" ", **facts))
    stage_1.resolve_stage_1(**of(case, terms="A new worker from Monday.", **facts))

    assert fresh(case).state == "stage_1_resolved"
    assert stage_row(case, "stage_1").resolution_terms == "A new worker from Monday."


def test_stage_1_is_skipped_only_when_both_agree_and_stage_2_starts_that_day():
    case = at_stage_1()
    facts = {"agreed_on": date(2026, 4, 8), "reason": "It is about the manager.", "decided_by": "Amina Odell"}

    with pytest.raises(DoesNotFit, match="only by agreement"):
        stage_1.skip_stage_1(**of(case, complainant_said="", **facts))
    stage_1.skip_stage_1(**of(case, complainant_said="Yes, by telephone on 8 April.", **facts))

    first, second = stage_row(case, "stage_1"), stage_row(case, "stage_2")
    assert (first.ended_because, first.answered_on, first.due_on_hint) == ("skipped", None, None)
    assert (second.started_on, second.due_on_hint) == (date(2026, 4, 8), date(2026, 5, 14))
    assert fresh(case).state == "stage_2_statement"


def test_the_right_to_go_on_is_told_once_the_time_has_passed_and_nothing_starts_by_itself():
    case = at_stage_1()

    with pytest.raises(NotNow, match="runs until Friday 17 April 2026"):
        stage_1.tell_right_to_go_on(**of(case, told_on=DUE))
    stage_1.tell_right_to_go_on(**of(case, told_on=date(2026, 4, 20)))

    assert stage_row(case, "stage_1").right_told_on == date(2026, 4, 20)
    assert (fresh(case).state, fresh(case).stages.count()) == ("stage_1", 1)


def test_a_providers_answer_is_kept_and_the_councils_clock_runs_on():
    case = at_stage_1()

    with pytest.raises(NotNow, match="No provider has been asked"):
        stage_1.receive_provider_answer(**of(case, received_on=date(2026, 4, 9), words="We are sorry."))
    stage_1.pass_to_provider(**of(case, passed_on=date(2026, 4, 7), provider="Harbour Homes"))
    stage_1.receive_provider_answer(**of(case, received_on=date(2026, 4, 9), words="We are sorry."))

    assert case.provider_answers.get().words == "We are sorry."
    assert stage_row(case, "stage_1").due_on_hint == DUE
    assert fresh(case).state == "stage_1"


def test_an_answer_before_it_is_accepted_is_refused_with_what_may_be_done():
    case = received()

    with pytest.raises(NotInTheChart, match="Cannot answer at Stage 1: the complaint is received"):
        answer(case)
