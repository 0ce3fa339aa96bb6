"""Putting on record what reached the council: of any kind, by any way, in anybody's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from heard.casework import acts
from heard.casework.deciding import Decided, keep_decision
from heard.casework.intake_clocks import open_stage
from heard.casework.intake_references import next_reference
from heard.casework.new_details import NewElement, NotInTheList
from heard.casework.on_record import listed, terms_of
from heard.casework.parties import Somebody, keep_people
from heard.casework.performing import Doing, NotNow, chart_of, day_of
from heard.casework.performing_checked import refuse_who_may_not, vouching
from heard.casework.points import keep_points
from heard.casework.walls_routing import fill_owner_of_new
from heard.casework.writing import Line, one_act, write_entries
from heard.law.kinds import UnknownCode
from heard.law.procedure import PROCEDURE_OF_KIND, Act, State
from heard.law.working_days import in_words
from heard.people.models import Team, Term
from heard.representations.models import Party, Representation, RepresentationNature

# What else a council's own list may call somebody, where it has no label for the relation itself. “Somebody else” is
# nobody in particular: whether a relative or a neighbour is not guessed.
ALSO_MEANS = {
    "foster_parent": ("foster_carer",),
    "care_leaver": ("child",),
    "parental_responsibility": ("carer",),
    "guardianship_applicant": ("carer",),
}
# By these words the council's own label for what comes in by a form is known.
OF_A_FORM = ("online", "form")
STAGE_FROM_THE_START = {
    "concern": "concern",
    "informal_complaint": "informal",
    "mp_enquiry": "enquiry",
    "councillor_enquiry": "enquiry",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What reached the council, as it was said: the words are kept, never mended.

    `kind` is a code of the kinds. `channel`, `team`, `kind_label` and `natures` are labels of the council's lists;
    a duty matter names its type by `kind_label`. `machine_on` is the earliest day that a machine of ours shows it:
    the mail server, the form, the post-room scan, the call log. `by_form` says that it came by a form of ours: its
    channel is then the council's own label for that, where it has one.
    """

    kind: str
    received_on: date
    words: str = ""
    people: tuple[Somebody, ...] = ()
    points: tuple[NewElement, ...] = ()
    channel: str = ""
    team: str = ""
    kind_label: str = ""
    natures: tuple[str, ...] = ()
    notes: str = ""
    machine_on: date | None = None
    machine: str = ""
    by_form: bool = False


def receive(*, said: Said, by: str, at: datetime) -> Representation:
    """Put on record what reached the council, under a new reference, from the day it did so.

    No writing is required (regulations 9, 13 and 14), and no limit on somebody's contact stands in the way.
    Raises NotNow for a day that cannot be, UnknownCode, NotInTheList, or NotInForce before 1 September 2006.
    """
    return receive_from(said=said, by=by, at=at)[0]


def receive_from(*, said: Said, by: str, at: datetime) -> tuple[Representation, list[Party]]:
    """As `receive`. Gives the case and the parts of its people, in the order in which they were named."""
    _refuse_empty(said)
    _refuse_later_than_the_machine(said)
    with receiving(_case(said, at), by=by, at=at, kind=said.kind) as doing:
        people = keep_people(doing, said.people)
        keep_points(doing, said.points)
        keep_natures(doing, said.natures)
        _keep_machine_day(doing, said)
        if said.kind in STAGE_FROM_THE_START:
            open_stage(doing, STAGE_FROM_THE_START[said.kind], said.received_on)
    return doing.case, people


@contextmanager
def receiving(case: Representation, *, by: str, at: datetime, **said: Any) -> Iterator[Doing]:
    """As `performing`, for what is not on record yet: give it its number, write it and note it, all or nothing."""
    if case.received_on > day_of(at):
        raise NotNow(
            f"{in_words(case.received_on)} has not come yet. Give the day on which it reached the council."
        )
    with one_act():
        refuse_who_may_not(by, Act.RECEIVE, None, on=day_of(at))
        move = chart_of(case).move(State.NEW, Act.RECEIVE)
        case.reference = next_reference(day_of(at).year)
        case.recorded_at = at
        said = {"basis": move.basis, **said}
        line = Line(Act.RECEIVE.value, by, at, case.reference, case.received_on, said)
        line.add(case)
        doing = Doing(case, move, line, case.received_on)
        with vouching(by, None):
            yield doing
        acts.go(case, move, line)
        if not case.is_history:
            fill_owner_of_new(line, case, day_of(at), first=by)
        write_entries([line])


def machine_day(case: Representation) -> date | None:
    """The day a machine of ours shows that it had reached the council, where one does."""
    found = case.decisions.filter(about="machine_evidence").first()
    return date.fromisoformat(found.answer) if found else None


def refuse_after_the_machine(received_on: date, machine_on: date | None) -> None:
    """Refuse a day of receipt later than what a machine shows. Raises NotNow."""
    if machine_on is not None and received_on > machine_on:
        raise NotNow(
            f"It cannot have been received on {in_words(received_on)}: by machine evidence it had reached the "
            f"council on {in_words(machine_on)}. Use that day or an earlier one."
        )


