"""What is due, and the list of cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework import looking, looking_at_work
from heard.casework.permissions import Act
from heard.web.desk.forms import ANY, CaseFilter, WorkFilter
from heard.web.desk.wording import how_soon, spoken_day, unbroken
from heard.web.seeing import for_those_who_may, member_of, show, today


class StageFilter(WorkFilter):
    """Narrowing the work list, also to one stage, of which the oldest then comes first."""

    stage = forms.ChoiceField(
        label="Stage, oldest first", required=False, choices=[*ANY, *looking_at_work.STAGE_LISTS.items()]
    )


COLOUR_WORDS = {
    "late": "late",
    "today": "due today",
    "soon": "due in the next 3 working days",
    "fine": "due later or without a date",
}


@require_GET
@for_those_who_may(Act.SEE_CASES)
def work(request: HttpRequest) -> HttpResponseBase:
    """Everything due, soonest first; of one stage the oldest first."""
    form = StageFilter(request.GET)
    found = looking_at_work.work_list(
        member_of(request), today=today(), page=page_number(request), **form.chosen()
    )
    facts = {
        "tasks": [
            (
                task,
                *how_soon(task.colour, task.left, task.due_on),
                unbroken(task.next_act),
                unbroken(_what(task)),
            )
            for task in found.tasks
        ],
        "total": found.total,
        "page": _pages(found.total, found.page),
        "filter": form,
        "chosen": form.links("/work/"),
        "today": spoken_day(today()),
        "by_stage": bool(form.chosen()["stage"]),
        "counts": _counts_sentence(found.counts),
    }
    return show(request, "desk/work.html", facts)


@require_GET
@for_those_who_may(Act.SEE_CASES)
def cases(request: HttpRequest) -> HttpResponseBase:
    """Every case this person may see, newest first."""
    form = CaseFilter(request.GET)
    rows, total, page, _ = looking.cases(member_of(request), page=page_number(request), **form.chosen())
    shown = [(row, looking.kind_words(row)) for row in rows]
    facts = {"rows": shown, "total": total, "page": _pages(total, page), "filter": form}
    return show(request, "desk/cases.html", {**facts, "chosen": form.links("/cases/")})


def _what(task: looking_at_work.Task) -> str:
    """The kind of a case, and its stage where that says more than the kind."""
    return f"{task.kind}, {task.stage}" if task.stage.startswith("Stage") else task.kind


def page_number(request: HttpRequest) -> int:
    """The page asked for; anything that is not a number is the first."""
    said = request.GET.get("page", "1")
    return int(said) if said.isdecimal() and len(said) < 7 else 1


def _pages(total: int, page: int) -> Any:
    return Paginator(range(total), looking.PAGE).get_page(page)


def _counts_sentence(counts: Mapping[str, int]) -> str:
    parts = [f"{counts[name]:,} {words}" for name, words in COLOUR_WORDS.items() if counts[name]]
    if not parts:
        return "Nothing is due."
    listed = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + f" and {parts[-1]}"
    return f"{listed}."
