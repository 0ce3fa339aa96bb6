"""The questions about requests to correct, restrict or erase, and about breaches."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from heard.casework.breaches import ANSWERS, NewBreach
from heard.web.dates_look import DateField
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day

LONDON = ZoneInfo("Europe/London")
KINDS = [("correct", "To correct it"), ("restrict", "To restrict its use"), ("erase", "To erase it")]
AS = [
    ("self", "For themselves"),
    ("parent", "As a parent or carer, for a child"),
    ("other", "With the person’s authority, such as an advocate or a solicitor"),
]
BREACHES = [
    ("sent", "Sent or given to the wrong person"),
    ("seen", "Seen by somebody who should not have"),
    ("lost", "Lost or stolen"),
    ("changed", "Changed without leave"),
    ("out_of_reach", "Out of reach when it was needed"),
]
TIME = "On a 24-hour clock, in England, such as 09:30."


class CaseForm(ActForm):
    """The number of a case of the person."""

    case = fields.line("Number of a case in which the person has a part", most=120)


class RequestForm(ActForm):
    """A request as it came."""

    person = fields.numbered("Whose record is it about?")
    kind = fields.one_of("What are we asked to do with it?", KINDS)
    asked_by = fields.line("Who asks", most=200)
    asks_as = fields.one_of("For whom do they ask?", AS)
    received_on = Day(label="Day it reached the council")
    words = fields.words("What they ask, in their own words")
    reply_to = fields.line("Where they want to be answered", most=300, help_text="A safe address.")

    def said(self) -> dict[str, Any]:
        return {"new": dict(self.cleaned_data)}


class DoubtForm(ActForm):
    """That whoever asks was asked who they are."""

    asked_on = Day(label="Day you asked them to show who they are, or that they may ask")


class SettledForm(ActForm):
    """That it is settled who asks."""

    known_on = Day(label="Day it was settled")


class MoreTimeForm(ActForm):
    """More time for a complex request."""

    told_on = Day(label="Day you told them")
    because = fields.reason("Why it takes longer, as you told them", most=500)


class DecideForm(ActForm):
    """A decision with its reasons."""

    answer = fields.one_of(
        "What do you decide?",
        [("granted", "Grant it"), ("partly", "Grant it in part"), ("refused", "Refuse it")],
    )
    reasons = fields.several(
        "Reasons in law against it", required=False, help_text="None where it is granted."
    )
    words = fields.words(
        "What we will do and what we will not, and why",
        help_text="In plain words: they stand in the letter as you write them.",
        rows=6,
    )
    decided_on = Day(label="Day it was decided")


class SentForm(ActForm):
    """That the answer went out."""

    sent_on = Day(label="Day the letter went out")


class CorrectForm(ActForm):
    """One value put right."""

    what = fields.picked("What is put right")
    became = fields.words(
        "What it is to say",
        help_text="The whole of it, as it is to stand there. A day is written 2012-04-01.",
        required=False,
    )
    why = fields.reason("Why it was wrong, and what shows it", most=500)
    corrected_on = Day(label="Day it was put right")


class DisputeForm(ActForm):
    """A statement beside words."""

    what = fields.picked("Beside which words")
    statement = fields.words("Their statement, in their own words")
    stated_on = Day(label="Day of their statement")


class EndDisputeForm(ActForm):
    """That a mark is taken away."""

    ended_on = Day(label="Day from which it is not shown any more")
    because = fields.reason("Why it is taken away", most=500)


class RestrictForm(ActForm):
    """Who alone goes on seeing it."""

    named = fields.several(
        "Who alone goes on seeing it, besides you?",
        help_text="As few as can be, and at least one of the complaints team. Everybody else is walled off at once.",
    )
    begins_on = Day(label="From which day")

    def said(self) -> dict[str, Any]:
        return {**super().said(), "named": tuple(int(one) for one in self.cleaned_data["named"])}


class ToldForm(ActForm):
    """That the person was told before a restriction is lifted."""

    told_on = Day(label="Day you told them")
    because = fields.reason("Why it is to be lifted, as you told them", most=500)


class LiftForm(ActForm):
    """That a restriction is lifted."""

    ended_on = Day(label="Day it is lifted")


class EraseForm(ActForm):
    """What is to be erased."""

    what = fields.picked("What is to be erased", help_text="It cannot be brought back.")
    because = fields.reason("Why it is erased", most=500)


class BecauseForm(ActForm):
    """A reason."""

    because = fields.reason("Why it has to be read", most=500)


class TimeField(forms.TimeField):
    """A time of the day as people write it."""

    def __init__(self, label: str, *, required: bool = True) -> None:
        wrong = {"invalid": f"{label} must be a time, such as 09:30", "required": f"Enter {label.lower()}"}
        super().__init__(
            label=label,
            help_text=TIME,
            required=required,
            error_messages=wrong,
            input_formats=["%H:%M", "%H.%M", "%H%M"],
            widget=forms.TextInput({"class": "govuk-input govuk-input--width-5"}),
        )


class BreachForm(ActForm):
    """A breach as it was found."""

    kind = fields.one_of("What happened?", BREACHES)
    words = fields.words(
        "What went wrong", help_text="In words: how it was noticed too, and what was done at once."
    )
    data = fields.line(  # type: ignore[assignment]
        "Which data of whom", help_text="Such as “names and addresses of two families”.", most=300
    )
    people = forms.IntegerField(
        label="How many people",
        min_value=0,
        max_value=10_000_000,
        required=False,
        error_messages={"invalid": "How many people must be a whole number, such as 2"},
    )
    happened_on = DateField(label="Day it happened", required=False)
    happened_time = TimeField("Time it happened", required=False)
    known_on = Day(label="Day the council knew of it")
    known_time = TimeField("Time the council knew of it")
    cases = fields.line(
        "Numbers of the cases it touches",
        help_text="With a comma between two. Leave it empty if none is known.",
        required=False,
        most=500,
    )

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        happened_on = given["happened_on"]
        return {
            "new": NewBreach(
                kind=given["kind"],
                words=given["words"],
                known_at=instant(given["known_on"], given["known_time"]),
                data=given["data"],
                happened_at=instant(happened_on, given["happened_time"] or time(0)) if happened_on else None,
                people=given["people"],
                cases=[one.strip() for one in given["cases"].split(",") if one.strip()],
            )
        }


class StepForm(ActForm):
    """What was judged, told or done of a breach."""

    answer = fields.one_of("Which of these?")
    words = fields.words("In words")
    day = Day(label="Day")
    time = TimeField("Time")
    about = ""
    wanted = ""

    def prepare(self) -> None:
        self.choose("answer", list(ANSWERS[self.about].items()))
        self.fields["words"].help_text = f"Write {self.wanted}."
        self.fields["words"].error_messages["required"] = f"Write {self.wanted}"
        if self.about == "regulator":
            late: Any = fields.reason("If it was after the 72 hours: why", required=False, most=500)
            self.fields["late_because"] = late

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        said = {
            "answer": given["answer"],
            "words": given["words"],
            "happened_at": instant(given["day"], given["time"]),
        }
        return {**said, "late_because": given["late_because"]} if "late_because" in given else said


class TieForm(ActForm):
    """A case that a breach touched."""

    case = fields.line("Number of the case", most=120)


def instant(day: date, at: time) -> datetime:
    """An instant from the day and the time on the wall in England."""
    return datetime.combine(day, at, tzinfo=LONDON)


def with_choices(form: type[ActForm], **choices: list[tuple[Any, str]]) -> type[ActForm]:
    """A form whose questions of these names have these choices."""

    class Chosen(form):  # type: ignore[valid-type, misc]
        def prepare(self) -> None:
            super().prepare()
            for name, offered in choices.items():
                empty = "" if isinstance(self.fields[name], forms.MultipleChoiceField) else "Choose"
                self.choose(name, offered, empty=empty)

    return Chosen
