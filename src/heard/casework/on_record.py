"""Finding what somebody names on a case or in the council's lists, or saying in words what there is instead."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TypeVar

from heard.casework.new_details import DoesNotFit, NotInTheList, NotOnRecord
from heard.law.working_days import in_words
from heard.people.models import Service, Term
from heard.representations.models import Representation, Stage

Label = TypeVar("Label", Term, Service)


def case_named(reference: str) -> Representation:
    """The case of this reference. Raises NotOnRecord."""
    try:
        return Representation.objects.get(reference=reference)
    except Representation.DoesNotExist as why:
        raise NotOnRecord(f"There is no case {reference}. Check the reference.") from why


def stage_named(case: Representation, code: str) -> Stage:
    """One stage of a case by its code. Raises NotOnRecord, saying which stages there are."""
    stage = case.stages.filter(stage=code).first()
    if stage is None:
        there = ", ".join(one.get_stage_display() for one in case.stages.all()) or "no stage yet"
        raise NotOnRecord(f"{case.reference} has no {code.replace('_', ' ')}. It has: {there}.")
    return stage


def terms_of(list_: str) -> dict[str, Term]:
    """The labels of one of the council's lists, each with its row."""
    return {term.label: term for term in Term.objects.filter(list=list_)}


def services() -> dict[str, Service]:
    """The council's services by label."""
    return {service.label: service for service in Service.objects.all()}


def listed(labels: Mapping[str, Label], label: str, called: str) -> Label:
    """The row of a label. Raises NotInTheList, giving the list."""
    if label not in labels:
        raise NotInTheList(
            f"“{label}” is not among the council's {called}. There are: {', '.join(labels) or 'none'}."
        )
    return labels[label]


def one_of(known: Collection[str], said: str, called: str) -> None:
    """Refuse a word that is not one of those known. Raises NotInTheList."""
    if said not in known:
        raise NotInTheList(f"“{said}” is not a {called}. There are: {', '.join(filter(None, known))}.")


def not_before(case: Representation, day: date | None, what: str) -> None:
    """Refuse a day before the case was received. Raises DoesNotFit."""
    if day and day < case.received_on:
        raise DoesNotFit(
            f"{what} cannot be of {in_words(day)}: {case.reference} was received on "
            f"{in_words(case.received_on)}. Check the day."
        )
