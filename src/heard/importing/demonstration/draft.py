"""One invented case in the making, before it has its reference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from heard.casework import details
from heard.casework.history import HistoryPayment, HistoryRecord, HistoryStage
from heard.importing.demonstration.draw import Draw
from heard.importing.demonstration.place import KIND_LABELS, DemoTeam
from heard.importing.demonstration.telling import Teller

Act = Callable[..., Any]
PROCEDURES = {"statutory_complaint": "children_act", "corporate_complaint": "corporate"}


@dataclass
class Draft:
    """What will be one record of the register, with what is added to it afterwards, act by act."""

    kind: str
    received_on: date
    team: DemoTeam
    channel: str = ""
    complainant: str = ""
    complainant_name: str = ""
    advocate: bool | None = None
    advocate_provider: str = ""
    natures: tuple[str, ...] = ()
    words: str = ""
    notes: str = ""
    joint_with: str = ""
    stages: list[HistoryStage] = field(default_factory=list)
    payments: list[HistoryPayment] = field(default_factory=list)
    earlier: Draft | None = None
    elements: list[details.NewElement] = field(default_factory=list)
    findings: list[details.NewFinding] = field(default_factory=list)
    parties: list[details.NewParty] = field(default_factory=list)
    extensions: list[details.NewExtension] = field(default_factory=list)
    remedies: list[details.NewRemedy] = field(default_factory=list)
    recommendations: list[details.NewRecommendation] = field(default_factory=list)
    learning: list[details.NewLearning] = field(default_factory=list)
    reference: str = ""

    def teller(self, draw: Draw) -> Teller:
        """Who tells of this case."""
        return Teller(draw, self.complainant, self.team, self.received_on)

    def record(self, row: int) -> HistoryRecord:
        """The record as a sheet would hold it. References must have been given."""
        return HistoryRecord(
            row=row,
            reference=self.reference,
            kind=self.kind,
            kind_label="" if self.kind == "compliment" else KIND_LABELS[self.kind],
            procedure=PROCEDURES.get(self.kind, "none"),
            received_on=self.received_on,
            channel=self.channel,
            complainant=self.complainant,
            complainant_name=self.complainant_name,
            advocate=self.advocate,
            advocate_provider=self.advocate_provider,
            team=self.team.label,
            service=self.team.service,
            natures=self.natures,
            words=self.words,
            notes=self.notes,
            earlier_reference=self.earlier.reference if self.earlier else "",
            joint_with=self.joint_with,
            stages=tuple(self.stages),
            payments=tuple(self.payments),
        )

    def acts(self) -> list[tuple[Act, Sequence[Any] | Any]]:
        """What is added after the record is kept and its people named, in order: (act, what it is given)."""
        lists: list[tuple[Act, Sequence[Any]]] = [
            (details.record_elements, self.elements),
            (details.record_findings, self.findings),
            (details.record_remedies, self.remedies),
            (details.record_recommendations, self.recommendations),
            (details.record_learning, self.learning),
        ]
        more: list[tuple[Act, Any]] = [(details.record_extension, one) for one in self.extensions]
        return [*more, *((act, given) for act, given in lists if given)]
