"""Dates as people type them in England: the day first, always. What can be read two ways is not guessed."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from heard.importing.read_cell import Cell

EARLIEST = date(1990, 1, 1)
LATEST = date(2100, 12, 31)

_DAY_NUMBER_ZERO = date(1899, 12, 30)  # Excel counts days from here (its 29 February 1900 included)
_DAY_NUMBERS = range(32874, 73415 + 1)  # 1 January 1990 to 31 December 2100
_NAMES = [f"{date(2000, number, 1):%B}".lower() for number in range(1, 13)]
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})(?P<gap>[-/.])(?P<month>\d{1,2})(?P=gap)(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2}) ?(?P<gap>[-/.]) ?(?P<month>\d{1,2}) ?(?P=gap) ?(?P<year>\d{4}|\d{2})",
        rf"{_DAY}(?: of)?[-/., ]\s*{_MONTH}[-/., ]\s*{_YEAR}",
        rf"{_DAY}{_MONTH}{_YEAR}",
        rf"{_MONTH} {_DAY},? (?P<year>\d{{4}})",
    )
)
_WEEKDAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)([a-z]*)\.?,?\s+(?=\S)", re.IGNORECASE)
_CLOCK = re.compile(r"[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]m)?(Z|[+-]\d{2}:?\d{2})?$", re.I)
_DAY_NUMBER = re.compile(r"(\d{5})(?:\.\d+)?")
_MONTH_FIRST = re.compile(r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?:[T\s].*)?")
_HOW = "Write it day first, such as 07/04/2016 or 7 April 2016."


class NotADate(ValueError):
    """A cell that is not a date we are sure of: what it said, and why it was refused, with what to do."""

    def __init__(self, said: Cell, why: str) -> None:
        super().__init__(f"“{said}” {why}")
        self.said = said
        self.why = why


def read_date(cell: Cell, *, earliest: date = EARLIEST, latest: date = LATEST) -> date | None:
    """The day a cell means, read day first; None when it is blank. Raises NotADate when in any doubt.

    A year of two figures up to 79 is of this century (16 is 2016), from 80 of the last. A whole number from
    32874 to 73415 is Excel's day number. A time of day after the date is left off.
    """
    day = _day(cell)
    if day is not None and not earliest <= day <= latest:
        said = "before" if day < earliest else "after"
        limit = earliest if day < earliest else latest
        raise NotADate(cell, f"is {said} {_words(limit)}, which cannot be right here. Check the year.")
    return day


def _day(cell: Cell) -> date | None:
    if cell is None:
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, time):
        raise NotADate(cell, f"is a time of day without a date. {_HOW}")
    if isinstance(cell, bool):
        raise NotADate(cell, f"is a yes or no, not a date. {_HOW}")
    if isinstance(cell, int | float):
        return _from_number(cell, cell)
    return _from_text(cell)


def _from_number(number: float, said: Cell) -> date:
    if not (math.isfinite(number) and int(number) in _DAY_NUMBERS):
        raise NotADate(said, f"is a number, and not one of Excel's day numbers (32874 to 73415). {_HOW}")
    return _DAY_NUMBER_ZERO + timedelta(days=int(number))


def _from_text(said: str) -> date | None:
    text = " ".join(said.split())
    if not text:
        return None
    if _DAY_NUMBER.fullmatch(text):
        return _from_number(float(text), said)
    weekday = _WEEKDAY.match(text)
    written = _without_clock(text[weekday.end() :] if weekday else text, said)
    for form in _FORMS:
        found = form.fullmatch(written)
        if found:
            day = _built(found, said)
            _check_weekday(weekday[1] if weekday else "", day, said)
            return day
    raise NotADate(said, _why_not(text))


def _without_clock(text: str, said: str) -> str:
    """The date alone. A time in another zone may belong to the day before or after, so it is refused."""
    found = _CLOCK.search(text)
    if not found or not text[: found.start()].strip():
        return text
    hour, minute, second, half, zone = found.groups()
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59 or (half and int(hour) > 12):
        raise NotADate(said, f"has a time of day that does not exist. {_HOW}")
    if zone and (int(hour), int(minute)) != (0, 0):
        raise NotADate(said, f"is a time in another zone (“{zone}”), so its day here is not certain. {_HOW}")
    return text[: found.start()].rstrip(", ")


def _built(found: re.Match[str], said: str) -> date:
    day, year = int(found["day"]), _full_year(found["year"].lstrip("'"))
    month = int(found["month"]) if found["month"].isdigit() else _MONTHS.get(found["month"].lower(), 0)
    if not 1 <= month <= 12:
        raise NotADate(said, _why_no_such_month(day, month, year, found["month"]))
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADate(
            said,
            f"is not a day that exists: {_NAMES[month - 1].title()} {year} has no day {day}. "
            "Correct the date.",
        ) from None


def _full_year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return int(text) + (2000 if int(text) <= 79 else 1900)


def _why_no_such_month(day: int, month: int, year: int, written: str) -> str:
    if not written.isdigit():
        return f"names no month that is known (“{written}”). {_HOW}"
    if 1 <= day <= 12 and 12 < month <= 31:
        return (
            f"looks month-first (American): there is no month {month}. If it means "
            f"{month} {_NAMES[day - 1].title()} {year}, the whole column is probably "
            "month-first: change it to "
            "day first, or to real date cells, and try again."
        )
    return f"is not a date: there is no month {month}. {_HOW}"


def _check_weekday(weekday: str, day: date, said: str) -> None:
    if weekday and not _WEEKDAYS[day.weekday()].startswith(weekday.lower()):
        real = _WEEKDAYS[day.weekday()].title()
        raise NotADate(said, f"contradicts itself: {_words(day)} was a {real}. Check the day and the date.")


def _why_not(text: str) -> str:
    if re.fullmatch(r"\d{1,2}[:.]\d{2}(:\d{2})?( ?[ap]m)?", text, re.IGNORECASE):
        return f"is a time of day without a date. {_HOW}"
    if re.fullmatch(r"[+-]?[\d,]+(\.\d+)?", text):
        return f"is a number, and not one of Excel's day numbers (32874 to 73415). {_HOW}"
    if re.fullmatch(r"\d{1,2}(st|nd|rd|th)?[-/. ]([A-Za-z]+|\d{1,2})", text, re.IGNORECASE):
        return f"has no year. {_HOW}"
    return f"is not a date that can be read with certainty. {_HOW}"


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True, slots=True)
class Order:
    """Which cells of one column settle the order of day and month, by their place in the column."""

    month_first: tuple[int, ...]
    day_first: tuple[int, ...]
    either: tuple[int, ...]


def order_of(cells: Sequence[Cell]) -> Order:
    """Sort a column's written dates: those that can only be month-first, only day-first, or either."""
    places: dict[str, list[int]] = {"month_first": [], "day_first": [], "either": []}
    for place, cell in enumerate(cells):
        found = _MONTH_FIRST.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if found:
            first, second = int(found[1]), int(found[3])
            if 1 <= first <= 12 and 12 < second <= 31:
                places["month_first"].append(place)
            elif 12 < first <= 31 and 1 <= second <= 12:
                places["day_first"].append(place)
            elif 1 <= first <= 12 and 1 <= second <= 12 and first != second:
                places["either"].append(place)
    return Order(*(tuple(places[name]) for name in ("month_first", "day_first", "either")))


