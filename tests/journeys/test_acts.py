"""Acts in a real browser: with script words are kept as they are typed, and without it all is done the same."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser import axe_clean, not_sideways
from tests.journeys.walking import WIDTHS

TABS = (
    "",
    "points/",
    "people/",
    "papers/",
    "messages/",
    "letters/",
    "history/",
    "looks/",
    "clocks/",
    "decisions/",
)
MOST_BYTES, MOST_REQUESTS = 120_000, 12


def enter(page: Page, url: str) -> None:
    """Come into the demonstration as its complaints manager."""
    page.goto(url)
    page.get_by_role("button", name=re.compile("complaints manager", re.IGNORECASE)).first.click()


def take_down(page: Page, url: str, words: str) -> str:
    """Take a complaint down as it is said, and give the address of its case."""
    page.goto(f"{url}/cases/new/")
    page.get_by_label("What they said").fill(words)
    page.get_by_label("How did this reach us?").select_option(index=1)
    page.get_by_label("Who said it").fill("Orla Wrenfield")
    page.get_by_label("What are they to the child?").select_option("parent")
    page.get_by_label("Point 1, in their words").fill("Nobody rang back.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Put it on record").click()
    expect(page.get_by_text("is made. Next: acknowledge")).to_be_visible()
    return page.url


@pytest.mark.parametrize("script", [True, False])
def test_a_complaint_is_taken_down_acknowledged_and_accepted(page_at, demonstration, script):
    page = page_at(1280, java_script_enabled=script)
    enter(page, demonstration.url)
    case = take_down(page, demonstration.url, f"Nobody rang back, with script {script}. It is six weeks now.")

    page.get_by_role("link", name="Record the acknowledgement").first.click()
    page.get_by_label("by telephone").check()
    page.get_by_role("button", name="Record the acknowledgement").click()
    expect(page.get_by_text("The acknowledgement is on record. Next: accept")).to_be_visible()

    page.goto(f"{case}do/accept/")
    page.get_by_label("Why it is accepted").fill("It is about a child in need.")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("The case is then at Stage 1.")).to_be_visible()
    page.get_by_role("button", name="Accept into Stage 1").click()
    expect(page.get_by_text("It is accepted into Stage 1.")).to_be_visible()


def test_words_are_kept_while_they_are_typed_and_are_there_on_return(page_at, demonstration):
    page = page_at(1280)
    enter(page, demonstration.url)
    case = take_down(page, demonstration.url, "She was promised a call and had none, twice.")
    page.goto(f"{case}do/refuse/")
    page.get_by_label("The reasons, as the letter gives them").press_sequentially("Half a sentence")
    expect(page.get_by_text(re.compile("Draft saved"))).to_be_visible()

    page.goto(case)
    page.goto(f"{case}do/refuse/")

    expect(page.get_by_label("The reasons, as the letter gives them")).to_have_value("Half a sentence")
    expect(page.get_by_text("as you left them")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_tab_and_act_is_clean_to_axe_never_sideways_and_light(page_at, demonstration, width):
    page = page_at(width)
    enter(page, demonstration.url)
    case = take_down(page, demonstration.url, f"A plan was lost, seen at a width of {width} pixels.")
    acts = (
        "acknowledge",
        "accept",
        "refuse",
        "refuse-point",
        "ask-interest",
        "move-to-corporate",
        "answer-stage-1",
    )
    for path in (*TABS, *(f"do/{act}/" for act in acts), "triage/safe/", "triage/point-1/", "triage/decide/"):
        page.goto(f"{case}{path}")
        axe_clean(page)
        not_sideways(page)


def test_nothing_that_has_the_focus_is_hidden_under_what_stays_in_view(page_at, demonstration):
    page = page_at(1280, 720)
    enter(page, demonstration.url)
    case = take_down(page, demonstration.url, "The bar stays and must not cover what one is at.")
    page.goto(case)
    for _ in range(60):
        page.keyboard.press("Tab")
    hidden = []
    for _ in range(50):
        page.keyboard.press("Shift+Tab")
        hidden.append(page.evaluate(COVERED))
    assert [one for one in hidden if one] == []


COVERED = """() => {
  const at = document.activeElement, bar = document.querySelector('.heard-identity--stays');
  if (!at || at === document.body || bar.contains(at)) return '';
  const box = at.getBoundingClientRect(), top = bar.getBoundingClientRect();
  const under = box.top >= top.top && box.bottom <= top.bottom && box.left < top.right;
  return under && getComputedStyle(bar).position === "sticky" ? at.outerHTML : '';
}"""


def test_a_case_and_an_act_weigh_little_from_cold(page_at, demonstration):
    page = page_at(1280)
    enter(page, demonstration.url)
    case = take_down(page, demonstration.url, "Weigh this page as it comes from cold, please.")
    for path in ("", "do/refuse/"):
        assert_light(page, f"{case}{path}")


def assert_light(page: Page, address: str) -> None:
    """Assert that a page comes in few bytes and requests when nothing is in the cache."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert sum(sizes) < MOST_BYTES, sum(sizes)
    assert len(sizes) <= MOST_REQUESTS
