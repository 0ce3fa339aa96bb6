"""A councillor reads the annual report and asks what a number means; an officer opens it to its cases."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from tests.journeys.walking import become, heading

REFERENCE = re.compile(r"CR-\d{4}-\d{4}")


def press_the_first_number(page: Page, url: str) -> str:
    """Open the newest full report and press the first number of its key figures; what that number was."""
    page.goto(f"{url}/report/")
    page.get_by_role("link", name="Annual report 2025/26").click()
    number = page.locator("#table-key-figures td a.heard-figure").first
    said = number.inner_text()
    number.click()
    return said


def test_a_member_gets_the_definition_and_no_case(demonstration, page_at):
    page = page_at(1280)
    become(page, demonstration.url, "Elected member")
    said = press_the_first_number(page, demonstration.url)

    assert heading(page).startswith("Received")
    expect(page.get_by_text("Each counts once, whatever stages it reached")).to_be_visible()
    expect(page.locator(".heard-answer strong")).to_have_text(said)
    assert REFERENCE.findall(page.locator("main").inner_text()) == []


def test_an_officer_gets_the_cases_too_and_as_many_as_the_number_says(demonstration, page_at):
    page = page_at(1280)
    become(page, demonstration.url, "Complaints officer")
    said = press_the_first_number(page, demonstration.url)

    expect(page.get_by_text(f"{said} cases.", exact=False)).to_be_visible()
    page.locator("main").get_by_role("link", name=REFERENCE).first.click()
    assert heading(page).startswith("Case CR-")


def test_a_change_leads_to_the_two_numbers_it_was_made_of(demonstration, page_at):
    page = page_at(1280)
    become(page, demonstration.url, "Elected member")
    page.goto(f"{demonstration.url}/report/2025-26/")
    page.locator("#table-key-figures tbody tr").first.locator("td a").nth(2).click()

    assert heading(page) == "What this number is made of"
    assert page.locator("main h2").count() == 2


def test_the_report_as_a_file_needs_nothing_else(demonstration, page_at, tmp_path):
    page = page_at(1280)
    become(page, demonstration.url, "Elected member")
    page.goto(f"{demonstration.url}/report/2025-26/")
    with page.expect_download() as coming:
        page.get_by_role("link", name="HTML", exact=True).click()
    coming.value.save_as(tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text("utf-8")

    assert "<script" not in text
    assert not re.search(
        r'(?:src|href)="(?!#)[^"]*"', text.replace('href="https://www.legislation.gov.uk', "")
    )
