"""What is spread of learning: good practice to search, guidance and who signed it, and what the public is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from heard.casework import four_eyes
from heard.casework.choosing import name_of
from heard.casework.learning_read import learning_of
from heard.casework.looking import PAGE
from heard.casework.office_asking import at_work
from heard.casework.permissions import Act, demand
from heard.casework.reading_words import folded
from heard.casework.you_said import content_of, public_now
from heard.outcomes.models import GoodPractice, Guidance, GuidanceReader, YouSaid
from heard.people.models import Member
from heard.representations.models import SecondPerson

MOST_NOTES = 500


@dataclass(frozen=True, slots=True)
class ToRead:
    """Guidance that somebody has to read or has signed. `is_late` once its day has gone by unsigned."""

    guidance: Guidance
    signed_on: date | None
    is_late: bool
    chased_times: int


@dataclass(frozen=True, slots=True)
class GuidanceSeen:
    """Guidance that was sent: how many of how many signed, and who has not yet, with how often they were chased."""

    guidance: Guidance
    signed: int
    readers: int
    waiting: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class YouSaidSeen:
    """What the public is, was or is to be told; `standing` says which, `learning` its number where one may read it."""

    row: YouSaid
    standing: str
    learning: int | None


def practice_found(member: Member, words: str = "", page: int = 1) -> tuple[list[GoodPractice], int, int]:
    """The notes of good practice in which every word stands, the newest first; how many, and which page it is."""
    demand(member, Act.SEE_LEARNING)
    wanted = folded(words).split()
    rows = GoodPractice.objects.filter(taken_back_on=None)[:MOST_NOTES]
    found = [one for one in rows if all(word in folded(f"{one.title} {one.words}") for word in wanted)]
    page = min(max(page, 1), max(1, -(-len(found) // PAGE)))
    return found[(page - 1) * PAGE : page * PAGE], len(found), page


def to_read(member: Member, *, today: date) -> list[ToRead]:
    """What was sent to somebody to read: first what they have not signed, the earliest day first."""
    demand(member, Act.SEE_LEARNING)
    rows = GuidanceReader.objects.filter(member=member).select_related("guidance")
    seen = [
        ToRead(
            one.guidance,
            one.signed_on,
            one.signed_on is None and one.guidance.read_by < today,
            one.chased_times,
        )
        for one in rows
    ]
    return sorted(seen, key=lambda one: (one.signed_on is not None, one.guidance.read_by, one.guidance.pk))


def waits_to_be_read(member: Member) -> int:
    """How many notes somebody has still to read and sign."""
    return GuidanceReader.objects.filter(member=member, signed_on=None).count()


def guidance_sent(member: Member, *, today: date) -> list[GuidanceSeen]:
    """Guidance that was sent, the latest first, with who has not signed and still works here. Raises NotAllowed."""
    demand(member, Act.KEEP_LEARNING)
    notes = Guidance.objects.annotate(
        sent=Count("readers"), signed=Count("readers", filter=Q(readers__signed_on__isnull=False))
    )[:100]
    rows = GuidanceReader.objects.filter(
        signed_on=None, guidance__in=[one.pk for one in notes], member__in=at_work(today).values("pk")
    )
    waiting: dict[int, list[tuple[str, int]]] = {}
    for row in rows.select_related("member__account").order_by("member__account__first_name", "pk"):
        waiting.setdefault(row.guidance_id, []).append((name_of(row.member), row.chased_times))
    return [GuidanceSeen(one, one.signed, one.sent, tuple(waiting.get(one.pk, ()))) for one in notes]


def you_said_seen(member: Member) -> list[YouSaidSeen]:
    """Everything written for the public: what waits first, then what is public, then what was taken back."""
    demand(member, Act.TELL_PUBLIC)
    rows = list(YouSaid.objects.select_related("asked"))
    public = {one.pk for one in public_now()}
    mine = set(learning_of(member).filter(you_said__in=rows).values_list("pk", flat=True))
    seen = [
        YouSaidSeen(one, _standing(one, public), one.learning_id if one.learning_id in mine else None)
        for one in rows
    ]
    return sorted(seen, key=lambda one: (ORDER.index(one.standing), -one.row.pk))


ORDER = ("draft", "refused", "asked", "agreed", "changed", "public", "taken_back")


def _standing(row: YouSaid, public: set[int]) -> str:
    if row.taken_back_on is not None:
        return "taken_back"
    if row.released_on is not None:
        return "public" if row.pk in public else "changed"
    asked = row.asked
    if asked is None or asked.digest != four_eyes.fingerprint_of(content_of(row)):
        return "draft"
    return {SecondPerson.Answer.APPROVED: "agreed", SecondPerson.Answer.REFUSED: "refused"}.get(
        SecondPerson.Answer(asked.answer), "asked"
    )


def for_public() -> Sequence[YouSaid]:
    """What the public reads now. It asks for nobody: whoever looks is not known."""
    return public_now()
