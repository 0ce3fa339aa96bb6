"""Signing a letter off, by another person where four eyes are needed; sending it back; letting stand what was found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from heard.casework.letters.allowing import not_allowed, people_for, who_allowed
from heard.casework.letters.checking import NotReady, found_in, must_have_nothing_that_stops
from heard.casework.letters.drafting import Written, draft_of, written
from heard.casework.letters.kinds import ANSWERS
from heard.casework.letters.protecting import has_protected_place, in_words_of, leaks_in
from heard.casework.letters.stepping import WAITING, Standing, Step, reason_of, stepping
from heard.representations.models import DraftStep, LetterDraft

# What takes something from somebody, or is the council's last word: never one person's alone.
DECLINES: Mapping[str, str] = dict.fromkeys(
    (
        "refusal",
        "point_refused",
        "interest_decision_no",
        "late_request_refused",
        "lapsed",
        "case_held",
        "point_held",
        "limits_on_contact",
        "not_a_request",
        "early_referral",
    ),
    "it declines something",
)
THANKS = "compliment_thanks"


class NeedsAnother(NotReady):
    """The step needs a person other than the one who wrote or checked the letter."""


class ChangedSince(NotReady):
    """The letter says something else than what was checked or signed off."""


def why_four_eyes(draft: LetterDraft) -> str:
    """Why a letter is signed off by somebody who neither wrote nor checked it, or nothing where one person may."""
    if draft.kind in DECLINES:
        return DECLINES[draft.kind]
    if draft.kind in ANSWERS and draft.kind != THANKS:
        return "it is an answer of the council"
    if has_protected_place(draft.representation, draft.to):
        return "somebody else on the case has something protected"
    return ""


def sign_off(*, draft: int, version: int, by: str, at: datetime) -> LetterDraft:
    """Sign a checked letter off: the signature is for exactly what was checked. Raises ChangedSince, NeedsAnother."""
    where = (Standing.CHECKED,)
    with stepping("sign_off_letter", draft, by=by, at=at, version=version, where=where) as step:
        made = written(step.draft, on=step.day)
        must_be_what_was(step.draft, made, Step.CHECKED)
        must_have_nothing_that_stops(found_in(step.draft, made))
        must_be_another(step.draft, by)
        step.note(Step.SIGNED_OFF, made.digest)
        step.stand(Standing.SIGNED_OFF)
        return step.draft


def send_back(*, draft: int, version: int, reason: str, by: str, at: datetime) -> LetterDraft:
    """Send a checked or signed letter back to be written again, with the reason. Raises NotNow."""
    why, where = reason_of(reason, "the letter goes back"), (Standing.CHECKED, Standing.SIGNED_OFF)
    with stepping("send_back_letter", draft, by=by, at=at, version=version, where=where) as step:
        step.note(Step.SENT_BACK, reason=why)
        step.stand(Standing.CHANGED if step.draft.versions.exists() else Standing.DRAFTED)
        return step.draft


def allow_what_was_found(*, draft: int, version: int, reason: str, by: str, at: datetime) -> list[str]:
    """Let stand what the scan found in a letter, with the reason, in this very wording; a changed one asks again.

    For a protected place a second person must do it too: what still waits for one is given back. Raises NotNow.
    """
    why = reason_of(reason, "the reader may be told this")
    with stepping("allow_in_letter", draft, by=by, at=at, version=version, where=WAITING) as step:
        row, made = step.draft, written(step.draft, on=step.day)
        found = leaks_in(row.representation, row.to, made.html)
        if not found:
            raise NotReady("The scan finds nothing in this letter. There is nothing to allow.")
        step.note(Step.FOUND_ALLOWED, made.digest, found=[leak.key for leak in found], reason=why)
        return [leak.said for leak in not_allowed(row, made.digest, found)]


def waiting_for_second(draft: int, *, on: date) -> list[str]:
    """What was allowed in a letter by one person and still waits for the second."""
    row = draft_of(draft)
    made = written(row, on=on)
    found = leaks_in(row.representation, row.to, made.html)
    return [
        leak.said for leak in found if 0 < len(who_allowed(row, made.digest, leak.key)) < people_for(leak)
    ]


def must_be_what_was(draft: LetterDraft, made: Written, step: str) -> None:
    """Refuse what says something else than what was checked or signed. Raises ChangedSince."""
    last = last_step(draft, step)
    if last is None or last.digest != made.digest or last.version != draft.version:
        done = "checked" if step == Step.CHECKED else "signed off"
        raise ChangedSince(
            f"The letter says something else than when it was {done}: a fact of the case has changed. Send it back "
            "and check it again."
        )


def must_be_another(draft: LetterDraft, by: str) -> None:
    """Refuse a signature of whoever wrote or checked the letter, where four eyes are needed. Raises NeedsAnother."""
    why = why_four_eyes(draft)
    checked = last_step(draft, Step.CHECKED)
    hands = {checked.by if checked else "", *draft.versions.values_list("by", flat=True)}
    if why and by in hands:
        raise NeedsAnother(
            f"Another person signs this letter off, because {why}. You wrote or checked it. Ask a colleague."
        )


def must_not_leak(draft: LetterDraft, digest: str, html: str, docx: bytes, file_name: str) -> None:
    """Refuse a finished letter that tells its reader too much, unless enough people let it stand. Raises NotReady."""
    found = leaks_in(draft.representation, draft.to, html, docx, file_name=file_name)
    left = not_allowed(draft, digest, found)
    if left:
        more = (
            ""
            if not any(leak.kept.is_protected for leak in left)
            else " Two people must allow a protected place."
        )
        raise NotReady(in_words_of(left) + more)


def last_step(draft: LetterDraft, step: str) -> DraftStep | None:
    """The last step of a kind on a draft."""
    return draft.steps.filter(step=step).order_by("-pk").first()
