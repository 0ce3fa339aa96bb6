"""Intake and Stage 1 at their pages: what is answered reaches the record, and what the law refuses is said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.casework.living import CONDUCT, DELAY, OLD, at_stage_1, fresh, received
from tests.casework.stages import somebody
from tests.web.act_pages import day, office, opened, sent, signed_in

from heard.casework import choosing
from heard.outcomes.models import Finding
from heard.representations.models import Decision, Element, Representation, Stage

pytestmark = pytest.mark.django_db
DECIDED = {"reason": "It is about a child in need.", "decided_by": "Amina Odell"}


@pytest.fixture
def members(clock):
    clock.set(date(2026, 4, 15))
    return office()


@pytest.fixture
def manager(members):
    return signed_in(members["complaints_manager"])


def at(case: Representation, act: str) -> str:
    return f"/cases/{case.reference}/do/{act}/"


def test_it_is_acknowledged_without_a_page_to_check(manager):
    case = received()
    answer = manager.post(
        at(case, "acknowledge"),
        {**opened(manager, at(case, "acknowledge")), **day("sent_on", 2026, 4, 2), "way": "by telephone"},
    )

    assert answer.status_code == 302
    assert Decision.objects.get(about="acknowledgement").decided_on == date(2026, 4, 2)


def test_pressed_again_after_the_act_closed_its_own_way_a_form_gives_its_first_answer(manager):
    case = received()
    form = {
        **opened(manager, at(case, "accept")),
        **day("decided_on", 2026, 4, 2),
        **DECIDED,
        "confirmed": "yes",
    }

    answers = [manager.post(at(case, "accept"), form) for _ in range(2)]

    assert {(one.status_code, one.headers["Location"]) for one in answers} == {
        (302, f"/cases/{case.reference}/")
    }
    assert Stage.objects.filter(representation=case).count() == 1
    another = manager.post(at(case, "accept"), {**form, "once": "a form that was not sent before"})
    assert another.status_code == 409


def test_a_late_point_is_weighed_by_both_limbs_before_it_is_accepted(manager):
    case = received(points=(DELAY, OLD))
    address = at(case, "accept")
    page = manager.get(address).content.decode()
    assert "Was it unreasonable to expect it within the year?" in page
    assert "They lost my letter." in page
    weighed = {
        "not_reasonable_2": "yes",
        "why_not_earlier_2": "She was in hospital.",
        "still_considerable_2": "yes",
        "why_considerable_2": "The file is here.",
    }

    answer = sent(manager, address, **day("decided_on", 2026, 4, 2), **DECIDED, **weighed)

    assert answer.status_code == 302, answer.content.decode()
    assert "She was in hospital." in Decision.objects.get(about="time_limit").reason
    assert fresh(case).state == "stage_1"


def test_each_point_is_answered_with_its_finding_and_its_reason(manager):
    case = at_stage_1()
    tom = somebody("Tom Ashby")
    choices = choosing.who_may_answer(case)
    assert (tom, "Tom Ashby") not in choices
    from heard.casework import parties
    from heard.casework.parties import Somebody

    parties.add_party(
        reference=case.reference,
        day=date(2026, 4, 2),
        somebody=Somebody("manager", person=tom),
        by="amina",
        at=datetime(2026, 4, 2, 9, 0, tzinfo=UTC),
    )
    found = {
        "finding_1": "Upheld",
        "reason_1": "Six weeks passed.",
        "finding_2": "Not upheld",
        "reason_2": "Nobody heard it.",
    }
    told = {"tells_right_to_go_on": "on", "manager": str(tom)}

    answer = sent(manager, at(case, "answer-stage-1"), **day("sent_on", 2026, 4, 14), **found, **told)

    assert answer.status_code == 302, answer.content.decode()
    assert sorted(Finding.objects.values_list("element__number", "finding__label")) == [
        (1, "Upheld"),
        (2, "Not upheld"),
    ]
    assert Stage.objects.get(representation=case).answered_on == date(2026, 4, 14)


def test_an_answer_that_leaves_a_point_out_is_refused_and_nothing_is_lost(manager):
    case = at_stage_1()
    answer = sent(
        manager, at(case, "answer-stage-1"), finding_1="Upheld", reason_1="Six weeks passed, I looked."
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Select finding" in page
    assert "Six weeks passed, I looked." in page
    assert not Finding.objects.exists()


def test_a_point_is_refused_only_for_a_lawful_reason_with_its_evidence(manager):
    case = received(points=(DELAY, CONDUCT))
    said = {
        **day("decided_on", 2026, 4, 2),
        **day("told_on", 2026, 4, 2),
        "reason": "A court is deciding it.",
        "decided_by": "Amina Odell",
        "point": "1",
        "ground": "decided_by_court",
        "letter": ["decision", "reasons", "ombudsman", "proceedings"],
    }

    without = sent(manager, at(case, "refuse-point"), **said)
    assert without.status_code == 422
    assert "the proceedings by name and kind" in without.content.decode()

    answer = sent(manager, at(case, "refuse-point"), **said, proceedings="Family court, care order")
    assert answer.status_code == 302, answer.content.decode()
    assert Decision.objects.get(about="refusal").ground == "decided_by_court"


def test_what_an_officer_may_not_decide_is_not_offered_and_is_refused_when_sent(members):
    case = received()
    officer = signed_in(members["complaints_officer"])

    assert "do/refuse/" not in officer.get(f"/cases/{case.reference}/").content.decode()
    answer = officer.post(at(case, "refuse"), {"confirmed": "yes"})
    assert answer.status_code == 409
    assert "You cannot refuse to accept in your role" in answer.content.decode()


def test_a_field_the_form_does_not_have_changes_nothing(manager):
    case = received()
    before = Representation.objects.filter(pk=case.pk).values().get()
    planted = {
        field.name: "2020-01-01" for model in (Representation, Stage, Element) for field in model._meta.fields
    }

    answer = sent(
        manager, at(case, "acknowledge"), **{**planted, **day("sent_on", 2026, 4, 2), "way": "by letter"}
    )

    assert answer.status_code == 302, answer.content.decode()
    assert Representation.objects.filter(pk=case.pk).values().get() == before
