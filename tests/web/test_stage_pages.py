"""The pages of a case besides its tabs: the statement, the set-up, the findings grid, the panel and its papers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.stages import both_reports, investigating, recommended, with_panel
from tests.casework.test_bundles import paper, pdf
from tests.web.act_pages import day, office, signed_in

from heard.casework.new_details import NewElement
from heard.casework.writing import writing
from heard.outcomes.models import Finding
from heard.representations.models import Appointment, Assignment, Bundle, Engagement, Grant
from heard.web import seeing
from heard.web.desk import findings_grid, panel_bundle, panel_setup, stage_2_setup, stage_2_setup_forms
from heard.web.desk.acts import view

pytestmark = pytest.mark.django_db
TODAY, NOW = date(2026, 7, 20), datetime(2026, 7, 20, 10, 0, tzinfo=UTC)
MODULES = (seeing, view, findings_grid, panel_bundle, panel_setup, stage_2_setup, stage_2_setup_forms)


@pytest.fixture
def members(monkeypatch, settings, tmp_path):
    settings.DATA = tmp_path
    for module in MODULES:
        for name, given in (("today", TODAY), ("now", NOW)):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, lambda given=given: given)
    return office()


@pytest.fixture
def manager(members):
    return signed_in(members["complaints_manager"])


def page(client, case, rest: str) -> str:
    answer = client.get(f"/cases/{case.reference}/{rest}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_statement_shows_their_words_beside_the_wording_and_both_readings(manager):
    shown = page(manager, investigating(), "statement/")

    assert "Nobody rang back for six weeks." in shown
    assert "Calls were not returned for six weeks." in shown
    assert "This one: it alerts" in shown
    assert "Kept beside it" in shown


def test_a_blank_of_the_grid_is_not_decided_and_never_not_upheld(manager):
    shown = page(manager, both_reports(), "findings/")

    assert shown.count("Not decided") >= 2
    assert "2 not decided" in shown
    assert "Agrees with the investigating officer" in shown


def test_a_point_is_decided_on_its_page_and_goes_among_the_answers_not_sent(manager):
    case = both_reports()
    address = f"/cases/{case.reference}/findings/2/"
    refused = manager.post(address, {"finding": "Upheld", "reason": ""})
    assert refused.status_code == 422
    assert "Enter why you differ from" in refused.content.decode()

    manager.post(address, {"finding": "Upheld", "reason": "The recording shows it."})
    assert "Your decision, not sent: Upheld" in page(manager, case, "findings/")
    assert "The recording shows it." in page(manager, case, "do/adjudicate/")
    assert not Finding.objects.filter(step="adjudicator").exists()


def test_what_somebody_decides_and_has_not_sent_is_shown_to_nobody_else(manager, members):
    case = both_reports()
    manager.post(f"/cases/{case.reference}/findings/1/", {"finding": "Upheld", "reason": "Seen."})

    assert "not sent" not in page(signed_in(members["complaints_officer"]), case, "findings/")


def test_a_contract_and_leave_to_see_are_kept_for_somebody_appointed(manager, members):
    case = investigating()
    ines = Appointment.objects.get(part="investigating_officer")
    assert "No contract is on record" in page(manager, case, "stage-2/")
    said = {**day("signed_on", 2026, 5, 7), "terms": "Eight days.", **day("report_due_on", 2026, 6, 1)}

    wrong = manager.post(
        f"/cases/{case.reference}/contract/{ines.pk}/", {**said, **day("report_due_on", 2026, 5, 1)}
    )
    assert wrong.status_code == 422
    assert "before the contract" in wrong.content.decode()
    assert manager.post(f"/cases/{case.reference}/contract/{ines.pk}/", said).status_code == 302
    assert Engagement.objects.get().terms == "Eight days."
    assert not Grant.objects.exists()


def test_a_bundle_is_put_together_checked_frozen_and_opened_at_its_page(manager):
    case = with_panel()
    address = f"/cases/{case.reference}/panel/bundle/"
    first, second = paper(case, "Report", pdf("One")), paper(case, "Letter", pdf("Two"))
    manager.post(address, {"begin": "yes"})
    manager.post(address, {"pick": "yes", "paper": [str(first.pk), str(second.pk)]})
    letter = Bundle.objects.get().papers.get(document=second)
    assert manager.post(address, {"up": str(letter.pk)}).headers["Location"].endswith(f"#paper-{letter.pk}")
    assert (
        "Nothing protected was found on 2 pages" in manager.post(address, {"check": "yes"}).content.decode()
    )

    manager.post(address, {"freeze": "yes"})
    shown = page(manager, case, "panel/bundle/")
    assert shown.index("1. Letter") < shown.index("2. Report")
    file = manager.get(f"{address}1/")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.content.startswith(b"%PDF")
    again = manager.post(address, {"freeze": "yes"})
    assert again.status_code == 422
    assert "What is frozen is never changed" in again.content.decode()


def test_who_may_not_open_a_paper_learns_no_more_than_that_there_is_one(manager, members):
    from heard.casework.permissions import Level

    case = with_panel()
    address = f"/cases/{case.reference}/panel/bundle/"
    one = paper(case, "A most private letter", pdf("One"), level=Level.S3)
    manager.post(address, {"begin": "yes"})
    manager.post(address, {"pick": "yes", "paper": [str(one.pk)]})

    answers = signed_in(members["team_manager"])
    assert answers.get(address).status_code == 404
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(
            Assignment(
                representation=case,
                member=members["team_manager"],
                part="responder",
                begins_on=date(2026, 7, 1),
            )
        )
    shown = answers.get(address).content.decode()
    assert "A most private letter" not in shown
    assert "1 more paper you may not open is in it" in shown


@pytest.mark.parametrize("rest", ["statement/", "stage-2/", "findings/", "panel/", "panel/bundle/"])
def test_a_case_one_may_not_see_answers_as_one_never_issued(manager, members, rest):
    case = with_panel()
    stranger = signed_in(members["team_manager"])
    hidden, never = (
        stranger.get(f"/cases/{case.reference}/{rest}"),
        stranger.get(f"/cases/CR-2026-9999/{rest}"),
    )

    assert (hidden.status_code, never.status_code) == (404, 404)
    assert len(hidden.content) == len(never.content)


@pytest.mark.parametrize("rest", ["statement/", "stage-2/", "findings/"])
def test_a_page_asks_the_database_no_more_of_ten_points_than_of_two(manager, rest):
    case = investigating()
    few = statements(manager, case, rest)
    more = [NewElement(f"Point number {number}.", arose_on=date(2026, 3, 3)) for number in range(8)]
    from heard.casework.details import record_elements

    record_elements(case.reference, more, by="amina", at=NOW)
    assert statements(manager, case, rest) == few


def statements(client, case, rest: str) -> int:
    page(client, case, rest)
    with CaptureQueriesContext(connection) as asked:
        page(client, case, rest)
    return len(asked)


def test_the_panel_says_by_when_and_on_what_basis_and_what_it_said(manager):
    shown = page(manager, recommended(), "panel/")

    assert "SI 2006/1738, regulation 19(4)" in shown
    assert "Malik Thornbeck complains that calls were not returned" in shown
    assert "Apologise in person. Not answered yet." in shown
