"""The words of the demonstration: sentences with gaps, filled so that no two cases read alike."""

from __future__ import annotations

import calendar
import tomllib
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from heard.importing.demonstration.draw import Draw
from heard.importing.demonstration.place import DemoTeam

YOUNG = ("Child or young person", "Care leaver")
FOR_YOUNG = "Advocate for a young person"
WHOM = {
    "Parent": ("my son", "my daughter", "my youngest", "my eldest"),
    "Grandparent or other relative": ("my grandson", "my granddaughter", "my niece", "my nephew"),
    "Foster carer": ("my foster son", "my foster daughter"),
    "Special guardian": ("my granddaughter", "my grandson", "my nephew"),
    "Adoptive parent": ("my son", "my daughter"),
}
NUMBERS = ("two", "three", "four", "five", "six")
WEEKS = ("five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MEETINGS = ("review", "core group", "planning meeting", "conference", "professionals’ meeting")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))


WORDS = _read("words.toml")
ANSWERS = _read("answers.toml")


def gaps(draw: Draw, complainant: str, team: DemoTeam, day: date) -> dict[str, str]:
    """What fills the gaps of a sentence said on a day about a team."""
    child = draw.one(WHOM.get(complainant, ("the child",)))
    before = day - timedelta(days=draw.whole(35, 100))
    return {
        "child": child,
        "Child": child[0].upper() + child[1:],
        "worker": team.worker,
        "number": draw.one(NUMBERS),
        "weeks": draw.one(WEEKS),
        "month": calendar.month_name[before.month],
        "meeting": draw.one(MEETINGS),
    }


def fill(draw: Draw, sentences: list[str], filling: dict[str, str]) -> str:
    """One of the sentences with its gaps filled."""
    text = draw.one(sentences).format(**filling)
    return text[:1].upper() + text[1:]


def complaint(draw: Draw, complainant: str, nature: str, team: DemoTeam, day: date) -> str:
    """What somebody complains of, in their own voice."""
    voice = "child" if complainant in (*YOUNG, FOR_YOUNG) else "adult"
    filling = gaps(draw, complainant, team, day)
    parts = [fill(draw, WORDS[voice][nature]["said"], filling), fill(draw, WORDS["want"][voice], filling)]
    said = " ".join(filter(None, parts))
    return f"The young person says: “{said}”" if complainant == FOR_YOUNG else said


def other(draw: Draw, kind: str, complainant: str, team: DemoTeam, day: date, more: str = "") -> str:
    """What is said in a concern, an enquiry, a comment…, with a second sentence where there is one."""
    filling = gaps(draw, complainant, team, day)
    parts = [fill(draw, WORDS[kind]["said"], filling)]
    if more:
        parts.append(fill(draw, WORDS[kind][more], filling))
    return " ".join(filter(None, parts))


def settled(draw: Draw, complainant: str, team: DemoTeam, day: date) -> str:
    """How a concern was settled."""
    return fill(draw, WORDS["concern"]["settled"], gaps(draw, complainant, team, day))


def compliment(draw: Draw, category: str, complainant: str, team: DemoTeam, day: date) -> str:
    """What a compliment says."""
    return fill(draw, WORDS["compliment"][category]["said"], gaps(draw, complainant, team, day))


def answer(draw: Draw, *path: str) -> str:
    """One of the sentences that the council or an investigator wrote."""
    found: Any = ANSWERS
    for step in path:
        found = found[step]
    sentence: str = draw.one(found)
    return sentence
