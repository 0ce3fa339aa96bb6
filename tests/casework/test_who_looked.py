"""Who saw somebody's record: every look, when, in which role and by which right; the report is a look as well."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.casework import living
from tests.casework.offices import NOW, TODAY, an_office

from heard.casework import looks
from heard.casework.access_assigning import open_for_a_reason
from heard.casework.breaking_glass import break_glass
from heard.casework.looking_at_who_looked import REPORTED, who_saw
from heard.casework.new_details import NotOnRecord
from heard.casework.permissions import NotAllowed
from heard.ledger.models import Look

pytestmark = pytest.mark.django_db


def test_each_look_says_who_when_in_which_role_and_by_which_right():
    office, case = an_office(), living.at_stage_1()
    lead, reference, why = (
        office["information_governance"],
        case.reference,
        "A complaint says that somebody snooped.",
    )
    looks.note(office["director"], reference, "shell", NOW - timedelta(hours=3))
    looks.note(office["team_manager"], reference, "shell", NOW - timedelta(hours=2), refused=True)
    glass = break_glass(
        reference=reference, member=office["safeguarding"], reason="safety", words=why, at=NOW, fresh=True
    )
    looks.note(office["safeguarding"], reference, "words", glass.began_at + timedelta(minutes=1))
    open_for_a_reason(reference=reference, member=lead, because=why, at=NOW, day=TODAY)
    looks.note(lead, reference, "notes", NOW + timedelta(minutes=2))

    report = who_saw(lead, living.person(case), at=NOW + timedelta(minutes=3))

    assert [(one.role, one.right, one.refused) for one in report.looks] == [
        ("Information governance", "Given to them: information governance, for a reason", False),
        ("Safeguarding (designated officer)", "Opened in an emergency", False),
        ("Team manager", "None: it was refused", True),
        ("Director of children’s services", "By their role: every case", False),
    ]
    assert Look.objects.filter(reference=reference, what=REPORTED, by=lead.account.username).count() == 1
    with pytest.raises(NotAllowed):
        who_saw(office["complaints_manager"], living.person(case), at=NOW)
    with pytest.raises(NotOnRecord):
        who_saw(lead, 987654, at=NOW)
