"""An act at a page is done once, never over somebody else's, and never by somebody who may not."""

from __future__ import annotations

import os
import threading
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connections
from tests.casework.living import at_stage_1, received
from tests.casework.offices import nobody_has
from tests.web.act_pages import office

from heard.casework import agreements, carrying_out, drafts, four_eyes, intake, parties
from heard.casework.carrying_out import ChangedMeanwhile, carry_out, try_out
from heard.casework.changed import newest_line
from heard.casework.four_eyes import NotAgreed
from heard.casework.looking import NotYours
from heard.casework.performing import NotNow
from heard.casework.permissions import NotAllowed
from heard.law.procedure import Act
from heard.ledger.models import Draft, Entry, Submission
from heard.people.models import Member
from heard.representations.models import Decision, Representation

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ADJUSTED = {"day": date(2026, 4, 2), "what": "Large print", "reason": "She asked.", "decided_by": "Amina"}
PAIRS = 1000 if os.environ.get("HEARD_FULL") else 6
SENT_AT_ONCE = 5


def adjusting(member: Member, case: Representation, **more: Any) -> dict[str, Any]:
    """The form by which a member records an adjustment on a case."""
    asked: dict[str, Any] = {
        "member": member,
        "act": Act.RECORD_ADJUSTMENT,
        "reference": case.reference,
        "seen": newest_line(case.reference),
        "once": "token",
        "at": AT,
        "do": parties.record_adjustment,
        "said": ADJUSTED,
    }
    return {**asked, **more}


@pytest.fixture
def members(db):
    return office()


@pytest.fixture
def manager(members):
    return members["complaints_manager"]


def test_an_act_is_done_in_the_name_of_who_is_signed_in(manager):
    case = at_stage_1()

    done = carry_out(**adjusting(manager, case))

    assert Entry.objects.get(sequence=done.entry).by == "complaints-manager"
    assert (done.reference, done.again) == (case.reference, False)


def test_the_same_form_again_gives_the_first_result_and_does_nothing(manager):
    form = adjusting(manager, at_stage_1())
    first, second = carry_out(**form), carry_out(**form)

    assert (second.entry, second.again) == (first.entry, True)
    assert Decision.objects.filter(about="adjustment").count() == 1


def test_another_form_of_the_same_token_from_somebody_else_is_theirs_to_send(members):
    case = at_stage_1()
    carry_out(**adjusting(members["complaints_manager"], case))
    carry_out(**adjusting(members["complaints_officer"], case))

    assert Decision.objects.filter(about="adjustment").count() == 2


def test_an_act_is_not_done_over_what_somebody_did_since_the_page_was_opened(members):
    case = at_stage_1()
    form = adjusting(members["complaints_manager"], case)
    carry_out(**adjusting(members["complaints_officer"], case, once="other"))

    with pytest.raises(ChangedMeanwhile) as refused:
        carry_out(**form)

    change = refused.value.changes[-1]
    assert (change.what, change.by) == ("Recorded a reasonable adjustment", "Complaints Officer")
    assert any("adjustment" in fact for fact in change.facts)
    assert Decision.objects.filter(about="adjustment").count() == 1
    carry_out(**{**form, "seen": refused.value.newest})
    assert Decision.objects.filter(about="adjustment").count() == 2


def test_with_the_guard_off_the_second_is_done_over_the_first(members, monkeypatch):
    monkeypatch.setattr(carrying_out, "_refuse_overtaken", lambda *args: None)
    case = at_stage_1()
    form = adjusting(members["complaints_manager"], case)
    carry_out(**adjusting(members["complaints_officer"], case, once="other"))

    carry_out(**form)

    assert Decision.objects.filter(about="adjustment").count() == 2


def test_a_refused_act_leaves_the_token_free_to_be_sent_again(manager):
    case = at_stage_1()
    form = adjusting(manager, case, said={**ADJUSTED, "what": " "})
    with pytest.raises(NotNow):
        carry_out(**form)

    assert not Submission.objects.exists()
    carry_out(**{**form, "said": ADJUSTED})
    assert Decision.objects.filter(about="adjustment").count() == 1


def test_what_the_role_may_not_do_is_refused_whatever_was_sent(members):
    case = received()
    with pytest.raises(NotAllowed, match="You cannot refuse to accept in your role"):
        carry_out(**adjusting(members["complaints_officer"], case, act=Act.REFUSE))


