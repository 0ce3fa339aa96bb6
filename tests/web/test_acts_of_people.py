"""People, consent, contacts, advocacy and safety at their pages: answers reach the record, or are refused in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.casework.living import KAYLA, at_stage_1, fresh, person, received
from tests.web.act_pages import signed_in
from tests.web.acts_done import TODAY, WHY, at, done, office_on, on, refused

from heard.casework import advocacy_before
from heard.casework.advocacy_before import Asks
from heard.people.models import Contact
from heard.representations.models import (
    Advocacy,
    Assignment,
    ContactAttempt,
    Decision,
    Party,
    RegulatorContact,
    Wall,
)

pytestmark = pytest.mark.django_db
APRIL_9, APRIL_20 = date(2026, 4, 9), date(2026, 4, 20)
RUTH = {"part": "complainant", "name": "Ruth Thornbeck", "relation": "other"}


@pytest.fixture
def members(monkeypatch):
    return office_on(monkeypatch)


def page_of(members: dict[str, Any], case: Any, tab: str = "") -> str:
    page: str = (
        signed_in(members["complaints_manager"]).get(f"/cases/{case.reference}/{tab}").content.decode()
    )
    return page


def test_a_person_is_added_with_their_part_and_a_way_that_is_safe(members):
    case = at_stage_1()
    way = {"way": "telephone", "value": "01632 960111", "safety": "yes", "note": "Before three."}
    done(members, case, "add-party", **on("day", APRIL_9), **RUTH, **way)

    row = Contact.objects.get()
    assert (row.person.name, row.value, row.is_safe, row.note) == (
        "Ruth Thornbeck",
        "01632 960111",
        True,
        "Before three.",
    )
    assert Party.objects.get(person=row.person).relation == "other"


def test_somebody_complained_about_is_walled_from_the_moment_they_are_added(members):
    case = at_stage_1()
    worker = {"part": "worker", "name": "Tom Ashby", "relation": "", "employment": "agency"}
    done(members, case, "add-party", **on("day", APRIL_9), **worker)

    assert Wall.objects.get(representation=case).person.name == "Tom Ashby"
    assert Party.objects.get(part="worker").employment == "agency"


def test_a_person_without_a_name_and_a_way_nobody_called_safe_or_not_are_asked_for(members):
    case = at_stage_1()
    page = refused(
        members, case, "add-party", **on("day", APRIL_9), part="worker", way="telephone", value="01632 960111"
    )

    assert "Choose somebody in this case, or enter the name of somebody new" in page
    assert "Select whether it is safe to use" in page
    assert not Contact.objects.exists()


def test_a_consent_and_what_is_done_differently_are_on_record_and_at_the_head_of_the_case(members):
    case = at_stage_1()
    consent = {
        "person": str(person(case)),
        "given": "yes",
        "bounds": "The school only.",
        "evidence": "Signed.",
    }
    done(members, case, "record-consent", **on("day", APRIL_9), **consent)
    done(members, case, "record-adjustment", **on("day", APRIL_9), what="Large print.", **WHY)

    assert Decision.objects.get(about="consent").reason == "The school only."
    assert "Large print." in page_of(members, case)


def test_who_must_not_know_stands_at_the_head_of_every_page_until_somebody_says_otherwise(members):
    case = at_stage_1()
    said = {
        "who": "Her former partner",
        "reason": "He has hurt her.",
        "care": "Nothing by post.",
        "said_by": "Malik",
    }
    assert "may-know" not in page_of(members, case)
    done(members, case, "must-not-know", **on("day", APRIL_9), **said)

    for tab in ("", "people/", "letters/"):
        assert "Her former partner. Nothing by post." in page_of(members, case, tab)
    row = Decision.objects.get(about="must_not_know")
    done(
        members,
        case,
        "may-know",
        **on("day", APRIL_20),
        which=str(row.pk),
        reason="He has died.",
        said_by="Malik",
    )

    assert "Her former partner" not in page_of(members, case, "people/")
    assert Decision.objects.filter(about="must_not_know").count() == 2


def test_a_case_is_given_to_somebody_of_the_office_by_name(members):
    case = at_stage_1()
    done(members, case, "assign", **on("day", TODAY), to="complaints-officer", **WHY)

    assert Assignment.objects.get(representation=case).member == members["complaints_officer"]


def test_a_contact_says_whether_its_way_was_a_safe_one_and_an_attempt_is_kept_too(members):
    case = at_stage_1()
    who = str(person(case))
    way = {"way": "telephone", "value": "01632 960111", "safety": "no", "note": ""}
    done(members, case, "add-way", **on("day", APRIL_9), person=who, **way)
    assert (
        "01632 960111: do not use"
        in signed_in(members["complaints_manager"]).get(at(case, "record-contact")).content.decode()
    )
    spoke = {"person": who, "way": "telephone", "value": "01632 960111", "words": "He was at home."}
    done(members, case, "record-contact", **on("day", APRIL_9), **spoke)
    done(members, case, "attempt-contact", **on("day", APRIL_20), person=who, way="visit", note="Nobody in.")
    done(
        members,
        case,
        "receive-letter",
        **on("received_on", APRIL_20),
        person=who,
        way="letter",
        words="I am waiting.",
    )

    found = list(ContactAttempt.objects.order_by("pk").values_list("way", "was_safe", "reached"))
    assert found == [("telephone", False, True), ("visit", None, False), ("letter", None, True)]


def test_a_manager_whose_role_needs_no_address_is_shown_none_where_they_record_a_contact(members):
    case = at_stage_1()
    done(
        members,
        case,
        "add-way",
        **on("day", APRIL_9),
        person=str(person(case)),
        way="email",
        value="m@mail.example",
        safety="yes",
    )
    done(members, case, "assign", **on("day", TODAY), to="team-manager", **WHY)
    page = signed_in(members["team_manager"]).get(at(case, "record-contact")).content.decode()

    assert "Record a contact" in page
    assert "m@mail.example" not in page


def test_advocacy_goes_from_being_told_to_the_end(members):
    case = at_stage_1(people=(KAYLA,))
    done(members, case, "offer-advocacy", **on("offered_on", APRIL_9), to=str(person(case)))
    asked = {**on("answered_on", APRIL_9), **on("referred_on", APRIL_9), "provider": "Open Voice"}
    done(members, case, "accept-advocacy", **asked)
    done(members, case, "appoint-advocate", **on("appointed_on", APRIL_20), name="Ruth Amsel")
    done(members, case, "advocate-first-contact", **on("spoke_on", APRIL_20))
    done(members, case, "end-advocacy", **on("ended_on", TODAY), because="She has what she asked for.")

    row = Advocacy.objects.get()
    assert (row.as_a_right, row.referred_on, row.first_contact_on, row.ended_on) == (
        True,
        APRIL_9,
        APRIL_20,
        TODAY,
    )
    assert fresh(case).had_advocate


def test_advocacy_is_declined_with_what_they_said(members):
    case = at_stage_1(people=(KAYLA,))
    done(members, case, "offer-advocacy", **on("offered_on", APRIL_9), to=str(person(case)))
    done(members, case, "decline-advocacy", **on("answered_on", APRIL_9), because="Not now.")

    assert Advocacy.objects.get().declined_because == "Not now."


def test_somebody_who_works_for_the_council_is_no_advocate(members):
    case = at_stage_1(people=(KAYLA,))
    said = {"name": "Otto Quay", "declares": ["manages_service"]}
    page = refused(members, case, "appoint-advocate", **on("appointed_on", APRIL_20), **said)

    assert "This person cannot be the advocate." in page


def test_the_advocacy_asked_for_before_a_case_is_taken_up_in_it(members):
    case = received(people=(KAYLA,))
    who = Asks("child", person=person(case))
    earlier = advocacy_before.ask_for_advocate(
        who=who, asked_on=date(2026, 3, 20), words="Help.", by="amina", at=case.recorded_at
    )
    done(members, case, "take-up-earlier-advocacy", **on("day", APRIL_9), earlier=earlier.reference)

    assert Advocacy.objects.get(representation=case).offered_on == date(2026, 3, 20)


def test_without_such_a_request_there_is_nothing_to_take_up_and_the_page_says_so(members):
    answer = signed_in(members["complaints_manager"]).get(at(received(), "take-up-earlier-advocacy"))

    assert answer.status_code == 409
    assert "There is no request for an advocate from before it" in answer.content.decode()


def test_a_worry_about_safety_says_who_was_told_when_and_by_whom_and_its_wait_ends(members):
    case = at_stage_1()
    told = {
        "told": "The front door team, Priya",
        "reason": "She is afraid to go home.",
        "decided_by": "Amina Odell",
    }
    assert "end-wait-for-safeguarding" not in page_of(members, case)
    done(
        members,
        case,
        "refer-to-safeguarding",
        **on("told_on", APRIL_9),
        **told,
        waits_because="They see her today.",
    )
    row = Decision.objects.get(about="safeguarding")
    assert (row.told_on, row.decided_by) == (APRIL_9, "Amina Odell")
    assert "Told: The front door team, Priya" in row.evidence

    assert "end-wait-for-safeguarding" in page_of(members, case)
    done(members, case, "end-wait-for-safeguarding", **on("day", APRIL_20), **WHY)
    row.refresh_from_db()
    assert row.ended_on == APRIL_20


def test_a_change_waits_until_its_freeze_ends(members):
    case = at_stage_1()
    said = {"what": "The move to another home", "is_frozen": "yes", "with_service": "Gwen Ash", **WHY}
    days = {**on("decided_on", APRIL_9), **on("told_on", APRIL_9)}
    done(members, case, "decide-freeze", **days, **said)
    done(members, case, "end-freeze", **on("day", APRIL_20), **on("told_on", APRIL_20), **WHY)

    answers = list(Decision.objects.filter(about="freeze").order_by("pk").values_list("answer", "ended_on"))
    assert answers == [("frozen", APRIL_20), ("ended", None)]


def test_a_limit_on_contact_has_a_day_of_review_is_looked_at_again_and_ends(members):
    case = at_stage_1()
    days = {**on("decided_on", APRIL_9), **on("told_on", APRIL_9), **on("review_on", date(2026, 12, 1))}
    done(members, case, "limit-contact", **days, limit="E-mail only.", **WHY)
    assert "E-mail only. To be looked at again by Tuesday 1 December 2026." in page_of(members, case)
    again = {**on("reviewed_on", APRIL_20), **on("told_on", APRIL_20), **on("review_on", date(2027, 1, 4))}
    done(members, case, "review-limit", **again, **WHY)
    done(members, case, "end-limit", **on("day", TODAY), **on("told_on", TODAY), **WHY)

    assert "E-mail only" not in page_of(members, case)


def test_a_limit_without_a_day_of_review_is_refused(members):
    case = at_stage_1()
    days = {**on("decided_on", APRIL_9), **on("told_on", APRIL_9)}
    page = refused(members, case, "limit-contact", **days, limit="E-mail only.", **WHY)

    assert "Enter the day it is looked at again" in page
    assert not Decision.objects.filter(about="limit").exists()


def test_what_was_said_of_and_to_a_regulator_is_on_record(members):
    case = at_stage_1()
    told = {"person": str(person(case)), "regulator": "Ofsted", "way": "letter"}
    done(members, case, "tell-of-regulator", **on("told_on", APRIL_9), **told)
    passed = {"who": "regulator", "regulator": "Ofsted", "way": "email", "words": "Asked for the plan."}
    done(members, case, "record-regulator", **on("told_on", APRIL_20), **passed)

    assert "may tell Ofsted at any time" in ContactAttempt.objects.get().words
    assert RegulatorContact.objects.get().words == "Asked for the plan."
