"""Holds: what must not be erased whatever its age. One person places one; two release it; it wins over any purge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from heard.casework import four_eyes
from heard.casework.acts import OPEN_STATES
from heard.casework.new_details import fitting
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.writing import Line, writing
from heard.law.working_days import in_words
from heard.outcomes.models import LegalHold, Theme, ThemedCase
from heard.people.models import Member, Person, Service, Team, Term
from heard.representations.models import (
    Appointment,
    Party,
    Representation,
    RepresentationNature,
    SecondPerson,
    Stage,
)

What, Source = LegalHold.What, LegalHold.Source
LOCK = 0x484F4C44
LONGEST_UNTIL_REVIEW = timedelta(days=366)
RELEASE = "release_legal_hold"


class Held(Exception):
    """Something is held and was not erased; the message says why and until when."""

    def __init__(self, reference: str, holds: Sequence[LegalHold]) -> None:
        self.holds = tuple(holds)
        why = "; ".join(in_words_of(one) for one in holds)
        super().__init__(
            f"{reference} was not erased, because it is held. {why}. Two persons can release a hold."
        )


class NotHeld(Exception):
    """The hold cannot be placed or released so; the message says why and what to do."""


@dataclass(frozen=True)
class About:
    """What a hold is about: exactly one of these, a period with both days, or everything."""

    case: Representation | None = None
    person: Person | None = None
    team: Team | None = None
    service: Service | None = None
    theme: Theme | None = None
    category: Term | None = None
    period: tuple[date, date] | None = None
    everything: bool = False

    @property
    def what(self) -> LegalHold.What:
        """Which of the six it is. Raises NotHeld."""
        given = [
            what
            for what, there in (
                (What.CASE, self.case), (What.PERSON, self.person), (What.PLACE, self.team or self.service),
                (What.THEME, self.theme or self.category), (What.PERIOD, self.period),
                (What.EVERYTHING, self.everything or None),
            )
            if there is not None
        ]  # fmt: skip
        if len(given) != 1:
            raise NotHeld("Say what is held: one case, person, place, theme or period, or everything.")
        return given[0]


def place_hold(
    *,
    about: About,
    source: str,
    because: str,
    by: Member,
    at: datetime,
    review_on: date,
    ends_on: date | None = None,
) -> LegalHold:
    """Place a hold from today on; what it is about is not erased while it stands. Raises NotHeld, NotAllowed."""
    demand(by, Act.PLACE_HOLD)
    reference = about.case.reference if about.case else ""
    with writing("place_legal_hold", by=by.account.username, at=at, reference=reference) as line:
        return hold_within(
            line, about=about, source=source, because=because, review_on=review_on, ends_on=ends_on
        )


def hold_within(
    line: Line, *, about: About, source: str, because: str, review_on: date, ends_on: date | None = None
) -> LegalHold:
    """Place a hold as part of another act, such as taking a request for a file. Raises NotHeld.

    It waits for a purge that is under way; where that has just erased the case, it says so.
    """
    on = day_of(line.at)
    _refuse(about, because, on, review_on, ends_on)
    hold_the_holds()
    if about.case and not Representation.objects.filter(pk=about.case.pk).exists():
        raise NotHeld(f"{about.case.reference} has just been erased: there is nothing left to hold.")
    row = LegalHold(
        what=about.what, source=source, because=fitting(because, 500), begins_on=on, ends_on=ends_on,
        review_on=review_on, placed_by=line.by, placed_at=line.at, representation=about.case,
        reference=about.case.reference if about.case else "", person=about.person, team=about.team,
        service=about.service, theme=about.theme, category=about.category,
        from_on=about.period[0] if about.period else None, until_on=about.period[1] if about.period else None,
    )  # fmt: skip
    line.add(row)
    return row


def holds_on(case: Representation, *, on: date) -> list[LegalHold]:
    """The holds by which a case must not be erased on a day, the oldest first."""
    return holds_of([case.pk], on=on).get(case.pk, [])


def holds_of(cases: Sequence[int], *, on: date) -> dict[int, list[LegalHold]]:
    """The holds by which each of these cases must not be erased. Two statements, however many cases and holds."""
    holds = list(standing(on))
    if not holds:
        return {}
    asked = {f"hold_{one.pk}": Exists(_reached_by(one).filter(pk=OuterRef("pk"))) for one in holds}
    rows = Representation.objects.filter(pk__in=cases).order_by().annotate(**asked).values("pk", *asked)
    return {row["pk"]: [one for one in holds if row[f"hold_{one.pk}"]] for row in rows}


def standing(on: date) -> QuerySet[LegalHold]:
    """The holds that stand on a day: begun, not released, and not past the last day they were given."""
    return (
        LegalHold.objects.select_related("representation", "person", "team", "service", "theme", "category")
        .filter(begins_on__lte=on, released_on=None)
        .filter(Q(ends_on=None) | Q(ends_on__gte=on))
    )


def ask_to_release(*, hold: LegalHold, because: str, by: Member, at: datetime) -> SecondPerson:
    """Ask that a hold is released, and say why. A second person agrees to exactly this. Raises NotHeld, NotAllowed."""
    demand(by, Act.PLACE_HOLD)
    if not because.strip():
        raise NotHeld("Say why what was held may be erased now. Write the reason, then ask.")
    if hold.released_on is not None:
        raise NotHeld(f"This hold was released on {in_words(hold.released_on)}.")
    content = _releasing(hold, because)
    return four_eyes.ask(act=RELEASE, reference=_reference(hold), content=content, by=by, at=at)


def release_hold(*, hold: LegalHold, agreed: int, because: str, by: Member, at: datetime) -> LegalHold:
    """Release a hold as two persons agreed. Raises NotAgreed, NotAllowed."""
    demand(by, Act.PLACE_HOLD)
    reference, content = _reference(hold), _releasing(hold, because)
    with writing(RELEASE, by=by.account.username, at=at, reference=reference) as line:
        two = four_eyes.use(line, number=agreed, act=RELEASE, reference=reference, content=content)
        line.change(
            hold,
            released_on=day_of(at),
            released_because=fitting(because, 500),
            released_by=two.asked_by.account.username,
            release_agreed_by=two.answered_by.account.username if two.answered_by else "",
        )
    return hold


def in_words_of(hold: LegalHold) -> str:
    """A hold in one line: of what, on whose behalf, since when and until when."""
    until = f", until {in_words(hold.ends_on)}" if hold.ends_on else ""
    return (
        f"{hold.get_what_display()} {subject_of(hold)}".rstrip()
        + f": {hold.get_source_display().lower()}, since {in_words(hold.begins_on)}{until}"
    )


def subject_of(hold: LegalHold) -> str:
    """What a hold is about, named; nothing for everything, or where the case is gone."""
    if hold.what == What.PERIOD and hold.from_on and hold.until_on:
        return f"{in_words(hold.from_on)} to {in_words(hold.until_on)}"
    named = hold.person or hold.team or hold.service or hold.theme or hold.category
    return hold.reference or (str(getattr(named, "label", "") or getattr(named, "name", "")) if named else "")


def hold_the_holds() -> None:
    """One at a time: erasing a case, or placing a hold. SQLite's IMMEDIATE transactions already see to it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _reached_by(hold: LegalHold) -> QuerySet[Representation]:
    """The cases that a hold is about."""
    cases = Representation.objects.order_by()
    if hold.what == What.CASE:
        return cases.filter(legal_holds=hold.pk)
    if hold.what == What.PERSON:
        return cases.filter(_of_person(hold.person_id))
    if hold.what == What.PLACE and hold.team_id:
        return cases.filter(team=hold.team_id)
    if hold.what == What.PLACE:
        return cases.filter(Q(service=hold.service_id) | Q(team__service=hold.service_id))
    if hold.what == What.THEME and hold.theme_id:
        return cases.filter(pk__in=ThemedCase.objects.filter(theme=hold.theme_id).values("representation"))
    if hold.what == What.THEME:
        natures = RepresentationNature.objects.filter(term=hold.category_id)
        return cases.filter(pk__in=natures.values("representation"))
    if hold.what == What.PERIOD:
        return cases.filter(pk__in=Representation.objects.filter(_of_period(hold)).values("pk"))
    return cases


