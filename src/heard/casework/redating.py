"""Re-dating: a holiday, a number or a rule changes; the list of dates it moves is proposed, and another approves it.

Due days are worked out whenever they are asked, so the law counts as it stands at once. What waits for approval is the
list: the days by which open stages are found, and the line on each case that says its date moved, from when to when.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from heard.casework.clocks import CouncilClocks, clocks_of_council
from heard.casework.holidays import add_holiday
from heard.casework.new_details import fitting
from heard.casework.nightly_rechecking import next_by_law
from heard.casework.nightly_seeing import is_open
from heard.casework.performing import day_of
from heard.casework.redating_days import Moved, OpenStage, counted_from, moved_between, next_days, open_stages
from heard.casework.setting import NotASetting, set_value
from heard.casework.writing import BATCH, Line, write_entries, writing
from heard.law.working_days import in_words
from heard.representations.models import MovedDate, Redating, Stage

SHOWN = 5


class NotMoved(Exception):
    """The re-dating cannot be proposed or approved; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Approved:
    """What an approval did: dates moved, and stages left as they are because they ended or were dated again since."""

    number: int
    moved: int
    left: int


def propose_redating(
    *,
    because: str,
    by: str,
    at: datetime,
    before: CouncilClocks | None = None,
    after: CouncilClocks | None = None,
) -> Redating:
    """List every open stage whose next day moves, with the old day and the new. Nothing moves yet.

    `before` and `after` are the council's clocks on either side of the change. Without `before` the days kept for
    finding are the old ones, so that a new version of Heard or of its holidays can be compared with what stood;
    without `after` the clocks as they are now give the new ones. Raises NotMoved where nothing moves.
    """
    if not because.strip():
        raise NotMoved(
            "A re-dating says why. Write which day, number or rule was changed, and on what authority."
        )
    stages = open_stages()
    moves = _moves(stages, before, after or clocks_of_council())
    if not moves:
        raise NotMoved("No open stage gets another date, so there is nothing to approve.")
    made_on = day_of(at)
    with writing("propose_redating", by=by, at=at, done_on=made_on, dates=len(moves)) as line:
        redating = Redating(made_on=made_on, because=fitting(because, 500), made_by=by)
        line.add(redating)
        rows = [
            MovedDate(
                redating=redating,
                stage_id=stages[one.place].number,
                clock=one.clock,
                was_on=was,
                becomes_on=becomes,
            )
            for one, was, becomes in moves
        ]
        for row in MovedDate.objects.bulk_create(rows, batch_size=BATCH):
            line.note(row)
    return redating


def _moves(
    stages: Sequence[OpenStage], before: CouncilClocks | None, after: CouncilClocks
) -> list[tuple[Moved, date, date]]:
    """What moves from a day to a day; where there was none, or is none any more, no date moves."""
    dates = [one.dates for one in stages]
    if before is not None:
        found = moved_between(dates, before, after)
    else:
        counted, days = counted_from(dates, after), next_days(dates, after)
        found = [
            Moved(place, (clock or ("", date.min))[0], stages[place].hint, day)
            for place, (clock, day) in enumerate(zip(counted, days, strict=True))
            if day != stages[place].hint
        ]
    return [(one, one.was, one.becomes) for one in found if one.was and one.becomes]


def approve_redating(*, number: int, by: str, at: datetime) -> Approved:
    """Let the proposed dates move, with a line on each case. Never by the person who proposed it.

    Raises NotMoved where there is no such list, it is approved already, or it is not what the law gives any more.
    """
    with transaction.atomic():
        redating = Redating.objects.select_for_update().filter(pk=number).first()
        if redating is None:
            raise NotMoved(f"There is no re-dating {number}. See which there are: heard redate list.")
        _refuse_approval(redating, by)
        moving = list(_still_to_move(redating))
        with writing("approve_redating", by=by, at=at, done_on=day_of(at), redating=number) as line:
            line.change(redating, approved_by=by, approved_on=day_of(at))
        for first in range(0, len(moving), BATCH):
            _move(moving[first : first + BATCH], redating, by, at)
    return Approved(number, len(moving), redating.moved.count() - len(moving))


def _refuse_approval(redating: Redating, by: str) -> None:
    if redating.approved_on is not None:
        raise NotMoved(
            f"Re-dating {redating.pk} was approved by {redating.approved_by} on {in_words(redating.approved_on)}."
        )
    if by.strip().casefold() == redating.made_by.strip().casefold():
        raise NotMoved(
            f"{by} proposed re-dating {redating.pk}. Somebody else looks at the list and approves it."
        )


