"""Stage 3 from the request to the meeting: acknowledged, a panel of three, its day, its papers, and who came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.appointments import person_numbered
from heard.casework.deciding import Decided, keep_decision
from heard.casework.new_details import DoesNotFit
from heard.casework.on_record import one_of
from heard.casework.performing import Doing, NotNow, performing
from heard.casework.stage_3_panel import panel_of, sitting
from heard.casework.stage_days import clock_of_stage, refuse_before, set_hint
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.representations.models import Panel, PanelAttendance, Stage

As = PanelAttendance.As


@dataclass(frozen=True, slots=True)
class CameTo:
    """Somebody who came to the panel: their number, as what, and whether they spoke for the complainant."""

    person: int
    came_as: str
    spoke_for_complainant: bool = False


def acknowledge_stage_3(*, reference: str, by: str, at: datetime, acknowledged_on: date) -> Panel:
    """Acknowledge the request for a panel; it stops no clock. Raises NotNow where it was acknowledged before."""
    act = Act.ACKNOWLEDGE_STAGE_3
    with performing(act, reference=reference, by=by, at=at, day=acknowledged_on) as doing:
        panel = panel_of(doing)
        if panel.acknowledged_on:
            raise NotNow(f"It was acknowledged on {in_words(panel.acknowledged_on)}; the first day stands.")
        doing.change(panel, acknowledged_on=acknowledged_on)
        return panel


def set_panel_date(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    meets_on: date,
    decided_by: str = "",
    why_late: str = "",
    at_complainants_wish: bool = False,
) -> Panel:
    """Set the day of the panel, with regard to when the complainant can come (regulation 19(4)).

    A day after 30 working days from the request needs a reason and is out of time all the same, whoever asked for it.
    Raises DoesNotFit.
    """
    day = meets_on.isoformat()
    with performing(Act.SET_PANEL_DATE, reference=reference, by=by, at=at, day=decided_on, on=day) as doing:
        panel = panel_of(doing)
        if meets_on < decided_on:
            raise DoesNotFit(
                f"A panel cannot be set for {in_words(meets_on)}, a day already gone. Check the day."
            )
        if _is_late(doing.stage("stage_3"), meets_on):
            _explain_lateness(doing, meets_on, why_late, decided_by, at_complainants_wish)
        wish = why_late.strip() if at_complainants_wish else ""
        doing.change(panel, meets_on=meets_on, later_at_their_wish=wish)
        return panel


def send_panel_papers(*, reference: str, by: str, at: datetime, sent_on: date) -> Panel:
    """Record that the papers went to all who will attend; guidance has it 10 working days before the panel."""
    with performing(Act.SEND_PANEL_PAPERS, reference=reference, by=by, at=at, day=sent_on) as doing:
        panel = panel_of(doing)
        if panel.meets_on is None:
            raise NotNow("No day is set for the panel. Set it first: the papers say when it meets.")
        doing.change(panel, papers_sent_on=sent_on)
        return panel


def panel_meets(
    *, reference: str, by: str, at: datetime, met_on: date, attended: Sequence[CameTo], considered: str = ""
) -> Panel:
    """Record that the panel met, who came, and who spoke for the complainant; this stops its clock (regulation 19).

    The complainant may have an advocate and another person both, and either may speak. All three panellists sat.
    `considered` says what submissions were heard or read. Raises DoesNotFit.
    """
    with performing(Act.PANEL_MEETS, reference=reference, by=by, at=at, day=met_on) as doing:
        panel, stage = panel_of(doing), doing.stage("stage_3")
        refuse_before(stage, met_on, None, "the meeting of the panel")
        _refuse_wrong_company(stage, attended)
        for one in attended:
            doing.add(_attendance(panel, one))
        doing.change(panel, attended=considered.strip(), meets_on=panel.meets_on or met_on)
        doing.change(stage, panel_met_on=met_on)
        set_hint(doing, stage)
        return panel


def _is_late(stage: Stage, meets_on: date) -> bool:
    clock = clock_of_stage(stage)
    return clock is not None and clock.must_by is not None and meets_on > clock.must_by


def _explain_lateness(
    doing: Doing, meets_on: date, why_late: str, decided_by: str, at_complainants_wish: bool
) -> None:
    clock = clock_of_stage(doing.stage("stage_3"))
    last = clock.must_by if clock and clock.must_by else doing.day
    if not why_late.strip() or not decided_by.strip():
        raise DoesNotFit(
            f"The panel has to meet by {in_words(last)} and nothing extends it (SI 2006/1738, regulation 19(4)). "
            f"{in_words(meets_on)} is out of time, even at the complainant's wish: write the reason and who decided."
        )
    answer = "later_at_their_wish" if at_complainants_wish else "later"
    evidence = f"{in_words(meets_on)} instead of {in_words(last)} at the latest: out of time."
    keep_decision(doing, "panel_date", Decided(answer, why_late, decided_by, evidence=evidence))


def _refuse_wrong_company(stage: Stage, attended: Sequence[CameTo]) -> None:
    for one in attended:
        one_of(As.values, one.came_as, "way of coming to a panel")
    seats = {row.person_id: row.person.name for row in sitting(stage)}
    sat = {one.person for one in attended if one.came_as == As.PANELLIST}
    away = sorted(name for number, name in seats.items() if number not in sat)
    if away or sat - set(seats):
        raise DoesNotFit(
            "A panel is the three who were appointed, no fewer and no others. "
            f"Not there: {', '.join(away) or 'none'}. If somebody else sat, change the panellist first."
        )
    speakers = [one for one in attended if one.spoke_for_complainant]
    if any(one.came_as not in (As.ADVOCATE, As.ANOTHER) for one in speakers) or len(speakers) > 1:
        raise DoesNotFit(
            "The complainant may nominate one to speak for them: their advocate or the other person they chose."
        )


def _attendance(panel: Panel, one: CameTo) -> PanelAttendance:
    return PanelAttendance(
        panel=panel,
        person=person_numbered(one.person),
        came_as=one.came_as,
        spoke_for_complainant=one.spoke_for_complainant,
    )
