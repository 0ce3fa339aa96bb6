"""What was done close to a last day is counted of each stage, by team, as n of d; what was done far from it is not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.casework.living import DUE, at_stage_1, council
from tests.clock import stop_the_clock
from tests.web import small_council
from tests.web.small_council import bring_in, case, found, signed_in

from heard.casework.writing import writing
from heard.figures.ask import ask
from heard.figures.measures_honesty import HONESTY_MEASURES
from heard.ledger.models import Correction
from heard.reporting.frames import frames_of_council
from heard.representations.models import Hold, Stage

pytestmark = pytest.mark.django_db
NAMES = ("on_last_day", "date_changed", "label_changed", "paused_late", "reopened_soon")
# Stage 1 of 1 April 2026 is due on 17 April; the 15th and the 21st are two working days from it, the 22nd is three.
NEAR, FAR, FARTHER = date(2026, 4, 21), date(2026, 4, 22), date(2026, 4, 27)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


def flags() -> tuple[int | None, ...]:
    frames = frames_of_council(today=date(2026, 11, 22))
    (row,) = frames.stages.select(NAMES).rows()
    return tuple(row)


def ended_and_again(reference: str, first: date, then: date) -> None:
    for act, day in (("close", first), ("reopen", then)):
        with writing(act, by="amina", at=at(day), reference=reference, done_on=day):
            pass


def test_what_was_done_close_to_the_last_day_is_flagged_and_what_was_done_far_from_it_is_not():
    council()
    one = at_stage_1()
    stage = Stage.objects.get(representation=one)
    assert flags() == (None, 0, 0, 0, 0)

    Stage.objects.filter(pk=stage.pk).update(answered_on=date(2026, 4, 16))
    Correction.objects.create(
        reference=one.reference, what="stage_1/started_on", was="", became="", at=at(FAR)
    )
    Correction.objects.create(reference=one.reference, what="team", was="", became="", at=at(FARTHER))
    Hold.objects.create(representation=one, basis="complainant_asked", from_on=date(2026, 4, 14))
    ended_and_again(one.reference, date(2026, 4, 16), date(2026, 5, 1))
    assert flags() == (0, 0, 0, 0, 0)

    Stage.objects.filter(pk=stage.pk).update(answered_on=DUE)
    Correction.objects.create(reference=one.reference, what="received_on", was="", became="", at=at(NEAR))
    Correction.objects.create(
        reference=one.reference, what="kind", was="", became="", at=at(date(2026, 4, 24))
    )
    Hold.objects.create(representation=one, basis="complainant_asked", from_on=date(2026, 4, 15), stage=stage)
    ended_and_again(one.reference, date(2026, 5, 6), date(2026, 5, 18))
    assert flags() == (1, 1, 1, 1, 1)


def test_each_of_the_five_is_a_share_of_the_stages_with_a_limit_and_stands_on_a_page_of_its_own(monkeypatch):
    found()
    bring_in([case(number) for number in range(40)])
    stop_the_clock(monkeypatch, small_council.TODAY)
    frames = frames_of_council(today=small_council.TODAY)
    for one in HONESTY_MEASURES:
        (cell,) = ask(frames, one.name).cells
        assert 0 <= cell.value <= cell.base <= 40
    page = signed_in(small_council.members()["director"]).get("/dashboards/honest/").content.decode()

    assert "It cannot tell why." in page
    assert page.count("by team</h") == 5