def _of_person(person: int | None) -> Q:
    """The cases in which somebody stands, was appointed or answered."""
    found = Q()
    for rows in (
        Party.objects.filter(person=person),
        Appointment.objects.filter(person=person),
        Stage.objects.filter(manager=person),
    ):
        found |= Q(pk__in=rows.order_by().values("representation"))
    return found


def _of_period(hold: LegalHold) -> Q:
    """Cases that lived on some day of the period: received by its end, and not over before it began."""
    begins = hold.from_on
    later = Q(received_on__gte=begins) | Q(state__in=OPEN_STATES)
    for name in ("answered_on", "withdrawn_on", "ended_on"):
        later |= Q(**{f"stages__{name}__gte": begins})
    for name in ("decided_on", "sent_back_on"):
        later |= Q(**{f"ombudsman_cases__{name}__gte": begins})
    later |= Q(
        ombudsman_cases__isnull=False, ombudsman_cases__decided_on=None, ombudsman_cases__sent_back_on=None
    )
    unended = Q(
        stages__isnull=False, stages__answered_on=None, stages__withdrawn_on=None, stages__ended_on=None
    )
    return Q(received_on__lte=hold.until_on) & (later | unended)


def _refuse(about: About, because: str, on: date, review_on: date, ends_on: date | None) -> None:
    about.what  # noqa: B018  it raises where nothing or too much was named
    if not because.strip():
        raise NotHeld("Say why it is held, and who asked for it. Write the reason.")
    if about.period and about.period[0] > about.period[1]:
        raise NotHeld("The period ends before it begins. Check its two days.")
    if ends_on is not None and ends_on < on:
        raise NotHeld(f"{in_words(ends_on)} is over. Give a last day to come, or none.")
    if not on <= review_on <= on + LONGEST_UNTIL_REVIEW:
        raise NotHeld(
            "Give a day within a year on which somebody looks whether it is still needed. A hold is never forgotten."
        )


def _reference(hold: LegalHold) -> str:
    return hold.reference or f"hold-{hold.pk}"


def _releasing(hold: LegalHold, because: str) -> dict[str, object]:
    return {
        "hold": hold.pk,
        "what": hold.get_what_display(),
        "about": subject_of(hold),
        "source": hold.get_source_display(),
        "because": fitting(because, 500),
    }
