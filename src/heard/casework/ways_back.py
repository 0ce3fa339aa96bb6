"""A link by e-mail to come back by: sent to an address that is on record already, good once, for an hour.

Whoever asks is told the same whatever we know, and what is kept of the link is only what recognises it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from heard.casework.codes import Reader
from heard.casework.mail_addresses import reply_address
from heard.casework.my_page import FAMILY
from heard.casework.sealing import tag, tags
from heard.people.models import Contact
from heard.representations.models import Party, WayBack

RUNS_FOR = timedelta(hours=1)
KEPT_FOR = timedelta(days=2)
# So many links go to one person in an hour, so that nobody's letter box is filled by somebody else.
MOST_AN_HOUR = 3
WAY = "way back"
BY_E_MAIL = ("email", "e-mail", "Email", "E-mail")


@dataclass(frozen=True, slots=True)
class LinkToSend:
    """A link that is to go out: the address it goes to, the secret in it, and where an answer joins the case."""

    to: str
    secret: str
    reply_to: str = ""


def ask_for_link(*, reference: str, address: str, at: datetime) -> LinkToSend | None:
    """A link for whoever of this case has this address on record and did not call it unsafe; else None.

    The caller answers the same either way, and sends after it has answered.
    """
    party = _party(reference.strip(), address.strip())
    if party is None:
        return None
    lately = WayBack.objects.filter(
        representation=party.representation_id, person=party.person_id, made_at__gt=at - RUNS_FOR
    )
    if lately.count() >= MOST_AN_HOUR:
        return None
    return link_for(party, address.strip(), at=at)


def link_for(party: Party, address: str, *, at: datetime) -> LinkToSend:
    """A link for somebody of a case to their own address."""
    secret = secrets.token_urlsafe(32)
    WayBack.objects.create(
        representation_id=party.representation_id,
        person_id=party.person_id,
        tag=tag(WAY, secret),
        sent_to=address[:300],
        made_at=at,
    )
    return LinkToSend(address, secret, reply_address(party.representation, party.person))


def use_link(secret: str, *, at: datetime) -> Reader | None:
    """Whose page a link opens: once, within the hour, and only while the address is still theirs and safe."""
    rows = WayBack.objects.filter(tag__in=tags(WAY, secret[:100]), used_at=None, made_at__gt=at - RUNS_FOR)
    row = rows.select_related("representation").first()
    if row is None or _party(row.representation.reference, row.sent_to) is None:
        return None
    if not WayBack.objects.filter(pk=row.pk, used_at=None).update(used_at=at):
        return None
    return Reader(row.representation_id, row.person_id)


def drop_old(*, at: datetime) -> int:
    """Throw away links of two days ago. How many went."""
    return WayBack.objects.filter(made_at__lte=at - KEPT_FOR).delete()[0]


def _party(reference: str, address: str) -> Party | None:
    if not reference or "@" not in address:
        return None
    theirs = Contact.objects.filter(Q(way__in=BY_E_MAIL), value__iexact=address).exclude(is_safe=False)
    found = Party.objects.filter(
        representation__reference=reference, part__in=FAMILY, person__in=theirs.values("person_id")
    )
    return found.select_related("representation", "person").order_by("pk").first()
