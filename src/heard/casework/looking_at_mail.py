"""E-mail that came in, through somebody's eyes: what waits, what became of the rest, and what each may belong to.

Whoever may put a case on record sees what waits, but for a mail that may belong to a case which they do not see.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from heard.casework.access_seeing import in_force
from heard.casework.looking import PAGE, NotYours, kind_words, readable_by, visible_to
from heard.casework.mail_marks import MARKS
from heard.casework.permissions import ChartAct, demand, may
from heard.people.models import Member
from heard.representations.models import ArrivedMail, MailAttachment, MailMatch, Party, Representation

NO_MAIL = "We cannot find that e-mail. Somebody may have seen to it: look at the list of what waits."
Standing = ArrivedMail.Standing
VIEWS = ("waiting", "automatic", "joined", "aside")
BEGINNING = 160
# So long what became of an e-mail stands in the lists.
LATELY = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class MailSeen:
    """One mail in a list."""

    number: int
    sender: str
    subject: str
    begins: str
    received_at: datetime
    files: int
    reference: str
    aside: str


@dataclass(frozen=True, slots=True)
class MailsSeen:
    """A page of mails, how many there are, and how many of each view."""

    rows: tuple[MailSeen, ...]
    total: int
    page: int
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Fitting:
    """A case that a mail may belong to: why, and the person it may be from."""

    reference: str
    kind: str
    received_on: date
    standing: str
    why: tuple[str, ...]
    person: int | None


@dataclass(frozen=True)
class OneMail:
    """A mail as its page shows it."""

    row: ArrivedMail
    files: tuple[MailAttachment, ...]
    marks: tuple[str, ...]
    fits: tuple[Fitting, ...]
    reference: str


@dataclass(frozen=True, slots=True)
class WhoWrote:
    """Somebody on a case from whom a mail may be; `known` says that its sender's address is on record as theirs."""

    person: int
    name: str
    part: str
    known: bool


def mails_seen(member: Member, *, view: str, page: int, at: datetime) -> MailsSeen:
    """What waits, the longest first, or what became of the rest, the newest first. Raises NotAllowed."""
    view = view if view in VIEWS else "waiting"
    every = _seen_by(member)
    counted = every.aggregate(**{one: Count("pk", filter=_in(one, at)) for one in VIEWS})
    found = every.filter(_in(view, at)).select_related("representation")
    order = ("received_at", "pk") if view in ("waiting", "automatic") else ("-settled_at", "-pk")
    total = counted[view]
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    files = Count("attachments")
    rows = found.annotate(files=files).order_by(*order)[(page - 1) * PAGE : page * PAGE]
    return MailsSeen(tuple(map(_seen, rows)), total, page, counted)


def mail_for(member: Member, number: int) -> OneMail:
    """One mail that this person may see. Raises NotYours, the same where there is none; NotAllowed."""
    row = _seen_by(member).filter(pk=number).select_related("representation", "person").first()
    if row is None:
        raise NotYours(NO_MAIL)
    return OneMail(
        row=row,
        files=tuple(row.attachments.select_related("document").order_by("position")),
        marks=tuple(MARKS[one] for one in row.marks.split(",") if one in MARKS),
        fits=tuple(_fits(member, row)) if row.standing == Standing.HELD else (),
        reference=row.representation.reference if row.representation else "",
    )


def waiting_mail(member: Member, number: int) -> OneMail:
    """One mail that still waits. Raises NotYours, NotAllowed."""
    one = mail_for(member, number)
    if one.row.standing != Standing.HELD:
        raise NotYours(NO_MAIL)
    return one


def joined_mail(member: Member, number: int) -> OneMail:
    """One mail that was put on a case which this person reads. Raises NotYours, NotAllowed."""
    one = mail_for(member, number)
    if one.row.standing != Standing.JOINED:
        raise NotYours(NO_MAIL)
    return one


