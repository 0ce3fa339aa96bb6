"""One step of a draft: the row is locked, its version and standing asked, and what is done noted in the ledger."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from heard.casework.letters.drafting import draft_of
from heard.casework.performing import NotNow, day_of
from heard.casework.writing import Line, writing
from heard.law.working_days import in_words
from heard.representations.models import DraftStep, LetterDraft

Standing, Step = LetterDraft.Standing, DraftStep.Step
TO_WRITE = (Standing.DRAFTED, Standing.CHANGED)
WAITING = (*TO_WRITE, Standing.CHECKED, Standing.SIGNED_OFF)
UNSENT = (*WAITING, Standing.FROM_BEFORE)


class ChangedMeanwhile(NotNow):
    """Somebody else changed the letter since this person opened it; nothing was kept, and nothing lost."""


class NotInThisOrder(NotNow):
    """The step does not follow on where the draft stands."""


@dataclass
class Stepping:
    """A step being done on a draft: the locked row, the line it is written under, and its day."""

    draft: LetterDraft
    line: Line
    day: date

    def note(self, step: str, digest: str = "", **said: Any) -> None:
        """Keep the step."""
        self.line.add(
            DraftStep(
                draft=self.draft,
                step=step,
                version=self.draft.version,
                digest=digest,
                said=json.dumps(said, ensure_ascii=False, sort_keys=True) if said else "",
                by=self.line.by,
                at=self.line.at,
            )
        )

    def stand(self, standing: str, **more: Any) -> None:
        """Let the draft stand there from now on."""
        self.line.change(self.draft, standing=standing, **more)


@contextmanager
def stepping(
    act: str, draft: int, *, by: str, at: datetime, version: int | None, where: Collection[str]
) -> Iterator[Stepping]:
    """Do one step on a draft that stands in one of these places.

    Raises NoSuchDraft, ChangedMeanwhile or NotInThisOrder.
    """
    case, day = draft_of(draft).representation, day_of(at)
    with writing(act, by=by, at=at, reference=case.reference, done_on=day, draft=draft) as line:
        row = locked(draft, version=version, where=where)
        yield Stepping(row, line, day)


def locked(draft: int, *, version: int | None, where: Collection[str]) -> LetterDraft:
    """The draft, held until the transaction ends. Raises ChangedMeanwhile or NotInThisOrder."""
    LetterDraft.objects.select_for_update().get(pk=draft)
    row = draft_of(draft)
    if version is not None and version != row.version:
        raise ChangedMeanwhile(_who_changed(row))
    if row.standing not in where:
        raise NotInThisOrder(
            f"This letter is {row.get_standing_display().lower()}. That can be done while it is: "
            f"{', '.join(Standing(one).label.lower() for one in where)}."
        )
    return row


def _who_changed(row: LetterDraft) -> str:
    last = row.versions.order_by("-number").first()
    who = f"{last.by} changed this letter on {in_words(day_of(last.at))}" if last else "This letter changed"
    return f"{who}; it is now version {row.version}. Compare the two, then save yours again."


def reason_of(said: str, what: str) -> str:
    """The reason given. Raises NotNow where there is none."""
    if not said.strip():
        raise NotNow(f"Say why {what}.")
    return said.strip()
