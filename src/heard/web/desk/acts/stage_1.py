"""Pages of Stage 1: more time, waiting for an advocate, the answer, terms of resolution, skipping it."""

from __future__ import annotations

from typing import Any

from django import forms

from heard.casework import choosing, stage_1
from heard.casework.extending import MoreTime
from heard.casework.findings import Outcome, PointFound
from heard.casework.new_details import NewRemedy
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, ComingDay, Day
from heard.web.desk.acts.page import ActPage

NOT_LISTED = "Not on the list? Add them to the case as a person first."


class ExtendForm(ActForm):
    """More time for Stage 1."""

    decided_on = Day(label="Day it was decided")
    extended_to = ComingDay(label="New day", help_text="The day by which they will have the answer.")
    reason = fields.reason(help_text="The complainant is told this reason. Say what is still to be done.")
    told_on = fields.told_on()
    was_agreed = fields.yes_or_no(
        "Did the complainant agree?", help_text="It is recorded, and no condition.", required=False
    )
    decided_by = fields.decided_by()

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"decided_on": given.pop("decided_on"), "more": MoreTime(**given)}


class PauseForAdvocateForm(ActForm):
    """Waiting for an advocate."""

    from_on = Day(label="First day of the pause")
    reason = fields.reason(help_text="For example: the advocacy service has nobody free until the 14th.")
    told_on = fields.told_on()


class EndAdvocatePauseForm(ActForm):
    """That the wait is over."""

    until_on = Day(label="Last day of the pause")


class WhoAnswers(ActForm):
    """Who answers, on which day, and what puts it right."""

    sent_on = Day(label="Day it was sent")
    manager = fields.numbered("Who answers", help_text=NOT_LISTED)

    def prepare(self) -> None:
        self.choose("manager", choosing.who_may_answer(self.known.case), empty="Choose")
        self.fields["remedies"] = fields.several(
            "What puts it right",
            [(one, one) for one in choosing.labels("remedy")],
            required=False,
            help_text="What is promised with its own day and owner is an action: agree it after this.",
        )
        self.fields["remedy_words"] = fields.words("What exactly puts it right", required=False, rows=3)

    def put_right(self) -> tuple[NewRemedy, ...]:
        """What puts it right, in the same words for each kind."""
        words = self.cleaned_data["remedy_words"]
        return tuple(NewRemedy(kind=one, words=words) for one in self.cleaned_data["remedies"])


class AnswerForm(WhoAnswers):
    """The answer: a finding on each point."""

    tells_right_to_go_on = forms.BooleanField(
        label="The answer tells how to go on, and with whose help",
        help_text="At Stage 1 of the Children Act procedure: the right to Stage 2, with no form and no magic words.",
    )
    outcome = fields.picked(
        "Outcome of the whole",
        required=False,
        help_text="Leave it as it adds up, unless you choose another and say why.",
    )
    outcome_reason = fields.reason("Why another outcome than the points add up to", required=False)

    def prepare(self) -> None:
        super().prepare()
        outcomes = [(one, one) for one in choosing.labels("outcome")]
        self.choose("outcome", outcomes, empty="What the points add up to")
        self.each_point(
            choosing.points_owed_a_finding(self.known.case),
            finding=lambda point: fields.picked("Finding", [("", "Choose"), *outcomes]),
            reason=lambda point: fields.reason(
                "What was looked at, and why",
                help_text="Upheld: what happened, what should have, the harm, the remedy. Not upheld: what shows it.",
            ),
        )

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "sent_on": given["sent_on"],
            "manager": given["manager"],
            "findings": [self._found(point) for point in choosing.points_owed_a_finding(self.known.case)],
            "tells_right_to_go_on": given["tells_right_to_go_on"],
            "outcome": self._outcome(),
            "put_right": self.put_right(),
        }

    def _found(self, point: Any) -> PointFound:
        return PointFound(point.number, self.of_point("finding", point), self.of_point("reason", point) or "")

    def _outcome(self) -> Outcome | None:
        chosen = self.cleaned_data["outcome"]
        return Outcome(chosen, self.cleaned_data["outcome_reason"], self.known.me) if chosen else None


class ResolveForm(WhoAnswers):
    """Terms of resolution."""

    terms = fields.words(
        "The terms", help_text="What was agreed, as it is sent. No right ends by it.", rows=8
    )
    field_order = ("sent_on", "manager", "terms")

    def said(self) -> dict[str, Any]:
        return {
            **{name: self.cleaned_data[name] for name in ("sent_on", "manager", "terms")},
            "put_right": self.put_right(),
        }


class SkipForm(ActForm):
    """Skipping Stage 1 by agreement."""

    agreed_on = Day(label="Day both agreed")
    complainant_said = fields.words(
        "How the complainant agreed", help_text="In their words, and when.", rows=3
    )
    reason = fields.reason("Why Stage 1 is not appropriate")
    decided_by = fields.decided_by()


class TellRightForm(ActForm):
    """That the time has passed and they may go on."""

    told_on = Day(label="Day they were told")


class PassToProviderForm(ActForm):
    """Asking a provider for its answer."""

    passed_on = Day(label="Day it was passed on")
    provider = fields.line("Provider")
    asked_by = ComingDay(label="Answer asked for by", required=False)


class ProviderAnswerForm(ActForm):
    """What the provider answered."""

    received_on = Day(label="Day its answer came")
    words = fields.words("What it answered", help_text="It is not yet the council’s answer.", rows=8)


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done)


PAGES = (
    _page(
        Act.ANSWER_STAGE_1,
        "Answer at Stage 1",
        AnswerForm,
        stage_1.answer_stage_1,
        "The Stage 1 answer is sent.",
    ),
    _page(
        Act.RESOLVE, "Resolve with written terms", ResolveForm, stage_1.resolve_stage_1, "The terms are sent."
    ),
    _page(
        Act.EXTEND_STAGE_1,
        "Give more time at Stage 1",
        ExtendForm,
        stage_1.extend_stage_1,
        "Stage 1 is extended.",
    ),
    _page(
        Act.PAUSE_FOR_ADVOCATE,
        "Wait for an advocate",
        PauseForAdvocateForm,
        stage_1.pause_for_advocate,
        "The wait for an advocate is on record.",
    ),
    _page(
        Act.END_ADVOCATE_PAUSE,
        "End the wait for an advocate",
        EndAdvocatePauseForm,
        stage_1.end_advocate_pause,
        "The wait for an advocate is over.",
    ),
    _page(
        Act.SKIP_STAGE_1,
        "Skip Stage 1 by agreement",
        SkipForm,
        stage_1.skip_stage_1,
        "Stage 1 is skipped, and Stage 2 has begun.",
    ),
    _page(
        Act.TELL_RIGHT_TO_GO_ON,
        "Record that they were told of the right to go on",
        TellRightForm,
        stage_1.tell_right_to_go_on,
        "It is on record that they were told.",
    ),
    _page(
        Act.PASS_TO_PROVIDER,
        "Pass to the provider for its answer",
        PassToProviderForm,
        stage_1.pass_to_provider,
        "It is passed to the provider; our clock runs on.",
    ),
    _page(
        Act.RECEIVE_PROVIDER_ANSWER,
        "Record the provider’s answer",
        ProviderAnswerForm,
        stage_1.receive_provider_answer,
        "The provider’s answer is on record.",
    ),
)
