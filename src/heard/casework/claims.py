"""What the council's own sheet claims of a stage, held against what the law says. Neither is changed by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from heard.casework.clocks import Verdict
from heard.representations.models import Stage

KNOWN = {"in_time": True, "in_time_extended": True, "late": False}
YES_OR_NO = {"y": True, "yes": True, "true": True, "n": False, "no": False, "false": False}
BAND = re.compile(r"(within|under|up to|outside|over|more than|exceed\w*)\D*(\d+)", re.IGNORECASE)
FIRST = ("stage_1", "concern", "informal")
UPPER = ("within", "under", "up to")


def disagreements(row: Stage, verdict: Verdict) -> Iterator[str]:
    """Each thing the sheet and the law do not say the same of, in a sentence."""
    yield from _start(row)
    yield from _days(row.claimed_working_days, verdict.working_days)
    yield from _due("due day", row.claimed_due_on, verdict.due_on)
    yield from _due("latest day", row.claimed_due_on_latest, verdict.latest_on)
    yield from _in_time(row.claimed_in_time, KNOWN.get(verdict.timeliness))
    yield from _band(row.claimed_band, verdict.working_days)


def _start(row: Stage) -> Iterator[str]:
    """Stage 1 counts from receipt (regulation 14), save where interest had to be decided first; no sheet, no claim."""
    received = row.representation.received_on
    if row.representation.is_history and row.stage in FIRST and row.started_on != received:
        yield (
            f"The sheet starts {row.get_stage_display()} on {row.started_on.isoformat()}, but it was received on "
            f"{received.isoformat()}, and the clock starts on receipt."
        )


def _days(claimed: str, taken: int | None) -> Iterator[str]:
    if claimed.strip().isdigit() and taken is not None and int(claimed) != taken:
        yield f"The sheet says {claimed.strip()} working days; counted they are {taken}."


def _due(what: str, claimed: str, due: date | None) -> Iterator[str]:
    try:
        said = date.fromisoformat(claimed) if claimed else None
    except ValueError:
        return
    if said is not None and due is not None and said != due:
        yield f"The sheet gives {said.isoformat()} as the {what}; by the law it is {due.isoformat()}."


def _in_time(claimed: str, known: bool | None) -> Iterator[str]:
    said = YES_OR_NO.get(claimed.strip().lower())
    if said is not None and known is not None and said != known:
        told, found = ("in time", "late") if said else ("late", "in time")
        yield f"The sheet says {told}; by the due day and the extensions on record it was {found}."


def _band(claimed: str, taken: int | None) -> Iterator[str]:
    found = BAND.search(claimed)
    if found is None or taken is None:
        return
    edge, is_upper = int(found[2]), found[1].lower() in UPPER
    if (taken <= edge) != is_upper:
        yield f"The sheet says “{claimed.strip()}”; counted it took {taken} working days."
