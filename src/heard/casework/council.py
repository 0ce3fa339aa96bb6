"""The council itself: its name, its lists of labels and its settings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from heard.casework.writing import Line, writing
from heard.ledger.models import Entry
from heard.people.models import Council, CouncilSetting, HelpNumber, Service, Spelling, Team, Term

PLACES = ("team", "service")
LONGEST = 200
FIRST_LABELS = (
    ("stage", "Stage 1", "stage_1"),
    ("stage", "Stage 2", "stage_2"),
    ("stage", "Stage 3", "stage_3"),
    ("stage", "Concern", "concern"),
    ("stage", "Informal", "informal"),
    # What puts a complaint right, in the order in which to think of it. A council adds its own and ends others.
    ("remedy", "Apology", ""),
    ("remedy", "Explanation", ""),
    ("remedy", "Change of worker", ""),
    ("remedy", "Monitoring and supervision", ""),
    ("remedy", "An advocate", ""),
    ("remedy", "Decision looked at again", ""),
    ("remedy", "Change of service", ""),
    ("remedy", "Payment", ""),
    ("payment_kind", "Symbolic payment", "symbolic"),
    ("payment_kind", "Reimbursement", "reimbursement"),
    ("payment_kind", "Compensation", "compensation"),
)

# A child anywhere in the country may ring it; a council adds its own beside it, or takes it off.
CHILDLINE = ("Childline", "0800 1111", "Free, at any time of day or night")


class AlreadyInUse(Exception):
    """The installation already serves a council, or already holds cases."""


class LabelRefused(Exception):
    """These words cannot be a label of the list; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class ListedLabel:
    """One label of one of the council's lists, its common meaning and the other spellings known for it."""

    list: str
    text: str
    means: str = ""
    also: tuple[str, ...] = ()


def open_installation(*, name: str, by: str, at: datetime, is_demo: bool = False) -> Council:
    """Make this an installation for one council, with nothing in it yet. Raises AlreadyInUse."""
    if Council.objects.exists():
        there = Council.objects.get()
        raise AlreadyInUse(
            f"This installation already serves {there.name}. One installation serves one council. "
            f"To start another, name another folder: HEARD_DATA=./another heard init --council NAME."
        )
    with writing("open_installation", by=by, at=at, demo=is_demo) as line:
        council = Council(pk=1, name=name, is_demo=is_demo)
        line.add(council)
        for position, (list_, label, means) in enumerate(FIRST_LABELS):
            line.add(Term(list=list_, label=label, means=means, position=position))
        line.add(HelpNumber(label=CHILDLINE[0], number=CHILDLINE[1], hours=CHILDLINE[2], position=1))
    return council


def listed_labels() -> list[ListedLabel]:
    """Every label in the council's lists, teams and services included, in its printed order."""
    also: dict[tuple[str, str], list[str]] = {}
    for spelling in Spelling.objects.order_by("pk"):
        also.setdefault((spelling.list, spelling.label), []).append(spelling.said)
    found = [(term.list, term.label, term.means) for term in Term.objects.order_by("list", "position", "pk")]
    found += [("team", team.label, team.means) for team in Team.objects.order_by("position", "pk")]
    found += [("service", there.label, there.means) for there in Service.objects.order_by("position", "pk")]
    return [ListedLabel(one[0], one[1], one[2], tuple(also.get(one[:2], ()))) for one in found]


def add_labels(line: Line, wanted: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], models.Model]:
    """Find each (list, label, meaning) in the council's lists, adding those that are new at the end of their list.

    Returns the row of each by (list, label), renamed labels by their old words too: what was kept before a
    renaming still says those.
    """
    rows: dict[tuple[str, str], models.Model] = {(row.list, row.label): row for row in Term.objects.all()}
    rows.update({("team", row.label): row for row in Team.objects.all()})
    rows.update({("service", row.label): row for row in Service.objects.all()})
    position = len(rows)
    for (list_, old), new in renamed_labels().items():
        if (list_, new) in rows:
            rows[(list_, old)] = rows[(list_, new)]
    for list_, label, means in wanted:
        if not label or (list_, label) in rows:
            continue
        position += 1
        row = _new_label(list_, label, means, position)
        line.add(row)
        rows[(list_, label)] = row
        line.said.setdefault("labels", []).append(f"{row._meta.label_lower}:{row.pk}")
    return rows


def _new_label(list_: str, label: str, means: str, position: int, **values: Any) -> models.Model:
    values |= {"label": label, "means": means, "position": position}
    if list_ == "team":
        return Team(**values)
    if list_ == "service":
        return Service(**values)
    return Term(list=list_, **values)


def learn_spellings(line: Line, answers: Mapping[str, Mapping[str, str]]) -> None:
    """Remember a person's answers: in this list, this spelling means this label.

    An answer given before a label was renamed means the label as it is called now.
    """
    known = {(one.list, one.said): one for one in Spelling.objects.all()}
    renamed = renamed_labels()
    for list_, pairs in answers.items():
        for said, answer in pairs.items():
            label = renamed.get((list_, answer), answer)
            old = known.get((list_, said))
            if old is None and said != label:
                line.add(Spelling(list=list_, said=said[:200], label=label[:200]))
            elif old is not None and old.label != label:
                line.change(old, label=label[:200])


