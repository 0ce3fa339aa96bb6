"""The words of the demonstration: sentences with gaps, filled so that no two cases read alike."""

from __future__ import annotations

import calendar
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
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
PROFESSIONALS = ("Professional", "School", "Police officer")
NUMBERS = ("two", "three", "four", "five", "six")
WEEKS = ("five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MEETINGS = ("review", "core group", "planning meeting", "conference", "professionals’ meeting")
DAYS = calendar.day_name[:5]
TRIES = 12
WRITTEN_DOWN = ("concern", "informal_complaint", "duty_matter")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))


WORDS = _read("words.toml")
ANSWERS = _read("answers.toml")


@dataclass(frozen=True)
class Teller:
    """Tells of one case in sentences: who speaks, about which team and on which day."""

    draw: Draw
    complainant: str
    team: DemoTeam
    day: date

    def say(self, sentences: Sequence[str]) -> str:
        """One of the sentences with its gaps filled."""
        return self.fill(self.draw.one(sentences))

    def fill(self, sentence: str, *, written_down: bool = False) -> str:
        """A sentence with its gaps filled, its first letter a capital. `written_down`: by the office, not by them."""
        gaps = self._gaps()
        if written_down:
            gaps["child"] = gaps["child"].replace("my ", "their ")
        text = sentence.format(**gaps)
        return text[:1].upper() + text[1:]

    def complaint(self, natures: Sequence[str]) -> str:
        """What somebody complains of, in their own voice, and what they want."""
        voice = "child" if self.complainant in (*YOUNG, FOR_YOUNG) else "adult"
        parts = [self.say(WORDS[voice][nature]["said"]) for nature in natures]
        said = " ".join(filter(None, [*parts, self.say(WORDS["want"][voice])]))
        return f"The young person says: “{said}”" if self.complainant == FOR_YOUNG else said

    def other(self, kind: str) -> str:
        """What is said in a concern, an enquiry, a comment…, with a second sentence where there is one."""
        said = WORDS[kind]
        parts = [self.draw.one(said["said"]), self.draw.one(said.get("more", ("",)))]
        told = [self.fill(part, written_down=kind in WRITTEN_DOWN) for part in parts]
        return " ".join(filter(None, told))

    def settled(self) -> str:
        """How a concern was settled."""
        return self.say(WORDS["concern"]["settled"])

    def compliment(self, category: str) -> str:
        """What a compliment says, as a child, a family or somebody at work would say it."""
        who = self.complainant
        voice = (
            "child"
            if who in YOUNG
            else "judge"
            if who == "Judge"
            else "work"
            if who in PROFESSIONALS
            else "family"
        )
        parts = [self.say(WORDS["compliment"][category][voice]), self.say(WORDS["thanks"][voice])]
        return " ".join(filter(None, parts))

    def answer(self, *path: str) -> str:
        """One of the sentences that the council or an investigator wrote."""
        found: Any = ANSWERS
        for step in path:
            found = found[step]
        return self.say(found)

    def _gaps(self) -> dict[str, str]:
        draw = self.draw
        child = draw.one(WHOM.get(self.complainant, ("the child",)))
        before = self.day - timedelta(days=draw.whole(35, 100))
        return {
            "child": child,
            "Child": child[0].upper() + child[1:],
            "worker": self.team.worker,
            "team": self.team.label,
            "number": draw.one(NUMBERS),
            "weeks": draw.one(WEEKS),
            "month": calendar.month_name[before.month],
            "meeting": draw.one(MEETINGS),
            "weekday": draw.one(DAYS),
        }


@dataclass
class Told:
    """What has been said already, so that it is not said again."""

    said: set[str] = field(default_factory=set)

    def anew(self, tell: Callable[[], str]) -> str:
        """Something not said before, if a dozen tries find it."""
        text = tell()
        for _ in range(TRIES):
            if text not in self.said:
                break
            text = tell()
        self.said.add(text)
        return text
