"""What other councils published: kept one by one or from a sheet, put right, taken out, and put into groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from heard.casework.new_details import DoesNotFit, NotInTheList, NotOnRecord
from heard.casework.on_record import one_of
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.plans import must_be_written
from heard.casework.writing import Line, writing
from heard.figures.other_councils import COMPARED
from heard.figures.periods import year_label
from heard.law.working_days import in_words
from heard.people.models import Council, Member
from heard.representations.models import (
    ComparisonGroup,
    ComparisonGroupCouncil,
    OtherCouncil,
    OtherCouncilFigure,
)

FIRST_YEAR = 2006
Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A figure another council published: `year` is the year in which the financial year begins."""

    council: str
    what: str
    year: int
    count: int
    source: str
    taken_on: date
    base: int | None = None
    address: str = ""
    definition: str = ""
    is_defined_otherwise: bool = False
    warning: str = ""


class NotKept(Exception):
    """A sheet of other councils' figures was not kept; `faults` are (row, what is wrong) each."""

    def __init__(self, faults: Sequence[tuple[int, str]]) -> None:
        super().__init__("Nothing of the sheet was kept.")
        self.faults = tuple(faults)


def add_other_figure(*, member: Member, at: datetime, figure: NewFigure) -> OtherCouncilFigure:
    """Keep a figure that another council published. Raises NotAllowed, NotInTheList, DoesNotFit."""
    demand(member, Act.CHANGE_SETTINGS)
    _must_fit(figure, at)
    if there := _on_record().get(_key(figure)):
        raise DoesNotFit(_already(figure, there))
    with writing("add_other_figure", by=member.account.username, at=at, done_on=figure.taken_on) as line:
        return _keep(line, figure)


def change_other_figure(
    *, member: Member, at: datetime, number: int, figure: NewFigure
) -> OtherCouncilFigure:
    """Put right a figure on record: everything but its council, what it counts and its year.

    Raises NotAllowed, NotOnRecord, DoesNotFit.
    """
    demand(member, Act.CHANGE_SETTINGS)
    row = other_figure(number)
    _must_fit(figure, at)
    with writing("change_other_figure", by=member.account.username, at=at, done_on=figure.taken_on) as line:
        line.change(row, **_values(figure))
    return row


def drop_other_figure(*, member: Member, at: datetime, number: int, because: str) -> None:
    """Take a figure out that should not be there. Raises NotAllowed, NotOnRecord, DoesNotFit."""
    demand(member, Act.CHANGE_SETTINGS)
    row = other_figure(number)
    said = must_be_written(because, "why it is taken out")
    with writing("drop_other_figure", by=member.account.username, at=at, because=said) as line:
        line.remove(row)


def bring_in_other_figures(
    *, member: Member, at: datetime, rows: Sequence[tuple[int, NewFigure]]
) -> tuple[int, int]:
    """Keep a whole sheet or nothing of it: how many are new, and how many stood so already.

    `rows` are the number of each row and what it says. Raises NotAllowed; NotKept with what is wrong row by row.
    """
    demand(member, Act.CHANGE_SETTINGS)
    known = _on_record()
    faults = [(number, why) for number, one in rows if (why := _fault(one, at, known.get(_key(one))))]
    first: dict[Key, int] = {}
    for number, one in rows:
        other = first.setdefault(_key(one), number)
        if other != number:
            faults.append(
                (number, f"Row {other} has the same council, figure and year. Keep one of the two.")
            )
    if faults:
        raise NotKept(sorted(faults))
    new = [one for _, one in rows if _key(one) not in known]
    if new:
        with writing("bring_in_other_figures", by=member.account.username, at=at, figures=len(new)) as line:
            for one in new:
                _keep(line, one)
    return len(new), len(rows) - len(new)


def keep_comparison_group(
    *,
    member: Member,
    at: datetime,
    name: str,
    source: str,
    councils: Sequence[str],
    number: int | None = None,
) -> ComparisonGroup:
    """Keep a group of councils to be set beside, new or (by its number) as it now stands.

    Raises NotAllowed, NotOnRecord, DoesNotFit for a group of none or a name that is taken.
    """
    demand(member, Act.CHANGE_SETTINGS)
    named = list(dict.fromkeys(one.strip() for one in councils if one.strip()))
    if not named:
        raise DoesNotFit("The group has no council. Write their names, one on each line.")
    row = group_numbered(number) if number else ComparisonGroup()
    if ComparisonGroup.objects.filter(name__iexact=name.strip()).exclude(pk=row.pk).exists():
        raise DoesNotFit(f"There is a group “{name.strip()}” already. Change that one, or use another name.")
    facts = {
        "name": must_be_written(name, "what the group is called"),
        "source": must_be_written(source, "who made the group, and when"),
    }
    with writing("keep_comparison_group", by=member.account.username, at=at, councils=len(named)) as line:
        if number:
            line.change(row, **facts)
        else:
            row = ComparisonGroup(**facts)
            line.add(row)
        _place(line, row, [_council(line, one) for one in named])
    return row