def setting(name: str, on: date, default: str = "") -> str:
    """What the council has set under this name on a day, or the default where it has set nothing."""
    rows = CouncilSetting.objects.filter(name=name, begins_on__lte=on).order_by("-begins_on")
    return rows.values_list("value", flat=True).first() or default


def settings_on(on: date) -> dict[str, str]:
    """Every setting in force on a day, by name."""
    rows = CouncilSetting.objects.filter(begins_on__lte=on).order_by("begins_on")
    return dict(rows.values_list("name", "value"))


def change_setting(
    *, name: str, value: str, begins_on: date, by: str, at: datetime, reason: str = ""
) -> None:
    """Set a value from a day on. What held before that day stays as it was."""
    with writing("change_setting", by=by, at=at, done_on=begins_on, name=name) as line:
        there = CouncilSetting.objects.filter(name=name, begins_on=begins_on).first()
        if there is not None:
            line.change(there, value=value, reason=reason)
        else:
            line.add(CouncilSetting(name=name, value=value, begins_on=begins_on, reason=reason))


def change_label(*, list_: str, label: str, by: str, at: datetime, **values: object) -> None:
    """Change a label's common meaning, child's wording, days in use or place.

    Raises LabelRefused, Term.DoesNotExist.
    """
    row = _label_rows(list_).get(label=label)
    if getattr(row, "merged_into", None) and values.get("in_use_to", row.in_use_to) is None:
        raise LabelRefused(
            f"“{label}” was merged into “{row.merged_into.label}”. Take the merge back to use it again"
        )
    with writing("change_label", by=by, at=at, list=list_) as line:
        line.change(row, **values)


def add_label(
    *, list_: str, label: str, means: str = "", by: str, at: datetime, **values: Any
) -> models.Model:
    """Add a label to one of the council's lists, after those there are unless `position` says otherwise.

    `values` may be child_label (no team or service has one), service (of a team), leadership (of a service),
    in_use_from, in_use_to and position. Raises LabelRefused.
    """
    with writing("add_label", by=by, at=at, list=list_) as line:
        label = _free_words(list_, label)
        last: int | None = _label_rows(list_).aggregate(last=models.Max("position"))["last"]
        place: int | None = values.pop("position", None)
        row = _new_label(list_, label, means, (last or 0) + 1 if place is None else place, **values)
        line.add(row)
    return row


def rename_label(*, list_: str, label: str, new: str, by: str, at: datetime) -> None:
    """Give a label other words. Every case keeps it, and sheets that still say the old words are understood.

    Raises LabelRefused, Term.DoesNotExist.
    """
    with writing("rename_label", by=by, at=at, list=list_) as line:
        row = _label_rows(list_).get(label=label)
        new = _free_words(list_, new, own=label)
        if new == label:
            raise LabelRefused(f"The label is “{label}” already. Enter its new words")
        line.said |= {"old": label, "new": new}
        line.change(row, label=new)
        spellings = Spelling.objects.filter(list=list_)
        for spelling in spellings.filter(said__in=(label, new)):
            line.remove(spelling)
        for spelling in spellings.filter(label=label):
            line.change(spelling, label=new)
        line.add(Spelling(list=list_, said=label, label=new))


def renamed_labels() -> dict[tuple[str, str], str]:
    """What each renamed label is called now, by (list, old words). Words that are a label again are left out."""
    now: dict[tuple[str, str], str] = {}
    for said in Entry.objects.filter(act="rename_label").order_by("sequence").values_list("said", flat=True):
        facts = json.loads(said)
        list_, old, new = facts["list"], facts["old"], facts["new"]
        now |= {key: new for key, label in now.items() if key[0] == list_ and label == old}
        now[(list_, old)] = new
    there = {(one.list, one.text) for one in listed_labels()} if now else set()
    return {key: label for key, label in now.items() if key not in there}


def _label_rows(list_: str) -> models.QuerySet[Any]:
    """The rows of one list. Raises LabelRefused where there is no such list."""
    if list_ in PLACES:
        return (Team if list_ == "team" else Service).objects.all()
    if list_ not in Term.List.values:
        raise LabelRefused(f"There is no list called “{list_}”. The page of lists shows those there are.")
    return Term.objects.filter(list=list_)


def _free_words(list_: str, words: str, own: str = "") -> str:
    """The words of a label, tidied, when no other label of the list has them or is known by them."""
    words = " ".join(words.split())
    if not words:
        raise LabelRefused("Enter the label, as the council prints it")
    if len(words) > LONGEST:
        raise LabelRefused(f"Label must be {LONGEST} characters or fewer: this one has {len(words)}")
    _label_rows(list_)
    for one in listed_labels():
        if one.list == list_ and one.text != own:
            _refuse_same(words, one)
    return words


def _refuse_same(words: str, there: ListedLabel) -> None:
    if words.casefold() == there.text.casefold():
        raise LabelRefused(
            f"“{there.text}” is in this list already. Choose other words, or change that label"
        )
    if words.casefold() in {one.casefold() for one in there.also}:
        raise LabelRefused(
            f"Lists that say “{words}” are read as “{there.text}”. Choose other words, or use that label"
        )


def is_empty() -> bool:
    """Whether nothing has been written in this installation yet."""
    return not Entry.objects.exists()


def in_one_transaction() -> transaction.Atomic:
    """Several acts kept together or not at all."""
    return transaction.atomic()
