"""Taking down what somebody said by telephone, in a letter or an e-mail: on record at once, with what they need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from heard.casework import intake_receiving, linking, parties
from heard.casework.finding_cases import holding_any
from heard.casework.intake_receiving import Said
from heard.casework.looking import kind_words
from heard.casework.reading_words import side_by_side
from heard.people.models import Member
from heard.representations.models import Party, Representation

MOST = 10
# So many letters at the beginning are the same where a message was sent twice.
SAME_BEGINNING = 80


@dataclass(frozen=True, slots=True)
class Likely:
    """A case that may be about the same: what it is, and why it is shown."""

    reference: str
    kind: str
    received_on: date
    standing: str
    because: str
    words: str


def take_down(*, said: Said, needs: str, belongs_with: str, by: str, at: datetime) -> Representation:
    """Put on record what was said, what is done differently for them, and the case it belongs with, all or nothing.

    Raises as `receive` does, and NoSuchCase or NotNow where the other case cannot be linked.
    """
    with transaction.atomic():
        case = intake_receiving.receive(said=said, by=by, at=at)
        named: dict[str, Any] = {"reference": case.reference, "day": said.received_on, "by": by, "at": at}
        if needs.strip():
            asked = "Asked for when it was said."
            parties.record_adjustment(what=needs.strip(), reason=asked, decided_by=by, **named)
        if belongs_with:
            linking.link(
                to=belongs_with, because="same_matter", words="Found when it was taken down.", **named
            )
    return case


def already_here(member: Member, *, names: list[str], words: str) -> list[Likely]:
    """Cases of those this person may read that may be about the same: by name, by a reference, by the first words.

    The index of words finds the few that come into question, and only these are looked at.
    """
    beginning = words.strip()[:SAME_BEGINNING]
    mentioned = [one.strip(".,;:()") for one in words.split() if any(letter.isdigit() for letter in one)][:50]
    asked, sought = Q(reference__in=mentioned), []
    for name in filter(None, (one.strip() for one in names)):
        asked |= Q(Exists(Party.objects.filter(representation=OuterRef("pk"), person__name__iexact=name)))
        sought.append(side_by_side(name))
    if len(beginning) == SAME_BEGINNING:
        asked |= Q(words__istartswith=beginning)
        sought.append(side_by_side(beginning.rsplit(maxsplit=1)[0]))  # The last word may be cut short.
    rows = holding_any(member, sought, or_named=mentioned).filter(asked).select_related("kind_term")
    return [_likely(row, beginning, mentioned) for row in rows.order_by("-received_on", "-pk")[:MOST]]


def _likely(row: Representation, beginning: str, mentioned: list[str]) -> Likely:
    if row.reference in mentioned:
        because = "The words name its reference"
    elif len(beginning) == SAME_BEGINNING and row.words.lower().startswith(beginning.lower()):
        because = "It begins with the same words"
    else:
        because = "Somebody of the same name is in it"
    return Likely(row.reference, kind_words(row), row.received_on, row.standing, because, row.words[:300])
