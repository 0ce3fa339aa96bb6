"""What investigator, independent person and panel ask of the council: for which service, whose, and the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from heard.casework.appointments import person_numbered
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.no_answer import refuse_no_answer
from heard.casework.on_record import listed, one_of, services
from heard.casework.performing import Doing, day_of, performing
from heard.casework.points import point_of
from heard.casework.promises import Agreed, keep_actions
from heard.law.procedure import Act
from heard.outcomes.models import Action, Recommendation
from heard.representations.models import Representation, Stage

OF_A_POINT = re.compile(r"point\s+(\d{1,3})\s*:\s*(\S.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Recommended:
    """One recommendation as it is entered: its words, the service it is for, and the number of who sees to it."""

    words: str
    service: str = ""
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class RecommendationAnswer:
    """The answer to one recommendation: accepted, in_part or refused, the reason, and what will be done."""

    recommendation: int
    answer: str
    reason: str = ""
    actions: tuple[Agreed, ...] = field(default=())


def give_recommendation(
    *,
    reference: str,
    by: str,
    at: datetime,
    recommendation: int,
    service: str = "",
    owner: int | None = None,
) -> Recommendation:
    """Say for which service a recommendation is and who sees to it. Raises NotOnRecord, NotInTheList, DoesNotFit."""
    day = day_of(at)
    with performing(Act.GIVE_RECOMMENDATION, reference=reference, by=by, at=at, day=day) as doing:
        row = Recommendation.objects.filter(representation=doing.case, pk=recommendation).first()
        if row is None:
            raise NotOnRecord(f"{reference} has no recommendation number {recommendation}.")
        if not service and owner is None:
            raise DoesNotFit("Nothing changes. Choose the service, who sees to it, or both.")
        where = listed(services(), service, "services") if service else row.service
        whose = person_numbered(owner) if owner is not None else row.owner
        doing.change(row, service=where, owner=whose)
        return row


def keep_recommendations(
    doing: Doing, stage: Stage, asked: Sequence[str | Recommended], source: str = ""
) -> list[Recommendation]:
    """Keep what a report asks the council to do: “Point 2: …” is about that point, anything else about the whole.

    `source` says whose report it is. Raises NotNow for a point there is none of, NotInTheList for a service.
    """
    said = [one if isinstance(one, Recommended) else Recommended(one) for one in asked]
    rows = [_asked(doing.case, stage, one, source) for one in said if one.words.strip()]
    for row in rows:
        doing.add(row)
    return rows


def _asked(case: Representation, stage: Stage, one: Recommended, source: str) -> Recommendation:
    named = OF_A_POINT.match(one.words.strip())
    return Recommendation(
        representation=case,
        stage=stage,
        element=point_of(case, int(named[1])) if named else None,
        words=named[2].strip() if named else one.words.strip(),
        service=listed(services(), one.service, "services") if one.service else None,
        owner=person_numbered(one.owner) if one.owner is not None else None,
        source=source,
    )


def answer_recommendations(
    doing: Doing, stage: Stage, answers: Sequence[RecommendationAnswer]
) -> list[Action]:
    """Answer every recommendation of a stage: what is followed has actions, what is not has reasons.

    Raises DoesNotFit or NotOnRecord.
    """
    rows = {row.pk: row for row in Recommendation.objects.filter(representation=doing.case, stage=stage)}
    left = set(rows) - {one.recommendation for one in answers}
    if left:
        words = "; ".join(rows[number].words for number in sorted(left))
        raise DoesNotFit(f"Not every recommendation is answered. Still open: {words}")
    return [action for one in answers for action in _answer(doing, stage, rows.get(one.recommendation), one)]


def _answer(
    doing: Doing, stage: Stage, row: Recommendation | None, one: RecommendationAnswer
) -> list[Action]:
    if row is None:
        raise NotOnRecord(f"This stage has no recommendation number {one.recommendation}.")
    one_of(Recommendation.Answer.values, one.answer, "answer to a recommendation")
    if one.answer != Recommendation.Answer.ACCEPTED and not one.reason.strip():
        raise DoesNotFit(
            f"To depart from “{row.words}” needs a written reason. Write it, then send the answer."
        )
    refuse_no_answer(one.reason, f"The answer to “{row.words}”")
    if one.answer != Recommendation.Answer.REFUSED and not one.actions:
        raise DoesNotFit(f"“{row.words}” is to be followed: say what will be done, by whom and by when.")
    doing.change(row, answer=one.answer, answer_reason=one.reason.strip())
    return keep_actions(doing, stage, one.actions, row)
