"""Asking for a panel: 20 working days from receipt of the Stage 2 answer, and discretion on what comes later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.clocks import council_clocks
from heard.casework.late_requests import accept_late, refuse_late
from heard.casework.performing import NotNow, performing
from heard.casework.post import received_for
from heard.law.clock import start_clock
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.representations.models import Decision, Stage

REQUEST = "children_act/stage_3/request"
PROMPT = "children_act/stage_2/request_prompt"


@dataclass(frozen=True, slots=True)
class Received:
    """The day the complainant received an answer, and whether that is known or assumed; no day while they have not."""

    on: date | None
    is_assumed: bool
    why: str = ""

    @property
    def words(self) -> str:
        """The day as it is shown: an assumed one says so."""
        if self.on is None:
            return f"no day on record. {self.why}"
        return f"{in_words(self.on)}{' (assumed)' if self.is_assumed else ''}"


def answer_received(stage: Stage) -> Received:
    """When the complainant received the answer of a stage: as recorded, else assumed by the council's allowance.

    Where it went to several complainants, when the last of them had it: no day while one of them has not, as theirs
    waits to be sent or came back. Raises NotNow without an answer.
    """
    if stage.answered_on is None:
        raise NotNow(
            f"{stage.get_stage_display()} of {stage.representation.reference} has not been answered."
        )
    found = received_for(stage)
    return Received(found.day, found.is_assumed, found.why)


def ask_by(stage: Stage) -> date | None:
    """The last day on which a panel may be asked for as of right; None while the answer has not been received."""
    return _last_day(REQUEST, stage)


def suggested_by(stage: Stage) -> date | None:
    """Until when it is suggested to ask for Stage 2, so that momentum is not lost. No right ends on that day."""
    return _last_day(PROMPT, stage)


def must_be_in_time(stage: Stage, asked_on: date) -> None:
    """Refuse to start a panel as of right on a late request. Raises NotNow: it is decided instead."""
    last = ask_by(stage)
    if last is not None and asked_on > last:
        raise NotNow(
            f"The answer was received on {answer_received(stage).words}, so a panel could be asked for until "
            f"{in_words(last)}. This request is late and is not refused for that: take it as a late request and "
            "decide it, with reasons (SI 2006/1738, regulation 18)."
        )


def must_be_late(stage: Stage, asked_on: date) -> None:
    """Refuse to weigh a request that came in time. Raises NotNow: a panel must be appointed."""
    last = ask_by(stage)
    if last is None:
        raise NotNow(
            f"The answer was received on {answer_received(stage).words} The time to ask for a panel has not begun, so "
            "this request is in time: start Stage 3. There is nothing to decide."
        )
    if asked_on <= last:
        raise NotNow(
            f"The answer was received on {answer_received(stage).words}, so a panel may be asked for until "
            f"{in_words(last)}. This request is in time: start Stage 3. There is nothing to decide."
        )


def accept_stage_3(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    decided_by: str,
    reason: str,
    told_on: date | None = None,
) -> Decision:
    """Accept a late request for a panel, with reasons; its days have counted since it reached the council."""
    with performing(Act.ACCEPT_STAGE_3, reference=reference, by=by, at=at, day=decided_on) as doing:
        return accept_late(doing, "stage_3", reason, decided_by, told_on)


def refuse_stage_3(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    decided_by: str,
    seconded_by: str,
    reason: str,
    evidence: Mapping[str, str],
    letter: Mapping[str, str],
    told_on: date | None,
    ground: str = "late_request_weighed",
) -> Decision:
    """Decline a late request for a panel, having weighed why it is late and how discretion was used (regulation 18).

    `evidence` and `letter` hold words by the codes of law.refusals. A second person agrees. Raises UnlawfulRefusal,
    EvidenceMissing or DoesNotFit.
    """
    with performing(Act.REFUSE_STAGE_3, reference=reference, by=by, at=at, day=decided_on) as doing:
        said = {**evidence, "reason": reason, "decided_by": decided_by, "decided_on": decided_on.isoformat()}
        return refuse_late(doing, "stage_3", ground, said, letter, seconded_by, told_on)


def _last_day(clock: str, stage: Stage) -> date | None:
    received = answer_received(stage).on
    if received is None:
        return None
    settings, calendar = council_clocks(received)
    return start_clock(clock, received, settings=settings, calendar=calendar).due_on
