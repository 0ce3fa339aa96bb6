"""Going on with a case that was brought in: from where its own facts show it stands, with nothing invented."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.acts import PROCEDURES, chart_name
from heard.casework.deciding import Decided, keep_decision
from heard.casework.intake_clocks import open_stage
from heard.casework.performing import Doing, NoSuchCase, NotNow, performing
from heard.casework.stage_days import AGAIN, begin_stage, set_hint
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.representations.models import Decision, Representation, Stage

AT = {
    "stage_1": Act.CONTINUE_AT_STAGE_1,
    "stage_2": Act.CONTINUE_AT_STAGE_2,
    "stage_3": Act.CONTINUE_AT_STAGE_3,
}
AFTER = {"stage_1": Act.CONTINUE_AFTER_STAGE_1, "stage_2": Act.CONTINUE_AFTER_STAGE_2}
STAGE_OF_KIND = {"concern": "concern", "informal_complaint": "informal"}


def go_on_from_before(
    *, reference: str, by: str, at: datetime, decided_on: date, decided_by: str, reason: str
) -> Decision:
    """Go on with a case that was brought in, from where its own facts show it stands: a named officer decides so.

    Its clock counts from the day on record and is never begun anew; a stage that is late is late. The case stays
    marked as one from before. Raises NotNow where the facts do not say from where, NoSuchCase, or NotInTheChart.
    """
    case = Representation.objects.filter(reference=reference).first()
    if case is None:
        raise NoSuchCase(f"There is no case {reference}. Check the number.")
    act = act_to_go_on(case)
    with performing(act, reference=reference, by=by, at=at, day=decided_on) as doing:
        if act_to_go_on(doing.case) is not act:
            raise NotNow(f"{reference} was changed by somebody else just now. Look at it again.")
        _give_its_days(doing)
        return keep_decision(doing, "going_on_from_before", Decided(act.value, reason, decided_by))


def act_to_go_on(case: Representation) -> Act:
    """From where a case that was brought in goes on, by its last stage on record. Raises NotNow, saying why not."""
    last = _last_stage(case)
    if last is None or last.stage not in AT or chart_name(case) not in PROCEDURES:
        return _from_receipt(case, last)
    if last.answered_on is None:
        _refuse_between(last)
        return AT[last.stage]
    if last.stage not in AFTER:
        raise NotNow(
            f"{case.reference} was finally answered on {in_words(last.answered_on)}: there is no stage to go on to. "
            "Record what was said, and tell the person how to go to the Ombudsman."
        )
    return AFTER[last.stage]


def _from_receipt(case: Representation, last: Stage | None) -> Act:
    if last is not None and last.answered_on is not None:
        raise NotNow(
            f"{case.reference} was answered on {in_words(last.answered_on)}. If the person is unhappy with that, "
            "record their words, or take it as a complaint from the day they first said so."
        )
    return Act.CONTINUE


def _refuse_between(last: Stage) -> None:
    """After the panel met, what is missing is known only outside Heard: who sat, and what they found."""
    if last.panel_met_on is not None:
        raise NotNow(
            f"The panel of {last.representation.reference} is on record as having met on "
            f"{in_words(last.panel_met_on)}, without who sat or what they found. Finish it as it was begun, then close "
            "it here with the evidence of its final answer."
        )


def _last_stage(case: Representation) -> Stage | None:
    last = max(case.stages.all(), key=lambda one: (one.started_on, one.stage), default=None)
    if last is not None:
        last.representation = case
    return last


def _give_its_days(doing: Doing) -> None:
    """An open stage is found by its day again; one taken up after a withdrawal counts from the day it was taken up."""
    last = _last_stage(doing.case)
    if last is None:
        code = STAGE_OF_KIND.get(doing.case.kind)
        if code is not None:
            open_stage(doing, code, doing.case.received_on)
    elif last.ended_because in AGAIN and last.ended_on is not None and last.stage in AT:
        begin_stage(doing, last.stage, last.ended_on)
    else:
        set_hint(doing, last)
