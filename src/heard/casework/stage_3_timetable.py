"""The timetable of guidance for a panel: who comes and which papers, the notice of its day, and what is still to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from heard.casework.new_details import DoesNotFit
from heard.casework.performing import NotNow, performing
from heard.casework.stage_3_panel import panel_of
from heard.casework.stage_days import refuse_before
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.representations.models import Panel, Party

OWED = {
    "complainant": "the complainant",
    "panel": "the three panellists",
    "independent_person": "the independent person",
}
ADVOCATE = "the complainant's advocate"


def agree_panel_arrangements(
    *, reference: str, by: str, at: datetime, agreed_on: date, attends: str, papers: str
) -> Panel:
    """Record that the chair has agreed who attends and which papers there are, within 10 working days by guidance.

    Raises DoesNotFit where either is left out, NotNow before there is a panel.
    """
    act = Act.AGREE_PANEL_ARRANGEMENTS
    said = {"attends": attends.strip(), "papers": papers.strip()}
    with performing(act, reference=reference, by=by, at=at, day=agreed_on, **said) as doing:
        if not all(said.values()):
            raise DoesNotFit("Write who the chair agrees will attend, and which papers the panel has.")
        stage, panel = doing.stage("stage_3"), panel_of(doing)
        refuse_before(stage, agreed_on, None, "what was agreed with the chair")
        doing.change(panel, agreed_with_chair_on=agreed_on)
        return panel


def send_panel_notice(
    *, reference: str, by: str, at: datetime, sent_on: date, told: Mapping[str, str]
) -> Panel:
    """Record that everybody was told when and where the panel meets; the complainant, that two may come with them.

    `told` says how, by complainant, panel, independent_person, and advocate where there is one. Raises DoesNotFit,
    naming who is missing, or NotNow where no day is set.
    """
    words = "; ".join(f"{who}: {how.strip()}" for who, how in told.items())
    with performing(
        Act.SEND_PANEL_NOTICE, reference=reference, by=by, at=at, day=sent_on, told=words
    ) as doing:
        panel = panel_of(doing)
        if panel.meets_on is None:
            raise NotNow("No day is set for the panel. Set it first, then tell everybody.")
        if sent_on > panel.meets_on:
            raise DoesNotFit(
                f"The panel meets on {in_words(panel.meets_on)}. A notice goes before it: check the day."
            )
        helped = doing.case.parties.filter(part=Party.Part.ADVOCATE).exists()
        owed = {**OWED, **({"advocate": ADVOCATE} if helped else {})}
        missing = [words for who, words in owed.items() if not told.get(who, "").strip()]
        if missing:
            raise DoesNotFit(
                f"The notice of the panel must also go to {', '.join(missing)}. Tell them, then record it."
            )
        doing.change(panel, notice_sent_on=sent_on)
        return panel