def _refuse_empty(said: Said) -> None:
    if said.kind not in PROCEDURE_OF_KIND:
        raise UnknownCode(f"There is no kind “{said.kind}”. There are: {', '.join(PROCEDURE_OF_KIND)}.")
    if not said.words.strip() and not said.points:
        raise NotNow("There is nothing to put on record yet. Write what was said, as it was said.")
    complains = [one for one in said.people if one.part == Party.Part.COMPLAINANT]
    if said.kind == "anonymous_report" and complains:
        raise NotNow(
            f"A report from {complains[0].name or 'somebody known'} is not anonymous. Leave the name out, or "
            "record it as what it is: a complaint, a concern or a comment."
        )
    if said.kind == "duty_matter" and not said.kind_label:
        there = [one.label for one in Term.objects.filter(list=Term.List.KIND, means="duty_matter")]
        raise NotNow(
            f"A duty matter has a type. Choose one: {', '.join(there) or 'add one to the list first'}."
        )


def _refuse_later_than_the_machine(said: Said) -> None:
    refuse_after_the_machine(said.received_on, said.machine_on)
    if said.machine_on is not None and not said.machine.strip():
        raise NotNow("Say which machine shows the day: the mail server, the form, the scan or the call log.")


def _case(said: Said, at: datetime) -> Representation:
    first = next((one for one in said.people if one.part == Party.Part.COMPLAINANT), None)
    labels = _labels(said, first)
    return Representation(
        kind=said.kind,
        kind_term=_kind_label(labels, said.kind, said.kind_label),
        procedure=acts.procedure_on_record(PROCEDURE_OF_KIND[said.kind]),
        received_on=said.received_on,
        recorded_at=at,
        channel=_channel(labels, said),
        complainant_kind=_complainant_kind(labels, first),
        team=_team(said.team),
        words=said.words,
        notes=said.notes,
    )


def kind_term(kind: str, label: str = "") -> Term | None:
    """The label by which the council prints a kind. Raises NotInTheList for one that does not mean it."""
    return _kind_label(Term.objects.filter(list=Term.List.KIND, means=kind), kind, label)


def _labels(said: Said, first: Somebody | None) -> list[Term]:
    """The labels of the council's lists that a case may be given as it is received, in one statement."""
    wanted = Q(list=Term.List.KIND, means=said.kind)
    if first is not None and first.relation:
        wanted |= Q(list=Term.List.COMPLAINANT, means__in=_meanings(first))
    if said.channel or said.by_form:
        wanted |= Q(list=Term.List.CHANNEL)
    return list(Term.objects.filter(wanted))


def _kind_label(labels: Iterable[Term], kind: str, label: str) -> Term | None:
    there = [one for one in labels if one.list == Term.List.KIND]
    found = next((one for one in there if label in ("", one.label)), None)
    if label and found is None:
        names = ", ".join(one.label for one in there) or "none"
        raise NotInTheList(
            f"“{label}” is no {kind.replace('_', ' ')} in the council's list. There are: {names}."
        )
    return found


def _channel(labels: Iterable[Term], said: Said) -> Term | None:
    there = {one.label: one for one in labels if one.list == Term.List.CHANNEL}
    if said.channel:
        return listed(there, said.channel, "channels")
    in_use = [one for one in there.values() if one.in_use_to is None and said.by_form]
    return next((one for word in OF_A_FORM for one in in_use if word in one.label.casefold()), None)


def _meanings(first: Somebody) -> tuple[str, ...]:
    return (first.relation, *ALSO_MEANS.get(first.relation, ()))


def _complainant_kind(labels: Iterable[Term], first: Somebody | None) -> Term | None:
    if first is None or not first.relation:
        return None
    rows = [one for one in labels if one.list == Term.List.COMPLAINANT]
    there = {one.means: one for one in sorted(rows, key=lambda one: (one.position, one.pk), reverse=True)}
    return next((there[one] for one in _meanings(first) if one in there), None)


def _team(label: str) -> Team | None:
    if not label:
        return None
    teams = {team.label: team for team in Team.objects.all()}
    if label not in teams:
        raise NotInTheList(
            f"“{label}” is not among the council's teams. There are: {', '.join(teams) or 'none'}."
        )
    return teams[label]


def keep_natures(doing: Doing, labels: tuple[str, ...]) -> None:
    """Keep what it is about, the first named first; of a compliment, what it was for. Raises NotInTheList."""
    list_ = Term.List.CATEGORY if doing.case.kind == "compliment" else Term.List.NATURE
    there = terms_of(list_) if labels else {}
    for position, label in enumerate(dict.fromkeys(labels), start=1):
        term = listed(there, label, "categories")
        doing.add(RepresentationNature(representation=doing.case, term=term, position=position))


def _keep_machine_day(doing: Doing, said: Said) -> None:
    if said.machine_on is not None:
        shown = Decided(said.machine_on.isoformat(), said.machine, decided_by=doing.line.by)
        keep_decision(doing, "machine_evidence", shown)
