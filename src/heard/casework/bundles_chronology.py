"""The chronology in the Ombudsman's copy: drawn from the record, then put into somebody's own words and order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from heard.casework.bundles import Making, making_bundle
from heard.casework.bundles_pages import bind
from heard.casework.new_details import DoesNotFit
from heard.casework.performing import NotNow, day_of
from heard.casework.story_facts import facts_of
from heard.files.working import Pages
from heard.law.working_days import in_words
from heard.people.models import Member
from heard.representations.models import Bundle, BundleLeave, ChronologyLine

TITLE = "Chronology"
LONGEST = 4000
MOST_LINES = 1000


def draw_chronology(*, reference: str, by: Member, at: datetime, ombudsman_reference: str) -> int:
    """Draw the chronology from the dated facts of the case; what is there already in somebody's words stays.

    Returns how many lines are new. A fact that was drawn before, even one left out, is not drawn again.
    """
    with making_bundle("draw_chronology", reference, by, at, ombudsman_reference) as making:
        there = _lines(making.bundle)
        drawn = {(one.happened_on, one.drawn) for one in there}
        facts = sorted(facts_of(making.case), key=lambda one: one.happened_on)
        new = dict.fromkeys((one.happened_on, _said(one.words, one.why)) for one in facts)
        wanted = [one for one in new if one not in drawn][: max(MOST_LINES - len(there), 0)]
        rows = [
            ChronologyLine(bundle=making.bundle, happened_on=day, drawn=words, words=words, position=0)
            for day, words in wanted
        ]
        _put_in_order(making, there, rows)
        making.line.said["lines"] = len(rows)
        return len(rows)


def add_line(
    *, reference: str, by: Member, at: datetime, ombudsman_reference: str, happened_on: date, words: str
) -> ChronologyLine:
    """Put a line of one's own into the chronology, after what is of the same day. Raises DoesNotFit."""
    with making_bundle("add_chronology_line", reference, by, at, ombudsman_reference) as making:
        if not words.strip() or happened_on > day_of(at):
            raise DoesNotFit("Write what happened, on a day that has come.")
        row = ChronologyLine(
            bundle=making.bundle, happened_on=happened_on, words=words.strip()[:LONGEST], position=0
        )
        _put_in_order(making, _lines(making.bundle), [row])
        return row


def word_line(
    *,
    reference: str,
    by: Member,
    at: datetime,
    ombudsman_reference: str,
    line: int,
    words: str,
    is_left_out: bool = False,
) -> ChronologyLine:
    """Put a line into other words, or leave it out; what the record says stays beside it. Raises NotNow, DoesNotFit."""
    with making_bundle("word_chronology_line", reference, by, at, ombudsman_reference) as making:
        row = _one(making, line)
        if not words.strip():
            raise DoesNotFit("Write what happened, or leave the line out.")
        making.line.change(row, words=words.strip()[:LONGEST], is_left_out=is_left_out)
        return row


def move_line(
    *, reference: str, by: Member, at: datetime, ombudsman_reference: str, line: int, up: bool
) -> None:
    """Move a line one place up or down; the first stays first and the last stays last. Raises NotNow."""
    with making_bundle("move_chronology_line", reference, by, at, ombudsman_reference) as making:
        rows = _lines(making.bundle)
        place = [one.pk for one in rows].index(_one(making, line).pk)
        other = place + (-1 if up else 1)
        if not 0 <= other < len(rows):
            return
        rows[place], rows[other] = rows[other], rows[place]
        _number(making, rows)


def give_leave(
    *, reference: str, by: Member, at: datetime, ombudsman_reference: str, paper: int, reason: str
) -> BundleLeave:
    """Decide that a sealed or privileged paper goes to the Ombudsman, with the reason. Raises NotNow, DoesNotFit."""
    with making_bundle("give_leave_to_send", reference, by, at, ombudsman_reference, paper=paper) as making:
        row = making.one(paper)
        if not making.home.needs_leave(row.document):
            raise NotNow(f"“{row.document.title}” needs no decision: it goes along as it is.")
        if not reason.strip():
            raise DoesNotFit("Say why it goes to the Ombudsman, though it is sealed or privileged.")
        if BundleLeave.objects.filter(paper=row).exists():
            raise NotNow(f"It is decided already that “{row.document.title}” goes along.")
        leave = BundleLeave(
            paper=row, decided_by=by.account.get_username(), decided_at=at, reason=reason.strip()
        )
        making.line.add(leave)
        return leave


def chronology_pages(bundle: Bundle) -> list[Pages]:
    """The chronology as pages, for the beginning of the file; nothing where there is none."""
    lines = [one for one in _lines(bundle) if not one.is_left_out]
    if not lines:
        return []
    text = "\n\n".join(f"{in_words(one.happened_on)}\n{one.words}" for one in lines)
    return [bind(TITLE, text.encode(), "text/plain")]


def _said(what: str, why: str) -> str:
    return f"{what} {why}".strip()[:LONGEST]


def _lines(bundle: Bundle) -> list[ChronologyLine]:
    return list(ChronologyLine.objects.filter(bundle=bundle).order_by("position", "pk"))


def _one(making: Making, line: int) -> ChronologyLine:
    row = ChronologyLine.objects.filter(bundle=making.bundle, pk=line).first()
    if row is None:
        raise NotNow("That line is not in this chronology any more. Look at it again.")
    return row


def _put_in_order(making: Making, there: list[ChronologyLine], new: list[ChronologyLine]) -> None:
    """New lines go to their day, after what stands there; what somebody moved stays as it was moved."""
    rows = list(there)
    for one in new:
        place = next((at for at, row in enumerate(rows) if row.happened_on > one.happened_on), len(rows))
        rows.insert(place, one)
    fresh = {id(one) for one in new}
    _number(making, rows, lambda row: id(row) in fresh)


def _number(
    making: Making,
    rows: list[ChronologyLine],
    is_new: Callable[[ChronologyLine], bool] = lambda row: False,
) -> None:
    for position, row in enumerate(rows, start=1):
        if is_new(row):
            row.position = position
            making.line.add(row)
        elif row.position != position:
            making.line.change(row, position=position)
