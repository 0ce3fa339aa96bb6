"""The first page of those whose role has no list of work: what they may do here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.permissions import Act
from heard.web.seeing import for_those_who_may, member_of, show

# What somebody might look for here and would not find, and where it is instead.
NOT_HERE = {
    "finance_approver": (
        "No payment waits for you in Heard yet: nothing here asks for one to be approved.",
        "A payment that was promised to a family stands on its case, which you do not see. Until it can be sent to "
        "you here, the complaints team asks for your approval the way the council does now, and writes down on the "
        "case what was paid.",
        "Nothing is late because of you, and nothing was missed.",
    )
}


@require_GET
@for_those_who_may(Act.DECLARE_INTEREST)
def start(request: HttpRequest) -> HttpResponseBase:
    """What this person may do."""
    from heard.web.door import DOES

    role = member_of(request).role
    return show(
        request, "desk/starting.html", {"does": DOES.get(role, ""), "not_here": NOT_HERE.get(role, ())}
    )
