"""The review panel: exactly three independent persons, one to chair, none of them the Stage 2 independent person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from heard.casework.appointments import Named, NotThisPerson, end_appointment, keep_appointment
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.performing import Doing, performing
from heard.law.conflicts import PANEL_PARTS, CaseFacts, panel_is_not_right
from heard.law.procedure import Act
from heard.representations.models import Appointment, Panel, Stage

CHAIR, PANELLIST = PANEL_PARTS


def appoint_panel(
    *,
    reference: str,
    by: str,
    at: datetime,
    appointed_on: date,
    chair: Named,
    panellists: Sequence[Named],
) -> list[Appointment]:
    """Appoint the panel: a chair and two others, all independent, all having declared (regulation 19(1) to (3)).

    Raises NotThisPerson for a panel of another number, or for somebody whom law or guidance keeps out; DoesNotFit.
    """
    with performing(Act.APPOINT_PANEL, reference=reference, by=by, at=at, day=appointed_on) as doing:
        _refuse_wrong_number(appointed_on, chair, panellists)
        stage = doing.stage("stage_3")
        panel_of(doing)
        for left in sitting(stage):  # appointed before it was withdrawn or referred, and taken up again since
            end_appointment(doing, left, "A panel was appointed anew.")
        return [
            keep_appointment(doing, stage, CHAIR, chair),
            *(keep_appointment(doing, stage, PANELLIST, one) for one in panellists),
        ]


def change_panellist(
    *, reference: str, by: str, at: datetime, changed_on: date, leaves: int, named: Named, reason: str
) -> Appointment:
    """Appoint another in a panellist's place, chair or not, with the reason. No clock moves.

    `leaves` is the number of the person who leaves. Raises NotOnRecord, NotThisPerson or DoesNotFit.
    """
    with performing(Act.CHANGE_PANELLIST, reference=reference, by=by, at=at, day=changed_on) as doing:
        stage = doing.stage("stage_3")
        there = {row.person_id: row for row in sitting(stage)}
        if leaves not in there:
            names = ", ".join(row.person.name for row in there.values())
            raise NotOnRecord(f"That person is not on the panel. It is: {names or 'nobody yet'}.")
        if not reason.strip():
            raise DoesNotFit(
                f"Say why {there[leaves].person.name} leaves the panel. The days stay as they are."
            )
        if named.person in there:
            raise NotThisPerson(f"{there[named.person].person.name} sits already. A panel is three persons.")
        end_appointment(doing, there[leaves], reason.strip())
        return keep_appointment(doing, stage, there[leaves].part, named)


def sitting(stage: Stage) -> list[Appointment]:
    """Who is on the panel now, the chair first."""
    found = Appointment.objects.select_related("person").filter(
        stage=stage, part__in=PANEL_PARTS, ended_on=None
    )
    return sorted(found, key=lambda one: (one.part != CHAIR, one.pk))


def panel_of(doing: Doing) -> Panel:
    """The panel's record of this Stage 3, begun with the first thing done for it."""
    stage = doing.stage("stage_3")
    there = Panel.objects.filter(stage=stage).first()
    if there is None:
        there = Panel(stage=stage)
        doing.add(there)
    return there


def _refuse_wrong_number(day: date, chair: Named, panellists: Sequence[Named]) -> None:
    parts = {CHAIR: (str(chair.person),), PANELLIST: tuple(str(one.person) for one in panellists)}
    wrong = panel_is_not_right(CaseFacts(day, parts))
    if wrong:
        words = " ".join(f"{one.words} ({one.source})" for one in wrong)
        raise NotThisPerson(f"This cannot be the panel: {words}. Name one to chair and two others.")
