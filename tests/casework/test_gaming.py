"""Each of the 25 ways to make a figure look better leaves a trace, and none moves a figure silently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.casework import making
from tests.casework.living import (
    DUE,
    NOW,
    OLD,
    WHO,
    at_stage_1,
    council,
    fresh,
    person,
    received,
)
from tests.casework.stages import answered_1, investigating, more_time

from heard.casework import endings, holds, holds_pausing, intake_moving, intake_refusing, linking, stage_1
from heard.casework.gaming import DETECTORS, MOVES, traces
from heard.casework.gaming_first import counted_twice, told_twice
from heard.casework.holds import Holding, Proceedings
from heard.casework.holidays import add_holiday
from heard.casework.intake_correcting import correct
from heard.casework.intake_refusing import PointRefused, Refusing
from heard.casework.performing import NotNow
from heard.casework.points import Weighed
from heard.casework.setting import set_value
from heard.casework.writing import writing
from heard.people.models import Team
from heard.representations.models import Extension, Hold, Letter, Posting, Representation, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY, LATER = date(2026, 4, 8), date(2026, 5, 4)
LETTER = {
    "decision": "We decided.",
    "reasons": "Because…",
    "ombudsman": "Local Government and Social Care Ombudsman, PO Box 4771, Coventry CV4 0EH",
    "proceedings": "Case 12",
    "resubmit": "You may ask again until a year after.",
    "right_to_go_on": "You may still ask for Stage 2.",
    "other_procedure": "It goes elsewhere.",
}
WEIGHED = Weighed(False, "He knew of it and was well.", False, "The records are destroyed.")
TOLD = {"decided_by": "Amina Odell", "decided_on": DAY, "reason": "It was weighed.", "told_on": DAY}


@pytest.fixture(autouse=True)
def office():
    """A council with its lists and two teams."""
    council()
    with writing("test_teams", by="amina", at=NOW) as line:
        line.add(Team(label="North team"))
        line.add(Team(label="South team"))


def mend(case: Representation, what: str, became: str) -> Representation:
    correct(
        reference=case.reference,
        corrected_on=LATER,
        what=what,
        became=became,
        why="Misrouted.",
        evidence="None to speak of.",
        **WHO,
    )
    return fresh(case)


def refuse(points: tuple, *refused: PointRefused) -> Representation:
    case = received(points=points)
    refusing = Refusing("It was weighed.", "Amina Odell", DAY, LETTER)
    intake_refusing.refuse(reference=case.reference, decided_on=DAY, refusing=refusing, points=refused, **WHO)
    return fresh(case)


# The 25 moves, each as somebody would make it: by an act of the office, through a list, or past the office.


def later_received() -> Representation:
    return mend(received(), "received_on", "2026-04-07")


def earlier_response() -> Representation:
    return mend(answered_1(sent_on=date(2026, 4, 24)), "stage_1/answered_on", "2026-04-17")


def false_letter_date() -> Representation:
    case = at_stage_1()
    with writing("test_letter", by="tom", at=NOW, reference=case.reference) as line:
        line.add(
            Letter(
                representation=case,
                kind="answer",
                audience="adult",
                title="Our answer",
                issued_on=DUE,
                issued_by="tom",
            )
        )
    return case


def unsent_response() -> Representation:
    return answered_1()


def later_start() -> Representation:
    return mend(at_stage_1(), "stage_1/started_on", "2026-04-13")


def statement_start() -> Representation:
    set_value(
        name="clock/children_act/stage_2/answer/counts_from",
        value="statement",
        begins_on=date(2026, 1, 1),
        **WHO,
    )
    return investigating()


def pause_for_records() -> Representation:
    case = at_stage_1()
    words = "I want to wait for my subject access request."
    holds_pausing.pause_as_asked(reference=case.reference, from_on=DAY, words=words, evidence="E-mail", **WHO)
    return case


def untold_pause() -> Representation:
    case = at_stage_1()
    with pytest.raises(Exception, match="told"):
        stage_1.pause_for_advocate(
            reference=case.reference, from_on=DAY, reason="She asked.", told_on=None, **WHO
        )
    with writing("test_pause", by="tom", at=NOW, reference=case.reference) as line:
        line.add(Hold(representation=case, basis="advocate", evidence="She asked.", from_on=DAY))
    return case


def late_extension() -> Representation:
    case = at_stage_1()
    with pytest.raises(NotNow, match="It is late and stays late"):
        stage_1.extend_stage_1(
            reference=case.reference,
            decided_on=date(2026, 4, 22),
            more=more_time(date(2026, 5, 1), date(2026, 4, 22)),
            **WHO,
        )
    extended_past_the_act(case, date(2026, 4, 22))
    return case


def extended_past_the_act(case: Representation, decided_on: date) -> None:
    """More time written by hand past the act that gives it: told to nobody, decided by nobody."""
    stage = Stage.objects.get(representation=case, stage="stage_1")
    facts = {"extended_to": date(2026, 5, 1), "reason": "Two teams.", "decided_on": decided_on}
    with writing("record_extension", reference=case.reference, done_on=decided_on, **WHO) as line:
        line.add(Extension(stage=stage, **facts))


def extension_with_nobody() -> Representation:
    case = at_stage_1()
    extended_past_the_act(case, DAY)
    return case


def a_later_list(**more) -> Representation:
    """A case of the council's own list, and a later version of that list that tells it otherwise."""
    making.kept(making.complaint("C1"))
    making.kept(replace(making.complaint("C1"), **more), at=making.LATER)
    return Representation.objects.get(reference="C1")


