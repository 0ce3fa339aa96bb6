"""A parent complains of three things on a phone, with and without a script, and a colleague says thanks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests import measures
from tests.browser import axe_clean, not_sideways
from tests.journeys.walking import become, heading

MOST_BYTES, MOST_REQUESTS = 60_000, 8
_WEIGHT = "() => performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
POINTS = (
    ("Nobody rang me back for six weeks.", ("5", "10", "2026"), "Ring me each week."),
    ("The plan came after the meeting.", ("1", "9", "2026"), "Send it a week before."),
    ("They lost my letter.", ("27", "3", "2024"), "Say sorry."),
)


class Visitor:
    """Somebody at the door: presses, types, and has every page looked over on the way."""

    def __init__(self, page: Page, *, with_script: bool = True) -> None:
        self.page, self.with_script = page, with_script

    def looked_over(self) -> None:
        """Hold the page to what every page of the public keeps. What measures it is a script itself."""
        if not self.with_script:
            return
        not_sideways(self.page)
        axe_clean(self.page)
        assert measures.quick(self.page) == [], self.page.url
        sizes = [
            one["encodedBodySize"] for one in self.page.evaluate(_WEIGHT) if one["name"].startswith("http")
        ]
        assert (sum(sizes) <= MOST_BYTES, len(sizes) <= MOST_REQUESTS) == (True, True), (self.page.url, sizes)
        assert self.page.locator("h1").count() == 1, self.page.url

    def presses(self, button: str = "Continue") -> None:
        """Press a button and look the next page over."""
        self.page.get_by_role("button", name=button, exact=True).click()
        self.looked_over()

    def ticks(self, *labels: str) -> None:
        """Tick answers and go on."""
        for label in labels:
            self.page.get_by_label(label, exact=True).check()
        self.presses()

    def types(self, label: str, words: str) -> None:
        """Type an answer."""
        self.page.get_by_label(label, exact=True).fill(words)

    def dated(self, *parts: str) -> None:
        """Give a day and go on."""
        for name, said in zip(("Day", "Month", "Year"), parts, strict=True):
            self.types(name, said)
        self.presses()

    def complains_of(self, words: str, when: tuple[str, str, str], better: str) -> None:
        """One point; an old one is asked why it comes now, and taken without an answer."""
        self.types("What happened?", words)
        self.presses()
        self.dated(*when)
        if heading(self.page).startswith("Why are you telling us now?"):
            self.presses()
        self.types("What would you like us to do to put it right?", better)
        self.presses()


@pytest.mark.parametrize("with_script", [True, False], ids=["script", "no script"])
def test_a_parent_complains_of_three_things_on_a_phone(demonstration, page_at, with_script):
    page = page_at(320, java_script_enabled=with_script)
    parent = Visitor(page, with_script=with_script)
    page.goto(f"{demonstration.url}/complain/")
    parent.looked_over()
    parent.presses("Start now")
    parent.presses()
    assert page.title().startswith("Error: ")
    parent.ticks("Make a complaint")
    parent.ticks("A court case about the child or the family")
    assert heading(page) == "Other places that can help"
    parent.presses()
    parent.ticks("Their parent")
    parent.types("What is the child’s name? (optional)", "Noor")
    parent.presses()
    parent.ticks("I am not sure")
    for words, when, better in POINTS:
        parent.complains_of(words, when, better)
        parent.ticks("Yes" if words != POINTS[-1][0] else "No, that is all")
    for _ in ("tried", "files"):
        parent.presses()
    parent.types("What is your name? (optional)", "Sami Kader")
    parent.presses()
    parent.ticks("E-mail")
    parent.types("What is your e-mail address?", "sami@example.org")
    parent.ticks("Yes")
    parent.presses()
    parent.ticks("No, or not now")
    for words, _, better in POINTS:
        expect(page.get_by_text(words)).to_be_visible()
        expect(page.get_by_text(better)).to_be_visible()
    parent.presses("Send my complaint")
    reference = page.locator(".govuk-panel strong").inner_text()
    page.get_by_role("link", name="answer five questions about you").click()
    parent.looked_over()
    page.get_by_label("26 to 44").check()
    parent.presses("Send these answers")
    page.get_by_role("link", name="See a copy of what you told us").click()
    parent.looked_over()

    office = page_at(1280)
    become(office, demonstration.url, "Complaints manager")
    office.goto(f"{demonstration.url}/cases/{reference}/points/")
    for words, _, better in POINTS:
        expect(office.get_by_text(words).first).to_be_visible()
        expect(office.get_by_text(better).first).to_be_visible()


def test_a_colleague_says_thanks_in_a_minute_and_the_desk_reads_it(demonstration, page_at):
    page = page_at(1280)
    colleague = Visitor(page)
    page.goto(f"{demonstration.url}/")
    page.get_by_role("link", name="Say thank you to someone").click()
    colleague.looked_over()
    colleague.presses("Send my thanks")
    assert page.title().startswith("Error: ")
    colleague.types("Who do you want to thank?", "Ines in the fostering team")
    colleague.types("What did they do?", "Ines drove out twice so that a meeting could go on.")
    page.get_by_label("Someone who works for the council").check()
    page.get_by_label("Yes, without my name").check()
    colleague.presses("Send my thanks")
    assert heading(page) == "Thank you. We have your kind words"

    become(page, demonstration.url, "Complaints manager")
    page.goto(f"{demonstration.url}/compliments/")
    expect(page.get_by_text("Ines drove out twice so that a meeting could go on.").first).to_be_visible()
