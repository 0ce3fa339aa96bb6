"""The log of breaches of personal data: recorded, judged, told or not told and why, mended and closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from heard.casework.access_seeing import visible
from heard.casework.intake_references import next_reference
from heard.casework.new_details import DoesNotFit, NotOnRecord, fitting
from heard.casework.on_record import one_of
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.plans import must_be_written
from heard.casework.writing import Line, writing
from heard.law.hours import HoursClock, on_the_clock, start_hours
from heard.people.models import Member
from heard.representations.models import Breach, BreachCase, BreachStep, Representation

RULE = "data_protection/tell_of_breach"
About = BreachStep.About
# What can be said of each, with its words.
ANSWERS: dict[str, dict[str, str]] = {
    About.RISK: {
        "none": "No risk to anybody is likely",
        "risk": "A risk to people is likely",
        "high": "A high risk to people is likely",
    },
    About.REGULATOR: {"told": "The Information Commissioner was told", "not_told": "They are not told"},
    About.PEOPLE: {"told": "The people were told", "not_told": "They are not told"},
    About.MEASURE: {"done": "Done", "planned": "Planned"},
    About.CLOSED: {"closed": "Nothing more is owed"},
}
WANTED = {
    About.RISK: "what could happen to whom, and how likely that is",
    About.REGULATOR: "what they were told and under which number, or why they are not told",
    About.PEOPLE: "who was told what and how, or why they are not told",
    About.MEASURE: "what is done so that it does less harm, or does not happen again",
    About.CLOSED: "what came of it",
}


@dataclass(frozen=True, slots=True)
class NewBreach:
    """A breach as it was found: what kind, what happened when, since when the council knows, of whom and which data."""

    kind: str
    words: str
    known_at: datetime
    data: str
    happened_at: datetime | None = None
    people: int | None = None
    cases: Sequence[str] = ()


def record_breach(*, member: Member, at: datetime, new: NewBreach) -> Breach:
    """Put a breach on record: the 72 hours run from the instant at which the council knew.

    Raises NotAllowed, DoesNotFit for an instant that cannot be, NotOnRecord for a case that is not there for them.
    """
    demand(member, Act.KEEP_BREACHES)
    one_of(Breach.Kind.values, new.kind, "kind of breach")
    _has_come(new.known_at, at)
    if new.happened_at is not None and new.happened_at > new.known_at:
        raise DoesNotFit(
            f"It happened on {on_the_clock(new.happened_at)}, so nobody knew before. Check both times."
        )
    cases = [_case(member, one, at) for one in dict.fromkeys(new.cases)]
    by = member.account.username
    with transaction.atomic():
        reference = next_reference(day_of(at).year, "BR", Breach)
        row = Breach(
            reference=reference,
            kind=new.kind,
            words=must_be_written(new.words, "what happened"),
            happened_at=new.happened_at,
            known_at=new.known_at,
            people=new.people,
            data=must_be_written(new.data, "which data of whom it touches", most=300),
        )
        with writing(
            "record_breach", by=by, at=at, reference=reference, done_on=day_of(new.known_at)
        ) as line:
            line.add(row)
            for case in cases:
                line.add(BreachCase(breach=row, representation=case))
    return row


def say_of_breach(
    *,
    member: Member,
    at: datetime,
    breach: Breach,
    about: str,
    answer: str,
    words: str,
    happened_at: datetime,
    late_because: str = "",
) -> BreachStep:
    """Say what was judged, told or done of a breach, and when. What was said before stays.

    Raises DoesNotFit where the regulator was told after the 72 hours and nobody says why, where a breach is to be
    closed and something is owed, or an instant that cannot be.
    """
    demand(member, Act.KEEP_BREACHES)
    _has_come(happened_at, at)
    _may_be_said(breach, about, answer, happened_at, late_because)
    row = BreachStep(
        breach=breach,
        about=about,
        answer=answer,
        words=must_be_written(words, WANTED[About(about)]),
        happened_at=happened_at,
        late_because=fitting(late_because, 500),
        said_by=member.account.get_full_name() or member.account.username,
    )
    by, on = member.account.username, day_of(happened_at)
    with writing(
        "say_of_breach", by=by, at=at, reference=breach.reference, done_on=on, about=about, answer=answer
    ) as line:
        line.add(row)
        _close(line, breach, row)
    return row


def _may_be_said(breach: Breach, about: str, answer: str, happened_at: datetime, late_because: str) -> None:
    one_of(About.values, about, "part of a breach")
    one_of(ANSWERS[about], answer, "answer")
    if breach.closed_on is not None:
        raise DoesNotFit(f"{breach.reference} is closed. Record what is new as a breach of its own.")
    if happened_at < breach.known_at and about != About.MEASURE:
        raise DoesNotFit(f"The council has known since {on_the_clock(breach.known_at)}. Check the time.")
    if about == About.REGULATOR and answer == "told":
        _must_say_why_late(breach, happened_at, late_because)
    if about == About.CLOSED and (owed := owed_on(breach)):
        raise DoesNotFit(f"It cannot be closed yet. Still owed: {'; '.join(owed)}.")


def tie_to_case(*, member: Member, at: datetime, breach: Breach, case: str) -> None:
    """Say that a breach touched the data of a case. Raises NotOnRecord, DoesNotFit where that is on record."""
    demand(member, Act.KEEP_BREACHES)
    found = _case(member, case, at)
    if BreachCase.objects.filter(breach=breach, representation=found).exists():
        raise DoesNotFit(f"{case} is tied to {breach.reference} already.")
    by = member.account.username
    with writing("tie_breach_to_case", by=by, at=at, reference=breach.reference, case=case) as line:
        line.add(BreachCase(breach=breach, representation=found))


def breach_for(member: Member, reference: str, at: datetime) -> Breach:
    """A breach through somebody's eyes: none that touches a case they do not see. Raises NotAllowed, NotOnRecord."""
    demand(member, Act.KEEP_BREACHES)
    row = Breach.objects.filter(reference=reference).first()
    hidden = BreachCase.objects.exclude(representation__in=visible(member, day_of(at)))
    if row is None or hidden.filter(breach=row).exists():
        raise NotOnRecord("There is no such breach. Choose it from the list.")
    return row


