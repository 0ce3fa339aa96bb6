"""Freezing a bundle: checked once more, made into one numbered file, filed under its digest, never changed again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from heard.casework.bundles import Making, making_bundle
from heard.casework.bundles_checking import Fault, check_papers, still_there
from heard.casework.bundles_chronology import chronology_pages
from heard.casework.bundles_disputed import disputed_pages
from heard.casework.bundles_pages import Placed, one_file
from heard.casework.filing import file_paper, read_paper
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import Level
from heard.law.working_days import in_words
from heard.people.models import Member
from heard.representations.models import Bundle, BundlePaper, Document


class NotToBeFrozen(NotNow):
    """Something must be mended first. `faults` names each paper and page."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        named = " ".join(f"“{one.title}”: {one.words}" for one in faults)
        super().__init__(f"The bundle cannot be frozen. {named}")


def freeze_bundle(*, reference: str, by: Member, at: datetime, ombudsman_reference: str = "") -> Bundle:
    """Freeze the bundle as it stands: one PDF with a contents page and numbered pages, kept under its digest.

    For the Ombudsman its chronology comes first. The finished file is read back before it is kept.

    Raises NotToBeFrozen, naming each page with something protected and each that nobody has read; NotNow, NotYours.
    """
    with (
        transaction.atomic(),
        making_bundle("freeze_bundle", reference, by, at, ombudsman_reference) as making,
    ):
        papers = making.papers()
        _refuse_empty(making, papers)
        checked = check_papers(making.home, papers)
        if checked.faults:
            raise NotToBeFrozen(checked.faults)
        first = [*disputed_pages(making.home), *chronology_pages(making.bundle)]
        content, places = one_file(*_head(making), [*first, *checked.bound])
        if left := still_there(making.home, content):
            raise NotToBeFrozen(left)
        _keep(making, papers, places[len(first) :], _filed(making, papers, content))
        return making.bundle


def frozen_file(bundle: Bundle) -> bytes:
    """The file of a frozen bundle, held against its digest. Raises NotAsFiled, or NotNow where it is not frozen."""
    if bundle.document is None:
        raise NotNow("This bundle is not frozen yet, so there is no file of it.")
    return read_paper(bundle.document)


def _refuse_empty(making: Making, papers: Sequence[BundlePaper]) -> None:
    if not papers:
        raise NotNow("There is no paper in the bundle. Pick its papers first.")
    may = set(making.home.to_pick(making.member, at=making.at).values_list("pk", flat=True))
    if any(one.document_id not in may for one in papers):
        raise NotNow("The bundle holds a paper that you may not open. Somebody who may has to freeze it.")


def _head(making: Making) -> tuple[str, list[str]]:
    head = making.home.head(making.bundle.version)
    made = f"Put together and frozen on {in_words(day_of(making.at))}. It holds private matters of a family."
    return head, [made, making.home.says]


def _filed(making: Making, papers: Sequence[BundlePaper], content: bytes) -> Document:
    return file_paper(
        reference=making.case.reference,
        title=making.home.title(making.bundle.version),
        kind=making.home.kind,
        level=Level(max(one.document.level for one in papers)),
        content=content,
        media_type="application/pdf",
        by=making.member.account.get_username(),
        at=making.at,
    )


def _keep(
    making: Making,
    papers: Sequence[BundlePaper],
    places: Sequence[Placed],
    document: Document,
) -> None:
    for paper, place in zip(papers, places, strict=True):
        making.line.change(paper, first_page=place.first, last_page=place.last)
    making.line.change(
        making.bundle,
        frozen_by=making.member.account.get_username(),
        frozen_at=making.at,
        digest=document.digest,
        document=document,
        pages=places[-1].last,
    )
    making.line.said["digest"] = document.digest
