"""Who may sign in, in which role, and the links by which they choose a password."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from heard.casework import accounts, looking
from heard.casework.office import POWERFUL
from heard.casework.permissions import Act, NotAllowed
from heard.web.desk.settings_forms import InviteForm
from heard.web.fresh import demand_fresh, needs_fresh
from heard.web.seeing import by_whom, for_those_who_may, now, show

TWO = "This role takes two persons. Go to People of the office, and let somebody join there"


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def members(request: HttpRequest) -> HttpResponseBase:
    """Everybody who may sign in, and inviting one more."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and (ask := demand_fresh(request)) is not None:
        return ask
    if request.method == "POST" and form.is_valid() and form.cleaned_data["role"] in POWERFUL:
        form.add_error("role", TWO)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        chosen = said.pop("team")
        team = next((one for one in looking.teams() if str(one.pk) == chosen), None)
        try:
            member = accounts.add_member(**said, team=team, by=by_whom(request), at=now(), as_person=True)
        except accounts.NameTaken as why:
            form.add_error("sign_in_name", str(why))
        else:
            return _link(request, member)
    facts = {"form": form, "members": looking.members()}
    return show(request, "desk/settings_members.html", facts, status=422 if form.errors else 200)


@require_POST
@for_those_who_may(Act.CHANGE_SETTINGS)
@needs_fresh
def new_link(request: HttpRequest, number: int) -> HttpResponseBase:
    """A fresh link for somebody who is already a member: the first was lost, or the password forgotten."""
    member = next((one for one in looking.members() if one.pk == number), None)
    if member is None:
        raise looking.NotYours("There is no such member. The page of members shows those there are.")
    return _link(request, member)


def _link(request: HttpRequest, member: Any) -> HttpResponseBase:
    try:
        number, token = accounts.issue_link(member, by=by_whom(request), at=now())
    except accounts.NotByPage as why:
        raise NotAllowed(str(why)) from why
    address = request.build_absolute_uri(reverse("choose-password", args=(number, token)))
    facts = {"address": address, "name": member.account.first_name or member.account.username}
    return show(request, "desk/settings_link.html", facts)
