"""What somebody asks to hold, in the words of a form, found on record: a case, a person of a case, a place, a theme."""

from __future__ import annotations

from datetime import date

from heard.casework.access_seeing import visible
from heard.casework.retention_holds import About, NotHeld, What
from heard.outcomes.models import Theme
from heard.people.models import Member, Service, Team, Term
from heard.representations.models import Party, Representation


def about_as_asked(
    *, member: Member, on: date, what: str, reference: str = "", name: str = "", place: str = "", theme: str = "",
    from_on: date | None = None, until_on: date | None = None,
) -> About:  # fmt: skip
    """What a hold is to be about. Raises NotHeld where it is not on record, or not theirs to see."""
    if what == What.EVERYTHING:
        return About(everything=True)
    if what == What.PERIOD:
        if not from_on or not until_on:
            raise NotHeld("Give the first and the last day of the period that is held.")
        return About(period=(from_on, until_on))
    if what == What.PLACE:
        return _place(place)
    if what == What.THEME:
        return _theme(theme)
    case = visible(member, on).filter(reference=reference.strip()).first()
    if case is None:
        raise NotHeld(
            f"There is no case {reference.strip() or 'without a number'}. Give the number of the case."
        )
    return About(case=case) if what == What.CASE else _person(case, name)


def places() -> list[tuple[str, str]]:
    """Every team and service that may be held, with its code in a form."""
    teams = [(f"team:{one.pk}", one.label) for one in Team.objects.order_by("position", "pk")]
    return teams + [(f"service:{one.pk}", one.label) for one in Service.objects.order_by("position", "pk")]


def themes() -> list[tuple[str, str]]:
    """Every theme and category that may be held, with its code in a form."""
    found = [(f"theme:{one.pk}", one.name) for one in Theme.objects.order_by("name")]
    categories = Term.objects.filter(list=Term.List.NATURE).order_by("position", "pk")
    return found + [(f"category:{one.pk}", one.label) for one in categories]


def _place(said: str) -> About:
    kind, number = _read(said, "Choose the team or the service that is held.")
    if kind == "team":
        return About(team=Team.objects.filter(pk=number).first())
    return About(service=Service.objects.filter(pk=number).first())


def _theme(said: str) -> About:
    kind, number = _read(said, "Choose the theme or the category that is held.")
    if kind == "theme":
        return About(theme=Theme.objects.filter(pk=number).first())
    return About(category=Term.objects.filter(pk=number).first())


def _read(said: str, otherwise: str) -> tuple[str, int]:
    kind, _, number = said.partition(":")
    if not number.isdecimal():
        raise NotHeld(otherwise)
    return kind, int(number)


def _person(case: Representation, name: str) -> About:
    parts = Party.objects.filter(representation=case, person__name__iexact=name.strip()).select_related(
        "person"
    )
    found = parts.first()
    if found is None:
        raise NotHeld(
            f"Nobody of that name stands in {case.reference}. Write the name as it stands in the case."
        )
    return About(person=found.person)
