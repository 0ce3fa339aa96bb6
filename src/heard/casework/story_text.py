"""A story as plain text to print or send, and as plain values for another program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.timezone import get_default_timezone

from heard.casework.new_details import NotOnRecord
from heard.casework.story import Event, Story, story_of
from heard.casework.story_clocks import ClockTold, StageTold
from heard.law.working_days import in_words
from heard.representations.models import Representation

__all__ = ["NotOnRecord", "case_to_tell", "story_as_plain", "story_as_text"]


def case_to_tell(reference: str, *, today: date) -> Story:
    """The story of a case by its number, for somebody at the command line, who sees all. Raises NotOnRecord."""
    case = Representation.objects.filter(reference=reference).first()
    if case is None:
        raise NotOnRecord(f"There is no case {reference}. Check the number.")
    return story_of(case, today=today)


def story_as_plain(story: Story) -> dict[str, Any]:
    """The same in plain values, for JSON."""
    return asdict(story)


def story_as_text(story: Story) -> str:
    """The whole story in lines of text."""
    return "\n".join([*_head(story), "", *_events(story), *_stages(story), *_traces(story)])


def _head(story: Story) -> Iterator[str]:
    yield f"The story of case {story.reference}"
    yield f"{story.kind}, {story.procedure}. Received on {in_words(story.received_on)}. {story.standing}."
    if story.is_history:
        yield "It was brought in from the council's own list; nothing was added to what the list says."
    if story.corrections:
        yield f"Values corrected: {story.corrections}."
    if story.words:
        yield f"\nWhat was said:\n{story.words}"


def _events(story: Story) -> Iterator[str]:
    yield "What happened"
    for event in story.events:
        yield f"\n{in_words(event.happened_on)}: {event.what}"
        yield from (f"  - {fact}" for fact in event.facts)
        yield from (f"  Why: {line}" for line in event.why.splitlines() if line.strip())
        if event.basis:
            yield f"  On the authority of: {event.basis}."
        yield f"  {_times(event)}"


def _times(event: Event) -> str:
    said = [f"Happened on {in_words(event.happened_on)}."]
    if event.received_on:
        said.append(f"Received on {in_words(event.received_on)}.")
    if event.recorded_at:
        at = event.recorded_at.astimezone(get_default_timezone())
        who = f", by {event.by}" if event.by else ""
        said.append(f"Recorded on {in_words(at.date())} at {at:%H:%M}{who}.")
    else:
        said.append("No line of the ledger wrote it.")
    if event.corrected_at:
        was = f"; before, it said {event.was}" if event.was else ""
        said.append(f"Corrected on {in_words(event.corrected_at.date())}{was}.")
    return " ".join(said)


def _stages(story: Story) -> Iterator[str]:
    for stage in story.stages:
        yield f"\nWhy each date of {stage.label} is what it is"
        if stage.note:
            yield stage.note
        for clock in stage.clocks:
            yield from _clock(clock)
        yield from _claims(stage)


def _clock(clock: ClockTold) -> Iterator[str]:
    due = in_words(clock.must_by) if clock.must_by else "no day"
    yield f"{clock.title}: {due}; {clock.standing}."
    yield from (f"  - {sentence}" for sentence in clock.why)


def _claims(stage: StageTold) -> Iterator[str]:
    if stage.claimed:
        yield "The council's list says: " + "; ".join(f"{what} {said}" for what, said in stage.claimed) + "."
    yield from (f"  - {one}" for one in stage.disagreements)


def _traces(story: Story) -> Iterator[str]:
    if story.traces:
        yield "\nTo look into (none of it accuses anybody; most has its reason above)"
        yield from (f"  - {in_words(one.on)}: {title}. {one.what}" for title, one in story.traces)
