"""The people of the office from a sheet: choose a file, see what each row would do, take it up, once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import office
from heard.casework.looking import NotYours
from heard.casework.office_foreseeing import foresee_office, not_in_sheet
from heard.casework.permissions import Act
from heard.importing.read import Refused
from heard.importing.staff_sheet import COLUMNS, StaffSheet, read_staff, template_csv
from heard.web.desk import uploads
from heard.web.desk.people_forms import StaffFileForm, TakeUpForm, roles, typed
from heard.web.fresh import demand_fresh
from heard.web.seeing import by_whom, for_those_who_may, now, show, today

WRONG = 422
AS = "staff"
GROUPS = (
    ("joins", "Join"),
    ("moves", "Move"),
    ("leaves", "Leave"),
    ("refused", "Cannot be done, and stay as they are"),
    ("same", "Stand as on record"),
)
TAKEN = "taken"


@csrf_exempt  # the token is checked inside, once the handler that measures the file stands in its place
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponseBase:
    """Choose a sheet of staff, above what its columns hold."""
    request.upload_handlers = [MemoryFileUploadHandler(request), uploads.OnlySoLarge(request)]
    return _choose(request)


@csrf_protect
@for_those_who_may(Act.KEEP_STAFF)
def _choose(request: HttpRequest) -> HttpResponseBase:
    # Asked before a file is chosen: a file cannot be kept while somebody proves who they are.
    if (ask := demand_fresh(request)) is not None:
        return ask
    sent = request.method == "POST"
    form = StaffFileForm(request.POST, request.FILES) if sent else StaffFileForm()
    form.too_large = getattr(request, "file_too_large", False)
    if sent and form.is_valid():
        uploads.sweep(now().timestamp())
        waiting = uploads.put_aside(form.cleaned_data["file"], as_=AS, by=by_whom(request))
        try:
            read_staff(waiting.file, name=waiting.name)
        except Refused as why:
            waiting.drop()
            form.add_error("file", str(why))
        else:
            return redirect("people-sheet-look", token=waiting.token)
    facts = {"form": form, "columns": COLUMNS.items(), "roles": [words for _, words in roles()]}
    return show(request, "desk/people_sheet.html", facts, status=WRONG if form.errors else 200)


choose.needs = Act.KEEP_STAFF  # type: ignore[attr-defined]


@require_GET
@for_those_who_may(Act.KEEP_STAFF)
def template(request: HttpRequest) -> HttpResponseBase:
    """An empty sheet with its headings and two invented rows."""
    headers = {"Content-Disposition": 'attachment; filename="people-of-the-office.csv"'}
    return HttpResponse(template_csv(), content_type="text/csv; charset=utf-8", headers=headers)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_STAFF)
def look(request: HttpRequest, token: str) -> HttpResponseBase:
    """What each row would do. Taken up, it is done once, and the same page says how it stands."""
    waiting = uploads.waiting_for(token, by_whom(request))
    if waiting.as_ != AS:
        raise NotYours("That sheet is not waiting any more. Choose the file again.")
    sheet = read_staff(waiting.file, name=waiting.name)
    form = TakeUpForm(typed(request))
    if request.method == "POST" and (ask := demand_fresh(request)) is not None:
        return ask
    if request.method == "POST" and form.is_valid():
        if _first(waiting):
            loaded = office.load_office(sheet.rows, by=by_whom(request), at=now(), **form.cleaned_data)
            messages.success(request, _said(loaded))
        return redirect("people-sheet-look", token=token)
    return show(request, "desk/people_sheet_look.html", _facts(request, waiting, sheet, form),
                status=WRONG if form.errors else 200)  # fmt: skip


def _facts(request: HttpRequest, waiting: uploads.Waiting, sheet: StaffSheet, form: Any) -> dict[str, Any]:
    foreseen = foresee_office(sheet.rows, by=by_whom(request))
    groups = [(words, [one for one in foreseen if one.what == what]) for what, words in GROUPS]
    changes = sum(one.what in ("joins", "moves", "leaves") for one in foreseen)
    return {
        "form": form,
        "name": waiting.name,
        "groups": [(words, rows) for words, rows in groups if rows],
        "unreadable": sheet.unreadable,
        "unknown": sheet.unknown,
        "changes": changes,
        "rows": len(sheet.rows),
        "others": not_in_sheet(sheet.rows, on=today()),
        "done": (waiting.place / TAKEN).exists(),
    }


def _first(waiting: uploads.Waiting) -> bool:
    """Whether nobody has taken this sheet up yet: of two that press at once, one is the first."""
    try:
        (waiting.place / TAKEN).touch(exist_ok=False)
    except FileExistsError:
        return False
    waiting.share(waiting.place / TAKEN)
    return True


def _said(loaded: office.Loaded) -> str:
    done = (("joined", loaded.added), ("moved", loaded.moved), ("left or will leave", loaded.left))
    counts = ", ".join(f"{len(names)} {words}" for words, names in done)
    return f"The sheet is taken up: {counts}. Rows that could not be done are listed below."
