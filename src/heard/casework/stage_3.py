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
from heard.representations.models import Panel, PanelAttendance, PanelSubmission, Stage

As = PanelAttendance.As
Of, How = PanelSubmission.Of, PanelSubmission.Way
MUST_BE_ASKED = (Of.COMPLAINANT, Of.AUTHORITY, Of.INDEPENDENT)


@dataclass(frozen=True, slots=True)
class CameTo:
    """Somebody who came to the panel: their number, as what, and whether they spoke for the complainant."""

    person: int
    came_as: str
    spoke_for_complainant: bool = False


@dataclass(frozen=True, slots=True)
class Put:
    """What somebody put to the panel: of whom it was, in which way, and in words; “none” says why there was nothing.

    `of` is complainant (or their advocate), authority, independent_person or interested; the last is named by number.
    """

    of: str
    way: str
    words: str
    person: int | None = None


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
    *,
    reference: str,
    by: str,
    at: datetime,
    met_on: date,
    attended: Sequence[CameTo],
    submissions: Sequence[Put],
    considered: str = "",
) -> Panel:
    """Record that the panel met, who came, who spoke for the complainant, and what it considered (regulation 19).

    The complainant may have an advocate and another person both, and either may speak. All three panellists sat.
    `submissions` says of the complainant, the council and the independent person what each put, or that they put
    nothing; `considered` what else was read. This stops the panel's clock. Raises DoesNotFit.
    """
    with performing(Act.PANEL_MEETS, reference=reference, by=by, at=at, day=met_on) as doing:
        panel, stage = panel_of(doing), doing.stage("stage_3")
        refuse_before(stage, met_on, None, "the meeting of the panel")
        _refuse_wrong_company(stage, attended)
        for one in attended:
            doing.add(_attendance(panel, one))
        for put in _whole(submissions):
            doing.add(_submission(panel, put))
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


def _whole(submissions: Sequence[Put]) -> Sequence[Put]:
    """Each of them has its words, and nobody whom the panel has to hear is left out. Raises DoesNotFit."""
    for put in submissions:
        one_of(Of.values, put.of, "person whose submissions a panel considers")
        one_of(How.values, put.way, "way of putting something to a panel")
        if not put.words.strip():
            raise DoesNotFit(f"{Of(put.of).label}: write what was put to the panel, or why nothing was.")
        if put.of == Of.INTERESTED and put.person is None:
            raise DoesNotFit("Name the person who the panel thinks has sufficient interest.")
    given = {put.of for put in submissions}
    missing = [who.label for who in MUST_BE_ASKED if who not in given]
    if missing:
        raise DoesNotFit(
            f"A panel considers what each of these puts to it (SI 2006/1738, regulation 19(5)): {', '.join(missing)}. "
            "Write what each put, by word of mouth or in writing, or that they put nothing."
        )
    return submissions


def _submission(panel: Panel, put: Put) -> PanelSubmission:
    person = person_numbered(put.person) if put.person is not None else None
    return PanelSubmission(panel=panel, of=put.of, person=person, way=put.way, words=put.words.strip())
