"""Pages of correcting the record, and of going on with a case that was brought in."""

from __future__ import annotations

from typing import Any

from heard.casework import choosing_to_correct, intake_correcting, taking_over
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.page import ActPage

NEITHER = "Enter the right value, or tick that there is none"
BOTH = "Enter a day or words, not both"
FROM_RECORD = (
    "From where its own facts show it stands. Its clock counts from the day on record; late stays late."
)


class CorrectForm(ActForm):
    """What was wrong, what is right, and how we know."""

    corrected_on = Day(label="Day it is corrected")
    what = fields.picked("What is wrong", help_text="With what stands there now.")
    right_day = Day(label="The right day", help_text="Only where it is a day.", required=False)
    right_words = fields.words(
        "The right words",
        help_text="Only where it is no day. A channel or team: as the council’s list has it.",
        required=False,
        rows=3,
    )
    is_empty = fields.several("Or", [("yes", "Nothing should stand there")], required=False)
    why = fields.reason("Why the record was wrong")
    evidence = fields.words("What shows the right value", rows=2)

    def prepare(self) -> None:
        self.choose("what", choosing_to_correct.correctable(self.known.case), empty="Choose")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        day, words = given.get("right_day"), given.get("right_words", "").strip()
        name = "right_day" if self._is_day else "right_words"
        if name not in self.errors and not given.get("is_empty") and not (day if self._is_day else words):
            self.add_error(name, NEITHER)
        if day and words:
            self.add_error("right_words", BOTH)
        return given

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        right = given["right_day"].isoformat() if given["right_day"] else given["right_words"]
        rest = {name: given[name] for name in ("corrected_on", "what", "why", "evidence")}
        return {**rest, "became": "" if given["is_empty"] else right}

    @property
    def _is_day(self) -> bool:
        return str(self.cleaned_data.get("what", "")).endswith("_on")


class GoOnForm(ActForm):
    """Who decides that it goes on, and why."""

    decided_on = Day(label="Day it was decided")
    reason = fields.reason("Why it goes on here")
    decided_by = fields.decided_by()


GOING_ON = {
    Act.CONTINUE: "Go on with it from the beginning",
    Act.CONTINUE_AT_STAGE_1: "Go on with it at Stage 1",
    Act.CONTINUE_AFTER_STAGE_1: "Go on with it after the Stage 1 answer",
    Act.CONTINUE_AT_STAGE_2: "Go on with it at Stage 2",
    Act.CONTINUE_AFTER_STAGE_2: "Go on with it after the Stage 2 answer",
    Act.CONTINUE_AT_STAGE_3: "Go on with it at Stage 3",
}
PAGES = (
    ActPage(
        act=Act.CORRECT,
        title="Correct the record",
        form=CorrectForm,
        function=intake_correcting.correct,
        done="It is corrected; what stood there stays on record.",
        checked=True,
    ),
    *(
        ActPage(
            act=act,
            title=title,
            form=GoOnForm,
            function=taking_over.go_on_from_before,
            done="It goes on.",
            says=FROM_RECORD,
        )
        for act, title in GOING_ON.items()
    ),
)
