"""Bringing in a list: choose a file, answer what its columns and spellings mean, look, keep or not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heard.casework import looking, looking_at_imports
from heard.casework.permissions import Act, may
from heard.casework.receive import NothingKept
from heard.casework.undoing import CannotUndo, undo_import
from heard.importing.bring_in import Look, keep, look
from heard.importing.mapping import load_mapping, mapping_text, save_mapping
from heard.importing.read import Refused
from heard.importing.refused_rows import refused_xlsx
from heard.web.desk import uploads
from heard.web.desk.answers import answered_mapping
from heard.web.desk.forms import ChooseFile, KeepList
from heard.web.desk.import_shown import facts_of
from heard.web.desk.uploads import Waiting
from heard.web.fresh import needs_fresh
from heard.web.seeing import by_whom, for_those_who_may, member_of, now, show, today

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class NoSuchList(looking.NotYours):
    """The file holds fewer lists than the address says."""


@csrf_exempt  # the token is checked inside, once the handler that measures the file stands in its place
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponseBase:
    """Choose a file to bring in, above the list of what was brought in before."""
    request.upload_handlers = [MemoryFileUploadHandler(request), uploads.OnlySoLarge(request)]
    return _imports(request)


@csrf_protect
@for_those_who_may(Act.BRING_IN_SHEETS)
def _imports(request: HttpRequest) -> HttpResponseBase:
    sent = request.method == "POST"
    form = ChooseFile(request.POST, request.FILES) if sent else ChooseFile()
    form.too_large = getattr(request, "file_too_large", False)
    if sent and form.is_valid():
        uploads.sweep(now().timestamp())
        chosen = form.cleaned_data
        waiting = uploads.put_aside(chosen["file"], as_=chosen["as_"], by=by_whom(request))
        return redirect("import-look", token=waiting.token, number=1)
    facts = {"form": form, "runs": looking.imports()[:200]}
    return show(request, "desk/imports.html", facts, status=422 if form.errors else 200)


imports.needs = Act.BRING_IN_SHEETS  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.BRING_IN_SHEETS)
def look_at(request: HttpRequest, token: str, number: int) -> HttpResponseBase:
    """What one list of the file would become, with every question about it. Answering shows it again."""
    waiting = uploads.waiting_for(token, by_whom(request))
    try:
        looked, of = _look(waiting, number)
    except Refused as why:
        waiting.drop()
        return show(request, "desk/import_refused.html", {"why": str(why), "name": waiting.name}, status=422)
    if request.method == "POST":
        save_mapping(answered_mapping(looked, request.POST), waiting.answers(number))
        waiting.share(waiting.answers(number))
        return redirect("import-look", token=token, number=number)
    return _shown(request, waiting, number, looked, of, KeepList(demo=_is_demo()))


def _is_demo() -> bool:
    there = looking.council()
    return bool(there and there.is_demo)


def _shown(
    request: HttpRequest,
    waiting: Waiting,
    number: int,
    looked: Look,
    of: int,
    form: KeepList,
    status: int = 200,
) -> HttpResponse:
    facts: dict[str, Any] = {
        **facts_of(looked),
        "waiting": waiting,
        "number": number,
        "of": of,
        "others": [n for n in range(1, of + 1) if n != number],
        "kept_before": number in waiting.kept,
        "form": form,
    }
    return show(request, "desk/import_look.html", facts, status=status)


def _look(waiting: Waiting, number: int) -> tuple[Look, int]:
    """One list of the file under the answers given about it, and how many lists there are."""
    answers = waiting.answers(number)
    mapping = load_mapping(answers) if answers.is_file() else None
    found = look(waiting.file, name=waiting.name, as_=waiting.as_, today=today(), mapping=mapping)
    if not 1 <= number <= len(found):
        raise NoSuchList(f"{waiting.name} holds {len(found)} lists, and list {number} was asked for.")
    return found[number - 1], len(found)


@require_POST
@for_those_who_may(Act.BRING_IN_SHEETS)
def keep_it(request: HttpRequest, token: str, number: int) -> HttpResponseBase:
    """Keep one list. All of it is kept or nothing is."""
    waiting = uploads.waiting_for(token, by_whom(request))
    looked, of = _look(waiting, number)
    form = KeepList(request.POST, demo=_is_demo())
    if not form.is_valid() or not looked.can_be_kept:
        return _shown(request, waiting, number, looked, of, form, status=422)
    try:
        run, _ = keep(
            looked,
            by=by_whom(request),
            at=now(),
            remove_gone=form.cleaned_data["remove_gone"],
            into_demo=form.cleaned_data["into_demo"],
        )
    except NothingKept as why:
        form.add_error(None, str(why))
        return _shown(request, waiting, number, looked, of, form, status=422)
    waiting.note_kept(number)
    return _after_keeping(request, waiting, number, of, run)


def _after_keeping(
    request: HttpRequest, waiting: Waiting, number: int, of: int, run: Any
) -> HttpResponseBase:
    said = f"Import {run.number} was kept." if run else "Nothing was kept: all of it is on record already."
    messages.success(request, said)
    left = [n for n in range(1, of + 1) if n not in (number, *waiting.kept)]
    if left:
        return redirect("import-look", token=waiting.token, number=left[0])
    waiting.drop()
    return redirect("import-run", number=run.number) if run else redirect("imports")


@require_GET
@for_those_who_may(Act.BRING_IN_SHEETS)
def rows_to_mend(request: HttpRequest, token: str, number: int) -> HttpResponseBase:
    """The person's own rows that need mending, with why beside each."""
    looked, _ = _look(uploads.waiting_for(token, by_whom(request)), number)
    return _file(refused_xlsx(looked.table, looked.judgement), "rows-to-mend.xlsx", XLSX)


