"""The Ombudsman's cases at their pages and in their file: answers reach the record, or are refused in words."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import at_stage_1, received
from tests.casework.stages import adjudicated, label, somebody
from tests.web.act_pages import signed_in
from tests.web.acts_done import TODAY, done, office_on, on, refused

from heard.representations.models import (
    OmbudsmanCase,
    OmbudsmanEnquiry,
    OmbudsmanRecommendation,
    PublicReport,
)

pytestmark = pytest.mark.django_db
NUMBER = "26 000 001"
OPENED, DECIDED, SENT = date(2026, 9, 1), date(2026, 10, 5), date(2026, 11, 20)
OPEN = {**on("received_on", OPENED), "ombudsman_reference": NUMBER, "premature": "no"}
DECISION = {
    **on("decided_on", DECIDED),
    "ombudsman_reference": NUMBER,
    "label": "Upheld",
    "narrative": "We will not investigate: a remedy is agreed.",
}


@pytest.fixture
def members(monkeypatch):
    found = office_on(monkeypatch)
    label("decision", "Upheld", "upheld")
    return found


def test_an_enquiry_is_answered_and_a_decision_kept_with_what_it_asks_for_and_its_proof(members):
    case = adjudicated()
    done(members, case, "open-ombudsman-case", **OPEN)
    asked = {**on("received_on", OPENED), **on("answer_by", date(2026, 12, 1)), "asked": "What was said?"}
    done(members, case, "receive-ombudsman-enquiry", **asked, ombudsman_reference=NUMBER)
    enquiry = OmbudsmanEnquiry.objects.get()
    answered = {**on("answered_on", SENT), "enquiry": str(enquiry.pk), "answer": "The letters, in full."}
    done(members, case, "answer-ombudsman-enquiry", **answered)
    wants = {
        "words_1": "Pay £150.",
        **on("due_on_1", date(2026, 12, 5)),
        "owner_1": str(somebody("Dana Holt")),
    }
    done(members, case, "record-ombudsman-decision", **DECISION, **{**wants, "owner_1": ""})
    row = OmbudsmanRecommendation.objects.get()
    assert (row.words, row.due_on, row.case.decision.label) == ("Pay £150.", date(2026, 12, 5), "Upheld")

    proof = {**on("sent_on", SENT), "recommendation": str(row.pk), "proof": "The payment of 19 November."}
    done(members, case, "send-proof", **proof)
    word = {**on("accepted_on", TODAY), "recommendation": str(row.pk), "verdict": "Complied with, in time"}
    done(members, case, "complete-recommendation", **word)
    row.refresh_from_db()
    assert (row.proof_sent_on, row.accepted_on, row.verdict) == (SENT, TODAY, "Complied with, in time")


def test_what_a_decision_asks_for_needs_the_day_the_decision_states(members):
    case = adjudicated()
    done(members, case, "open-ombudsman-case", **OPEN)
    page = refused(members, case, "record-ombudsman-decision", **DECISION, words_1="Pay £150.")

    assert "Enter the day the decision states for it" in page
    assert OmbudsmanCase.objects.get().decision is None


def test_before_a_proof_was_sent_the_ombudsman_has_accepted_none(members):
    case = adjudicated()
    done(members, case, "open-ombudsman-case", **OPEN)
    wants = {"words_1": "Pay £150.", **on("due_on_1", date(2026, 12, 5))}
    done(members, case, "record-ombudsman-decision", **DECISION, **wants)
    manager = signed_in(members["complaints_manager"])

    answer = manager.get(f"/cases/{case.reference}/do/complete-recommendation/")

    assert answer.status_code == 409
    assert "There is no proof that waits for the Ombudsman’s word" in answer.content.decode()


def test_a_case_sent_back_as_premature_is_no_finding_of_fault(members):
    case = received()
    done(members, case, "open-ombudsman-case", **{**OPEN, "premature": "unknown"})
    back = {**on("sent_back_on", DECIDED), "ombudsman_reference": NUMBER, "narrative": "Your turn first."}
    done(members, case, "sent-back-as-premature", **back)

    row = OmbudsmanCase.objects.get()
    assert (row.is_premature, row.sent_back_on, row.decision) == (True, DECIDED, None)


def test_a_public_report_is_answered_by_members_and_never_by_an_officer_alone(members):
    case = adjudicated()
    done(members, case, "open-ombudsman-case", **OPEN)
    done(members, case, "receive-public-report", **on("received_on", DECIDED), ombudsman_reference=NUMBER)
    answer = {**on("answered_on", SENT), **on("considered_on", OPENED), "ombudsman_reference": NUMBER}
    page = refused(members, case, "answer-public-report", **answer, considered_by="Cabinet")
    assert "between the day it came" in page

    done(
        members,
        case,
        "answer-public-report",
        **{**answer, **on("considered_on", SENT)},
        considered_by="Cabinet",
    )
    assert PublicReport.objects.get().considered_by == "Cabinet"


def test_cases_decided_in_one_finding_are_offered_only_from_cases_one_may_see(members):
    case, other = at_stage_1(), at_stage_1()
    done(members, case, "open-ombudsman-case", **OPEN)
    done(members, other, "open-ombudsman-case", **{**OPEN, "ombudsman_reference": "26 000 002"})
    done(members, case, "record-ombudsman-decision", **DECISION, together_with=["26 000 002"])

    assert OmbudsmanCase.objects.get(reference="26 000 002").decided_with.reference == NUMBER
