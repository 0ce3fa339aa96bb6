"""Asking for a panel: 20 working days from receipt of the Stage 2 answer, and discretion on what comes later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.clocks import council_clocks
from heard.casework.late_requests import accept_late, refuse_late
from heard.casework.letters.arriving import assumed_arrival
from heard.casework.performing import NotNow, performing
from heard.law.clock import start_clock
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.representations.models import Decision, Party, Posting, Stage

REQUEST = "children_act/stage_3/request"
PROMPT = "children_act/stage_2/request_prompt"
LETTERS = {"stage_1": ("stage_1_answer", "stage_1_resolved_terms"), "stage_2": ("adjudication",)}


@dataclass(frozen=True, slots=True)
class Received:
    """The day the complainant received an answer, and whether that is known or assumed."""

    on: date
    is_assumed: bool

    @property
    def words(self) -> str:
        """The day as it is shown: an assumed one says so."""
        return f"{in_words(self.on)}{' (assumed)' if self.is_assumed else ''}"


def answer_received(stage: Stage) -> Received:
    """When the complainant received the answer of a stage: from its posting, else assumed by the council's allowance.

    Where it went to several complainants, when the last of them had it. Raises NotNow without an answer.
    """
    if stage.answered_on is None:
        raise NotNow(
            f"{stage.get_stage_display()} of {stage.representation.reference} has not been answered."
        )
    posted = Posting.objects.filter(
        letter__stage=stage, letter__kind__in=LETTERS.get(stage.stage, ()), sent_on__isnull=False
    )
    complains = Party.objects.filter(representation=stage.representation, part=Party.Part.COMPLAINANT)
    mine = posted.filter(letter__to__in=complains.values("person"))
    arrivals = [_arrival(one) for one in mine or posted]
    return max(arrivals or [_assumed("post", stage.answered_on)], key=lambda one: one.on)


def ask_by(stage: Stage) -> date:
    """The last day on which a panel may be asked for as of right, after this Stage 2."""
    received = answer_received(stage).on
    settings, calendar = council_clocks(received)
    last = start_clock(REQUEST, received, settings=settings, calendar=calendar).due_on
    assert last is not None, "the request clock has a number"
    return last


def suggested_by(stage: Stage) -> date | None:
    """Until when it is suggested to ask for Stage 2, so that momentum is not lost. No right ends on that day."""
    received = answer_received(stage).on
    settings, calendar = council_clocks(received)
    return start_clock(PROMPT, received, settings=settings, calendar=calendar).due_on


def must_be_in_time(stage: Stage, asked_on: date) -> None:
    """Refuse to start a panel as of right on a late request. Raises NotNow: it is decided instead."""
    last = ask_by(stage)
    if asked_on > last:
        raise NotNow(
            f"The answer was received on {answer_received(stage).words}, so a panel could be asked for until "
            f"{in_words(last)}. This request is late and is not refused for that: take it as a late request and "
            "decide it, with reasons (SI 2006/1738, regulation 18)."
        )


def must_be_late(stage: Stage, asked_on: date) -> None:
    """Refuse to weigh a request that came in time. Raises NotNow: a panel must be appointed."""
    last = ask_by(stage)
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


def _arrival(posting: Posting) -> Received:
    if posting.received_on is not None:
        return Received(posting.received_on, posting.is_assumed)
    assert posting.sent_on is not None
    return _assumed(posting.way, posting.sent_on)


def _assumed(way: str, sent_on: date) -> Received:
    return Received(assumed_arrival(way, sent_on).day or sent_on, True)
