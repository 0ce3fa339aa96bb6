"""What is over and what goes is judged against an oracle that knows the published table alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from tests.casework.making import council
from tests.casework.retention_cases import run
from tests.casework.retention_oracle import DAY, Told, made, over

from heard.casework import retention_erasing
from heard.casework.audit import verify
from heard.law.retention import Facts, judge, start_schedule

SOME = 4000


def facts_of(one: Told) -> Facts:
    """What the office knows of a made-up case."""
    ends = [day for day in (one.ended, one.ombudsman_ended) if day]
    return Facts(
        kind=one.kind, is_open=one.ended is None or one.ombudsman == "open", closed_on=max(ends, default=None),
        was_looked_after=one.looked_after, was_adopted=one.adopted, was_protected=one.protected,
        has_worker=one.worker, allegation=one.allegation, not_taken_up=one.not_taken_up,
        child_born_on=one.child_born, child_died_on=one.child_died, adopted_on=one.order,
        last_contact_on=one.last_contact, worker_born_on=one.worker_born,
    )  # fmt: skip


def differ(schedule) -> int:
    """How many made-up cases are judged otherwise than the table says."""
    cases = [made(number) for number in range(SOME)]
    return sum(judge(facts_of(one), schedule).is_over(DAY) != over(one) for one in cases)


def test_each_made_up_case_is_over_exactly_when_the_table_says_so():
    cases = Counter(over(made(number)) for number in range(SOME))

    assert differ(start_schedule()) == 0
    assert min(cases.values()) > SOME / 4


@pytest.mark.parametrize(
    "code", ["statutory", "looked_after", "adopted", "protected", "allegation", "other", "anonymous"]
)
def test_a_line_a_month_out_is_found(code):
    line = start_schedule()[code]
    bent = replace(line, length=(line.length or 0) * 12 + 1, unit="months", until_age=None)

    assert differ({**start_schedule(), code: bent}) > 0


@pytest.mark.django_db
def test_what_two_agreed_on_goes_and_nothing_that_is_held_or_not_over_does():
    council()

    found = run(range(100, 110))

    assert (found.wrong, found.held_and_deleted, found.kept_too_long) == ([], [], [])
    assert 0 < len(found.erased) < found.cases
    assert verify().faults == ()


@pytest.mark.django_db
def test_without_asking_again_for_holds_what_was_held_meanwhile_is_lost_and_seen(monkeypatch):
    council()
    monkeypatch.setattr(retention_erasing, "holds_on", lambda case, on: [])
    late = [number for number in range(2000) if made(number).held == "later" and over(made(number))][:2]

    found = run(late)

    assert len(found.held_and_deleted) > 0
