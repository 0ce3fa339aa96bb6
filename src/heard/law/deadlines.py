"""When something is due: one question for every clock there is, and the list of them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from heard.law import explaining
from heard.law.local_settings import Settings, Terms, terms_of
from heard.law.reckoning import Reckoning, counts_on, reckon
from heard.law.rulebook import Rule, RuleValue, lengthy, names, rule
from heard.law.working_days import ENGLAND, WorkingCalendar


@dataclass(frozen=True, slots=True)
class Due:
    """What is due on one clock, with its reasons. `due_on` is None where no number exists."""

    found: Reckoning

    @property
    def clock(self) -> str:
        """The clock's name, such as children_act/stage_1/answer."""
        return self.found.rule.name

    @property
    def due_on(self) -> date | None:
        """The last day for the act, without any extension."""
        return self.found.due_on

    @property
    def latest_on(self) -> date | None:
        """The last day with every extension; None where no extension exists."""
        return self.found.latest_on

    @property
    def target_on(self) -> date | None:
        """The last day by the council's own tighter target, if it has one."""
        return self.found.target_on

    @property
    def alert_on(self) -> date | None:
        """The day of an internal alert where there is no number in law."""
        return self.found.alert_on

    @property
    def counted(self) -> tuple[str, int | None]:
        """The unit and the number counted: (“working_days”, 10)."""
        return self.found.terms.unit, self.found.terms.allowed

    @property
    def source_read(self) -> str:
        """How well the source was read: full, restated or unverified."""
        return self.found.value.source_read

    @property
    def reasons(self) -> list[str]:
        """Why, in sentences with the citation and each skipped day; the cautions come last."""
        return explaining.sentences(self.found)

    @property
    def cautions(self) -> list[str]:
        """The cautions alone."""
        return explaining.cautions(self.found)

    def as_plain(self) -> dict[str, Any]:
        """The same in plain values, days as ISO text, for JSON."""
        found, terms = self.found, self.found.terms
        return {
            "clock": self.clock,
            "title": found.rule.title,
            "started_on": found.started_on.isoformat(),
            "counts_from": terms.counts_from,
            "unit": terms.unit,
            "length": terms.allowed,
            "length_with_extension": terms.up_to,
            "due_on": _iso(self.due_on),
            "latest_on": _iso(self.latest_on),
            "target_on": _iso(self.target_on),
            "alert_on": _iso(self.alert_on),
            "local": found.rule.local,
            "basis": found.value.basis,
            "href": found.value.href,
            "source_read": self.source_read,
            "reasons": self.reasons,
            "cautions": self.cautions,
        }


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One line of the list of clocks: what starts it, its length, its extension and its source."""

    name: str
    title: str
    starts: str
    stops: str
    length: str
    extension: str
    source: str
    href: str
    source_read: str
    local: bool
    since: date


def due(
    clock_name: str,
    start: date,
    *,
    on_version: date | None = None,
    settings: Settings | None = None,
    calendar: WorkingCalendar = ENGLAND,
) -> Due:
    """What is due on this clock when it starts on `start`, by the rule in force that day or on `on_version`.

    Raises UnknownRule, NotInForce, CalendarRunsOut, and for settings LooserThanTheLaw or NotASetting.
    """
    the_rule = rule(clock_name)
    version_of = on_version or start
    value = the_rule.on(version_of)
    terms = terms_of(the_rule, value, settings)
    return Due(reckon(the_rule, value, terms, start, version_of, calendar))


def due_days(
    clock_name: str,
    starts: Sequence[date],
    *,
    settings: Settings | None = None,
    calendar: WorkingCalendar = ENGLAND,
) -> list[date | None]:
    """The last day for each of many starts, without reasons: for whole columns of cases at once."""
    the_rule = rule(clock_name)
    if not starts or len({the_rule.on(min(starts)), the_rule.on(max(starts))}) > 1:
        return [due(clock_name, day, settings=settings, calendar=calendar).due_on for day in starts]
    terms = terms_of(the_rule, the_rule.on(min(starts)), settings)
    if terms.unit != "working_days" or terms.allowed is None or the_rule.counts_back:
        return [due(clock_name, day, settings=settings, calendar=calendar).due_on for day in starts]
    return list(counts_on(the_rule, calendar).after_many(starts, terms.allowed))


def every_clock(settings: Settings | None = None) -> list[ClockLine]:
    """Every clock as the newest rules and the council's settings have it."""
    return [_line(rule(name), settings) for name in names()]


def _line(the_rule: Rule, settings: Settings | None) -> ClockLine:
    value = the_rule.values[0]
    terms = terms_of(the_rule, value, settings)
    return ClockLine(
        name=the_rule.name,
        title=the_rule.title,
        starts=terms.counts_from,
        stops=the_rule.stops_on,
        length=_length_words(terms, value),
        extension=f"to {lengthy(terms.up_to, terms.unit)} in all" if terms.up_to else "none",
        source=value.basis,
        href=value.href,
        source_read=value.source_read,
        local=the_rule.local,
        since=value.since,
    )


def _length_words(terms: Terms, value: RuleValue) -> str:
    if terms.allowed is None:
        return f"no number: {value.says}"
    return f"{lengthy(terms.allowed, terms.unit)}{' (recommended)' if value.advisory else ''}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
