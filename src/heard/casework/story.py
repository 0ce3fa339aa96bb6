"""The whole story of a case: what happened in order, on what authority, and why each date is what it is.

Happened, received, recorded and corrected are four different times, and each is said apart.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from heard.casework.access import parts_seen
from heard.casework.clocks import clocks_of_council
from heard.casework.comparing import IMPORT_ACTS
from heard.casework.gaming import MOVES, Trace, traces
from heard.casework.looking import NotYours, kind_words, visible_to
from heard.casework.performing import day_of
from heard.casework.permissions import NotAllowed
from heard.casework.story_clocks import StageTold
from heard.casework.story_facts import Tables, facts_of, tables_of
from heard.casework.story_parts import EVERY_PART, facts_in, tells
from heard.casework.story_stages import stages_in_full
from heard.casework.story_telling import Fact
from heard.casework.story_words import as_done, of_field, readable
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.ledger.models import Correction, Entry
from heard.people.models import Member
from heard.representations.models import Representation

# The acts that no chart has, in words.
OTHER_ACTS = {
    "record_history": "Brought in from the council’s own list",
    "change_history": "Changed by a later version of the council’s list",
    "undo_import": "Put back when an import was undone",
    "restore_history": "Brought back when an import was undone",
    "record_extension": "Given more time",
    "move_date": "Moved a date",
}
# Which acts write which day, where several acts write to the same row on one day.
ACTS_OF = {
    "acknowledged_on": ("acknowledge", "acknowledge_stage_2", "acknowledge_stage_3"),
    "statement_agreed_on": ("agree_statement", "settle_statement"),
    "panel_met_on": ("panel_meets",),
    "report_sent_on": ("send_panel_report",),
    "recommendations_received_on": ("receive_recommendations",),
    "answered_on": (
        "answer_stage_1",
        "resolve",
        "adjudicate",
        "answer_stage_2",
        "answer_stage_3",
        "answer",
        "settle",
        "approve_payment",
        "refuse_payment",
    ),
    "withdrawn_on": ("withdraw",),
    "told_on": ("tell_of_payment",),
}
LAST = 2**62  # a correction stands after everything else of its day
ACTS = {act.value: act for act in Act}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing in a story. Without `recorded_at` no line of the ledger wrote it: that is a fault to look into."""

    happened_on: date
    what: str
    why: str = ""
    basis: str = ""
    by: str = ""
    received_on: date | None = None
    recorded_at: datetime | None = None
    corrected_at: datetime | None = None
    was: str = ""
    line: int = 0
    facts: tuple[str, ...] = ()

    @property
    def days_later(self) -> int:
        """How many days after it happened it was written down."""
        return (day_of(self.recorded_at) - self.happened_on).days if self.recorded_at else 0


@dataclass(frozen=True)
class Story:
    """A case told whole. `corrections` counts the values that were put right since; `traces` name what to look into."""

    reference: str
    kind: str
    procedure: str
    standing: str
    received_on: date
    is_history: bool
    words: str
    events: tuple[Event, ...]
    stages: tuple[StageTold, ...]
    corrections: int
    traces: tuple[tuple[str, Trace], ...] = ()

    @property
    def stands(self) -> str:
        """Where it stands, as the end of a sentence: “answered at Stage 1”."""
        return self.standing[:1].lower() + self.standing[1:]


def story_of(case: Representation, *, today: date, parts: frozenset[str] = EVERY_PART) -> Story:
    """The story of a case to somebody who sees these parts of it, whoever asks: the pages ask `story_seen_by`."""
    corrected = _corrected(case) if "corrections" in parts else []
    tables = tables_of(case)
    return Story(
        reference=case.reference,
        kind=kind_words(case),
        procedure=case.get_procedure_display(),
        standing=case.standing,
        received_on=case.received_on,
        is_history=case.is_history,
        words=case.words,
        events=_events(case, corrected, parts, tables),
        stages=tuple(stages_in_full(case, corrected, clocks_of_council(), today)),
        corrections=len(corrected),
        traces=tuple((MOVES[one.move], one) for one in traces(case, tables=tables))
        if "corrections" in parts
        else (),
    )


def events_of(case: Representation, *, parts: frozenset[str] = EVERY_PART) -> tuple[Event, ...]:
    """What happened on a case, in order, to somebody who sees these parts of it: its story without the rest."""
    return _events(case, _corrected(case) if "corrections" in parts else [], parts, tables_of(case))


def _events(
    case: Representation, corrected: Sequence[Correction], parts: frozenset[str], tables: Tables
) -> tuple[Event, ...]:
    kept = Entry.objects.filter(reference=case.reference).order_by("sequence")
    entries = [one for one in kept if tells(one.act, parts)]
    facts = list(facts_in(facts_of(case, tables), parts))
    return tuple(sorted([*_told(entries, facts, corrected), *_corrections(corrected)], key=_in_order))


