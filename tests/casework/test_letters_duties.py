"""Every act whose law says that somebody is told owes a kind of letter, and what is owed is seen."""

from __future__ import annotations

import re

import pytest
from tests.casework.letter_cases import AT, REFERENCE, TODAY, at, day, doing, living_case, reach, somebody

from heard.casework.duties import MUST_TELL, NOT_OURS_TO_TELL
from heard.casework.letters import (
    CannotTell,
    SentElsewhere,
    TellsTooMuch,
    draft_letter,
    letters_owed,
    plain_text,
)
from heard.casework.letters.kinds import KINDS
from heard.casework.letters.unchecked import tell, write_letter
from heard.casework.performing import NoSuchCase, performing
from heard.law.procedure import CHARTS, Act
from heard.representations.models import Letter

TELLS = re.compile(
    r"\b(tells|told|in a letter|writes|in writing|sends|confirms|acknowledges|thanks|answers)\b",
    re.IGNORECASE,
)
# The chart says these words of another act, or of nobody outside the council.
SAYS_IT_OF_ANOTHER = {
    "Records words of dissatisfaction before the answer; the answer deals with them.",
    "The Ombudsman sends it back: a panel is held after all.",
}


def untold(says: str, act: Act) -> bool:
    """Whether the chart says that an act tells somebody, and no kind of letter stands for it."""
    return bool(TELLS.search(says)) and act not in MUST_TELL and act not in NOT_OURS_TO_TELL


def test_every_act_whose_law_says_tell_has_a_kind_of_letter():
    missing = {
        (move.act.value, move.says)
        for chart in CHARTS
        for move in chart.moves
        if move.says not in SAYS_IT_OF_ANOTHER and untold(move.says, move.act)
    }

    assert missing == set()


def test_an_act_that_tells_without_a_letter_is_caught():
    assert untold("Answers it; the complainant is told.", Act.CORRECT)
    assert not untold("Adds a point.", Act.CORRECT)
    assert not untold("Sends the answer.", Act.ANSWER_STAGE_1)


def test_every_duty_names_kinds_there_are_and_its_basis():
    kinds = {kind.code for kind in KINDS}

    assert [act for act, duty in MUST_TELL.items() if not duty.basis or not set(duty.kinds) <= kinds] == []
    assert set(MUST_TELL) & set(NOT_OURS_TO_TELL) == set()
    assert kinds - {one for duty in MUST_TELL.values() for one in duty.kinds} == set()


@pytest.mark.django_db
def test_an_act_that_told_nobody_owes_its_letter_until_one_is_written():
    living_case()
    with performing(Act.OFFER_ADVOCACY, reference=REFERENCE, by="amina", at=AT, day=TODAY):
        pass
    assert [(one.act, one.kinds) for one in letters_owed(REFERENCE)] == [
        (Act.OFFER_ADVOCACY, ("advocacy_offer",))
    ]

    letter = write_letter(reference=REFERENCE, kind="advocacy_offer", by="amina", at=AT)

    assert letter.issued_on == TODAY
    assert letters_owed(REFERENCE) == []


@pytest.mark.django_db
def test_an_act_that_writes_its_letter_as_it_is_done_owes_nothing_and_two_acts_owe_two_letters():
    living_case()
    with doing(Act.OFFER_ADVOCACY) as act:
        tell(act, "advocacy_offer")
    assert letters_owed(REFERENCE) == []

    with doing(Act.OFFER_ADVOCACY):
        pass

    assert len(letters_owed(REFERENCE)) == 1


@pytest.mark.django_db
def test_a_letter_before_the_act_does_not_pay_for_it():
    living_case()
    sent = SentElsewhere(day("2026-11-21"), "Scan 12 of the post book")
    write_letter(reference=REFERENCE, kind="advocacy_offer", by="amina", at=AT, elsewhere=sent)
    with doing(Act.OFFER_ADVOCACY):
        pass

    assert len(letters_owed(REFERENCE)) == 1


@pytest.mark.django_db
def test_words_of_dissatisfaction_owe_a_letter_only_where_nothing_but_the_ombudsman_is_left():
    living_case()
    with doing(Act.EXPRESS_DISSATISFACTION):
        pass

    assert letters_owed(REFERENCE) == []


@pytest.mark.django_db
def test_a_draft_shows_the_letter_and_keeps_nothing():
    living_case()
    draft = draft_letter(reference=REFERENCE, kind="stage_1_answer", by="amina", on=TODAY, answer="We agree.")

    assert "We agree." in plain_text(draft.body)
    assert not Letter.objects.exists()
    with pytest.raises(NoSuchCase):
        draft_letter(reference="CR-0", kind="stage_1_answer", by="amina", on=TODAY)


@pytest.mark.django_db
def test_a_letter_to_nobody_there_is_is_refused():
    living_case()
    with pytest.raises(CannotTell, match="There is no person 9999"):
        write_letter(reference=REFERENCE, kind="advocacy_offer", by="amina", at=AT, to=9999)


@pytest.mark.django_db
@pytest.mark.parametrize("shown", ["0161 496 0000", "(0161) 4960-000", "01614960000"])
def test_a_letter_never_shows_how_to_reach_somebody_else_on_the_case(shown):
    living_case()
    reach(somebody("Kayla"), "telephone", safe=True, value="0161 496 0000")
    facts = {"reference": REFERENCE, "kind": "stage_1_answer", "by": "amina", "at": AT}
    with pytest.raises(TellsTooMuch, match="how to reach Kayla Thornbeck"):
        write_letter(**facts, answer=f"We rang her on {shown}.")

    assert not Letter.objects.exists()
    assert write_letter(**facts, answer=f"We rang you on {shown}.", to=somebody("Kayla").pk).pk


@pytest.mark.django_db
def test_a_letter_may_be_written_on_a_later_day_than_its_act():
    living_case()
    with doing(Act.OFFER_ADVOCACY):
        pass
    write_letter(reference=REFERENCE, kind="advocacy_offer", by="amina", at=at("2026-11-26"))

    assert letters_owed(REFERENCE) == []
