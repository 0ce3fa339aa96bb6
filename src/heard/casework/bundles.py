"""A bundle while it is put together, for a panel or for the Ombudsman: begun, papers picked, ordered, looked over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from heard.casework.bundles_for import BundleFor, bundle_for
from heard.casework.performing import NotNow
from heard.casework.writing import Line, writing
from heard.people.models import Member
from heard.representations.models import Bundle, BundleLeave, BundlePaper, Document, Representation

MOST_PAPERS = 300


@dataclass(frozen=True)
class Making:
    """A bundle being changed: by whom, on which case, and the line under which it is written."""

    member: Member
    home: BundleFor
    bundle: Bundle
    line: Line
    at: datetime

    @property
    def case(self) -> Representation:
        """The case it is of."""
        return self.home.case

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


def begin_bundle(*, reference: str, by: Member, at: datetime, ombudsman_reference: str = "") -> Bundle:
    """Begin a bundle; after a frozen one the next version, with the same papers. Raises NotNow, NotYours, NotOnRecord.

    Where one is being made already, that one is gone on with. `ombudsman_reference` says that it is for the Ombudsman.
    """
    home = bundle_for(reference, by, at, ombudsman_reference)
    there = list(home.versions().select_for_update())
    if there and there[-1].frozen_at is None:
        return there[-1]
    who = by.account.get_username()
    row = Bundle(**home.key, version=len(there) + 1, begun_by=who, begun_at=at)
    with writing("begin_bundle", by=who, at=at, reference=reference, version=row.version) as line:
        line.add(row)
        for paper in there[-1].papers.all() if there else ():
            copied = BundlePaper(bundle=row, document=paper.document, position=paper.position)
            line.add(copied)
            _take_along(line, paper, copied)
        for one in there[-1].chronology.all() if there else ():
            one.pk, one.bundle = None, row
            line.add(one)
    return row


def pick_papers(
    *, reference: str, papers: Sequence[int], by: Member, at: datetime, ombudsman_reference: str = ""
) -> list[BundlePaper]:
    """Put papers of the case at the end of the bundle, by their numbers. Raises NotNow, naming one that may not be."""
    with making_bundle("pick_papers", reference, by, at, ombudsman_reference) as making:
        there = making.papers()
        wanted = [one for one in making.home.to_pick(by, at=at) if one.pk in set(papers)]
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


def drop_paper(
    *, reference: str, paper: int, by: Member, at: datetime, ombudsman_reference: str = ""
) -> None:
    """Take a paper out of the bundle; it stays on the case. Raises NotNow."""
    with making_bundle("drop_paper", reference, by, at, ombudsman_reference) as making:
        making.line.remove(making.one(paper))


def move_paper(
    *, reference: str, paper: int, up: bool, by: Member, at: datetime, ombudsman_reference: str = ""
) -> None:
    """Move a paper one place up or down; the first stays first and the last stays last. Raises NotNow."""
    with making_bundle("move_paper", reference, by, at, ombudsman_reference) as making:
        rows = making.papers()
        place = [one.pk for one in rows].index(making.one(paper).pk)
        other = place + (-1 if up else 1)
        if not 0 <= other < len(rows):
            return
        rows[place], rows[other] = rows[other], rows[place]
        for position, row in enumerate(rows, start=1):
            if row.position != position:
                making.line.change(row, position=position)


def look_over(
    *, reference: str, paper: int, by: Member, at: datetime, ombudsman_reference: str = ""
) -> BundlePaper:
    """Say that somebody looked at every page of a paper that a machine cannot read, and nothing there must be kept.

    Who and when is kept with the paper in this bundle. Raises NotNow.
    """
    with making_bundle("look_over_paper", reference, by, at, ombudsman_reference, paper=paper) as making:
        row = making.one(paper)
        making.line.change(row, looked_over_by=by.account.get_username(), looked_over_at=at)
        return row


def _take_along(line: Line, before: BundlePaper, now: BundlePaper) -> None:
    """A decision that a paper goes along stands for the next version too."""
    leave = BundleLeave.objects.filter(paper=before).first()
    if leave is not None:
        line.add(
            BundleLeave(
                paper=now, decided_by=leave.decided_by, decided_at=leave.decided_at, reason=leave.reason
            )
        )


def bundle_in_the_making(home: BundleFor) -> Bundle:
    """The bundle that may still be changed. Raises NotNow where it is frozen, or none was begun."""
    row = home.versions().select_for_update().filter(frozen_at=None).first()
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
def making_bundle(
    act: str, reference: str, by: Member, at: datetime, ombudsman_reference: str = "", paper: int = 0
) -> Iterator[Making]:
    """Change the bundle that is being made, under one line of the ledger. Raises as `bundle_for`, and NotNow."""
    who = by.account.get_username()
    with writing(act, by=who, at=at, reference=reference, paper=paper) as line:
        home = bundle_for(reference, by, at, ombudsman_reference)
        yield Making(by, home, bundle_in_the_making(home), line, at)
