"""A complaint from the first telephone call to what was learnt, each step by the person whose step it is."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import Locator, Page, expect
from tests.browser import PageAt
from tests.serving import Installation

from heard.web.seeing import today

SAID = "Nobody rang me back for six weeks, and the plan was changed without a word to us."
POINTS = ("Nobody rang back for six weeks.", "The plan was changed without telling us.")
PANEL = ("Clemency Mundesley", "Hugh Pellingfold", "Nadia Ormskerry")
# How many days ago each thing happened, so that all of it is over by today.
RECEIVED, ACCEPTED, ANSWERED = 130, 127, 118
ASKED_FOR_2, APPOINTED, DRAFTED, AGREED = 112, 108, 100, 96
REPORTED, REPORTED_TOO, ADJUDICATED = 66, 63, 57
ASKED_FOR_3, PANEL_APPOINTED, TOLD, PAPERS = 38, 30, 20, 14

MOST_TABS = 250
# Whether the focus is on another radio button of the same question.
BESIDE = "one => document.activeElement.type === 'radio' && document.activeElement.name === one.name"


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
            self.enter(out)
            expect(out).to_have_count(0)
        self.enter(self.page.locator(f"button[value='demo-{who}']"))
        expect(out).to_be_visible()

    def open(self, tab: str = "") -> None:
        """Open the case, or a tab of it, by its address."""
        self.page.goto(f"{self.url}/cases/{self.case}/{tab}")

    def follow(self, link: str) -> None:
        """Follow a link of the page by the words it has."""
        self.enter(self.page.locator("main").get_by_role("link", name=link, exact=True).first)

    def act(self, link: str) -> None:
        """Open the case and follow the link of an act on it."""
        self.open()
        self.follow(link)

    def press(self, words: str | re.Pattern[str]) -> None:
        """Press a button."""
        self.enter(self.page.locator("main").get_by_role("button", name=words).first)

    def fill(self, label: str, words: str, nth: int = 0) -> None:
        """Write an answer."""
        self.write(self.page.get_by_label(label, exact=True).nth(nth), words)

    def pick(self, label: str, words: str | re.Pattern[str], nth: int = 0) -> None:
        """Choose an answer of a list, as it begins."""
        box = self.page.get_by_label(label, exact=True).nth(nth)
        expect(box).to_be_visible()
        found = [one for one in box.locator("option").all_text_contents() if re.match(words, one.strip())]
        assert found, f"{label}: nothing of {box.locator('option').all_text_contents()} begins as {words}"
        self.choose(box, found[0])

    def tick(self, group: str, words: str, nth: int = 0) -> None:
        """Tick or choose an answer of a group."""
        box = self.page.get_by_role("group", name=group).nth(nth).get_by_label(words, exact=True).first
        self.mark(box)

    def agree(self, label: str) -> None:
        """Tick a box that stands by itself."""
        self.mark(self.page.get_by_label(label))

    def day(self, label: str, ago: int, nth: int = 0) -> None:
        """Write the day so many days ago."""
        group, on = (
            self.page.get_by_role("group", name=label).nth(nth),
            today() - timedelta(ago),
        )
        for part, said in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
            self.write(group.get_by_label(part, exact=True), str(said))

    def does(self, title: str, done: str, checked: str = "") -> None:
        """Send an act, read what will happen where it is shown, and that it is done."""
        forward = self.page.locator("main").get_by_role("button", name="Continue", exact=True)
        if forward.count():
            self.enter(forward)
            expect(forward).to_have_count(0)
            expect(self.page.get_by_text(checked).first).to_be_visible()
            self.look(f"check {title}")
        self.press(title)
        expect(self.page.get_by_text(done).first).to_be_visible()
        self.look(title)

    def enter(self, there: Locator) -> None:
        """Follow or press what is there."""
        there.click()

    def write(self, box: Locator, words: str) -> None:
        """Write into a box."""
        box.fill(words)

    def choose(self, box: Locator, words: str) -> None:
        """Choose one of a list."""
        box.select_option(words)

    def mark(self, box: Locator) -> None:
        """Tick a box, or choose one of a few."""
        box.check()

    def look(self, name: str) -> None:
        """Keep a picture of the page where HEARD_PICTURES names a folder."""
        if folder := os.environ.get("HEARD_PICTURES"):
            self.looked += 1
            self.page.screenshot(path=f"{folder}/{self.looked:03} {name[:40]}.png", full_page=True)


class ByKeyboard(Walk):
    """The same, by Tab, Enter, space, arrows and letters alone: what cannot be reached so fails."""

    def enter(self, there: Locator) -> None:
        """Go to it and press Enter."""
        self.reach(there)
        self.page.keyboard.press("Enter")

    def write(self, box: Locator, words: str) -> None:
        """Go to it and type over what is there."""
        self.reach(box)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def choose(self, box: Locator, words: str) -> None:
        """Go to the list and type the words of the answer."""
        self.reach(box)
        self.page.keyboard.type(words.partition("’")[0])  # What no key of the board types goes elsewhere.
        assert box.locator("option:checked").text_content() == words

    def mark(self, box: Locator) -> None:
        """Go to it, through its group by the arrows, and press the space bar."""
        self.reach(box, "ArrowDown")
        if not box.is_checked():
            self.page.keyboard.press("Space")
        assert box.is_checked()

    def reach(self, there: Locator, within: str = "Tab") -> None:
        """Press Tab until it has the focus; among radio buttons, arrows."""
        expect(there).to_be_visible()
        for _ in range(MOST_TABS):
            if there.evaluate("one => one === document.activeElement"):
                return
            beside = there.evaluate(BESIDE)
            self.page.keyboard.press(within if beside else "Tab")
        raise AssertionError(f"{there} is not reached by keyboard")


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
    """The officer opens it, asks one question after another, and accepts it."""
    walk.become("complaints-officer")
    walk.open()
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
    walk.tick("How", "By letter")
    walk.does("Record the acknowledgement", "The acknowledgement is on record.")
    walk.open("letters/")
    walk.enter(walk.page.get_by_role("link", name="Acknowledgement to Orla Wrenfield"))
    walk.look("letter")
    walk.press("Save and check")
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("Check the letter")
    for box in walk.page.locator("input[name^='fact:']").all():
        walk.mark(box)
    walk.press("It is checked")
    walk.look("checked")
    walk.press("Issue it")
    walk.press(re.compile("Issue it today"))
    expect(walk.page.get_by_text("waits to be posted").first).to_be_visible()
    walk.look("issued")


def posted(walk: Walk) -> None:
    """It goes out with the post of the day."""
    walk.page.goto(f"{walk.url}/post/")
    row = walk.page.locator("tr", has_text=walk.case)
    walk.enter(row.get_by_role("button", name="Sent today by post"))
    expect(walk.page.get_by_text("On record as sent")).to_be_visible()
    walk.look("posted")


def given_to(walk: Walk, who: str, why: str, ago: int) -> None:
    """The office gives the case to whoever has the next part in it."""
    walk.act("Give it to somebody to deal with")
    walk.day("From which day", ago)
    walk.pick("Who deals with it", who)
    walk.fill("Why", why)
    walk.does("Give it to somebody to deal with", "It is given to them.")


def given_to_the_manager(walk: Walk) -> None:
    """The manager of the team is given it."""
    given_to(walk, "Tom Brackenell", "It is about his team.", ACCEPTED)


def given_to_the_adjudicator(walk: Walk) -> None:
    """With both reports in, the adjudicating officer is given it."""
    given_to(walk, "Halima Corstorphine", "She adjudicates.", REPORTED_TOO)


def stage_1_answer(walk: Walk) -> None:
    """The manager finds it in his work and answers each point."""
    walk.become("team-manager")
    walk.follow(walk.case)
    walk.follow("Answer at Stage 1")
    walk.look("stage 1 form")
    walk.day("Day it was sent", ANSWERED)
    walk.pick("Who answers", "Tom Brackenell")
    for place in range(len(POINTS)):
        walk.pick("Finding", "Not upheld" if place else "Upheld", place)
        walk.fill("What was looked at, and why", "The telephone log and the file were read.", place)
    walk.agree("The answer tells how to go on, and with whose help")
    walk.does("Answer at Stage 1", "The Stage 1 answer is sent.")


def asks_for_stage_2(walk: Walk) -> None:
    """They are not content and say so; the officer takes it as it is said and acknowledges it."""
    walk.become("complaints-officer")
    walk.act("Start Stage 2 on their request")
    walk.day("Day it reached the council", ASKED_FOR_2)
    walk.fill("What they said", "That is not good enough. I want somebody else to look at it.")
    walk.does("Start Stage 2 on their request", "Stage 2 has begun.")
    walk.act("Acknowledge the request for Stage 2")
    walk.day("Day it was acknowledged", ASKED_FOR_2 - 1)
    walk.does("Acknowledge the request for Stage 2", "The request is acknowledged.")


def appointments(walk: Walk) -> None:
    """The complaints manager appoints who investigates, who is independent, and who adjudicates."""
    walk.become("complaints-manager")
    for title, who, done in (
        ("Appoint the investigating officer", "Ines Calderbrook", "The investigating officer is appointed."),
        ("Appoint the independent person", "Peter Vantreath", "The independent person is appointed."),
        ("Name the adjudicating officer", "Halima Corstorphine", "The adjudicating officer is named."),
    ):
        walk.act(title)
        walk.day("Day of the appointment", APPOINTED)
        walk.pick("Who", who)
        walk.day("Day they declared", APPOINTED + 1)
        walk.does(title, done)


def statement(walk: Walk) -> None:
    """The statement of complaint is drafted in plain words and agreed."""
    walk.become("complaints-officer")
    walk.act("Send the draft statement")
    walk.fill("Wording of the statement", "Calls were not returned for six weeks.", 0)
    walk.fill("Wording of the statement", "The plan was changed and the family was not told.", 1)
    walk.day("Day the draft was sent", DRAFTED)
    walk.does("Send the draft statement", "The draft statement is sent")
    walk.act("Record that the statement is agreed")
    walk.day("Day they agreed", AGREED)
    walk.does("Record that the statement is agreed", "The statement is agreed.")


def reports(walk: Walk) -> None:
    """Both reports come in, with a finding on each point; the independent person differs on one and says why."""
    walk.act("Record the investigating officer’s report")
    walk.day("Day the report came", REPORTED)
    for place in range(len(POINTS)):
        walk.pick("Finding", "Not upheld" if place else "Upheld", place)
        walk.fill("What was looked at, and why (optional)", "Six people were seen.", place)
    walk.fill("What the report recommends (optional)", "Apologise in writing.")
    walk.does("Record the investigating officer’s report", "The investigating officer’s report is on record")
    walk.act("Record the independent person’s report")
    walk.day("Day the report came", REPORTED_TOO)
    for place in range(len(POINTS)):
        walk.pick("Finding", "Upheld", place)
        walk.fill("What was looked at, and why (optional)", "No letter of the change is on the file.", place)
    walk.does("Record the independent person’s report", "The independent person’s report is on record")


def adjudication(walk: Walk) -> None:
    """The adjudicating officer finds it in her work, decides each point and answers what was recommended."""
    walk.become("adjudicating-officer")
    walk.follow(walk.case)
    walk.open()
    walk.look("adjudicator's case")
    walk.follow("Send the adjudication")
    walk.look("adjudication form")
    for place in range(len(POINTS)):
        walk.pick("Finding", "Upheld", place)
        walk.fill("What was looked at, and why (optional)", "The family should have been told first.", place)
    walk.tick("The council’s answer", "Accepted")
    walk.fill("What will be done (optional)", "A letter of apology from the head of service.")
    walk.pick("Who does it (optional)", "Tom Brackenell")
    walk.day("By when", -20)
    walk.day("Day the adjudication was sent", ADJUDICATED)
    walk.agree("Both reports are enclosed in full")
    walk.agree("The letter tells of the review panel")
    walk.does("Send the adjudication", "The adjudication is sent.")


def asks_for_stage_3(walk: Walk) -> None:
    """They ask for the panel in time, and it is acknowledged."""
    walk.become("complaints-officer")
    walk.act("Start Stage 3 on their request")
    walk.look("stage 3 form")
    walk.day("Day it reached the council", ASKED_FOR_3)
    walk.fill("What they said", "I want the panel to look at this.")
    walk.does("Start Stage 3 on their request", "Stage 3 has begun")
    walk.act("Acknowledge the request for a panel")
    walk.day("Day it was acknowledged", ASKED_FOR_3 - 1)
    walk.does("Acknowledge the request for a panel", "The request is acknowledged.")


def a_panel(walk: Walk) -> None:
    """The manager appoints three who are independent; the officer sets the day and tells everybody."""
    walk.become("complaints-manager")
    walk.act("Appoint the panel")
    walk.day("Day of the appointment", PANEL_APPOINTED)
    for place, who in enumerate(PANEL):
        walk.pick("Who", who, place)
        walk.day("Day they declared", PANEL_APPOINTED + 1, place)
    walk.does("Appoint the panel", "The panel is appointed")
    walk.become("complaints-officer")
    walk.act("Set the day of the panel")
    walk.day("Day it was decided", PANEL_APPOINTED)
    walk.day("Day the panel meets", 0)
    walk.fill("Room and building (optional)", "The quiet room, Quarry House")
    walk.fill("How the child takes part (optional)", "By a recording, played first.")
    walk.does("Set the day of the panel", "The day of the panel is set.")
    walk.act("Record the notice of the panel")
    walk.day("Day they were told", TOLD)
    for who in ("The complainant: how", "The three panellists: how", "The independent person: how"):
        walk.fill(who, "by post")
    walk.does("Record the notice of the panel", "Everybody is told when and where the panel meets.")
    walk.act("Record what the chair agreed")
    walk.day("Day the chair agreed", TOLD)
    walk.fill("Who attends", "The family, the investigating officer and the head of service.")
    walk.fill("Which papers the panel has", "Both reports and the adjudication.")
    walk.does("Record what the chair agreed", "What the chair agreed is on record.")
    walk.act("Send the panel’s papers")
    walk.day("Day the papers went", PAPERS)
    walk.fill("To whom, and how", "All who attend, by post.")
    walk.does("Send the panel’s papers", "The papers are sent.")


def the_panel_meets(walk: Walk) -> None:
    """It meets, reports and recommends."""
    walk.act("Record that the panel met")
    walk.look("panel met form")
    for who in PANEL:
        walk.tick("Who of the panel sat", who)
    walk.pick("Orla Wrenfield (complainant)", "Complainant")
    for place in range(3):
        walk.tick("How", "By word of mouth", place)
        walk.fill("What was put, or why nothing was", "What they had written, once more.", place)
    walk.does("Record that the panel met", "The panel met.", "; ".join(PANEL))
    walk.act("Send the panel’s report")
    walk.fill("The report’s own summary of the representations", "That nobody rang and the plan was changed.")
    for who in ("The council", "The complainant", "The Stage 2 independent person"):
        walk.fill(f"{who}: how", "by post")
    walk.does("Send the panel’s report", "The panel’s report is sent")
    walk.act("Record what the panel recommends")
    walk.fill("What the panel recommends (optional)", "Tell families before a plan is changed.")
    walk.does("Record what the panel recommends", "The recommendations are on record.")


def given_to_the_director(walk: Walk) -> None:
    """With what the panel recommends on record, the director is given it."""
    given_to(walk, "Dana Wellowhurst", "She gives the final answer.", 0)


def final_answer(walk: Walk) -> None:
    """The director answers each recommendation and says how the independent person took part."""
    walk.become("director")
    walk.follow(walk.case)
    walk.open()
    walk.follow("Send the final answer")
    walk.look("final form")
    walk.tick("The council’s answer", "Accepted")
    walk.fill("What will be done (optional)", "Every plan that changes is told to the family first.")
    walk.pick("Who does it (optional)", "Tom Brackenell")
    walk.day("By when", -30)
    walk.fill("How the Stage 2 independent person took part", "We met for an hour; he agrees.")
    walk.agree("The answer tells how to go to the Ombudsman")
    walk.does("Send the final answer", "The final answer is sent.")


def its_end(walk: Walk) -> None:
    """The complaints manager records what was learnt and closes it."""
    walk.become("complaints-manager")
    walk.act("Record what is learnt")
    walk.fill("Why it happened (optional)", "Nobody owned the calls while a post was empty.")
    walk.fill("What is different from now on", "Each family has a second person to ring.")
    walk.does("Record what is learnt", "What is learnt is on record")
    walk.act("Close the case")
    walk.look("close form")
    walk.tick("The lawful reason", "Answered, with nothing outstanding")
    walk.fill("Where each agreed action stands (optional)", "Both promises have an owner and a day.")
    walk.fill("Why it is closed", "The procedure is at its end.")
    walk.does("Close the case", "It is closed; no right ends by it.")
    expect(walk.page.get_by_text("Closed").first).to_be_visible()


def one_after_another(walk: Walk, *steps: Callable[[Walk], None]) -> None:
    """Walk the steps in turn."""
    for step in steps:
        step(walk)


STAGE_1 = (the_telephone_call, triage, acknowledgement, posted, given_to_the_manager, stage_1_answer)
STAGE_2 = (asks_for_stage_2, appointments, statement, reports, given_to_the_adjudicator, adjudication)
STAGE_3 = (asks_for_stage_3, a_panel, the_panel_meets, given_to_the_director, final_answer, its_end)


def test_a_complaint_goes_from_a_call_to_its_end_on_a_small_screen_without_script(
    demonstration: Installation, page_at: PageAt
) -> None:
    walk = Walk(page_at(320, java_script_enabled=False), demonstration.url)
    one_after_another(walk, *STAGE_1, *STAGE_2, *STAGE_3)

    assert walk.case


def test_a_complaint_goes_from_a_call_to_its_end_at_a_desk_by_keyboard_alone(
    demonstration: Installation, page_at: PageAt
) -> None:
    walk = ByKeyboard(page_at(1280), demonstration.url)
    # Small samples stop where the call is on record: reaching everything by Tab takes its time.
    steps = (*STAGE_1, *STAGE_2, *STAGE_3) if os.environ.get("HEARD_FULL") else STAGE_1[:1]
    one_after_another(walk, *steps)

    assert walk.case
