"""A letter goes out: left by an act, written, checked, issued, posted and received; with and without script."""

from __future__ import annotations

import os
import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser import PageAt, axe_clean, not_sideways
from tests.journeys.walking import become, leave
from tests.serving import Installation

SAID = "We are sorry that you had to wait."


def whole(page: Page) -> None:
    """The page holds: nothing sideways and, where a script can look, nothing for axe."""
    not_sideways(page)
    if page.evaluate("document.body.classList.contains('js-enabled')"):
        axe_clean(page)


def an_open_case(page: Page, url: str) -> str:
    """A live case: one of the day's work."""
    page.goto(f"{url}/work/")
    return re.search(r"/cases/(CR-\d{4}-\d{4})/", page.content())[1]  # type: ignore[index]


WAYS = [(1280, True), (320, False)]


@pytest.mark.parametrize(("width", "script"), WAYS if os.environ.get("HEARD_FULL") else WAYS[:1])
def test_a_letter_goes_from_its_act_to_the_day_it_arrives(
    demonstration: Installation, page_at: PageAt, width: int, script: bool
) -> None:
    url, page = demonstration.url, page_at(width, java_script_enabled=script)
    become(page, url, "Complaints officer")
    case = an_open_case(page, url)
    begin(page, url, case)
    write(page, script)
    check(page)
    issue(page)
    post(page, url, case)
    arrive(page, url, case)
    leave(page)


def begin(page: Page, url: str, case: str) -> None:
    page.goto(f"{url}/cases/{case}/letters/")
    whole(page)
    page.get_by_role("button", name="Write a letter").click()
    whole(page)
    page.get_by_role("button", name="Begin the letter").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    whole(page)
    page.get_by_label("Which letter").select_option("ombudsman_information")
    page.get_by_label("To whom").select_option(index=1)
    page.get_by_role("button", name="Begin the letter").click()


def write(page: Page, script: bool) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("How to go to the Ombudsman")
    words = page.get_by_label("The letter")
    words.fill(f"{words.input_value()}\nThis is vexatious.\n{SAID}")
    if script:
        expect(page.locator("[data-beside]")).to_contain_text("It says “vexatious”.")
        expect(page.locator("[data-letter-here]")).to_contain_text(SAID)
        expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved")
        typing_in_a_fact_changes_nothing(page)
    words.fill(words.input_value().replace("This is vexatious.\n", ""))
    whole(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved. It is a draft")).to_be_visible()
    page.get_by_role("link", name="Versions").click()
    expect(page.locator("ins").first).to_contain_text(SAID)
    whole(page)
    page.get_by_role("link", name="The letter").click()


def typing_in_a_fact_changes_nothing(page: Page) -> None:
    words = page.get_by_label("The letter")
    before = words.input_value()
    words.evaluate("box => box.setSelectionRange(box.value.indexOf('{') + 3, box.value.indexOf('{') + 3)")
    words.press("x")
    assert words.input_value() == before


def check(page: Page) -> None:
    page.get_by_role("button", name="Save and check").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check the letter")
    page.get_by_role("button", name="It is checked").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    assert page.title().startswith("Error: ")
    whole(page)
    for box in page.locator("input[name^='fact:']").all():
        box.check()
    although = page.get_by_label("Why it stays as it is")
    if although.count():
        although.fill("It is theirs to say.")
    page.get_by_role("button", name="It is checked").click()


def issue(page: Page) -> None:
    page.get_by_role("button", name="Issue it").click()
    whole(page)
    page.get_by_role("button", name=re.compile("Issue it today")).click()
    expect(page.get_by_text("waits to be posted").first).to_be_visible()


def post(page: Page, url: str, case: str) -> None:
    page.goto(f"{url}/post/")
    whole(page)
    row = page.locator("tr", has_text=case)
    row.get_by_role("link", name=re.compile("Another day or way|Say how it went out")).last.click()
    whole(page)
    page.get_by_label("post", exact=True).check()
    page.get_by_role("button", name="Put it on record").click()
    expect(page.get_by_text("On record as sent.")).to_be_visible()
    whole(page)


def arrive(page: Page, url: str, case: str) -> None:
    page.goto(f"{url}/cases/{case}/letters/")
    row = page.locator("tr", has_text="assumed").filter(has_text="by post").first
    expect(row).to_be_visible()
    row.get_by_role("link").first.click()
    whole(page)
    expect(page.get_by_text(SAID)).to_be_visible()
    page.get_by_role("link", name="It arrived").click()
    whole(page)
    page.get_by_role("button", name="Put it on record").click()
    expect(page.get_by_text("As recorded.")).to_be_visible()
