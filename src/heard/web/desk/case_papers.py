"""The papers of a case: named, of a kind, for those who may see them; each opened through a check of its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heard.casework import (
    access,
    arriving_files,
    filing,
    looking_over,
    looks,
    papers,
    previews,
    setting_aside,
    virus_scanner,
)
from heard.casework.looking import NotYours
from heard.casework.permissions import Act, Level, NotAllowed
from heard.casework.refused import REFUSALS, in_words
from heard.casework.who_may import case_for
from heard.web.attachments import as_attachment, as_picture
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Known
from heard.web.desk.case_frame import opened
from heard.web.desk.letters_frame import opened_letters_of, step
from heard.web.desk.wording import spoken_day
from heard.web.forms_look import Radios
from heard.web.seeing import for_those_who_may, member_of, now, show, today

WRONG = 422
PART = "papers"
SECONDS = 60
SALT = "a paper for one person"
READ_HERE = "Papers you are let in to are read on the page of your case. Ask the complaints team for a copy."


class PaperForm(ActForm):
    """A file, what it is, and who may see it."""

    file = forms.FileField(label="The file", help_text=f"{papers.TAKEN}. 50 MB at most.")
    title = fields.line(
        "What is it?", help_text="A name people will know it by: “Letter from the school, 3 May”.", most=300
    )
    kind = fields.picked("What kind of paper", [*papers.KINDS.items()])
    level = forms.TypedChoiceField(
        label="Who may see it",
        choices=[(int(level), words) for level, words in papers.LEVELS.items()],
        coerce=int,
        widget=Radios(layout="small"),
        initial=2,
        help_text="A paper from court, and legal advice, are sealed at once.",
    )

    def clean_file(self) -> Any:
        """Larger than is kept is said before it is read."""
        file = self.cleaned_data["file"]
        if file.size > filing.LARGEST:
            raise forms.ValidationError(f"The file must be smaller than {filing.LARGEST // 2**20} MB")
        return file


@require_GET
@for_those_who_may(Act.SEE_CASES)
def papers_tab(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The papers this person may open: what each is, who may see it, and who added it when."""
    frame = opened(request, reference, PART)
    may = frame.head.eyes.may(Act.ADD_PAPERS, part=PART)
    kept = papers.papers_of(frame.head.eyes, frame.case, on=today())
    aside = setting_aside.set_aside_on(frame.head.eyes, frame.case) if may.allowed else []
    facts = {
        "papers": [(one, spoken_day(one.added_at.date())) for one in kept],
        "set_aside": [(one, spoken_day(one.added_at.date())) for one in aside],
        "may_add": may.allowed,
        "waiting": list(arriving_files.waiting_on(frame.head.eyes, frame.case)),
    }
    return frame.show("papers", "desk/case_papers.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ADD_PAPERS)
def add(request: HttpRequest, reference: str) -> HttpResponseBase:
    """A file is added to a case."""
    case = opened_letters_of(request, reference, Act.ADD_PAPERS, PART)
    known = Known(case, member_of(request), today())
    of = _original(request, case)
    if request.method == "GET":
        return _adding(request, case, PaperForm(known=known, initial=_as_original(of)), of)
    form = PaperForm(request.POST, known=known)
    form.files = request.FILES
    if not form.is_valid():
        return _adding(request, case, form, of, status=WRONG)
    kept: list[Any] = []
    if (said := _said(form, of)) is None:
        return _adding(request, case, form, of, status=WRONG)
    try:
        step(request, case, Act.ADD_PAPERS, _on(case.reference, kept), **said)
    except REFUSALS as why:
        form.add_error("file" if "file" in in_words(why) else "title", in_words(why))
        return _adding(request, case, form, of, status=WRONG)
    if kept and (held := _scanned(kept[0])):
        messages.warning(request, held)
    if kept and kept[0].kind == papers.SET_ASIDE:
        return _set_aside(request, case, known, kept[0])
    sealed = said["kind"] in papers.SEALED_KINDS or said["level"] == int(Level.S4)
    hidden = " It is sealed: nobody opens it, nor sees it listed, until two people open it." if sealed else ""
    messages.success(request, f"“{said['title']}” is on the case.{hidden}")
    return redirect("case-papers", reference=case.reference)


def _said(form: PaperForm, of: Any) -> dict[str, Any] | None:
    """What was answered, with the file looked over; nothing where it is not taken, which the form then says."""
    said = form.said()
    file = said.pop("file")
    content = file.read()
    try:
        opened = looking_over.opened_for_office(file.name or "", content)
    except REFUSALS as why:
        form.add_error("file", in_words(why))
        return None
    return {**said, "content": content, "opened": opened, "copy_of": of.pk if of else None}


def _scanned(row: Any) -> str:
    """Scan a paper that was added, where there is a scanner. Says why it cannot be opened, if so."""
    if virus_scanner.has_scanner():
        arriving_files.make_ready(by=row.added_by, at=now(), reference=row.representation.reference)
        row.refresh_from_db()
    return filing.held_back(row)


@require_GET
@for_those_who_may(Act.SEE_CASES)
def paper(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """One paper: what it is, and what may be done with it."""
    case, row = _found(request, reference, number)
    acts = (Act.ADD_PAPERS, Act.PROPOSE_RELEASE, Act.APPROVE_RELEASE)
    may = access.rulings(member_of(request), acts, case, on=today(), part=PART, fresh=True)
    seen = papers.seen_as(row)
    facts = {
        "row": case,
        "one": row,
        "about": _about(seen),
        "levels": [(int(level), words) for level, words in papers.LEVELS.items()],
        "may_take": papers.may_take_away(member_of(request)),
        "held_back": filing.held_back(row),
        "preview": previews.may_be_shown(row) and papers.may_take_away(member_of(request)),
        "may_copy": may[Act.ADD_PAPERS].allowed and filing.is_whole(row) and not filing.held_back(row),
        "may_hide": may[Act.PROPOSE_RELEASE].allowed
        and filing.is_whole(row)
        and not filing.held_back(row)
        and papers.may_take_away(member_of(request)),
        "may_propose": may[Act.PROPOSE_RELEASE].allowed
        and not filing.is_whole(row)
        and row.redaction == "none",
        "may_approve": may[Act.APPROVE_RELEASE].allowed and row.redaction == "proposed",
    }
    return show(request, "desk/case_paper.html", facts)


@require_POST
@for_those_who_may(Act.SEE_CASES)
def release(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """A working copy is proposed for release, or approved by somebody else."""
    approves = "approve" in request.POST
    act = Act.APPROVE_RELEASE if approves else Act.PROPOSE_RELEASE
    case, row = _found(request, reference, number)
    access.demand_can(member_of(request), act, case, on=today(), part=PART, fresh=True)
    level = request.POST.get("level", "")
    try:
        if approves:
            step(
                request,
                case,
                act,
                papers.approve,
                paper=row.pk,
                level=int(level) if level in ("2", "3", "4") else 3,
            )
        else:
            step(request, case, act, papers.propose, paper=row.pk)
    except REFUSALS as why:
        messages.warning(request, in_words(why))
    return redirect("case-paper", reference=case.reference, number=row.pk)


@require_GET
@for_those_who_may(Act.SEE_CASES)
def take(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """The way to the file: an address of a minute, for this person alone."""
    _, row = _found(request, reference, number)
    if not papers.may_take_away(member_of(request)):
        raise NotAllowed(READ_HERE)
    token = signing.dumps([row.pk, member_of(request).pk, request.session.session_key], salt=SALT)
    return redirect("paper-file", token=token)


@require_GET
@for_those_who_may(Act.SEE_CASES)
def file(request: HttpRequest, token: str) -> HttpResponseBase:
    """The file itself, if the address is theirs, of this minute, and they still may."""
    member = member_of(request)
    try:
        number, who, session = signing.loads(token, salt=SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError, TypeError) as why:
        raise NotYours(papers.NO_PAPER) from why
    if (who, session) != (member.pk, request.session.session_key) or not papers.may_take_away(member):
        raise NotYours(papers.NO_PAPER)
    row = papers.open_paper(member, number, on=today())
    looks.note(member, row.representation.reference, f"paper {looks.TAKEN}", now())
    try:
        content = filing.read_paper(row)
    except filing.NotAsFiled as why:
        messages.warning(request, str(why))
        return redirect("case-paper", reference=row.representation.reference, number=row.pk)
    return as_attachment(content, row.media_type, papers.file_name_of(row))


@require_GET
@for_those_who_may(Act.SEE_CASES)
def preview(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """A small picture of a paper that is one."""
    member = member_of(request)
    row = papers.paper_for(member, case_for(member, reference), number, on=today())
    if not papers.may_take_away(member):
        raise NotAllowed(READ_HERE)
    try:
        return as_picture(previews.preview_of(row))
    except filing.NotAsFiled as why:
        raise NotYours(papers.NO_PAPER) from why


def _found(request: HttpRequest, reference: str, number: int) -> tuple[Any, Any]:
    """A paper of a case this person may open; the look is noted."""
    member = member_of(request)
    case = case_for(member, reference)
    row = papers.paper_for(member, case, number, on=today())
    looks.note(member, reference, PART, now())
    return case, row


def _original(request: HttpRequest, case: Any) -> Any:
    said = request.GET.get("copy-of", "")
    if not said.isdecimal() or len(said) > 12:
        return None
    return papers.paper_for(member_of(request), case, int(said), on=today())


def _as_original(of: Any) -> dict[str, Any]:
    return {"title": f"{of.title}, parts taken out", "kind": of.kind, "level": of.level} if of else {}


def _on(reference: str, kept: list[Any]) -> Any:
    return lambda **said: kept.append(papers.add_paper(reference=reference, **said))


def _set_aside(request: HttpRequest, case: Any, known: Known, row: Any) -> HttpResponseBase:
    """The paper reads as if it came from court: whoever may is asked at once, anybody else is told who says it."""
    if setting_aside.may_weigh(known.eyes):
        return redirect("paper-set-aside", reference=case.reference, number=row.pk)
    messages.warning(
        request,
        f"“{row.title}” is on the case and set aside: it reads as if it came from a family court. Nobody opens it "
        "until the complaints team says what it is. You need do nothing more.",
    )
    return redirect("case-papers", reference=case.reference)


def _adding(
    request: HttpRequest, case: Any, form: PaperForm, of: Any, *, status: int = 200
) -> HttpResponseBase:
    return show(request, "desk/case_paper_add.html", {"row": case, "form": form, "of": of}, status=status)


def _about(seen: Any) -> list[tuple[str, str]]:
    facts = [
        ("Kind", seen.kind),
        ("Who may see it", seen.who_may),
        ("Working copy of", seen.copy_of),
        ("Release", seen.release),
        ("Size", seen.size),
        ("Virus scan", seen.scan),
        ("What the file says of itself", seen.of_itself),
        ("Added", f"{spoken_day(seen.added_at.date())}, {seen.added_by}"),
    ]
    return [(name, value) for name, value in facts if value]
