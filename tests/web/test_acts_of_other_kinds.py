"""What is no complaint, what belongs together, and what was wrong on record: their pages, and one refusal of each."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import CONDUCT, DELAY, MALIK, WHO, at_stage_1, fresh, person, received
from tests.web.act_pages import sent, signed_in
from tests.web.acts_done import WHY, at, done, office_on, on, refused
from tests.web.small_council import bring_in
from tests.web.small_council import case as from_before

from heard.casework import parties
from heard.ledger.models import Correction
from heard.representations.models import Decision, Link, Party, Representation, Stage

pytestmark = pytest.mark.django_db
APRIL_3, APRIL_9, APRIL_20 = date(2026, 4, 2), date(2026, 4, 9), date(2026, 4, 20)


@pytest.fixture
def members(monkeypatch):
    return office_on(monkeypatch)


def simple(kind: str) -> Representation:
    return received(kind, people=() if kind == "anonymous_report" else (MALIK,), points=())


def test_a_concern_is_settled_and_its_clock_stops(members):
    case = simple("concern")
    done(members, case, "settle", **on("settled_on", APRIL_9), how="Tom rang.", settled_by="Tom Ashby")

    assert Stage.objects.get(representation=case).answered_on == APRIL_9


def test_a_member_is_answered_only_with_what_they_may_know(members):
    case = simple("mp_enquiry")
    said = {**on("sent_on", APRIL_9), "words": "We are looking into it.", "answered_by": "Amina Odell"}
    assert "Enter what the member may be told" in refused(members, case, "answer", **said)
    done(members, case, "answer", **said, may_know="Her mother agreed, in writing.")

    assert Decision.objects.get(about="answer").evidence == "Her mother agreed, in writing."


def test_an_enquiry_gets_more_time_before_its_day(monkeypatch):
    members = office_on(monkeypatch, APRIL_3)
    case = simple("mp_enquiry")
    days = {**on("decided_on", APRIL_3), **on("until", date(2026, 4, 22)), **on("told_on", APRIL_3)}
    done(members, case, "extend", **days, **WHY)

    assert Decision.objects.get(about="more_time").review_on == date(2026, 4, 22)


def test_a_compliment_is_thanked_for_and_shared(members):
    case = simple("compliment")
    done(members, case, "thank", **on("thanked_on", APRIL_9), words="Thank you.", thanked_by="Amina Odell")
    done(
        members,
        case,
        "share",
        **on("shared_on", APRIL_20),
        shared_with="Tom and his team",
        shared_by="Amina Odell",
    )

    assert fresh(case).state == "shared"


def test_a_report_from_nobody_known_is_considered_and_its_author_recorded_when_they_say_so(members):
    case = simple("anonymous_report")
    done(members, case, "consider", **on("decided_on", APRIL_9), action="The team visits.", **WHY)
    done(members, case, "identify", **on("said_on", APRIL_20), name="Ruth Amsel", relation="other")

    assert Decision.objects.get(about="anonymous").evidence == "The team visits."
    assert Party.objects.get(representation=case).person.name == "Ruth Amsel"


def test_points_are_taken_out_into_a_case_of_their_own(members):
    case = received(points=(DELAY, CONDUCT))
    days = {**on("decided_on", APRIL_9), **on("told_on", APRIL_9)}
    done(members, case, "split", **days, **WHY, points=["2"], kind="corporate_complaint")

    other = Representation.objects.exclude(pk=case.pk).get()
    assert (other.kind, other.received_on, other.elements.get().words) == (
        "corporate_complaint",
        case.received_on,
        CONDUCT.words,
    )


def test_two_cases_are_joined_by_two_persons_and_stand_alone_again(members):
    first, second = received(), received()
    days = {**on("decided_on", APRIL_9), **on("told_on", APRIL_9)}
    done(members, second, "join", **days, **WHY, into=first.reference)
    assert fresh(second).state == "joined"

    done(members, second, "separate", **on("decided_on", APRIL_20), **WHY)
    assert fresh(second).state != "joined"


def test_a_case_that_is_hidden_cannot_be_linked_nor_guessed(members):
    case, hidden = received(), received(points=(DELAY,))
    link = {**on("day", APRIL_9), "because": "the same matter"}
    tom = parties.Somebody("worker", "Complaints Manager")
    parties.add_party(reference=hidden.reference, day=APRIL_9, somebody=tom, **WHO)

    never = refused(members, case, "link", **link, to="CR-2026-9999")
    walled = refused(members, case, "link", **link, to=hidden.reference)

    assert "We cannot find that case." in never
    assert "We cannot find that case." in walled
    assert not Link.objects.exists()


def test_two_cases_are_linked_and_each_stays_whole(members):
    case, other = received(), received()
    done(members, case, "link", **on("day", APRIL_9), to=other.reference, because="brothers and sisters")

    assert Link.objects.get().because == "brothers and sisters"


def test_nothing_is_shared_with_another_body_without_consent(members):
    case = at_stage_1()
    said = {**on("shared_on", APRIL_20), "body": "Ashmere Hospital", "lead": "body", **WHY}
    assert "has not consented to sharing" in refused(members, case, "share-with-body", **said)
    consent = {"person": str(person(case)), "given": "yes", "bounds": "The hospital.", "evidence": "Signed."}
    done(members, case, "record-consent", **on("day", APRIL_9), **consent)
    done(members, case, "share-with-body", **said)

    assert fresh(case).joint_with == "Ashmere Hospital"


def test_the_record_is_corrected_by_two_and_what_it_was_stays(members):
    case = at_stage_1()
    said = {
        "what": "point/1/arose_on",
        "why": "Misread.",
        "evidence": "Her e-mail.",
        **on("corrected_on", APRIL_20),
    }
    done(members, case, "correct", **said, **on("right_day", date(2026, 2, 12)))

    row = Correction.objects.get(what="point/1/arose_on")
    assert (row.was, row.became) == ("2026-02-02", "2026-02-12")


def test_a_correction_without_the_right_value_is_asked_for_it(members):
    case = at_stage_1()
    said = {
        "what": "point/1/arose_on",
        "why": "Misread.",
        "evidence": "Her e-mail.",
        **on("corrected_on", APRIL_20),
    }
    page = refused(members, case, "correct", **said)

    assert "Enter the right value, or tick that there is none" in page
    assert not Correction.objects.exists()


def test_a_case_brought_in_goes_on_only_from_where_its_own_facts_say(members):
    bring_in([from_before(0)])
    case = Representation.objects.get(reference="CS-0000")
    manager = signed_in(members["complaints_manager"])

    wrong = manager.get(at(case, "continue-at-stage-2"))
    assert (wrong.status_code, "its own facts say otherwise" in wrong.content.decode()) == (409, True)
    answer = sent(manager, at(case, "continue-at-stage-1"), **on("decided_on", APRIL_20), **WHY)

    assert answer.status_code == 302
    assert fresh(case).state == "stage_1"
