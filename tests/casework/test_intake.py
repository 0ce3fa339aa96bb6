"""What reaches the council is put on record as it was said, acknowledged, told which procedure, and accepted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection, connections
from tests.casework.living import (
    DECIDED,
    DELAY,
    DUE,
    KAYLA,
    MALIK,
    OLD,
    RECEIVED,
    SAM,
    THE_CHILD,
    WHO,
    at_stage_1,
    council,
    fresh,
    received,
    said,
)

from heard.casework import audit, intake, intake_moving, looking
from heard.casework.intake_clocks import waiting_due_day
from heard.casework.intake_references import next_reference
from heard.casework.new_details import NewElement, NotInTheList
from heard.casework.parties import Somebody
from heard.casework.performing import NotNow
from heard.casework.points import Weighed
from heard.casework.running import running_clocks
from heard.casework.writing import writing
from heard.law.kinds import UnknownCode
from heard.law.procedure import PROCEDURE_OF_KIND, NotInTheChart
from heard.law.rulebook import NotInForce
from heard.ledger.models import Entry
from heard.people.models import Person, Term
from heard.representations.models import Decision, Element, Party, Representation, Stage

pytestmark = pytest.mark.django_db
WEIGHED = Weighed(True, "He was in hospital.", True, "The file and both workers are still here.")


@pytest.fixture(autouse=True)
def _council():
    council()


def acts_of(case: Representation) -> list[str]:
    return list(Entry.objects.filter(reference=case.reference).values_list("act", flat=True))


def test_a_representation_of_every_kind_can_be_received_and_stands_as_received():
    people = {"anonymous_report": ()}
    for kind in PROCEDURE_OF_KIND:
        label = "Duty matter: subject access" if kind == "duty_matter" else ""
        case = received(kind, people=people.get(kind, (MALIK,)), kind_label=label)

        assert case.state == "received", kind
        assert acts_of(case) == ["receive"]


def test_what_was_said_is_kept_word_for_word_with_who_said_it_for_whom():
    case = received(words="  it iz not FAIR \n", people=(KAYLA, MALIK, THE_CHILD), channel="Telephone")

    assert case.words == "  it iz not FAIR \n"
    assert case.channel.label == "Telephone"
    assert [(p.part, p.person.name) for p in Party.objects.order_by("pk")] == [
        ("complainant", "Kayla Thornbeck"),
        ("complainant", "Malik Thornbeck"),
        ("child", "Kayla Thornbeck"),
    ]
    assert Person.objects.filter(file_number="F-1042").exists()
    assert [one.words for one in Element.objects.all()] == [
        "Nobody rang back for six weeks.",
        "The worker shouted at my daughter.",
    ]


def test_references_count_up_within_the_year_and_are_the_systems_own():
    assert [received().reference, received().reference] == ["CR-2026-0001", "CR-2026-0002"]

    later = datetime(2027, 1, 4, 9, tzinfo=UTC)
    assert intake.receive(said=said(), by="amina", at=later).reference == "CR-2027-0001"


def test_the_number_after_9999_has_five_digits_and_the_next_counts_on():
    case = received()
    Representation.objects.filter(pk=case.pk).update(reference="CR-2026-9999")

    assert [received().reference, received().reference] == ["CR-2026-10000", "CR-2026-10001"]


def test_a_number_whose_case_was_erased_is_never_given_out_again():
    case = received()
    Representation.objects.filter(pk=case.pk).delete()

    assert received().reference == "CR-2026-0002"


def test_a_number_that_an_old_sheet_wrote_otherwise_is_no_hindrance():
    Representation.objects.filter(pk=received().pk).update(reference="CR-2026-7b")

    assert next_reference(2026) == "CR-2026-0002"


@pytest.mark.django_db(transaction=True)
def test_many_people_receiving_at_once_each_get_a_number_of_their_own():
    from concurrent.futures import ThreadPoolExecutor

    def one(_: int) -> str:
        try:
            return received(people=(MALIK,), points=()).reference
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(one, range(12)))

    assert sorted(given) == [f"CR-2026-{number:04d}" for number in range(1, 13)]
    assert connection.vendor in ("sqlite", "postgresql")


def test_nothing_can_be_received_on_a_day_that_has_not_come():
    with pytest.raises(NotNow, match="Monday 23 November 2026 has not come yet"):
        received(received_on=date(2026, 11, 23))

    assert not Representation.objects.exists()
    assert not Entry.objects.filter(act="receive").exists()


def test_just_after_midnight_in_summer_today_is_the_day_by_our_clocks():
    at = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)

    assert intake.receive(said=said(received_on=date(2026, 7, 1)), by="amina", at=at).received_on == date(
        2026, 7, 1
    )


def test_it_cannot_be_received_later_than_a_machine_shows():
    with pytest.raises(
        NotNow, match="by machine evidence it had reached the council on Monday 30 March 2026"
    ):
        received(machine_on=date(2026, 3, 30), machine="mail server")
    assert not Representation.objects.exists()

    case = received(machine_on=date(2026, 4, 1), machine="mail server")
    assert Decision.objects.get(representation=case).answer == "2026-04-01"


def test_without_the_guard_a_day_of_receipt_could_be_made_later(monkeypatch):
    from heard.casework import intake_receiving

    monkeypatch.setattr(intake_receiving, "refuse_after_the_machine", lambda *_: None)

    assert received(machine_on=date(2026, 3, 30), machine="mail server").received_on == RECEIVED


def test_a_machine_day_names_its_machine():
    with pytest.raises(NotNow, match="Say which machine"):
        received(machine_on=RECEIVED)


def test_before_the_regulations_there_is_no_chart():
    with pytest.raises(NotInForce, match="The earliest is from Friday 1 September 2006"):
        received(received_on=date(2006, 8, 31), points=())


@pytest.mark.parametrize(
    ("more", "why", "words"),
    [
        ({"words": " ", "points": ()}, NotNow, "Write what was said"),
        ({"people": (replace(MALIK, relation="uncle"),)}, UnknownCode, "There is no relation “uncle”"),
        ({"people": (replace(MALIK, name=" "),)}, NotNow, "Nobody without a name"),
        ({"people": (replace(MALIK, part="king"),)}, UnknownCode, "There is no part “king”"),
        ({"channel": "Pigeon"}, NotInTheList, "“Pigeon” is not among the council's channels"),
        ({"team": "Nowhere"}, NotInTheList, "not among the council's teams"),
        ({"natures": ("Weather",)}, NotInTheList, "not among the council's categories"),
        ({"points": (NewElement(" "),)}, NotNow, "Point 1 has no words"),
        ({"points": (NewElement("x", arose_on=date(2026, 4, 2)),)}, NotNow, "after it was made on"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_written(more, why, words):
    before = Entry.objects.count()

    with pytest.raises(why, match=words):
        received(**more)

    assert not Representation.objects.exists()
    assert not Person.objects.exists()
    assert Entry.objects.count() == before


def test_a_kind_there_is_none_of_is_refused_with_those_there_are():
    with pytest.raises(UnknownCode, match="There are: statutory_complaint"):
        received("grumble")


def test_a_duty_matter_has_a_type():
    with pytest.raises(NotNow, match="Choose one: Duty matter: subject access"):
        received("duty_matter")
    with pytest.raises(NotInTheList, match="“Chat” is no duty matter"):
        received("duty_matter", kind_label="Chat")

    assert received("duty_matter", kind_label="Duty matter: subject access").procedure == "none"


def test_a_request_for_another_worker_has_words_of_its_own_and_can_become_a_complaint():
    case = received("worker_change")
    again = received("worker_change")

    assert looking.kind_words(case) == "Request for another worker"
    assert case.kind_term == again.kind_term
    intake_moving.move_to_children_act(
        reference=case.reference,
        decided_on=RECEIVED,
        function="children_in_need",
        reason="She also complains of how she was treated.",
        decided_by="Amina",
        told_on=RECEIVED,
        **WHO,
    )
    assert looking.kind_words(fresh(case)) == "Statutory complaint"


def test_a_report_from_somebody_named_is_not_anonymous():
    with pytest.raises(NotNow, match="A report from Malik Thornbeck is not anonymous"):
        received("anonymous_report")


def test_a_concern_has_its_clock_from_receipt():
    case = received("concern")

    stage = Stage.objects.get(representation=case)
    assert (stage.stage, stage.started_on) == ("concern", RECEIVED)
    assert stage.due_on_hint is not None


def test_an_accepted_complaint_counts_from_receipt_and_not_from_acceptance():
    case = received()
    assert waiting_due_day(case) == DUE

    stage = intake.accept(reference=case.reference, decided_on=date(2026, 4, 15), **DECIDED, **WHO)

    assert (stage.started_on, stage.due_on_hint) == (RECEIVED, DUE)
    assert fresh(case).state == "stage_1"
    assert Decision.objects.get(about="eligibility").reason == "It is about a child in need."
    assert audit.verify().whole


def test_a_complaint_is_accepted_by_a_named_person_with_a_reason():
    case = received()

    for left_out, words in (("reason", "A decision says why"), ("decided_by", "A decision is a person's")):
        with pytest.raises(NotNow, match=words):
            intake.accept(reference=case.reference, decided_on=RECEIVED, **{**DECIDED, left_out: " "}, **WHO)

    assert fresh(case).state == "received"
    assert not Stage.objects.exists()


def test_a_late_point_is_taken_only_with_both_limbs_weighed_for_itself():
    case = received(points=(DELAY, OLD))
    accept = {"reference": case.reference, "decided_on": date(2026, 4, 2), **DECIDED, **WHO}

    with pytest.raises(
        NotNow, match="point 2 arose on Sunday 5 May 2024 and its year ended on Monday 5 May 2025"
    ):
        intake.accept(**accept)
    with pytest.raises(NotNow, match="One of the two reasons is missing"):
        intake.accept(**accept, late={2: replace(WEIGHED, why_considerable=" ")})
    assert not Stage.objects.exists()

    intake.accept(**accept, late={2: WEIGHED})
    taken = Decision.objects.get(about="time_limit")
    assert (taken.element.number, taken.answer) == (2, "taken_late")
    assert "Can still be considered effectively and fairly: yes." in taken.evidence


def test_somebody_on_no_list_waits_for_the_decision_on_interest():
    case = received(people=(SAM, THE_CHILD))

    with pytest.raises(NotNow, match="Sam Stranger is on no list in law"):
        intake.accept(reference=case.reference, decided_on=RECEIVED, **DECIDED, **WHO)


def test_a_complaint_of_nobody_known_asks_who_they_are_before_it_is_accepted():
    case = received(people=(THE_CHILD,))

    with pytest.raises(NotNow, match="Nobody has said who complains"):
        intake.accept(reference=case.reference, decided_on=RECEIVED, **DECIDED, **WHO)


def test_what_is_closed_to_an_act_says_what_may_be_done_instead():
    case = at_stage_1()

    with pytest.raises(NotInTheChart, match="Cannot accept: the complaint is at Stage 1. From here:"):
        intake.accept(reference=case.reference, decided_on=date(2026, 4, 3), **DECIDED, **WHO)


def test_an_acknowledgement_moves_no_statutory_day_and_is_kept_from_before_stage_1():
    case = received()
    intake.acknowledge(reference=case.reference, sent_on=date(2026, 4, 7), way="by letter", **WHO)

    stage = intake.accept(reference=case.reference, decided_on=date(2026, 4, 8), **DECIDED, **WHO)

    assert stage.acknowledged_on == date(2026, 4, 7)
    assert stage.due_on_hint == DUE


def test_a_corporate_answer_counts_from_the_acknowledgement():
    case = at_stage_1("corporate_complaint")
    assert Stage.objects.get().due_on_hint == date(2026, 4, 10)

    intake.acknowledge(reference=case.reference, sent_on=date(2026, 4, 10), way="by e-mail", **WHO)

    assert Stage.objects.get().due_on_hint == date(2026, 4, 24)


def test_an_acknowledgement_says_how():
    case = received()

    with pytest.raises(NotNow, match="This needs how it was acknowledged"):
        intake.acknowledge(reference=case.reference, sent_on=RECEIVED, way=" ", **WHO)
    assert not Decision.objects.exists()


def test_the_complainant_is_told_the_procedure_that_is_used_and_no_other():
    case = received()
    told = {"reference": case.reference, "told_on": RECEIVED, "why": "Part 3.", "decided_by": "Amina", **WHO}

    with pytest.raises(NotNow, match="goes by this: Children Act procedure. Tell them of that one"):
        intake.tell_procedure(**told, procedure="corporate")

    assert intake.tell_procedure(**told, procedure="children_act").told_on == RECEIVED


def test_who_complained_is_told_in_the_councils_own_words_for_a_foster_parent():
    with writing("test_lists", **WHO) as line:
        line.add(Term(list="complainant", label="Foster carer", means="foster_carer"))
    case = received(people=(Somebody("complainant", "Fay Oakes", "foster_parent"),))

    assert case.complainant_kind.label == "Foster carer"


def test_a_complaint_nobody_has_accepted_yet_shows_the_clock_that_runs_since_receipt():
    running = list(running_clocks(received(), date(2026, 4, 15)))

    assert [(one.name, one.due_on) for one in running] == [("children_act/stage_1/answer", date(2026, 4, 17))]
