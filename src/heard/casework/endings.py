"""How a case ends and is taken up again: withdrawing, reviewing, reinstating, closing and reopening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from heard.casework.acts import COMPLAINTS, HISTORY
from heard.casework.deciding import Decided, keep_decision
from heard.casework.endings_in_the_way import refuse_silence, refuse_while_owed
from heard.casework.holds import end_holds
from heard.casework.intake_clocks import hint, note_change, open_stages, start_anew
from heard.casework.parties import complainants, must_say
from heard.casework.performing import Doing, NotNow, performing
from heard.law.procedure import Act
from heard.law.refusals import check_refusal
from heard.representations.models import Decision, Representation, Stage

WAYS = {"oral": "by word of mouth", "written": "in writing"}
WHY_ANEW = "Reinstated at the complainant's wish: a new clock from that day, as no text gives the rest back."
NOTHING: Mapping[str, str] = {}


def withdraw(
    *,
    reference: str,
    by: str,
    at: datetime,
    said_on: date,
    way: str,
    words: str,
    said_by: Sequence[int] = (),
) -> Decision:
    """Record that the complainant withdraws, by word of mouth or in writing, on the day they said so (regulation 7).

    `said_by` are the numbers of the complainants who said it: all of them, as nobody withdraws for another. It is to be
    confirmed in writing (`confirmations_due`). Raises NotNow.
    """
    with performing(Act.WITHDRAW, reference=reference, by=by, at=at, day=said_on) as doing:
        if way not in WAYS:
            raise NotNow(f"“{way}” is no way to withdraw. There are: {', '.join(WAYS)}.")
        must_say(words, "what the complainant said, as they said it; the council withdraws nothing for them")
        _refuse_for_others(doing, said_by)
        for stage in open_stages(doing.case):
            doing.change(stage, withdrawn_on=said_on, due_on_hint=None)
        end_holds(doing)
        return keep_decision(doing, "withdrawal", Decided(way, words, by))


def confirm_withdrawal(*, reference: str, by: str, at: datetime, sent_on: date) -> Decision:
    """Record that the withdrawal was confirmed in writing (regulation 7). Raises NotNow where it was before."""
    with performing(Act.CONFIRM_WITHDRAWAL, reference=reference, by=by, at=at, day=sent_on) as doing:
        row = _withdrawal(doing.case)
        if row is None or row.told_on is not None:
            raise NotNow(f"The withdrawal of {reference} waits for no confirmation.")
        if sent_on < row.decided_on:
            raise NotNow("It cannot have been confirmed before it was withdrawn. Check the day.")
        doing.change(row, told_on=sent_on)
        return row


def review_withdrawn(
    *, reference: str, by: str, at: datetime, reviewed_on: date, review: str, decided_by: str
) -> Decision:
    """Review inside the council what was withdrawn; the review may be used if it is reinstated. Raises NotNow."""
    with performing(Act.REVIEW_WITHDRAWN, reference=reference, by=by, at=at, day=reviewed_on) as doing:
        return keep_decision(doing, "review_of_withdrawn", Decided("reviewed", review, decided_by))


def reinstate(
    *,
    reference: str,
    by: str,
    at: datetime,
    asked_on: date,
    words: str,
    told_on: date,
    use_review: bool = False,
) -> Decision:
    """Take it up again at the complainant's wish: the stage gets a new clock; the first receipt stays for its age.

    `use_review` takes in the review made after the withdrawal. Raises NotNow where there is none to use.
    """
    with performing(Act.REINSTATE, reference=reference, by=by, at=at, day=asked_on) as doing:
        must_say(words, "what the complainant said when they asked for it again")
        review = _last(doing.case, "review_of_withdrawn")
        if use_review and review is None:
            raise NotNow(
                f"There is no review of what was withdrawn in {reference}. Make one, or go on without."
            )
        stage = _withdrawn_stage(doing.case)
        if stage is not None:
            _begin_again(doing, stage)
        taken_in = review.reason if use_review and review is not None else ""
        decided = Decided("reinstated", words, by, evidence=taken_in, told_on=told_on)
        return keep_decision(doing, "reinstatement", decided)


def close(
    *,
    reference: str,
    by: str,
    at: datetime,
    day: date,
    reason: str,
    decided_by: str,
    ground: str = "",
    evidence: Mapping[str, str] = NOTHING,
    letter: Mapping[str, str] = NOTHING,
) -> Decision:
    """Close a case. It ends no right: the next stage may still be asked for.

    A complaint needs a lawful `ground` of `heard.law.refusals`. Raises NotNow while something is owed: words of
    dissatisfaction nobody has decided on, or agreed actions without an owner or a day; UnlawfulRefusal or
    EvidenceMissing where the ground does not hold, such as that nobody replied.
    """
    with performing(Act.CLOSE, reference=reference, by=by, at=at, day=day, ground=ground) as doing:
        refuse_while_owed(doing.case)
        if doing.case.kind in COMPLAINTS and doing.case.state not in HISTORY:
            refuse_silence(doing.case, ground, reason)
            who = {"decided_by": decided_by, "decided_on": day.isoformat(), "reason": reason}
            check_refusal(Act.CLOSE, ground, {**evidence, **who}, letter or None)
        elif doing.case.state in HISTORY:
            must_say(evidence.get("ended", ""), "the evidence that it ended before, under “ended”")
        kept = "\n".join(f"{name}: {said}" for name, said in evidence.items())
        return keep_decision(doing, "closing", Decided("closed", reason, decided_by, ground, kept))


def reopen(*, reference: str, by: str, at: datetime, day: date, reason: str, decided_by: str) -> Decision:
    """Open it again where it stood, with the reason. A refusal taken back counts from the true day of receipt.

    Raises NotNow.
    """
    with performing(Act.REOPEN, reference=reference, by=by, at=at, day=day) as doing:
        if doing.case.state == "refused":
            keep_decision(doing, "refusal_ended", Decided("taken_back", reason, decided_by))
            _take_back_refusals(doing, reason, decided_by)
        return keep_decision(doing, "reopening", Decided("reopened", reason, decided_by))


def confirmations_due() -> list[Representation]:
    """The cases whose withdrawal is still to be confirmed in writing, longest waiting first."""
    rows = Decision.objects.filter(about="withdrawal", told_on=None).select_related("representation")
    waiting = [row.representation for row in rows.order_by("decided_on", "pk")]
    return [case for case in waiting if "withdrawn" in case.state]


def _refuse_for_others(doing: Doing, said_by: Sequence[int]) -> None:
    people = {one.person_id: one.person.name for one in complainants(doing.case)}
    others = [name for number, name in people.items() if number not in said_by]
    if len(people) > 1 and others:
        raise NotNow(
            f"{others[0]} complains too and has not withdrawn. Ask them, or go on with the complaint as theirs."
        )
    unknown = [number for number in said_by if number not in people]
    if unknown:
        there = ", ".join(f"{name} ({number})" for number, name in people.items()) or "nobody"
        raise NotNow(f"Only a complainant withdraws. Complainants of {doing.case.reference}: {there}.")


def _withdrawal(case: Representation) -> Decision | None:
    return _last(case, "withdrawal")


def _last(case: Representation, about: str) -> Decision | None:
    return Decision.objects.filter(representation=case, about=about).order_by("-pk").first()


def _withdrawn_stage(case: Representation) -> Stage | None:
    """The stage that the last withdrawal ended, if one was open then."""
    stages = Stage.objects.filter(representation=case, withdrawn_on__isnull=False)
    return stages.order_by("-withdrawn_on", "-started_on", "-stage").first()


def _begin_again(doing: Doing, stage: Stage) -> None:
    """Give a withdrawn stage back, with a new clock where the chart starts one; what it was stays on record."""
    note_change(doing, f"{stage.stage}/withdrawn_on", stage.withdrawn_on, None, WHY_ANEW)
    doing.change(stage, withdrawn_on=None)
    if not doing.move.starts:
        doing.change(stage, ended_on=doing.day, ended_because="declined", due_on_hint=None)
    elif stage.panel_met_on is not None:
        hint(doing, stage)
    else:
        start_anew(doing, stage, doing.day, WHY_ANEW)


def _take_back_refusals(doing: Doing, reason: str, decided_by: str) -> None:
    rows = Decision.objects.filter(representation=doing.case, about="refusal", answer="refused")
    for row in rows.select_related("element"):
        decided = Decided("taken_back", reason, decided_by)
        keep_decision(doing, "refusal", decided, element=row.element)