@require_GET
@for_those_who_may(Act.BRING_IN_SHEETS)
def answers(request: HttpRequest, token: str, number: int) -> HttpResponseBase:
    """The answers given so far as a mapping file, to be used again."""
    looked, _ = _look(uploads.waiting_for(token, by_whom(request)), number)
    text = mapping_text(looked.mapping, looked.judgement.questions)
    return _file(text.encode(), "mapping.toml", "application/toml")


@require_POST
@for_those_who_may(Act.BRING_IN_SHEETS)
def drop(request: HttpRequest, token: str) -> HttpResponseBase:
    """Start again: the file that was waiting is deleted."""
    uploads.waiting_for(token, by_whom(request)).drop()
    messages.success(request, "The file was deleted. Nothing was kept.")
    return redirect("imports")


@require_GET
@for_those_who_may(Act.BRING_IN_SHEETS)
def run(request: HttpRequest, number: int) -> HttpResponseBase:
    """One import: what it brought in, changed and left out."""
    found = looking_at_imports.import_run(number)
    undoing = may(member_of(request), Act.UNDO_IMPORTS)
    facts = {"found": found, "run": found.run, "undoing": undoing, "disagreements": found.disagreements[:200]}
    return show(request, "desk/import_run.html", facts)


@require_GET
@for_those_who_may(Act.BRING_IN_SHEETS)
def answers_of_run(request: HttpRequest, number: int) -> HttpResponseBase:
    """The answers with which a list was kept, as a mapping file."""
    found = looking_at_imports.import_run(number)
    return _file(found.run.mapping.encode(), f"mapping-{number}.toml", "application/toml")


@require_POST
@for_those_who_may(Act.UNDO_IMPORTS)
@needs_fresh
def undo(request: HttpRequest, number: int) -> HttpResponseBase:
    """Take an import back as a whole."""
    try:
        undo_import(number, by=by_whom(request), at=now())
    except CannotUndo as why:
        return show(request, "desk/import_not_undone.html", {"why": str(why), "number": number}, status=422)
    messages.success(request, f"Import {number} was taken back. Its cases are as they were before it.")
    return redirect("import-run", number=number)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
