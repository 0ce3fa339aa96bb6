"""Controls on the record: ledger, rows, looks, files and reports are as they were left; dates are as the law says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from heard.casework.assurance_asked import Asked, none_of
from heard.casework.audit import Verdict, verify
from heard.casework.deploy_checks import Looked
from heard.casework.filing import NotAsFiled, read_stored
from heard.casework.nightly import worked_out_again
from heard.casework.reports_releasing import is_as_released
from heard.figures.frozen import read_back
from heard.figures.suppression_numbers import numbers_in
from heard.figures.suppression_released import cells_of
from heard.law.clock import due
from heard.ledger.models import Entry, PublishedReport
from heard.representations.models import Document

OF_LINES = frozenset({"gap", "link", "edit"})
LEDGER_LEAD = "Tell the information governance lead: heard audit verify names each."
# Worked by hand from the regulations: clock, first day, last day.
WORKED = (
    ("children_act/stage_1/answer", date(2025, 1, 6), date(2025, 1, 20)),
    ("children_act/stage_1/answer", date(2025, 4, 11), date(2025, 4, 29)),
    ("children_act/stage_1/answer", date(2025, 12, 19), date(2026, 1, 7)),
    ("children_act/stage_1/answer", date(2026, 8, 29), date(2026, 9, 14)),
    ("children_act/stage_2/answer", date(2024, 8, 29), date(2024, 10, 3)),
    ("children_act/stage_2/answer", date(2026, 4, 1), date(2026, 5, 11)),
)


def lines_of_the_ledger(asked: Asked) -> Looked:
    """Every line follows from the one before, and none was taken out or edited."""
    verdict = _verdict(asked)
    faults = [one.where for one in verdict.faults if one.kind in OF_LINES]
    return none_of("lines of the ledger out of place", faults, verdict.entries, LEDGER_LEAD)


def rows_without_a_line(asked: Asked) -> Looked:
    """No row was changed, added or taken out without a line of the ledger."""
    verdict = _verdict(asked)
    faults = [one.where for one in verdict.faults if one.kind not in OF_LINES | {"looks"}]
    return none_of(
        "rows not as the ledger left them", [_number(one) for one in faults], verdict.rows, LEDGER_LEAD
    )


def looks_changed(asked: Asked) -> Looked:
    """Who looked at a case is as it was bound."""
    faults = [one for one in _verdict(asked).faults if one.kind == "looks"]
    return none_of("batches of looks changed", [one.why for one in faults], len(faults), LEDGER_LEAD)


def acts_with_no_line(asked: Asked) -> Looked:
    """The ledger holds a line at all: an installation that writes none would look whole."""
    lines = Entry.objects.count()
    return Looked(
        "lines of the ledger", f"{lines:,}", "1 or more", lines > 0, "Nothing was ever recorded here."
    )


def files_not_as_filed(asked: Asked) -> Looked:
    """Every file of a case is there, and is the one that was filed."""
    faults, papers = [], 0
    for paper in Document.objects.only("pk", "title", "path", "digest").iterator(chunk_size=500):
        papers += 1
        try:
            read_stored(paper)
        except NotAsFiled:
            faults.append(f"paper {paper.pk}")
    return none_of("files not as they were filed", faults, papers, "Restore each from the backup.")


def reports_not_as_released(asked: Asked) -> Looked:
    """Every released report says what was frozen."""
    rows = list(PublishedReport.objects.all())
    faults = [row.mark for row in rows if not is_as_released(row)]
    return none_of("released reports changed", faults, rows, LEDGER_LEAD)


def small_numbers_printed(asked: Asked) -> Looked:
    """No released table prints a number below the threshold that it was released with."""
    rows = list(PublishedReport.objects.all())
    faults = [row.mark for row in rows if any(_small(row))]
    to_do = "Take the report off the public’s page at once, and tell the information governance lead."
    return none_of("released reports that print a small number", faults, rows, to_do)


def worked_dates_wrong(asked: Asked) -> Looked:
    """The clocks of this installation give the last days that were worked by hand."""
    faults = [f"{clock} from {start}" for clock, start, last in WORKED if due(clock, start).due_on != last]
    return none_of(
        "last days that differ from those worked by hand",
        faults,
        WORKED,
        "Put the released version in place.",
    )


def cases_not_as_the_law_has_them(asked: Asked) -> Looked:
    """The state and the next day that are kept of every open case are those worked out again from its facts."""
    cases, faults = worked_out_again()
    where = [f"{one.reference} {one.what}" for one in faults]
    return none_of(
        "open cases not as law and facts make them", where, cases, "heard night says why, for each."
    )


def _small(row: PublishedReport) -> Iterator[bool]:
    for number, value in numbers_in(cells_of(read_back(json.loads(row.content)["tables"]))).items():
        yield not number.is_money and value is not None and 0 < value < row.threshold


@lru_cache(maxsize=1)
def _verdict(asked: Asked) -> Verdict:
    """Three controls read one walk of the ledger: the same question, asked at the same instant."""
    return verify()


def _number(where: str) -> str:
    """A row by its table and number, without the words in which it may speak of itself."""
    return " ".join(where.split()[:2])


CONTROLS = (
    acts_with_no_line,
    lines_of_the_ledger,
    rows_without_a_line,
    looks_changed,
    files_not_as_filed,
    reports_not_as_released,
    small_numbers_printed,
    worked_dates_wrong,
    cases_not_as_the_law_has_them,
)
