"""Pages of holding for proceedings, whole or point by point, taking up again, lapsing, and a wait somebody asks for."""

from __future__ import annotations

from typing import Any

from heard.casework import choosing, choosing_open, holds, holds_pausing
from heard.casework.holds import Holding, Proceedings
from heard.law.belongs_to_facts import PROCEEDINGS
from heard.law.procedure import Act
from heard.law.refusals import LETTER
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.intake_refusing import letter_asked
from heard.web.desk.acts.page import ActPage

KINDS = [(code, words[:1].upper() + words[1:]) for code, words in PROCEEDINGS.items()]
PREJUDICE = "Proceedings are no reason by themselves. Say what in this point could harm them, and how."
ONE_POINT = "A new clock counts for this point alone, from the day they asked. The others go on as they do."


class HoldingForm(ActForm):
    """What every hold for proceedings says of itself."""

    from_on = Day(label="First day of the hold")
    kind = fields.one_of("Which proceedings", KINDS)
    named = fields.line(
        "The proceedings by name", help_text="The court, the case number, who brings them.", most=200
    )
    evidence = fields.words("What shows them", required=False, rows=2)
    decided_by = fields.decided_by()
    told_on = fields.told_on("Day they were told in the letter")
    letter = fields.several("The letter says", help_text="Tick what it says.")
    act = Act.HOLD

    def prepare(self) -> None:
        self.choose("letter", letter_asked(self.act))

    def of_all_holds(self) -> dict[str, Any]:
        """The proceedings and the decision, as the functions take them."""
        given = self.cleaned_data
        says = {code: LETTER[code] for code in given["letter"]}
        return {
            "from_on": given["from_on"],
            "proceedings": Proceedings(given["kind"], given["named"], given["evidence"]),
            "holding": Holding(given["decided_by"], given["told_on"], says),
        }


class HoldForm(HoldingForm):
    """Holding the whole: each point has a reason of its own."""

    def prepare(self) -> None:
        super().prepare()
        self.each_point(
            choosing.points_not_refused(self.known.case),
            prejudice=lambda point: fields.reason(
                "How going on with it might prejudice them", help_text=PREJUDICE
            ),
        )

    def said(self) -> dict[str, Any]:
        points = choosing.points_not_refused(self.known.case)
        prejudice = {point.number: self.of_point("prejudice", point) or "" for point in points}
        return {**self.of_all_holds(), "prejudice": prejudice}


class HoldPointForm(HoldingForm):
    """Holding one point; the rest goes on."""

    point = fields.numbered("Which point")
    prejudice = fields.reason("How going on with it might prejudice them", help_text=PREJUDICE)
    field_order = ("from_on", "point", "prejudice", "kind", "named", "evidence")
    act = Act.HOLD_POINT

    def prepare(self) -> None:
        super().prepare()
        self.choose("point", choosing_open.points_going_on(self.known.case), empty="Choose")

    def said(self) -> dict[str, Any]:
        return {**self.of_all_holds(), **{name: self.cleaned_data[name] for name in ("point", "prejudice")}}


class ResumeForm(ActForm):
    """Taking up again, when they ask."""

    asked_on = Day(label="Day they asked for it again")
    words = fields.words("What they said", help_text="Copy it as said.", rows=3)
    told_on = fields.told_on("Day they were told that it goes on")


class ResumePointForm(ResumeForm):
    """Taking one point up again."""

    point = fields.numbered("Which point")
    field_order = ("point", "asked_on")

    def prepare(self) -> None:
        self.choose("point", choosing_open.points_held(self.known.case), empty="Choose")


class LapseForm(ActForm):
    """Closing what nobody asked for within the year."""

    day = Day(label="Day it is closed")
    ended_on = Day(label="Day the proceedings ended", help_text="They may ask for a year from then.")
    reason = fields.reason("Why it is closed, as the letter says it")
    decided_by = fields.decided_by()
    told_on = fields.told_on("Day they were told in the letter")
    letter = fields.several("The letter says", help_text="Tick what it says. They may still ask.")

    def prepare(self) -> None:
        self.choose("letter", letter_asked(Act.LAPSE))
        # Without this the day would begin as today, which nobody has said.
        self.initial["ended_on"] = None

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "letter": {code: LETTER[code] for code in self.cleaned_data["letter"]}}


class PauseAsAskedForm(ActForm):
    """The wait they ask for."""

    from_on = Day(label="Day from which they want to wait")
    words = fields.words("What they said", help_text="In their words. It is their wish, not ours.", rows=3)
    evidence = fields.words(
        "What shows that they asked", help_text="The e-mail, the letter, the call on a day.", rows=2
    )


class EndPauseAsAskedForm(ActForm):
    """That they wait no longer."""

    until_on = Day(label="Last day of the wait")


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str, says: str = "") -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done, says=says)


PAGES = (
    _page(Act.HOLD, "Hold the whole for proceedings", HoldForm, holds.hold, "It is held; the clock stands still."),
    _page(Act.HOLD_POINT, "Hold one point for proceedings", HoldPointForm, holds.hold_point,
          "The point is held; the rest goes on by the same clock."),
    _page(Act.RESUME, "Take the whole up again", ResumeForm, holds.resume, "It goes on, with a new clock."),
    _page(Act.RESUME_POINT, "Take a held point up again", ResumePointForm, holds.resume_point,
          "The point goes on, with a clock of its own.", ONE_POINT),
    _page(Act.LAPSE, "Close what nobody asked for again", LapseForm, holds.lapse, "It is closed; they may still ask."),
    _page(Act.PAUSE_AS_ASKED, "Wait because they asked", PauseAsAskedForm, holds_pausing.pause_as_asked,
          "The wait is on record; the days go on counting."),
    _page(Act.END_PAUSE_AS_ASKED, "End the wait they asked for", EndPauseAsAskedForm,
          holds_pausing.end_pause_as_asked, "The wait is over."),
)  # fmt: skip
