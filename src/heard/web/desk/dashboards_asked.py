"""What somebody asks of a dashboard, as it stands in an address: a period, a part of the council, as known on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from django import forms
from django.http import QueryDict

from heard.casework.looking_at_place import Place
from heard.figures.periods import ALL_TIME, Period, UnknownPeriod, financial_year, period, year_key
from heard.reporting.dashboards_kinds import Looked
from heard.web.dates_look import DateField
from heard.web.desk.asked import day_of
from heard.web.forms_look import Form
from heard.web.seeing import today

EVERYTHING = "all"


@dataclass(frozen=True)
class LookedAt:
    """What a page shows: the period, the part of the council as an address says it, and the past day asked for."""

    period: Period
    part: str = ""
    as_at: date | None = None
    # The number of the meeting since which a pack tells what changed.
    since: str = ""

    def looked(self, day: date, mine: Place) -> Looked:
        """As the figures ask it. With no part asked for, it begins with one's own."""
        return Looked(self.period, self.as_at or day, _narrowed(self.part, mine))

    def address(self, path: str) -> str:
        """This page with what is asked of it."""
        said = {"period": self.period.label, "part": self.part, "since": self.since}
        said |= {"as_at": self.as_at.isoformat()} if self.as_at else {}
        return f"{path}?{urlencode({name: one for name, one in said.items() if one}, quote_via=quote)}"

    @property
    def query(self) -> str:
        """What is asked, to follow another page's address."""
        return self.address("")


def _narrowed(part: str, mine: Place) -> tuple[tuple[str, tuple[str, ...]], ...]:
    name, _, label = part.partition("=")
    if name in ("service", "team") and label:
        return ((name, (label,)),)
    if part == EVERYTHING:
        return ()
    found = (("service", mine.services), ("team", mine.teams))
    return tuple((name, labels) for name, labels in found if labels)


def read(said: QueryDict, *, day: date, years: Sequence[str]) -> LookedAt:
    """What an address asks; with no period, this financial year or the last with anything. Raises UnknownPeriod."""
    as_at = day_of(said.get("as_at", ""))
    words = said.get("other") or said.get("period") or ""
    return LookedAt(
        period(words) if words else usual_period(as_at or day, years),
        said.get("part", ""),
        as_at,
        said.get("since", ""),
    )


def usual_period(day: date, years: Sequence[str]) -> Period:
    """The financial year of a day, or the last before it in which anything is on record."""
    this = financial_year(year_key(day))
    earlier = [one for one in years if one <= this.label]
    return period(earlier[0]) if earlier else this


class DashForm(Form):
    """Which period, which part of the council, and as it was known on which day."""

    mark_optional = False
    period = forms.ChoiceField(label="Period", required=False)
    other = forms.CharField(
        label="Another period",
        help_text="Such as 2020-21 Q3, 2020-11 or 2020-04-01..2020-09-30",
        required=False,
    )
    part = forms.ChoiceField(label="Part of the council", required=False)
    as_at = DateField(
        label="As known on", help_text="Leave empty for what is known now", latest=today, required=False
    )

    def __init__(self, *args: Any, years: Sequence[str], parts: Parts, mine: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [("", "My own: " + ", ".join((*mine.services, *mine.teams)))] if mine != Place() else []
        whole = [(EVERYTHING if own else "", "The whole council")]
        self._choose("period", [*((one, one) for one in years), (ALL_TIME.label, "All years")])
        self._choose("part", [*own, *whole, *(one for one in parts.choices() if one[1])])

    def _choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_other(self) -> str:
        """A period in words of one's own; an unknown one is refused with what may be written."""
        said = str(self.cleaned_data["other"]).strip()
        try:
            return period(said).label if said else ""
        except UnknownPeriod as why:
            raise forms.ValidationError(str(why)) from why

    def asked(self) -> LookedAt:
        """What was chosen."""
        said = self.cleaned_data
        return LookedAt(
            period(said.get("other") or said["period"] or ALL_TIME),
            said["part"],
            said.get("as_at"),
            said.get("since", ""),
        )


class PackForm(DashForm):
    """The same, and the meeting since which it tells what changed."""

    since = forms.ChoiceField(label="What changed since", required=False)

    def __init__(self, *args: Any, meetings: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("since", [("", "The last meeting of a committee"), *meetings])


@dataclass(frozen=True)
class Parts:
    """The services and teams a dashboard can be narrowed to, as the council prints them."""

    services: tuple[str, ...]
    teams: tuple[str, ...]

    def choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """As a form offers them."""
        return [
            ("Services", [(f"service={one}", one) for one in self.services]),
            ("Teams", [(f"team={one}", one) for one in self.teams]),
        ]


def initial_of(asked: LookedAt, years: Sequence[str]) -> dict[str, Any]:
    """What is asked as the form shows it."""
    known = asked.period.label in (*years, ALL_TIME.label)
    return {
        "period": asked.period.label if known else "",
        "other": "" if known else asked.period.label,
        "part": asked.part,
        "as_at": asked.as_at,
        "since": asked.since,
    }
