"""Each person of the demonstration sees their own pages and no others."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.journeys.walking import become, heading, leave, menu

GROUPS = ["Dashboards", "Reports"]
FIGURES = ["Figures"]
KNOWS = "I know this family"
OFFICE = [
    "New case",
    "E-mail",
    "Work",
    "Find",
    "Cases",
    "To approve",
    "Answers",
    "Promises",
    "Money",
    "Learning",
    *GROUPS,
    "Records",
    "Post",
    "Bring in a list",
    "Notices",
]
MENUS = {
    "Complaints officer": [*OFFICE, *FIGURES, "Moved dates", KNOWS],
    "Complaints manager": [*OFFICE, *FIGURES, "Moved dates", "Settings", "From outside", "Ledger", KNOWS],
    "Team manager": ["Work", "Find", "Cases", "Answers", "Promises", "Learning", *GROUPS, "Notices", *FIGURES, KNOWS],
    "Director of children’s services": [
        "Work", "Find", "Cases", "To approve", "Promises", "Money", "Learning", *GROUPS, "Notices", *FIGURES,
        "From outside", KNOWS,
    ],
    "Elected member": ["Learning", *GROUPS, *FIGURES],
    "System administrator": ["Learning", "People", "Ledger", KNOWS],
}  # fmt: skip
ADDRESSES = {
    "New case": "/cases/new/",
    "E-mail": "/mail/",
    "Work": "/work/",
    "Find": "/find/",
    "Cases": "/cases/",
    "Promises": "/promises/",
    "Money": "/payments/",
    "Post": "/post/",
    "Bring in a list": "/imports/",
    "Notices": "/notices/",
    "Figures": "/figures/",
    "Dashboards": "/dashboards/",
    "Reports": "/report/",
    "Records": "/subject-access/",
    "Moved dates": "/redatings/",
    "Settings": "/settings/",
    "From outside": "/grants/",
    "Ledger": "/ledger/",
}


@pytest.mark.parametrize("role", MENUS)
def test_each_role_sees_its_menu_and_only_its_pages(demonstration, page_at, role):
    page = page_at(1280)
    become(page, demonstration.url, role)

    assert menu(page) == MENUS[role]
    for name, address in ADDRESSES.items():
        answer = page.goto(f"{demonstration.url}{address}")
        assert answer.status == (200 if name in MENUS[role] else 403)
        if name not in MENUS[role]:
            assert heading(page) == "You cannot open this page"
            expect(page.get_by_text("Nothing was changed")).to_be_visible()


def test_somebody_who_signs_out_is_nobody(demonstration, page_at):
    page = page_at(1280)
    become(page, demonstration.url, "Complaints officer")
    leave(page)
    page.goto(f"{demonstration.url}/work/")

    assert heading(page) == "Sign in"


def test_a_team_manager_sees_only_the_team_on_every_page_of_cases(demonstration, page_at):
    page = page_at(1280)
    become(page, demonstration.url, "Team manager")
    page.goto(f"{demonstration.url}/cases/")
    teams = set(page.locator("td[data-label=Team]").all_text_contents())

    assert teams
    assert all(one.startswith("Assessment North") for one in teams)


def test_the_whole_way_in_can_be_walked_by_keyboard(demonstration, page_at):
    page = page_at(1280)
    page.goto(f"{demonstration.url}/")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "as":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/work/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main-content"
