"""The retention schedule: what the council signed off, from which day, and what a change of it would mean."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from heard.casework import four_eyes
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.writing import Line as Entry
from heard.casework.writing import writing
from heard.law.retention import Line, Trigger, later, start_schedule
from heard.law.working_days import in_words
from heard.outcomes.models import RetentionLine
from heard.people.models import Member
from heard.representations.models import SecondPerson

SIGN_OFF, CHANGE = "sign_off_retention", "change_retention"
WHOLE = "retention-schedule"
LONGEST = {"days": 3650, "months": 600, "years": 200}
UNITS = tuple(LONGEST)
IN_WORDS = ("unit", "reason", "basis", "owner")


class NotSet(Exception):
    """The line cannot be set so; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A line of the schedule on a page: as it stands, or as it is suggested while nobody has signed it off."""

    line: Line
    signed_off: bool
    begins_on: date | None = None
    review_on: date | None = None
    agreed_by: str = ""
    suggested: str = ""

    def review_is_overdue(self, on: date) -> bool:
        """Whether somebody should have looked at the line again."""
        return self.review_on is not None and self.review_on < on


def schedule_on(day: date) -> dict[str, Line]:
    """The lines in force on a day, by code. Nothing that nobody signed off."""
    return {row.code: line_of(row) for row in _in_force(day).values()}


def standing_on(day: date) -> list[Standing]:
    """Every line of the schedule in its order: signed off, or only suggested."""
    rows, start = _in_force(day), start_schedule()
    found = []
    for code, suggested in start.items():
        row = rows.get(code)
        if row is None:
            found.append(Standing(suggested, signed_off=False))
        else:
            found.append(
                Standing(line_of(row), True, row.begins_on, row.review_on, row.agreed_by, suggested.period)
            )
    return found


def history_of(code: str) -> list[RetentionLine]:
    """Every version of a line, the latest first."""
    return list(RetentionLine.objects.filter(code=code).order_by("-begins_on"))


def line_of(row: RetentionLine) -> Line:
    """A signed-off row as the pure line."""
    return Line(
        row.code, row.title, Trigger(row.trigger), row.length, row.unit, row.reason, row.basis, row.owner,
        until_age=row.until_age, after_death=row.after_death,
    )  # fmt: skip


def changed(line: Line, *, length: int | None, unit: str, reason: str, basis: str, owner: str) -> Line:
    """A line with another period, for a reason. Raises NotSet."""
    if unit not in UNITS:
        raise NotSet(f"“{unit}” is no unit of a period. Choose days, months or years.")
    if length is not None and not 1 <= length <= LONGEST[unit]:
        raise NotSet(
            f"Give a whole number of {unit} from 1 to {LONGEST[unit]}, or leave it empty to keep for good."
        )
    for said, what in (
        (reason, "why the period is what it is"),
        (basis, "what it is based on"),
        (owner, "who owns it"),
    ):
        if not said.strip():
            raise NotSet(f"Say {what}. A period without it cannot be defended to anybody.")
    return replace(
        line, length=length, unit=unit, reason=reason.strip(), basis=basis.strip(), owner=owner.strip()
    )


def tighter_or_looser(old: Line, new: Line) -> str:
    """What a change means, in a sentence: kept longer, less long, or as long."""
    far = date(2000, 1, 1)
    ends = [later(far, one.length, one.unit) if one.length is not None else date.max for one in (old, new)]
    if ends[0] == ends[1]:
        return "It is kept as long as before."
    if ends[0] < ends[1]:
        return (
            "It is kept longer than before. Nothing comes up for review sooner; what waits for review now may not "
            "be due any more. Keeping more than is needed must be defended too (UK GDPR, Article 5(1)(e))."
        )
    return (
        "It is kept less long than before. More comes up for review at once; nothing is erased by that alone. Holds "
        "and cases kept longer by a review stay as they are."
    )


def ask_to_set(
    *, lines: Sequence[Line], begins_on: date, review_on: date, by: Member, at: datetime
) -> SecondPerson:
    """Ask a second person to agree to lines of the schedule from a day on. Raises NotSet, NotAllowed."""
    demand(by, Act.SET_RETENTION)
    _refuse(lines, begins_on, review_on, day_of(at))
    act, reference = _named(lines)
    return four_eyes.ask(
        act=act, reference=reference, content=_content(lines, begins_on, review_on), by=by, at=at
    )


def set_lines(
    *, lines: Sequence[Line], begins_on: date, review_on: date, agreed: int, by: Member, at: datetime
) -> list[RetentionLine]:
    """Set lines as two persons agreed: each as a further version, none rewritten. Raises NotAgreed, NotAllowed."""
    demand(by, Act.SET_RETENTION)
    act, reference = _named(lines)
    with writing(act, by=by.account.username, at=at, reference=reference, done_on=begins_on) as entry:
        content = _content(lines, begins_on, review_on)
        two = four_eyes.use(entry, number=agreed, act=act, reference=reference, content=content)
        return [_keep(entry, one, begins_on, review_on, two) for one in lines]


def lines_asked(row: SecondPerson) -> tuple[list[Line], date, date]:
    """The lines, the first day and the day of the next look that somebody asked for, to be set exactly so."""
    said = json.loads(row.content)
    known = {one.line.code: one.line for one in standing_on(date.max)} | dict(start_schedule())
    codes = [one for one in str(said["codes"]).split(", ") if one in known]
    lines = [known[code] for code in codes]
    if row.act == CHANGE and lines:
        current = {one.line.code: one.line for one in standing_on(date.max)}
        length = said["length"] if isinstance(said["length"], int) else None
        lines = [replace(current[codes[0]], length=length, **{name: said[name] for name in IN_WORDS})]
    return lines, date.fromisoformat(said["begins_on"]), date.fromisoformat(said["review_on"])


def asked_about_schedule() -> list[SecondPerson]:
    """What was asked about the schedule and waits for a second person, or was agreed and is not in force yet."""
    open_ = (SecondPerson.Answer.WAITING, SecondPerson.Answer.APPROVED)
    rows = SecondPerson.objects.select_related("asked_by__account", "answered_by__account")
    return list(rows.filter(act__in=(SIGN_OFF, CHANGE), answer__in=open_).order_by("pk"))


def _keep(entry: Entry, line: Line, begins_on: date, review_on: date, two: SecondPerson) -> RetentionLine:
    row = RetentionLine(
        code=line.code, begins_on=begins_on, title=line.title, trigger=line.trigger.value, length=line.length,
        unit=line.unit, until_age=line.until_age, after_death=line.after_death, reason=line.reason,
        basis=line.basis, owner=line.owner, review_on=review_on,
        proposed_by=two.asked_by.account.username,
        agreed_by=two.answered_by.account.username if two.answered_by else "", at=entry.at,
    )  # fmt: skip
    entry.add(row)
    return row


def _in_force(day: date) -> Mapping[str, RetentionLine]:
    rows = RetentionLine.objects.filter(begins_on__lte=day).order_by("begins_on", "pk")
    return {row.code: row for row in rows}


def _named(lines: Sequence[Line]) -> tuple[str, str]:
    return (CHANGE, f"retention-{lines[0].code}") if len(lines) == 1 else (SIGN_OFF, WHOLE)


def _content(lines: Sequence[Line], begins_on: date, review_on: date) -> dict[str, object]:
    """What is agreed to: for each line all that it says, so that a letter changed voids it."""
    said: dict[str, object] = {
        "begins_on": begins_on.isoformat(),
        "review_on": review_on.isoformat(),
        "codes": ", ".join(one.code for one in lines),
    }
    if _named(lines)[0] == CHANGE:
        said |= {"length": lines[0].length, **{name: getattr(lines[0], name) for name in IN_WORDS}}
    for one in lines:
        counted = "" if one.length is None else f" from {one.trigger.words}"
        said[one.title] = f"{one.period}{counted}. {one.reason} Basis: {one.basis} Owner: {one.owner}."
    return said


def _refuse(lines: Sequence[Line], begins_on: date, review_on: date, on: date) -> None:
    if begins_on < on:
        raise NotSet(f"{in_words(begins_on)} is over. A schedule begins today at the earliest.")
    if not begins_on < review_on <= later(begins_on, 5, "years"):
        raise NotSet(
            "Give a day on which the line is looked at again: after it begins, and within five years."
        )
    there = RetentionLine.objects.filter(code__in=[one.code for one in lines], begins_on=begins_on)
    if there.exists():
        raise NotSet(
            f"There is a version that begins on {in_words(begins_on)} already. Choose another first day."
        )
