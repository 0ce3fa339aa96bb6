"""Breaches: each with its 72 hours, judged and told or not and why; late ones seen before they are late."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.casework import living
from tests.casework.offices import NOW, an_office

from heard.casework.breaches import NewBreach, breach_for, owed_on, record_breach, say_of_breach, tie_to_case
from heard.casework.looking_at_breaches import breach_seen, breaches_seen, late_breaches
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.permissions import NotAllowed
from heard.law.hours import LONDON

pytestmark = pytest.mark.django_db
# Four days before: 17 November 2026 at 10:00 in England.
KNOWN = datetime(2026, 11, 17, 10, 0, tzinfo=LONDON)


@pytest.fixture
def office():
    return an_office()


def found(office, known_at=KNOWN, **more):
    said = {
        "kind": "sent",
        "words": "A letter went to another family.",
        "data": "A name and an address",
        **more,
    }
    return record_breach(
        member=office["information_governance"], at=NOW, new=NewBreach(known_at=known_at, **said)
    )


def say(office, row, about, answer, happened_at=NOW, **more):
    return say_of_breach(
        member=office["information_governance"],
        at=NOW,
        breach=row,
        about=about,
        answer=answer,
        words="As the file note says.",
        happened_at=happened_at,
        **more,
    )


def test_the_seventy_two_hours_run_from_the_instant_it_was_known_and_being_late_needs_its_reason(office):
    row = found(office)
    late = KNOWN + timedelta(hours=72, minutes=1)
    with pytest.raises(DoesNotFit, match="over on Friday 20 November 2026 at 10:00"):
        say(office, row, "regulator", "told", late)

    say(office, row, "regulator", "told", late, late_because="Nobody knew whom to ask.")

    seen = breach_seen(office["information_governance"], row, at=NOW)
    assert (seen.says, seen.left(NOW)) == ("Told late", "1 minute late")
    punctual = found(office)
    say(office, punctual, "regulator", "told", KNOWN + timedelta(hours=72))
    seen = breach_seen(office["information_governance"], punctual, at=NOW + timedelta(days=9))
    assert (seen.says, seen.left(NOW)) == ("Told in time", "0 hours left")


def test_it_is_closed_once_risk_regulator_people_and_measures_are_all_settled(office):
    row = found(office)
    assert len(owed_on(row)) == 4
    say(office, row, "risk", "risk")
    say(office, row, "regulator", "not_told")
    assert "as a risk is likely" in " ".join(owed_on(row))
    with pytest.raises(DoesNotFit, match="Still owed"):
        say(office, row, "closed", "closed")

    say(office, row, "risk", "none")
    say(office, row, "people", "told")
    say(office, row, "measure", "done")
    say(office, row, "closed", "closed")

    row.refresh_from_db()
    assert row.closed_on is not None
    assert breach_seen(office["information_governance"], row, at=NOW).clock is None
    with pytest.raises(DoesNotFit, match="is closed"):
        say(office, row, "measure", "done")


def test_those_that_are_late_or_have_less_than_a_day_are_shown_first(office):
    fresh = found(office, known_at=NOW - timedelta(hours=1))
    soon = found(office, known_at=NOW - timedelta(hours=60))
    over = found(office)
    lead = office["information_governance"]

    assert {one.row for one in late_breaches(lead, at=NOW)} == {soon, over}
    assert [one.row for one in breaches_seen(lead, at=NOW)][0] == over
    assert breaches_seen(lead, at=NOW)[0].says == "72 hours are over"
    assert fresh.reference not in {one.row.reference for one in late_breaches(lead, at=NOW)}
    assert late_breaches(office["director"], at=NOW) == []


def test_what_cannot_be_is_refused_and_a_breach_of_a_case_not_seen_is_not_there(office):
    lead, case = office["information_governance"], living.at_stage_1()
    with pytest.raises(DoesNotFit, match="has not come yet"):
        found(office, known_at=NOW + timedelta(minutes=1))
    with pytest.raises(DoesNotFit, match="nobody knew before"):
        found(office, happened_at=KNOWN + timedelta(minutes=1))
    with pytest.raises(NotOnRecord, match="no case X-1"):
        found(office, cases=["X-1"])
    row = found(office)
    tie_to_case(member=lead, at=NOW, breach=row, case=case.reference)
    with pytest.raises(DoesNotFit, match="already"):
        tie_to_case(member=lead, at=NOW, breach=row, case=case.reference)
    assert breach_seen(lead, breach_for(lead, row.reference, NOW), at=NOW).cases == (case.reference,)
    _shut_out(office, case, "complaints_manager")
    assert breaches_seen(office["complaints_manager"], at=NOW) == []
    with pytest.raises(NotOnRecord):
        breach_for(office["complaints_manager"], row.reference, NOW)
    with pytest.raises(NotAllowed):
        breaches_seen(office["complaints_officer"], at=NOW)


def _shut_out(office, case, role):
    from heard.casework.walls_building import person_of, shut_out
    from heard.casework.writing import writing

    with writing("test_rows", by="amina", at=NOW) as line:
        shut_out(line, case, person_of(line, office[role]), "declared", NOW.date())
