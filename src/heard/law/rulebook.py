"""The rule book: every length of time the office works by, as dated data with its citation.

One rule is one file under `rules/`, and its path is its name. Only the day a value begins is written, so values
cannot overlap. The book answers for a day, or says why it cannot: it never falls back on the latest value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from heard.law import strict_yaml
from heard.law.working_days import in_words

RULES = Path(__file__).parent / "rules"

Unit = Literal["working_days", "calendar_days", "hours", "months", "year", "none"]
SourceRead = Literal["full", "restated", "unverified"]
KeptBy = Literal["authority", "complainant"]
NO_NUMBER = "no number"
UNIT_WORDS = {
    "working_days": "working day",
    "calendar_days": "calendar day",
    "hours": "hour",
    "months": "month",
    "year": "year",
}


class UnknownRule(LookupError):
    """No rule has this name."""


class NotInForce(LookupError):
    """The rule had no value on the day asked about."""


class RuleMiswritten(ValueError):
    """A rule file does not say what every rule must say."""


@dataclass(frozen=True, slots=True)
class RuleValue:
    """What a rule says from `since` on. `value` and `up_to` are in the rule's unit; None where there is none."""

    since: date
    value: int | None
    basis: str
    href: str
    source_read: SourceRead
    up_to: int | None = None
    extension_needs: str = ""
    says: str = ""
    alert_after: int | None = None  # working days, internal, never law
    advisory: bool = False
    rolls_to_working_day: bool = False
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with all its values, the newest first.

    `local` is true when the number is a setting of the council and not law. `reread_on` is the day a named person
    last held the file beside its source: empty until that has been done. `or_counts_from` holds the other days,
    by code, from which a council may choose to count. `counts_back` is true where the last day lies before the day
    it counts from, as papers go out before a meeting.
    """

    name: str
    title: str
    unit: Unit
    counts_from: str
    counts_from_code: str
    or_counts_from: Mapping[str, str]
    stops_on: str
    kept_by: KeptBy
    local: bool
    if_missed: str
    notes: tuple[str, ...]
    values: tuple[RuleValue, ...]
    reread_on: date | None
    counts_back: bool = False

    def on(self, day: date) -> RuleValue:
        """The value in force on `day`. Raises NotInForce where there was none."""
        for value in self.values:
            if value.since <= day:
                if value.ended:
                    raise self._not_in_force(day, f"It ended on {in_words(value.since)} ({value.basis}).")
                return value
        raise self._not_in_force(day, f"The earliest is {in_words(self.values[-1].since)}.")

    def _not_in_force(self, day: date, why: str) -> NotInForce:
        return NotInForce(
            f"“{self.title}” has no value on {in_words(day)}. {why} See rules/{self.name}.yaml."
        )


def lengthy(number: int, unit: str) -> str:
    """A length of time in words: “10 working days”, “1 year”."""
    return f"{number} {UNIT_WORDS[unit]}{'' if number == 1 else 's'}"


@cache
def names() -> tuple[str, ...]:
    """Every rule's name, in order."""
    files = RULES.rglob("*.yaml")
    return tuple(sorted(file.relative_to(RULES).with_suffix("").as_posix() for file in files))


@cache
def rule(name: str) -> Rule:
    """The rule of this name. Raises UnknownRule, listing those there are."""
    if name not in names():
        raise UnknownRule(f"There is no rule “{name}”. The rules are: {', '.join(names())}.")
    return read_rule(name, RULES / f"{name}.yaml")


def read_rule(name: str, file: Path) -> Rule:
    """Read one rule file and check it. Raises RuleMiswritten or KeyWrittenTwice, naming the file."""
    said = strict_yaml.read(file)
    try:
        return _rule_from(name, said)
    except (KeyError, TypeError, ValueError, AttributeError) as why:
        problem = f"{why} is missing" if isinstance(why, KeyError) else str(why)
        raise RuleMiswritten(
            f"The rule file {file} is not written as a rule: {problem}. Compare it with its neighbours and mend it."
        ) from why


def _only(said: Mapping[str, Any], known: Iterable[str]) -> None:
    """Refuse a word that no rule knows: a slip such as “extention” would otherwise be lost without a sound."""
    if unknown := sorted(set(said) - set(known)):
        raise ValueError(f"“{', '.join(unknown)}” is not a word that rule files know")


def _rule_from(name: str, said: dict[str, Any]) -> Rule:
    _only(said, {field.name for field in fields(Rule)} - {"name"})
    unit = _one_of(said["unit"], Unit, "unit")
    since_values = sorted(said["values"].items(), reverse=True)
    if not since_values:
        raise ValueError("it has no values")
    return Rule(
        name=name,
        title=said["title"],
        unit=unit,
        counts_from=said["counts_from"],
        counts_from_code=said.get("counts_from_code", ""),
        or_counts_from=said.get("or_counts_from", {}),
        stops_on=said["stops_on"],
        kept_by=_one_of(said["kept_by"], KeptBy, "kept_by"),
        local=_yes_or_no(said["local"], "local"),
        if_missed=said["if_missed"],
        notes=tuple(said["notes"]),
        values=tuple(_value_from(since, value, unit) for since, value in since_values),
        reread_on=said["reread_on"],
        counts_back=_yes_or_no(said.get("counts_back", False), "counts_back"),
    )


def _value_from(since: date, said: dict[str, Any], unit: Unit) -> RuleValue:
    if type(since) is not date:
        raise ValueError(f"“{since}” is not a day, written like 2006-09-01")
    _only(said, {*(field.name for field in fields(RuleValue)), "extension"} - {"since", "up_to", "ended"})
    number = said["value"]
    _check_number(number, unit)
    extension = said.get("extension") or {}
    return RuleValue(
        since=since,
        value=None if number == NO_NUMBER else number,
        basis=said["basis"],
        href=said["href"],
        source_read=_one_of(said["source_read"], SourceRead, "source_read"),
        up_to=extension.get("up_to"),
        extension_needs=extension["needs"] if extension else "",
        says=said.get("says", ""),
        alert_after=said.get("alert_after"),
        advisory=said.get("advisory", False),
        rolls_to_working_day=said.get("rolls_to_working_day", False),
        ended=number is None,
    )


def _check_number(number: object, unit: Unit) -> None:
    """A number for a unit that counts, “no number” for one that does not, nothing where the rule ends."""
    if number is None:
        return
    counts = type(number) is int and number > 0
    if counts == (unit == "none") or not (counts or number == NO_NUMBER):
        raise ValueError(f"value “{number}” does not go with unit “{unit}”")


def _one_of(said: Any, kind: Any, what: str) -> Any:
    if said not in get_args(kind):
        raise ValueError(f"{what} “{said}” is not one of {', '.join(get_args(kind))}")
    return said


def _yes_or_no(said: Any, what: str) -> bool:
    if not isinstance(said, bool):
        raise TypeError(f"{what} “{said}” is neither true nor false")
    return said
