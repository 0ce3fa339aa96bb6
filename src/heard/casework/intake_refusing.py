"""Refusing at intake: for a lawful reason with its evidence, point by point, told with the Ombudsman's address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from heard.casework.deciding import Decided, keep_decision
from heard.casework.intake_clocks import end_open_stages, hint, note_change, start_anew
from heard.casework.parties import must_say
from heard.casework.performing import Doing, NotNow, performing
from heard.casework.points import Weighed, advice_on, live_points, must_be_weighed, point_of, weighed_words
from heard.casework.stage_days import LAPSED
from heard.law.belongs_to_points import last_day
from heard.law.procedure import Act, State
from heard.law.refusals import EVIDENCE, check_refusal
from heard.law.working_days import in_words
from heard.representations.models import Decision, Element, Letter, Representation, Stage

NOTHING: Mapping[str, str] = {}
WHY_ANEW = (
    "Taken up again after it had lapsed: a new clock from the day of asking, as no text gives the rest back."
)


@dataclass(frozen=True, slots=True)
class PointRefused:
    """Why one point is refused: a lawful ground, and its evidence by the codes of `heard.law.refusals.EVIDENCE`.

    A point out of time says how it was weighed instead: both limbs, for this point alone.
    """

    number: int
    ground: str
    evidence: Mapping[str, str] = field(default_factory=dict)
    weighed: Weighed | None = None


@dataclass(frozen=True, slots=True)
class Refusing:
    """Who refuses, why, and what the letter to the complainant says, by the codes of `heard.law.refusals.LETTER`."""

    reason: str
    decided_by: str
    told_on: date
    letter: Mapping[str, str]


def refuse(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    refusing: Refusing,
    points: Sequence[PointRefused],
) -> list[Decision]:
    """Refuse every point of a complaint, each for its own lawful reason with its own evidence.

    Regulations 6, 8 and 9 and section 26(3). Raises NotNow where a point is left out, UnlawfulRefusal or
    EvidenceMissing.
    """
    with performing(Act.REFUSE, reference=reference, by=by, at=at, day=decided_on) as doing:
        _refuse_one_for_all(doing, points)
        rows = [_refuse_point(doing, Act.REFUSE, one, refusing) for one in points]
        end_open_stages(doing, "refused")
        whole = Decided("refused", refusing.reason, refusing.decided_by, told_on=refusing.told_on)
        keep_decision(doing, "eligibility", whole)
        return rows


def refuse_point(
    *, reference: str, by: str, at: datetime, decided_on: date, refusing: Refusing, point: PointRefused
) -> Decision:
    """Refuse one point for a lawful reason of its own; the rest goes on. Raises as `refuse` does."""
    with performing(
        Act.REFUSE_POINT, reference=reference, by=by, at=at, day=decided_on, point=point.number
    ) as doing:
        element = point_of(doing.case, point.number)
        live = live_points(doing.case)
        if element not in live:
            raise NotNow(f"Point {point.number} of {reference} was refused before.")
        if len(live) == 1:
            raise NotNow(
                f"Point {point.number} is all that is left of {reference}. Refuse the whole, if that is what is "
                "decided, before it is accepted; after that, answer it."
            )
        return _refuse_point(doing, Act.REFUSE_POINT, point, refusing)


def resubmit(*, reference: str, by: str, at: datetime, asked_on: date, words: str) -> Decision:
    """Take up again what was refused or had lapsed, as proceedings ended or the reason fell away.

    The stage it had come to counts from the day it was asked for; the first day of receipt stays on record for its age.
    Raises NotNow.
    """
    with performing(Act.RESUBMIT, reference=reference, by=by, at=at, day=asked_on) as doing:
        must_say(words, "what the complainant said when they asked again")
        for element in _refused(doing) if doing.move.before is State.REFUSED else ():
            keep_decision(doing, "refusal", Decided("taken_up_again", words, by), element=element)
        if doing.move.starts and doing.move.after is not State.RECEIVED:
            _begin_again(doing, asked_on)
        return keep_decision(doing, "refusal_ended", Decided("resubmitted", words, by))


def _begin_again(doing: Doing, asked_on: date) -> None:
    """Give the stage that lapsed back, with a new clock from the day of asking; what it was stays on record."""
    lapsed = Stage.objects.filter(representation=doing.case, ended_because=LAPSED).order_by(
        "-started_on", "-stage"
    )
    stage = lapsed[0]
    note_change(doing, f"{stage.stage}/ended_on", stage.ended_on, None, WHY_ANEW)
    doing.change(stage, ended_on=None, ended_because="")
    if stage.panel_met_on is not None:
        hint(doing, stage)
    else:
        start_anew(doing, stage, asked_on, WHY_ANEW)


def told_by_letter(case: Representation, kind: str) -> date:
    """The day a letter of this kind went out, as the case has it on record. Raises NotNow where none did."""
    letters = Letter.objects.filter(representation=case, kind=kind)
    sent = letters.filter(posting__sent_on__isnull=False).order_by("-posting__sent_on")
    told_on = sent.values_list("posting__sent_on", flat=True).first()
    if told_on is None:
        raise NotNow(
            f"Whoever is refused is told, in a letter with the Ombudsman's address, and {case.reference} has none that "
            "went out. Enter the day they were told, or send the letter first."
        )
    return told_on


def _refused(doing: Doing) -> list[Element]:
    live = live_points(doing.case)
    return [one for one in Element.objects.filter(representation=doing.case) if one not in live]


def _refuse_one_for_all(doing: Doing, points: Sequence[PointRefused]) -> None:
    """Each point has a decision of its own: none is left out, and none stands for the others (regulation 9)."""
    live = [one.number for one in live_points(doing.case)]
    if not live:
        raise NotNow(
            f"{doing.case.reference} has no points on record. Write each point down with the day its grounds arose, "
            "then decide on each."
        )
    left_out = [number for number in live if number not in {one.number for one in points}]
    if left_out:
        raise NotNow(
            f"A refusal is decided point by point. Nothing is decided on point {left_out[0]}: give its own reason, or "
            "refuse only the points that have one and accept the rest."
        )


def _refuse_point(doing: Doing, act: Act, one: PointRefused, refusing: Refusing) -> Decision:
    element = point_of(doing.case, one.number)
    said = dict(one.evidence) if one.ground != "out_of_time" else _out_of_time(doing, element, one.weighed)
    who = {
        "decided_by": refusing.decided_by,
        "decided_on": doing.day.isoformat(),
        "reason": refusing.reason,
    }
    found = check_refusal(act, one.ground, {**said, **who}, refusing.letter)
    kept = "\n".join(f"{EVIDENCE.get(code, code)}: {words}" for code, words in said.items())
    decided = Decided(
        "refused", refusing.reason, refusing.decided_by, found.code, kept, told_on=refusing.told_on
    )
    return keep_decision(doing, "refusal", decided, element=element)


def _out_of_time(doing: Doing, element: Element, weighed: Weighed | None) -> dict[str, str]:
    """The evidence of a point out of time: its own day, and both limbs weighed, one of them answered no."""
    if element.arose_on is None:
        raise NotNow(
            f"Nobody has said on which day the grounds of point {element.number} arose. Ask, and write down the day of "
            "this point; one day for all points is none."
        )
    if weighed is not None:
        must_be_weighed(element, weighed)
    advice = advice_on(element, doing.case.received_on, weighed)
    if advice.in_time == "in_time":
        raise NotNow(
            f"Point {element.number} is in time: its grounds arose on {in_words(element.arose_on)}, and it could be "
            f"made until {in_words(last_day(element.arose_on))}."
        )
    if advice.in_time == "late_may_be_taken":
        raise NotNow(
            f"Both limbs are answered yes for point {element.number}, so it may be taken late. Accept it, or say which "
            "of the two is answered no, and why (regulation 9)."
        )
    if weighed is None:
        return {"arose_on": element.arose_on.isoformat()}
    not_reasonable, considerable = weighed_words(weighed).split("\n", 1)
    return {
        "arose_on": element.arose_on.isoformat(),
        "not_reasonable_limb": not_reasonable,
        "considerable_limb": considerable,
    }
