"""The timetable of guidance for a panel: agreed, told and sent in good time, or seen to be missing."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import RUTH, council
from tests.casework.stages import (
    PANEL_BY,
    adjudicated,
    at_stage_3,
    company,
    of,
    put_to_it,
    stage_row,
    with_panel,
)

from heard.casework import parties, stage_3
from heard.casework.new_details import DoesNotFit
from heard.casework.performing import NotNow
from heard.casework.stage_3_timetable import agree_panel_arrangements, send_panel_notice
from heard.casework.timetable import clocks_beside, still_to_do
from heard.law.procedure import NotInTheChart
from heard.ledger.models import Entry
from heard.representations.models import Panel

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TOLD = {"complainant": "by post", "panel": "by e-mail", "independent_person": "by e-mail"}
AGREED = {"attends": "Malik, Ruth, the team manager.", "papers": "Both reports and the adjudication."}


@pytest.fixture(autouse=True)
def there_is_a_council() -> None:
    council()


def waiting(case) -> list[tuple[str, date | None]]:
    return [(one.name.rpartition("/")[2], one.due_on) for one in still_to_do(stage_row(case, "stage_3"))]


def dated(case):
    stage_3.set_panel_date(**of(case, decided_on=date(2026, 7, 13), meets_on=PANEL_BY))
    return case


def test_a_request_for_a_panel_is_acknowledged_in_two_and_arranged_in_ten_working_days():
    case = at_stage_3()

    assert waiting(case) == [("acknowledge", date(2026, 7, 3)), ("arrange", date(2026, 7, 15))]
    stage_3.acknowledge_stage_3(**of(case, acknowledged_on=date(2026, 7, 2)))
    assert waiting(case) == [("arrange", date(2026, 7, 15))]


def test_papers_are_due_ten_working_days_before_the_day_that_was_set():
    case = dated(with_panel())

    assert ("papers", date(2026, 7, 29)) in waiting(case)
    stage_3.send_panel_papers(**of(case, sent_on=date(2026, 7, 30)))

    papers = next(one for one in clocks_beside(stage_row(case, "stage_3")) if one.name.endswith("papers"))
    assert (papers.stopped_on, papers.met(date(2026, 8, 1))) == (date(2026, 7, 30), False)


def test_who_attends_and_which_papers_is_agreed_with_a_chair_who_has_been_appointed():
    with pytest.raises(NotInTheChart, match="Cannot agree with the chair"):
        agree_panel_arrangements(**of(at_stage_3(), agreed_on=date(2026, 7, 10), **AGREED))
    case = with_panel()
    before = Entry.objects.count()
    with pytest.raises(DoesNotFit, match="who the chair agrees will attend"):
        agree_panel_arrangements(**of(case, agreed_on=date(2026, 7, 14), attends="Malik", papers=" "))
    assert (
        Entry.objects.count(),
        Panel.objects.get(stage=stage_row(case, "stage_3")).agreed_with_chair_on,
    ) == (
        before,
        None,
    )

    agree_panel_arrangements(**of(case, agreed_on=date(2026, 7, 14), **AGREED))

    assert "arrange" not in dict(waiting(case))
    assert "Both reports" in Entry.objects.filter(act="agree_panel_arrangements").get().said


@pytest.mark.parametrize("missing", sorted(TOLD))
def test_everybody_is_told_when_and_where_it_meets(missing):
    case = dated(with_panel())
    told = {who: how for who, how in TOLD.items() if who != missing}

    with pytest.raises(DoesNotFit, match="must also go to"):
        send_panel_notice(**of(case, sent_on=date(2026, 7, 14), told=told))
    send_panel_notice(**of(case, sent_on=date(2026, 7, 14), told=TOLD))

    assert Panel.objects.get().notice_sent_on == date(2026, 7, 14)


def test_the_advocate_is_told_too_and_nobody_before_there_is_a_day():
    case = with_panel()
    with pytest.raises(NotNow, match="No day is set"):
        send_panel_notice(**of(case, sent_on=date(2026, 7, 14), told=TOLD))
    dated(case)
    parties.add_party(**of(case, day=date(2026, 7, 14), somebody=RUTH))

    with pytest.raises(DoesNotFit, match="the complainant's advocate"):
        send_panel_notice(**of(case, sent_on=date(2026, 7, 14), told=TOLD))
    with pytest.raises(DoesNotFit, match="A notice goes before it"):
        send_panel_notice(**of(case, sent_on=date(2026, 8, 13), told=TOLD))


def test_guidance_missed_moves_no_day_of_the_law_and_the_meeting_ends_the_timetable():
    case = dated(with_panel())
    assert stage_row(case, "stage_3").due_on_hint == PANEL_BY

    stage_3.panel_meets(**of(case, met_on=PANEL_BY, attended=company(), submissions=put_to_it()))

    assert waiting(case) == []
    beside = {
        one.name.rpartition("/")[2]: one.met(PANEL_BY) for one in clocks_beside(stage_row(case, "stage_3"))
    }
    assert beside == {"acknowledge": False, "arrange": False, "papers": False}


def test_a_stage_2_has_two_working_days_to_be_acknowledged_and_a_concluded_one_waits_for_nothing():
    case = adjudicated()

    assert still_to_do(stage_row(case, "stage_2")) == []
    assert [one.due_on for one in clocks_beside(stage_row(case, "stage_2"))] == [date(2026, 5, 7)]
