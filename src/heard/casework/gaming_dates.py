"""Traces of days that were moved: of receipt, of an answer, of a letter, of a start, of a pause, of more time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from heard.casework.gaming_looking import Looked, Trace
from heard.casework.intake_receiving import machine_day
from heard.casework.performing import day_of
from heard.law.clock import Setting
from heard.law.working_days import in_words
from heard.representations.models import Posting

LATE_RECORD = 2  # working days after which an answer written down is said to have been written down late
OF_RECORDS = re.compile(
    r"\bsars?\b|subject access|data request|(my|her|his|their|the) (file|records)", re.IGNORECASE
)
ANSWERS = ("answer_stage_1", "resolve", "adjudicate", "answer_stage_2", "answer_stage_3", "answer", "settle")
STAGE_2 = "children_act/stage_2/answer"


def later_received(looked: Looked) -> Iterator[Trace]:
    """A day of receipt moved later, or later than what a machine, or any row of the case, shows."""
    case = looked.case
    for one in looked.corrections:
        days = one.days()
        if one.what == "received_on" and days and days[1] > days[0]:
            yield Trace(
                "later_received",
                one.on,
                f"Receipt was moved from {in_words(days[0])} to {in_words(days[1])}.",
            )
    for shown, what in _evidence_of_receipt(looked):
        if shown < case.received_on:
            yield Trace(
                "later_received",
                case.received_on,
                f"It is on record as received on {in_words(case.received_on)}, but {what} is of {in_words(shown)}.",
            )


def _evidence_of_receipt(looked: Looked) -> Iterator[tuple[date, str]]:
    machine = machine_day(looked.case)
    if machine is not None:
        yield machine, "what a machine shows of it"
    yield day_of(looked.case.recorded_at), "the line by which it was put on record"
    for entry in looked.entries:
        if entry.done_on is not None:
            yield entry.done_on, f"an act on it ({entry.act.replace('_', ' ')})"
    for letter in looked.letters:
        yield letter.issued_on, "a letter about it"


def earlier_response(looked: Looked) -> Iterator[Trace]:
    """An answer moved to an earlier day, written down well after its day, or posted after it."""
    for one in looked.corrections:
        days = one.days()
        if one.what.endswith("/answered_on") and days and days[1] < days[0]:
            yield Trace(
                "earlier_response",
                one.on,
                f"The answer was moved from {in_words(days[0])} to {in_words(days[1])}.",
            )
    for entry in looked.entries:
        if entry.act in ANSWERS and entry.done_on is not None:
            later = looked.calendar.between(entry.done_on, day_of(entry.at))
            if later > LATE_RECORD:
                said = f"An answer of {in_words(entry.done_on)} was written down {later} working days later."
                yield Trace("earlier_response", entry.done_on, said)
    for stage in looked.stages:
        sent = [
            one.posting.sent_on
            for one in looked.letters
            if one.stage_id == stage.pk and hasattr(one, "posting")
        ]
        late = [day for day in sent if day and stage.answered_on and day > stage.answered_on]
        if late:
            said = f"{stage.get_stage_display()} counts as answered, and its letter went out on {in_words(min(late))}."
            yield Trace("earlier_response", min(late), said)


def false_letter_date(looked: Looked) -> Iterator[Trace]:
    """A letter with a day on which it was not made, or sent before it was issued."""
    for letter in looked.letters:
        made = looked.recorded_on(letter)
        if not letter.is_from_elsewhere and made is not None and made != letter.issued_on:
            said = f"“{letter.title}” bears {in_words(letter.issued_on)} and was made on {in_words(made)}."
            yield Trace("false_letter_date", letter.issued_on, said)
        posting = getattr(letter, "posting", None)
        if posting and posting.sent_on and posting.sent_on < letter.issued_on:
            said = f"“{letter.title}” is on record as sent before it was issued."
            yield Trace("false_letter_date", posting.sent_on, said)
    for one in looked.corrections:
        if one.what.startswith("letter "):
            yield Trace(
                "false_letter_date",
                one.on,
                f"{one.what.capitalize()} was moved from {one.was} to {one.became}.",
            )


def unsent_response(looked: Looked) -> Iterator[Trace]:
    """A stage answered by an act, without a letter on record as sent."""
    if looked.case.is_history:
        return
    for stage in looked.stages:
        if stage.answered_on is None:
            continue
        letters = [one for one in looked.letters if one.stage_id in (stage.pk, None)]
        if not any(
            _was_sent(getattr(one, "posting", None)) for one in letters if one.issued_on >= stage.started_on
        ):
            said = (
                f"{stage.get_stage_display()} counts as answered, and no letter of it is on record as sent."
            )
            yield Trace("unsent_response", stage.answered_on, said)


def _was_sent(posting: Posting | None) -> bool:
    return posting is not None and posting.sent_on is not None and not posting.failed_because


def later_start(looked: Looked) -> Iterator[Trace]:
    """A first stage that counts from a day after receipt, or an acknowledgement that came late and moved the start."""
    received = looked.case.received_on
    for stage in looked.stages:
        if stage.stage in ("stage_1", "concern", "informal") and stage.started_on > received:
            days = looked.calendar.between(received, stage.started_on)
            said = f"{stage.get_stage_display()} counts from {days} working days after receipt."
            yield Trace("later_start", stage.started_on, said)
        clock = looked.clock(stage)
        if (
            clock is not None
            and stage.acknowledged_on
            and clock.due.found.terms.counts_from_code == "acknowledgement"
        ):
            due = looked.clocks.calendar.after(stage.started_on, 1)
            if stage.acknowledged_on > due:
                later = looked.clocks.calendar.between(stage.started_on, stage.acknowledged_on)
                said = f"{stage.get_stage_display()} counts from an acknowledgement {later} working days after receipt."
                yield Trace("later_start", stage.acknowledged_on, said)


def statement_start(looked: Looked) -> Iterator[Trace]:
    """Stage 2 that counts from the agreed statement: how much later than from the request."""
    for stage in looked.stages:
        given = looked.clocks.on(stage.started_on).get(STAGE_2)
        if stage.stage != "stage_2" or looked.case.procedure != "children_act" or given is None:
            continue
        if Setting(*given).counts_from == "statement":
            agreed = stage.statement_agreed_on
            later = looked.calendar.between(stage.started_on, agreed) if agreed else None
            said = (
                f"By the council's setting Stage 2 counts from the agreed statement, {later} working days after the "
                "request."
                if agreed
                else "By the council's setting Stage 2 waits for its statement; the request runs."
            )
            yield Trace("statement_start", agreed or stage.started_on, said)


def pause_for_records(looked: Looked) -> Iterator[Trace]:
    """A wait in whose words records or a subject access request stand: it pauses nothing by itself."""
    for row in looked.holds:
        if OF_RECORDS.search(" ".join((row.evidence, row.proceedings, row.prejudice, row.basis))):
            said = "A wait because of a request for records is on record; such a request pauses nothing by itself."
            yield Trace("pause_for_records", row.from_on, said)


def untold_pause(looked: Looked) -> Iterator[Trace]:
    """A wait of which nobody was told, unless the complainant asked for it."""
    for row in looked.holds:
        if row.told_on is None and row.basis != "complainant_asked":
            yield Trace(
                "untold_pause", row.from_on, "A wait is on record of which nobody is on record as told."
            )
        elif row.told_on is not None and row.told_on > row.from_on:
            days = looked.calendar.between(row.from_on, row.told_on)
            if days > LATE_RECORD:
                yield Trace(
                    "untold_pause", row.told_on, f"A wait was told {days} working days after it began."
                )


def late_extension(looked: Looked) -> Iterator[Trace]:
    """More time given, or written down, after the day had passed."""
    for stage, one in looked.extensions():
        clock = looked.clock(stage)
        if clock is None or clock.due_on is None:
            continue
        before = [x.extended_to for x in stage.extensions.all() if x.extended_to < one.extended_to]
        last = max([clock.due_on, *before])
        written = looked.recorded_on(one)
        days = [day for day in (one.decided_on, one.told_on, written) if day]
        if days and max(days) > last and not (looked.case.is_history and one.decided_on is None):
            said = f"{stage.get_stage_display()} was due on {in_words(last)}, and was extended or told of it after."
            yield Trace("late_extension", max(days), said)


def extension_with_nobody(looked: Looked) -> Iterator[Trace]:
    """More time without a reason, without telling anybody, or against the complainant's wish."""
    for stage, one in looked.extensions():
        lacks = [
            name
            for name, there in (
                ("a reason", one.reason.strip()),
                ("a day on which the complainant was told", one.told_on),
                ("the complainant's agreement", one.was_agreed is not False),
            )
            if not there
        ]
        if lacks:
            until, lacking = in_words(one.extended_to), ", ".join(lacks)
            said = f"{stage.get_stage_display()} was extended to {until} without {lacking}."
            yield Trace("extension_with_nobody", one.decided_on or one.extended_to, said)