def looks_month_first(cells: Sequence[Cell]) -> list[int]:
    """The places (from 0) of the cells that can only be month-first. If any, refuse the whole column."""
    return list(order_of(cells).month_first)


def why_month_first(column: str, cells: Sequence[Cell], rows: Sequence[int], beside: str = "") -> str | None:
    """Why a whole column of dates is refused as month-first, naming rows; None when nothing in it says so.

    `rows` are the row numbers of `cells` in the person's own file. `beside` is another column of the same sheet that
    is month-first, where this one has no day that settles it.
    """
    order = order_of(cells)
    if not order.month_first and not (beside and order.either):
        return None
    if order.month_first:
        where, such = _listed(order.month_first, rows), cells[order.month_first[0]]
        why = f"“{column}” looks month-first (American) in {where}: such as “{such}”. "
        if order.either:
            why += f"So {_listed(order.either, rows)} could mean either of two days, and none is guessed. "
    else:
        why = f"“{beside}” is month-first (American), so this column is probably too. "
        why += f"In {_listed(order.either, rows)} it could mean either of two days, and none is guessed. "
    if order.day_first:
        why += f"Yet {_listed(order.day_first, rows)} can only be day first. "
    if any(isinstance(cell, date) and cell.day <= 12 for cell in cells):
        why += "Excel may have turned round the day and month of those it took for real dates. "
    return why + "Change the column to day first, or to real date cells, and try again."


def _listed(places: Sequence[int], rows: Sequence[int]) -> str:
    named = [f"{rows[place]:,}" for place in places[:5]]
    more = f" and {len(places) - 5:,} more" if len(places) > 5 else ""
    if len(named) == 1:
        return f"row {named[0]}"
    return f"rows {', '.join(named)}{more}" if more else f"rows {', '.join(named[:-1])} and {named[-1]}"
