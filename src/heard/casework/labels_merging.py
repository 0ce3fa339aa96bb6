"""Two labels that are one from a day on: one ends and keeps its cases, and sheets that say it mean the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from heard.casework.council import PLACES, LabelRefused, ListedLabel, listed_labels
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.people.models import Term


def merge_label(
    *, list_: str, label: str, into: str, last_on: date, by: str, at: datetime, reason: str
) -> None:
    """End a label on a day and have sheets that still say it read as another of its list.

    Cases keep the label they have, and figures print it. What was merged into it before goes along.
    Raises LabelRefused, Term.DoesNotExist.
    """
    if list_ in PLACES:
        raise LabelRefused("A team or service is ended, and its cases are given to another. It is not merged")
    row = Term.objects.get(list=list_, label=label)
    other = _fit_to_take(row, into)
    if row.in_use_from and last_on < row.in_use_from:
        raise LabelRefused(
            f"“{label}” came into use on {in_words(row.in_use_from)}. Its last day cannot be before that"
        )
    with writing(
        "merge_label", by=by, at=at, done_on=last_on, list=list_, label=label, into=into, reason=reason
    ) as line:
        line.change(row, merged_into=other, in_use_to=last_on)
        for earlier in Term.objects.filter(merged_into=row):
            line.change(earlier, merged_into=other)


def part_label(*, list_: str, label: str, by: str, at: datetime, reason: str) -> None:
    """Take a merge back: the label is in use again, and sheets that say it mean it.

    Raises LabelRefused, Term.DoesNotExist.
    """
    row = Term.objects.get(list=list_, label=label)
    if row.merged_into is None:
        raise LabelRefused(f"“{label}” is not merged into another label: there is nothing to take back")
    with writing("part_label", by=by, at=at, list=list_, label=label, reason=reason) as line:
        line.change(row, merged_into=None, in_use_to=None)


def labels_to_merge_into(row: Term) -> list[str]:
    """The labels of its list that could take a label in: in use, and not of another common meaning."""
    others = Term.objects.filter(list=row.list, in_use_to=None, merged_into=None).exclude(pk=row.pk)
    return [one.label for one in others if _same_meaning(row, one)]


def labels_to_read() -> list[ListedLabel]:
    """Every label as a sheet is read: one that was merged is another spelling of the label it was merged into."""
    merged = dict(Term.objects.exclude(merged_into=None).values_list("pk", "merged_into__label"))
    gone = {
        (list_, label): merged[number]
        for number, list_, label in Term.objects.filter(pk__in=merged).values_list("pk", "list", "label")
    }
    listed = listed_labels()
    also: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in listed:
        if taken := gone.get((one.list, one.text)):
            also[(one.list, taken)] = (*also.get((one.list, taken), ()), one.text, *one.also)
    return [
        replace(one, also=(*one.also, *also.get((one.list, one.text), ())))
        for one in listed
        if (one.list, one.text) not in gone
    ]


def _fit_to_take(row: Term, into: str) -> Term:
    other = Term.objects.filter(list=row.list, label=into).select_related("merged_into").first()
    if other is None or other.pk == row.pk:
        raise LabelRefused(f"Choose another label of this list into which “{row.label}” is merged")
    if other.merged_into is not None:
        raise LabelRefused(
            f"“{into}” was itself merged into “{other.merged_into.label}”. Merge “{row.label}” into that one"
        )
    if other.in_use_to is not None:
        raise LabelRefused(
            f"“{into}” is in use only to {in_words(other.in_use_to)}. Choose a label that stays"
        )
    if not _same_meaning(row, other):
        raise LabelRefused(
            f"“{row.label}” and “{into}” have different common meanings, and figures set councils side by side by "
            "them. Give both the same meaning first, or end the label without merging it"
        )
    return other


def _same_meaning(row: Term, other: Term) -> bool:
    return not row.means or not other.means or row.means == other.means
