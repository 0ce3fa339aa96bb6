"""The questions about somebody on the bench: what they may be asked for, when they are free, what ties them here."""

from __future__ import annotations

from typing import Any

from django import forms

from heard.casework import bench_of_investigators as bench
from heard.casework import choosing
from heard.casework.bench_of_investigators import Seat
from heard.web.dates_look import DateField
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day

FEW_WORDS = "In a few words; nothing about their own life."


class SeatForm(ActForm):
    """What they may be asked for, and on what terms."""

    parts = fields.several("What they may be asked for", list(bench.PARTS.items()))
    skills = fields.line("Skills", help_text=FEW_WORDS, required=False, most=300)
    languages = fields.line("Languages", required=False, most=200)
    fee = forms.DecimalField(label="Fee in pounds", required=False, max_digits=9, decimal_places=2)
    fee_per = fields.one_of("For how long", bench.FEE_PER, required=False)

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        seat = {name: given.pop(name) for name in SeatForm.base_fields}
        return {**given, "seat": Seat(**{**seat, "parts": tuple(seat["parts"])})}


class JoinForm(SeatForm):
    """Who joins, and from when."""

    person = fields.numbered(
        "Who", required=False, help_text="Somebody who had such a part, or signs in for one."
    )
    name = fields.line("Or the name of somebody new", required=False, most=200)
    joined_on = Day(label="Day they joined")
    field_order = ["person", "name", "joined_on", "parts", "skills", "languages", "fee", "fee_per"]

    def prepare(self) -> None:
        self.choose("person", bench.could_join(), empty="Nobody of these")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("person") and given.get("name"):
            self.add_error("name", "Choose somebody, or enter the name of somebody new, not both")
        return given


class AwayForm(ActForm):
    """Days on which they take no new case. Nobody asks why."""

    begins_on = DateField(label="First day they are not free")
    last_on = DateField(label="Last day", help_text="Leave it empty if nobody knows yet.", required=False)


class FreeForm(ActForm):
    """That they take cases again."""

    from_on = DateField(label="First day they are free again")


class TieForm(ActForm):
    """What ties them to a service, or to the council."""

    kind = fields.one_of("What ties them", bench.TIES)
    service = fields.picked("To which service", required=False)
    until_on = DateField(label="Until when", help_text="If it is over.", required=False)
    words = fields.line("Anything to add", help_text=FEW_WORDS, required=False, most=200)

    def prepare(self) -> None:
        self.choose("service", [(one, one) for one in choosing.services()], empty="The whole council")


class DropTieForm(ActForm):
    """Nothing is asked: which tie stands in the address."""

    def said(self) -> dict[str, Any]:
        return {}


class LeaveForm(ActForm):
    """When they left, and why."""

    ended_on = Day(label="Day they left the bench")
    because = fields.line("Why", help_text=FEW_WORDS, most=300)
