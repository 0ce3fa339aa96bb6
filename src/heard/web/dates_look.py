"""A date asked for as day, month and year, which works for everybody and is never read month first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

PARTS = ("day", "month", "year")
FIRST_YEAR = 1900  # Nobody alive was born before it: an earlier year is a slip of the fingers.
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DateParts(forms.MultiWidget):
    """Three boxes: day, month, year."""

    template_name = "forms/date.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)
        self.widgets_names = [f"-{part}" for part in PARTS]

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if isinstance(value, date) else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        given = dict(attrs or {})
        wrong = given.pop("wrong_parts", ())
        context = super().get_context(name, value, given)
        own_id = context["widget"]["attrs"].get("id", name)
        for part, box in zip(PARTS, context["widget"]["subwidgets"], strict=True):
            box |= {"part": part, "label": part.capitalize(), "id": f"{own_id}-{part}"}
            box["wrong"], box["width"] = part in wrong, 4 if part == "year" else 2
        return context


class DateField(forms.MultiValueField):
    """A day in the world, as a `date`.

    `latest` and `earliest` are functions asked when the form is read (so that “today” is the reader's today).
    """

    widget = DateParts

    def __init__(
        self,
        *,
        earliest: Callable[[], date] | None = None,
        latest: Callable[[], date] | None = None,
        **kwargs: Any,
    ) -> None:
        self.earliest, self.latest = earliest, latest
        self.part = ""  # The heading it stands under, where the same day is asked under several.
        fields = tuple(forms.CharField(required=False) for _ in PARTS)
        super().__init__(fields, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> date | None:
        """The date typed, or None where no answer is allowed; an error says which part is wrong."""
        typed = [str(part or "").strip() for part in value or ("", "", "")]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        self._all_there(typed)
        return self._within(self._real(typed))

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = DateParts().decompress(initial) if not isinstance(initial, list) else initial
        return [str(part or "") for part in before] != [str(part or "") for part in data or ("", "", "")]

    def _name(self) -> str:
        return str(self.label or "The date")

    def _wrong(self, what: str, *parts: str) -> ValidationError:
        before = f"{self.part}: " if self.part else ""
        said = f"{before}{self._name()} {what}"
        return ValidationError(said, code="invalid", params={"parts": parts or PARTS})

    def _all_there(self, typed: list[str]) -> None:
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            raise self._wrong(f"must include a {' and '.join(missing)}", *missing)

    def _real(self, typed: list[str]) -> date:
        day, month, year = typed
        if not (year.isdecimal() and len(year) == 4):
            raise self._wrong("must have a year of 4 numbers, such as 2026", "year")
        number = MONTHS.index(month[:3].lower()) + 1 if month[:3].lower() in MONTHS else month
        if int(year) < FIRST_YEAR:
            raise self._wrong(f"must be in {FIRST_YEAR} or later", "year")
        try:
            return date(int(year), int(number), int(day))
        except ValueError:
            raise self._wrong("must be a real date", *self._unreal(day, str(number))) from None

    @staticmethod
    def _unreal(day: str, month: str) -> tuple[str, ...]:
        wrong_day = not (day.isdecimal() and 1 <= int(day) <= 31)
        wrong_month = not (month.isdecimal() and 1 <= int(month) <= 12)
        return ("day",) * wrong_day + ("month",) * wrong_month

    def _within(self, day: date) -> date:
        if self.latest and day > (latest := self.latest()):
            raise self._wrong(f"must be {spoken(latest)} or earlier")
        if self.earliest and day < (earliest := self.earliest()):
            raise self._wrong(f"must be {spoken(earliest)} or later")
        return day


def spoken(day: date) -> str:
    """A date as a page says it: 4 December 2026."""
    return f"{day.day} {day:%B %Y}"
