"""The bench: who is free, what ties them, who is barred, and how long it takes from a request to an appointment."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.living import NOW, RUTH
from tests.casework.offices import TODAY, an_office, complain_about
from tests.casework.stages import adjudicated, at_stage_2, investigating, of, somebody

from heard.casework import bench_of_investigators as bench
from heard.casework import parties
from heard.casework.bench_of_investigators import Seat
from heard.casework.looking_at_bench import bench_seen, beside_names, one_on_bench, times_to_appoint
from heard.casework.looking_at_candidates import candidates
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.permissions import NotAllowed
from heard.outcomes.models import OnTheBench

pytestmark = [pytest.mark.django_db, pytest.mark.once]
INES = Seat(("investigates",), "Social work; child sexual abuse", "Urdu", Decimal(45), "hour")
BOTH = Seat(("investigates", "is_independent_person"))


@pytest.fixture
def made():
    return an_office()


def joined(made, name: str, seat: Seat = INES, **more: Any) -> OnTheBench:
    said = {"member": made["complaints_manager"], "at": NOW, "joined_on": date(2026, 1, 5), "seat": seat}
    return bench.join_bench(**{**said, "name": name, **more})


def by(made, row) -> dict[str, Any]:
    return {"member": made["complaints_manager"], "at": NOW, "number": row.pk}


def test_somebody_joins_once_says_when_they_are_not_free_and_leaves_with_a_reason(made):
    row = joined(made, "Ines Calder")
    for wrong, says in (
        ({"person": row.person_id}, "already"),
        ({"name": " "}, "who it is"),
        ({"name": "New", "seat": Seat(())}, "what they may be asked"),
        ({"name": "New", "seat": Seat(("investigates",), fee=Decimal(5))}, "Give both"),
        ({"name": "New", "joined_on": TODAY + timedelta(days=1)}, "has not come yet"),
    ):
        with pytest.raises(DoesNotFit, match=says):
            joined(made, **{"name": "Ines Calder", **wrong})
    with pytest.raises(NotAllowed):
        joined(made, "Other", member=made["team_manager"])
    assert OnTheBench.objects.count() == 1
    bench.say_not_free(**by(made, row), begins_on=TODAY, last_on=TODAY + timedelta(days=9))
    [seen] = bench_seen(made["complaints_manager"], today=TODAY)
    assert (seen.is_free, seen.free_from, seen.fee) == (False, TODAY + timedelta(days=10), "£45.00 an hour")
    bench.say_free_again(**by(made, row), from_on=TODAY + timedelta(days=2))
    assert bench_seen(made["complaints_manager"], today=TODAY + timedelta(days=2))[0].is_free
    assert not bench_seen(made["complaints_manager"], today=TODAY + timedelta(days=1))[0].is_free
    with pytest.raises(DoesNotFit, match="why they leave"):
        bench.leave_bench(**by(made, row), ended_on=TODAY, because="")
    bench.leave_bench(**by(made, row), ended_on=TODAY, because="Retired.")
    assert bench_seen(made["complaints_manager"], today=TODAY) == ()
    assert bench_seen(made["complaints_manager"], today=TODAY, left=True)[0].row.ended_because == "Retired."
    assert joined(made, "", person=row.person_id).pk == row.pk


def test_a_tie_bars_whom_the_law_bars_and_is_shown_beside_a_name_all_the_same(made):
    case = at_stage_2()
    works, worked, free = (joined(made, name, BOTH) for name in ("Wren Holt", "Ola Price", "Fay Moss"))
    with pytest.raises(DoesNotFit, match="the day they stopped"):
        bench.note_bench_tie(**by(made, worked), kind="worked")
    bench.note_bench_tie(**by(made, works), kind="works", service="Assessment")
    bench.note_bench_tie(**by(made, worked), kind="worked", until_on=TODAY - timedelta(days=400))
    found = {one.name: one for one in candidates(case, "independent_person", TODAY)}

    assert found["Wren Holt"].is_barred
    assert "officer of the authority" in found["Wren Holt"].why_not
    assert not found["Ola Price"].is_barred
    assert "less than three years ago" in found["Ola Price"].why_not
    assert found["Fay Moss"].against == ()
    tie = works.ties.get()
    bench.drop_bench_tie(**by(made, works), tie=tie.pk)
    assert not {one.name: one for one in candidates(case, "independent_person", TODAY)}["Wren Holt"].is_barred
    with pytest.raises(NotOnRecord):
        bench.drop_bench_tie(**by(made, works), tie=tie.pk)


def test_what_is_known_stands_beside_a_name_and_who_spoke_for_the_family_is_said(made):
    earlier, case = adjudicated(), at_stage_2()
    parties.add_party(**of(earlier, day=date(2026, 4, 20), somebody=RUTH))
    family = earlier.parties.get(part="complainant").person_id
    parties.add_party(**of(case, day=TODAY, somebody=parties.Somebody("child", person=family)))
    ines = joined(made, "", person=somebody("Ines Calder"))
    ruth = joined(made, "", BOTH, person=earlier.parties.get(part="advocate").person_id)
    beside = beside_names(made["complaints_manager"], case, today=TODAY)

    assert beside[ines.person_id] == (
        "Free now", "0 cases now, 1 before", "Social work; child sexual abuse", "Urdu", "£45.00 an hour",
    )  # fmt: skip
    assert "Was the advocate of somebody of this family in another case" in beside[ruth.person_id]
    seen = one_on_bench(made["complaints_manager"], ines.pk, today=TODAY).seen
    # Appointed on Thursday 7 May, the report came on Monday 1 June: the 25th of May is a bank holiday.
    assert (seen.open_cases, seen.past_cases, seen.reports, seen.middle_days) == (0, 1, 1, 16)
    complain_about(earlier, made["complaints_manager"])
    assert one_on_bench(made["complaints_manager"], ines.pk, today=TODAY).cases == ()


def test_the_time_to_an_appointment_runs_from_the_request_in_working_days(made):
    manager = made["complaints_manager"]
    assert times_to_appoint(manager).middle is None
    case = investigating()  # Asked for on Tuesday 5 May, both appointed on Thursday 7 May.
    late = at_stage_2()
    from tests.casework.stages import named

    from heard.casework import appointments

    appointments.appoint_investigator(**of(late, appointed_on=date(2026, 6, 1), named=named("Ines Calder")))
    appointments.change_investigator(
        **of(late, changed_on=date(2026, 6, 8), named=named("Cara Finch"), reason="Ill.")
    )
    times = times_to_appoint(manager)

    # 6 to 29 May are 17 working days without the bank holiday, and Monday 1 June is the next.
    assert sorted(one.working_days for one in times.latest) == [2, 2, 18]
    assert (times.number, times.middle, times.latest[0].reference) == (3, 2, late.reference)
    complain_about(case, manager)
    assert [one.working_days for one in times_to_appoint(manager).latest] == [18]


def test_the_bench_takes_the_same_few_questions_however_many_sit_on_it(made):
    case, member = at_stage_2(), made["complaints_manager"]

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            bench_seen(member, today=TODAY)
            beside_names(member, case, today=TODAY)
        return len(caught)

    bench.note_bench_tie(**by(made, joined(made, "Ines Calder")), kind="family", service="Our care")
    few = asked()
    for number in range(8):
        row = joined(made, f"Person {number}", BOTH)
        bench.note_bench_tie(**by(made, row), kind="family", service="Our care")
        bench.say_not_free(**by(made, row), begins_on=TODAY)
    assert asked() == few
