"""Stage 1, local resolution: more time once, waiting for an advocate, answer, terms of resolution, skipping it.

The same answer ends Stage 1 of the council's own procedure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from heard.casework.appointments import fit_to_answer
from heard.casework.deciding import Decided, keep_decision
from heard.casework.extending import MoreTime, give_more_time
from heard.casework.findings import Outcome, PointFound, Step, answer_every_point, keep_outcome
from heard.casework.intake import start_stage_1
from heard.casework.intake_clocks import counts_from
from heard.casework.new_details import DoesNotFit, NewRemedy
from heard.casework.performing import Doing, NotNow, performing
from heard.casework.promises import Agreed, keep_actions, keep_remedies
from heard.casework.stage_days import (
    SKIPPED,
    begin_stage,
    clock_of_stage,
    end_stage,
    refuse_before,
    set_hint,
    stage_of,
)
from heard.law.procedure import Act, State
from heard.law.working_days import in_words
from heard.representations.models import Extension, Hold, ProviderAnswer, Stage

ADVOCATE = "advocate"


def extend_stage_1(*, reference: str, by: str, at: datetime, decided_on: date, more: MoreTime) -> Extension:
    """Extend Stage 1 once, by up to 10 working days, 20 in all, before the day passes (regulation 14).

    The complaints manager decides; whether the complainant agreed is recorded and no condition. The complainant is told
    the reason and the new day. Raises DoesNotFit, or NotNow once the day has passed or it was extended before.
    """
    until = more.extended_to.isoformat()
    with performing(Act.EXTEND_STAGE_1, reference=reference, by=by, at=at, day=decided_on, to=until) as doing:
        return give_more_time(doing, doing.stage("stage_1"), more, once=True)


def pause_for_advocate(
    *, reference: str, by: str, at: datetime, from_on: date, reason: str, told_on: date | None
) -> Hold:
    """Record that Stage 1 waits until an advocate is found (regulation 14(3), not read in full).

    The working days go on counting and the pause is shown beside them. Raises DoesNotFit without a reason or the
    day the complainant was told, or where it already waits.
    """
    with performing(Act.PAUSE_FOR_ADVOCATE, reference=reference, by=by, at=at, day=from_on) as doing:
        if not reason.strip() or told_on is None:
            raise DoesNotFit("A pause says why and when the complainant was told of it. Add both.")
        if _open_pause(doing) is not None:
            raise DoesNotFit(f"{reference} already waits for an advocate. End that pause first.")
        stage = doing.stage("stage_1")
        row = Hold(
            representation=doing.case,
            stage=stage,
            basis=ADVOCATE,
            evidence=reason.strip(),
            from_on=from_on,
            told_on=told_on,
        )
        doing.add(row)
        return row


def end_advocate_pause(*, reference: str, by: str, at: datetime, until_on: date) -> Hold:
    """End the wait for an advocate: one is appointed, or none is wanted any more. Raises NotNow where there is none."""
    with performing(Act.END_ADVOCATE_PAUSE, reference=reference, by=by, at=at, day=until_on) as doing:
        row = _open_pause(doing)
        if row is None:
            raise NotNow(f"{reference} does not wait for an advocate.")
        if until_on < row.from_on:
            raise DoesNotFit(
                f"The pause began on {in_words(row.from_on)} and cannot end before. Check the day."
            )
        doing.change(row, until_on=until_on)
        return row


def answer_stage_1(
    *,
    reference: str,
    by: str,
    at: datetime,
    sent_on: date,
    manager: int,
    findings: Sequence[PointFound],
    tells_right_to_go_on: bool,
    outcome: Outcome | None = None,
    put_right: Sequence[NewRemedy] = (),
    actions: Sequence[Agreed] = (),
) -> Stage:
    """Send the Stage 1 answer: a finding on each point, what is put right, and the right to go on (regulation 15(2)).

    `manager` is the number of the person who answers. The outcome is what the points add up to, unless another is
    chosen with a reason. Sending it stops the clock. Raises DoesNotFit, NotInTheList, NotOnRecord, NotThisPerson.
    """
    with performing(Act.ANSWER_STAGE_1, reference=reference, by=by, at=at, day=sent_on) as doing:
        if not tells_right_to_go_on:
            raise DoesNotFit(
                "The answer must tell how to go on: the next stage, or the Ombudsman. Add it, then send it."
            )
        stage = _stage_to_answer(doing)
        found = answer_every_point(doing, Step.MANAGER, findings)
        keep_outcome(doing, stage, found, outcome)
        keep_remedies(doing, put_right)
        keep_actions(doing, stage, actions)
        _stop(doing, stage, manager, with_action=bool(put_right or actions))
        doing.change(stage, right_told_on=sent_on)
        return stage


def resolve_stage_1(
    *,
    reference: str,
    by: str,
    at: datetime,
    sent_on: date,
    manager: int,
    terms: str,
    put_right: Sequence[NewRemedy] = (),
) -> Stage:
    """Send the terms of resolution in writing; that stops the clock (regulation 15(1)). No right ends by it.

    Raises DoesNotFit where the terms are not written.
    """
    with performing(Act.RESOLVE, reference=reference, by=by, at=at, day=sent_on) as doing:
        if not terms.strip():
            raise DoesNotFit("Stage 1 is resolved by written terms. Write what was agreed, then send it.")
        stage = doing.stage("stage_1")
        keep_remedies(doing, put_right)
        _stop(doing, stage, manager, with_action=bool(put_right))
        doing.change(stage, resolution_terms=terms.strip())
        return stage


def skip_stage_1(
    *,
    reference: str,
    by: str,
    at: datetime,
    agreed_on: date,
    reason: str,
    decided_by: str,
    complainant_said: str,
) -> Stage:
    """Skip Stage 1 because council and complainant both agree it is not appropriate; Stage 2 starts on that day.

    `complainant_said` is their agreement in their words. Raises DoesNotFit without it.
    """
    with performing(Act.SKIP_STAGE_1, reference=reference, by=by, at=at, day=agreed_on) as doing:
        if not complainant_said.strip():
            raise DoesNotFit(
                "Stage 1 is skipped only by agreement. Write down how the complainant agreed, and when."
            )
        keep_decision(
            doing, "skip_stage_1", Decided("skipped", reason, decided_by, evidence=complainant_said)
        )
        first = stage_of(doing.case, "stage_1")
        if first is not None:
            end_advocate_pauses(doing)
            end_stage(doing, first, SKIPPED, on=agreed_on)
        return begin_stage(doing, "stage_2", agreed_on)


def tell_right_to_go_on(*, reference: str, by: str, at: datetime, told_on: date) -> Stage:
    """Tell that the time for Stage 1 has passed without an answer, and that they may go on or wait.

    Nothing starts by itself. Raises NotNow while the time still runs.
    """
    with performing(Act.TELL_RIGHT_TO_GO_ON, reference=reference, by=by, at=at, day=told_on) as doing:
        stage = doing.stage("stage_1")
        must_have_run_out(stage, told_on)
        doing.change(stage, right_told_on=told_on)
        return stage


def pass_to_provider(
    *, reference: str, by: str, at: datetime, passed_on: date, provider: str, asked_by: date | None = None
) -> ProviderAnswer:
    """Pass a complaint to a contracted provider for its answer, by a day if one is set; the clock runs on."""
    with performing(Act.PASS_TO_PROVIDER, reference=reference, by=by, at=at, day=passed_on) as doing:
        if not provider.strip():
            raise DoesNotFit("Name the provider that is asked to answer.")
        row = ProviderAnswer(
            representation=doing.case, provider=provider.strip(), passed_on=passed_on, asked_by=asked_by
        )
        doing.add(row)
        return row


def receive_provider_answer(
    *, reference: str, by: str, at: datetime, received_on: date, words: str
) -> ProviderAnswer:
    """Record what the provider answered. It is not yet the council's answer. Raises NotNow where none was asked."""
    with performing(Act.RECEIVE_PROVIDER_ANSWER, reference=reference, by=by, at=at, day=received_on) as doing:
        row = doing.case.provider_answers.filter(answered_on=None).first()
        if row is None:
            raise NotNow(f"No provider has been asked to answer {reference}. Pass it to them first.")
        if not words.strip() or received_on < row.passed_on:
            raise DoesNotFit(f"Write what {row.provider} answered, on a day after {in_words(row.passed_on)}.")
        doing.change(row, answered_on=received_on, words=words.strip())
        return row