def other_figure(number: int) -> OtherCouncilFigure:
    """The figure of this number. Raises NotOnRecord."""
    row = OtherCouncilFigure.objects.select_related("council").filter(pk=number).first()
    if row is None:
        raise NotOnRecord("There is no such figure. Choose it from the page of other councils.")
    return row


def group_numbered(number: int) -> ComparisonGroup:
    """The comparison group of this number. Raises NotOnRecord."""
    row = ComparisonGroup.objects.filter(pk=number).first()
    if row is None:
        raise NotOnRecord("There is no such group. Choose it from the page of other councils.")
    return row


def figure_of(row: OtherCouncilFigure) -> NewFigure:
    """A figure on record as it was said."""
    names = [name for name in NewFigure.__dataclass_fields__ if name != "council"]
    return NewFigure(council=row.council.name, **{name: getattr(row, name) for name in names})


def _place(line: Line, group: ComparisonGroup, councils: Sequence[OtherCouncil]) -> None:
    wanted = {one.pk for one in councils}
    there = {one.council_id: one for one in ComparisonGroupCouncil.objects.filter(group=group)}
    for council, row in there.items():
        if council not in wanted:
            line.remove(row)
    for council in sorted(wanted - set(there)):
        line.add(ComparisonGroupCouncil(group=group, council_id=council))


def _keep(line: Line, figure: NewFigure) -> OtherCouncilFigure:
    council = _council(line, figure.council)
    row = OtherCouncilFigure(council=council, what=figure.what, year=figure.year, **_values(figure))
    line.add(row)
    return row


def _council(line: Line, name: str) -> OtherCouncil:
    _must_be_other(name)
    there = OtherCouncil.objects.filter(name__iexact=name.strip()).first()
    if there is None:
        there = OtherCouncil(name=name.strip())
        line.add(there)
    return there


def _values(figure: NewFigure) -> dict[str, object]:
    said = asdict(figure)
    return {name: value for name, value in said.items() if name not in ("council", "what", "year")}


def _key(figure: NewFigure) -> Key:
    return figure.council.strip().casefold(), figure.what, figure.year


def _on_record() -> dict[Key, OtherCouncilFigure]:
    rows = OtherCouncilFigure.objects.select_related("council")
    return {(one.council.name.casefold(), one.what, one.year): one for one in rows}


def _fault(figure: NewFigure, at: datetime, there: OtherCouncilFigure | None) -> str:
    try:
        _must_fit(figure, at)
    except (DoesNotFit, NotInTheList) as why:
        return str(why)
    if there is None or (there.count, there.base) == (figure.count, figure.base):
        return ""
    return _already(figure, there)


def _already(figure: NewFigure, there: OtherCouncilFigure) -> str:
    of = f" of {there.base:,}" if there.base else ""
    return (
        f"{figure.council.strip()} has “{COMPARED[figure.what].title}” of {year_label(figure.year)} on record "
        f"already: {there.count:,}{of}. Change that one if it is wrong."
    )


def _must_fit(figure: NewFigure, at: datetime) -> None:
    """Refuse what cannot be. Raises DoesNotFit, NotInTheList."""
    one_of(COMPARED, figure.what, "figure that is compared")
    must_be_written(figure.council, "which council published it")
    must_be_written(figure.source, "where it was published")
    _must_be_other(figure.council)
    last = day_of(at).year
    if not FIRST_YEAR <= figure.year <= last:
        raise DoesNotFit(f"The year begins between {FIRST_YEAR} and {last}. Check {year_label(figure.year)}.")
    if figure.taken_on > day_of(at):
        raise DoesNotFit(f"{in_words(figure.taken_on)} has not come yet. Give the day it was looked up.")
    if COMPARED[figure.what].unit == "share" and figure.base is not None and figure.count > figure.base:
        raise DoesNotFit(f"{figure.count:,} of {figure.base:,} cannot be: a part is no more than the whole.")
    if figure.base == 0:
        raise DoesNotFit("Of how many is nought. Leave it empty where nobody says of how many.")
    if figure.is_defined_otherwise and not figure.definition.strip():
        raise DoesNotFit("It is defined otherwise than ours. Write how that council defines it.")


def _must_be_other(name: str) -> None:
    own = Council.objects.values_list("name", flat=True).first() or ""
    if own and own.casefold() == name.strip().casefold():
        raise DoesNotFit(f"{own} is this council. Its own figures are counted from its record.")
