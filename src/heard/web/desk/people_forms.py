"""The questions about the people of the office and its teams."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest

from heard.casework.council import LONGEST
from heard.casework.looking_at_office import (
    STATES,
    members_to_choose,
    people_to_choose,
    places_to_choose,
)
from heard.casework.looking_at_work_people import who_takes_cases
from heard.casework.office import POWERFUL
from heard.casework.permissions import Role
from heard.web.dates_look import DateField
from heard.web.desk.forms import ANY, Filter
from heard.web.forms_look import Form

NOT_BY_PAGE = (Role.ADMINISTRATOR,)
NONE = ("", "Nobody named")
WHY = "Kept with the change, for whoever asks later"


def roles() -> list[tuple[str, str]]:
    """The roles a page can give; those that take two persons say so."""
    return [
        (str(one), f"{one.label} (a second person agrees)" if one in POWERFUL else str(one.label))
        for one in Role
        if one not in NOT_BY_PAGE
    ]


class StaffFilter(Filter):
    """What the list of people is narrowed by."""

    team = forms.ChoiceField(label="Team", required=False)
    role = forms.ChoiceField(label="Role", required=False, choices=[*ANY, *Role.choices])
    state = forms.ChoiceField(
        label="Who", required=False, choices=[("", "Everybody who works here"), *STATES[1:], ("all", "All")]
    )

    def __init__(self, data: Any, *, on: date) -> None:
        super().__init__(data)
        _choose(self, "team", [*ANY, *places_to_choose("team", on)])


class PostForm(Form):
    """A post from a day on, the role that goes with it, and why."""

    role = forms.ChoiceField(label="Role", help_text="What they may see and do here")
    job = forms.CharField(
        label="Job",
        required=False,
        max_length=120,
        help_text="As the council prints it. Empty, it is the role",
    )
    team = forms.ChoiceField(label="Team", required=False)
    service = forms.ChoiceField(label="Service", required=False, help_text="For somebody who is in no team")
    leads = forms.BooleanField(label="They lead this team or service", required=False)
    answers_to = forms.ChoiceField(
        label="Who manages them?",
        required=False,
        help_text="Left open, it is whoever leads their team, and above that their service",
    )
    begins_on = DateField(label="From which day?")
    because = forms.CharField(label="Why?", help_text=WHY, max_length=500)

    def __init__(self, *args: Any, on: date, but: int | None = None, role: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whoever has a role that no page gives may keep it.
        kept = [(role, str(Role(role).label))] if role in NOT_BY_PAGE else []
        _choose(self, "role", [("", "Choose a role"), *kept, *roles()])
        _choose(self, "team", [("", "No team"), *places_to_choose("team", on)])
        _choose(self, "service", [("", "No service of its own"), *places_to_choose("service", on)])
        _choose(self, "answers_to", [NONE, *people_to_choose(on, but)])

    def clean(self) -> dict[str, Any]:
        """A place is a team or a service, and some roles see by it."""
        said = self.cleaned_data
        if said.get("team") and said.get("service"):
            self.add_error("service", "Choose a team or a service, not both: a team lies in its service")
        if said.get("leads") and not said.get("team") and not said.get("service"):
            self.add_error("leads", "Choose the team or service they lead, or leave this box empty")
        if said.get("role") == Role.TEAM_MANAGER and not said.get("team"):
            self.add_error("team", "Select the team whose cases this manager sees")
        if said.get("role") == Role.HEAD_OF_SERVICE and not said.get("service"):
            self.add_error("service", "Select the service whose cases this head sees")
        return said


class JoinForm(PostForm):
    """Somebody who begins."""

    field_order = ("full_name", "sign_in_name", "email", "role", "job", "team", "service", "leads", "answers_to",
                   "begins_on", "ends_on", "because")  # fmt: skip
    full_name = forms.CharField(label="Full name", max_length=150)
    sign_in_name = forms.CharField(
        label="Sign-in name",
        help_text="Small letters, numbers, dots, hyphens and underscores",
        max_length=80,
        widget=forms.TextInput(
            {"spellcheck": "false", "autocapitalize": "none", "class": "govuk-input--width-20"}
        ),
    )
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        help_text="They may sign in with it, and the council’s directory knows them by it",
        error_messages={"invalid": "Enter an e-mail address in full, such as name@council.example"},
    )
    ends_on = DateField(
        label="First day on which they may do nothing any more",
        required=False,
        help_text="Where it is known, as for somebody from an agency",
    )

    def clean_sign_in_name(self) -> str:
        """A name that can be typed anywhere."""
        name = str(self.cleaned_data["sign_in_name"]).strip().lower()
        if not all(letter.isascii() and (letter.isalnum() or letter in ".-_") for letter in name):
            raise forms.ValidationError(
                "Sign-in name must have only letters, numbers, dots, hyphens and underscores"
            )
        return name


class LeaveForm(Form):
    """When somebody leaves, who takes over and why."""

    leaves_on = DateField(
        label="From which day may they do nothing any more?",
        help_text="From its first minute. Today ends their access now, wherever they are signed in",
    )
    to = forms.ChoiceField(
        label="Who takes over what they have?",
        required=False,
        help_text="Left open, or where it cannot be theirs, each case goes to whoever the council has set for it",
    )
    because = forms.CharField(label="Why?", help_text=WHY, max_length=500)

    def __init__(self, *args: Any, on: date, but: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(
            self,
            "to",
            [("", "As the council has set"), *(one for one in who_takes_cases(on) if one[0] != but)],
        )


class AwayForm(Form):
    """From when to when somebody is away, and who stands in. Why is never asked."""

    begins_on = DateField(label="First day away")
    last_on = DateField(label="Last day away", required=False, help_text="Left empty until it is known")
    deputy = forms.ChoiceField(
        label="Who stands in?",
        required=False,
        help_text="They have the same cases for these days, but never one they are kept out of",
    )

    def __init__(self, *args: Any, on: date, but: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "deputy", [("", "Nobody"), *members_to_choose(on, but)])


class BackForm(Form):
    """Which was somebody's last day away."""

    last_on = DateField(label="Last day away", help_text="From the day after, nobody stands in for them")


