"""A case ends by the complainant's word or for a lawful reason, never by silence; and it can be taken up again."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import (
    DECIDED,
    KAYLA,
    MALIK,
    WHO,
    at_stage_1,
    council,
    fresh,
    known,
    person,
    received,
)

from heard.casework import audit, endings, intake
from heard.casework.performing import NotNow
from heard.casework.writing import writing
from heard.law.refusals import EvidenceMissing, UnlawfulRefusal
from heard.ledger.models import Correction, Entry
from heard.outcomes.models import Action, Recommendation
from heard.representations.models import Decision, Dissatisfaction, Hold, Representation, Stage

pytestmark = pytest.mark.django_db
SAID, ASKED, DAY = date(2026, 4, 9), date(2026, 5, 11), date(2026, 5, 20)
FILED = {"ground": "answered_and_filed", "evidence": {"actions_done": "All done."}}
LETTER = {"letter": {"right_to_go_on": "You may still ask for Stage 2."}}


@pytest.fixture(autouse=True)
def _council():
    council()


def withdraw(case, **more):
    facts = {"said_on": SAID, "way": "oral", "words": "I want to leave it.", **more}
    return endings.withdraw(reference=case.reference, **facts, **WHO)


def reinstate(case, **more):
    facts = {"asked_on": ASKED, "words": "I want it after all.", "told_on": ASKED, **more}
    return endings.reinstate(reference=case.reference, **facts, **WHO)


def answered():
    """A complaint answered at Stage 1 on 15 April 2026."""
    case = at_stage_1()
    with writing("test_answer", by="amina", at=WHO["at"]) as line:
        line.change(Stage.objects.get(), answered_on=date(2026, 4, 15), due_on_hint=None)
    Representation.objects.filter(pk=case.pk).update(state="stage_1_answered")
    return fresh(case)


def close(case, **more):
    facts = {"day": DAY, "reason": "They are content with it.", "decided_by": "Amina Odell", **more}
    return endings.close(reference=case.reference, **facts, **WHO)


def test_a_complaint_is_withdrawn_by_word_of_mouth_and_waits_for_its_confirmation():
    case = at_stage_1()

    withdraw(case)

    stage = Stage.objects.get()
    assert fresh(case).state == "withdrawn_at_stage_1"
    assert (stage.withdrawn_on, stage.due_on_hint) == (SAID, None)
    assert endings.confirmations_due() == [case]
    assert audit.verify().whole


def test_a_withdrawal_is_confirmed_in_writing_once():
    case = at_stage_1()
    withdraw(case)

    with pytest.raises(NotNow, match="cannot have been confirmed before"):
        endings.confirm_withdrawal(reference=case.reference, sent_on=date(2026, 4, 8), **WHO)
    endings.confirm_withdrawal(reference=case.reference, sent_on=date(2026, 4, 10), **WHO)
    with pytest.raises(NotNow, match="waits for no confirmation"):
        endings.confirm_withdrawal(reference=case.reference, sent_on=date(2026, 4, 11), **WHO)

    assert endings.confirmations_due() == []
    assert Decision.objects.get(about="withdrawal").told_on == date(2026, 4, 10)


def test_nobody_withdraws_for_another():
    case = at_stage_1(people=(MALIK, KAYLA))
    malik, kayla = known("Malik Thornbeck").pk, known("Kayla Thornbeck").pk

    with pytest.raises(NotNow, match="Kayla Thornbeck complains too and has not withdrawn"):
        withdraw(case, said_by=(malik,))
    with pytest.raises(NotNow, match="Only a complainant withdraws"):
        withdraw(case, said_by=(malik, kayla, 999999))
    assert fresh(case).state == "stage_1"

    withdraw(case, said_by=(malik, kayla))
    assert fresh(case).state == "withdrawn_at_stage_1"


@pytest.mark.parametrize(
    ("more", "words"), [({"words": " "}, "what the complainant"), ({"way": "x"}, "no way")]
)
def test_the_council_withdraws_nothing_for_them(more, words):
    case = at_stage_1()
    before = Entry.objects.count()

    with pytest.raises(NotNow, match=words):
        withdraw(case, **more)
    assert Entry.objects.count() == before


def test_a_reinstated_stage_has_a_new_clock_and_keeps_what_it_was():
    case = at_stage_1()
    withdraw(case)

    reinstate(case)

    stage = Stage.objects.get()
    assert (fresh(case).state, fresh(case).received_on) == ("stage_1", date(2026, 4, 1))
    assert (stage.withdrawn_on, stage.started_on, stage.due_on_hint) == (None, ASKED, date(2026, 5, 26))
    assert set(Correction.objects.values_list("what", "was", "became")) == {
        ("stage_1/withdrawn_on", "2026-04-09", ""),
        ("stage_1/started_on", "2026-04-01", "2026-05-11"),
    }


def test_what_was_withdrawn_before_it_was_accepted_counts_from_the_day_it_was_asked_for_again():
    case = received()
    withdraw(case)
    reinstate(case)

    assert intake.accept(reference=case.reference, decided_on=ASKED, **DECIDED, **WHO).started_on == ASKED


def test_a_review_of_what_was_withdrawn_may_be_used_when_it_is_reinstated():
    case = at_stage_1()
    withdraw(case)
    with pytest.raises(NotNow, match="There is no review"):
        reinstate(case, use_review=True)

    review = {"review": "Nobody rang back: so it was.", "decided_by": "Amina Odell"}
    endings.review_withdrawn(reference=case.reference, reviewed_on=date(2026, 4, 20), **review, **WHO)

    assert reinstate(case, use_review=True).evidence == "Nobody rang back: so it was."


def test_a_withdrawal_ends_a_hold_so_that_it_can_be_reinstated():
    case = at_stage_1()
    with writing("test_hold", by="amina", at=WHO["at"]) as line:
        line.add(
            Hold(
                representation=case,
                basis="proceedings",
                proceedings="Court",
                prejudice="So.",
                from_on=date(2026, 4, 3),
            )
        )
    withdraw(case)
    reinstate(case)

    assert Hold.objects.get().until_on == SAID
    assert fresh(case).state == "stage_1"


def test_that_nobody_replied_is_no_reason_to_close():
    case = answered()

    with pytest.raises(UnlawfulRefusal, match="there is no limit after Stage 1, and silence ends no right"):
        close(case, ground="no_reply")
    for reason in (
        "No reply within 20 working days.",
        "They have not responded.",
        "Mr Thornbeck didn’t get back: we have not heard.",
        "No further contact from the family.",
    ):
        with pytest.raises(UnlawfulRefusal, match="silence ends no right"):
            close(case, reason=reason, **FILED)

    assert fresh(case).state == "stage_1_answered"
    assert not Decision.objects.filter(about="closing").exists()


def test_without_its_guards_a_case_would_be_closed_away(monkeypatch):
    case = answered()
    with writing("test_words", by="amina", at=WHO["at"]) as line:
        line.add(Dissatisfaction(representation=case, said_on=date(2026, 5, 4), words="Not good enough."))
    for guard in ("refuse_while_owed", "refuse_silence"):
        monkeypatch.setattr(endings, guard, lambda *_: None)

    assert close(case, reason="No reply within 20 working days.", **FILED, **LETTER).answer == "closed"


def test_a_complaint_closes_for_a_lawful_reason_with_its_evidence():
    case = answered()
    with pytest.raises(EvidenceMissing, match="where each agreed action stands"):
        close(case, ground="answered_and_filed", **LETTER)
    with pytest.raises(EvidenceMissing, match="the right to go to the next stage"):
        close(case, **FILED, letter={"reasons": "So."})

    close(case, **FILED, **LETTER)

    assert fresh(case).state == "closed_after_stage_1"
    assert Decision.objects.get(about="closing").ground == "answered_and_filed"


def test_words_nobody_has_decided_on_cannot_be_closed_away():
    case = answered()
    with writing("test_words", by="amina", at=WHO["at"]) as line:
        words = Dissatisfaction(
            representation=case, said_on=date(2026, 5, 4), words="That is not good enough."
        )
        line.add(words)

    with pytest.raises(NotNow, match="nobody has decided whether they ask to go on"):
        close(case, **FILED, **LETTER)

    with writing("test_words", by="amina", at=WHO["at"]) as line:
        line.change(words, is_request=False, reason="Asked; they only wanted to say so.")
    assert close(case, **FILED, **LETTER).answer == "closed"


def test_what_was_agreed_has_an_owner_and_a_day_before_a_case_is_closed():
    case = answered()
    with writing("test_agreed", by="amina", at=WHO["at"]) as line:
        agreed = Recommendation(representation=case, words="Train the team.", answer="accepted")
        line.add(agreed)

    with pytest.raises(NotNow, match="has no owner or no day"):
        close(case, **FILED, **LETTER)

    with writing("test_agreed", by="amina", at=WHO["at"]) as line:
        line.add(
            Action(
                representation=case,
                recommendation=agreed,
                words="Train the team.",
                owner_id=person(case),
                agreed_on=DAY,
                due_on=date(2026, 9, 1),
            )
        )
    assert close(case, **FILED, **LETTER).answer == "closed"


def test_a_closed_complaint_is_opened_again_where_it_stood():
    case = answered()
    close(case, **FILED, **LETTER)

    endings.reopen(reference=case.reference, day=DAY, **DECIDED, **WHO)

    assert fresh(case).state == "stage_1_answered"
    assert Stage.objects.get().answered_on == date(2026, 4, 15)


def test_thanks_are_closed_without_a_ground():
    case = received("compliment")

    assert close(case).ground == ""
    assert fresh(case).state == "closed"
