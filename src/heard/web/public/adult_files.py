"""Files that an adult sends along: one at a time, shown back, and thrown away with a press."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heard.casework import arriving_files, doorsteps
from heard.casework.doorsteps import FileKept
from heard.web.forms_look import Form
from heard.web.public import doorstep
from heard.web.public.adult_steps import ADULT, FILES
from heard.web.public.steps import Answers
from heard.web.seeing import now, show

MEGABYTE = 1024 * 1024
TOO_BIG = "The selected file must be smaller than 20MB"
EMPTY = "The selected file is empty"
TOO_MANY = "You can send 10 files. Take one away before you add another"
NONE = "Select a file, or choose “Continue”"


class Chosen(Form):
    """The file."""

    page_heading = "file"
    mark_optional = False
    file = forms.FileField(
        label="Do you want to send a file?",
        required=False,
        help_text="A letter, a photo or a recording, for example. You do not have to. Choose one file at a time. It "
        "must be smaller than 20MB.",
        widget=forms.FileInput(),
    )


def chosen(request: HttpRequest, said: Answers) -> list[FileKept]:
    """The files that were chosen at this door, in order."""
    numbers = said.get(FILES, {}).get("numbers", [])
    there = doorsteps.files_of(doorstep.secret_of(request), at=now())
    return [one for one in there if str(one.number) in numbers]


def size_of(file: FileKept) -> str:
    """How large a file is, as a page says it."""
    return f"{file.size / MEGABYTE:.1f}MB" if file.size >= MEGABYTE else f"{max(1, file.size // 1024)}KB"


@require_http_methods(["GET", "POST"])
def files(request: HttpRequest) -> HttpResponseBase:
    """Choose a file, see those chosen, take one away, or go on."""
    said = ADULT.said(request)
    if all(one.name != FILES for one in ADULT.there(said)):
        return redirect(ADULT.check)
    if request.method != "POST":
        return _page(request, said, Chosen())
    if (number := request.POST.get("away", "")).isdecimal():
        return _take_away(request, said, int(number))
    form = Chosen(request.POST, request.FILES)
    came = request.FILES.get("file")
    wrong = _keep(request, said, came) if came else NONE if "add" in request.POST else ""
    if wrong:
        form.add_error("file", wrong)
        return _page(request, said, form, status=422)
    if "add" in request.POST:
        return doorstep.with_cookie(request, redirect(_here(request)))
    return _go_on(request, said)


def _here(request: HttpRequest) -> str:
    return f"{reverse('complain-files')}{'?check' if _changing(request) else ''}"


def _changing(request: HttpRequest) -> bool:
    return "check" in (request.POST if request.method == "POST" else request.GET)


def _go_on(request: HttpRequest, said: dict[str, Any]) -> HttpResponseBase:
    said = ADULT.said(request)
    said.setdefault(FILES, {"numbers": []})
    ADULT.keep(request, said)
    onward = reverse(ADULT.check) if _changing(request) else ADULT.after(ADULT.named(FILES, said), said)
    return doorstep.with_cookie(request, redirect(onward))


def _keep(request: HttpRequest, said: dict[str, Any], came: UploadedFile[Any]) -> str:
    """Keep the file that came. What is wrong with it, or nothing."""
    if len(chosen(request, said)) >= doorsteps.MOST_FILES:
        return TOO_MANY
    if (came.size or 0) > doorsteps.LARGEST_FILE:
        return TOO_BIG
    content = came.read()
    looked = arriving_files.look_over(str(came.name), content)
    if not looked.is_taken:
        return EMPTY if not content else looked.words
    kept = doorsteps.keep_file(doorstep.secret_of(request), str(came.name), content, at=now())
    numbers = [*said.get(FILES, {}).get("numbers", []), str(kept.number)]
    ADULT.keep(request, {**said, FILES: {"numbers": numbers}})
    return ""


def _take_away(request: HttpRequest, said: dict[str, Any], number: int) -> HttpResponseBase:
    numbers = said.get(FILES, {}).get("numbers", [])
    if str(number) in numbers:
        doorsteps.drop_file(doorstep.secret_of(request), number, at=now())
        left = [one for one in numbers if one != str(number)]
        ADULT.keep(request, {**said, FILES: {"numbers": left}})
    return doorstep.with_cookie(request, redirect(_here(request)))


def _page(request: HttpRequest, said: Answers, form: Form, status: int = 200) -> HttpResponseBase:
    facts = {
        "form": form,
        "files": [(one, size_of(one)) for one in chosen(request, said)],
        "changing": _changing(request),
        "back": reverse(ADULT.check) if _changing(request) else ADULT.before(ADULT.named(FILES, said), said),
        **ADULT.facts,
    }
    return doorstep.with_cookie(request, show(request, "public/adult/files.html", facts, status=status))
