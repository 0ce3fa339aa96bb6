"""Work that always fails is set aside after five tries, told to whoever watches, and never stops the others."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.casework import living
from tests.casework.making import LATER, complaint, council, kept, stage

from heard.casework import arriving_files, filing, health, jobs, nightly, nightly_troubles
from heard.casework.nightly import night
from heard.casework.permissions import Level
from heard.ledger.models import JobTried
from heard.representations.models import Document

pytestmark = pytest.mark.django_db
NOW = living.NOW
POISON = b"poison"
OF_ITSELF = Document.OfItself


@pytest.fixture
def papers(monkeypatch):
    """Three files that came for a case, the first of which brings down whatever opens it."""
    living.council()
    case = living.at_stage_1()
    opened = arriving_files.open_file

    def opening(content: bytes) -> Any:
        if content.startswith(POISON):
            raise RecursionError
        return opened(content)

    monkeypatch.setattr(arriving_files, "open_file", opening)
    return [came(case, POISON), came(case, b"%PDF-1.4 one"), came(case, b"%PDF-1.4 two")]


def came(case: Any, content: bytes) -> Document:
    return filing.file_paper(
        reference=case.reference, title="Photo", kind="other", level=Level.S4, content=content,
        media_type="application/pdf", by="mail", at=NOW, of_itself=OF_ITSELF.WAITS,
    )  # fmt: skip


def ready(**more: Any) -> arriving_files.Readied:
    return arriving_files.make_ready(by="test", at=NOW, **more)


def waits(paper: Document) -> bool:
    return Document.objects.get(pk=paper.pk).says_of_itself == OF_ITSELF.WAITS


def test_a_file_that_always_fails_is_parked_after_five_tries_and_the_others_are_ready_at_the_first(papers):
    assert ready().parked == 0
    assert [waits(one) for one in papers] == [True, False, False]
    parked = [ready().parked for _ in range(5)]

    assert parked == [0, 0, 0, 1, 1]
    assert [(one.about, one.error) for one in jobs.parked()] == [(str(papers[0].pk), "RecursionError")]
    assert ready(most=1).waiting == 0
    told = {one.name: one.value for one in health.readings(NOW)}
    assert told["heard_jobs_parked"] == 1


def test_without_that_one_that_fails_stops_every_other_each_time(papers, monkeypatch):
    """The control."""
    monkeypatch.setattr(jobs, "attempt", lambda job, about, do, **_: do())
    for _ in range(2):
        with pytest.raises(RecursionError):
            ready()
    assert all(waits(one) for one in papers)


def test_what_takes_its_process_down_is_counted_too_and_the_night_tries_it_again():
    for _ in range(5):
        with pytest.raises(SystemExit):  # as a process that is killed: nothing after it is done
            jobs.attempt("x", 1, lambda: (_ for _ in ()).throw(SystemExit), at=NOW, failed=0)
    assert jobs.attempt("x", 1, lambda: 1, at=NOW, failed=0) == 0
    assert jobs.numbers_parked("x") == [1]

    assert jobs.once_more(at=NOW) == 1
    assert jobs.attempt("x", 1, lambda: 1, at=NOW, failed=0) == 1
    assert not JobTried.objects.exists()
    JobTried.objects.create(job="x", about="2", last_at=NOW - timedelta(weeks=6))
    assert jobs.once_more(at=NOW) == 0
    assert not JobTried.objects.exists()


def open_cases() -> None:
    council()
    for number in range(3):
        said = complaint(f"C{number}", received="2026-04-01", stages=(stage("stage_1", "2026-04-01"),))
        kept(said, at=living.NOW)


def poison(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = nightly.seen_tonight

    def seeing(tonight: Any, case: Any, last: Any) -> Any:
        if case.reference == "C1":
            raise KeyError(case.reference)
        return seen(tonight, case, last)

    monkeypatch.setattr(nightly, "seen_tonight", seeing)
    monkeypatch.setattr(nightly, "put_questions", lambda **_: 1 // 0)


def test_a_case_that_cannot_be_looked_at_is_named_and_the_night_goes_on(monkeypatch):
    open_cases()
    poison(monkeypatch)

    done = night(on=date(2026, 4, 20), by="night", at=LATER)

    assert {one.reference for one in done.noticed} == {"C0", "C2"}
    failed = [one for one in done.faults if one.what == nightly_troubles.WHAT]
    assert [one.reference for one in failed] == ["C1", ""]
    assert "KeyError" in failed[0].why
    assert done.beside.kept.codes_made > 0


def test_without_that_one_case_takes_the_night_from_all_others(monkeypatch):
    """The control."""
    open_cases()
    poison(monkeypatch)
    monkeypatch.setattr(nightly, "one_by_one", lambda some, look, faults: look(some))

    with pytest.raises(KeyError):
        night(on=date(2026, 4, 20), by="night", at=LATER)