def test_a_case_that_is_not_theirs_is_not_there(members):
    with pytest.raises(NotYours):
        carry_out(**adjusting(members["team_manager"], at_stage_1()))


def test_a_trial_keeps_nothing_and_says_which_dates_would_move(manager):
    case, lines = received(), Entry.objects.count()
    found = try_out(
        member=manager,
        act=Act.ACCEPT,
        reference=case.reference,
        at=AT,
        do=intake.accept,
        said={"decided_on": date(2026, 4, 2), "reason": "It fits.", "decided_by": "Amina"},
    )

    assert found.stands == "The case is then at Stage 1."
    assert Entry.objects.count() == lines
    assert Representation.objects.get(pk=case.pk).state == "received"


def test_an_act_that_takes_two_is_not_done_before_another_person_agreed_to_exactly_that(members):
    case = at_stage_1()
    nobody_has(case)  # whoever owns it could not be the second person
    manager, officer = members["complaints_manager"], members["complaints_officer"]
    content = agreements.content_of("correct", {"became": ["2026-04-02"]})
    form = adjusting(manager, case, act=Act.CORRECT, content=content, fresh=True)
    with pytest.raises(NotAgreed, match="second person"):
        carry_out(**form)

    agreements.ask_for(Act.CORRECT, case.reference, content, by=manager, at=AT)
    number = agreements.asked_on(case, officer, on=AT.date())[0].number
    agreements.answer(number, agrees=True, because="", by=officer, at=AT)
    other = agreements.content_of("correct", {"became": ["2026-04-03"]})
    with pytest.raises(NotAgreed):
        carry_out(**{**form, "seen": newest_line(case.reference), "agreed": number, "content": other})

    agreed = agreements.agreed_number(Act.CORRECT, case.reference, content)
    done = carry_out(**{**form, "seen": newest_line(case.reference), "agreed": agreed})
    assert done.entry
    assert four_eyes.waiting_for(officer, on=AT.date()).count() == 0


def test_a_draft_is_only_its_writers_and_goes_after_thirty_days(members):
    manager, officer = members["complaints_manager"], members["complaints_officer"]
    drafts.keep_draft(manager, "/cases/1/do/x/", {"words": ["Half a sentence"]}, at=AT)

    kept = drafts.draft_of(manager, "/cases/1/do/x/", at=AT)
    assert kept is not None
    assert kept.words == {"words": ["Half a sentence"]}
    assert drafts.draft_of(officer, "/cases/1/do/x/", at=AT) is None
    assert drafts.draft_of(manager, "/cases/1/do/x/", at=AT + drafts.KEPT_FOR) is None
    assert drafts.drop_old(at=AT + drafts.KEPT_FOR) == 1
    assert not Draft.objects.exists()


def together(*acts: Any) -> list[Any]:
    """Do things at the same instant, each in a thread of its own, and give what each returned or raised."""
    results: list[Any] = [None] * len(acts)
    barrier = threading.Barrier(len(acts))

    def run(place: int) -> None:
        try:
            barrier.wait()
            results[place] = acts[place]()
        except Exception as why:
            results[place] = why
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_act_at_once_one_is_told_what_the_other_did_and_no_words_are_lost():
    members = office()
    case = at_stage_1()
    for pair in range(PAIRS):
        seen = newest_line(case.reference)
        acts = [
            lambda who=who, pair=pair, seen=seen: carry_out(
                **adjusting(members[who], case, seen=seen, once=f"{who}-{pair}")
            )
            for who in ("complaints_manager", "complaints_officer")
        ]
        results = together(*acts)
        assert sorted(type(one).__name__ for one in results) == ["ChangedMeanwhile", "Done"], results

    assert Decision.objects.filter(about="adjustment").count() == PAIRS


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_five_times_at_once_acts_once_and_every_send_gets_the_same_answer():
    manager = office()["complaints_manager"]
    case = at_stage_1()
    for number in range(max(1, PAIRS // 3)):
        form = adjusting(manager, case, once=f"form-{number}")
        results = together(*[lambda form=form: carry_out(**form)] * SENT_AT_ONCE)
        assert len({one.entry for one in results}) == 1, results
        assert sum(not one.again for one in results) == 1

    assert Decision.objects.filter(about="adjustment").count() == max(1, PAIRS // 3)