def must_have_run_out(stage: Stage, on: date) -> None:
    """Refuse what may only be done once a stage's time has passed without an answer. Raises NotNow."""
    clock = clock_of_stage(stage)
    if clock is not None and clock.must_by is not None and on <= clock.must_by:
        raise NotNow(
            f"The time for {stage.get_stage_display()} runs until {in_words(clock.must_by)}. Answer it by "
            "then, or agree with the complainant to skip it."
        )


def end_advocate_pauses(doing: Doing) -> None:
    """End any wait for an advocate with the stage it belongs to."""
    row = _open_pause(doing)
    if row is not None:
        doing.change(row, until_on=max(doing.day, row.from_on))


def _stage_to_answer(doing: Doing) -> Stage:
    """Stage 1; the council's own procedure may answer at once what it has not yet taken in."""
    if doing.move.before is State.RECEIVED:
        return start_stage_1(doing, counts_from(doing.case))
    return doing.stage("stage_1")


def _stop(doing: Doing, stage: Stage, manager: int, *, with_action: bool) -> None:
    refuse_before(stage, doing.day, None, "its answer")
    end_advocate_pauses(doing)
    doing.change(
        stage,
        answered_on=doing.day,
        manager=fit_to_answer(doing, "manager", manager),
        with_action=with_action,
    )
    set_hint(doing, stage)


def _open_pause(doing: Doing) -> Hold | None:
    return Hold.objects.filter(representation=doing.case, basis=ADVOCATE, until_on=None).first()
