"""Somebody joins, moves, or is given a powerful role once a second person has agreed to exactly that."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from heard.casework import accounts, office
from heard.casework.choosing import name_of
from heard.casework.four_eyes import NotAgreed
from heard.casework.looking_at_office_person import member_numbered, post_now
from heard.casework.new_details import DoesNotFit
from heard.casework.office_agreed import do_as_agreed, role_asked
from heard.casework.office_moving import content_of
from heard.casework.office_places import place_numbered
from heard.casework.permissions import Act, NotAllowed
from heard.web.desk.people_forms import JoinForm, PostForm, typed
from heard.web.desk.wording import spoken_day
from heard.web.fresh import demand_fresh, needs_fresh
from heard.web.seeing import by_whom, for_those_who_may, member_of, now, show, today

WRONG = 422
REFUSED = (office.NotInOffice, accounts.NameTaken, NotAgreed, NotAllowed, DoesNotFit)
WAITS = "It waits to be agreed: a second person finds it under “To approve”. Nothing has changed yet."


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_STAFF)
def join(request: HttpRequest) -> HttpResponseBase:
    """Let somebody begin, or ask a second person to agree where the role is a powerful one."""
    form = JoinForm(typed(request), on=today(), initial={"begins_on": today()})
    if request.method == "POST" and (ask := demand_fresh(request)) is not None:
        return ask
    if request.method == "POST" and form.is_valid():
        try:
            return _joined(request, form.cleaned_data)
        except REFUSED as why:
            form.add_error("sign_in_name" if isinstance(why, accounts.NameTaken) else None, str(why))
    facts = {"form": form, "title": "Somebody joins", "says": "Go on", "two": True}
    return show(request, "desk/people_form.html", facts, status=WRONG if form.errors else 200)


def _joined(request: HttpRequest, said: dict[str, Any]) -> HttpResponseBase:
    post, by = post_of(said), by_whom(request)
    if said["role"] in office.POWERFUL:
        accounts.must_be_free(said["sign_in_name"], said["email"])
        content = content_of(
            said["role"],
            post,
            said["begins_on"],
            said["full_name"],
            said["email"],
            said["ends_on"],
            said["because"],
        )
        return _ask(request, said["sign_in_name"], content)
    names = ("sign_in_name", "full_name", "role", "begins_on", "ends_on", "email", "because")
    member = office.add_staff(**{name: said[name] for name in names}, post=post, by=by, at=now())
    return link_for(request, member)


def _ask(request: HttpRequest, sign_in_name: str, content: dict[str, Any]) -> HttpResponseBase:
    row = office.ask_for_role(
        sign_in_name=sign_in_name, role=content["role"], by=member_of(request), at=now(), more=content
    )
    messages.success(request, WAITS)
    return redirect("people-asked", row.pk)


def post_of(said: dict[str, Any]) -> office.Post:
    """The post that was chosen on a form."""
    team = place_numbered("team", int(said["team"])) if said["team"] else None
    service = place_numbered("service", int(said["service"])) if said["service"] else None
    above = int(said["answers_to"]) if said["answers_to"] else None
    return office.Post(said["job"], team, service, said["leads"], above)  # type: ignore[arg-type]


@require_POST
@for_those_who_may(Act.CHANGE_SETTINGS)
@needs_fresh
def new_link(request: HttpRequest, number: int) -> HttpResponseBase:
    """A fresh link for somebody who is already on record: the first was lost, or the password forgotten."""
    return link_for(request, member_numbered(number))


def link_for(request: HttpRequest, member: Any) -> HttpResponseBase:
    """The page with the link by which somebody chooses a password, shown this once."""
    try:
        parts = accounts.issue_link(member, by=by_whom(request), at=now())
    except accounts.NotByPage as why:
        raise NotAllowed(str(why)) from why
    facts = {
        "address": request.build_absolute_uri(reverse("choose-password", args=parts)),
        "name": name_of(member),
        "one": member,
        "begins": spoken_day(member.begins_on) if member.begins_on and member.begins_on > today() else "",
    }
    return show(request, "desk/people_link.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_STAFF)
def move(request: HttpRequest, number: int) -> HttpResponseBase:
    """Move somebody to another post, and role where it changes, from a day on."""
    member = member_numbered(number)
    initial = {**post_now(member, on=today()), "begins_on": today()}
    form = PostForm(typed(request), on=today(), but=number, role=member.role, initial=initial)
    if request.method == "POST" and (ask := demand_fresh(request)) is not None:
        return ask
    if request.method == "POST" and form.is_valid():
        try:
            return _moved(request, member, form.cleaned_data)
        except REFUSED as why:
            form.add_error(None, str(why))
    facts = {
        "form": form,
        "title": f"{name_of(member)} moves",
        "back": (reverse("people-person", args=[number]), name_of(member)),
        "lead": "What they have in their old post stays theirs until it is given to somebody else. On a day still to "
        "come, role and team change that night.",
        "says": "Move them",
        "two": True,
    }
    return show(request, "desk/people_form.html", facts, status=WRONG if form.errors else 200)


def _moved(request: HttpRequest, member: Any, said: dict[str, Any]) -> HttpResponseBase:
    post = post_of(said)
    if said["role"] in office.POWERFUL and said["role"] != member.role:
        if member.account.username == by_whom(request):
            raise office.NotInOffice(
                "Nobody gives themselves another role. Ask somebody else who keeps the people."
            )
        content = content_of(said["role"], post, said["begins_on"], because=said["because"])
        return _ask(request, member.account.username, content)
    office.move_staff(
        member=member,
        by=by_whom(request),
        at=now(),
        moves_on=said["begins_on"],
        post=post,
        role=said["role"],
        because=said["because"],
    )
    messages.success(request, f"{name_of(member)} moves on {spoken_day(said['begins_on'])}.")
    return redirect("people-person", member.pk)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_STAFF)
def asked(request: HttpRequest, number: int) -> HttpResponseBase:
    """A powerful role that was asked for: what exactly, how far it is, and doing it once it is agreed."""
    one, errors = role_asked(number), []
    if request.method == "POST":
        if (ask := demand_fresh(request)) is not None:
            return ask
        try:
            member, is_new = do_as_agreed(number=number, by=by_whom(request), at=now())
        except REFUSED as why:
            errors = [("", str(why))]
        else:
            messages.success(request, f"{name_of(member)} has the role {one.role.lower()} as it was agreed.")
            return link_for(request, member) if is_new else redirect("people-person", member.pk)
    facts = {"asked": one, "errors": errors, "has_errors": bool(errors)}
    return show(request, "desk/people_asked.html", facts, status=WRONG if errors else 200)
