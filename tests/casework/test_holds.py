"""Proceedings hold a case only by a decision for each point; taken up again it has a new clock and keeps its age."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.casework import stages
from tests.casework.living import DECIDED, DUE, RECEIVED, WHO, at_stage_1, council, fresh

from heard.casework import audit, holds, intake_correcting
from heard.casework.clocks import clocks_of_council
from heard.casework.extending import MoreTime
from heard.casework.holds import Holding, Proceedings
from heard.casework.intake_refusing import resubmit
from heard.casework.nightly_rechecking import faults_of
from heard.casework.performing import NotNow, performing
from heard.casework.redating_days import open_stages
from heard.casework.setting import set_value
from heard.casework.stage_1 import extend_stage_1
from heard.casework.stage_days import clock_of_stage
from heard.law.kinds import UnknownCode
from heard.law.procedure import Act
from heard.law.refusals import EvidenceMissing
from heard.ledger.models import Correction
from heard.representations.models import Decision, Element, Hold, Stage

pytestmark = pytest.mark.django_db
FROM, ASKED = date(2026, 4, 8), date(2026, 6, 1)
COURT = Proceedings("court", "Care proceedings, family court, case 12", "Letter of the court of 7 April")
LETTER = {
    "decision": "We hold your complaint.",
    "reasons": "Because…",
    "ombudsman": "Local Government and Social Care Ombudsman, PO Box 4771, Coventry CV4 0EH",
    "proceedings": "Case 12",
    "resubmit": "You may ask for it again, until one year after they end.",
}
HOLDING = Holding("Amina Odell", FROM, LETTER)
EACH = {1: "The delay is an issue in the case.", 2: "The worker gives evidence in the case."}


@pytest.fixture
def case():
    council()
    return at_stage_1()


def hold(case, prejudice=EACH, proceedings=COURT, holding=HOLDING):
    return holds.hold(
        reference=case.reference,
        from_on=FROM,
        proceedings=proceedings,
        prejudice=prejudice,
        holding=holding,
        **WHO,
    )


def hold_point(case, point=2, **more):
    facts = {"proceedings": COURT, "prejudice": EACH[2], "holding": HOLDING, **more}
    return holds.hold_point(reference=case.reference, from_on=FROM, point=point, **facts, **WHO)


def resume(case, **more):
    facts = {"asked_on": ASKED, "words": "The case is over. Please go on.", "told_on": ASKED, **more}
    return holds.resume(reference=case.reference, **facts, **WHO)


def test_the_whole_is_held_with_a_decision_for_each_point_and_its_clock_stops(case):
    row = hold(case)

    assert row.proceedings == "court proceedings: Care proceedings, family court, case 12"
    assert list(
        Decision.objects.filter(about="proceedings").values_list("element__number", "reason")
    ) == list(EACH.items())
    assert Stage.objects.get().due_on_hint is None
    assert audit.verify().whole


@pytest.mark.parametrize(
    ("prejudice", "why", "words"),
    [
        ({1: EACH[1]}, NotNow, "point 2 has none"),
        ({1: EACH[1], 2: " "}, NotNow, "point 2 has none"),
        ({}, NotNow, "Holding the whole needs a reason for each point"),
        (
            {1: "There is a court case.", 2: "There is a court CASE. "},
            NotNow,
            "The same words stand for every",
        ),
    ],
)
def test_a_court_case_by_itself_holds_nothing(case, prejudice, why, words):
    with pytest.raises(why, match=words):
        hold(case, prejudice)

    assert not Hold.objects.exists()
    assert not Decision.objects.filter(about="proceedings").exists()
    assert Stage.objects.get().due_on_hint == DUE


def test_without_the_guard_one_reason_would_hold_every_point(case, monkeypatch):
    monkeypatch.setattr(holds, "_refuse_default", lambda *_: None)

    assert hold(case, dict.fromkeys(EACH, "There is a court case.")).pk


def test_the_proceedings_are_named_and_of_a_kind_the_regulation_lists(case):
    with pytest.raises(EvidenceMissing, match="the proceedings by name and kind"):
        hold(case, proceedings=replace(COURT, named=" "))
    with pytest.raises(
        UnknownCode, match="no proceedings of the kind “planning”. There are: court, tribunal"
    ):
        hold(case, proceedings=replace(COURT, kind="planning"))
    with pytest.raises(EvidenceMissing, match="that it may be made again"):
        hold(case, holding=replace(HOLDING, letter={**LETTER, "resubmit": ""}))
    assert not Hold.objects.exists()


def test_while_it_is_held_it_is_not_considered_but_people_are_still_heard_and_told(case):
    hold(case)

    with (
        pytest.raises(NotNow, match="is held for proceedings since Wednesday 8 April 2026"),
        performing(Act.ANSWER_STAGE_1, reference=case.reference, day=ASKED, **WHO),
    ):
        pass
    for act in (Act.ATTEMPT_CONTACT, Act.EXPRESS_DISSATISFACTION, Act.OFFER_ADVOCACY, Act.LINK):
        with performing(act, reference=case.reference, day=ASKED, **WHO) as doing:
            assert doing.case.reference == case.reference


def test_taken_up_again_the_stage_has_a_new_clock_and_its_first_start_stays_on_record(case):
    hold(case)

    row = resume(case)

    stage = Stage.objects.get()
    assert (row.from_on, row.until_on) == (FROM, ASKED)
    assert (stage.started_on, stage.due_on_hint) == (ASKED, date(2026, 6, 15))
    assert fresh(case).received_on == RECEIVED
    kept = Correction.objects.get(what="stage_1/started_on")
    assert (kept.was, kept.became) == ("2026-04-01", "2026-06-01")


def test_nothing_is_taken_up_again_that_is_not_held_or_before_it_was(case):
    with pytest.raises(NotNow, match="is not held for proceedings"):
        resume(case)
    hold(case)
    with pytest.raises(NotNow, match="It began on Wednesday 8 April 2026"):
        resume(case, asked_on=date(2026, 4, 7), told_on=date(2026, 4, 7))
    with pytest.raises(NotNow, match="what the complainant said"):
        resume(case, words="")
    assert Hold.objects.get().until_on is None


def test_one_point_is_held_and_the_rest_goes_on_by_the_same_clock(case):
    hold_point(case)

    assert Stage.objects.get().due_on_hint == DUE
    assert holds.held_points(case) == {Element.objects.get(number=2).pk}
    with performing(Act.ANSWER_STAGE_1, reference=case.reference, day=ASKED, **WHO) as doing:
        assert doing.case.state == "stage_1"


def test_points_are_not_held_one_by_one_until_nothing_is_left(case):
    hold_point(case)

    with pytest.raises(NotNow, match="is held already"):
        hold_point(case)
    with pytest.raises(NotNow, match="That would hold every point"):
        hold_point(case, 1)
    with pytest.raises(NotNow, match="has no point 7"):
        hold_point(case, 7)
    assert Hold.objects.count() == 1


def test_a_point_taken_up_again_has_a_clock_of_its_own_from_the_day_of_asking(case):
    hold_point(case)
    point = Element.objects.get(number=2)
    assert holds.clock_of_point(point) is None

    told = {"words": "Now please.", "told_on": ASKED}
    holds.resume_point(reference=case.reference, asked_on=ASKED, point=2, **told, **WHO)

    clock = holds.clock_of_point(point)
    assert clock is not None
    assert (clock.started_on, clock.due_on) == (ASKED, date(2026, 6, 15))
    assert Stage.objects.get().started_on == RECEIVED
    with pytest.raises(NotNow, match="Point 2 of CR-2026-0001 is not held"):
        holds.resume_point(reference=case.reference, asked_on=ASKED, point=2, **told, **WHO)


def test_what_was_held_lapses_only_when_a_year_has_passed_since_the_proceedings_ended(case):
    hold(case)
    lapse = {"reference": case.reference, "ended_on": date(2026, 4, 30), "letter": LETTER, **DECIDED}
    soon = {"day": date(2026, 11, 2), "told_on": date(2026, 11, 2)}

    with pytest.raises(NotNow, match="may be asked for until Friday 30 April 2027 and does not lapse before"):
        holds.lapse(**lapse, **soon, **WHO)

    later = {"by": "amina", "at": WHO["at"].replace(year=2027)}
    with pytest.raises(EvidenceMissing, match="the name and address of the Local Government"):
        holds.lapse(**{**lapse, "letter": {}}, day=date(2027, 5, 1), told_on=date(2027, 5, 1), **later)
    holds.lapse(**lapse, day=date(2027, 5, 1), told_on=date(2027, 5, 1), **later)

    stage = Stage.objects.get()
    assert fresh(case).state == "lapsed"
    assert (stage.ended_because, stage.withdrawn_on) == ("lapsed", None)
    resubmit(reference=case.reference, asked_on=date(2027, 6, 1), words="I could not ask before.", **later)
    assert fresh(case).state == "received"


def test_a_correction_while_it_is_held_gives_it_no_due_day(case):
    hold(case)
    facts = {"corrected_on": ASKED, "why": "Misrouted.", "evidence": "Stamp."}
    intake_correcting.correct(
        reference=case.reference, what="received_on", became="2026-03-31", **facts, **WHO
    )

    assert Stage.objects.get().due_on_hint is None


def test_once_taken_up_again_a_stage_stands_held_no_more(case):
    hold(case)
    assert clock_of_stage(Stage.objects.get()).state(FROM) == "held"

    resume(case)

    clock = clock_of_stage(Stage.objects.get())
    assert (clock.state(ASKED), clock.state(date(2026, 6, 16))) == ("running", "overdue")
    assert not any("It was held" in reason for reason in clock.why())


def goes_by_statement() -> None:
    name = "clock/children_act/stage_2/answer/counts_from"
    set_value(name=name, value="statement", begins_on=date(2026, 1, 1), **WHO)


def test_a_stage_2_counted_from_its_statement_counts_from_the_day_it_was_taken_up_again():
    council()
    goes_by_statement()
    case = stages.investigating()
    day = date(2026, 5, 18)
    from_then = {
        "from_on": day,
        "holding": replace(HOLDING, told_on=day),
        "prejudice": EACH,
        "proceedings": COURT,
    }
    holds.hold(reference=case.reference, **from_then, **WHO)

    resume(case)

    stage = Stage.objects.get(stage="stage_2")
    # Twenty-five working days after 1 June 2026, not after the statement of 15 May.
    assert (stage.started_on, stage.due_on_hint) == (ASKED, date(2026, 7, 6))
    assert clock_of_stage(stage).state(date(2026, 7, 6)) == "running"
    assert not list(faults_of([fresh(case)], {}, clocks_of_council(), {}))[1:]


def test_more_time_given_before_it_was_held_went_with_the_old_clock(case):
    more = MoreTime(date(2026, 5, 1), "Two witnesses are away.", "Amina Odell", date(2026, 4, 7))
    extend_stage_1(reference=case.reference, decided_on=date(2026, 4, 7), more=more, **WHO)
    hold(case)
    resume(case, asked_on=date(2026, 4, 13), told_on=date(2026, 4, 13))

    stage = Stage.objects.get()

    # Ten working days after 13 April 2026. The first of May was the old clock's last day.
    assert (stage.due_on_hint, clock_of_stage(stage).must_by) == (date(2026, 4, 27), date(2026, 4, 27))
    assert [one.dates.extended_to for one in open_stages()] == [None]
