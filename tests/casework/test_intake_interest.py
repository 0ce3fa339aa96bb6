"""Sufficient interest is a decision of its own: for those on no list only, with the child's views, and told."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import MALIK, SAM, THE_CHILD, WHO, council, fresh, received

from heard.casework import intake_interest as interest
from heard.casework.performing import NotNow
from heard.casework.writing import writing
from heard.law.refusals import EvidenceMissing
from heard.representations.models import Decision, Letter, Posting, Stage

pytestmark = pytest.mark.django_db
ASKED, DECIDED_ON = date(2026, 4, 2), date(2026, 4, 9)
WHY = {"reason": "She sees the child every week.", "decided_by": "Amina Odell"}
LETTER = {
    "decision": "We decided that…",
    "reasons": "Because…",
    "ombudsman": "Local Government and Social Care Ombudsman, PO Box 4771, Coventry CV4 0EH",
    "no_further_action": "We take no further action.",
}


@pytest.fixture
def case():
    council()
    row = received(people=(SAM, THE_CHILD))
    interest.ask_interest(reference=row.reference, asked_on=ASKED, **WHY, **WHO)
    return fresh(row)


def accept(case, **more):
    facts = {"childs_views": "Kayla would like it heard.", "told_on": DECIDED_ON, **WHY, **WHO, **more}
    return interest.accept_interest(reference=case.reference, decided_on=DECIDED_ON, **facts)


def refuse(case, **more):
    facts = {"childs_views": "Kayla does not know him.", "child_told": "Kayla was told.", "letter": LETTER}
    facts.update({"told_on": DECIDED_ON, **WHY, **WHO, **more})
    return interest.refuse_interest(reference=case.reference, decided_on=DECIDED_ON, **facts)


def test_stage_1_counts_from_the_decision_that_interest_is_sufficient(case):
    stage = accept(case)

    # Ten working days after 9 April 2026, without a bank holiday between.
    assert (stage.started_on, stage.due_on_hint) == (DECIDED_ON, date(2026, 4, 23))
    assert fresh(case).state == "stage_1"
    assert Decision.objects.get(answer="sufficient").evidence == "Kayla would like it heard."


def test_it_is_not_decided_without_the_childs_views_or_why_they_were_not_asked(case):
    with pytest.raises(NotNow, match="This needs the child's views, or why"):
        accept(case, childs_views=" ")

    assert fresh(case).state == "deciding_interest"
    assert not Stage.objects.exists()


def test_a_parent_is_never_asked_for_interest():
    council()
    row = received(people=(MALIK, THE_CHILD))

    with pytest.raises(NotNow, match="Malik Thornbeck complains in their own right"):
        interest.ask_interest(reference=row.reference, asked_on=ASKED, **WHY, **WHO)
    assert not Decision.objects.exists()


def test_a_refusal_is_told_with_the_ombudsmans_address(case):
    with pytest.raises(EvidenceMissing, match="the name and address of the Local Government"):
        refuse(case, letter={**LETTER, "ombudsman": ""})
    assert fresh(case).state == "deciding_interest"

    row = refuse(case)
    assert (row.ground, row.told_on) == ("interest_not_sufficient", DECIDED_ON)
    assert fresh(case).state == "refused"


def test_nobody_can_have_been_told_before_it_was_decided_or_on_a_day_to_come(case):
    with pytest.raises(NotNow, match="cannot have been told on Wednesday 8 April 2026"):
        accept(case, told_on=date(2026, 4, 8))
    with pytest.raises(NotNow, match="has not come yet"):
        accept(case, told_on=date(2027, 4, 8))
    assert not Stage.objects.exists()


def test_whoever_is_refused_has_been_told_on_a_day_or_by_a_letter_that_went_out(case):
    with pytest.raises(NotNow, match="has none that went out. Enter the day they were told"):
        refuse(case, told_on=None)
    assert fresh(case).state == "deciding_interest"
    assert not Decision.objects.filter(answer="not_sufficient").exists()
    with writing("test_letter", **WHO) as line:
        facts = {"kind": "interest_decision_no", "audience": "adult", "title": "Our decision"}
        letter = Letter(representation=case, issued_on=DECIDED_ON, issued_by="amina", **facts)
        line.add(letter)
        posting = Posting(letter=letter, way="post")
        line.add(posting)
    with pytest.raises(NotNow, match="has none that went out"):
        refuse(case, told_on=None)

    with writing("test_letter", **WHO) as line:
        line.change(posting, sent_on=date(2026, 4, 10))

    assert refuse(case, told_on=None).told_on == date(2026, 4, 10)
