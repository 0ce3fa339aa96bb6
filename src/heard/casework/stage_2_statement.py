"""The statement of complaint: the complainant's words stay, and each wording agreed on stands beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.performing import Doing, NotNow, performing
from heard.casework.stage_days import set_hint
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.representations.models import Stage, Wording

Standing = Wording.Standing


def draft_statement(
    *, reference: str, by: str, at: datetime, sent_on: date, wording: Mapping[int, str]
) -> list[Wording]:
    """Send the draft statement, their words beside it, and ask whether it is right (regulation 16).

    `wording` holds the words drafted for each point, by its number. Raises DoesNotFit, naming the points left out.
    """
    with performing(Act.DRAFT_STATEMENT, reference=reference, by=by, at=at, day=sent_on) as doing:
        rows = _keep_wording(doing, wording, Standing.DRAFTED, every_point=True)
        doing.change(doing.stage("stage_2"), statement_sent_on=sent_on)
        return rows


def agree_statement(
    *, reference: str, by: str, at: datetime, agreed_on: date, wording: Mapping[int, str] | None = None
) -> Stage:
    """Record that the complainant agrees the statement, as drafted or in the words of `wording`.

    The day of the request and this day are both kept, with the due day of each reading; the council's dated setting
    says which one alerts. Raises NotNow where no statement was sent and no wording is given.
    """
    with performing(Act.AGREE_STATEMENT, reference=reference, by=by, at=at, day=agreed_on) as doing:
        words = dict(wording or _last_wording(doing))
        _adopt(doing, words, Standing.AGREED, every_point=True)
        return _date_statement(doing, agreed_on)


def settle_statement(*, reference: str, by: str, at: datetime, settled_on: date, because: str) -> Stage:
    """Go on with the statement as it was sent, when the complainant had the chance to comment and did not.

    Raises NotNow where none was sent, DoesNotFit without saying what chance they had.
    """
    with performing(Act.SETTLE_STATEMENT, reference=reference, by=by, at=at, day=settled_on) as doing:
        stage = doing.stage("stage_2")
        if stage.statement_sent_on is None:
            raise NotNow(
                "No statement was sent. Send it and give the complainant the chance to comment first."
            )
        if not because.strip():
            raise DoesNotFit("Say what chance the complainant had to comment, and how they were reminded.")
        _adopt(doing, _last_wording(doing), Standing.SETTLED, because=because, every_point=True)
        doing.change(stage, statement_settled_because=because.strip())
        return _date_statement(doing, settled_on)


def amend_statement(
    *, reference: str, by: str, at: datetime, amended_on: date, wording: Mapping[int, str], because: str
) -> list[Wording]:
    """Amend the agreed statement. Every wording is kept and no clock starts again. Raises DoesNotFit."""
    with performing(Act.AMEND_STATEMENT, reference=reference, by=by, at=at, day=amended_on) as doing:
        if not because.strip():
            raise DoesNotFit("Say why the agreed statement is amended, and who asked for it.")
        return _adopt(doing, wording, Standing.AMENDED, because=because)


def _date_statement(doing: Doing, day: date) -> Stage:
    stage = doing.stage("stage_2")
    if day < stage.started_on:
        raise DoesNotFit(
            f"Stage 2 was asked for on {in_words(stage.started_on)}. Check the day of the statement."
        )
    doing.change(stage, statement_agreed_on=day)
    set_hint(doing, stage)
    return stage


def _last_wording(doing: Doing) -> dict[int, str]:
    rows = Wording.objects.filter(element__representation=doing.case).order_by("since", "pk")
    found = {row.element.number: row.words for row in rows.select_related("element")}
    if not found:
        raise NotNow("No statement was drafted. Send a draft first, or give the wording that was agreed.")
    return found


def _adopt(
    doing: Doing,
    wording: Mapping[int, str],
    standing: Wording.Standing,
    *,
    because: str = "",
    every_point: bool = False,
) -> list[Wording]:
    """Keep a wording and let it be the one that is answered; the complainant's own words stay as they were."""
    rows = _keep_wording(doing, wording, standing, because=because, every_point=every_point)
    for row in rows:
        doing.change(row.element, agreed_words=row.words)
    return rows


def _keep_wording(
    doing: Doing,
    wording: Mapping[int, str],
    standing: Wording.Standing,
    *,
    because: str = "",
    every_point: bool = False,
) -> list[Wording]:
    points = {point.number: point for point in doing.case.elements.all()}
    _refuse_gaps(doing, wording, points, every_point=every_point)
    rows = [
        Wording(
            element=points[number],
            words=words.strip(),
            standing=standing,
            since=doing.day,
            because=because.strip(),
        )
        for number, words in wording.items()
    ]
    for row in rows:
        doing.add(row)
    return rows


def _refuse_gaps(
    doing: Doing, wording: Mapping[int, str], points: Collection[int], *, every_point: bool
) -> None:
    strange = sorted(set(wording) - set(points))
    if strange:
        there = ", ".join(map(str, points)) or "none"
        raise NotOnRecord(f"{doing.case.reference} has no point {strange[0]}. Its points: {there}.")
    empty = [number for number in points if number in wording and not wording[number].strip()]
    empty += [number for number in points if every_point and number not in wording]
    if empty or not wording:
        which = ", ".join(map(str, sorted(empty))) or "any point: write down the points first"
        raise DoesNotFit(f"The statement says nothing on point {which}. Write it, their own words beside it.")
