"""Who must not learn of a case: said by somebody, with the reason and what it means for the office.

It stands as a decision about `must_not_know`, and at the head of every page of the case, until somebody ends it.
"""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.deciding import Decided, keep_decision
from heard.casework.parties import must_say
from heard.casework.performing import NotNow, performing
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.representations.models import Decision, Representation

ABOUT = "must_not_know"


def must_not_know(
    *, reference: str, by: str, at: datetime, day: date, who: str, reason: str, care: str, said_by: str
) -> Decision:
    """Record that somebody must not learn of it: who, why, and what that means for how people are reached.

    Raises NotNow where one of these is left out.
    """
    with performing(Act.RECORD_CONTACT, reference=reference, by=by, at=at, day=day) as doing:
        must_say(who, "who must not know, by name or by what they are to the family")
        must_say(care, "what it means for us: no post, no message left, at which hours")
        kept = f"{who.strip().rstrip('.')}. {care.strip()}"
        return keep_decision(doing, ABOUT, Decided("stands", reason, said_by, evidence=kept))


def may_know(
    *, reference: str, by: str, at: datetime, day: date, which: int, reason: str, said_by: str
) -> Decision:
    """Record that somebody may know after all. What stood before stays on record. Raises NotNow."""
    with performing(Act.RECORD_CONTACT, reference=reference, by=by, at=at, day=day) as doing:
        row = Decision.objects.filter(representation=doing.case, pk=which, about=ABOUT, ended_on=None).first()
        if row is None or row.answer != "stands":
            raise NotNow(f"Nobody of that number is kept from knowing of {reference}. Choose one that is.")
        if day < row.decided_on:
            raise NotNow(f"It was said on {in_words(row.decided_on)}. Check the day.")
        doing.change(row, ended_on=day)
        return keep_decision(doing, ABOUT, Decided("ended", reason, said_by, evidence=row.evidence))


def standing(case: Representation) -> list[tuple[int, str]]:
    """Those who must not know of a case: the number of each, and who and what it means."""
    rows = Decision.objects.filter(representation=case, about=ABOUT, answer="stands", ended_on=None)
    return [(row.pk, row.evidence) for row in rows.order_by("pk")]
