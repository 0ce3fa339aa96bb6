"""What forms offer of an Ombudsman file: what is due to them, requests for time, drafts, decisions, frozen copies."""

from __future__ import annotations

from django.db.models import Q

from heard.casework.ombudsman_after import WORDS_ON_REFUSAL
from heard.casework.ombudsman_file import DUE, STEPS
from heard.law.working_days import in_words
from heard.representations.models import (
    Bundle,
    OmbudsmanCase,
    OmbudsmanDraft,
    OmbudsmanExtension,
    Representation,
)

DUE_WORDS = {"enquiry": "Answer", "draft": "Comments", "recommendation": "Recommendation"}
LONGEST = 70


def steps() -> list[tuple[str, str]]:
    """Where a case may stand with the Ombudsman."""
    return [*STEPS.items()]


def words_on_refusal() -> list[tuple[str, str]]:
    """What the Ombudsman may say of a refusal."""
    return [*WORDS_ON_REFUSAL.items()]


def due_to_ombudsman(case: Representation) -> list[tuple[str, str]]:
    """Everything on a case that has a day of the Ombudsman and is not done: (code and number, words)."""
    found = []
    for code, (table, day, done) in DUE.items():
        rows = table.objects.filter(case__about=case, **{done: None}).order_by(day, "pk")
        found += [(f"{code}:{row.pk}", _due_words(code, row, day)) for row in rows]
    return found


def times_asked(case: Representation) -> list[tuple[int, str]]:
    """Requests for more time that the Ombudsman has not answered."""
    of = Q(enquiry__case__about=case) | Q(draft__case__about=case) | Q(recommendation__case__about=case)
    rows = OmbudsmanExtension.objects.filter(of, answer="waiting").order_by("asked_on", "pk")
    return [
        (one.pk, f"Asked on {in_words(one.asked_on)}, until {in_words(one.wanted_until)}") for one in rows
    ]


def drafts_to_comment(case: Representation) -> list[tuple[int, str]]:
    """Draft decisions that wait for comments, the soonest first."""
    rows = OmbudsmanDraft.objects.filter(case__about=case, commented_on=None).order_by("comments_by", "pk")
    return [(one.pk, f"{_short(one.proposes)} (by {in_words(one.comments_by)})") for one in rows]


def decided(case: Representation) -> list[tuple[str, str]]:
    """The Ombudsman's cases on a case that are decided, by the Ombudsman's number."""
    rows = OmbudsmanCase.objects.filter(about=case, decided_on__isnull=False).order_by("decided_on", "pk")
    return [
        (one.reference, f"{one.reference}, decided {in_words(one.decided_on)}")
        for one in rows
        if one.decided_on
    ]


def copies_to_send(case: Representation) -> list[tuple[int, str]]:
    """Frozen copies of a case for the Ombudsman, the newest first."""
    rows = Bundle.objects.filter(ombudsman_case__about=case, frozen_at__isnull=False)
    rows = rows.select_related("ombudsman_case").order_by("-frozen_at")
    return [
        (one.pk, f"Version {one.version} for case {one.ombudsman_case}: {one.pages} pages") for one in rows
    ]


def _due_words(code: str, row: object, day: str) -> str:
    said = getattr(row, "asked", "") or getattr(row, "proposes", "") or getattr(row, "words", "")
    return f"{DUE_WORDS[code]}: {_short(said)} (by {in_words(getattr(row, day))})"


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
