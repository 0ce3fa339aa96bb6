"""Finding a case, and the list of cases with its filters, those saved under a name, and taking a list away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heard.casework import looking_at_lists as lists
from heard.casework import looking_at_lists_whole as whole
from heard.casework.finding_cases import PAGE, find
from heard.casework.permissions import Act, may
from heard.casework.saved_filters import NotSaved, drop_filter, save_filter, saved_filters
from heard.reporting.lists import as_csv, as_workbook
from heard.web.desk.work import page_number
from heard.web.desk.work_filters import CaseFilter
from heard.web.fresh import demand_fresh
from heard.web.seeing import for_those_who_may, member_of, now, show, today

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MARKS = ("after", "before")


@require_GET
@for_those_who_may(Act.SEE_CASES)
def find_cases(request: HttpRequest) -> HttpResponseBase:
    """Cases by reference, name or words."""
    words = request.GET.get("words", "")[:400]
    found = find(member_of(request), words, page=page_number(request))
    facts = {
        "words": words,
        "found": found,
        "page": Paginator(range(found.total), PAGE).get_page(found.page) if not found.alike else None,
        "asked": bool(words.strip()),
    }
    return show(request, "desk/find.html", facts)


@require_GET
@for_those_who_may(Act.SEE_CASES)
def cases(request: HttpRequest) -> HttpResponseBase:
    """Every case this person may see, narrowed and sorted."""
    member = member_of(request)
    form = CaseFilter(request.GET, own=lists.choices())
    chosen = chosen_of(form)
    marks = {name: request.GET.get(name, "")[:100] for name in MARKS}
    found = lists.case_list(member, lists.narrowed(chosen), today=today(), **marks)
    query = urlencode(chosen)
    facts = {
        "found": found,
        "brings_in": may(member, Act.BRING_IN_SHEETS),
        "filter": form,
        "chosen": form.links("/cases/"),
        "query": query,
        "order": lists.SORTS[lists.narrowed(chosen).sort].lower(),
        "later": _page_link(chosen, "after", found.later),
        "earlier": _page_link(chosen, "before", found.earlier),
        "saved": [(one, f"/cases/?{one.chosen}") for one in saved_filters(member)],
        "exports": may(member, Act.EXPORT_LIST),
        "first": not any(marks.values()),
    }
    return show(request, "desk/cases.html", facts)


def chosen_of(form: CaseFilter) -> dict[str, str]:
    """What was chosen, and nothing that was not."""
    return {name: value for name, value in form.chosen().items() if value}


def _page_link(chosen: dict[str, str], name: str, mark: str) -> str:
    return f"/cases/?{urlencode({**chosen, name: mark})}" if mark else ""


@require_POST
@for_those_who_may(Act.SEE_CASES)
def save(request: HttpRequest) -> HttpResponseBase:
    """Keep what the list is narrowed to under a name."""
    query = _query(request)
    try:
        row = save_filter(
            member=member_of(request), name=request.POST.get("name", ""), chosen=query, at=now()
        )
    except NotSaved as why:
        messages.error(request, str(why))
    else:
        messages.success(request, f"Saved as “{row.name}”. You find it above the list of cases.")
    return redirect(f"/cases/?{query}")


@require_POST
@for_those_who_may(Act.SEE_CASES)
def drop(request: HttpRequest, number: int) -> HttpResponseBase:
    """Take one of one's own saved filters away."""
    if drop_filter(member=member_of(request), number=number, at=now()):
        messages.success(request, "The saved filter is gone.")
    return redirect("/cases/")


def _query(request: HttpRequest) -> str:
    """What was chosen, read again as the list reads it."""
    return urlencode(
        chosen_of(CaseFilter(QueryDict(request.POST.get("query", "")[:1000]), own=lists.choices()))
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.EXPORT_LIST)
def export(request: HttpRequest) -> HttpResponseBase:
    """Take the list away as a file; of a long list once a second person has agreed."""
    if (ask := demand_fresh(request)) is not None:
        return ask
    member = member_of(request)
    form = CaseFilter(request.GET, own=lists.choices())
    chosen = chosen_of(form)
    query, wanted = urlencode(sorted(chosen.items())), lists.narrowed(chosen)
    leave = whole.leave_for(member, wanted, query, today=today())
    kind = request.POST.get("form", "")
    if request.method == "POST" and leave.may_be_taken and kind in FORMS:
        rows = whole.take_list(member, wanted, query, form=kind, today=today(), at=now())
        return _file(kind, rows)
    if request.method == "POST" and leave.needs_second and not leave.asked:
        whole.ask_leave(member, query, at=now())
        messages.success(request, "A second person was asked to agree. Nothing was taken yet.")
        return redirect(f"/cases/export/?{query}")
    facts = {"leave": leave, "chosen": [words for words, _ in form.links("/cases/")], "query": query}
    return show(request, "desk/export.html", {**facts, "headings": whole.HEADINGS, "alone": whole.ALONE})


def _file(kind: str, rows: Iterator[Any]) -> HttpResponseBase:
    name = f"cases-{today().isoformat()}.{kind}"
    if kind == "xlsx":
        book = as_workbook("Cases", whole.HEADINGS, rows)
        return FileResponse(book, as_attachment=True, filename=name, content_type=FORMS[kind])
    answer = StreamingHttpResponse(as_csv(whole.HEADINGS, rows), content_type=FORMS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
