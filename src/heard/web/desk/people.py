"""The people of the office: the list of them, and one person's page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.looking_at_office import HERE, office_rows, staff_seen
from heard.casework.looking_at_office_person import PersonSeen, member_numbered, person_seen
from heard.casework.office_agreed import roles_asked
from heard.casework.permissions import Act, may
from heard.web.desk.people_away import in_days, is_open
from heard.web.desk.people_forms import StaffFilter
from heard.web.desk.wording import short_day, spoken_day
from heard.web.seeing import for_those_who_may, member_of, now, show, today

PAGE = 50
HERE_WORDS = {"here": "Here", "away": "Away now", "coming": "Yet to begin", "left": "Left"}
CHANGED = {
    "add_staff": "Joined",
    "move_staff": "Moved",
    "staff_leaves": "Leaves",
    "add_label": "Added",
    "rename_label": "Renamed",
    "end_place": "Ended",
}


@require_GET
@for_those_who_may(Act.KEEP_STAFF)
def people(request: HttpRequest) -> HttpResponseBase:
    """Everybody of the office, narrowed by team, role and whether they are here."""
    form = StaffFilter(request.GET, on=today())
    chosen = {name: value for name, value in form.chosen().items() if value}
    who = chosen.get("state") or HERE
    rows = office_rows(
        on=today(),
        team=int(chosen["team"]) if "team" in chosen else None,
        role=chosen.get("role", ""),
        who="" if who == "all" else who,
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    facts = {
        "page": page,
        "total": page.paginator.count,
        "people": [_row(one) for one in staff_seen(page.object_list, on=today())],
        "filter": form,
        "chosen": form.links("/settings/people/"),
        "asked": roles_asked(),
        "back": may(member_of(request), Act.CHANGE_SETTINGS),
    }
    return show(request, "desk/people.html", facts)


def _row(one: Any) -> dict[str, Any]:
    until = f" until {spoken_day(one.away_until)}" if one.away_until else ""
    stands_in = f"{one.deputy} stands in" if one.deputy else "Nobody stands in"
    away = f"Away{until}. {stands_in}." if one.is_away else ""
    words = "" if one.state in (HERE, "away") else HERE_WORDS[one.state]
    days = (short_day(one.begins_on), short_day(one.ends_on))
    return {"one": one, "away": away, "state": words, "from": days[0], "until": days[1]}


@require_GET
@for_those_who_may(Act.KEEP_STAFF)
def person(request: HttpRequest, number: int) -> HttpResponseBase:
    """One person: what they do and did, who manages them, what they have, and what can be done."""
    member = member_of(request)
    seen = person_seen(member, member_numbered(number), on=today(), at=now())
    facts = {
        "seen": seen,
        "about": about(seen),
        "has_left": seen.state == "left",
        "sees_cases": may(member, Act.SEE_CASES),
        "helps": may(member, Act.CHANGE_SETTINGS) and seen.member.role != "administrator",
        "changes": [(CHANGED.get(one.act, one.act), one) for one in seen.changes],
        "posts": [(one, _when(one)) for one in seen.posts],
        "absences": [(one, in_days(one), is_open(one)) for one in seen.absences],
    }
    return show(request, "desk/people_person.html", facts)


def about(seen: PersonSeen) -> list[tuple[str, str]]:
    """The facts about somebody that fit in a line each."""
    one = seen.member
    facts = (
        ("Now", HERE_WORDS[seen.state]),
        ("Role", one.get_role_display()),
        ("Signs in as", one.account.get_username()),
        ("Signs in by", seen.signs_in),
        ("E-mail", one.account.email),
        ("From outside", "Yes: sees only papers that were granted" if one.is_outside else ""),
        ("From", spoken_day(one.begins_on)),
        ("Leaves" if seen.state != "left" else "Left", spoken_day(one.ends_on)),
        ("Leads", "; ".join(seen.leads)),
        ("Stands in for", "; ".join(seen.covers)),
    )
    return [(name, value) for name, value in facts if value]


def _when(post: Any) -> str:
    until = f" to before {spoken_day(post.ends_on)}" if post.ends_on else ""
    return f"{spoken_day(post.begins_on)}{until}"
