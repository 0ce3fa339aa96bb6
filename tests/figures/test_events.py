"""Where a series breaks: at a change of recording, at a pandemic's two ends, and nowhere for what touches others."""

from __future__ import annotations

from datetime import date

from heard.figures.events import Event, break_between, breaks, place_of, placed, statement, touching
from heard.figures.periods import ALL_TIME, financial_year, month
from heard.figures.process_charts import process_chart

MONTHS = [month(2025 + (number + 3) // 12, (number + 3) % 12 + 1) for number in range(24)]  # April 2025 on
CODES = Event("New codes", "Concerns are recorded apart.", "recording", date(2025, 10, 15), is_reviewed=True)
FLOOD = Event(
    "Flood", "Elm House was closed.", "wide", date(2026, 2, 3), date(2026, 4, 20), service="Fostering"
)
LAW = Event("New guidance", "Stage 1 was redrawn.", "law", date(2026, 9, 1), procedure="Children Act")
FAIR = Event("Open day", "Leaflets were given out.", "other", date(2026, 6, 1))
ALL = (LAW, FAIR, FLOOD, CODES)


def test_a_series_breaks_where_recording_changed_and_at_both_ends_of_a_wide_event():
    assert breaks(ALL, MONTHS) == (6, 10, 13, 17)  # October; February, and May after a flood over on 20 April
    assert [MONTHS[at].label for at in breaks([FLOOD], MONTHS)] == ["February 2026", "May 2026"]
    assert breaks([FAIR], MONTHS) == ()
    assert breaks([Event("At first", "x", "recording", date(2025, 4, 9))], MONTHS) == ()
    assert (place_of(date(2025, 3, 31), MONTHS), place_of(date(2025, 4, 1), [ALL_TIME])) == (None, None)
    again = process_chart([3] * 6 + [9] * 18, breaks=breaks([CODES], MONTHS))
    assert (again.centre[5], again.centre[6]) == (None, 9)


def test_figures_of_a_service_are_touched_by_its_own_events_and_those_of_all_and_of_no_other():
    assert touching(ALL, service="Adoption") == (CODES, FAIR, LAW)
    assert touching(ALL, service="Fostering", procedure="Corporate") == (CODES, FLOOD, FAIR)
    assert touching(ALL) == (CODES, FLOOD, FAIR, LAW)
    assert touching(ALL, first=date(2026, 5, 1), last=date(2026, 6, 1)) == (CODES, FAIR)


def test_each_event_stands_where_it_began_and_one_from_before_at_the_first():
    later = MONTHS[11:]

    assert placed(ALL, MONTHS)[0] == (6, "New codes (change of recording)")
    assert placed(ALL, later) == (
        (0, "Flood (wide event)"),
        (3, "Open day (event)"),
        (6, "New guidance (change of law or policy)"),
    )
    assert placed([FLOOD], MONTHS[20:]) == ()
    assert placed(ALL, []) == ()


def test_two_years_with_a_change_between_them_are_not_one_series():
    before, middle, after = (financial_year(start) for start in (2024, 2025, 2026))

    assert break_between(ALL, before, middle) == (CODES, FLOOD)
    assert break_between([CODES], after, financial_year(2027)) == ()
    assert break_between(ALL, ALL_TIME, after) == ()


def test_a_report_says_each_with_its_mark_whom_it_touches_and_whether_it_was_reviewed():
    said = statement(ALL, date(2026, 4, 1), date(2027, 3, 31))

    assert said == (
        "[b] Flood (wide event, Fostering), from 3 February 2026 to 20 April 2026: Elm House was closed. "
        "Not yet reviewed.",
        "Open day (event, the whole council), from 1 June 2026: Leaflets were given out. Not yet reviewed.",
        "[b] New guidance (change of law or policy, Children Act), from 1 September 2026: Stage 1 was redrawn. "
        "Not yet reviewed.",
    )
    assert "Not yet" not in CODES.sentence
    assert statement([CODES], date(2030, 4, 1), date(2031, 3, 31))[0].startswith("No change of recording")
