"""The page on which a letter is written: its words beside what is found in them, its facts, and how it would look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heard.casework import drafts
from heard.casework.letters.changing import change_draft
from heard.casework.letters.differing import differences
from heard.casework.letters.merging import CannotTell
from heard.casework.letters.opening import in_words_for, readers_of, try_words, versions_of
from heard.casework.letters.stepping import TO_WRITE, ChangedMeanwhile, Standing
from heard.casework.permissions import Act
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts.typed import typed_words
from heard.web.desk.letters_forms import EditForm
from heard.web.desk.letters_frame import READERS, SENDING, LetterFrame, opened_letter
from heard.web.desk.letters_shown import marked, under
from heard.web.seeing import for_those_who_may, now, show

WRONG, OVERTAKEN = 422, 409


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.DRAFT_LETTERS)
def editor(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """One letter that is not issued yet."""
    frame = opened_letter(request, reference, number)
    if frame.row.letter_id:
        return redirect("letter", reference=reference, number=frame.row.letter_id)
    return _sent(frame) if request.method == "POST" else _opened(frame)


editor.keeps_drafts = True  # type: ignore[attr-defined]


@require_POST
@for_those_who_may(Act.DRAFT_LETTERS)
def tried(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """What would be found in words that nobody has kept: asked by the page while somebody types."""
    frame = opened_letter(request, reference, number)
    title, words = request.POST.get("title", ""), request.POST.get("words", "")
    try:
        made, reading, issues = try_words(frame.row, title=title, words=words, on=frame.day)
    except CannotTell as why:
        return show(request, "desk/letters_beside.html", {"fault": in_words(why)})
    facts = {"reading": reading, "issues": issues, "letter": under(made.html, 3), "is_live": True}
    return show(request, "desk/letters_beside.html", facts)


@require_GET
@for_those_who_may(Act.DRAFT_LETTERS)
def preview(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """The letter on the council's paper, as it would be if it were issued today, in its own words or in others."""
    frame = opened_letter(request, reference, number)
    other = request.GET.get("reader", "")
    made = in_words_for(frame.row, other, on=frame.day) if other in READERS else None
    facts = {
        "letter": under((made or frame.opened.made).html, 1),
        "in_other_words": READERS[other] if made else "",
    }
    return frame.show("desk/letters_preview.html", facts)


@require_GET
@for_those_who_may(Act.DRAFT_LETTERS)
def versions(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """Two versions of the words held against each other: by itself the last against the one before."""
    frame = opened_letter(request, reference, number)
    found = versions_of(frame.row, on=frame.day)
    numbers = [one.number for one in found]
    new = _chosen(request, "new", numbers, numbers[-1])
    old = _chosen(request, "old", numbers, numbers[max(len(numbers) - 2, 0)])
    by_number = {one.number: one for one in found}
    changes = differences(_whole(by_number[old]), _whole(by_number[new]))
    facts = {
        "versions": found[::-1],
        "old": old,
        "new": new,
        "changes": marked(changes),
        "any": any(one.is_changed for one in changes),
    }
    return frame.show("desk/letters_versions.html", facts)


def _chosen(request: HttpRequest, name: str, numbers: list[int], usual: int) -> int:
    said = request.GET.get(name, "")
    return int(said) if said.isdecimal() and int(said) in numbers else usual


def _whole(version: Any) -> str:
    return f"{version.title}\n{version.words}"


def _opened(frame: LetterFrame) -> HttpResponseBase:
    left = drafts.draft_of(frame.member, frame.request.path, at=now()) if _is_to_write(frame) else None
    if left is None:
        return _page(frame, EditForm.of(frame.opened))
    said = {name: values[0] for name, values in left.words.items() if values}
    form = EditForm(initial={"title": said.get("title", ""), "words": said.get("words", "")})
    moved = said.get("version", "") not in ("", str(frame.row.version))
    return _page(frame, form, left=left, theirs=_theirs(frame, form.initial) if moved else None)


def _sent(frame: LetterFrame) -> HttpResponseBase:
    request = frame.request
    if "start-again" in request.POST:
        drafts.drop_draft(frame.member, request.path)
        return redirect(request.path)
    form = EditForm(request.POST)
    drafts.keep_draft(frame.member, request.path, typed_words(request.POST), at=now())
    if not form.is_valid():
        return _page(frame, form, status=WRONG)
    try:
        _keep(frame, form)
    except ChangedMeanwhile:
        return _page(frame, form, status=OVERTAKEN, theirs=_theirs(frame, form.cleaned_data), has_errors=True)
    except REFUSALS as why:
        form.add_error(None, in_words(why))
        return _page(frame, form, status=WRONG)
    drafts.drop_draft(frame.member, request.path)
    if "check" in request.POST:
        return redirect("letter-check", reference=frame.case.reference, number=frame.row.pk)
    messages.success(request, "Saved. It is a draft until it is checked, signed off and issued.")
    return redirect(request.path)


def _keep(frame: LetterFrame, form: EditForm) -> None:
    """Keep the words, if they are other than those on record."""
    title, words = form.cleaned_data["title"], form.cleaned_data["words"]
    version = form.cleaned_data["version"]
    is_same = (title, words) == (frame.opened.title, frame.opened.words.strip())
    if is_same and version == frame.row.version and frame.row.standing in TO_WRITE:
        return
    frame.do(Act.DRAFT_LETTERS, change_draft, title=title, words=words, version=version)


def _theirs(frame: LetterFrame, mine: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody else saved meanwhile, held against what was typed here."""
    last = versions_of(frame.row, on=frame.day)[-1]
    return {
        "by": last.by,
        "at": last.at,
        "words": last.words,
        "changes": marked(differences(_whole(last), f"{mine['title']}\n{mine['words']}")),
    }


def _is_to_write(frame: LetterFrame) -> bool:
    return frame.row.standing not in (Standing.FROM_BEFORE, Standing.WITHDRAWN)


def _page(frame: LetterFrame, form: EditForm, *, status: int = 200, **more: Any) -> HttpResponseBase:
    others = [one for one in readers_of(frame.opened) if one != frame.row.audience]
    beside = next((one for one in ("child", "adult", "easy") if one in others), "")
    other = in_words_for(frame.row, beside, on=frame.day) if beside else None
    may = frame.may(Act.SIGN_LETTERS, SENDING)
    facts = {
        "form": form,
        "reading": frame.opened.reading,
        "issues": frame.opened.issues,
        "letter": under(frame.opened.made.html, 3),
        "others": [(one, READERS[one]) for one in others],
        "beside": READERS.get(beside, ""),
        "other": under(other.html, 3) if other else "",
        "may_sign": may[Act.SIGN_LETTERS],
        "may_send": may[SENDING],
        **more,
    }
    return frame.show("desk/letters_editor.html", facts, status=status)
