"""Every story under tests/stories, written with people who know the law, is told and must come true."""

from datetime import date
from pathlib import Path

import pytest

from heard.law import strict_yaml
from heard.law.clock import Setting, due
from heard.law.timeliness import judge_timeliness
from heard.law.working_days import SATURDAY

FOLDER = Path(__file__).parents[1] / "stories"
FILES = ("children_act_clocks", "other_clocks", "ombudsman_decisions", "in_time")
STORIES = [story for name in FILES for story in strict_yaml.read(FOLDER / f"{name}.yaml")]
TOLD = {"story", "id", "clock", "started", "settings"}
EXPECTED = {"due", "latest", "alert", "skips", "skips_in_extension", "timeliness"}
FACTS = {"answered", "extended_to", "extension_recorded"}
WORKED_EXAMPLES = {f"W{n}" for n in (1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 14, 15, 17, 18, 20, 22, 24, 25, 26)}


def told(story):
    settings = {story["clock"]: Setting(**story["settings"])} if "settings" in story else None
    return due(story["clock"], story["started"], settings=settings)


def weekdays_skipped(found, start, end):
    skipped = found.found.calendar.skipped(start, end)
    return [day for day, _ in skipped if day.weekday() < SATURDAY]


def came_true(story):
    found = told(story)
    answers = {"due": found.due_on, "latest": found.latest_on, "alert": found.alert_on}
    if "skips" in story:
        answers["skips"] = weekdays_skipped(found, story["started"], found.due_on)
    if "skips_in_extension" in story:
        answers["skips_in_extension"] = weekdays_skipped(found, found.due_on, found.latest_on)
    if "timeliness" in story:
        facts = (story["answered"], story.get("extended_to"), story.get("extension_recorded", False))
        answers["timeliness"] = judge_timeliness(story["clock"], story["started"], *facts)
    return {what: answers[what] for what in EXPECTED & set(story)}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["story"])
def test_the_story_comes_true(story):
    assert came_true(story) == {what: story[what] for what in EXPECTED & set(story)}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["story"])
def test_the_story_expects_something_and_says_nothing_unheard(story):
    assert EXPECTED & set(story)
    assert set(story) <= TOLD | EXPECTED | FACTS


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["story"])
def test_each_skipped_weekday_is_named_in_the_reasons(story):
    reasons = " ".join(told(story).reasons)
    for day in (*story.get("skips", ()), *story.get("skips_in_extension", ())):
        assert f"{day:%A} {day.day} {day:%B} {day.year} (" in reasons


def test_a_story_with_a_day_moved_by_one_does_not_come_true():
    wrong = {**STORIES[0], "due": date(2025, 1, 21)}
    assert came_true(wrong) != {what: wrong[what] for what in EXPECTED & set(wrong)}


def test_every_worked_example_and_every_decision_is_told():
    assert {story["id"] for story in STORIES if "id" in story} == WORKED_EXAMPLES | {
        "TC1",
        "TC3",
        "TC5",
        "TC6",
    }


def test_counting_from_the_next_working_day_is_not_what_is_done_with_a_saturday():
    assert due("children_act/stage_1/answer", date(2026, 9, 1)).due_on == date(2026, 9, 15)
    assert due("children_act/stage_1/answer", date(2026, 8, 29)).due_on == date(2026, 9, 14)
