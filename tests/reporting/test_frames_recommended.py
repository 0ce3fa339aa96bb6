"""Each recommendation stands in the frame with its day, service and answer, and with what became of its promises."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import council
from tests.casework.stages import adjudicated

from heard.outcomes.models import Action, Recommendation
from heard.reporting.frames import frames_of_council

pytestmark = pytest.mark.django_db
DUE = date(2026, 11, 30)


def test_a_recommendation_has_the_day_of_its_report_its_answer_and_what_became_of_it():
    council()
    adjudicated()
    row = Recommendation.objects.get()

    def told(day: date) -> tuple[object, ...]:
        frame = frames_of_council(today=day).recommended
        names = ("started_on", "stage_code", "answer", "recommended_by", "followed")
        return tuple(frame.row(0, named=True)[name] for name in names)

    before = (date(2026, 6, 1), "stage_2", "Accepted", "Investigating officer")
    assert told(DUE) == (*before, "to come")
    assert told(date(2026, 12, 1)) == (*before, "late")
    Action.objects.filter(recommendation=row).update(done_on=DUE, proof="x", proof_accepted_by="Dana")
    assert told(date(2026, 12, 1)) == (*before, "done")
