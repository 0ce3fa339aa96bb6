"""The night notices each thing once, chases who must act, and names every case that is not as law and facts make it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import stages
from tests.casework.making import LATER, complaint, council, kept, stage

from heard.casework import audit, nightly_ladder
from heard.casework.endings import reinstate, withdraw
from heard.casework.intake_clocks import waiting_due_day
from heard.casework.intake_moving import move_to_children_act
from heard.casework.intake_receiving import Said, receive
from heard.casework.nightly import night
from heard.casework.nightly_ladder import CHASERS, QUIET, NotALadder, Rung, read_ladder, set_night
from heard.casework.other_kinds import answer
from heard.casework.parties import Somebody
from heard.casework.writing import writing
from heard.ledger.models import Entry
from heard.outcomes.models import Action, Remedy
from heard.people.models import Person, Term
from heard.representations.models import (
    Decision,
    Extension,
    Hold,
    Notice,
    OmbudsmanCase,
    OmbudsmanRecommendation,
    Party,
    Representation,
    Stage,
)

pytestmark = pytest.mark.django_db
# Easter: 3 and 6 April 2026 are bank holidays. Stage 1 of 1 April 2026 is due on Friday the 17th.
RECEIVED, DUE = "2026-04-01", date(2026, 4, 17)
BEGAN = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def office():
    """A council with nothing in it yet."""
    council()


def on(day: date):
    return night(on=day, by="night", at=datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC))


def open_case(
    reference: str = "C1", code: str = "stage_1", started: str = RECEIVED, **more
) -> Representation:
    kept(complaint(reference, received=started, stages=(stage(code, started),), **more), at=BEGAN)
    return Representation.objects.get(reference=reference)


def whats(done) -> set[str]:
    return {one.what for one in done.noticed}


# Colours turn once


def test_nothing_is_noticed_while_there_is_time():
    open_case()

    assert on(date(2026, 4, 10)).noticed == ()


@pytest.mark.parametrize(
    ("day", "colour"),
    [(date(2026, 4, 14), "soon"), (DUE, "today"), (date(2026, 4, 18), "late"), (date(2026, 5, 29), "late")],
)
def test_a_colour_turns_on_its_day(day, colour):
    open_case()

    assert {what for what in whats(on(day)) if what.startswith("turned")} == {f"turned_{colour}"}


def test_a_night_done_twice_writes_nothing_the_second_time():
    open_case()
    first = on(DUE)
    entries, notices = Entry.objects.count(), Notice.objects.count()

    second = on(DUE)

    assert first.noticed
    assert second.noticed == ()
    assert (Entry.objects.count(), Notice.objects.count()) == (entries, notices)


def test_each_colour_is_noticed_once_over_many_nights():
    open_case()
    for days in range(40):
        on(date(2026, 4, 1) + timedelta(days=days))

    assert sorted(Notice.objects.filter(what__startswith="turned").values_list("what", flat=True)) == [
        "turned_late",
        "turned_soon",
        "turned_today",
    ]


def test_more_time_lets_the_colours_turn_again_for_the_new_day():
    open_case()
    on(DUE)
    with writing("test_more_time", by="amina", at=LATER) as line:
        row = Stage.objects.get()
        line.add(Extension(stage=row, extended_to=date(2026, 5, 1), reason="Two teams."))
        line.change(row, due_on_hint=date(2026, 5, 1))

    assert "turned_today" in whats(on(date(2026, 5, 1)))


def test_what_is_answered_or_withdrawn_or_ended_is_left_alone():
    kept(complaint("C1"), complaint("C2", stages=(stage(withdrawn_on=date(2026, 4, 3)),)), at=BEGAN)

    assert on(date(2026, 9, 1)).noticed == ()


def test_every_notice_stands_under_a_line_of_the_ledger():
    open_case()
    on(date(2026, 5, 29))

    assert audit.verify().whole


# Chasers


def test_the_handler_is_reminded_before_and_on_the_day_then_the_manager_then_the_director():
    open_case()
    told = {}
    for days in range(40):
        day = date(2026, 4, 10) + timedelta(days=days)
        told |= {one.what: (day, one.for_role) for one in on(day).noticed if one.what.startswith("chase")}

    assert told == {
        "chase_handler_3_before": (date(2026, 4, 14), "handler"),
        "chase_handler_on_the_day": (DUE, "handler"),
        "chase_manager_1_after": (date(2026, 4, 20), "manager"),
        "chase_director_5_after": (date(2026, 4, 24), "director"),
    }


def test_a_night_that_was_missed_is_made_up_and_what_is_past_is_not_announced_as_coming():
    open_case()

    found = whats(on(date(2026, 4, 30)))

    assert {"chase_manager_1_after", "chase_director_5_after", "turned_late"} <= found
    assert not {"chase_handler_3_before", "chase_handler_on_the_day", "turned_soon"} & found


def test_a_council_sets_its_own_ladder_from_a_day_on():
    open_case()
    set_night(name=CHASERS, value="-5 handler, 2 director", begins_on=date(2026, 4, 1), by="amina", at=BEGAN)

    assert whats(on(date(2026, 4, 10))) == {"chase_handler_5_before"}


@pytest.mark.parametrize("said", ["3 days manager", "1 mayor", "", "1 manager, 1 manager", "1manager"])
def test_what_is_no_ladder_is_refused_in_words_that_show_one(said):
    with pytest.raises(NotALadder, match="-3 handler, 0 handler, 1 manager, 5 director"):
        read_ladder(said)


def test_a_ladder_is_read_in_the_order_of_its_days():
    assert read_ladder("5 director,-3 handler") == (Rung(-3, "handler"), Rung(5, "director"))


@pytest.mark.parametrize("said", ["0", "ten", "-1", "999"])
def test_quiet_days_must_be_a_sensible_number(said):
    with pytest.raises(NotALadder, match="working days"):
        set_night(name=QUIET, value=said, begins_on=date(2026, 4, 1), by="amina", at=BEGAN)


def test_an_unknown_setting_of_the_night_is_refused():
    with pytest.raises(NotALadder, match="night/chasers, night/quiet_days"):
        set_night(name="night/moon", value="1", begins_on=date(2026, 4, 1), by="amina", at=BEGAN)


def test_agreed_actions_and_reviews_are_chased_too():
    case = open_case()
    with writing("test_promises", by="amina", at=BEGAN) as line:
        owner = Person(name="Tom Ashby")
        line.add(owner)
        line.add(
            Action(
                representation=case,
                words="Visit weekly.",
                owner=owner,
                agreed_on=date(2026, 4, 2),
                due_on=date(2026, 4, 9),
            )
        )
        line.add(
            Decision(
                representation=case,
                about="limit",
                answer="limited",
                reason="Calls by night.",
                decided_by="Amina",
                decided_on=date(2026, 4, 1),
                review_on=date(2026, 4, 9),
            )
        )

    assert whats(on(date(2026, 4, 9))) == {
        "action_chase_owner_on_the_day",
        "action_chase_handler_on_the_day",
        "review_chase_handler_on_the_day",
    }
    assert whats(on(date(2026, 4, 9))) == set()


def test_what_is_late_of_every_kind_reaches_owner_officer_manager_head_of_service_and_director():
    case = open_case()
    with writing("test_promises", by="amina", at=BEGAN) as line:
        owner, kind = Person(name="Tom Ashby"), Term(list="remedy", label="Apology in person")
        file = OmbudsmanCase(reference="26 1", about=case, received_on=date(2026, 4, 1))
        line.add(owner)
        line.add(kind)
        line.add(file)
        due = {"words": "Visit weekly.", "due_on": date(2026, 4, 9)}
        line.add(Action(representation=case, owner=owner, agreed_on=date(2026, 4, 2), **due))
        line.add(Remedy(representation=case, kind=kind, **due))
        line.add(OmbudsmanRecommendation(case=file, **due))

    on(date(2026, 4, 8))
    on(date(2026, 4, 9))
    on(date(2026, 4, 24))
    for what in ("action", "remedy", "ombudsman"):
        rows = Notice.objects.filter(representation=case, what__startswith=f"{what}_chase_")
        assert set(rows.values_list("for_role", flat=True)) == {
            "owner", "handler", "manager", "head_of_service", "director",
        }, what  # fmt: skip


# Held, silent, and the right to go on


def hold(case: Representation, until: date | None = None) -> None:
    with writing("test_hold", by="amina", at=BEGAN) as line:
        line.add(
            Hold(
                representation=case,
                basis="proceedings",
                proceedings="Care proceedings",
                prejudice="The same facts are before the court.",
                from_on=date(2026, 4, 8),
                until_on=until,
            )
        )


def test_nobody_is_chased_while_the_whole_is_held_for_proceedings():
    hold(open_case())

    assert on(date(2026, 6, 1)).noticed == ()


def test_without_the_hold_the_same_case_is_chased():
    open_case()

    assert on(date(2026, 6, 1)).noticed


def test_a_statement_not_agreed_by_day_ten_is_named():
    open_case(code="stage_2")

    assert "statement_not_agreed" not in whats(on(date(2026, 4, 16)))
    assert "statement_not_agreed" in whats(on(DUE))


def test_a_statement_agreed_is_not_named():
    kept(complaint(stages=(stage("stage_2", statement_agreed_on=date(2026, 4, 8)),)), at=BEGAN)

    assert "statement_not_agreed" not in whats(on(DUE))


def test_a_stage_1_expired_without_an_answer_names_the_right_to_go_on_and_starts_nothing():
    case = open_case()

    assert "right_to_go_on" not in whats(on(DUE))
    assert "right_to_go_on" in whats(on(date(2026, 4, 18)))
    assert list(case.stages.values_list("stage", flat=True)) == ["stage_1"]
    case.refresh_from_db()
    assert case.state == "history_open"


def test_a_right_that_was_told_is_not_named_again():
    open_case()
    with writing("test_told", by="amina", at=BEGAN) as line:
        line.change(Stage.objects.get(), right_told_on=date(2026, 4, 17))

    assert "right_to_go_on" not in whats(on(date(2026, 4, 18)))


def test_a_case_on_which_nothing_was_done_for_ten_working_days_is_named_once_for_each_silence():
    open_case()
    quiet = [day for day in (date(2026, 4, 16), DUE, date(2026, 4, 20)) if "no_act" in whats(on(day))]
    with writing("test_act", by="amina", at=datetime(2026, 4, 21, 9, tzinfo=UTC), reference="C1"):
        pass

    assert quiet == [DUE]
    assert "no_act" not in whats(on(date(2026, 5, 1)))
    assert "no_act" in whats(on(date(2026, 5, 6)))


def test_the_quiet_days_are_the_councils_to_set():
    open_case()
    set_night(name=QUIET, value="3", begins_on=date(2026, 4, 1), by="amina", at=BEGAN)

    assert "no_act" in whats(on(date(2026, 4, 8)))


def test_once_stage_2_is_on_record_nobody_is_chased_for_stage_1():
    kept(complaint(stages=(stage(), stage("stage_2", "2026-05-05"))), at=BEGAN)

    found = on(date(2026, 5, 20)).noticed

    assert {one.clock for one in found if one.clock} == {"children_act/stage_2/statement"}


# Worked out again


def test_a_sound_office_has_no_faults():
    kept(complaint("C1"), at=BEGAN)
    open_case("C2")

    done = on(DUE)

    assert (done.is_sound, done.cases) == (True, 1)


def test_a_day_kept_for_finding_that_was_moved_by_hand_is_a_fault():
    open_case()
    Stage.objects.update(due_on_hint=date(2026, 4, 30))

    faults = on(DUE).faults

    assert [(one.reference, one.what) for one in faults] == [("C1", "due_on_hint")]
    assert "30 April 2026, by law it is Friday 17 April 2026" in faults[0].why


def test_a_state_moved_by_hand_is_a_fault_even_where_it_hides_the_case():
    open_case()
    Representation.objects.update(state="history_closed")

    faults = on(DUE).faults

    assert [(one.reference, one.what) for one in faults] == [("C1", "state")]
    assert "on record from before, open" in faults[0].why


def test_a_state_to_which_no_act_led_is_a_fault():
    open_case()
    Representation.objects.update(state="stage_1")

    assert "its acts in the ledger lead to" in on(DUE).faults[0].why


def test_with_the_second_reckoning_off_a_state_moved_by_hand_is_not_seen(monkeypatch):
    open_case()
    Representation.objects.update(state="stage_1")
    monkeypatch.setattr("heard.casework.nightly.faults_of", lambda *_: iter(()))

    assert on(DUE).faults == ()


# At size


def test_the_night_asks_as_often_for_many_cases_as_for_one():
    def questions(day: date) -> int:
        with CaptureQueriesContext(connection) as asked:
            on(day)
        return sum(query["sql"].startswith("SELECT") for query in asked)

    open_case("C0")
    for_one = questions(date(2026, 4, 30))
    kept(*(complaint(f"D{n}", stages=(stage(),)) for n in range(120)), at=BEGAN)

    assert questions(date(2026, 4, 30)) <= for_one


def test_the_usual_ladder_can_be_read():
    assert len(read_ladder(nightly_ladder.DEFAULTS[CHASERS])) == 4


# What was received and nobody has accepted yet


def received(kind: str = "statutory_complaint", **more) -> Representation:
    said = Said(kind=kind, received_on=date(2026, 4, 1), words="Nobody came for three weeks.", **more)
    return receive(said=said, by="amina", at=BEGAN)


def test_a_complaint_that_nobody_has_accepted_is_chased_since_its_receipt():
    case = received()

    found = on(DUE).noticed

    assert ("turned_today", None, "children_act/stage_1/answer") in {
        (one.what, one.stage, one.clock) for one in found if one.reference == case.reference
    }
    assert on(DUE).noticed == ()


def test_a_complaint_refused_is_chased_no_more():
    case = received()
    with writing("test_refused", by="amina", at=BEGAN, reference=case.reference):
        pass
    Representation.objects.update(state="refused")

    assert on(DUE).noticed == ()


def test_what_was_received_by_the_acts_stands_as_its_acts_say():
    received()
    received("concern")
    received("compliment")

    assert on(date(2026, 4, 2)).is_sound


def test_a_case_led_through_three_stages_by_the_acts_is_sound_at_every_night():
    for label, means in (
        ("Upheld", "upheld"),
        ("Partly upheld", "partly_upheld"),
        ("Not upheld", "not_upheld"),
    ):
        with writing("test_lists", by="amina", at=BEGAN) as line:
            line.add(Term(list="outcome", label=label, means=means))
    case = stages.recommended()

    done = on(date(2026, 11, 24))

    assert (done.faults, done.waiting) == ((), ())
    late = {
        one.clock for one in done.noticed if one.what == "turned_late" and one.reference == case.reference
    }
    assert late == {"children_act/stage_3/response"}


def test_something_informal_that_nobody_has_answered_is_chased_by_the_days_of_a_concern():
    received("informal_complaint")

    # Five working days after 1 April 2026, with Good Friday and Easter Monday between.
    found = {(one.what, one.clock) for one in on(date(2026, 4, 10)).noticed}

    assert ("turned_today", "concern/answer") in found


def test_something_informal_brought_in_from_before_has_no_number_of_days():
    open_case(code="informal", kind="informal_complaint", procedure="none")

    done = on(date(2026, 5, 29))

    assert not {one.what for one in done.noticed if one.clock}
    assert done.is_sound


def moved_to_a_complaint(case: Representation, day: date = date(2026, 4, 2)) -> None:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    facts = {
        "function": "looked_after",
        "reason": "It is a complaint.",
        "decided_by": "Amina",
        "told_on": day,
    }
    move_to_children_act(reference=case.reference, decided_on=day, by="amina", at=at, **facts)


@pytest.mark.parametrize("kind", ["concern", "informal_complaint"])
def test_one_taken_as_a_complaint_is_chased_by_stage_1_and_by_nothing_sooner(kind):
    moved_to_a_complaint(received(kind))

    assert not {one for one in on(date(2026, 4, 10)).noticed if one.clock and "acknowledge" not in one.clock}
    done = on(DUE)
    assert {one.clock for one in done.noticed if one.clock} == {"children_act/stage_1/answer"}
    assert done.is_sound


def test_a_concern_answered_and_then_taken_as_a_complaint_is_chased_too():
    case = received("concern")
    answer(
        reference=case.reference,
        sent_on=date(2026, 4, 1),
        words="We rang.",
        answered_by="Tom",
        by="amina",
        at=BEGAN,
    )
    moved_to_a_complaint(case)

    assert "children_act/stage_1/answer" in {one.clock for one in on(DUE).noticed}


def test_what_was_withdrawn_and_reinstated_is_chased_from_the_day_it_was_asked_for_again():
    people = (Somebody("complainant", "Malik Thornbeck", "parent"),)
    case = received(people=people)
    at, who = datetime(2026, 4, 10, 12, tzinfo=UTC), {"reference": case.reference, "by": "amina"}
    said_by = list(Party.objects.filter(representation=case).values_list("person_id", flat=True))
    withdraw(**who, at=at, said_on=date(2026, 4, 7), way="oral", words="Leave it.", said_by=said_by)
    reinstate(**who, at=at, asked_on=date(2026, 4, 10), words="I do want it.", told_on=date(2026, 4, 10))

    assert not {one for one in on(DUE).noticed if one.clock}
    # Ten working days after 10 April 2026.
    assert "turned_today" in whats(on(date(2026, 4, 24)))


def test_what_was_held_before_it_was_accepted_counts_from_the_day_it_was_taken_up_again():
    case = received()
    with writing("test_resumed", by="amina", at=BEGAN, reference=case.reference) as line:
        facts = {"about": "proceedings", "answer": "taken_up_again", "reason": "Over.", "decided_by": "Amina"}
        line.add(Decision(representation=case, decided_on=date(2026, 4, 10), **facts))

    assert not {one for one in on(DUE).noticed if one.clock}
    assert "turned_today" in whats(on(date(2026, 4, 24)))
    assert waiting_due_day(case) == date(2026, 4, 24)
