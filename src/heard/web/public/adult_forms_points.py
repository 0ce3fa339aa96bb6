"""What is asked of one point of a complaint: what happened, when, why now if it is old, and what would put it right."""

from __future__ import annotations

from datetime import date
from typing import Any

from heard.web.dates_look import DateField
from heard.web.forms_look import Form
from heard.web.public.asking import line, one_of, words
from heard.web.seeing import today


class Happened(Form):
    """One point: what happened, who had a part in it and what it meant."""

    page_heading = "happened"
    happened = words(
        "What happened?",
        "Enter what happened",
        help_text="Write about one thing. You can add more after this. Add names if you know them.",
        rows=8,
    )
    people = line("Who was part of it?", help_text="A name, a team or a job is enough.", most=300)
    effect = words("What did this mean for you or the child?", rows=4)


class When(Form):
    """When it happened: the day, or about when."""

    mark_optional = False
    on = DateField(
        label="The date it happened",
        required=False,
        help_text="For example, 27 3 2026. Use the last date if it went on for some time.",
        latest=today,
    )
    about = line("If you do not know the date, about when?", help_text="For example, spring 2025.")
    long_ago = one_of(
        "If you do not know the date, was it more than a year ago?",
        (("yes", "Yes"), ("no", "No"), ("unsure", "I am not sure")),
    )

    def clean(self) -> dict[str, Any]:
        """One of the three is enough."""
        given = super().clean() or self.cleaned_data
        if not any(given.get(name) for name in self.fields) and not self.errors:
            self.add_error("on", "Enter the date it happened, or tell us about when")
        return given

    @property
    def is_late(self) -> bool:
        """Whether it happened more than a year ago, or may have."""
        if not self.is_valid():
            return False
        on = self.cleaned_data["on"]
        return on < a_year_before(today()) if on else self.cleaned_data["long_ago"] in ("yes", "unsure")


class Now(Form):
    """Why they tell us of something old now."""

    page_heading = "now"
    now = words(
        "Why are you telling us now?",
        help_text="We usually look at things from the last year. We can look at older things too, if there is a good "
        "reason. For example, you were ill, or you only found out later. We decide, and tell you why.",
        rows=5,
    )


class Better(Form):
    """What would put one point right."""

    page_heading = "better"
    better = words(
        "What would you like us to do to put it right?",
        "Enter what you would like us to do to put it right",
        help_text="If you do not know, say so.",
        rows=5,
        most=2_000,
    )


class Another(Form):
    """Whether there is another point."""

    another = one_of(
        "Do you want to add something else?",
        (("yes", "Yes"), ("no", "No, that is all")),
        "Select yes if you want to add something else",
    )


def a_year_before(day: date) -> date:
    """The same day a year earlier; of 29 February, the day before it."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
