"""Deciding on a late request for the next stage: accepted, or declined for a lawful reason by two people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from heard.casework.deciding import Decided, keep_decision
from heard.casework.new_details import DoesNotFit
from heard.casework.performing import Doing, day_of
from heard.casework.stage_days import DECLINED, end_stage
from heard.law.refusals import EVIDENCE, LETTER, check_refusal
from heard.law.working_days import in_words
from heard.representations.models import Decision

WHO = ("decided_by", "decided_on", "reason")


def accept_late(doing: Doing, code: str, reason: str, decided_by: str, told_on: date | None) -> Decision:
    """Accept a late request: its stage goes on from the day it was asked for. Raises NotNow without a reason."""
    doing.stage(code)
    must_be_told(doing, told_on)
    return keep_decision(
        doing, f"late_request_{code}", Decided("accepted", reason, decided_by, told_on=told_on)
    )


def refuse_late(
    doing: Doing,
    code: str,
    ground: str,
    said: Mapping[str, str],
    letter: Mapping[str, str],
    seconded_by: str,
    told_on: date | None,
) -> Decision:
    """Decline a late request by the reasons of law. Raises UnlawfulRefusal, EvidenceMissing or DoesNotFit."""
    check_refusal(doing.move.act, ground, said, letter)
    return decline(doing, code, ground, said, letter, seconded_by, told_on)


def decline(
    doing: Doing,
    code: str,
    ground: str,
    said: Mapping[str, str],
    letter: Mapping[str, str],
    seconded_by: str,
    told_on: date | None,
) -> Decision:
    """Keep a decision to decline a stage, agreed by a second person and told, and end the stage. Raises DoesNotFit."""
    refuse_alone(said["decided_by"], seconded_by)
    if told_on is None:
        raise DoesNotFit(
            "A refusal is told in a letter, with the Ombudsman's address. Enter the day it was sent."
        )
    must_be_told(doing, told_on)
    words = [f"{EVIDENCE.get(key, key)}: {text}" for key, text in said.items() if key not in WHO]
    words += [f"in the letter, {LETTER.get(key, key)}: {text}" for key, text in letter.items()]
    decided = Decided(
        "refused", said["reason"], said["decided_by"], ground, "\n".join(words), told_on=told_on
    )
    row = keep_decision(doing, f"late_request_{code}", decided)
    doing.change(row, seconded_by=seconded_by.strip())
    end_stage(doing, doing.stage(code), DECLINED, on=doing.day)
    return row


def must_be_told(doing: Doing, told_on: date | None) -> None:
    """Refuse a day of telling before the decision, or one that has not come yet. Raises DoesNotFit."""
    written_on = day_of(doing.line.at)
    if told_on is not None and not doing.day <= told_on <= written_on:
        raise DoesNotFit(
            f"It was decided on {in_words(doing.day)} and this is written on {in_words(written_on)}; nobody can "
            f"have been told of it on {in_words(told_on)}. Check the days."
        )


def refuse_alone(decided_by: str, seconded_by: str) -> None:
    """Refuse a decision that one person would take alone. Raises DoesNotFit."""
    second = seconded_by.strip().casefold()
    if not second or second == decided_by.strip().casefold():
        raise DoesNotFit(
            "Nobody is kept from the next stage by one person alone. Name a second person who has read the request "
            "and agrees."
        )
