"""The bundle of a panel as a page shows it: its papers in order, as far as whoever looks may open them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from heard.casework.access import can
from heard.casework.acts import state_of
from heard.casework.bundles import BEFORE_IT_MEETS, papers_to_pick
from heard.casework.grants_reading import papers_seen
from heard.casework.performing import day_of
from heard.law.procedure import Act
from heard.people.models import Member
from heard.representations.models import Bundle, BundlePaper, Document, Representation


@dataclass(frozen=True)
class BundleSeen:
    """The newest version of a bundle with the papers this person may open, and every version that is frozen.

    `withheld` counts its papers that they may not open. `may_change` says that they may put it together now.
    """

    newest: Bundle | None
    papers: tuple[BundlePaper, ...]
    withheld: int
    frozen: tuple[Bundle, ...]
    to_pick: tuple[Document, ...]
    may_change: bool

    @property
    def in_the_making(self) -> bool:
        """Whether a version may still be changed."""
        return self.newest is not None and self.newest.frozen_at is None


def bundle_seen(member: Member, case: Representation, *, at: datetime) -> BundleSeen:
    """The bundle of a case through somebody's eyes. Always the same few statements."""
    versions = list(
        Bundle.objects.filter(stage__representation=case).select_related("document").order_by("version")
    )
    newest = versions[-1] if versions else None
    seen = set(papers_seen(member, case, on=day_of(at), at=at).values_list("pk", flat=True))
    rows = list(newest.papers.select_related("document").order_by("position", "pk")) if newest else []
    shown = tuple(one for one in rows if one.document_id in seen)
    there = {one.document_id for one in rows}
    ruling = can(member, Act.SEND_PANEL_PAPERS, case, on=day_of(at), part="papers", at=at)
    may_change = ruling.allowed and state_of(case) in BEFORE_IT_MEETS
    pick = (
        papers_to_pick(member, case, at=at).exclude(pk__in=there) if may_change else Document.objects.none()
    )
    frozen = tuple(one for one in versions if one.frozen_at is not None and one.document_id in seen)
    return BundleSeen(newest, shown, len(rows) - len(shown), frozen, tuple(pick), may_change)
