"""Lists beside the Ombudsman's cases: refusals of ours they looked at, what waits to be taken, and talks with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from heard.casework.access_seeing import readable
from heard.casework.looking import visible_to
from heard.casework.permissions import Act, ChartAct, Level, demand
from heard.law.ombudsman_outcomes import outcome_in_words
from heard.people.models import Member
from heard.representations.models import Decision, OmbudsmanCase, OmbudsmanStep, OmbudsmanTalk

# Decisions of ours by which a complaint is not taken, or does not go on.
REFUSED = Q(answer__in=("refused", "not_sufficient"))


@dataclass(frozen=True, slots=True)
class RefusalSeen:
    """A refusal of ours that went to the Ombudsman: what they said of it, and of the case."""

    ombudsman_reference: str
    reference: str
    refused_on: date | None
    word: str
    decision: str
    explained: str


@dataclass(frozen=True, slots=True)
class WaitsSeen:
    """A case that waits to be taken by the Ombudsman: since when."""

    ombudsman_reference: str
    reference: str
    since: date


def refusals_at_the_ombudsman() -> QuerySet[OmbudsmanCase]:
    """Cases of the Ombudsman about which something was refused here, or which say something of a refusal."""
    mine = Decision.objects.filter(REFUSED, representation=OuterRef("about")).order_by("decided_on", "pk")
    rows = OmbudsmanCase.objects.filter(Exists(mine) | Q(word_on_refusal__isnull=False))
    return rows.select_related("word_on_refusal").annotate(refused_on=Subquery(mine.values("decided_on")[:1]))


def refusals_looked_at(member: Member) -> list[RefusalSeen]:
    """Refusals of ours that went to the Ombudsman, on cases this person may see, newest first. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    rows = (
        refusals_at_the_ombudsman().filter(about__in=visible_to(member)).select_related("about", "decision")
    )
    return [_refusal(row) for row in rows.order_by("-received_on", "-pk")]


def words_counted(seen: list[RefusalSeen]) -> tuple[int, int]:
    """Of how many refusals the Ombudsman has said something, and how many of these it accepted: (n, d) as n of d."""
    said = [one for one in seen if one.word and one.word != "Did not look at it"]
    return sum(1 for one in said if one.word.startswith("Accepted")), len(said)


def waiting_to_be_taken(member: Member) -> list[WaitsSeen]:
    """Cases whose last word from the Ombudsman is that they wait to be taken, the longest first. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    last = OmbudsmanStep.objects.filter(case=OuterRef("pk")).order_by("-from_on", "-pk")
    rows = OmbudsmanCase.objects.filter(about__in=visible_to(member), decided_on=None)
    rows = rows.annotate(stands=Subquery(last.values("what")[:1]), since=Subquery(last.values("from_on")[:1]))
    found = rows.filter(stands=OmbudsmanStep.What.WAITS).select_related("about").order_by("since", "pk")
    return [WaitsSeen(one.reference, one.about.reference, one.since) for one in found]  # type: ignore[union-attr]


def talks_seen(member: Member) -> QuerySet[OmbudsmanTalk]:
    """Talks with the Ombudsman, newest first: those about no case, and those on cases this person reads in full.

    Raises NotAllowed for those who keep no Ombudsman file.
    """
    demand(member, ChartAct.RECORD_OMBUDSMAN_TALK)
    rows = OmbudsmanTalk.objects.filter(Q(case=None) | Q(case__about__in=readable(member, level=Level.S3)))
    return rows.select_related("case__about").order_by(F("held_on").desc(), "-pk")


def _refusal(row: OmbudsmanCase) -> RefusalSeen:
    word = getattr(row, "word_on_refusal", None)
    decided = row.decision
    return RefusalSeen(
        ombudsman_reference=row.reference,
        reference=row.about.reference if row.about else "",
        refused_on=row.refused_on,  # type: ignore[attr-defined]
        word=str(word.get_word_display()) if word else "",
        decision=decided.label if decided else "",
        explained=outcome_in_words(decided.means if decided else "", is_decided=decided is not None),
    )
