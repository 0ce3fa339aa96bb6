"""Bringing in a list: choose a file, answer what its columns and spellings mean, look, keep or not."""

from __future__ import annotations

import json
import secrets
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heard.casework import looking
from heard.casework.permissions import Act, may
from heard.casework.receive import NothingKept
from heard.casework.undoing import CannotUndo, undo_import
from heard.importing.bring_in import Look, keep, look
from heard.importing.mapping import load_mapping, save_mapping
from heard.importing.read import Refused
from heard.importing.refused_rows import write_refused_rows
from heard.web.desk.answers import answered_mapping, columns_shown, questions_shown
from heard.web.desk.forms import ChooseFile
from heard.web.seeing import by_whom, for_those_who_may, member_of, now, today

SHOWN = 20
UPLOADS = Path(settings.FILE_UPLOAD_TEMP_DIR)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.BRING_IN_SHEETS)
def imports(request: HttpRequest) -> HttpResponseBase:
    """Choose a file to bring in, above the list of what was brought in before."""
    form = ChooseFile(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        token = _put_aside(form.cleaned_data["file"], form.cleaned_data["as_"], by_whom(request))
        return redirect("import-look", token=token)
    runs = looking.imports()[:200]
    undoing = may(member_of(request), Act.UNDO_IMPORTS)
    return render(request, "desk/imports.html", {"form": form, "runs": runs, "undoing": undoing})


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.BRING_IN_SHEETS)
def look_at(request: HttpRequest, token: str) -> HttpResponseBase:
    """What the file would become, with every question about it. Answering shows it again."""
    place = _place(request, token)
    try:
        looks = _looks(place)
    except Refused as why:
        shutil.rmtree(place, ignore_errors=True)
        return render(request, "desk/import_refused.html", {"why": str(why)}, status=422)
    looked = looks[0]
    if request.method == "POST":
        save_mapping(answered_mapping(looked, request.POST), place / "answers.toml")
        return redirect("import-look", token=token)
    return render(request, "desk/import_look.html", _facts(looked, token, len(looks)))


def _facts(looked: Look, token: str, lists: int) -> dict[str, Any]:
    judgement, comparison = looked.judgement, looked.comparison
    return {
        "looked": looked,
        "judgement": judgement,
        "comparison": comparison,
        "token": token,
        "more_lists": lists - 1,
        "columns": columns_shown(looked),
        "questions": questions_shown(looked),
        "problems": judgement.problems[:200],
        "more_problems": max(0, len(judgement.problems) - 200),
        "first_rows": looked.table.rows[:SHOWN],
        "new_labels": [(list_, labels) for list_, labels in judgement.new_labels.items() if labels],
    }


@require_POST
@for_those_who_may(Act.BRING_IN_SHEETS)
def keep_it(request: HttpRequest, token: str) -> HttpResponseBase:
    """Keep the list. All of it is kept or nothing is."""
    place = _place(request, token)
    try:
        run = None
        for looked in _looks(place):
            if not looked.can_be_kept:
                return redirect("import-look", token=token)
            run, _ = keep(
                looked,
                by=by_whom(request),
                at=now(),
                remove_gone=request.POST.get("remove_gone") == "yes",
                into_demo=True,  # the page of a demonstration says so on every line; the command line asks
            )
    except (Refused, NothingKept) as why:
        return render(request, "desk/import_refused.html", {"why": str(why)}, status=422)
    shutil.rmtree(place, ignore_errors=True)
    if run is None:
        messages.success(request, "Nothing was kept: the list says what is on record already.")
        return redirect("imports")
    return redirect("import-run", number=run.number)


@require_GET
@for_those_who_may(Act.BRING_IN_SHEETS)
def rows_to_mend(request: HttpRequest, token: str) -> HttpResponseBase:
    """The person's own rows that need mending, with why beside each."""
    place = _place(request, token)
    looked = _looks(place)[0]
    path = place / "rows-to-mend.xlsx"
    write_refused_rows(looked.table, looked.judgement, path)
    return FileResponse(path.open("rb"), as_attachment=True, filename="rows-to-mend.xlsx")


@require_GET
@for_those_who_may(Act.BRING_IN_SHEETS)
def run(request: HttpRequest, number: int) -> HttpResponseBase:
    """One import: what it brought in, changed and left out."""
    found = looking.import_run(number)
    undoing = may(member_of(request), Act.UNDO_IMPORTS)
    return render(request, "desk/import_run.html", {"found": found, "run": found.run, "undoing": undoing})


@require_POST
@for_those_who_may(Act.UNDO_IMPORTS)
def undo(request: HttpRequest, number: int) -> HttpResponseBase:
    """Take an import back as a whole."""
    try:
        undo_import(number, by=by_whom(request), at=now())
    except CannotUndo as why:
        return render(request, "desk/import_refused.html", {"why": str(why), "undoing": True}, status=422)
    messages.success(request, f"Import {number} was taken back.")
    return redirect("imports")


def _put_aside(file: UploadedFile, as_: str, by: str) -> str:
    token = secrets.token_urlsafe(16)
    place = UPLOADS / token
    place.mkdir(mode=0o700)
    with (place / "file").open("wb") as kept:
        for piece in file.chunks():
            kept.write(piece)
    (place / "about.json").write_text(json.dumps({"name": file.name or "list", "as": as_, "by": by}))
    return token


def _place(request: HttpRequest, token: str) -> Path:
    """Where the file waits. It exists only for the person who chose it."""
    place = UPLOADS / Path(token).name
    about = place / "about.json"
    if not about.is_file() or json.loads(about.read_text())["by"] != by_whom(request):
        raise looking.NotYours("That list is not waiting any more. Choose the file again.")
    return place


def _looks(place: Path) -> list[Look]:
    about = json.loads((place / "about.json").read_text())
    answers = place / "answers.toml"
    return look(
        place / "file",
        name=about["name"],
        as_=about["as"],
        today=today(),
        mapping=load_mapping(answers) if answers.is_file() else None,
    )
