"""Who let stand what the scan found, bound to exactly the letter they saw. For a protected place two people must."""

from __future__ import annotations

import json
from collections.abc import Iterable

from heard.casework.letters.leaks import Leak
from heard.representations.models import DraftStep, LetterDraft


def who_allowed(draft: LetterDraft, digest: str, key: str) -> set[str]:
    """Who allowed one thing found, in this very wording: a changed letter is allowed nothing."""
    rows = DraftStep.objects.filter(draft=draft, step=DraftStep.Step.FOUND_ALLOWED, digest=digest)
    return {row.by for row in rows if key in json.loads(row.said)["found"]}


def not_allowed(draft: LetterDraft, digest: str, found: Iterable[Leak]) -> list[Leak]:
    """What was found and has not been allowed by as many people as it takes."""
    return [leak for leak in found if len(who_allowed(draft, digest, leak.key)) < people_for(leak)]


def people_for(leak: Leak) -> int:
    """How many people it takes: two for a protected place, else one."""
    return 2 if leak.kept.is_protected else 1
