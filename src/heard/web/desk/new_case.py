"""A new case, taken down as somebody speaks or from what came in; and whether it is here already."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework import choosing, drafts
from heard.casework.carrying_out import carry_out
from heard.casework.intake_receiving import Said
from heard.casework.looking_at_mail import waiting_mail
from heard.casework.new_details import NewElement
from heard.casework.parties import Somebody, Way
from heard.casework.permissions import Act as DeskAct
from heard.casework.permissions import ChartAct, may
from heard.casework.refused import REFUSALS, in_words
from heard.casework.taking_down import already_here
from heard.law.belongs_to import RELATIONS
from heard.law.kinds import KINDS
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day, Known, Section
from heard.web.desk.acts.shown import what_is_next
from heard.web.desk.acts.typed import kept_answers, typed_words
from heard.web.desk.new_case_mail import as_mailed, made_of, mail_of
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, now, show, today

POINTS = (1, 2, 3)
SAFE = [("yes", "Yes"), ("no", "No, never use it"), ("", "Nobody has asked yet")]
WAYS = (("telephone", "Telephone"), ("email", "E-mail address"), ("post", "Address"))
KIND_FIRST = ("statutory_complaint", "corporate_complaint", "concern", "comment", "compliment")
EMAIL = "Enter an e-mail address in full, such as name@example.org"
NAME_THEM = "Enter who said it, or “Name not given”: what they are and how to reach them is kept with a name"
NOT_HERE = ("duty_matter",)


class NewCaseForm(ActForm):
    """What somebody said, who they are, how to reach them safely, and what they need."""

    words = fields.words(
        "What they said",
        help_text="Copy it as said. Paste an e-mail whole, with its first lines: what you paste is kept as it came.",
        rows=10,
    )
    kind = fields.picked("What it is", help_text="Take it as a complaint if they want something put right.")
    channel = fields.picked("How did this reach us?")
    received_on = Day(label="Date received", help_text="The day it reached the council, whoever opened it.")
    name = fields.line("Who said it", required=False, help_text="Leave it out where they do not want to say.")
    relation = fields.picked("What are they to the child?", required=False)
    child = fields.line("The child’s name", required=False, help_text="Where the child is somebody else.")
    telephone = fields.line("Telephone", required=False)
    telephone_safe = fields.one_of("Is it safe to ring?", SAFE, required=False)
    email = forms.EmailField(label="E-mail address", required=False, error_messages={"invalid": EMAIL})
    email_safe = fields.one_of("Is it safe to write there?", SAFE, required=False)
    post = fields.line("Address", required=False, most=300)
    post_safe = fields.one_of("Is it safe to send a letter there?", SAFE, required=False)
    safe_note = fields.line(
        "When and how to reach them", required=False, help_text="After school; ask for her by name."
    )
    needs = fields.words(
        "What do they need?",
        required=False,
        rows=3,
        help_text="An interpreter, large print, calls only, more time.",
    )
    team = fields.picked("Team it is about", required=False)
    about = fields.several("What it is about", required=False, help_text="It is counted under each you tick.")
    praised = fields.several(
        "If it is a compliment: what for", required=False, help_text="It is counted under each you tick."
    )

    def prepare(self) -> None:
        self.choose("kind", _kinds())
        self.choose("channel", [(one, one) for one in choosing.labels("channel")], empty="Choose")
        self.choose("relation", [(one.code, one.words) for one in RELATIONS], empty="Not known")
        self.choose("team", [(one, one) for one in choosing.teams()], empty="Not known")
        self.choose("about", [(one, one) for one in choosing.labels("nature")])
        self.choose("praised", [(one, one) for one in choosing.labels("category")])
        for number in POINTS:
            self.fields[f"point_{number}"] = fields.words(
                f"Point {number}, in their words", required=False, rows=2
            )
            self.fields[f"better_{number}"] = fields.line("What would put it right", required=False, most=300)
            self.fields[f"arose_{number}"] = Day(label="Day it happened", required=False)

    @property
    def sections(self) -> list[Section]:
        """What was said, who, how to reach them, and the points."""
        taken = self._named("words", "kind", "channel", "received_on")
        who = self._named("name", "relation", "child")
        reach = self._named(
            "telephone", "telephone_safe", "email", "email_safe", "post", "post_safe", "safe_note", "needs"
        )
        points = [self._named(f"point_{number}", f"better_{number}", f"arose_{number}") for number in POINTS]
        return [
            Section("What was said", "", taken),
            Section("Who said it", "", who),
            Section("How to reach them safely", "", reach),
            *(Section(f"Point {number}", "", one) for number, one in zip(POINTS, points, strict=True)),
            Section("Whom and what it is about", "", self._named("team", *self._lists())),
        ]

    def clean(self) -> dict[str, Any]:
        """What a compliment was for is said of compliments alone, and what it is about of all else."""
        given = super().clean() or self.cleaned_data
        is_praise = given.get("kind") == "compliment"
        wrong = "about" if is_praise else "praised"
        if given.get(wrong):
            right = "If it is a compliment: what for" if is_praise else "What it is about"
            self.add_error(
                wrong, f"Answer this under “{right}” and tick nothing here: see “What it is” above"
            )
        self._nothing_is_lost(given)
        return given

    def _nothing_is_lost(self, given: dict[str, Any]) -> None:
        """What stands beside an empty question would be kept nowhere: it is asked for, not dropped."""
        reached = any(given.get(way) for way, _ in WAYS)
        if (reached or given.get("relation")) and not given.get("name") and "name" not in self.errors:
            self.add_error("name", NAME_THEM)
        if given.get("safe_note") and not reached and not self.errors.keys() & dict(WAYS).keys():
            self.add_error("safe_note", "Enter the telephone, e-mail or address that this is about")
        for one in POINTS:
            beside = given.get(f"better_{one}") or given.get(f"arose_{one}")
            if beside and not given.get(f"point_{one}"):
                self.add_error(
                    f"point_{one}", f"Enter point {one}, in their words: something stands beside it"
                )

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        said = Said(
            kind=given["kind"],
            received_on=given["received_on"],
            words=given["words"],
            people=tuple(self._people()),
            points=tuple(self._points()),
            channel=given["channel"],
            team=given["team"],
            natures=tuple(given["praised"] or given["about"]),
        )
        return {"said": said, "needs": given["needs"]}

    def _lists(self) -> list[str]:
        return [name for name in ("about", "praised") if self.fields[name].choices]  # type: ignore[attr-defined]

    def _named(self, *names: str) -> tuple[Any, ...]:
        return tuple(self[name] for name in names)

    def _people(self) -> list[Somebody]:
        given = self.cleaned_data
        found = []
        if given["name"]:
            ways = tuple(self._ways())
            found.append(Somebody("complainant", given["name"], given["relation"], ways=ways))
        if given["child"] and given["relation"] != "child":
            found.append(Somebody("child", given["child"]))
        return found

    def _ways(self) -> list[Way]:
        given = self.cleaned_data
        safe = {"yes": True, "no": False}
        return [
            Way(way, given[way], safe.get(given[f"{way}_safe"]), given["safe_note"])
            for way, _ in WAYS
            if given[way]
        ]

    def _points(self) -> list[NewElement]:
        given = self.cleaned_data
        return [
            NewElement(given[f"point_{one}"], "", given[f"better_{one}"], given[f"arose_{one}"])
            for one in POINTS
            if given[f"point_{one}"]
        ]


def _kinds() -> list[tuple[str, str]]:
    there = {one.code: one.words for one in KINDS if one.code not in NOT_HERE}
    return [(code, there[code]) for code in KIND_FIRST] + [
        (code, words) for code, words in there.items() if code not in KIND_FIRST
    ]


@require_http_methods(["GET", "POST"])
@for_those_who_may(ChartAct.RECEIVE)  # type: ignore[arg-type]
def new_case(request: HttpRequest, number: int | None = None) -> HttpResponseBase:
    """A new case: taken down, looked for among those there are, and put on record.

    With a number it is made of that e-mail, which is shown again only until the case is on record.
    """
    member = member_of(request)
    if number is not None and "confirmed" not in request.POST:
        waiting_mail(member, number)
    known = Known(None, member, today())
    if request.method == "GET" or "start-again" in request.POST:
        return _opened(request, known)
    form = NewCaseForm(request.POST, known=known)
    if not form.is_valid():
        return _wrong(request, form)
    if "change" in request.POST:
        return _form(request, form)
    if "confirmed" not in request.POST:
        drafts.keep_draft(member, request.path, typed_words(request.POST), at=now())
        return _check(request, form)
    try:
        return _put_on_record(request, form)
    except REFUSALS as why:
        form.add_error(None, in_words(why))
        return _wrong(request, form)


new_case.keeps_drafts = True  # type: ignore[attr-defined]


def _opened(request: HttpRequest, known: Known) -> HttpResponseBase:
    member = known.member
    if request.method == "POST":
        drafts.drop_draft(member, request.path)
    form = NewCaseForm(known=known, initial=as_mailed(request))
    left = drafts.draft_of(member, request.path, at=now())
    if left is not None:
        form.take_up({name: list(values) for name, values in left.words.items()})
    return _form(request, form, left=left)


def _form(request: HttpRequest, form: NewCaseForm, *, status: int = 200, **more: Any) -> HttpResponseBase:
    facts = {"form": form, "once": _once(request), "mail": mail_of(request), **more}
    return show(request, "desk/new_case.html", facts, status=status)


def _wrong(request: HttpRequest, form: NewCaseForm) -> HttpResponseBase:
    drafts.keep_draft(member_of(request), request.path, typed_words(request.POST), at=now())
    return _form(request, form, status=422)


def _check(request: HttpRequest, form: NewCaseForm) -> HttpResponseBase:
    given = form.cleaned_data
    likely = already_here(member_of(request), names=[given["name"], given["child"]], words=given["words"])
    facts = {
        "answers": [(name, said) for name, said in form.answers() if said != "Not provided"],
        "likely": [(one, spoken_day(one.received_on)) for one in likely],
        "kept": [one for one in kept_answers(request.POST) if one[0] != "belongs_with"],
        "once": _once(request),
    }
    return show(request, "desk/new_case_check.html", facts)


def _put_on_record(request: HttpRequest, form: NewCaseForm) -> HttpResponseBase:
    member = member_of(request)
    done = carry_out(
        member=member,
        act=ChartAct.RECEIVE,
        reference="",
        seen=0,
        once=_once(request),
        at=now(),
        do=made_of(request),
        said={**form.said(), "belongs_with": _belongs_with(request, form)},
    )
    drafts.drop_draft(member, request.path)
    if not may(member, DeskAct.SEE_CASES):
        return show(request, "desk/new_case_done.html", {"reference": done.reference})
    messages.success(
        request, f"Case {done.reference} is made. {what_is_next(member, done.reference, today())}"
    )
    return redirect("case", reference=done.reference)


def _belongs_with(request: HttpRequest, form: NewCaseForm) -> str:
    """The case it belongs with, if it is one of those that were shown."""
    chosen = request.POST.get("belongs_with", "")
    if not chosen:
        return ""
    given = form.cleaned_data
    shown = already_here(member_of(request), names=[given["name"], given["child"]], words=given["words"])
    return chosen if chosen in {one.reference for one in shown} else ""


def _once(request: HttpRequest) -> str:
    return request.POST.get("once", "")[:64] or secrets.token_urlsafe(16)
