"""Pages of what becomes of a promise: told, said to be done or not, open again, and whether it changed."""

from __future__ import annotations

from typing import Any

from heard.casework import (
    choosing,
    choosing_open,
    choosing_promises,
    if_changed,
    promises_told,
    recommendations,
)
from heard.casework.promises import Agreed
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, ComingDay, Day
from heard.web.desk.acts.page import ActPage

PLAIN = (
    "Short words, as you would say it to them. Say what will be different, not what the office does inside."
)
THEY_SEE = "From then on they see it on their own page, and can say whether it was done."


class OfPromise(ActForm):
    """About one promise and one person it is made to."""

    action = fields.numbered("Which promise")
    person = fields.numbered("Who")

    def prepare(self) -> None:
        self.choose("action", choosing_promises.every_promise(self.known.case), empty="Choose")
        self.choose("person", choosing_promises.family(self.known.case), empty="Choose")


class TellPromiseForm(OfPromise):
    """A promise in words for whom it is made to."""

    told_on = Day(label="Day they are told")
    words = fields.words("The promise in words for them", help_text=PLAIN, rows=3)
    although = fields.line(
        "Why it stays, if it is hard to read", help_text="Leave it empty otherwise.", required=False, most=500
    )


class SayForm(OfPromise):
    """What somebody rang in to say of a promise."""

    said_on = Day(label="Day they said it")
    word = fields.one_of("What they say", choosing_promises.SAID)
    words = fields.words("In their words", required=False, rows=4)
    way = fields.picked("How they said it", choosing_promises.ways_to_say())


class ReopenForm(ActForm):
    """A promise that was not kept after all."""

    action = fields.numbered("Which promise")
    reopened_on = Day(label="Day it was found")
    reason = fields.reason(help_text="The day, the proof and who accepted it stay on record beside it.")

    def prepare(self) -> None:
        self.choose("action", choosing_promises.kept_promises(self.known.case), empty="Choose")


class AskForm(ActForm):
    """Asking somebody whether it changed."""

    question = fields.numbered("Which question")
    asked_on = Day(label="Day they are asked")
    way = fields.picked("How they are asked", choosing_promises.ways_to_ask())
    value = fields.line(
        "Address or number", help_text="Only where a message goes there.", required=False, most=300
    )
    words = fields.words(
        "The question in words for them",
        help_text="Leave it empty to ask in the words in which they were told of the promise.",
        required=False,
        rows=3,
    )
    although = fields.line("Why it stays, if it is hard to read", required=False, most=500)

    def prepare(self) -> None:
        self.choose("question", choosing_promises.questions_to_ask(self.known.case), empty="Choose")


class AnswerForm(ActForm):
    """Whether it changed."""

    question = fields.numbered("Which question")
    answered_on = Day(label="Day it was answered")
    answer = fields.one_of("Did it change?", choosing_promises.ANSWERS)
    words = fields.words("In their words", required=False, rows=4)
    answered_by = fields.line(
        "Who answered", help_text="Leave it empty if it was whoever was asked.", required=False
    )

    def prepare(self) -> None:
        self.choose("question", choosing_promises.questions_to_answer(self.known.case), empty="Choose")


class DecideForm(ActForm):
    """What follows where it did not change."""

    question = fields.numbered("Which answer")
    decided_on = Day(label="Day it was decided")
    decided = fields.one_of("What follows", choosing_promises.DECIDED)
    reason = fields.reason()
    decided_by = fields.decided_by()
    words = fields.words("The new promise: what will be done", required=False, rows=3)
    owner = fields.numbered("The new promise: who does it", required=False)
    due_on = ComingDay(label="The new promise: by when", required=False)

    def prepare(self) -> None:
        self.choose("question", choosing_promises.questions_to_decide(self.known.case), empty="Choose")
        self.choose("owner", choosing_open.owners(self.known.case), empty="Choose")

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        new = Agreed(given.pop("words"), given.pop("owner"), given.pop("due_on"))
        return {**given, "promise": new if given["decided"] == "new_promise" else None}


class GiveForm(ActForm):
    """For whom a recommendation is."""

    recommendation = fields.numbered("Which recommendation")
    service = fields.picked("Which service it is for", required=False)
    owner = fields.numbered("Who sees to it", required=False)

    def prepare(self) -> None:
        self.choose("recommendation", choosing_promises.recommendations(self.known.case), empty="Choose")
        self.choose("service", [(one, one) for one in choosing.services()], empty="As it is")
        self.choose("owner", choosing_open.owners(self.known.case), empty="As it is")


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str, **more: Any) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done, checked=False, **more)


PAGES = (
    _page(Act.TELL_PROMISE, "Tell somebody what is promised to them", TellPromiseForm, promises_told.tell_promise,
          "They see it now on their own page.", says=THEY_SEE),
    _page(Act.SAY_OF_ACTION, "Record what they say of a promise", SayForm, promises_told.say_of_promise,
          "What they say is on record. Where it is not done, it is open and its owner is told."),
    _page(Act.REOPEN_ACTION, "Open a kept promise again", ReopenForm, promises_told.reopen_action,
          "It is open again; what was on record stays beside it."),
    _page(Act.ASK_IF_CHANGED, "Ask whether it changed", AskForm, if_changed.ask_if_changed,
          "It is on record that they were asked."),
    _page(Act.ANSWER_IF_CHANGED, "Record whether it changed", AnswerForm, if_changed.answer_if_changed,
          "The answer is on record."),
    _page(Act.DECIDE_IF_CHANGED, "Decide what follows where it did not change", DecideForm,
          if_changed.decide_if_changed, "The decision is on record."),
    _page(Act.GIVE_RECOMMENDATION, "Say for whom a recommendation is", GiveForm, recommendations.give_recommendation,
          "The recommendation has its service and who sees to it."),
)  # fmt: skip