def waiting_for(member: Member | None) -> tuple[int, datetime | None]:
    """How many mails wait that this person would see to, and when the first of them came."""
    if member is None or not may(member, ChartAct.RECEIVE):
        return 0, None
    waiting = list(ArrivedMail.objects.filter(_in("waiting", None)).order_by().values_list("pk", flat=True))
    if not waiting:
        return 0, None
    found = _seen_by(member).filter(pk__in=waiting).aggregate(number=Count("pk"), first=Min("received_at"))
    return found["number"], found["first"]


def who_wrote(member: Member, case: Representation, sender: str) -> list[WhoWrote]:
    """The people of a case from whom a mail may be, those whose address it is first."""
    rows = (
        Party.objects.filter(representation=case)
        .select_related("person")
        .prefetch_related("person__contacts")
    )
    found: dict[int, WhoWrote] = {}
    for row in rows.order_by("pk"):
        known = bool(sender) and any(one.value.lower() == sender for one in row.person.contacts.all())
        found.setdefault(
            row.person_id, WhoWrote(row.person_id, row.person.name, str(row.get_part_display()), known)
        )
    return sorted(found.values(), key=lambda one: not one.known)


def case_to_join(member: Member, reference: str) -> Representation:
    """A case on which this person may put a mail: one they read. Raises NotYours."""
    row = readable_by(member).filter(reference__iexact=reference.strip()).select_related("kind_term").first()
    if row is None:
        raise NotYours("We cannot find that case among those you may read. Check the number.")
    return row


def waiting_in_all() -> int:
    """How many mails wait, whoever may see them."""
    return ArrivedMail.objects.filter(standing=Standing.HELD).count()


def seen_by_nobody(*, on: date) -> list[int]:
    """Mails that wait and that nobody at work may see, because each may belong to a case kept from all of them."""
    left = set(ArrivedMail.objects.filter(standing=Standing.HELD).values_list("pk", flat=True))
    for member in Member.objects.filter(in_force(on)).order_by("pk"):
        if left and may(member, ChartAct.RECEIVE):
            left -= set(_seen_by(member, on).filter(pk__in=left).values_list("pk", flat=True))
    return sorted(left)


def _seen_by(member: Member, on: date | None = None) -> QuerySet[ArrivedMail]:
    demand(member, ChartAct.RECEIVE)
    hidden = MailMatch.objects.filter(mail=OuterRef("pk")).exclude(representation__in=visible_to(member, on))
    theirs = Q(representation=None) | Q(representation__in=readable_by(member, on))
    return ArrivedMail.objects.filter(~Exists(hidden) & theirs)


def _in(view: str, at: datetime | None) -> Q:
    if view in ("waiting", "automatic"):
        return Q(standing=Standing.HELD, is_automatic=view == "automatic")
    standings = [Standing.SET_ASIDE] if view == "aside" else [Standing.JOINED, Standing.MADE]
    return Q(standing__in=standings) & (Q(settled_at__gt=at - LATELY) if at else Q())


def _seen(row: ArrivedMail) -> MailSeen:
    return MailSeen(
        number=row.pk,
        sender=row.sender_shown or row.sender,
        subject=row.subject,
        begins=_beginning(row.words),
        received_at=row.received_at,
        files=row.files,  # type: ignore[attr-defined]
        reference=row.representation.reference if row.representation else "",
        aside=str(row.get_aside_display()) if row.aside else "",
    )


def _beginning(words: str) -> str:
    said = " ".join(words[: BEGINNING * 2].split())
    return said if len(said) <= BEGINNING else f"{said[:BEGINNING].rstrip()}…"


def _fits(member: Member, row: ArrivedMail) -> list[Fitting]:
    found = MailMatch.objects.filter(mail=row, representation__in=readable_by(member))
    by_case: dict[int, list[MailMatch]] = {}
    for one in found.select_related("representation__kind_term").order_by("pk"):
        by_case.setdefault(one.representation_id, []).append(one)
    return [
        Fitting(
            reference=rows[0].representation.reference,
            kind=kind_words(rows[0].representation),
            received_on=rows[0].representation.received_on,
            standing=rows[0].representation.standing,
            why=tuple(str(one.get_why_display()) for one in rows),
            person=next((one.person_id for one in rows if one.person_id), None),
        )
        for rows in by_case.values()
    ]