def relabelled_informal() -> Representation:
    return a_later_list(kind="concern")


def relabelled_corporate() -> Representation:
    case = at_stage_1()
    intake_moving.move_to_corporate(reference=case.reference, function="adult_services", **TOLD, **WHO)
    return fresh(case)


def split_off() -> Representation:
    case = at_stage_1()
    return linking.split(reference=case.reference, points=[2], kind="corporate_complaint", **TOLD, **WHO)


def joined() -> Representation:
    into, case = at_stage_1(), at_stage_1()
    linking.join(reference=case.reference, into=into.reference, **TOLD, **WHO)
    return fresh(case)


def closed_and_reopened() -> Representation:
    case = answered_1()
    endings.close(
        reference=case.reference,
        day=LATER,
        reason="All done.",
        decided_by="Amina Odell",
        ground="answered_and_filed",
        evidence={"actions_done": "All done."},
        letter=LETTER,
        **WHO,
    )
    endings.reopen(reference=case.reference, day=LATER, reason="A slip.", decided_by="Amina Odell", **WHO)
    return fresh(case)


def withdrawn_late() -> Representation:
    case = at_stage_1()
    endings.withdraw(
        reference=case.reference, said_on=DUE, way="oral", words="Leave it.", said_by=[person(case)], **WHO
    )
    return fresh(case)


def duplicate() -> Representation:
    return refuse(
        (OLD,), PointRefused(1, "heard_before", {"earlier_answer": "Answered at Stage 3 in 2023, in C-77."})
    )


def refused_out_of_time() -> Representation:
    return refuse((OLD,), PointRefused(1, "out_of_time", weighed=WEIGHED))


def held_whole() -> Representation:
    case = at_stage_1()
    holds.hold(
        reference=case.reference,
        from_on=DAY,
        proceedings=Proceedings("court", "Care proceedings, case 12", "Letter of the court"),
        prejudice={1: "The delay is an issue there.", 2: "The worker gives evidence there."},
        holding=Holding("Amina Odell", DAY, LETTER),
        **WHO,
    )
    return case


def holiday_added() -> Representation:
    case = at_stage_1("corporate_complaint")
    with writing("test_acknowledged", by="amina", at=NOW, reference=case.reference) as line:
        line.change(Stage.objects.get(), acknowledged_on=date(2026, 4, 2))
    add_holiday(day=date(2026, 4, 10), title="Closed for a move", source="Cabinet", **WHO)
    return case


def target_raised() -> Representation:
    case = at_stage_1("corporate_complaint")
    with writing("test_acknowledged", by="amina", at=NOW, reference=case.reference) as line:
        line.change(Stage.objects.get(), acknowledged_on=date(2026, 4, 2))
    set_value(name="clock/corporate/stage_1/answer/days", value="15", begins_on=date(2026, 1, 1), **WHO)
    return case


def team_changed() -> Representation:
    return mend(received(team="North team"), "team", "South team")


def excluded_kind() -> Representation:
    case = received()
    intake_moving.move_to_duty_matter(
        reference=case.reference, kind_label="Duty matter: subject access", **TOLD, **WHO
    )
    return fresh(case)


def clock_set_back() -> Representation:
    case = at_stage_1()
    with writing("test_act", by="tom", at=NOW - timedelta(days=3), reference=case.reference):
        pass
    return case


def changed_by_hand() -> Representation:
    case = at_stage_1()
    Stage.objects.filter(representation=case).update(started_on=date(2026, 4, 2))
    return case


SCRIPTS: dict[str, Callable[[], Representation]] = {
    one.__name__: one
    for one in (
        later_received,
        earlier_response,
        false_letter_date,
        unsent_response,
        later_start,
        statement_start,
        pause_for_records,
        untold_pause,
        late_extension,
        extension_with_nobody,
        relabelled_informal,
        relabelled_corporate,
        split_off,
        joined,
        closed_and_reopened,
        withdrawn_late,
        duplicate,
        refused_out_of_time,
        held_whole,
        holiday_added,
        target_raised,
        team_changed,
        excluded_kind,
        clock_set_back,
        changed_by_hand,
    )
}


def surfaced(case: Representation, **more) -> set[str]:
    return {one.move for one in traces(fresh(case), **more)}


def test_there_are_twenty_five_moves_and_each_has_a_script_and_a_detector():
    assert len(MOVES) == 25
    assert set(MOVES) == set(SCRIPTS) == set(DETECTORS)


