"""What the council promises: actions with owner and day, remedies, answers to recommendations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from heard.casework.appointments import person_numbered
from heard.casework.deciding import Decided, keep_decision
from heard.casework.new_details import DoesNotFit, NewRemedy, NotOnRecord
from heard.casework.on_record import listed, one_of, terms_of
from heard.casework.performing import Doing, performing
from heard.casework.points import point_of
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.outcomes.models import Action, Recommendation, Remedy
from heard.representations.models import Decision, Representation, Stage

ACTION, TOLD = "action", "told"
OF_A_POINT = re.compile(r"point\s+(\d{1,3})\s*:\s*(\S.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Agreed:
    """An action: what will be done, the number of the person who owns it, and the day it is due."""

    words: str
    owner: int | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class RecommendationAnswer:
    """The answer to one recommendation: accepted, in_part or refused, the reason, and what will be done."""

    recommendation: int
    answer: str
    reason: str = ""
    actions: tuple[Agreed, ...] = field(default=())


def agree_action(
    *, reference: str, by: str, at: datetime, agreed_on: date, action: Agreed, stage: str = ""
) -> Action:
    """Agree an action with its owner and its day. Raises DoesNotFit where either is missing."""
    with performing(Act.AGREE_ACTION, reference=reference, by=by, at=at, day=agreed_on) as doing:
        return keep_actions(doing, doing.stage(stage) if stage else None, [action])[0]


def vary_action(
    *,
    reference: str,
    by: str,
    at: datetime,
    varied_on: date,
    action: int,
    reason: str,
    decided_by: str,
    owner: int | None = None,
    due_on: date | None = None,
) -> Action:
    """Change the day or owner of an agreed action, with the reason. What it was stays on record beside it.

    Raises NotOnRecord, or DoesNotFit where nothing changes or the action is done.
    """
    with performing(Act.VARY_ACTION, reference=reference, by=by, at=at, day=varied_on) as doing:
        row = _action(doing, action)
        if owner is None and due_on is None:
            raise DoesNotFit("Nothing changes. Give the new day, the new owner, or both.")
        if due_on is not None and due_on < row.agreed_on:
            raise DoesNotFit(
                f"It was agreed on {in_words(row.agreed_on)} and cannot be due before. Check the day."
            )
        was = f"{row.words} Until then: {row.owner.name}, by {in_words(row.due_on)}."
        keep_decision(doing, "action", Decided("varied", reason, decided_by, evidence=was))
        new_owner = row.owner if owner is None else person_numbered(owner)
        doing.change(row, owner=new_owner, due_on=due_on or row.due_on)
        return row


def complete_action(
    *,
    reference: str,
    by: str,
    at: datetime,
    done_on: date,
    action: int,
    proof: str,
    accepted_by: str,
    told_on: date | None = None,
) -> Action:
    """Accept the evidence that an action is done; `told_on` is the day the person was told, if they were.

    Raises NotOnRecord, or DoesNotFit without evidence or a person.
    """
    with performing(Act.COMPLETE_ACTION, reference=reference, by=by, at=at, day=done_on) as doing:
        row = _action(doing, action)
        if done_on < row.agreed_on:
            raise DoesNotFit(
                f"It was agreed on {in_words(row.agreed_on)} and cannot be done before. Check the day."
            )
        if not proof.strip() or not accepted_by.strip():
            raise DoesNotFit(
                "An action is done when somebody accepts its evidence. Name the evidence and the person."
            )
        doing.change(row, done_on=done_on, proof=proof.strip(), proof_accepted_by=accepted_by.strip())
        if told_on is not None:
            keep_decision(
                doing, ACTION, Decided(TOLD, proof, accepted_by, f"action/{row.pk}", told_on=told_on)
            )
        return row


def tell_of_action(
    *, reference: str, by: str, at: datetime, told_on: date, action: int, how: str
) -> Decision:
    """Record that whoever complained was told that what was promised is done, and how. Raises NotOnRecord."""
    with performing(Act.RECORD_CONTACT, reference=reference, by=by, at=at, day=told_on) as doing:
        if action not in dict(not_told(doing.case)):
            raise NotOnRecord(f"{reference} has no action number {action} that is done and still to be told.")
        row = Action.objects.get(pk=action)
        if row.done_on is not None and told_on < row.done_on:
            raise DoesNotFit(
                f"It was done on {in_words(row.done_on)} and cannot be told before. Check the day."
            )
        return keep_decision(doing, ACTION, Decided(TOLD, how, by, f"action/{action}", told_on=told_on))


def not_told(case: Representation) -> list[tuple[int, str]]:
    """The actions done of which nobody has told whoever complained: the number and the words of each."""
    rows = Decision.objects.filter(representation=case, about=ACTION, answer=TOLD)
    told = set(rows.values_list("ground", flat=True))
    done = Action.objects.filter(representation=case, done_on__isnull=False)
    return [(one.pk, one.words[:80]) for one in done if f"action/{one.pk}" not in told]


def offer_remedy(*, reference: str, by: str, at: datetime, offered_on: date, remedy: NewRemedy) -> Remedy:
    """Offer something that puts a complaint right. Raises NotInTheList, giving the council's remedies."""
    with performing(Act.OFFER_REMEDY, reference=reference, by=by, at=at, day=offered_on) as doing:
        return keep_remedies(doing, [remedy])[0]


