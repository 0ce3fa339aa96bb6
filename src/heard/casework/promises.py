"""What the council promises: actions with owner and day, and what puts it right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from heard.casework.appointments import person_numbered
from heard.casework.deciding import Decided, keep_decision
from heard.casework.new_details import DoesNotFit, NewRemedy, NotOnRecord
from heard.casework.no_answer import refuse_no_answer
from heard.casework.on_record import listed, one_of, services, terms_of
from heard.casework.performing import Doing, performing
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.outcomes.models import Action, PromiseWord, Recommendation, Remedy, Source
from heard.people.models import Service
from heard.representations.models import Decision, Representation, Stage

ACTION, TOLD = "action", "told"
# Whose promise it is that answers no recommendation, by the stage on which it was made.
SOURCE_OF_STAGE = {"stage_2": Source.ADJUDICATOR, "stage_3": Source.DIRECTOR}
ASKED_AT_STAGE = {"stage_2": Source.INVESTIGATOR, "stage_3": Source.PANEL}
MOST_POUNDS = Decimal("9999999.99")


@dataclass(frozen=True, slots=True)
class Agreed:
    """An action: what will be done, the number of the person who owns it, and the day it is due.

    `service` is the label of the service that does it, where it is not the case's own; `cost` is in pounds; `source`
    says whom it comes from (one of `Source`), where that does not follow from its recommendation.
    """

    words: str
    owner: int | None
    due_on: date | None
    service: str = ""
    cost: Decimal | None = None
    source: str = ""


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
        see_to_words(doing, row)
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
        see_to_words(doing, row)
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


def see_to_words(doing: Doing, row: Action) -> None:
    """What somebody said of a promise waits no more once the office has done something about that promise."""
    for word in PromiseWord.objects.filter(action=row, seen_on=None):
        doing.change(word, seen_on=doing.day)


def not_told(case: Representation) -> list[tuple[int, str]]:
    """The actions done of which nobody has told whoever complained: the number and the words of each."""
    rows = Decision.objects.filter(representation=case, about=ACTION, answer=TOLD, ended_on=None)
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


def _keep_action(
    doing: Doing, stage: Stage | None, one: Agreed, recommendation: Recommendation | None
) -> Action:
    if not one.words.strip():
        raise DoesNotFit("An action says what will be done. Write it.")
    refuse_no_answer(one.words, "What will be done")
    if one.cost is not None and not 0 <= one.cost <= MOST_POUNDS:
        raise DoesNotFit(f"A cost of £{one.cost:,.2f} cannot be. Give pounds from 0, or leave it empty.")
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
        service=_service_of(one, recommendation),
        cost=one.cost,
        source=_source_of(doing.case, stage, one.source, recommendation),
    )
    doing.add(row)
    return row


def _service_of(one: Agreed, recommendation: Recommendation | None) -> Service | None:
    if one.service:
        return listed(services(), one.service, "services")
    return recommendation.service if recommendation else None


def _source_of(
    case: Representation, stage: Stage | None, chosen: str, recommendation: Recommendation | None
) -> str:
    """Of a recommendation whoever made it; else whoever was chosen; else whoever answers at the stage, or the last."""
    if recommendation is not None:
        asked_at = recommendation.stage.stage if recommendation.stage else ""
        return recommendation.source or ASKED_AT_STAGE.get(asked_at, chosen or Source.MANAGER)
    if chosen:
        one_of(Source.values, chosen, "source of a promise")
        return chosen
    at = stage or Stage.objects.filter(representation=case).order_by("-started_on", "-stage").first()
    return SOURCE_OF_STAGE.get(at.stage, Source.MANAGER) if at else Source.MANAGER


def _action(doing: Doing, number: int) -> Action:
    row = Action.objects.select_related("owner").filter(representation=doing.case, pk=number).first()
    if row is None:
        raise NotOnRecord(f"{doing.case.reference} has no action number {number}. Agree it first.")
    if row.done_on:
        raise DoesNotFit(f"“{row.words}” was done on {in_words(row.done_on)}. If that is wrong, correct it.")
    return row
