"""After the panel: its report, its recommendations, and the final answer decided with the independent person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from heard.casework.findings import (
    Outcome,
    PointFound,
    Step,
    answer_every_point,
    keep_findings,
    keep_outcome,
    points_to_answer,
)
from heard.casework.new_details import DoesNotFit, NewRemedy
from heard.casework.performing import Doing, performing
from heard.casework.promises import Agreed, keep_actions, keep_remedies
from heard.casework.recommendations import (
    RecommendationAnswer,
    Recommended,
    answer_recommendations,
    keep_recommendations,
)
from heard.casework.stage_3_panel import panel_of
from heard.casework.stage_days import refuse_before, set_hint
from heard.law.procedure import Act
from heard.outcomes.models import Finding, Recommendation, Source
from heard.representations.models import Panel, PanelAttendance, Party, Stage

RECIPIENTS = {
    "council": "the council",
    "complainant": "the complainant",
    "independent_person": "the Stage 2 independent person",
    "advocate": "the complainant's advocate",
    "interested": "others with sufficient interest",
}
ALWAYS = ("council", "complainant", "independent_person")


def send_panel_report(
    *, reference: str, by: str, at: datetime, sent_on: date, summary: str, sent_to: Mapping[str, str]
) -> Panel:
    """Record that the panel's report went to all who must have it, within 5 working days of the meeting.

    Regulation 20 names them.

    `summary` is the panel's own short summary of the representations, which its report must hold. `sent_to` names
    each by council, complainant, independent_person, advocate (where there is one) and interested.
    Raises DoesNotFit, naming who is missing.
    """
    with performing(Act.SEND_PANEL_REPORT, reference=reference, by=by, at=at, day=sent_on) as doing:
        panel, stage = panel_of(doing), doing.stage("stage_3")
        refuse_before(stage, sent_on, stage.panel_met_on, "the panel's report")
        if not summary.strip():
            raise DoesNotFit(
                "The panel's report holds a brief summary of the representations (SI 2006/1738, regulation 20). Write "
                "it as it stands there; if the report has none, ask the chair for it first."
            )
        _refuse_missing(doing, panel, sent_to)
        words = "; ".join(f"{RECIPIENTS.get(who, who)}: {how.strip()}" for who, how in sent_to.items())
        doing.change(panel, report_summary=summary.strip(), report_sent_to=words)
        doing.change(stage, report_sent_on=sent_on)
        set_hint(doing, stage)
        return panel


def receive_recommendations(
    *,
    reference: str,
    by: str,
    at: datetime,
    received_on: date,
    recommendations: Sequence[str | Recommended],
    findings: Sequence[PointFound] = (),
) -> list[Recommendation]:
    """Receive the panel's recommendations; the 15 working days of the final answer count from this day (regulation 20).

    Findings of the panel on points come with them where it made any. Raises DoesNotFit.
    """
    act = Act.RECEIVE_RECOMMENDATIONS
    with performing(act, reference=reference, by=by, at=at, day=received_on) as doing:
        panel, stage = panel_of(doing), doing.stage("stage_3")
        refuse_before(stage, received_on, stage.panel_met_on, "what the panel recommends")
        keep_findings(doing, Step.PANEL, findings)
        rows = keep_recommendations(doing, stage, recommendations, Source.PANEL)
        doing.change(panel, recommendations_received_on=received_on)
        set_hint(doing, stage)
        return rows


def answer_stage_3(
    *,
    reference: str,
    by: str,
    at: datetime,
    sent_on: date,
    independent_person_part: str,
    tells_of_ombudsman: bool,
    answers: Sequence[RecommendationAnswer],
    findings: Sequence[PointFound] = (),
    outcome: Outcome | None = None,
    actions: Sequence[Agreed] = (),
    put_right: Sequence[NewRemedy] = (),
) -> Stage:
    """Send the final answer, decided together with the Stage 2 independent person, with how to go to the Ombudsman.

    Every recommendation is answered; to depart from one needs a written reason. `findings` are the director's; without
    them the panel's and the adjudicator's stand. Sending it stops the clock. Raises DoesNotFit or NotOnRecord.
    """
    with performing(Act.ANSWER_STAGE_3, reference=reference, by=by, at=at, day=sent_on) as doing:
        panel, stage = panel_of(doing), doing.stage("stage_3")
        refuse_before(stage, sent_on, panel.recommendations_received_on, "the final answer")
        _refuse_without(independent_person_part, tells_of_ombudsman)
        if findings:
            answer_every_point(doing, Step.DIRECTOR, findings)
        keep_outcome(doing, stage, _standing(doing), outcome)
        done = answer_recommendations(doing, stage, answers) + keep_actions(doing, stage, actions)
        remedies = keep_remedies(doing, put_right)
        part = independent_person_part.strip()
        doing.change(panel, independent_person_took_part=part, ombudsman_told=True)
        doing.change(stage, answered_on=sent_on, right_told_on=sent_on, with_action=bool(done or remedies))
        set_hint(doing, stage)
        return stage


def _standing(doing: Doing) -> list[Finding]:
    """The finding that stands on each point after Stage 3: the director's, else the panel's, else the adjudicator's."""
    steps = (Step.DIRECTOR, Step.PANEL, Step.ADJUDICATOR)
    found = []
    for point in points_to_answer(doing.case):
        rows = {row.step: row for row in Finding.objects.filter(element=point).select_related("finding")}
        last = next((rows[step] for step in steps if step in rows), None)
        if last is None:
            raise DoesNotFit(
                f"Point {point.number} has no finding. Record the director's, then send the answer."
            )
        found.append(last)
    return found


def _refuse_missing(doing: Doing, panel: Panel, sent_to: Mapping[str, str]) -> None:
    advocate = PanelAttendance.As.ADVOCATE
    helped = panel.attendances.filter(came_as=advocate).exists()
    helped = helped or doing.case.parties.filter(part=Party.Part.ADVOCATE).exists()
    owed = (*ALWAYS, *(("advocate",) if helped else ()))
    missing = [RECIPIENTS[who] for who in owed if not sent_to.get(who, "").strip()]
    if missing:
        raise DoesNotFit(
            f"The panel's report must also go to {', '.join(missing)}. Send it to all, then record it."
        )


def _refuse_without(independent_person_part: str, tells_of_ombudsman: bool) -> None:
    if not independent_person_part.strip():
        raise DoesNotFit(
            "The final answer is decided together with the Stage 2 independent person (SI 2006/1738, regulation 20). "
            "Write how they took part, then send it."
        )
    if not tells_of_ombudsman:
        raise DoesNotFit(
            "The final answer must tell how to go to the Ombudsman (SI 2006/1738, regulation 20). Add it, then send it."
        )
