"""What stands beside the cases: promises, the Ombudsman, thanks, advocates asked for, safety, and closing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.living import KAYLA, at_stage_1, person, received
from tests.casework.stages import adjudicated, label, of, somebody
from tests.web.act_pages import hidden, signed_in
from tests.web.acts_done import TODAY, WHY, done, office_on, on

from heard.casework import ombudsman, parties, promises, safety
from heard.casework.advocacy_before import Asks, ask_for_advocate
from heard.casework.parties import Somebody
from heard.casework.promises import Agreed
from heard.representations.models import AdvocacyReferral

pytestmark = pytest.mark.django_db
AGREED, DUE = date(2026, 10, 5), date(2026, 11, 18)
AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
LISTS = (
    "/promises/",
    "/promises/?view=kept",
    "/ombudsman/",
    "/compliments/",
    "/themes/",
    "/safety/",
    "/advocates/",
)
NUMBER = "26 000 001"


@pytest.fixture
def members(monkeypatch):
    return office_on(monkeypatch)


def promised(words: str = "Ring back the same day.", due_on: date = DUE):
    case = at_stage_1()
    action = Agreed(words, somebody("Gwen Ash"), due_on)
    return case, promises.agree_action(**of(case, agreed_on=AGREED, action=action))


def page_of(members, address: str, role: str = "complaints_manager") -> str:
    answer = signed_in(members[role]).get(address)
    assert answer.status_code == 200, answer.content.decode()
    page: str = answer.content.decode()
    return page


def test_a_late_promise_says_what_who_and_by_how_much_and_is_in_the_counts(members):
    promised()
    page = page_of(members, "/promises/?view=late")

    for words in (
        "Ring back the same day.",
        "Gwen Ash",
        "2 working days late",
        "1 promise is to be kept. 1 is late.",
    ):
        assert words in page


def test_a_kept_promise_shows_its_proof_who_closed_it_and_whether_the_person_was_told(members):
    case, row = promised()
    promises.complete_action(
        **of(case, done_on=DUE, action=row.pk, proof="The call log.", accepted_by="Dana Holt")
    )
    page = page_of(members, "/promises/?view=untold")

    for words in ("The call log.", "Accepted by Dana Holt", f"/cases/{case.reference}/do/tell-of-action/"):
        assert words in page
    promises.tell_of_action(**of(case, told_on=TODAY, action=row.pk, how="By telephone"))
    assert "Nothing here." in page_of(members, "/promises/?view=untold")
    assert "Sunday 22 November 2026" in page_of(members, "/promises/?view=kept")


def test_ones_own_promises_are_those_whose_owner_one_is(members):
    promised()
    assert "Nothing here." in page_of(members, "/promises/?view=mine")
    _, row = promised("Write to the school.")
    owner = members["complaints_manager"]
    owner.person_id = row.owner_id
    owner.save()

    page = page_of(members, "/promises/?view=mine")
    assert "Write to the school." in page


def test_nothing_of_a_walled_case_is_listed_or_counted(members):
    case, row = promised()
    ombudsman.open_ombudsman_case(**of(case, received_on=AGREED, ombudsman_reference=NUMBER))
    safety.refer_to_safeguarding(
        **of(case, told_on=AGREED, told="Priya", reason="Afraid.", decided_by="Amina")
    )
    before = {
        address: case.reference in page_of(members, address)
        for address in ("/promises/", "/ombudsman/", "/safety/")
    }
    parties.add_party(**of(case, day=AGREED, somebody=Somebody("worker", "Complaints Manager")))

    assert set(before.values()) == {True}
    for address in before:
        page = page_of(members, address)
        assert case.reference not in page
        assert row.words not in page
    assert "Nothing that was promised is still to be kept." in page_of(members, "/promises/")


def test_the_file_of_the_ombudsman_shows_the_second_clock_the_decision_and_the_proof(members):
    case = adjudicated()
    label("decision", "Upheld", "upheld")
    ombudsman.open_ombudsman_case(**of(case, received_on=AGREED, ombudsman_reference=NUMBER))
    asked = {"received_on": AGREED, "asked": "What was said?", "answer_by": date(2026, 11, 25)}
    ombudsman.receive_ombudsman_enquiry(**of(case, ombudsman_reference=NUMBER, **asked))
    wants = (ombudsman.Asked("Pay £150.", date(2026, 12, 7)),)
    decided = {"decided_on": date(2026, 11, 2), "label": "Upheld", "narrative": "Fault.", "asked": wants}
    ombudsman.record_ombudsman_decision(**of(case, ombudsman_reference=NUMBER, **decided))
    page = page_of(members, f"/cases/{case.reference}/ombudsman/")

    for words in (
        "What was said?",
        "3 working days left",
        "Upheld",
        "Pay £150.",
        "Not sent",
        "11 working days left",
    ):
        assert words in page
    assert "1 waits for something from us." in page_of(members, "/ombudsman/")


def test_a_case_without_the_ombudsman_has_no_such_tab(members):
    case = at_stage_1()
    assert f"/cases/{case.reference}/ombudsman/" not in page_of(members, f"/cases/{case.reference}/")
    ombudsman.open_ombudsman_case(**of(case, received_on=AGREED, ombudsman_reference=NUMBER))

    assert f"/cases/{case.reference}/ombudsman/" in page_of(members, f"/cases/{case.reference}/")


def test_a_compliment_waits_for_thanks_and_is_then_shared(members):
    case = received("compliment", points=())
    assert "1 waits for thanks." in page_of(members, "/compliments/?thanked=no")
    done(members, case, "thank", **on("thanked_on", AGREED), words="Thank you.", thanked_by="Amina Odell")

    page = page_of(members, "/compliments/")
    assert "Everybody was thanked." in page
    assert f"/cases/{case.reference}/do/share/" in page


def test_closing_shows_the_outcome_of_each_point_and_what_is_still_owed(members):
    case = adjudicated()
    page = page_of(members, f"/cases/{case.reference}/closing/")

    for words in ("Upheld", "Not upheld", "Ring back the same day.", "Nothing is written yet."):
        assert words in page


def test_an_advocate_is_asked_for_referred_spoken_to_and_taken_up_in_a_case(members):
    manager = signed_in(members["complaints_manager"])
    once = {"once": hidden(manager.get("/advocates/new/").content.decode(), "once")}
    asks = {"name": "Kayla Thornbeck", "relation": "child", **on("asked_on", date(2026, 3, 20)), **once}
    first, again = manager.post("/advocates/new/", asks), manager.post("/advocates/new/", asks)
    row = AdvocacyReferral.objects.get()
    place = f"/advocates/{row.reference}/"
    assert (first.headers["Location"], again.headers["Location"], row.as_a_right) == (place, place, True)

    refer = {"provider": "Open Voice", **on("referred_on", date(2026, 3, 21))}
    assert manager.post(f"{place}refer/", refer).status_code == 302
    assert manager.post(f"{place}spoke/", on("spoke_on", date(2026, 3, 25))).status_code == 302
    case = received(people=(KAYLA,))
    row.person_id = person(case)
    row.save()
    done(members, case, "take-up-earlier-advocacy", **on("day", AGREED), earlier=row.reference)

    assert case.reference in manager.get(place).content.decode()


def test_a_step_that_does_not_fit_is_refused_in_words_and_nothing_is_lost(members):
    manager = signed_in(members["complaints_manager"])
    asks = {"name": "Kayla Thornbeck", "relation": "child", **on("asked_on", AGREED)}
    manager.post("/advocates/new/", asks)
    place = f"/advocates/{AdvocacyReferral.objects.get().reference}/"

    answer = manager.post(f"{place}spoke/", on("spoke_on", TODAY))

    assert answer.status_code == 422
    assert "No provider has been asked" in answer.content.decode()


@pytest.mark.parametrize("role", ["team_manager", "director", "panel_clerk"])
def test_requests_for_an_advocate_are_for_the_complaints_team(members, role):
    assert signed_in(members[role]).get("/advocates/").status_code == 403
    assert "/advocates/" not in page_of(members, "/promises/", role)


def test_a_limit_to_be_looked_at_again_comes_first(members):
    case = at_stage_1()
    limit = {
        "decided_on": AGREED,
        "limit": "E-mail only.",
        "review_on": date(2026, 11, 20),
        "told_on": AGREED,
        **WHY,
    }
    safety.limit_contact(**of(case, **limit))
    page = page_of(members, "/safety/?kind=limit")

    assert "1 is to be looked at again now." in page
    assert "E-mail only." in page


def test_a_list_asks_as_many_questions_for_many_rows_as_for_few(members):
    manager = signed_in(members["complaints_manager"])

    def asked() -> dict[str, int]:
        counts = {}
        for address in LISTS:
            with CaptureQueriesContext(connection) as questions:
                assert manager.get(address).status_code == 200
            counts[address] = len(questions)
        return counts

    everything(1)
    asked()
    few = asked()
    for number in range(2, 6):
        everything(number)

    assert asked() == few


def everything(number: int) -> None:
    """One of everything that the lists show."""
    case, row = promised()
    promised()
    promises.complete_action(**of(case, done_on=DUE, action=row.pk, proof="The log.", accepted_by="Dana"))
    opened = {"received_on": AGREED, "ombudsman_reference": f"26 00{number}"}
    ombudsman.open_ombudsman_case(**of(case, **opened))
    asked = {"received_on": AGREED, "asked": "What?", "answer_by": date(2026, 11, 25)}
    ombudsman.receive_ombudsman_enquiry(**of(case, ombudsman_reference=f"26 00{number}", **asked))
    safety.refer_to_safeguarding(
        **of(case, told_on=AGREED, told="Priya", reason="Afraid.", decided_by="Amina")
    )
    received("compliment", points=())
    ask_for_advocate(who=Asks("child", name=f"Kayla {number}"), asked_on=AGREED, words="", by="amina", at=AT)