def latest(steps: Sequence[BreachStep]) -> dict[str, BreachStep]:
    """What was said last of each part of a breach."""
    return {one.about: one for one in sorted(steps, key=lambda one: one.pk)}


def clock_of(breach: Breach, steps: Sequence[BreachStep]) -> HoursClock | None:
    """The 72 hours of a breach, stopped when the regulator was first told; none where they are not to be told."""
    told = [one.happened_at for one in steps if (one.about, one.answer) == (About.REGULATOR, "told")]
    last = latest(steps).get(About.REGULATOR)
    if not told and last is not None and last.answer == "not_told":
        return None
    return start_hours(RULE, breach.known_at, min(told, default=None))


def owed_on(breach: Breach, steps: Sequence[BreachStep] | None = None) -> list[str]:
    """What is still owed on a breach before it can be closed, in words."""
    said = latest(list(breach.steps.all()) if steps is None else steps)
    answers = {about: row.answer for about, row in said.items()}
    risk = answers.get(About.RISK)
    owed = [] if risk else ["how great the risk is"]
    if About.REGULATOR not in answers:
        owed.append("whether the Information Commissioner is told, or why not")
    elif answers[About.REGULATOR] == "not_told" and risk in ("risk", "high"):
        owed.append("telling the Information Commissioner, as a risk is likely")
    if About.PEOPLE not in answers:
        owed.append("whether the people are told, or why not")
    if About.MEASURE not in answers:
        owed.append("a measure")
    return owed


def _must_say_why_late(breach: Breach, told_at: datetime, late_because: str) -> None:
    clock = start_hours(RULE, breach.known_at, told_at)
    if clock.is_late(told_at) and not late_because.strip():
        raise DoesNotFit(
            f"The 72 hours were over on {on_the_clock(clock.due_at)}. Write why they were told later: that goes with "
            "what they are told."
        )


def _close(line: Line, breach: Breach, row: BreachStep) -> None:
    if row.about == About.CLOSED:
        line.change(breach, closed_on=day_of(row.happened_at))


def _case(member: Member, reference: str, at: datetime) -> Representation:
    found = visible(member, day_of(at)).filter(reference=reference.strip()).first()
    if found is None:
        raise NotOnRecord(f"There is no case {reference.strip()}. Check the number.")
    return found


def _has_come(instant: datetime, at: datetime) -> None:
    if instant > at:
        raise DoesNotFit(f"{on_the_clock(instant)} has not come yet. Check the day and the time.")
