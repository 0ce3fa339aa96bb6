"""What waits about promises at the head of one's work: not done as they say, no change, and a look that is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from heard.casework.access_seeing import visible
from heard.casework.kept_from import READS_FIRST
from heard.casework.oversight import last_look, overseen_words
from heard.casework.permissions import Act, Role, may
from heard.casework.promises_standing import Standing
from heard.outcomes.models import Action, FollowUp, PromiseWord
from heard.people.models import Member
from heard.representations.models import Representation

MOST = 10
SENIOR = (Role.DIRECTOR, Role.COMPLAINTS_MANAGER)


@dataclass(frozen=True, slots=True)
class PromiseWaits:
    """One thing that waits: the case (empty where it does not exist for them), the page to go to, and words."""

    reference: str
    slug: str
    words: str
    since: date | None = None


def promises_waiting(member: Member, *, today: date) -> tuple[PromiseWaits, ...]:
    """What somebody is to see to: their own promises, and for the complaints team those of every case they see."""
    cases = visible(member, today)
    found = [*_words(member, cases, today), *_questions(member, cases, today)]
    if member.role in SENIOR and may(member, Act.OVERSEE_PROMISES):
        last, late = last_look(today)
        if last is None and not Action.objects.filter(done_on=None, representation__in=cases).exists():
            late = None
        if late is not None:
            found.append(PromiseWaits("", "oversight", overseen_words(today)))
    return tuple(found[:MOST])


def _words(member: Member, cases: QuerySet[Representation], today: date) -> list[PromiseWaits]:
    """What people said of promises that nobody has seen to."""
    waiting = list(PromiseWord.objects.filter(seen_on=None).order_by().values_list("action_id", flat=True))
    if not waiting:
        return []
    mine = Action.objects.filter(Standing(member, today).of("mine", "action"), pk__in=waiting)
    whose = Q(action__in=mine.order_by().values("pk"))
    if member.role in READS_FIRST:
        whose |= Q(action__representation__in=cases)
    rows = PromiseWord.objects.filter(whose, seen_on=None).select_related("action__representation")
    return [
        PromiseWaits(
            one.action.representation.reference,
            "vary-action" if one.said == PromiseWord.Said.NOT_DONE else "complete-action",
            "they say that a promise was not kept"
            if one.said == PromiseWord.Said.NOT_DONE
            else "they say that a promise is done",
            one.said_on,
        )
        for one in rows.order_by("said_on", "pk")[:MOST]
    ]


def _questions(member: Member, cases: QuerySet[Representation], today: date) -> list[PromiseWaits]:
    """Answers that it did not change, and questions whose day has come: of the cases somebody sees."""
    if member.role not in READS_FIRST:
        return []
    rows = FollowUp.objects.filter(representation__in=cases).select_related("representation")
    still = Q(action=None) | Q(action__done_on=F("since_on"))
    decide = rows.filter(answer__in=("no", "partly"), decided_on=None).order_by("answered_on", "pk")
    ask = rows.filter(still, answered_on=None, asked_on=None, due_on__lte=today).order_by("due_on", "pk")
    return [
        *(PromiseWaits(one.representation.reference, "decide-if-changed", "it did not change: decide what follows",
                       one.answered_on) for one in decide[:MOST]),
        *(PromiseWaits(one.representation.reference,
                       "ask-if-changed" if one.person_id else "answer-if-changed",
                       f"ask {'them' if one.person_id else 'the service'} whether it changed", one.due_on)
          for one in ask[:MOST]),
    ]  # fmt: skip
