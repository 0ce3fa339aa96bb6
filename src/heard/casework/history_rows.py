"""The rows that a past case becomes, made in bulk so that a hundred thousand cases are kept in one sitting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import models

from heard.casework.acts import state_from_history
from heard.casework.clocks import clocks_of_council
from heard.casework.history import (
    HistoryContext,
    HistoryOmbudsman,
    HistoryPayment,
    HistoryRecord,
    HistoryStage,
)
from heard.casework.history_text import History
from heard.casework.writing import BATCH, Line
from heard.law.timeliness import StageDates
from heard.outcomes.models import Payment, PaymentPart
from heard.people.models import Person
from heard.representations.models import (
    Assignment,
    ContextFigure,
    Extension,
    MovedDate,
    Notice,
    OmbudsmanCase,
    Party,
    Representation,
    RepresentationNature,
    Stage,
    UnmappedFact,
    Wall,
)

Labels = Mapping[tuple[str, str], models.Model]


class Keeping:
    """Makes the rows of many past cases, table by table, and notes each under its own ledger line."""

    def __init__(self, labels: Labels, at: datetime) -> None:
        self.labels = labels
        self.at = at
        self.clocks = clocks_of_council()
        self.staff = {person.name: person for person in Person.objects.filter(parts=None)}

    def keep(self, some: Sequence[tuple[History, Line]]) -> None:
        """Keep some records. Each line notes what its record became."""
        self._representations([(one, line) for one, line in some if isinstance(one, HistoryRecord)])
        self._ombudsman([(one, line) for one, line in some if isinstance(one, HistoryOmbudsman)])
        self._context([(one, line) for one, line in some if isinstance(one, HistoryContext)])

    def _label(self, list_: str, text: str) -> Any:
        return self.labels[(list_, text)] if text else None

    def _representations(self, some: Sequence[tuple[HistoryRecord, Line]]) -> None:
        made = [(self._representation(one), one, line) for one, line in some]
        _bulk([(row, line) for row, _, line in made])
        self._complainants(made)
        self._managers(made)
        stages = [
            (self._stage(row, stage), stage, one, line) for row, one, line in made for stage in one.stages
        ]
        _bulk([(row, line) for row, _, _, line in stages])
        _bulk(
            [
                (Extension(stage=row, extended_to=stage.extended_to), line)
                for row, stage, _, line in stages
                if stage.extended_to
            ]
        )
        _bulk(
            [
                (self._nature(row, one.kind, label, place), line)
                for row, one, line in made
                for place, label in enumerate(dict.fromkeys(one.natures), start=1)
            ]
        )
        _bulk(
            [
                (UnmappedFact(representation=row, heading=heading[:200], said=said), line)
                for row, one, line in made
                for heading, said in one.other.items()
            ]
        )
        self._payments(made, {row.representation_id: row for row, *_ in stages})

    def _representation(self, one: HistoryRecord) -> Representation:
        return Representation(
            reference=one.reference,
            kind=one.kind,
            kind_term=self._label("kind", one.kind_label),
            procedure=one.procedure,
            received_on=one.received_on,
            recorded_at=self.at,
            is_history=True,
            channel=self._label("channel", one.channel),
            complainant_kind=self._label("complainant", one.complainant),
            had_advocate=one.advocate,
            advocate_provider=self._label("advocate_provider", one.advocate_provider),
            team=self._label("team", one.team),
            service=self._label("service", one.service),
            words=one.words,
            notes=one.notes,
            joint_with=one.joint_with[:200],
            state=state_from_history(one.kind, one.stages),
        )

    def _complainants(self, made: Sequence[tuple[Representation, HistoryRecord, Line]]) -> None:
        people = [
            (Person(name=one.complainant_name[:200]), row, line)
            for row, one, line in made
            if one.complainant_name
        ]
        _bulk([(person, line) for person, _, line in people])
        _bulk(
            [
                (Party(representation=row, person=person, part=Party.Part.COMPLAINANT), line)
                for person, row, line in people
            ]
        )

    def _managers(self, made: Sequence[tuple[Representation, HistoryRecord, Line]]) -> None:
        new: dict[str, tuple[models.Model, Line]] = {}
        for _, one, line in made:
            for stage in one.stages:
                if stage.manager and stage.manager not in self.staff:
                    person = Person(name=stage.manager[:200])
                    self.staff[stage.manager] = person
                    new[stage.manager] = (person, line)
        _bulk(list(new.values()))

    def _hint(self, row: Representation, stage: HistoryStage) -> date | None:
        """When the open stage falls due next, for finding it; a stage that is done needs no finding."""
        if stage.answered_on or stage.withdrawn_on:
            return None
        dates = StageDates(
            procedure=row.procedure,
            stage=stage.stage,
            started_on=stage.started_on,
            extended_to=stage.extended_to,
            acknowledged_on=stage.acknowledged_on,
            statement_agreed_on=stage.statement_agreed_on,
            panel_met_on=stage.panel_met_on,
            report_sent_on=stage.report_sent_on,
        )
        return self.clocks.next_due(dates)

    def _stage(self, row: Representation, stage: HistoryStage) -> Stage:
        return Stage(
            representation=row,
            stage=stage.stage,
            started_on=stage.started_on,
            acknowledged_on=stage.acknowledged_on,
            statement_agreed_on=stage.statement_agreed_on,
            panel_met_on=stage.panel_met_on,
            report_sent_on=stage.report_sent_on,
            answered_on=stage.answered_on,
            withdrawn_on=stage.withdrawn_on,
            extension_recorded=stage.extension_recorded,
            due_on_hint=self._hint(row, stage),
            outcome=self._label("outcome", stage.outcome),
            with_action=stage.with_action,
            manager=self.staff[stage.manager] if stage.manager else None,
            claimed_working_days=stage.claimed_working_days[:60],
            claimed_due_on=stage.claimed_due_on[:60],
            claimed_in_time=stage.claimed_in_time[:60],
            claimed_due_on_latest=stage.claimed_due_on_latest[:60],
            claimed_band=stage.claimed_band[:60],
            was_extended=stage.extended,
            own_reference=stage.reference[:80],
        )

    def _nature(self, row: Representation, kind: str, label: str, place: int) -> RepresentationNature:
        list_ = "category" if kind == "compliment" else "nature"
        return RepresentationNature(representation=row, term=self._label(list_, label), position=place)

    def _payments(
        self, made: Sequence[tuple[Representation, HistoryRecord, Line]], stages: Mapping[int, Stage]
    ) -> None:
        payments = [
            (self._payment(row, stages.get(row.pk), payment, place), payment, line)
            for row, one, line in made
            for place, payment in enumerate(one.payments, start=1)
        ]
        _bulk([(row, line) for row, _, line in payments])
        _bulk(
            [
                (PaymentPart(payment=row, amount=amount, words=words[:300]), line)
                for row, payment, line in payments
                for amount, words in payment.parts
            ]
        )

    def _payment(
        self, row: Representation, stage: Stage | None, payment: HistoryPayment, place: int
    ) -> Payment:
        return Payment(
            representation=row,
            stage=stage,
            kind=self._label("payment_kind", payment.kind),
            amount=payment.amount,
            detail=payment.detail[:300],
            paid_on=payment.paid_on,
            position=place,
        )

    def _ombudsman(self, some: Sequence[tuple[HistoryOmbudsman, Line]]) -> None:
        about = {one.about_reference for one, _ in some if one.about_reference}
        known = {row.reference: row for row in Representation.objects.filter(reference__in=about)}
        _bulk(
            [
                (
                    OmbudsmanCase(
                        reference=one.reference,
                        received_on=one.received_on,
                        service=self._label("service", one.service),
                        was_investigated=one.investigated,
                        decision=self._label("decision", one.decision),
                        decided_on=one.decided_on,
                        about=known.get(one.about_reference),
                        narrative=_story(one),
                    ),
                    line,
                )
                for one, line in some
            ]
        )

    def _context(self, some: Sequence[tuple[HistoryContext, Line]]) -> None:
        _bulk(
            [
                (
                    ContextFigure(
                        name=one.name,
                        value=one.value,
                        as_at=one.as_at,
                        source=one.source,
                        taken_on=one.taken_on,
                    ),
                    line,
                )
                for one, line in some
            ]
        )


def _story(one: HistoryOmbudsman) -> str:
    """The notes, and whatever else the sheet held that has no place of its own."""
    return "\n".join([*filter(None, [one.notes]), *(f"{name}: {said}" for name, said in one.other.items())])


def _bulk(rows: Sequence[tuple[models.Model, Line]]) -> None:
    if not rows:
        return
    type(rows[0][0])._default_manager.bulk_create([row for row, _ in rows], batch_size=BATCH)
    for row, line in rows:
        line.note(row)


def rows_of(list_kind: str, reference: str) -> Iterable[models.Model]:
    """Every row that a past case became, in the order in which they may be taken away."""
    if list_kind == "ombudsman":
        return list(OmbudsmanCase.objects.filter(reference=reference))
    if list_kind == "context":
        name, _, as_at = reference.rpartition("@")
        return list(ContextFigure.objects.filter(name=name, as_at=as_at))
    case = Representation.objects.get(reference=reference)
    people = list(Person.objects.filter(parts__representation=case, parts__part=Party.Part.COMPLAINANT))
    return [
        # What a night noticed, listed or walled off of a case that nobody has worked on goes with it.
        *Notice.objects.filter(representation=case),
        *MovedDate.objects.filter(stage__representation=case),
        *Wall.objects.filter(representation=case),
        *Assignment.objects.filter(representation=case),
        *PaymentPart.objects.filter(payment__representation=case),
        *case.payments.all(),
        *Extension.objects.filter(stage__representation=case),
        *case.natures.all(),
        *case.unmapped.all(),
        *case.stages.all(),
        *case.parties.all(),
        case,
        *[person for person in people if person.parts.exclude(representation=case).count() == 0],
    ]
