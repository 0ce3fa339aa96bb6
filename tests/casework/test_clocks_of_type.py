"""A duty matter of a type that law gives a time has its clock on the case, in the work list and at night."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import living, offices
from tests.casework.offices import NOW

from heard.casework import intake, other_kinds
from heard.casework.clocks_of_type import type_of
from heard.casework.intake import Said
from heard.casework.looking_at_work import work_list
from heard.casework.nightly import night
from heard.casework.running import running_clocks
from heard.casework.writing import writing
from heard.law.procedure import CLOCK_OF_TYPE
from heard.people.models import Term

pytestmark = pytest.mark.django_db
# Received on Wednesday 1 July 2026: a month is Saturday 1 August, and so Monday the 3rd; 30 days are Friday the 31st.
RECEIVED = date(2026, 7, 1)
SUBJECT, DATA, OTHER = (
    "Duty matter: subject access",
    "Duty matter: data protection complaint",
    "Duty matter: housing",
)
DUE = {SUBJECT: date(2026, 8, 3), DATA: date(2026, 7, 31)}


@pytest.fixture
def made():
    office = offices.an_office()
    with writing("test_lists", by="amina", at=NOW) as line:
        for label in (DATA, OTHER):
            line.add(Term(list="kind", label=label, means="duty_matter"))
    return office


def matter(label):
    said = Said("duty_matter", RECEIVED, "Send me my file.", people=(living.MALIK,), kind_label=label)
    return intake.receive(said=said, by="amina", at=NOW)


def at_night(on: date) -> set[str]:
    return {one.what for one in night(on=on, by="night", at=NOW).noticed if one.clock}


@pytest.mark.parametrize("label", [SUBJECT, DATA])
def test_its_clock_runs_from_receipt_on_the_case_in_the_list_and_at_night(made, label):
    case = matter(label)

    (running,) = running_clocks(case, RECEIVED)
    (task,) = work_list(made["complaints_manager"], today=RECEIVED).tasks

    assert (running.started_on, running.due_on) == (RECEIVED, DUE[label])
    assert (task.due_on, task.next_act) == (
        DUE[label],
        "Answer the request for personal data" if label == SUBJECT else "Acknowledge",
    )
    assert "turned_today" in at_night(DUE[label])


def test_an_answer_stops_the_clock_of_a_request_for_personal_data(made):
    case = matter(SUBJECT)

    other_kinds.answer(
        reference=case.reference,
        sent_on=date(2026, 7, 20),
        words="Here it is.",
        answered_by="Amina Odell",
        **living.WHO,
    )

    assert list(running_clocks(living.fresh(case), date(2026, 7, 21))) == []
    assert at_night(date(2026, 9, 1)) == set()


def test_an_acknowledgement_stops_the_clock_of_a_complaint_about_personal_data(made):
    case = matter(DATA)

    intake.acknowledge(reference=case.reference, sent_on=date(2026, 7, 8), way="By letter", **living.WHO)

    assert list(running_clocks(living.fresh(case), date(2026, 7, 9))) == []


def test_a_type_without_a_time_has_no_clock(made):
    case = matter(OTHER)

    assert list(running_clocks(case, RECEIVED)) == []
    assert at_night(date(2027, 1, 4)) - {"no_act"} == set()


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Subject Access Request (SAR)", "subject_access"),
        ("subject-access", "subject_access"),
        ("Data protection complaint", "data_protection_complaint"),
        ("Data protection", ""),
        ("Complaint", ""),
    ],
)
def test_the_type_is_read_from_the_councils_own_label(label, code):
    assert type_of(label) == code


def test_every_type_with_a_clock_is_read_from_its_own_name():
    assert [type_of(code.replace("_", " ")) for code in CLOCK_OF_TYPE] == list(CLOCK_OF_TYPE)
