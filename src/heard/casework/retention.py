"""Erasing what is over: as two persons agreed, at once or in the night, with a tombstone and nothing else left.

The parts: `retention_schedule` (how long), `retention_due` (what is over and why), `retention_holds` (what must stay),
`retention_reviewing` (looking at it), `retention_tables` and `retention_erasing` (all of a case), `retention_files`.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework import four_eyes
from heard.casework.clocks import CouncilClocks, clocks_of_council
from heard.casework.four_eyes import NotAgreed
from heard.casework.looking import dates_of
from heard.casework.performing import NoSuchCase, day_of
from heard.casework.permissions import Act, NotAllowed, demand
from heard.casework.retention_erasing import Erased, Held, NotWhole, erase_case
from heard.casework.retention_reviewing import PURGE, NotReviewed, over_now, purge_content, waiting_of
from heard.casework.retention_schedule import schedule_on
from heard.casework.writing import Line, writing
from heard.law.rulebook import NotInForce
from heard.law.working_days import CalendarRunsOut
from heard.outcomes.models import ErasedTotal, Tombstone
from heard.people.models import Member
from heard.representations.models import Representation, SecondPerson, Stage

__all__ = ["Purged", "bury", "purge_agreed", "purge_case"]

NIGHT = "night"
IN_TIME = ("in_time", "in_time_extended")


@dataclass(frozen=True, slots=True)
class Purged:
    """What a night erased, and what it did not, with the reason for each."""

    erased: tuple[str, ...] = ()
    not_erased: tuple[tuple[str, str], ...] = ()


def purge_case(*, reference: str, by: Member, at: datetime) -> Erased:
    """Erase a case now, as two persons agreed. Raises NotAgreed, NotReviewed, Held, NotWhole, NoSuchCase."""
    demand(by, Act.KEEP_RETENTION)
    return _purge(reference, by.account.username, at)


def purge_agreed(*, by: str, at: datetime) -> Purged:
    """Erase every case that two persons agreed on. One that a hold or a change reached meanwhile stays, with why."""
    agreed = SecondPerson.objects.filter(act=PURGE, answer=SecondPerson.Answer.APPROVED).order_by("pk")
    erased: list[str] = []
    stayed: list[tuple[str, str]] = []
    for reference in list(agreed.values_list("reference", flat=True)):
        try:
            _purge(reference, by, at)
        except (Held, NotAgreed, NotReviewed, NotWhole, NoSuchCase) as why:
            stayed.append((reference, str(why)))
        else:
            erased.append(reference)
    return Purged(tuple(erased), tuple(stayed))


def void(*, reference: str, by: Member, at: datetime) -> None:
    """Take a proposal back, so that the case, changed or not, is reviewed anew. Raises NotAgreed."""
    demand(by, Act.KEEP_RETENTION)
    asked = waiting_of(reference)
    if asked is None:
        raise NotAgreed("Nothing is proposed for this case. It can be reviewed as it is.")
    with writing("void_purge", by=by.account.username, at=at, reference=reference) as line:
        line.change(asked, answer=SecondPerson.Answer.REFUSED, because="Taken back, to be reviewed anew.")


def bury(
    line: Line, case: Representation, gone: Erased, *, because: str, asked_by: str, agreed_by: str,
    schedule_line: str = "", title: str = "", due_on: date | None = None,
) -> Tombstone:  # fmt: skip
    """Leave the tombstone of an erased case: its number, counts, the ground and who decided. Nothing of what it said.

    Stands in the transaction that erased it. `because` is a `Tombstone.Because`.
    """
    stone = Tombstone(
        case_number=case.pk, reference=case.reference, because=because, line=schedule_line, line_title=title,
        due_on=due_on, rows=gone.rows, counts=json.dumps(dict(gone.tables), sort_keys=True), files=gone.files,
        persons=gone.persons, proposed_by=asked_by, agreed_by=agreed_by, erased_on=day_of(line.at), erased_at=line.at,
    )  # fmt: skip
    line.add(stone)
    return stone


def totals_of(case: Representation) -> Counter[tuple[date, str, str]]:
    """What stays of a case in the month totals: received, and each stage answered, in time or not."""
    clocks = clocks_of_council()
    found = Counter({(case.received_on.replace(day=1), case.kind, "received"): 1})
    for row in (
        Stage.objects.filter(representation=case).exclude(answered_on=None).prefetch_related("extensions")
    ):
        month = row.answered_on.replace(day=1) if row.answered_on else case.received_on
        found[(month, case.kind, f"{row.stage}_answered")] += 1
        if _was_in_time(clocks, row):
            found[(month, case.kind, f"{row.stage}_in_time")] += 1
    return found


def _was_in_time(clocks: CouncilClocks, row: Stage) -> bool:
    """Whether a stage was answered in time; not where its years are older than the law or the calendar we know."""
    try:
        return clocks.judge(dates_of(row), row.withdrawn_on).timeliness in IN_TIME
    except (CalendarRunsOut, NotInForce):
        return False


def keep_totals(line: Line, found: Counter[tuple[date, str, str]]) -> None:
    """Add counts to the month totals of what was erased."""
    for (month, kind, counted), count in sorted(found.items()):
        row = ErasedTotal.objects.filter(month=month, kind=kind, counted=counted).first()
        if row is None:
            line.add(ErasedTotal(month=month, kind=kind, counted=counted, count=count))
        else:
            line.change(row, count=row.count + count)


def _purge(reference: str, by: str, at: datetime) -> Erased:
    """All asked again inside the one transaction: agreed to exactly this, still over, not held."""
    on = day_of(at)
    with writing(PURGE, by=by, at=at, reference=reference, done_on=on) as line:
        case = Representation.objects.select_for_update().filter(reference=reference).first()
        if case is None:
            raise NoSuchCase(f"There is no case {reference}. Look among what was erased.")
        asked = waiting_of(reference)
        over = over_now(case, on)
        because = str(json.loads(asked.content).get("because", "")) if asked else ""
        content = purge_content(case, over, because)
        two = four_eyes.use(
            line, number=asked.pk if asked else None, act=PURGE, reference=reference, content=content
        )
        if two.answered_by is None:
            raise NotAllowed("Nobody has agreed to it.")
        title = schedule_on(on)[over.judgement.code].title
        totals, who = totals_of(case), (two.asked_by.account.username, two.answered_by.account.username)
        gone = erase_case(line, case, on=on)
        keep_totals(line, totals)
        bury(line, case, gone, because=Tombstone.Because.SCHEDULE, asked_by=who[0], agreed_by=who[1],
             schedule_line=over.judgement.code, title=title, due_on=over.judgement.over_on)  # fmt: skip
    return gone
