"""The adjudication: a finding on each point, every action with owner and day, both reports, the right to a panel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Max

from heard.casework.appointments import ADJUDICATOR, INDEPENDENT, INVESTIGATOR, must_be_appointed
from heard.casework.findings import Outcome, PointFound, Step, answer_every_point, keep_outcome
from heard.casework.new_details import DoesNotFit, NewRemedy
from heard.casework.performing import performing
from heard.casework.promises import Agreed, keep_actions, keep_remedies
from heard.casework.recommendations import RecommendationAnswer, answer_recommendations
from heard.casework.stage_days import refuse_before, set_hint
from heard.law.procedure import Act
from heard.representations.models import Report, Stage


def adjudicate(
    *,
    reference: str,
    by: str,
    at: datetime,
    sent_on: date,
    findings: Sequence[PointFound],
    encloses_both_reports: bool,
    tells_right_to_stage_3: bool,
    outcome: Outcome | None = None,
    answers: Sequence[RecommendationAnswer] = (),
    actions: Sequence[Agreed] = (),
    put_right: Sequence[NewRemedy] = (),
) -> Stage:
    """Send the adjudication to the complainant: that day stops the clock, not the day of a report (regulation 17).

    To differ from investigator or independent person on a point needs a reason. Each recommendation is answered, each
    action has an owner and a day. The letter tells of the panel, to be asked for within 20 working days of receipt.
    Raises NotNow, DoesNotFit, NotInTheList or NotOnRecord.
    """
    with performing(Act.ADJUDICATE, reference=reference, by=by, at=at, day=sent_on) as doing:
        stage = doing.stage("stage_2")
        reported = Report.objects.filter(appointment__stage=stage).aggregate(last=Max("received_on"))["last"]
        refuse_before(stage, sent_on, reported, "the adjudication")
        for part in (INVESTIGATOR, INDEPENDENT, ADJUDICATOR):
            must_be_appointed(stage, part)
        _complete(encloses_both_reports, tells_right_to_stage_3)
        found = answer_every_point(doing, Step.ADJUDICATOR, findings)
        keep_outcome(doing, stage, found, outcome)
        done = answer_recommendations(doing, stage, answers) + keep_actions(doing, stage, actions)
        remedies = keep_remedies(doing, put_right)
        doing.change(stage, answered_on=sent_on, right_told_on=sent_on, with_action=bool(done or remedies))
        set_hint(doing, stage)
        return stage


def _complete(encloses_both_reports: bool, tells_right_to_stage_3: bool) -> None:
    if not encloses_both_reports:
        raise DoesNotFit("The adjudication is sent with both reports in full. Enclose them, then send it.")
    if not tells_right_to_stage_3:
        raise DoesNotFit(
            "The adjudication must tell of the right to a review panel, to be asked for within 20 working days of "
            "receiving it (SI 2006/1738, regulation 18). Add it, then send it."
        )