def _still_to_move(redating: Redating) -> Iterator[tuple[MovedDate, Stage]]:
    """The dates of the list that are still open and still what the law gives. Raises NotMoved where one is not."""
    clocks, out_of_date = clocks_of_council(), []
    for move in _listed(redating):
        stage = move.stage
        by_law = next_by_law(stage, clocks) if is_open(stage) else stage.due_on_hint
        if stage.due_on_hint == by_law:
            continue
        if by_law == move.becomes_on:
            yield move, stage
        else:
            out_of_date.append(stage.representation.reference)
    if out_of_date:
        others = f" and {len(out_of_date) - SHOWN} others" if len(out_of_date) > SHOWN else ""
        raise NotMoved(
            f"Re-dating {redating.pk} is not what the law gives any more for {', '.join(out_of_date[:SHOWN])}{others}. "
            "The change is not in force, or another came since. Propose a new list; nothing was moved."
        )


def _listed(redating: Redating) -> Iterator[MovedDate]:
    rows = redating.moved.select_related("stage__representation", "stage__panel").order_by("pk")
    yield from rows.prefetch_related("stage__extensions").iterator(chunk_size=BATCH)


def _move(some: Sequence[tuple[MovedDate, Stage]], redating: Redating, by: str, at: datetime) -> None:
    lines = []
    for move, stage in some:
        stage.due_on_hint = move.becomes_on
        said = {
            "redating": redating.pk,
            "clock": move.clock,
            "was": move.was_on.isoformat(),
            "becomes": move.becomes_on.isoformat(),
        }
        line = Line("move_date", by, at, stage.representation.reference, day_of(at), said)
        line.note(stage)
        lines.append(line)
    Stage.objects.bulk_update([stage for _, stage in some], ["due_on_hint"])
    write_entries(lines)


def redate_for_holiday(*, day: date, title: str, source: str, by: str, at: datetime) -> Redating | None:
    """Add a day on which the council is closed and list the dates it moves, together; None where none moves.

    Raises NotAdded where the day cannot be added, CalendarRunsOut where it lies past the days known.
    """
    before = clocks_of_council()
    with transaction.atomic():
        add_holiday(day=day, title=title, source=source, by=by, at=at)
        return _propose_if_any(f"{title} on {in_words(day)} was added. {source}", before, by, at)


def redate_for_setting(
    *, name: str, value: str, begins_on: date, by: str, at: datetime, reason: str = ""
) -> Redating | None:
    """Set a number of the council's and list the dates it moves, together; None where none moves.

    Raises NotASetting, so also for a target looser than the law.
    """
    return redate_for_settings(values={name: value}, begins_on=begins_on, by=by, at=at, reason=reason)


def redate_for_settings(
    *, values: Mapping[str, str], begins_on: date, by: str, at: datetime, reason: str = ""
) -> Redating | None:
    """Set some numbers of the council's, all or none, and list the dates they move together; None where none moves.

    Raises NotASetting, which names the setting that was refused.
    """
    before = clocks_of_council()
    with transaction.atomic():
        for name, value in values.items():
            try:
                set_value(name=name, value=value, begins_on=begins_on, by=by, at=at, reason=reason)
            except NotASetting as why:
                why.name = name
                raise
        said = ", ".join(f"{name} is {value}" for name, value in values.items())
        return _propose_if_any(f"{said} from {in_words(begins_on)}. {reason}".strip(), before, by, at)


def _propose_if_any(because: str, before: CouncilClocks, by: str, at: datetime) -> Redating | None:
    try:
        return propose_redating(because=because, by=by, at=at, before=before)
    except NotMoved:
        return None


def redatings() -> Sequence[Redating]:
    """Every re-dating, newest first."""
    return list(Redating.objects.order_by("-pk"))


def dates_of_redating(number: int) -> Sequence[MovedDate]:
    """The dates of one re-dating, old and new, soonest first. Raises NotMoved."""
    if not Redating.objects.filter(pk=number).exists():
        raise NotMoved(f"There is no re-dating {number}. See which there are: heard redate list.")
    rows = MovedDate.objects.filter(redating_id=number).select_related("stage__representation")
    return list(rows.order_by("becomes_on", "pk"))
