"""Whom a bundle is for: a panel, or the Ombudsman. What differs between the two stands here, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from heard.casework.access import demand_can
from heard.casework.acts import state_of
from heard.casework.grants_reading import papers_seen
from heard.casework.looking import NotYours, visible_to
from heard.casework.new_details import NotOnRecord
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import Level
from heard.casework.who_may import NOT_FOUND
from heard.law.procedure import Act, State
from heard.people.models import Member
from heard.representations.models import Bundle, Document, OmbudsmanCase, Representation, Stage

BEFORE_IT_MEETS = (State.STAGE_3_ARRANGING, State.STAGE_3_PANEL_APPOINTED)
PANEL, OMBUDSMAN = "panel_bundle", "ombudsman_copy"
KINDS = (PANEL, OMBUDSMAN)
# Papers that go to the Ombudsman only by somebody's decision with its reason: legal advice, and what a court gave.
NEED_LEAVE = frozenset({"advice", "court", "set_aside"})


@dataclass(frozen=True)
class BundleFor:
    """The case a bundle is of, and what it is for: the stage of a panel, or a case of the Ombudsman."""

    case: Representation
    stage: Stage | None = None
    ombudsman_case: OmbudsmanCase | None = None

    @property
    def kind(self) -> str:
        """The kind of paper a frozen bundle is filed as."""
        return OMBUDSMAN if self.ombudsman_case else PANEL

    @property
    def key(self) -> dict[str, Any]:
        """The columns by which its versions are found and begun."""
        return {"ombudsman_case": self.ombudsman_case} if self.ombudsman_case else {"stage": self.stage}

    @property
    def act(self) -> Act:
        """The act for which it is put together: who may do that may put it together."""
        return Act.SEND_OMBUDSMAN_COPY if self.ombudsman_case else Act.SEND_PANEL_PAPERS

    @property
    def shows_protected(self) -> bool:
        """Whether what is protected on the case may stand in it: nothing is kept from the Ombudsman."""
        return self.ombudsman_case is not None

    def versions(self) -> QuerySet[Bundle]:
        """Its versions, the first first."""
        return Bundle.objects.filter(**self.key).order_by("version")

    def title(self, version: int) -> str:
        """What a frozen version is filed as."""
        if self.ombudsman_case:
            return f"Copy for the Ombudsman, {self.ombudsman_case.reference}, version {version}"
        return f"Papers of the review panel, version {version}"

    def head(self, version: int) -> str:
        """The title on the first page, and at the foot of every one."""
        if self.ombudsman_case:
            return f"{self.case.reference}: copy for the Ombudsman, {self.ombudsman_case.reference}, version {version}"
        return f"{self.case.reference}: papers of the review panel, version {version}"

    @property
    def says(self) -> str:
        """What stands on the first page for whoever is given it."""
        if self.ombudsman_case:
            return "For the Local Government and Social Care Ombudsman alone: protected places and names stand in it."
        return "Keep it where nobody else can read it, and give it back when the panel is over."

    def to_pick(self, member: Member, *, at: datetime) -> QuerySet[Document]:
        """The papers this person may put in: what they may open. A panel is given nothing that is sealed."""
        seen = papers_seen(member, self.case, on=day_of(at), at=at).exclude(kind__in=KINDS)
        if not self.ombudsman_case:
            seen = seen.filter(level__lt=Level.S4)
        return seen.order_by("added_at", "pk")

    def needs_leave(self, paper: Document) -> bool:
        """Whether a paper goes along only by a decision with its reason: it is sealed, or legal advice."""
        return self.ombudsman_case is not None and (paper.level >= Level.S4 or paper.kind in NEED_LEAVE)


def bundle_for(reference: str, by: Member, at: datetime, ombudsman_reference: str = "") -> BundleFor:
    """What a bundle is put together for, if this person may do so now; without an Ombudsman's number, for the panel.

    Raises NotYours, NotAllowed, NotNow, NotOnRecord.
    """
    case = visible_to(by, day_of(at), at).filter(reference=reference).first()
    if case is None:
        raise NotYours(NOT_FOUND)
    act = Act.SEND_OMBUDSMAN_COPY if ombudsman_reference else Act.SEND_PANEL_PAPERS
    demand_can(by, act, case, on=day_of(at), part="papers", at=at)
    if ombudsman_reference:
        return BundleFor(case, ombudsman_case=ombudsman_case_of(case, ombudsman_reference))
    if state_of(case) not in BEFORE_IT_MEETS:
        raise NotNow(
            f"{reference} is {state_of(case).words}. A bundle is put together from the request for a panel until "
            "it meets."
        )
    return BundleFor(
        case, Stage.objects.select_related("representation").get(representation=case, stage="stage_3")
    )


def ombudsman_case_of(case: Representation, number: str) -> OmbudsmanCase:
    """The case of the Ombudsman of this number on a case. Raises NotOnRecord."""
    row = OmbudsmanCase.objects.filter(about=case, reference=number.strip()).first()
    if row is None:
        raise NotOnRecord(f"{case.reference} has no Ombudsman case “{number}”. Open it first.")
    return row
