"""The letters of the live cases: those of the last weeks written and sent here, earlier ones sent from elsewhere."""

from __future__ import annotations

from datetime import datetime

from heard.casework.letters import SentElsewhere
from heard.casework.letters.kinds import kind_of
from heard.casework.letters.unchecked import write_letter
from heard.casework.post import mark_sent
from heard.importing.demonstration.instead import instead
from heard.importing.demonstration_live.plan import A_DRAFT, SENT, TOGETHER, Step
from heard.representations.models import LetterDraft, Posting

EVIDENCE = "Kept in the complaints team’s folder of that month; the post book shows the day. Invented."
SAID = "The words of this letter stand in the folder. It was written before letters were written in Heard."


def answer_for(step: Step, at: datetime, last: int, *, lately: bool) -> int:
    """Write and send each letter that the act just done left to be written, or say that it was sent elsewhere.

    `last` is the number of the last draft there was before; returns that of the last there is now.
    """
    if step.leaves == TOGETHER:
        return last
    for number, kind, to in LetterDraft.objects.filter(pk__gt=last).values_list("pk", "kind", "to"):
        last = max(last, number)
        if step.leaves != A_DRAFT:
            (_write if lately else _from_elsewhere)(step, at, kind, to)
    return last


def _write(step: Step, at: datetime, kind: str, to: int | None) -> None:
    given = instead({name: one(step.live) if callable(one) else one for name, one in step.letter.items()})
    letter = write_letter(reference=step.live.reference, kind=kind, by=step.by, at=at, to=to, **given)
    if step.leaves == SENT:
        way = Posting.objects.values_list("way", flat=True).get(letter=letter)
        mark_sent(letter=letter.pk, way=way or "post", sent_on=step.day, by=step.by, at=at)


def _from_elsewhere(step: Step, at: datetime, kind: str, to: int | None) -> None:
    sent = SentElsewhere(step.day, EVIDENCE, kind_of(kind).words, SAID, "post")
    write_letter(reference=step.live.reference, kind=kind, by=step.by, at=at, to=to, elsewhere=sent)
