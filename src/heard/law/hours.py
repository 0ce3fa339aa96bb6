"""A clock that counts hours: from an exact instant, through nights, weekends and the change of the clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from heard.law.rulebook import RuleValue, lengthy, rule
from heard.law.working_days import in_words

LONDON = ZoneInfo("Europe/London")
LONG = 108


@dataclass(frozen=True, slots=True)
class HoursClock:
    """So many hours from an instant. `stopped_at` is when what it waits for was done, or None while it runs."""

    title: str
    value: RuleValue
    began_at: datetime
    due_at: datetime
    stopped_at: datetime | None = None

    def left(self, now: datetime) -> timedelta:
        """How long there is left at an instant, or was left when it stopped; below nothing once it is late."""
        return self.due_at - (self.stopped_at or now)

    def is_late(self, now: datetime) -> bool:
        """Whether it was stopped after its last instant, or runs on past it."""
        return self.left(now) < timedelta(0)

    @property
    def why(self) -> str:
        """How the last instant was come by, in words with the citation."""
        number = lengthy(self.value.value or 0, "hours")
        return (
            f"{number} from {on_the_clock(self.began_at)} end on {on_the_clock(self.due_at)}, nights and weekends "
            f"counted. {self.value.basis}."
        )


def start_hours(name: str, began_at: datetime, stopped_at: datetime | None = None) -> HoursClock:
    """The clock of a rule that counts hours. Raises NotInForce before the rule had a value."""
    found = rule(name)
    value = found.on(began_at.astimezone(LONDON).date())
    due_at = began_at.astimezone(UTC) + timedelta(hours=value.value or 0)
    return HoursClock(found.title, value, began_at, due_at, stopped_at)


def on_the_clock(instant: datetime) -> str:
    """An instant as the clock on the wall in England shows it: “Friday 4 December 2026 at 09:30 (GMT)”."""
    here = instant.astimezone(LONDON)
    return f"{in_words(here.date())} at {here:%H:%M} ({here.tzname()})"


def how_long(length: timedelta) -> str:
    """A length of time in whole hours and minutes: “71 hours 30 minutes”; a long one in days and hours.

    Nobody counts a thousand hours, so what is longer than the 72 of the law by half stands in days.
    """
    minutes = int(abs(length).total_seconds()) // 60
    hours, rest = divmod(minutes, 60)
    if hours >= LONG:
        days, hours = divmod(hours, 24)
        return f"{days} days" + (f" {hours} hour{'' if hours == 1 else 's'}" if hours else "")
    said = [f"{hours} hour{'' if hours == 1 else 's'}"] if hours or not rest else []
    said += [f"{rest} minute{'' if rest == 1 else 's'}"] if rest else []
    return " ".join(said)
