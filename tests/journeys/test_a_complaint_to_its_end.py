"""A complaint from the first telephone call to what was learnt, each step by the person whose step it is."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.browser import PageAt
from tests.serving import Installation

SAID = "Nobody rang me back for six weeks, and the plan was changed without a word to us."
POINTS = ("Nobody rang back for six weeks.", "The plan was changed without telling us.")
# How many days ago each thing happened, so that all of it is over by today.
RECEIVED, ACKNOWLEDGED, ACCEPTED, ANSWERED = 130, 128, 127, 118


@dataclass
class Walk:
    """One case on its way: the page it is walked on, and its address once it has one."""

    page: Page
    url: str
    case: str = ""
    looked: int = 0

    def become(self, who: str) -> None:
        """Come in as one of the demonstration's people."""
        self.page.goto(f"{self.url}/")
        out = self.page.get_by_role("button", name="Sign out")
        if out.count():
            out.click()
        self.page.locator(f"button[value='demo-{who}']").click()
        expect(out).to_be_visible()

    def open(self, tab: str = "") -> None:
        """Open the case, or a tab of it, by its address."""
        self.page.goto(f"{self.url}/cases/{self.case}/{tab}")

    def follow(self, link: str) -> None:
        """Follow a link of the page by the words it has."""
        self.page.locator("main").get_by_role("link", name=link, exact=True).first.click()

    def act(self, link: str) -> None:
        """Open the case and follow the link of an act on it."""
        self.open()
        self.follow(link)

    def press(self, words: str | re.Pattern[str]) -> None:
        """Press a button."""
        self.page.locator("main").get_by_role("button", name=words).first.click()

    def fill(self, label: str, words: str, nth: int = 0) -> None:
        """Write an answer."""
        self.page.get_by_label(label, exact=True).nth(nth).fill(words)

    def pick(self, label: str, words: str | re.Pattern[str], nth: int = 0) -> None:
        """Choose an answer of a list, as it begins."""
        box = self.page.get_by_label(label, exact=True).nth(nth)
        found = [one for one in box.locator("option").all_text_contents() if re.match(words, one.strip())]
        assert found, f"{label}: nothing of {box.locator('option').all_text_contents()} begins as {words}"
        box.select_option(found[0])

    def tick(self, group: str, words: str, nth: int = 0) -> None:
        """Tick or choose an answer of a group."""
        self.page.get_by_role("group", name=group).nth(nth).get_by_label(words, exact=True).first.check()

    def day(self, label: str, ago: int, nth: int = 0) -> None:
        """Write the day so many days ago."""
        group, on = self.page.get_by_role("group", name=label).nth(nth), date.today() - timedelta(ago)
        for part, said in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
            group.get_by_label(part, exact=True).fill(str(said))

    def does(self, title: str, done: str) -> None:
        """Send an act, look at what will happen where it is shown, and read that it is done."""
        forward = self.page.locator("main").get_by_role("button", name="Continue", exact=True)
        if forward.count():
            forward.click()
            self.look(f"check {title}")
        self.press(title)
        expect(self.page.get_by_text(done).first).to_be_visible()
        self.look(title)

    def look(self, name: str) -> None:
        """Keep a picture of the page where HEARD_PICTURES names a folder."""
        if folder := os.environ.get("HEARD_PICTURES"):
            self.looked += 1
            self.page.screenshot(path=f"{folder}/{self.looked:03} {name[:40]}.png", full_page=True)


def the_telephone_call(walk: Walk) -> None:
    """The contact centre takes it down and reads none back."""
    walk.become("contact-centre")
    walk.fill("What they said", SAID)
    walk.pick("How did this reach us?", "Telephone")
    walk.day("Date received", RECEIVED)
    walk.fill("Who said it (optional)", "Orla Wrenfield")
    walk.pick("What are they to the child? (optional)", "A parent")
    walk.fill("The child’s name (optional)", "Finn Wrenfield")
    walk.fill("Address (optional)", "4 Quarry Lane, Thistlemere TM1 2AB")
    walk.tick("Is it safe to send a letter there?", "Yes")
    for number, words in enumerate(POINTS, start=1):
        walk.fill(f"Point {number}, in their words (optional)", words)
        walk.day("Day it happened", RECEIVED + 14, number - 1)
    walk.pick("Team it is about (optional)", "Assessment North")
    walk.look("new case")
    walk.press("Continue")
    walk.press("Put it on record")
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("It is on record")
    walk.case = re.search(r"CR-\d{4}-\d{4}", walk.page.locator("main").inner_text())[0]  # type: ignore[index]
    walk.look("on record")


def triage(walk: Walk) -> None:
    """The officer finds it with nobody, asks one question after another, and accepts it."""
    walk.become("complaints-officer")
    walk.follow("With nobody")
    walk.follow(walk.case)
    walk.follow("Go through triage, one question at a time")
    for question, answer in (
        ("Is a child or anybody else at risk now?", "No"),
        ("What is the person to the child?", "A parent"),
        ("Do they speak for somebody else?", "No"),
        ("Does the child know of it, and agree?", "Nobody has asked yet"),
        ("What do they ask for?", "An answer: they are unhappy with something"),
        ("What is point 1 about?", "Services to children in need"),
        ("What is point 2 about?", "Services to children in need"),
        ("Are there proceedings about any of it?", "No"),
    ):
        walk.tick(question, answer)
        walk.press("Continue")
    walk.look("what the law says")
    walk.tick("Which way does it go?", "Accept into Stage 1")
    walk.fill("Why", "It is about a child in need.")
    walk.press("Continue to check it")
    walk.day("Day it was decided", ACCEPTED)
    walk.does("Accept into Stage 1", "It is accepted into Stage 1.")


def acknowledgement(walk: Walk) -> None:
    """It is acknowledged by a letter that is written, checked, issued and posted."""
    walk.act("Record the acknowledgement")
    walk.day("Day it was acknowledged", 0)
    walk.tick("How", "by letter")
    walk.does("Record the acknowledgement", "The acknowledgement is on record.")
    walk.open("letters/")
    walk.page.get_by_role("link", name="Acknowledgement to Orla Wrenfield").click()
    walk.look("letter")
    walk.press("Save and check")
    for box in walk.page.locator("input[name^='fact:']").all():
        box.check()
    walk.press("It is checked")
    walk.look("checked")
    walk.press("Issue it")
    walk.press(re.compile("Issue it today"))
    expect(walk.page.get_by_text("waits to be posted").first).to_be_visible()
    walk.look("issued")


def one_after_another(walk: Walk, *steps: Callable[[Walk], None]) -> None:
    """Walk the steps in turn."""
    for step in steps:
        step(walk)


UP_TO_STAGE_1 = (the_telephone_call, triage, acknowledgement)


@pytest.mark.parametrize(("width", "script"), [(320, False)])
def test_a_complaint_goes_from_a_call_to_its_end(
    demonstration: Installation, page_at: PageAt, width: int, script: bool
) -> None:
    walk = Walk(page_at(width, java_script_enabled=script), demonstration.url)
    one_after_another(walk, *UP_TO_STAGE_1)