def _corrected(case: Representation) -> list[Correction]:
    return list(Correction.objects.filter(reference=case.reference).order_by("pk"))


def story_seen_by(member: Member | None, reference: str, *, today: date) -> Story:
    """The story of a case through somebody's eyes, who reads its words. Raises NotYours or NotAllowed."""
    case = visible_to(member).filter(reference=reference).first()
    if case is None:
        raise NotYours("We cannot find that case. Check the number, or ask the complaints team.")
    parts = parts_seen(member, case, on=today)
    if "timeline" not in parts:
        raise NotAllowed(
            "The story of a case is for those to whom it is given. Ask the complaints team for it."
        )
    return story_of(case, today=today, parts=parts)


def _in_order(event: Event) -> tuple[date, int]:
    return event.happened_on, event.line


def _told(
    entries: Sequence[Entry], facts: Sequence[Fact], corrections: Sequence[Correction]
) -> Iterator[Event]:
    """Each act with the facts it wrote of its own day; a fact of another day stands on that day."""
    said = {entry.sequence: json.loads(entry.said) for entry in entries}
    wrote: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for key in said[entry.sequence].get("rows", {}):
            wrote[key].append(entry)
    changed = {one.what.replace(".", "/"): one for one in corrections}
    with_act: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        line = _recorded_by(fact, wrote[fact.key])
        if line is not None and _day(line) == fact.happened_on and fact.field not in changed:
            with_act[line.sequence].append(fact)
        else:
            yield _of_fact(fact, line, changed.get(fact.field))
    for entry in entries:
        yield _of_act(entry, said[entry.sequence], with_act[entry.sequence])


def _recorded_by(fact: Fact, wrote: Sequence[Entry]) -> Entry | None:
    """The line that wrote a fact: that of its own act and day, else of its day, else the first that wrote its row."""
    of_the_day = [entry for entry in wrote if entry.done_on == fact.happened_on]
    own = ACTS_OF.get(fact.field.rpartition("/")[2], ())
    found = [*(entry for entry in of_the_day if entry.act in own), *of_the_day, *wrote]
    return found[0] if found else None


def _day(entry: Entry) -> date:
    """The day of an act in the world; bringing a list in is an act of the day on which it was done."""
    return day_of(entry.at) if entry.done_on is None or entry.act in IMPORT_ACTS else entry.done_on


def _of_fact(fact: Fact, entry: Entry | None, correction: Correction | None) -> Event:
    return Event(
        happened_on=fact.happened_on,
        what=fact.words,
        why=fact.why,
        by=fact.by,
        received_on=fact.received_on,
        recorded_at=entry.at if entry else None,
        corrected_at=correction.at if correction else None,
        was=readable(correction.was) if correction else "",
        line=entry.sequence if entry else 0,
    )


def _of_act(entry: Entry, said: Mapping[str, Any], facts: Sequence[Fact]) -> Event:
    alone = facts[0].why if len(facts) == 1 else ""
    return Event(
        happened_on=_day(entry),
        what=_act_words(entry.act, said),
        why=alone,
        basis=str(said.get("basis", "")),
        by=entry.by,
        received_on=next((fact.received_on for fact in facts if fact.received_on), None),
        recorded_at=entry.at,
        line=entry.sequence,
        facts=tuple(_whole(fact, with_why=not alone) for fact in facts),
    )


def _whole(fact: Fact, *, with_why: bool) -> str:
    parts = [
        fact.words,
        f"By {fact.by}." if fact.by else "",
        f"Why: {fact.why}" if with_why and fact.why else "",
    ]
    return " ".join(part for part in parts if part)


def _act_words(act: str, said: Mapping[str, Any]) -> str:
    if act == "move_date":
        was, becomes = (in_words(date.fromisoformat(str(said[one]))) for one in ("was", "becomes"))
        return f"A date moved from {was} to {becomes} by re-dating {said['redating']}"
    if act == Act.SET_PANEL_DATE and said.get("on"):
        return f"Set the day of the panel: {in_words(date.fromisoformat(str(said['on'])))}"
    if act in ACTS:
        return as_done(ACTS[act])
    words = OTHER_ACTS.get(act, act.replace("_", " "))
    return words[:1].upper() + words[1:]


def _corrections(corrections: Sequence[Correction]) -> Iterator[Event]:
    for one in corrections:
        yield Event(
            happened_on=day_of(one.at),
            what=f"{of_field(one.what)}: it was “{readable(one.was)}” and became “{readable(one.became)}”.",
            why=one.why,
            by=one.by,
            recorded_at=one.at,
            corrected_at=one.at,
            line=LAST,
        )
