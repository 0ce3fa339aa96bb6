"""The statement of complaint: their words left, the wording right, and both readings of when Stage 2 began."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.looking_at_statement import Reading, statement_of
from heard.casework.permissions import Act
from heard.law.procedure import Act as ChartAct
from heard.web.desk.case_frame import opened
from heard.web.desk.stage_pages import links_for, stage_pages
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may
from heard.web.tables import Table

ACTS = (
    ChartAct.DRAFT_STATEMENT,
    ChartAct.AGREE_STATEMENT,
    ChartAct.SETTLE_STATEMENT,
    ChartAct.AMEND_STATEMENT,
)


@require_GET
@for_those_who_may(Act.SEE_CASES)
def statement(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The statement of complaint of a case."""
    frame = opened(request, reference, "points")
    found = statement_of(frame.case)
    stage = found.stage
    days = [
        ("Asked for", spoken_day(stage.started_on) if stage else ""),
        ("Draft sent", spoken_day(stage.statement_sent_on) if stage else ""),
        ("Agreed or settled", spoken_day(stage.statement_agreed_on) if stage else ""),
        ("Settled because", stage.statement_settled_because if stage else ""),
    ]
    facts = {
        "statement": found,
        "days": [("Where it stands", found.standing), *((name, day) for name, day in days if day)],
        "readings": _readings(found.readings),
        "links": list(links_for(frame, *ACTS)),
        "stage_pages": stage_pages(frame, "case-statement"),
        "points": [(one, _wordings(one.wordings)) for one in found.points],
    }
    return frame.show("statement of complaint", "desk/statement.html", facts)


def _wordings(rows: tuple[object, ...]) -> list[tuple[str, str, str, str]]:
    return [
        (spoken_day(one.since), one.get_standing_display(), one.words, one.because)  # type: ignore[attr-defined]
        for one in rows
    ]


def _readings(found: tuple[Reading, ...]) -> Table | None:
    if not found:
        return None
    columns = ("Counted from", "From", "Due", "At the latest", "Which one the council goes by")
    return Table(
        "From when the days of Stage 2 count", columns, list(map(list, map(_reading, found))), cards=True
    )


def _reading(one: Reading) -> Iterator[str]:
    yield one.counts_from[:1].upper() + one.counts_from[1:]
    yield spoken_day(one.started_on) or "Not agreed yet"
    yield spoken_day(one.due_on) or "No day yet"
    yield spoken_day(one.latest_on) or "No day yet"
    yield "This one: it alerts" if one.alerts else "Kept beside it"