class AddPlaceForm(Form):
    """A new team or service."""

    label = forms.CharField(label="Name", help_text="As the council prints it", max_length=LONGEST)
    service = forms.ChoiceField(label="Which service is it in?", required=False)
    begins_on = DateField(label="From which day?")
    because = forms.CharField(label="Why?", help_text=WHY, max_length=500)

    def __init__(self, *args: Any, kind: str, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == "team":
            _choose(self, "service", [("", "Not known"), *places_to_choose("service", on)])
        else:
            self.fields.pop("service")


class RenamePlaceForm(Form):
    """Other words for a team or service."""

    label = forms.CharField(
        label="New name",
        help_text="It stays the same one: its cases and past figures show the new name, and lists that still say the "
        "old one are understood",
        max_length=LONGEST,
    )
    because = forms.CharField(label="Why?", help_text=WHY, max_length=500)


class EndPlaceForm(Form):
    """The last day of a team or service."""

    last_on = DateField(label="Last day", help_text="From the day after, nothing new goes to it")
    because = forms.CharField(label="Why?", help_text=WHY, max_length=500)


class StaffFileForm(Form):
    """A sheet of staff. `too_large` is set when the file was let go by because of its size."""

    too_large = False
    file = forms.FileField(
        label="Your sheet",
        help_text="CSV, XLSX, XLS or ODS. Nothing is changed until you have seen what would be",
        error_messages={"empty": "The file is empty. Choose the file that holds your sheet"},
    )

    def clean(self) -> dict[str, Any]:
        """A file that was too large is refused with what to do."""
        if self.too_large:
            self.errors.pop("file", None)
            self.add_error("file", "The file is too large for a sheet of staff. Save the list alone as CSV")
        return self.cleaned_data


class TakeUpForm(Form):
    """Why a sheet is taken up."""

    because = forms.CharField(label="Why?", help_text=WHY, max_length=500)


def typed(request: HttpRequest) -> Any:
    """What was sent, also where every answer is empty; None where a page is only looked at."""
    return request.POST if request.method == "POST" else None


def _choose(form: Form, name: str, choices: list[tuple[str, str]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


__all__ = ["AddPlaceForm", "AwayForm", "BackForm", "EndPlaceForm", "JoinForm", "LeaveForm", "PostForm",
           "RenamePlaceForm", "StaffFileForm", "StaffFilter", "TakeUpForm", "typed"]  # fmt: skip
