"""One section of a report: its words, its tables in order, the figures to put in, and last year’s beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import looking_at_reports, reports_writing
from heard.casework.looking_at_reports import DraftSeen
from heard.casework.permissions import Act
from heard.casework.refused import REFUSALS, in_words
from heard.casework.reports_checking import check_report
from heard.casework.reports_content import Content, Counted, Written, content_of
from heard.casework.reports_writing import ChangedMeanwhile, NewSection
from heard.figures.claims import tokens
from heard.figures.table_cells import TableResult
from heard.reporting.publishing import count_for, paragraphs
from heard.reporting.report_plan import hint_of
from heard.web.desk.acts.form import Known
from heard.web.desk.asking import there
from heard.web.desk.reports import draft_of, frame
from heard.web.desk.reports_forms import SectionForm
from heard.web.seeing import for_those_who_may, member_of, now, show, today

WRONG, OVERTAKEN = 422, 409
MOST_TOKENS = 400


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.WRITE_REPORTS)
def section(request: HttpRequest, number: int) -> HttpResponseBase:
    """Write one section: kept as a new version each time, and never over what somebody else wrote meanwhile."""
    seen, one = there(looking_at_reports.section_seen, member_of(request), number)
    known = Known(None, member_of(request), today())
    if request.method == "GET":
        version = one.version
        initial = {"heading": version.heading, "words": version.words, "commentary": version.commentary}
        return _page(request, seen, one, SectionForm(known=known, initial=initial), tables=one.tables)
    form, said = SectionForm(request.POST, known=known), request.POST.get("do", "")
    tables = [name for name in request.POST.get("tables", "").split("\n") if name.strip()]
    chosen = _rearranged([name.strip() for name in tables], said, request.POST.get("add", ""))
    if not form.is_valid():
        return _page(request, seen, one, form, tables=chosen, status=WRONG)
    try:
        new = NewSection(one.code, tables=tuple(chosen), **form.said())
        reports_writing.write_section(
            member=known.member, at=now(), section=number, read=_read(request), new=new
        )
    except ChangedMeanwhile as why:
        form.add_error(None, in_words(why))
        return _page(request, seen, one, form, tables=chosen, theirs=why.theirs, status=OVERTAKEN)
    except REFUSALS as why:
        form.add_error(None, in_words(why))
        return _page(request, seen, one, form, tables=chosen, status=WRONG)
    messages.success(request, "The section is kept.")
    if said:
        return redirect(f"{request.path}#tables")
    return (
        redirect("report-section", number=number) if "stay" in request.POST else redirect(frame(seen)["back"])
    )


def _read(request: HttpRequest) -> int:
    said = request.POST.get("read", "")
    return int(said) if said.isdecimal() and len(said) < 7 else 0


def _rearranged(tables: list[str], said: str, added: str) -> list[str]:
    """The tables after a button was pressed: one moved up or down, taken out, or a new one put at the end."""
    what, _, name = said.partition(":")
    if what == "add" and added:
        return [*tables, added] if added not in tables else tables
    if name not in tables:
        return tables
    at, kept = tables.index(name), [one for one in tables if one != name]
    if what == "out":
        return kept
    place = max(0, at - 1) if what == "up" else at + 1
    return [*kept[:place], name, *kept[place:]]


def _page(
    request: HttpRequest,
    seen: DraftSeen,
    one: Written,
    form: SectionForm,
    *,
    tables: Sequence[str],
    theirs: Any = None,
    status: int = 200,
) -> HttpResponseBase:
    counted = count_for(seen.row, today=today())
    titles = {table.id: table.title for table in counted.tables}
    facts = frame(seen) | {
        "one": one,
        "form": form,
        "theirs": theirs,
        "read": theirs.number if theirs else one.version.number,
        "hint": hint_of(seen.row.kind, one.code),
        "tables": [(name, titles.get(name, name)) for name in tables],
        "kept_tables": "\n".join(tables),
        "more": [(name, title) for name, title in titles.items() if name not in tables],
        "figures": _figures([table for table in counted.tables if table.id in tables]),
        "before": _before(seen, one),
        "found": _found(seen, one, counted) if not form.is_bound else (),
    }
    return show(request, "desk/report_section.html", facts, status=status)


def _found(seen: DraftSeen, one: Written, counted: Counted) -> list[Any]:
    """What the checks find in this section, nobody having let it stand."""
    checked = check_report(content_of(seen.row, counted, seen.sections))
    return [found for found in checked.open if found.section == one.pk]


def _figures(tables: Sequence[TableResult]) -> list[tuple[str, list[Any]]]:
    """Each table with its tokens, as long as they are few enough to be read."""
    return [(table.title, list(tokens([table]))[:MOST_TOKENS]) for table in tables]


def _before(seen: DraftSeen, one: Written) -> dict[str, Any] | None:
    """What the same section said in the report of the year before, with its commentary and numbers."""
    row = looking_at_reports.year_before(seen.row)
    if row is None:
        return None
    kept = next((each for each in json.loads(row.content)["sections"] if each["code"] == one.code), None)
    said = {"row": row, "words": "", "commentary": ()}
    return (
        said
        if kept is None
        else said | {"words": kept["words"], "commentary": paragraphs(kept["commentary"])}
    )


@require_GET
@for_those_who_may(Act.WRITE_REPORTS)
def figures(request: HttpRequest, number: int) -> HttpResponseBase:
    """Every figure that can be put into the words of this report, searched by its words."""
    seen = draft_of(request, number)
    wanted = request.GET.get("words", "").strip()[:80]
    found = list(_matching(tokens(count_for(seen.row, today=today()).tables), wanted))
    facts = frame(seen) | {
        "words": wanted,
        "found": found[:MOST_TOKENS],
        "total": len(found),
        "most": MOST_TOKENS,
    }
    return show(request, "desk/report_figures.html", facts)


def _matching(every: Sequence[Any], wanted: str) -> Iterator[Any]:
    parts = wanted.casefold().split()
    return (one for one in every if all(part in f"{one.written} {one.words}".casefold() for part in parts))


@require_GET
@for_those_who_may(Act.READ_DRAFTS)
def versions(request: HttpRequest, number: int) -> HttpResponseBase:
    """Every version of a section, the newest first."""
    seen, one = there(looking_at_reports.section_seen, member_of(request), number)
    facts = frame(seen) | {"one": one, "versions": looking_at_reports.versions_of(number)}
    return show(request, "desk/report_versions.html", facts)


def made_ready(request: HttpRequest, number: int) -> tuple[DraftSeen, Counted, Content]:
    """A draft with its figures counted, ready to be checked, read or released."""
    seen = draft_of(request, number)
    counted = count_for(seen.row, today=today())
    return seen, counted, content_of(seen.row, counted, seen.sections)
