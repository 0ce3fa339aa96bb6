"""Pages of going on after an answer: any words of dissatisfaction, what they mean, and requests, in time or late."""

from __future__ import annotations

from typing import Any

from heard.casework import going_on
from heard.casework.performing import NotNow
from heard.casework.stage_3_request import answer_received, ask_by, suggested_by
from heard.casework.stage_days import stage_of
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day, Section
from heard.web.desk.acts.page import ActPage
from heard.web.desk.wording import spoken_day

AS_SAID = "Copy it as said. No form is needed, and no word of it has to be “complaint”."
NAMED = "Only if they named one. A wrong name changes nothing."


class ExpressForm(ActForm):
    """Words of dissatisfaction."""

    said_on = Day(label="Day it reached the council")
    words = fields.words("What they said", help_text=AS_SAID)
    named_stage = fields.line("Stage they named", help_text=NAMED, required=False, most=60)


class OfWords(ActForm):
    """A decision on words that wait for one: the words stand above the questions."""

    decided_on = Day(label="Day it was decided")

    @property
    def sections(self) -> list[Section]:
        """What they said, then the questions."""
        return [*map(_as_said, going_on.undecided_words(self.known.case)), *super().sections]


class TreatForm(OfWords):
    """That the words ask to go on."""

    reason = fields.reason(required=False)
    decided_by = fields.decided_by()


class NotARequestForm(OfWords):
    """That the words ask for nothing further."""

    reason = fields.reason(
        "What they said when you asked",
        help_text="Ask the person first. Silence is no answer, and nothing here takes away their right to go on.",
    )
    told_on = fields.told_on("Day they were told that they may still go on")
    decided_by = fields.decided_by()


class AskForm(ActForm):
    """A request for the next stage, in any form."""

    asked_on = Day(label="Day it reached the council", help_text="The days of the stage count from this day.")
    words = fields.words("What they said", help_text=AS_SAID)
    named_stage = fields.line("Stage they named", help_text=NAMED, required=False, most=60)

    def prepare(self) -> None:
        limit = self.limit()
        if limit:
            self.fields["asked_on"].help_text = f"The days of the stage count from this day. {limit}"

    def limit(self) -> str:
        """Until when it may be asked for, in words."""
        first = stage_of(self.known.case, "stage_1")
        if first is None or first.answered_on is None or self.known.case.procedure != "children_act":
            return ""
        day = suggested_by(first)
        return (
            f"Suggested by {spoken_day(day)}. No law sets a limit: a later request is decided, never closed away."
            if day
            else ""
        )


class AskForPanelForm(AskForm):
    """A request for a panel, which has a limit in law."""

    def limit(self) -> str:
        second = stage_of(self.known.case, "stage_2")
        if second is None or second.answered_on is None:
            return ""
        try:
            received, last = answer_received(second), ask_by(second)
        except NotNow:
            return ""
        if last is None:
            return f"The answer has {received.words} The time to ask has not begun."
        until = f"as of right until {spoken_day(last)}"
        return f"The answer was received on {received.words}, so a panel may be asked for {until} (regulation 18)."


def _as_said(row: Any) -> Section:
    named = f"\n(They named {row.named_stage}.)" if row.named_stage else ""
    return Section(f"What they said on {spoken_day(row.said_on)}", f"{row.words}{named}", (), quoted=True)


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str, **more: Any) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done, **more)


PAGES = (
    _page(Act.EXPRESS_DISSATISFACTION, "Record that they are not happy", ExpressForm,
          going_on.express_dissatisfaction, "Their words are on record."),
    _page(Act.TREAT_AS_REQUEST, "Treat their words as a request to go on", TreatForm, going_on.treat_as_request,
          "The next stage has begun, from the day they said it."),
    _page(Act.TREAT_AS_LATE_REQUEST, "Treat their words as a late request to go on", TreatForm,
          going_on.treat_as_late_request, "It waits for a decision on the late request."),
    _page(Act.NOT_A_REQUEST, "Decide that their words are no request", NotARequestForm, going_on.not_a_request,
          "It is on record that they do not ask to go on."),
    _page(Act.ASK_FOR_STAGE_2, "Start Stage 2 on their request", AskForm, going_on.ask_for_stage_2,
          "Stage 2 has begun."),
    _page(Act.ASK_FOR_STAGE_2_LATE, "Take a late request for Stage 2", AskForm, going_on.ask_for_stage_2_late,
          "The late request waits for a decision."),
    _page(Act.ASK_FOR_STAGE_3, "Start Stage 3 on their request", AskForPanelForm, going_on.ask_for_stage_3,
          "Stage 3 has begun: a panel must be appointed."),
    _page(Act.ASK_FOR_STAGE_3_LATE, "Take a late request for Stage 3", AskForPanelForm,
          going_on.ask_for_stage_3_late, "The late request waits for a decision."),
)  # fmt: skip
