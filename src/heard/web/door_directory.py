"""Signing in with the council's directory, and the page on which groups of it are approved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import browsers, directory, factors
from heard.casework.choosing import name_of
from heard.casework.looking_at_office_person import member_numbered
from heard.casework.permissions import Act
from heard.web import entering, kept_words, openid
from heard.web.desk.people_joining import link_for
from heard.web.fresh import demand_fresh
from heard.web.seeing import by_whom, for_those_who_may, member_of, now, show, today

ASKED = "directory"


def _callback(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("directory-answer"))


@require_GET
def begin(request: HttpRequest) -> HttpResponseBase:
    """Go to the council's directory."""
    if not openid.name():
        return show(request, "404.html", status=404)
    try:
        address, question = openid.ask(_callback(request), again=member_of(request) is not None)
    except openid.DirectorySilent:
        return _refused(request, "The directory does not answer at the moment.", "silent")
    kept = {**question.kept(), "at": now().timestamp(), "next": entering.safe(request.GET.get("next", ""))}
    request.session[ASKED] = kept
    return redirect(address)


@require_GET
def answered(request: HttpRequest) -> HttpResponseBase:
    """Back from the directory: sign in whoever it proves to be one of ours. Each answer is taken once."""
    kept = request.session.pop(ASKED, None)
    if not openid.name():
        return show(request, "404.html", status=404)
    if (
        not kept
        or kept["state"] != request.GET.get("state")
        or now().timestamp() - kept["at"] > entering.FRESH
    ):
        return _refused(request, "This answer of the directory came too late, or was used before.", "state")
    if "code" not in request.GET:
        return _refused(request, "The directory did not let you in.", "denied")
    question = openid.Question(kept["state"], kept["nonce"], kept["verifier"])
    try:
        somebody, twice = openid.answer(_callback(request), code=request.GET["code"], question=question)
        member = directory.member_from(somebody, groups=openid.groups(), today=today(), at=now())
    except directory.NotKnownHere as why:
        return _refused(request, str(why), "unknown")
    except (openid.AnswerRefused, openid.DirectorySilent) as why:
        return _refused(request, "The directory’s answer could not be believed. Try again.", str(why))
    return _enter(request, member, twice, kept["next"])


def _enter(request: HttpRequest, member: Any, twice: bool, wanted: str) -> HttpResponseBase:
    there = member_of(request)
    if there is not None and there.pk == member.pk:
        entering.prove_again(request)
        return redirect("kept-words" if kept_words.of(request, member) else wanted)
    if there is not None:
        entering.leave(request, "somebody else came by the directory")
    if twice:
        return entering.enter(request, member, entering.DIRECTORY, wanted=wanted)
    if factors.factors_of(member).any:
        return entering.pend(request, member, wanted)
    return entering.enter(request, member, entering.PASSWORD, wanted=wanted)


def _refused(request: HttpRequest, why: str, note: str) -> HttpResponseBase:
    entering.log.info("refused by directory: %s", note[:60])
    return show(request, "door/directory_refused.html", {"why": why}, status=403)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def groups(request: HttpRequest) -> HttpResponseBase:
    """Which groups of the directory give which role: named at the server, approved here."""
    named = openid.groups()
    if (ask := demand_fresh(request)) is not None:
        return ask
    if request.method == "POST":
        group = request.POST.get("group", "")
        try:
            yes = request.POST.get("approve") == "yes"
            directory.approve(
                group, named.get(group, ""), yes=yes, by=member_of(request), at=now(), today=today()
            )
        except directory.GroupRefused as why:
            messages.error(request, str(why))
        else:
            messages.success(request, "Kept. It holds from the next time somebody signs in.")
        return redirect("settings-directory")
    rows = [
        (
            group,
            role.replace("_", " "),
            role in directory.GROUPS_MAY_GIVE,
            directory.is_approved(group, role, on=today()),
        )
        for group, role in named.items()
    ]
    return show(request, "door/groups.html", {"rows": rows, "directory": openid.name()})


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def lost_factor(request: HttpRequest, number: int) -> HttpResponseBase:
    """Help somebody who lost what they prove themselves with: take it away, sign them out, and give them a new link."""
    member = member_numbered(number)
    if (ask := demand_fresh(request)) is not None:
        return ask
    if request.method == "GET":
        return show(
            request,
            "door/lost_factor.html",
            {"who": member, "name": name_of(member), "has": factors.factors_of(member)},
        )
    try:
        factors.help_after_loss(member, by=by_whom(request), at=now())
    except factors.FactorRefused as why:
        messages.error(request, str(why))
        return redirect("lost-factor", number)
    browsers.sign_out_everywhere(member, by=by_whom(request), at=now())
    return link_for(request, member)


for _page in (begin, answered):
    _page.before_setting_up = True  # type: ignore[attr-defined]
