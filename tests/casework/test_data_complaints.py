"""A complaint about data has a clock of its own: acknowledged in thirty days, answered, and counted."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import offices
from tests.casework.offices import NOW, TODAY

from heard.casework import data_complaints as acts
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.performing import NotNow
from heard.casework.subject_access_seeing import data_complaints

pytestmark = pytest.mark.django_db


def logged(member, received_on=date(2026, 10, 1), **more):
    new = acts.NewDataComplaint("My letter went to him.", "E-mail", received_on, name="Sam Ashe", **more)
    return acts.log_data_complaint(member=member, at=NOW, new=new)


def test_a_complaint_about_data_runs_its_own_clock_beside_its_case_and_is_counted():
    made = offices.an_office()
    member, case = made["information_governance"], offices.a_case(made)
    in_time, late, waits = logged(member, case_reference=case.reference), logged(member), logged(member)
    before = logged(member, date(2026, 6, 18))
    tell = {"member": member, "at": NOW, "way": "Post"}

    acts.acknowledge_data_complaint(**tell, complaint=in_time.pk, told_on=date(2026, 10, 31))
    acts.acknowledge_data_complaint(**tell, complaint=late.pk, told_on=date(2026, 11, 1))
    with pytest.raises(NotNow, match="told them that we have"):
        acts.tell_data_outcome(
            member=member, at=NOW, complaint=waits.pk, outcome="upheld", words="Yes.", told_on=TODAY
        )
    acts.say_of_data_complaint(member=member, at=NOW, complaint=late.pk, words="Read the envelope.")
    acts.tell_data_outcome(
        member=member, at=NOW, complaint=late.pk, outcome="partly", words="It was us.", told_on=TODAY
    )

    counted = acts.counted(data_complaints(member, on=TODAY), today=TODAY)
    # The one that waits is past its thirty days too; the one of before the law is in no share.
    assert (counted.received, counted.in_time, counted.late, counted.waiting) == (4, 1, 2, 3)
    assert dict(counted.outcomes)["Partly upheld"] == 1
    assert acts.clock_of_complaint(before) is None
    assert not case.holds.exists()
    with pytest.raises(DoesNotFit, match="from Thursday 1 October 2026"):
        acts.acknowledge_data_complaint(**tell, complaint=waits.pk, told_on=date(2026, 9, 30))
    with pytest.raises(NotOnRecord, match="There is no case CR-1999-0001"):
        logged(member, case_reference="CR-1999-0001")


def test_it_is_not_there_for_somebody_behind_a_wall_of_its_case():
    made = offices.an_office()
    case = offices.a_case(made)
    row = logged(made["information_governance"], case_reference=case.reference)
    officer = made["complaints_officer"]
    assert data_complaints(officer, on=TODAY).filter(pk=row.pk).exists()

    offices.complain_about(case, officer)

    assert not data_complaints(officer, on=TODAY).exists()
