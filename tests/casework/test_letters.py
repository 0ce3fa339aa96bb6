"""Every act that must tell somebody writes a letter: its facts looked up, its day today, and kept as issued."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.casework.letter_cases import AT, REFERENCE, TODAY, add, day, doing, living_case, reach, somebody

from heard.casework.audit import verify
from heard.casework.letters import (
    CannotTell,
    LetterOfAnotherDay,
    MissingField,
    NoSuchWording,
    NotOnThisCase,
    SentElsewhere,
    UnknownField,
    plain_text,
    verify_letters,
)
from heard.casework.letters.unchecked import tell
from heard.casework.performing import performing
from heard.law.procedure import Act, State
from heard.people.models import Person
from heard.representations.models import Extension, Letter, Posting, Stage

pytestmark = pytest.mark.django_db


def test_an_acknowledgement_names_the_points_the_day_and_the_last_day_for_the_answer():
    living_case()
    with doing() as act:
        letter = tell(act, "acknowledgement")
    words = plain_text(letter.body)

    assert letter.issued_on == TODAY
    assert words.startswith("We have your complaint\nTuesday 24 November 2026\nOur reference: CR-2026-0142")
    assert "Dear Malik Thornbeck" in words
    assert "You moved Kayla with no notice" in words
    assert "We will send you our answer by Friday 4 December 2026." in words
    assert "The latest date is Friday 18 December 2026." in words


def test_a_letter_to_a_child_uses_the_words_for_a_child_and_offers_an_advocate_as_theirs():
    living_case()
    with doing() as act:
        letter = tell(act, "acknowledgement", to=somebody("Kayla"))
    words = plain_text(letter.body)

    assert letter.audience == "child"
    assert "Dear Kayla" in words
    assert "You will not get into trouble for telling us." in words
    assert "You can have an advocate." in words


def test_an_advocate_is_told_of_to_a_parent_but_never_as_the_parents_right():
    living_case()
    with doing() as act:
        to_malik = plain_text(tell(act, "advocacy_offer").body)
        to_kayla = plain_text(tell(act, "advocacy_offer", to=somebody("Kayla"), audience="adult").body)

    assert "You have a right to an advocate" not in to_malik
    assert "A child can have an advocate" in to_malik
    assert "You have a right to an advocate" in to_kayla


def test_the_last_day_to_ask_for_a_panel_counts_from_when_the_letter_is_expected():
    case = living_case(State.STAGE_2_ANSWERED)
    add(Stage(representation=case, stage="stage_2", started_on=day("2026-11-23")))
    reach(somebody("Malik"), "post", safe=True)
    with doing() as act:
        words = plain_text(
            tell(act, "stage_1_answer", answer="We agree. I am sorry.\n\nWe sent the plan late.").body
        )

    assert "It helps if you ask by Thursday 24 December 2026, but you can ask later." in words
    assert "We agree. I am sorry.\nWe sent the plan late." in words


def test_an_extension_is_looked_up_and_cannot_be_typed():
    living_case()
    stage = Stage.objects.get()
    add(Extension(stage=stage, extended_to=day("2026-12-18"), reason="Two workers are still to be seen."))
    with doing() as act:
        words = plain_text(tell(act, "stage_1_extended").body)
        with pytest.raises(UnknownField, match="extended_to"):
            tell(act, "stage_1_extended", extended_to="18 December")

    assert (
        "We said we would answer by Friday 4 December 2026. We need until Friday 18 December 2026." in words
    )
    assert "Two workers are still to be seen." in words


def test_a_missing_field_is_refused_by_name_and_nothing_is_written():
    living_case()
    with pytest.raises(MissingField, match="needs “answer”"), doing() as act:
        tell(act, "stage_1_answer")

    assert not Letter.objects.exists()


def test_a_day_given_as_words_is_refused():
    living_case()
    with doing() as act, pytest.raises(CannotTell, match="withdrawn_on as date"):
        tell(act, "withdrawal_confirmed", withdrawn_on="24 November 2026")


def test_what_staff_write_is_put_in_as_it_stands_and_never_compiled():
    living_case()
    told = "{council} {{ settings.SECRET_KEY }} {% load x %} <script>alert(1)</script> # no heading"
    with doing() as act:
        letter = tell(act, "stage_1_answer", answer=told)

    assert told in plain_text(letter.body)
    assert "<script>" not in letter.body


def test_a_letter_cannot_carry_a_day_that_is_not_today():
    living_case()
    yesterday = date(2026, 11, 23)
    with (
        pytest.raises(LetterOfAnotherDay, match="cannot be dated Monday 23 November 2026"),
        performing(Act.SEND_LETTER, reference=REFERENCE, by="amina", at=AT, day=yesterday) as act,
    ):
        tell(act, "acknowledgement")

    assert not Letter.objects.exists()


def test_today_is_today_in_london_and_not_at_greenwich():
    living_case(received_on=date(2026, 6, 1))
    just_after_midnight = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    with (
        pytest.raises(LetterOfAnotherDay, match="Wednesday 1 July 2026"),
        performing(
            Act.SEND_LETTER, reference=REFERENCE, by="amina", at=just_after_midnight, day=date(2026, 6, 30)
        ) as act,
    ):
        tell(act, "acknowledgement")


def test_a_letter_sent_before_is_recorded_as_such_with_its_evidence():
    living_case()
    sent = SentElsewhere(day("2026-11-23"), "Scan 44 of the post book", words="We have it.", way="post")
    with doing() as act:
        letter = tell(act, "acknowledgement", elsewhere=sent)

    assert (letter.is_from_elsewhere, letter.issued_on) == (True, day("2026-11-23"))
    assert Posting.objects.get().sent_on == day("2026-11-23")


def test_a_letter_sent_before_without_evidence_is_refused():
    living_case()
    with doing() as act, pytest.raises(CannotTell, match="needs its evidence"):
        tell(act, "acknowledgement", elsewhere=SentElsewhere(day("2026-11-23"), " "))


def test_a_stranger_to_the_case_is_never_written_to():
    living_case()
    sam = Person(name="Sam Stranger")
    add(sam)
    with doing() as act, pytest.raises(NotOnThisCase, match="Sam Stranger has no part in CR-2026-0142"):
        tell(act, "acknowledgement", to=sam)


def test_an_unknown_kind_and_an_unknown_reader_are_refused_with_those_there_are():
    living_case()
    with doing() as act:
        with pytest.raises(NoSuchWording, match="There is no letter “poem”. There are: acknowledgement"):
            tell(act, "poem")
        with pytest.raises(NoSuchWording, match="adult, child, easy"):
            tell(act, "acknowledgement", audience="lawyer")


def test_the_way_is_the_safe_one_and_never_one_known_to_be_unsafe():
    living_case()
    malik = somebody("Malik")
    reach(malik, "post", safe=False)
    reach(malik, "telephone", safe=True)
    with doing() as act:
        nowhere = tell(act, "acknowledgement")
    reach(malik, "email", safe=None)
    reach(malik, "by hand", safe=True)
    with doing() as act:
        safe = tell(act, "acknowledgement")

    assert (nowhere.posting.way, safe.posting.way) == ("", "by_hand")
    assert safe.posting.sent_on is None


def test_a_letter_changed_by_hand_is_found_and_an_untouched_one_is_not():
    living_case()
    with doing() as act:
        letter = tell(act, "acknowledgement")
    assert verify_letters() == ()
    assert verify().whole

    Letter.objects.filter(pk=letter.pk).update(body=letter.body.replace("4 December", "4 January"))

    assert [fault.kind for fault in verify_letters()] == ["letter changed"]
    assert not verify().whole
