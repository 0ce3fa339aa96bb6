"""Pages of refusing: every point, or one, each for a lawful reason of its own with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms

from heard.casework import choosing, intake_refusing
from heard.casework.intake_refusing import PointRefused, Refusing
from heard.law.procedure import Act
from heard.law.refusals import EVIDENCE, LETTER, lawful_refusals
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.page import ActPage
from heard.web.desk.acts.weighing import weighed_of, weighing_fields

# Asked once for the whole, or worked out from the point itself.
NOT_ASKED = {"decided_by", "decided_on", "reason", "arose_on", "not_reasonable_limb", "considerable_limb"}
IN_A_LETTER = "Tick what it says. A refusal is told in a letter with the Ombudsman’s address."
OUT_OF_TIME = "Only for a point out of time."


def evidence_asked(act: Act) -> Mapping[str, str]:
    """The evidence the lawful reasons for an act may need, each with the reasons that need it."""
    found: dict[str, list[str]] = {}
    for reason in lawful_refusals(act):
        for code in reason.evidence:
            if code not in NOT_ASKED:
                found.setdefault(code, []).append(f"“{reason.words}”")
    return {code: f"Needed for {' or '.join(reasons)}." for code, reasons in found.items()}


def letter_asked(act: Act) -> list[tuple[str, str]]:
    """What the letter of a refusal may have to say, by code."""
    codes = dict.fromkeys(code for reason in lawful_refusals(act) for code in reason.letter)
    return [(code, LETTER[code][:1].upper() + LETTER[code][1:]) for code in codes]


def ground_field(act: Act) -> forms.ChoiceField:
    """The lawful reasons for an act, each with what it means and its source; none is chosen for anybody."""
    reasons = lawful_refusals(act)
    hints = {one.code: f"{one.meaning[:1].upper()}{one.meaning[1:]}. {one.basis}" for one in reasons}
    return fields.one_of("The lawful reason", [(one.code, one.words) for one in reasons], hints=hints)


def evidence_fields(act: Act) -> dict[str, Callable[[Any], forms.Field]]:
    """The questions of one point: its ground, and each piece of evidence that a ground may need."""
    asked: dict[str, Callable[[Any], forms.Field]] = {"ground": lambda point: ground_field(act)}
    for code, why in evidence_asked(act).items():
        asked[code] = _evidence(EVIDENCE[code], why)
    return asked | weighing_fields(asks=False, hint=OUT_OF_TIME)


def _evidence(words: str, why: str) -> Callable[[Any], forms.Field]:
    label = words[:1].upper() + words[1:]
    return lambda point: fields.words(label, help_text=why, required=False, rows=2)


class Refusal(ActForm):
    """What every refusal says of itself."""

    decided_on = Day(label="Day it was decided")
    reason = fields.reason("The reasons, as the letter gives them")
    decided_by = fields.decided_by()
    told_on = fields.told_on("Day they were told in the letter")
    letter = fields.several(
        "The letter says",
        help_text="Tick what it says. A refusal is told in a letter with the Ombudsman’s address.",
    )
    act: Act

    def prepare(self) -> None:
        self.choose("letter", letter_asked(self.act))

    def refusing(self) -> Refusing:
        """Who refuses, why, and what the letter says."""
        given = self.cleaned_data
        says = {code: LETTER[code] for code in given["letter"]}
        return Refusing(given["reason"], given["decided_by"], given["told_on"], says)

    def refused(self, points: Iterable[Any]) -> list[PointRefused]:
        """What was said of each point."""
        return [self._refused(point) for point in points]

    def _refused(self, point: Any) -> PointRefused:
        said = {code: self.of_point(code, point) or "" for code in evidence_asked(self.act)}
        kept = {code: words for code, words in said.items() if words}
        return PointRefused(point.number, self.of_point("ground", point), kept, weighed_of(self, point))


class RefuseForm(Refusal):
    """Refusing the whole: each point is decided by itself."""

    act = Act.REFUSE

    def prepare(self) -> None:
        super().prepare()
        self.each_point(choosing.points_not_refused(self.known.case), **evidence_fields(self.act))

    def said(self) -> dict[str, Any]:
        points = self.refused(choosing.points_not_refused(self.known.case))
        return {"decided_on": self.cleaned_data["decided_on"], "refusing": self.refusing(), "points": points}


class RefusePointForm(Refusal):
    """Refusing one point."""

    point = fields.numbered("Which point")
    act = Act.REFUSE_POINT
    field_order = ("point",)

    def prepare(self) -> None:
        super().prepare()
        points = choosing.points_not_refused(self.known.case)
        self.choose(
            "point", [(one.number, f"Point {one.number}: {one.words[:60]}") for one in points], empty="Choose"
        )
        self.fields |= {name: make(None) for name, make in evidence_fields(self.act).items()}

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        kept = {code: given[code] for code in evidence_asked(self.act) if given.get(code)}
        point = PointRefused(given["point"], given["ground"], kept, weighed_of(self))
        return {"decided_on": given["decided_on"], "refusing": self.refusing(), "point": point}


PAGES = (
    ActPage(
        act=Act.REFUSE,
        title="Refuse to accept",
        form=RefuseForm,
        function=intake_refusing.refuse,
        done="It is refused, point by point.",
    ),
    ActPage(
        act=Act.REFUSE_POINT,
        title="Refuse one point",
        form=RefusePointForm,
        function=intake_refusing.refuse_point,
        done="The point is refused; the rest goes on.",
    ),
)
