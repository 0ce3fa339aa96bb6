"""Looking at a case whose time is over: what it was, keeping it longer for a reason, or proposing to erase it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from heard.casework import four_eyes
from heard.casework.commitments import NO_RECORD, SELF_PROVING
from heard.casework.new_details import fitting
from heard.casework.performing import NoSuchCase, day_of
from heard.casework.permissions import Act, NotAllowed, demand
from heard.casework.retention_due import CaseOver, one_case
from heard.casework.retention_files import tables_with_files
from heard.casework.retention_holds import Held, holds_on
from heard.casework.retention_tables import belongings_of
from heard.casework.writing import writing
from heard.law.retention import later
from heard.law.working_days import in_words
from heard.ledger.models import Entry
from heard.outcomes.models import RetentionFacts, RetentionReview
from heard.people.models import Member
from heard.representations.models import Representation, SecondPerson

PURGE = "purge_case"
KEPT_AT_MOST = 10
# What is done about erasing itself, and what the office looks at each night: no change of the case.
NO_CHANGE = ("ask_second_person", "answer_second_person", "propose_purge", "void_purge", "night")
NOT_COUNTED = frozenset(
    (*NO_RECORD, *SELF_PROVING, "representations.SecondPerson", "outcomes.RetentionReview")
)


class NotReviewed(Exception):
    """The case cannot be kept, described or proposed so; the message says why and what to do."""


def say_facts(*, reference: str, by: Member, at: datetime, **facts: Any) -> RetentionFacts:
    """Say what decides how long a case is kept. What is said again takes the place of what was. Raises NotReviewed."""
    demand(by, Act.KEEP_RETENTION)
    case = _case(reference)
    _refuse_facts(facts, day_of(at))
    with writing("say_retention_facts", by=by.account.username, at=at, reference=reference) as line:
        row = RetentionFacts.objects.filter(representation=case).first()
        said = {**facts, "said_by": by.account.get_full_name() or by.account.username, "said_at": at}
        if row is not None:
            line.change(row, **said)
            return row
        row = RetentionFacts(representation=case, **said)
        line.add(row)
        return row


def keep_longer(*, reference: str, until: date, because: str, by: Member, at: datetime) -> RetentionReview:
    """Keep a case until a day, for a reason; then somebody looks again. Raises NotReviewed, NotAllowed."""
    demand(by, Act.KEEP_RETENTION)
    case, on = _case(reference), day_of(at)
    if not because.strip():
        raise NotReviewed("Say why it is kept longer. Nothing is kept by habit: write the reason.")
    if not on < until <= later(on, KEPT_AT_MOST, "years"):
        raise NotReviewed(
            f"Give a day to come, {KEPT_AT_MOST} years from now at most. On that day somebody looks at it again."
        )
    over = _over(case, on)
    with writing("keep_longer", by=by.account.username, at=at, reference=reference, done_on=on) as line:
        row = _review(case, over, RetentionReview.Outcome.KEEP, because, by, at, keep_until=until)
        line.add(row)
    return row


def propose_purge(*, reference: str, because: str, by: Member, at: datetime) -> SecondPerson:
    """Propose to erase a case whose time is over. A second person agrees to exactly it. Raises NotReviewed, Held."""
    demand(by, Act.KEEP_RETENTION)
    case, on = _case(reference), day_of(at)
    if not because.strip():
        raise NotReviewed("Say what you looked at and why nothing of it is needed any more. Write it down.")
    if four_eyes.is_in(by, case):
        raise NotAllowed("You have a part in this case. Somebody else has to review it.")
    over = _over(case, on)
    if held := holds_on(case, on=on):
        raise Held(reference, held)
    if waiting_of(reference):
        raise NotReviewed("It is proposed already, and waits for a second person or for the night.")
    with writing("propose_purge", by=by.account.username, at=at, reference=reference, done_on=on) as line:
        line.add(_review(case, over, RetentionReview.Outcome.PROPOSE, because, by, at))
    content = purge_content(case, over, because)
    return four_eyes.ask(act=PURGE, reference=reference, content=content, by=by, at=at)


def waiting_of(reference: str) -> SecondPerson | None:
    """What waits for a second person, or was agreed and not done yet, about erasing a case."""
    open_ = (SecondPerson.Answer.WAITING, SecondPerson.Answer.APPROVED)
    asked = SecondPerson.objects.select_related("asked_by__account", "answered_by__account")
    return asked.filter(act=PURGE, reference=reference, answer__in=open_).order_by("-pk").first()


def purge_content(case: Representation, over: CaseOver, because: str) -> dict[str, object]:
    """Exactly what is erased: a row, a file or a line of the ledger more, and the agreement is void."""
    found = belongings_of(case)
    counted = {model: rows for model, rows in found.rows.items() if model._meta.label not in NOT_COUNTED}
    last = Entry.objects.filter(reference=case.reference).exclude(act__in=NO_CHANGE)
    return {
        "case": case.reference,
        "number": case.pk,
        "line": over.judgement.code,
        "over_on": over.judgement.over_on.isoformat() if over.judgement.over_on else "",
        "why_over": " ".join(one.words for one in over.judgement.reasons),
        "rows": sum(map(len, counted.values())),
        "files": sum(len(rows) for model, rows in counted.items() if model in tables_with_files()),
        "last_entry": last.order_by("-sequence").values_list("sequence", flat=True).first() or 0,
        "because": fitting(because, 500),
    }


def over_now(case: Representation, on: date) -> CaseOver:
    """How the time of a case stands, if it is over. Raises NotReviewed, saying why it is not."""
    return _over(case, on)


def _over(case: Representation, on: date) -> CaseOver:
    one = one_case(case, on=on)
    if one.judgement.open_because:
        raise NotReviewed(f"{case.reference} is not over: {one.judgement.open_because}")
    if one.judgement.unknown:
        raise NotReviewed(
            f"Say first what decides how long {case.reference} is kept. {one.judgement.unknown[0]}"
        )
    if one.from_on is None or not one.is_due(on):
        day = in_words(one.from_on) if one.from_on else "no day"
        raise NotReviewed(f"The time of {case.reference} is over on {day}. Before that it is not erased.")
    return one


def _review(
    case: Representation, over: CaseOver, outcome: str, because: str, by: Member, at: datetime, **more: Any
) -> RetentionReview:
    return RetentionReview(
        representation=case, outcome=outcome, line=over.judgement.code, due_on=over.judgement.over_on or day_of(at),
        because=fitting(because, 500), reviewed_on=day_of(at), by=by.account.username, at=at, **more,
    )  # fmt: skip


def _case(reference: str) -> Representation:
    case = Representation.objects.filter(reference=reference).first()
    if case is None:
        raise NoSuchCase(f"There is no case {reference}. Check the number, or look among what was erased.")
    return case


def _refuse_facts(facts: dict[str, Any], on: date) -> None:
    days = {name: day for name, day in facts.items() if name.endswith("_on") and day}
    for name, day in days.items():
        if day > on:
            raise NotReviewed(f"{in_words(day)} ({name.replace('_', ' ')}) has not come yet. Check the day.")
    born, died = days.get("child_born_on"), days.get("child_died_on")
    if born and died and died < born:
        raise NotReviewed("The child cannot have died before it was born. Check both days.")
