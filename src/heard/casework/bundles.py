"""The bundle of a panel while it is put together: begun, papers picked, put in order, looked over; each on record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from heard.casework.access import demand_can
from heard.casework.acts import state_of
from heard.casework.grants_reading import papers_seen
from heard.casework.looking import NotYours, visible_to
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import Level
from heard.casework.who_may import NOT_FOUND
from heard.casework.writing import Line, writing
from heard.law.procedure import Act, State
from heard.people.models import Member
from heard.representations.models import Bundle, BundlePaper, Document, Representation, Stage

BEFORE_IT_MEETS = (State.STAGE_3_ARRANGING, State.STAGE_3_PANEL_APPOINTED)
MOST_PAPERS = 300
KIND = "panel_bundle"


@dataclass(frozen=True)
class Making:
    """A bundle being changed: by whom, on which case, and the line under which it is written."""

    member: Member
    case: Representation
    bundle: Bundle
    line: Line
    at: datetime

    def papers(self) -> list[BundlePaper]:
        """Its papers in their order."""
        rows = BundlePaper.objects.select_related("document").filter(bundle=self.bundle)
        return list(rows.order_by("position", "pk"))

    def one(self, paper: int) -> BundlePaper:
        """One of its papers by number. Raises NotNow."""
        found = next((one for one in self.papers() if one.pk == paper), None)
        if found is None:
            raise NotNow("That paper is not in this bundle any more. Look at the bundle again.")
        return found


def begin_bundle(*, reference: str, by: Member, at: datetime) -> Bundle:
    """Begin the bundle of a panel; after a frozen one the next version, with the same papers. Raises NotNow, NotYours.

    Where one is being made already, that one is gone on with.
    """
    case, stage = _case_and_stage(reference, by, at)
    there = list(Bundle.objects.select_for_update().filter(stage=stage).order_by("version"))
    if there and there[-1].frozen_at is None:
        return there[-1]
    who = by.account.get_username()
    row = Bundle(stage=stage, version=len(there) + 1, begun_by=who, begun_at=at)
    with writing("begin_bundle", by=who, at=at, reference=reference, version=row.version) as line:
        line.add(row)
        for paper in there[-1].papers.all() if there else ():
            line.add(BundlePaper(bundle=row, document=paper.document, position=paper.position))
    return row


def pick_papers(*, reference: str, papers: Sequence[int], by: Member, at: datetime) -> list[BundlePaper]:
    """Put papers of the case at the end of the bundle, by their numbers. Raises NotNow, naming one that may not be."""
    with making_bundle("pick_papers", reference, by, at) as making:
        there = making.papers()
        wanted = [one for one in papers_to_pick(by, making.case, at=at) if one.pk in set(papers)]
        if len(there) + len(wanted) > MOST_PAPERS:
            raise NotNow(f"A bundle has at most {MOST_PAPERS} papers. Join some of them into one file.")
        _refuse_withheld(wanted, wanted_numbers=set(papers), there=there)
        last = max((one.position for one in there), default=0)
        rows = [
            BundlePaper(bundle=making.bundle, document=one, position=last + number)
            for number, one in enumerate(wanted, start=1)
        ]
        for row in rows:
            making.line.add(row)
        return rows


def drop_paper(*, reference: str, paper: int, by: Member, at: datetime) -> None:
    """Take a paper out of the bundle; it stays on the case. Raises NotNow."""
    with making_bundle("drop_paper", reference, by, at) as making:
        making.line.remove(making.one(paper))


def move_paper(*, reference: str, paper: int, up: bool, by: Member, at: datetime) -> None:
    """Move a paper one place up or down; the first stays first and the last stays last. Raises NotNow."""
    with making_bundle("move_paper", reference, by, at) as making:
        rows = making.papers()
        place = [one.pk for one in rows].index(making.one(paper).pk)
        other = place + (-1 if up else 1)
        if not 0 <= other < len(rows):
            return
        rows[place], rows[other] = rows[other], rows[place]
        for position, row in enumerate(rows, start=1):
            if row.position != position:
                making.line.change(row, position=position)


def look_over(*, reference: str, paper: int, by: Member, at: datetime) -> BundlePaper:
    """Say that somebody looked at every page of a paper that a machine cannot read, and nothing there must be kept.

    Who and when is kept with the paper in this bundle. Raises NotNow.
    """
    with making_bundle("look_over_paper", reference, by, at, paper=paper) as making:
        row = making.one(paper)
        making.line.change(row, looked_over_by=by.account.get_username(), looked_over_at=at)
        return row


def papers_to_pick(member: Member, case: Representation, *, at: datetime) -> QuerySet[Document]:
    """The papers of a case that this person may put before a panel: what they may open and is not sealed."""
    seen = papers_seen(member, case, on=day_of(at), at=at).filter(level__lt=Level.S4)
    return seen.exclude(kind=KIND).order_by("added_at", "pk")


def bundle_in_themaking_bundle(stage: Stage) -> Bundle:
    """The bundle that may still be changed. Raises NotNow where it is frozen, or none was begun."""
    row = Bundle.objects.select_for_update().filter(stage=stage, frozen_at=None).first()
    if row is None:
        raise NotNow(
            "No bundle is being put together. What is frozen is never changed: begin the next version, and change "
            "that."
        )
    return row


def _refuse_withheld(
    wanted: Sequence[Document], wanted_numbers: set[int], there: Sequence[BundlePaper]
) -> None:
    if wanted_numbers - {one.pk for one in wanted} or not wanted:
        raise NotNow("Choose papers of this case that you may open, then add them.")
    double = next((one.document for one in there if one.document_id in wanted_numbers), None)
    if double is not None:
        raise NotNow(f"“{double.title}” is in the bundle already.")
    proposed = next((one for one in wanted if one.redaction == Document.Redaction.PROPOSED), None)
    if proposed is not None:
        raise NotNow(
            f"“{proposed.title}” waits for somebody to approve what was taken out of it. Approve it, then pick it."
        )


@contextmanager
def making_bundle(act: str, reference: str, by: Member, at: datetime, paper: int = 0) -> Iterator[Making]:
    who = by.account.get_username()
    with writing(act, by=who, at=at, reference=reference, paper=paper) as line:
        case, stage = _case_and_stage(reference, by, at)
        yield Making(by, case, bundle_in_themaking_bundle(stage), line, at)


def _case_and_stage(reference: str, by: Member, at: datetime) -> tuple[Representation, Stage]:
    """The case with the stage its panel belongs to, if this person may put its papers together now."""
    case = visible_to(by, day_of(at), at).filter(reference=reference).first()
    if case is None:
        raise NotYours(NOT_FOUND)
    demand_can(by, Act.SEND_PANEL_PAPERS, case, on=day_of(at), part="papers", at=at)
    if state_of(case) not in BEFORE_IT_MEETS:
        raise NotNow(
            f"{reference} is {state_of(case).words}. A bundle is put together from the request for a panel until "
            "it meets."
        )
    return case, Stage.objects.select_related("representation").get(representation=case, stage="stage_3")
