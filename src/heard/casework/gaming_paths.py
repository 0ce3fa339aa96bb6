"""Traces of cases that were led another way: relabelled, split, joined, closed, withdrawn, refused, held, moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from heard.casework.gaming_looking import Looked, Trace
from heard.casework.performing import day_of
from heard.law.working_days import in_words
from heard.ledger.models import Entry
from heard.representations.models import Decision

INFORMAL = ("concern", "informal_complaint")
EXCLUDED = ("comment", "compliment", "suggestion", "duty_matter", "anonymous_report", "worker_change")
COMPLAINTS = ("statutory_complaint", "corporate_complaint")
ENDINGS = {"close": "reopen", "withdraw": "reinstate", "refuse": "reopen"}


def _relabelled(looked: Looked, move: str, kinds: tuple[str, ...], was: tuple[str, ...]) -> Iterator[Trace]:
    for one in looked.corrections:
        if one.what == "kind" and one.became in kinds and (one.was in was or not was):
            said = f"It was a {one.was.replace('_', ' ')} and became a {one.became.replace('_', ' ')}."
            yield Trace(move, one.on, said)


def relabelled_informal(looked: Looked) -> Iterator[Trace]:
    """A complaint, or a stage of one, that became a concern or something informal."""
    yield from _relabelled(looked, "relabelled_informal", INFORMAL, COMPLAINTS)
    for stage in looked.stages:
        if stage.stage in ("informal", "concern") and looked.case.kind in COMPLAINTS:
            said = f"A complaint has a stage called {stage.get_stage_display()}."
            yield Trace("relabelled_informal", stage.started_on, said)
    if looked.case.kind in INFORMAL:
        for entry in looked.acts("accept", "answer_stage_1"):
            yield Trace(
                "relabelled_informal", _day(entry), "A concern has acts of a complaint in the ledger."
            )


def relabelled_corporate(looked: Looked) -> Iterator[Trace]:
    """A statutory complaint that went to the corporate procedure, where the law's limits do not hold."""
    for entry in looked.acts("move_to_corporate"):
        yield Trace("relabelled_corporate", _day(entry), "It was moved to the corporate procedure.")
    yield from _relabelled(looked, "relabelled_corporate", ("corporate_complaint",), ("statutory_complaint",))
    for one in looked.corrections:
        if (one.what, one.was, one.became) == ("procedure", "children_act", "corporate"):
            yield Trace("relabelled_corporate", one.on, "Its procedure was changed to the corporate one.")


def split_off(looked: Looked) -> Iterator[Trace]:
    """Points taken out into another case, and whether that one is younger."""
    for link in looked.links:
        if link.because == "split":
            younger = link.one.received_on > link.other.received_on
            said = f"{link.one.reference} was split from {link.other.reference}"
            counts = (
                f"and counts from a later day, {in_words(link.one.received_on)}"
                if younger
                else "with its receipt"
            )
            yield Trace("split_off", link.one.received_on, f"{said} {counts}.")


def joined(looked: Looked) -> Iterator[Trace]:
    """A case that another took over, and whether that one is younger."""
    for link in looked.links:
        if link.because == "joined":
            entry = next(looked.acts("join"), None)
            said = f"{link.one.reference} was joined to {link.other.reference}, which goes on for both."
            yield Trace("joined", _day(entry) if entry else link.other.received_on, said)
    if not looked.links and looked.case.state == "joined":
        yield Trace(
            "joined", looked.case.received_on, "It stands as joined to another, and none is on record."
        )


def duplicate(looked: Looked) -> Iterator[Trace]:
    """Called the same as another: refused as heard before, or ended as a duplicate in somebody's words."""
    for one in looked.decisions:
        words = f"{one.reason} {one.evidence}".lower()
        if one.ground == "heard_before" or (
            "duplicate" in words and one.about in ("joining", "closing", "refusal")
        ):
            said = f"It was ended as the same as another{_on_point(one)}: {one.about.replace('_', ' ')}."
            yield Trace("duplicate", one.decided_on, said)


def closed_and_reopened(looked: Looked) -> Iterator[Trace]:
    """Ended, and taken up again: how many working days lay between."""
    ended: Entry | None = None
    for entry in looked.entries:
        if entry.act in ENDINGS:
            ended = entry
        elif ended is not None and entry.act in ENDINGS.values():
            days = looked.calendar.between(_day(ended), _day(entry))
            said = f"It was ended ({ended.act}) and taken up again ({entry.act}) {days} working days later."
            yield Trace("closed_and_reopened", _day(entry), said)
            ended = None


def withdrawn_late(looked: Looked) -> Iterator[Trace]:
    """Withdrawn on the last day, the day before, or when it was late already."""
    for stage in looked.stages:
        clock = looked.clock(stage)
        if stage.withdrawn_on is None or clock is None or clock.must_by is None:
            continue
        left = looked.calendar.between(stage.withdrawn_on, clock.must_by)
        if left <= 1:
            when = (
                "on its last day or the day before"
                if left >= 0
                else f"{-left} working days after its last day"
            )
            said = f"{stage.get_stage_display()} was withdrawn {when}."
            yield Trace("withdrawn_late", stage.withdrawn_on, said)


def refused_out_of_time(looked: Looked) -> Iterator[Trace]:
    """Refused because it came late: a point after its year, or a late request."""
    for one in looked.decisions:
        if one.ground in ("out_of_time", "late_request_weighed", "late_and_nothing_new", "late_by_rote"):
            said = f"It was refused for coming late{_on_point(one)}: {one.ground.replace('_', ' ')}."
            yield Trace("refused_out_of_time", one.decided_on, said)


def held_whole(looked: Looked) -> Iterator[Trace]:
    """Held for proceedings as a whole, or point by point until nothing was left."""
    holds = [one for one in looked.holds if one.basis == "proceedings"]
    for one in holds:
        if one.element_id is None:
            yield Trace("held_whole", one.from_on, "The whole of it was held for proceedings, every point.")
    points = set(looked.case.elements.values_list("pk", flat=True))
    each = {one.element_id for one in holds if one.element_id is not None}
    if points and points <= each:
        yield Trace(
            "held_whole", max(one.from_on for one in holds), "Every point of it was held, one by one."
        )


def excluded_kind(looked: Looked) -> Iterator[Trace]:
    """Moved to a kind that no figure of complaints counts."""
    for entry in looked.acts("move_to_duty_matter"):
        yield Trace("excluded_kind", _day(entry), "It was moved out of complaints, to duty matters.")
    yield from _relabelled(looked, "excluded_kind", EXCLUDED, (*COMPLAINTS, *INFORMAL))


def team_changed(looked: Looked) -> Iterator[Trace]:
    """Moved to another team, or its team given another meaning or service since it was put on record."""
    for one in looked.corrections:
        if one.what in ("team", "service"):
            yield Trace("team_changed", one.on, f"Its {one.what} was “{one.was}” and became “{one.became}”.")
    team = looked.case.team_id
    if team is None:
        return
    changed = Entry.objects.filter(act="change_label", said__contains=f'"people.team:{team}"')
    for entry in changed.filter(at__gt=looked.case.recorded_at).order_by("sequence"):
        yield Trace(
            "team_changed", _day(entry), "Its team was changed in the council's list after it was recorded."
        )


def _day(entry: Entry) -> date:
    return entry.done_on or day_of(entry.at)


def _on_point(row: Decision) -> str:
    return f" (point {row.element.number})" if row.element is not None else ""
