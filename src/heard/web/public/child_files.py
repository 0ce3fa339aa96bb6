"""A voice, a picture or a film at the child's door: one at a time, shown back, and thrown away with a press."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from heard.casework import arriving_files, doorsteps
from heard.casework.doorsteps import FileKept
from heard.web.middleware import HEADERS
from heard.web.public import doorstep
from heard.web.public.child_fields import ChildForm
from heard.web.public.child_steps import CHILD, one
from heard.web.public.steps import Answers
from heard.web.seeing import now, show

FILES = "files"
WAYS = {"voice": "record", "picture": "picture"}
TEMPLATES = {"voice": "public/child/voice.html", "picture": "public/child/picture.html"}
TOO_BIG = _("That file is too big. Choose one smaller than 20MB")
TOO_MANY = _("You have ten files now. Take one off, or go on")
MISSING = {
    "voice": _("Record your voice or choose a file, or go back and choose another way"),
    "picture": _("Choose a picture or a film, or go back and choose another way"),
}
# This page alone may ask for the microphone, and only it plays what was recorded before it is sent.
WITH_MICROPHONE = {
    "Content-Security-Policy": f"{HEADERS['Content-Security-Policy']}; media-src 'self' blob:",
    "Permissions-Policy": HEADERS["Permissions-Policy"].replace("microphone=()", "microphone=(self)"),
}


class Sound(ChildForm):
    """A recording, made on this page or chosen."""

    file = forms.FileField(
        label=_("Or choose a sound or a film"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "audio/*,video/*"}),
    )


class Picture(ChildForm):
    """A photo, a drawing or a film."""

    file = forms.FileField(
        label=_("Choose a picture or a film"),
        required=False,
        help_text=_("Smaller than 20MB. One at a time."),
        widget=forms.FileInput(attrs={"accept": "image/*,video/*,application/pdf"}),
    )


FORMS: dict[str, type[ChildForm]] = {"voice": Sound, "picture": Picture}


def chosen(request: HttpRequest) -> list[FileKept]:
    """The files that were chosen so far at this door: what a grown-up chose at theirs is not the child's to send."""
    numbers = CHILD.said(request).get(FILES, [])
    return [one for one in doorsteps.files_of(doorstep.secret_of(request), at=now()) if one.number in numbers]


def files(request: HttpRequest, name: str) -> HttpResponseBase:
    """The page of a voice or of pictures. It also opens from the page that checks the answers."""
    said = CHILD.said(request)
    here = f"{reverse(CHILD.step, args=[name])}{'?check' if _changing(request) else ''}"
    if request.method != "POST":
        return _page(request, name, said, FORMS[name]())
    if request.POST.get("remove", "").isdecimal():
        doorsteps.drop_file(doorstep.secret_of(request), int(request.POST["remove"]), at=now())
        return redirect(here)
    form = FORMS[name](request.POST)
    wrong = _keep(request, name, said)
    if wrong:
        form.add_error("file", wrong)
        return _page(request, name, said, form, status=422)
    if request.POST.get("do") == "add":
        return doorstep.with_cookie(request, redirect(here))
    return doorstep.with_cookie(request, redirect(_onward(request, name, said)))


def _changing(request: HttpRequest) -> bool:
    return "check" in (request.POST if request.method == "POST" else request.GET)


def _keep(request: HttpRequest, name: str, said: Answers) -> str:
    """Keep the file that came. What is wrong with it, or nothing."""
    came, there = request.FILES.get("file"), chosen(request)
    if came is None:
        asked = request.POST.get("do") == "add" or (_is_way(name, said) and not there)
        return str(MISSING[name]) if asked else ""
    if len(there) >= doorsteps.MOST_FILES:
        return str(TOO_MANY)
    if (came.size or 0) > doorsteps.LARGEST_FILE:
        return str(TOO_BIG)
    content = came.read()
    looked = arriving_files.look_over(str(came.name), content)
    if looked.is_taken:
        kept = doorsteps.keep_file(doorstep.secret_of(request), str(came.name), content, at=now())
        CHILD.keep(request, {**said, FILES: [*(one.number for one in there), kept.number]})
    return gettext(looked.words) if looked.words else ""


def _is_way(name: str, said: Answers) -> bool:
    return one(said, "how") == WAYS[name]


def _onward(request: HttpRequest, name: str, said: Answers) -> str:
    if _is_way(name, said):
        CHILD.keep(request, {**CHILD.said(request), name: {}})
    if _changing(request) or not _is_way(name, said):
        return reverse(CHILD.check)
    return CHILD.after(CHILD.named(name, said), said)


def _page(
    request: HttpRequest, name: str, said: Answers, form: ChildForm, status: int = 200
) -> HttpResponseBase:
    step = next(one for one in CHILD.steps if one.name == name)
    to_check = _changing(request) or not _is_way(name, said)
    facts: dict[str, Any] = {
        "form": form,
        "step": step,
        "back": reverse(CHILD.check) if to_check else CHILD.before(step, said),
        "changing": _changing(request),
        "chosen": chosen(request),
        **CHILD.facts,
    }
    response = show(request, TEMPLATES[name], facts, status=status)
    if name == "voice":
        for header, value in WITH_MICROPHONE.items():
            response.headers[header] = value
    return doorstep.with_cookie(request, response)
