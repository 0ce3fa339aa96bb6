"""An officer brings in a list kept by hand; a manager takes it back. With scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.walking import become, heading, leave, look_at, messy_list


def answer_the_slip(page: Page, mark: str) -> None:
    """“Front Door Svc” is the Front Door."""
    group = page.get_by_role("group", name=f"“Front Door Svc {mark}” in teams")
    group.get_by_label("The same as “Front Door”").check()
    page.get_by_role("button", name="Keep these answers and look again").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_messy_list_comes_in_is_seen_and_is_taken_back(demonstration, page_at, tmp_path, scripts):
    mark = "a" if scripts else "b"
    page, url = page_at(1280, java_script_enabled=scripts), demonstration.url
    become(page, url, "Complaints officer")
    look_at(page, url, messy_list(tmp_path, mark))
    expect(page.get_by_text("It cannot be kept yet.").first).to_be_visible()
    expect(page.get_by_text("1 exact duplicate left out")).to_be_visible()

    answer_the_slip(page, mark)
    expect(page.get_by_text("Nothing stands in the way.")).to_be_visible()
    expect(page.get_by_role("row", name=f"MX-{mark}-3").first).to_be_visible()

    page.get_by_role("button", name="Keep this list").click()
    expect(page.get_by_role("alert")).to_contain_text("This is a demonstration and the list was not kept")
    page.get_by_label("Put this list into the demonstration").check()
    page.get_by_role("button", name="Keep this list").click()
    assert heading(page).startswith("Import ")
    number = heading(page).removeprefix("Import ")

    page.get_by_role("link", name=f"MX-{mark}-3").click()
    assert heading(page) == f"Case MX-{mark}-3"
    expect(page.get_by_text("Brought in from the council’s own list.", exact=True)).to_be_visible()
    expect(page.get_by_text("Front Door").first).to_be_visible()

    leave(page)
    become(page, url, "Complaints manager")
    page.goto(f"{url}/imports/{number}/")
    page.get_by_role("button", name="Take import back").click()
    expect(page.get_by_role("heading", name=f"Import {number} was taken back")).to_have_count(0)
    expect(
        page.get_by_text(f"Import {number} was taken back. Its cases are as they were before it.")
    ).to_be_visible()
    assert page.goto(f"{url}/cases/MX-{mark}-3/").status == 404


def test_the_ledger_is_whole_after_lists_came_and_went(demonstration, page_at):
    page = page_at(1280)
    become(page, demonstration.url, "System administrator")
    page.get_by_role("button", name="Check the ledger").click()

    expect(page.get_by_role("heading", name="The ledger is whole")).to_be_visible()
    assert demonstration.run("audit", "verify").returncode == 0