def give_remedy(*, reference: str, by: str, at: datetime, given_on: date, remedy: int) -> Remedy:
    """Record that a remedy was given. Raises NotOnRecord, or DoesNotFit where it was given before."""
    with performing(Act.GIVE_REMEDY, reference=reference, by=by, at=at, day=given_on) as doing:
        row = doing.case.remedies.filter(pk=remedy).first()
        if row is None:
            raise NotOnRecord(f"{reference} has no remedy number {remedy}. Offer it first.")
        if row.done_on:
            raise DoesNotFit(f"It was given on {in_words(row.done_on)}. If that day is wrong, correct it.")
        doing.change(row, done_on=given_on)
        return row


def keep_actions(
    doing: Doing, stage: Stage | None, actions: Sequence[Agreed], recommendation: Recommendation | None = None
) -> list[Action]:
    """Keep agreed actions under the act being done. Each has an owner and a day. Raises DoesNotFit."""
    return [_keep_action(doing, stage, one, recommendation) for one in actions]


def keep_remedies(doing: Doing, remedies: Sequence[NewRemedy]) -> list[Remedy]:
    """Keep what puts a complaint right under the act being done. Raises NotInTheList."""
    kinds, rows = terms_of("remedy"), []
    for one in remedies:
        kind = listed(kinds, one.kind, "remedies")
        row = Remedy(
            representation=doing.case, kind=kind, words=one.words, due_on=one.due_on, done_on=one.done_on
        )
        doing.add(row)
        rows.append(row)
    return rows


def keep_recommendations(doing: Doing, stage: Stage, words: Sequence[str]) -> list[Recommendation]:
    """Keep what a report asks the council to do: “Point 2: …” is about that point, anything else about the whole.

    Raises NotNow for a point there is none of.
    """
    rows = [_asked(doing.case, stage, one.strip()) for one in words if one.strip()]
    for row in rows:
        doing.add(row)
    return rows


def _asked(case: Representation, stage: Stage, words: str) -> Recommendation:
    named = OF_A_POINT.match(words)
    if named is None:
        return Recommendation(representation=case, stage=stage, words=words)
    element = point_of(case, int(named[1]))
    return Recommendation(representation=case, stage=stage, element=element, words=named[2].strip())


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
    if one.answer != Recommendation.Answer.REFUSED and not one.actions:
        raise DoesNotFit(f"“{row.words}” is to be followed: say what will be done, by whom and by when.")
    doing.change(row, answer=one.answer, answer_reason=one.reason.strip())
    return keep_actions(doing, stage, one.actions, row)


def _keep_action(
    doing: Doing, stage: Stage | None, one: Agreed, recommendation: Recommendation | None
) -> Action:
    if not one.words.strip():
        raise DoesNotFit("An action says what will be done. Write it.")
    if one.owner is None or one.due_on is None:
        missing = " and ".join(
            name for name, there in (("an owner", one.owner), ("a day", one.due_on)) if there is None
        )
        raise DoesNotFit(
            f"“{one.words}” has not {missing}. Every agreed action has an owner and a day: add them."
        )
    if one.due_on < doing.day:
        raise DoesNotFit(
            f"“{one.words}” cannot be due on {in_words(one.due_on)}, before it is agreed. Check the day."
        )
    row = Action(
        representation=doing.case,
        stage=stage,
        recommendation=recommendation,
        words=one.words.strip(),
        owner=person_numbered(one.owner),
        agreed_on=doing.day,
        due_on=one.due_on,
    )
    doing.add(row)
    return row


def _action(doing: Doing, number: int) -> Action:
    row = Action.objects.select_related("owner").filter(representation=doing.case, pk=number).first()
    if row is None:
        raise NotOnRecord(f"{doing.case.reference} has no action number {number}. Agree it first.")
    if row.done_on:
        raise DoesNotFit(f"“{row.words}” was done on {in_words(row.done_on)}. If that is wrong, correct it.")
    return row
