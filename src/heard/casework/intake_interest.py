"""Sufficient interest: a decision of its own for somebody on no list in law, with the child's views (regulation 12)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from heard.casework.deciding import Decided, keep_decision
from heard.casework.intake import NOBODY, start_stage_1
from heard.casework.intake_clocks import end_open_stages
from heard.casework.intake_refusing import told_by_letter
from heard.casework.parties import complainants, must_say, relation_of
from heard.casework.performing import Doing, NotNow, performing
from heard.casework.points import Weighed, weigh_late_points
from heard.law.procedure import Act
from heard.law.refusals import check_refusal
from heard.representations.models import Decision, Stage


def ask_interest(
    *, reference: str, by: str, at: datetime, asked_on: date, reason: str, decided_by: str
) -> Decision:
    """Open the question whether somebody on no list in law has sufficient interest in the child's welfare.

    Stage 1 will count from the decision, which is due as soon as possible. Raises NotNow where somebody complains in
    their own right: nothing may be asked of them first.
    """
    with performing(Act.ASK_INTEREST, reference=reference, by=by, at=at, day=asked_on) as doing:
        _refuse_own_right(doing)
        end_open_stages(doing, "interest_asked")
        return keep_decision(doing, "interest", Decided("asked", reason, decided_by))


def accept_interest(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    reason: str,
    decided_by: str,
    childs_views: str,
    told_on: date,
    late: Mapping[int, Weighed] = NOBODY,
) -> Stage:
    """Decide that interest is sufficient: Stage 1 counts from this day (regulations 12 and 14).

    `childs_views` are the child's views, or why it was not appropriate to ask. `late` is as in `accept`.
    Raises NotNow.
    """
    with performing(Act.ACCEPT_INTEREST, reference=reference, by=by, at=at, day=decided_on) as doing:
        must_say(childs_views, "the child's views, or why it was not appropriate to ask")
        decided = Decided("sufficient", reason, decided_by, evidence=childs_views, told_on=told_on)
        keep_decision(doing, "interest", decided)
        weigh_late_points(doing, late, decided_by=decided_by)
        return start_stage_1(doing, decided_on)


def refuse_interest(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    reason: str,
    decided_by: str,
    childs_views: str,
    child_told: str,
    letter: Mapping[str, str],
    told_on: date | None = None,
) -> Decision:
    """Decide that interest is not sufficient; they are told in a letter with the Ombudsman's address.

    `child_told` says whether the child was told, or why that was not appropriate. `letter` holds what the letter says
    by the codes of `heard.law.refusals.LETTER`; `told_on` may be left to the letter on record, if that has gone out.
    Raises EvidenceMissing or NotNow.
    """
    with performing(Act.REFUSE_INTEREST, reference=reference, by=by, at=at, day=decided_on) as doing:
        told_on = told_on or told_by_letter(doing.case, "interest_decision_no")
        evidence = {
            "decided_by": decided_by,
            "decided_on": decided_on.isoformat(),
            "reason": reason,
            "childs_views": childs_views,
            "child_told": child_told,
        }
        found = check_refusal(Act.REFUSE_INTEREST, "interest_not_sufficient", evidence, letter)
        kept = f"The child's views: {childs_views}\nThe child: {child_told}"
        decided = Decided("not_sufficient", reason, decided_by, found.code, kept, told_on)
        return keep_decision(doing, "interest", decided)


def _refuse_own_right(doing: Doing) -> None:
    for one in complainants(doing.case):
        relation = relation_of(one)
        if relation.right == "own_right" and "s26_3" in relation.lists:
            raise NotNow(
                f"{one.person.name} complains in their own right ({relation.source}): no interest is to be decided, "
                "and Stage 1 has run since receipt. Accept the complaint."
            )
