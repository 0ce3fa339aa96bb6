"""What is no complaint: a duty matter and a request for another worker are answered, an anonymous report is weighed."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.deciding import Decided, keep_decision
from heard.casework.parties import Somebody, keep_people, must_say
from heard.casework.performing import NotNow, performing
from heard.law.procedure import Act
from heard.representations.models import Decision, Party

MAY_COMPLAIN = "told that they may complain"


def answer_duty_matter(
    *, reference: str, by: str, at: datetime, sent_on: date, answer: str, decided_by: str
) -> Decision:
    """Answer correspondence that is no complaint, or say who will answer it. Raises NotNow."""
    with performing(Act.ANSWER, reference=reference, by=by, at=at, day=sent_on) as doing:
        _refuse_other_kind(doing.case.kind, "duty_matter", reference)
        return keep_decision(doing, "answer", Decided("answered", answer, decided_by, told_on=sent_on))


def answer_worker_request(
    *,
    reference: str,
    by: str,
    at: datetime,
    sent_on: date,
    is_agreed: bool,
    reason: str,
    decided_by: str,
    told_may_complain: bool,
) -> Decision:
    """Say yes or no to a request for another worker, with the reason. A no tells them that they may complain.

    Raises NotNow for a no that leaves that out.
    """
    with performing(Act.ANSWER, reference=reference, by=by, at=at, day=sent_on) as doing:
        _refuse_other_kind(doing.case.kind, "worker_change", reference)
        if not is_agreed and not told_may_complain:
            raise NotNow(
                "A no to another worker also tells them that they may complain. Add that, then answer."
            )
        answer = "agreed" if is_agreed else "declined"
        told = MAY_COMPLAIN if told_may_complain else ""
        decided = Decided(answer, reason, decided_by, evidence=told, told_on=sent_on)
        return keep_decision(doing, "worker_change", decided)


def consider_anonymous_report(
    *, reference: str, by: str, at: datetime, decided_on: date, action: str, reason: str, decided_by: str
) -> Decision:
    """Decide what follows from an anonymous report, with the reason; the complaints manager decides. Raises NotNow."""
    with performing(Act.CONSIDER, reference=reference, by=by, at=at, day=decided_on) as doing:
        must_say(action, "what follows from it, also where that is nothing")
        return keep_decision(
            doing, "anonymous_report", Decided("considered", reason, decided_by, evidence=action)
        )


def identify(*, reference: str, by: str, at: datetime, day: date, somebody: Somebody) -> Party:
    """Record who an anonymous report was from, now that they have said so. Nobody is looked for. Raises NotNow."""
    with performing(Act.IDENTIFY, reference=reference, by=by, at=at, day=day) as doing:
        if somebody.part != Party.Part.COMPLAINANT:
            raise NotNow("Whoever it was from is its complainant. Record them as that.")
        return keep_people(doing, [somebody])[0]


def _refuse_other_kind(kind: str, wanted: str, reference: str) -> None:
    if kind != wanted:
        raise NotNow(f"{reference} is a {kind.replace('_', ' ')} and is answered as that.")
