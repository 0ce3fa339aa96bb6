"""Our figures beside those that other councils published for the same year, each with its source and warnings."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import looking
from heard.casework import looking_at_other_councils as looking_at
from heard.casework import other_councils as acts
from heard.casework.permissions import Act, may
from heard.figures.ask import Answer
from heard.figures.other_councils import (
    COMPARED,
    MORE_THAN_CHANCE,
    Beside,
    Compared,
    Figure,
    Withheld,
    compare,
    ours,
)
from heard.figures.periods import financial_year, year_key, year_label
from heard.importing.other_councils_sheet import COLUMNS, read_other_councils, template_csv
from heard.importing.read import Refused
from heard.reporting.cached import snapshot_now
from heard.reporting.small_numbers import WHOM_TO_ASK, guard_for
from heard.web.desk import uploads
from heard.web.desk.asking import Asking, ask, there
from heard.web.desk.beside_frame import show_list
from heard.web.desk.other_councils_forms import (
    CorrectFigureForm,
    DropForm,
    FigureForm,
    GroupForm,
    LookForm,
    SheetForm,
)
from heard.web.desk.wording import short_day
from heard.web.seeing import by_whom, for_those_who_may, member_of, now, show, today

ADDRESS = "/dashboards/other-councils/"
WRONG = 422
WITHHELD = (
    f"Our own figure is withheld from your role: with it a small number could be worked out. {WHOM_TO_ASK}"
)
AS = "other-councils"


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def beside(request: HttpRequest) -> HttpResponseBase:
    """One figure of one year, ours first and the others by name, in a group of councils or all on record."""
    member = member_of(request)
    years = looking_at.years_on_record() or [year_key(today()) - 1]
    groups = [(one.pk, one.name) for one in looking_at.groups()]
    latest = looking_at.latest() or (next(iter(COMPARED)), years[0])
    initial = {"what": latest[0], "year": str(latest[1]), "group": ""}
    form = LookForm(
        request.GET if "what" in request.GET else None, years=years, groups=groups, initial=initial
    )
    said = form.cleaned_data if form.is_bound and form.is_valid() else initial
    facts = {
        "form": form,
        "groups": groups,
        "keeps": may(member, Act.CHANGE_SETTINGS),
        **_compared(member, said["what"], int(said["year"]), int(said["group"] or 0) or None),
    }
    return show_list(
        request, "desk/other_councils.html", ADDRESS, facts, status=WRONG if form.errors else 200
    )


def _compared(member: Any, code: str, year: int, group: int | None) -> dict[str, Any]:
    what, there_is = COMPARED[code], looking_at.figures_on_record(code, year, group)
    own, withheld = _own(member, what, year)
    others = [
        Figure(row.council.name, row.count, row.base, defined_otherwise=_otherwise(row))
        for row in there_is.figures
    ]
    made = compare(what, [*own, *others])
    rows = {row.council.name: row for row in there_is.figures}
    return {
        "what": what,
        "year": year_label(year),
        "made": made,
        "rows": [_shown(what, one, rows.get(one.figure.council)) for one in made.rows],
        "any": bool(others),
        "without": there_is.without,
        "withheld": withheld,
        "caution": MORE_THAN_CHANCE,
    }


def _own(member: Any, what: Compared, year: int) -> tuple[list[Figure], str]:
    """Our own figure, if there is one and this person may be told it; and why it is withheld, if it is."""
    guard = guard_for(member, today=today())

    def may_tell(answer: Answer) -> bool:
        told = None if guard is None else guard.answer(answer)
        return told is None or not (told.reasons or (told.total.base is None and answer.total.base))

    try:
        found = ours(snapshot_now(today(), today()), what, financial_year(year), may_tell=may_tell)
    except Withheld:
        return [], WITHHELD
    return ([Figure(_own_name(), *found, is_ours=True)] if found else []), ""


def _own_name() -> str:
    council = looking.council()
    return council.name if council else "This council"


def _otherwise(row: Any) -> str:
    return str(row.definition) if row.is_defined_otherwise else ""


def _shown(what: Compared, one: Beside, row: Any) -> dict[str, Any]:
    if one.figure.is_ours or row is None:
        return {"one": one, "source": "Our own record", "definition": what.definition}
    return {
        "one": one,
        "row": row,
        "source": f"{row.source}, looked up {short_day(row.taken_on)}",
        "definition": row.definition,
    }


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def new(request: HttpRequest) -> HttpResponseBase:
    """Keep a figure that another council published."""
    asking = Asking(
        "Keep a figure another council published", "Keep it", FigureForm, acts.add_other_figure,
        "The figure is kept.", ADDRESS,
    )  # fmt: skip
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def correct(request: HttpRequest, number: int) -> HttpResponseBase:
    """Put right a figure on record."""
    row = there(acts.other_figure, number)
    names = [name for name in CorrectFigureForm.base_fields if name != "is_defined_otherwise"]

    def put_right(member: Any, at: Any, **said: Any) -> object:
        figure = acts.NewFigure(council=row.council.name, what=row.what, year=row.year, **said)
        return acts.change_other_figure(member=member, at=at, number=number, figure=figure)

    asking = Asking(
        title="Correct a figure of another council",
        button="Keep it so",
        form=CorrectFigureForm,
        do=put_right,
        done="The figure is corrected.",
        back=ADDRESS,
        facts={"above": _named(row)},
        initial={name: getattr(row, name) for name in names}
        | {"is_defined_otherwise": "yes" if row.is_defined_otherwise else "no"},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def drop(request: HttpRequest, number: int) -> HttpResponseBase:
    """Take a figure out."""
    row = there(acts.other_figure, number)
    asking = Asking(
        title="Take a figure out",
        button="Take it out",
        form=DropForm,
        do=partial(acts.drop_other_figure, number=number),
        done="The figure is taken out.",
        back=ADDRESS,
        facts={"above": _named(row)},
    )
    return ask(request, asking)


def _named(row: Any) -> str:
    return f"{row.council.name}, {COMPARED[row.what].title}, {year_label(row.year)}"


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def new_group(request: HttpRequest) -> HttpResponseBase:
    """Make a group of councils to be set beside."""
    asking = Asking(
        "Make a group of councils", "Keep the group", GroupForm, acts.keep_comparison_group,
        "The group is kept.", ADDRESS,
    )  # fmt: skip
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def group(request: HttpRequest, number: int) -> HttpResponseBase:
    """Change a group of councils."""
    row = there(acts.group_numbered, number)
    asking = Asking(
        title="Change a group of councils",
        button="Keep the group",
        form=GroupForm,
        do=partial(acts.keep_comparison_group, number=number),
        done="The group is kept.",
        back=ADDRESS,
        facts={"above": row.name},
        initial={
            "name": row.name,
            "source": row.source,
            "councils": "\n".join(looking_at.councils_of(number)),
        },
    )
    return ask(request, asking)


@csrf_exempt  # the token is checked inside, once the handler that measures the file stands in its place
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest) -> HttpResponseBase:
    """Bring figures in from a sheet: all of it, or what is wrong with it row by row."""
    request.upload_handlers = [MemoryFileUploadHandler(request), uploads.OnlySoLarge(request)]
    return _sheet(request)


@csrf_protect
@for_those_who_may(Act.CHANGE_SETTINGS)
def _sheet(request: HttpRequest) -> HttpResponseBase:
    sent = request.method == "POST"
    form = SheetForm(request.POST, request.FILES) if sent else SheetForm()
    form.too_large = getattr(request, "file_too_large", False)
    faults: list[tuple[int, str, str]] = []
    if sent and form.is_valid():
        try:
            return _bring_in(request, form)
        except Refused as why:
            form.add_error("file", str(why))
        except acts.NotKept as why:
            faults = [(row, "", words) for row, words in why.faults]
        except Unread as why:
            faults = why.faults
        if faults:
            form.add_error(
                "file", f"Nothing was kept: {len(faults)} things are wrong in the sheet. They are below"
            )
    facts = {"form": form, "columns": COLUMNS.items(), "compared": COMPARED.values(), "faults": faults}
    return show(request, "desk/other_councils_sheet.html", facts, status=WRONG if form.errors else 200)


sheet.needs = Act.CHANGE_SETTINGS  # type: ignore[attr-defined]


class Unread(Exception):
    """Cells of a sheet that cannot be read: row, column and why, each."""

    def __init__(self, faults: list[tuple[int, str, str]]) -> None:
        super().__init__("Nothing of the sheet was kept.")
        self.faults = faults


def _bring_in(request: HttpRequest, form: SheetForm) -> HttpResponseBase:
    """Read the file, keep it whole, and go back. Raises Refused, Unread or NotKept."""
    uploads.sweep(now().timestamp())
    waiting = uploads.put_aside(form.cleaned_data["file"], as_=AS, by=by_whom(request))
    try:
        found = read_other_councils(waiting.file, name=waiting.name)
    finally:
        waiting.drop()
    if found.unreadable:
        raise Unread([(one.row, one.column, one.why) for one in found.unreadable])
    if not found.rows:
        raise Refused(f"“{waiting.name}” holds no row below its headings. Nothing was kept.")
    new_, same = acts.bring_in_other_figures(member=member_of(request), at=now(), rows=found.rows)
    stood = f" {same} stood so already." if same else ""
    aside = (
        f" Left aside, because they are no columns of it: {', '.join(found.unknown)}."
        if found.unknown
        else ""
    )
    messages.success(request, f"{new_} figure{'' if new_ == 1 else 's'} kept from the sheet.{stood}{aside}")
    return redirect("other-councils")


@require_GET
@for_those_who_may(Act.CHANGE_SETTINGS)
def template(request: HttpRequest) -> HttpResponseBase:
    """An empty sheet with its headings and two invented rows."""
    headers = {"Content-Disposition": 'attachment; filename="other-councils.csv"'}
    return HttpResponse(template_csv(), content_type="text/csv; charset=utf-8", headers=headers)