@pytest.mark.parametrize("move", SCRIPTS)
def test_each_move_leaves_a_trace(move):
    assert move in surfaced(SCRIPTS[move]())


@pytest.mark.parametrize("move", SCRIPTS)
def test_with_its_detector_taken_away_the_move_is_not_seen(move):
    others = {name: detect for name, detect in DETECTORS.items() if name != move}

    assert move not in surfaced(SCRIPTS[move](), detectors=others)


@pytest.mark.parametrize("move", SCRIPTS)
def test_a_trace_says_when_and_what_in_a_sentence(move):
    for one in traces(fresh(SCRIPTS[move]())):
        assert one.what.endswith(".")
        assert one.what[0].isupper() or one.what[0] in "“0123456789"
        assert one.on >= date(2026, 1, 1)


@pytest.mark.parametrize(
    "honest", [received, at_stage_1, lambda: at_stage_1("corporate_complaint"), lambda: received("concern")]
)
def test_a_case_on_which_nothing_of_the_kind_was_done_has_no_trace(honest):
    assert traces(honest()) == []


def test_an_imported_case_has_no_trace_of_its_own():
    making.kept(making.complaint("C1"))

    assert traces(Representation.objects.get(reference="C1")) == []


def test_once_the_letter_is_sent_on_the_day_the_answer_has_no_trace_of_being_unsent():
    case = answered_1()
    with writing(
        "test_post", by="amina", at=datetime(2026, 4, 17, 9, tzinfo=UTC), reference=case.reference
    ) as line:
        letter = Letter(
            representation=case,
            stage=Stage.objects.get(),
            kind="answer",
            audience="adult",
            title="Our answer",
            issued_on=date(2026, 4, 17),
            issued_by="tom",
        )
        line.add(letter)
        line.add(Posting(letter=letter, way="post", sent_on=date(2026, 4, 17)))

    assert "unsent_response" not in surfaced(case)


def test_a_letter_sent_days_after_the_answer_counts_is_seen():
    case = answered_1()
    with writing(
        "test_post", by="amina", at=datetime(2026, 4, 17, 9, tzinfo=UTC), reference=case.reference
    ) as line:
        letter = Letter(
            representation=case,
            stage=Stage.objects.get(),
            kind="answer",
            audience="adult",
            title="Our answer",
            issued_on=date(2026, 4, 17),
            issued_by="tom",
        )
        line.add(letter)
        line.add(Posting(letter=letter, way="post", sent_on=date(2026, 4, 29)))

    assert any("29 April 2026" in one.what for one in traces(case) if one.move == "earlier_response")


def test_a_row_taken_out_by_hand_is_seen():
    case = at_stage_1()
    case.elements.filter(number=2).delete()

    assert any("taken out" in one.what for one in traces(case))


def test_a_row_put_in_by_hand_is_seen():
    case = at_stage_1()
    Hold.objects.create(representation=case, basis="complainant_asked", evidence="-", from_on=DAY)

    assert "changed_by_hand" in surfaced(case)


def test_points_that_another_case_took_over_are_no_trace_of_a_hand():
    joined()

    assert all("changed_by_hand" not in surfaced(case) for case in Representation.objects.all())


# As first recorded, beside as corrected


def test_a_correction_changes_the_figure_as_corrected_and_never_as_first_recorded():
    case = answered_1(sent_on=date(2026, 4, 24))
    before = counted_twice([case.reference])

    mend(case, "stage_1/answered_on", "2026-04-17")
    after = counted_twice([case.reference])

    assert before.first == before.now == {"late": 1}
    assert (after.first, after.now, after.corrections) == ({"late": 1}, {"in_time": 1}, 1)


def test_a_figure_known_before_a_correction_is_the_same_after_it():
    case = answered_1(sent_on=date(2026, 4, 24))
    mend(case, "stage_1/answered_on", "2026-04-17")

    known = list(told_twice([case.reference], known_at=NOW - timedelta(seconds=1)))
    known_since = list(told_twice([case.reference], known_at=NOW))

    assert [one.first for one in known] == ["late"]
    assert [one.first for one in known_since] == ["in_time"]


def test_corrections_by_a_later_list_are_taken_back_the_same_way():
    making.kept(making.complaint("C1"))
    earlier = making.stage(answered_on=date(2026, 4, 16), extension_recorded=True)
    making.kept(replace(making.complaint("C1"), stages=(earlier,)), at=making.LATER)

    one = next(told_twice(["C1"]))

    assert (one.first, one.now) == ("late", "in_time")
    assert one.corrections >= 1


def test_with_the_corrections_left_out_the_first_figure_would_move_silently(monkeypatch):
    case = answered_1(sent_on=date(2026, 4, 24))
    mend(case, "stage_1/answered_on", "2026-04-17")
    monkeypatch.setattr("heard.casework.gaming_first.as_first_recorded", lambda dates, _: dates)

    assert counted_twice([case.reference]).first == {"in_time": 1}
