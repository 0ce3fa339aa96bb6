"""A bundle as a page shows it, of a panel or for the Ombudsman: its papers in order, as far as one may open them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from heard.casework.access import can
from heard.casework.acts import state_of
from heard.casework.bundles_for import BEFORE_IT_MEETS, BundleFor
from heard.casework.grants_reading import papers_seen
from heard.casework.performing import day_of
from heard.people.models import Member
from heard.representations.models import Bundle, BundlePaper, Document, OmbudsmanCase, Representation


@dataclass(frozen=True)
class BundleSeen:
    """The newest version of a bundle with the papers this person may open, and every version that is frozen.

    `withheld` counts its papers that they may not open. `may_change` says that they may put it together now.
    `sealed` are frozen versions whose file they may not open; `needs_leave` papers that go only by a decision.
    """

    newest: Bundle | None
    papers: tuple[BundlePaper, ...]
    withheld: int
    frozen: tuple[Bundle, ...]
    to_pick: tuple[Document, ...]
    may_change: bool
    sealed: tuple[Bundle, ...] = ()
    needs_leave: frozenset[int] = frozenset()

    @property
    def in_the_making(self) -> bool:
        """Whether a version may still be changed."""
        return self.newest is not None and self.newest.frozen_at is None


def bundle_seen(
    member: Member, case: Representation, *, at: datetime, ombudsman_case: OmbudsmanCase | None = None
) -> BundleSeen:
    """The bundle of a case through somebody's eyes: of its panel, or for the Ombudsman. Always few statements."""
    of = {"ombudsman_case": ombudsman_case} if ombudsman_case else {"stage__representation": case}
    home = BundleFor(case, ombudsman_case=ombudsman_case)
    versions = list(Bundle.objects.filter(**of).select_related("document").order_by("version"))
    newest = versions[-1] if versions else None
    seen = set(papers_seen(member, case, on=day_of(at), at=at).values_list("pk", flat=True))
    papers = newest.papers.select_related("document", "leave").order_by("position", "pk") if newest else ()
    rows = list(papers)
    shown = tuple(one for one in rows if one.document_id in seen)
    there = {one.document_id for one in rows}
    ruling = can(member, home.act, case, on=day_of(at), part="papers", at=at)
    may_change = ruling.allowed and (ombudsman_case is not None or state_of(case) in BEFORE_IT_MEETS)
    pick = home.to_pick(member, at=at).exclude(pk__in=there) if may_change else Document.objects.none()
    frozen = tuple(one for one in versions if one.frozen_at is not None and one.document_id in seen)
    sealed = tuple(one for one in versions if one.frozen_at is not None and one.document_id not in seen)
    need = {one.pk for one in shown if home.needs_leave(one.document) and not hasattr(one, "leave")}
    return BundleSeen(
        newest, shown, len(rows) - len(shown), frozen, tuple(pick), may_change, sealed, frozenset(need)
    )
