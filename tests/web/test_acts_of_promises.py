"""Promises, remedies and lessons at their pages: owner, day and proof, and no lesson that is only a reminder."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.stages import adjudicated, of, somebody
from tests.web.act_pages import signed_in
from tests.web.acts_done import TODAY, done, office_on, on, refused

from heard.casework import parties, promises
from heard.casework.parties import Somebody
from heard.casework.promises import Agreed
from heard.outcomes.models import Action, LearningPoint, Remedy
from heard.representations.models import Decision

pytestmark = pytest.mark.django_db
AGREED, DUE, LATER, DONE = date(2026, 10, 5), date(2026, 12, 1), date(2026, 12, 15), date(2026, 11, 20)
WORDS = "Ring back the same day."


@pytest.fixture
def members(monkeypatch):
    return office_on(monkeypatch)


def with_a_manager():
    """A case whose manager may own what is promised."""
    case = adjudicated()
    manager = Somebody("manager", person=somebody("Gwen Ash"))
    parties.add_party(**of(case, day=AGREED, somebody=manager))
    return case, str(somebody("Gwen Ash"))


def promised():
    case, owner = with_a_manager()
    row = promises.agree_action(**of(case, agreed_on=AGREED, action=Agreed(WORDS, int(owner), DUE)))
    return case, row


def test_a_promise_has_an_owner_and_a_day(members):
    case, owner = with_a_manager()
    done(
        members, case, "agree-action", **on("agreed_on", DONE), **on("due_on", DUE), words=WORDS, owner=owner
    )

    row = Action.objects.get(words=WORDS, agreed_on=DONE)
    assert (row.owner.name, row.due_on) == ("Gwen Ash", DUE)


def test_a_promise_without_an_owner_is_asked_for_one(members):
    case, _ = with_a_manager()
    before = Action.objects.count()
    page = refused(members, case, "agree-action", **on("agreed_on", DONE), **on("due_on", DUE), words=WORDS)

    assert "Select who does it" in page
    assert Action.objects.count() == before


def test_the_day_of_a_promise_changes_only_with_a_reason_and_what_it_was_stays(members):
    case, row = promised()
    said = {"action": str(row.pk), "reason": "The line moves house.", "decided_by": "Amina Odell"}
    done(members, case, "vary-action", **on("varied_on", DONE), **on("due_on", LATER), **said)

    row.refresh_from_db()
    assert row.due_on == LATER
    assert "by Tuesday 1 December 2026" in Decision.objects.get(about="action").evidence


def test_a_promise_is_kept_when_its_proof_is_accepted_and_the_person_is_told_after(members):
    case, row = promised()
    proof = {"action": str(row.pk), "proof": "The call log of a week.", "accepted_by": "Dana Holt"}
    done(members, case, "complete-action", **on("done_on", DONE), **proof)
    row.refresh_from_db()
    assert (row.done_on, row.proof_accepted_by) == (DONE, "Dana Holt")

    done(members, case, "tell-of-action", **on("told_on", TODAY), action=str(row.pk), how="By telephone")
    assert Decision.objects.get(about="action", answer="told").told_on == TODAY
    page = signed_in(members["complaints_manager"]).get(f"/cases/{case.reference}/").content.decode()
    assert "tell-of-action" not in page


def test_done_without_proof_is_refused(members):
    case, row = promised()
    page = refused(
        members, case, "complete-action", **on("done_on", DONE), action=str(row.pk), accepted_by="Dana Holt"
    )

    assert "Enter what shows that it is done" in page
    row.refresh_from_db()
    assert row.done_on is None


def test_what_puts_it_right_is_offered_and_given(members):
    case, _ = with_a_manager()
    done(members, case, "offer-remedy", **on("offered_on", AGREED), kind="Apology", words="In writing.")
    row = Remedy.objects.get(words="In writing.")
    done(members, case, "give-remedy", **on("given_on", DONE), remedy=str(row.pk))

    row.refresh_from_db()
    assert row.done_on == DONE


def test_a_lesson_says_why_what_is_different_and_who_heard_of_it(members):
    case, _ = with_a_manager()
    said = {
        "cause": "Nobody owned the line.",
        "words": "One officer a day answers it.",
        "shared_by": "Team meeting",
    }
    done(members, case, "record-learning", **on("learned_on", DONE), **said, **on("shared_on", TODAY))

    row = LearningPoint.objects.get()
    assert row.words == "One officer a day answers it.\nWhy: Nobody owned the line."
    assert (row.shared_by, row.shared_on) == ("Team meeting", TODAY)


@pytest.mark.parametrize("words", ["Staff were reminded.", "The team has been reminded of the policy."])
def test_a_reminder_is_no_lesson(members, words):
    case, _ = with_a_manager()
    page = refused(members, case, "record-learning", **on("learned_on", DONE), words=words)

    assert "A reminder changes nothing by itself." in page
    assert not LearningPoint.objects.exists()
