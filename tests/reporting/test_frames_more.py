"""Points, appointments, lateness, people, corrections and the office's work stand in the frames as on record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from tests.casework.living import at_stage_1 as taken_in
from tests.casework.living import council, person
from tests.casework.stages import adjudicated, of

from heard.casework import about_people, advocacy, parties
from heard.casework.intake import Somebody
from heard.casework.intake_correcting import correct
from heard.figures.ask import ask
from heard.figures.frames import Frames
from heard.outcomes.models import Finding
from heard.people.models import Member, Service
from heard.reporting.frames import frames_of_council
from heard.representations.models import Assignment, ContextFigure, Extension, Hold, Representation, Stage

pytestmark = pytest.mark.django_db
TODAY, LATE_2 = date(2026, 11, 22), date(2026, 6, 22)


def rows(frames: Frames, name: str, *columns: str) -> list[tuple[Any, ...]]:
    return sorted(getattr(frames, name).select(columns).rows(), key=lambda row: [str(one) for one in row])


def late_case() -> Representation:
    """A complaint answered late at Stage 2, whose Stage 1 was put right to be late too."""
    council()
    case = adjudicated(sent_on=LATE_2)
    correct(
        **of(
            case, corrected_on=date(2026, 11, 20), what="stage_1/answered_on", became="2026-04-20",
            why="The letter went on Monday.", evidence="The post book.",
        )
    )  # fmt: skip
    return case


def test_points_findings_and_appointments_are_read_with_their_stage_and_who_decides():
    late_case()
    frames = frames_of_council(today=TODAY)

    assert frames.points.height == 2
    assert frames.representations["points"].to_list() == [2]
    decided = [
        row for row in rows(frames, "findings", "stage_code", "found_by", "outcome_code", "decides") if row[3]
    ]
    assert {row[:2] for row in decided} == {("stage_1", "Manager"), ("stage_2", "Adjudicating officer")}
    assert len(decided) == 4
    assert frames.findings.height == Finding.objects.count() == 8
    assert rows(frames, "appointing", "appointed_part", "appointed_on", "working_days") == [
        ("Independent person", date(2026, 5, 7), 2),
        ("Investigating officer", date(2026, 5, 7), 2),
    ]
    assert ask(frames, "points_upheld", where={"stage": ["stage_2"]}).total.value == 1


def test_lateness_its_reasons_and_what_was_first_recorded_are_told_apart():
    case = late_case()

    def told() -> dict[str, tuple[Any, ...]]:
        stages = frames_of_council(today=TODAY).stages
        return {code: rest for code, *rest in rows_of(stages)}

    def rows_of(stages: Any) -> list[tuple[Any, ...]]:
        return stages.select("stage_code", "timeliness", "first_timeliness", "days_late").rows()

    assert told() == {"stage_1": ["Late", "In time", 1], "stage_2": ["Late", "Late", 8]}
    frames = frames_of_council(today=TODAY)
    assert {row[1] for row in rows(frames, "late_reasons", "stage_code", "late_reason")} == {
        "No reason on record"
    }
    assert rows(frames, "corrections", "started_on", "corrected", "corrected_by") == [
        (date(2026, 11, 22), "Stage 1: day answered", "A person")
    ]
    stage = Stage.objects.get(representation=case, stage="stage_2")
    Extension.objects.create(stage=stage, extended_to=date(2026, 6, 15), decided_on=date(2026, 6, 9))
    Hold.objects.create(representation=case, stage=stage, basis="complainant_asked", from_on=date(2026, 6, 1))
    frames = frames_of_council(today=TODAY)
    assert {
        row[1] for row in rows(frames, "late_reasons", "stage_code", "late_reason") if row[0] == "stage_2"
    } == {
        "More time was given, and was not enough",
        "The complainant asked to wait",
    }
    assert told()["stage_2"][2] == 5


def test_open_at_each_month_s_end_says_what_was_waited_for_and_who_had_it():
    case = late_case()
    member = Member.objects.create(
        account=User.objects.create(username="ivy"),
        role=Member.Role.COMPLAINTS_OFFICER,
        begins_on=date(2026, 4, 1),
    )

    def waited() -> list[tuple[Any, ...]]:
        return rows(
            frames_of_council(today=TODAY), "backlog", "started_on", "stage_code", "late", "waits_for"
        )

    assert waited() == [(date(2026, 5, 31), "stage_2", 0, "It was given to nobody")]
    Assignment.objects.create(
        representation=case, member=member, part="owner", begins_on=date(2026, 5, 6), ends_on=date(2026, 6, 3)
    )
    assert waited() == [(date(2026, 5, 31), "stage_2", 0, "The investigation's reports")]
    officers = rows(frames_of_council(today=TODAY), "officers", "started_on", "office_role", "cases_held")
    assert [row[2] for row in officers] == [0, 1, 0, 0, 0, 0, 0]
    assert officers[-1][:2] == (date(2026, 10, 31), "Complaints officer")
    Stage.objects.filter(representation=case, stage="stage_2").update(answered_on=None)
    assert [row[0] for row in waited()][-1] == date(2026, 10, 31)
    assert [row[2] for row in waited()] == [0, 1, 1, 1, 1, 1]


def test_workers_advocates_children_and_what_people_said_are_counted_without_a_name():
    council()
    first = taken_in()
    second = taken_in(people=(Somebody("complainant", "Kayla Thornbeck", "child"),))
    for case, how in ((first, "agency"), (second, "")):
        somebody = Somebody("worker", "Ivy  Stone" if how else "ivy stone", employment=how)
        parties.add_party(**of(case, day=date(2026, 4, 7), somebody=somebody))
    advocacy.offer_advocacy(**of(second, offered_on=date(2026, 4, 8), to=person(second)))
    about_people.count_answers({"ethnicity": "white", "looked_after": "not_said"}, on=TODAY)
    about_people.count_answers({"ethnicity": "white"}, on=TODAY)
    Service.objects.create(label="Fostering", leadership="Head of Care")
    Representation.objects.filter(pk=first.pk).update(service=Service.objects.get())
    ContextFigure.objects.create(
        name="Open cases", value=50, as_at=date(2027, 3, 31), source="The case system"
    )
    frames = frames_of_council(today=TODAY)

    assert rows(frames, "workers", "ref", "employment", "again") == [
        (first.reference, "Agency", 0),
        (second.reference, "Not recorded", 1),
    ]
    assert "Ivy" not in str(frames.workers.to_dicts())
    assert rows(frames, "advocacy", "advocacy_right", "wanted", "given") == [("A right", None, 0)]
    assert rows(frames, "about_people", "about", "said") == [
        ("Ethnicity", "White"),
        ("Ethnicity", "White"),
        ("Looked after", "I do not want to say"),
    ]
    assert (ask(frames, "from_children").total.value, ask(frames, "from_children").total.base) == (1, 2)
    assert set(frames.stages["leadership"].to_list()) == {"Head of Care", "Not recorded"}
    assert ask(frames, "complaints_per_100_open_cases", period="2026-27").total.value == 4.0
