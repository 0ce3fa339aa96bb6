"""What a sheet of staff would do, row by row, before anything is done: who joins, moves or leaves, and what cannot be.

It says what `load_office` would do, in as many statements for a thousand rows as for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from heard.casework.accounts import POWERFUL
from heard.casework.choosing import name_of
from heard.casework.looking_at_office import place_of, state_of
from heard.casework.office_leaving import KEEPERS
from heard.casework.office_sheet import StaffRow, no_such_manager, no_such_service, no_such_team
from heard.law.working_days import in_words
from heard.people.models import Member, OfficePost, Service, Team

JOINS, MOVES, LEAVES, SAME, REFUSED = "joins", "moves", "leaves", "same", "refused"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What one row would do: its number in the sheet, who, what, in words, and what in it is left undone."""

    row: int
    sign_in_name: str
    name: str
    what: str
    words: str
    but: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    members: Mapping[str, Member]
    posts: Mapping[int, OfficePost]
    teams: frozenset[str]
    services: frozenset[str]
    emails: Mapping[str, str]
    times: Mapping[str, int]
    names: frozenset[str]
    by: str


def foresee_office(rows: Sequence[StaffRow], *, by: str) -> list[Foreseen]:
    """What each row would do if the sheet were taken up by this person now. Four statements."""
    known = _known(rows, by)
    return [_row(one, known) for one in rows]


def not_in_sheet(rows: Sequence[StaffRow], *, on: date) -> list[str]:
    """The names of those who work here and are in no row: they stay as they are."""
    said = {one.sign_in_name for one in rows}
    there = Member.objects.select_related("account").exclude(account__username__in=said)
    return sorted((name_of(one) for one in there if state_of(one, on) != "left"), key=str.casefold)


def _known(rows: Sequence[StaffRow], by: str) -> _Known:
    members = {
        one.account.username: one for one in Member.objects.select_related("account", "person", "team")
    }
    posts = (
        OfficePost.objects.select_related("team", "service").filter(ends_on=None).order_by("begins_on", "pk")
    )
    return _Known(
        members=members,
        posts={one.person_id: one for one in posts},
        teams=frozenset(Team.objects.values_list("label", flat=True)),
        services=frozenset(Service.objects.values_list("label", flat=True)),
        emails={one.account.email.lower(): name for name, one in members.items() if one.account.email},
        times=Counter(one.sign_in_name for one in rows),
        names=frozenset(one.sign_in_name for one in rows),
        by=by,
    )


def _row(one: StaffRow, known: _Known) -> Foreseen:
    member = known.members.get(one.sign_in_name)
    name = one.full_name or (name_of(member) if member else one.sign_in_name)
    why = next(_why_not(one, member, known), "")
    if why:
        return Foreseen(one.row, one.sign_in_name, name, REFUSED, why)
    what, words = _what(one, member, known)
    there = known.names | set(known.members)
    but = no_such_manager(one.answers_to) if one.answers_to and one.answers_to not in there else ""
    return Foreseen(one.row, one.sign_in_name, name, what, words, but)


def _why_not(one: StaffRow, member: Member | None, known: _Known) -> Iterator[str]:
    if known.times[one.sign_in_name] > 1:
        yield f"{one.sign_in_name} stands in {known.times[one.sign_in_name]} rows. Keep one of them."
    if one.team and one.team not in known.teams:
        yield no_such_team(one.team)
    if one.service and one.service not in known.services:
        yield no_such_service(one.service)
    if member is None or one.ends_on is None:
        yield from _why_no_such_role(one, member, known)
    if member is None:
        yield from _why_not_new(one, known)
    elif one.ends_on is not None:
        yield from _why_not_leaving(one, member)
    else:
        yield from _why_not_moving(one, member)


def _why_no_such_role(one: StaffRow, member: Member | None, known: _Known) -> Iterator[str]:
    if one.role not in Member.Role.values:
        yield f"There is no role “{one.role}”. Check column role against the list on this page."
    elif one.role in POWERFUL and (member is None or member.role != one.role):
        yield f"{Member.Role(one.role).label} takes two persons, and no sheet gives it. Do it without one."
    elif member is not None and member.role != one.role and one.sign_in_name == known.by:
        yield "Nobody gives themselves another role. Ask somebody else who keeps the people."


def _why_not_new(one: StaffRow, known: _Known) -> Iterator[str]:
    if not one.full_name:
        yield "They are new here and have no name. Fill in column full_name."
    if one.email and one.email.lower() in known.emails:
        yield "Somebody already signs in with this e-mail address. Check column email."
    if one.ends_on is not None and one.ends_on <= one.begins_on:
        yield "They leave before they begin. Check columns from and leaves_on."


def _why_not_leaving(one: StaffRow, member: Member) -> Iterator[str]:
    if one.ends_on and member.begins_on and one.ends_on < member.begins_on:
        yield f"They began on {in_words(member.begins_on)} and cannot leave before. Check column leaves_on."
    if member.role in KEEPERS and one.ends_on != member.ends_on:
        yield "They keep the people of the office. Let them leave on their own page, so that somebody is left who does."


def _why_not_moving(one: StaffRow, member: Member) -> Iterator[str]:
    if member.begins_on and one.begins_on < member.begins_on:
        yield f"They began on {in_words(member.begins_on)} and cannot move before. Check column from."
    if member.ends_on and one.begins_on >= member.ends_on:
        yield f"They left on {in_words(member.ends_on)}. Somebody who comes back begins under another name."


def _what(one: StaffRow, member: Member | None, known: _Known) -> tuple[str, str]:
    if member is None:
        until = f" until {in_words(one.ends_on)}" if one.ends_on else ""
        return JOINS, f"Joins on {in_words(one.begins_on)}{until}: {_post_words(one)}."
    if one.ends_on is not None:
        if member.ends_on == one.ends_on:
            return SAME, f"Leaves on {in_words(one.ends_on)}, as on record."
        return LEAVES, f"Leaves on {in_words(one.ends_on)}. What they have goes to somebody else that day."
    post = known.posts.get(member.person_id or 0)
    if _stands(one, member, post):
        return SAME, "Stands as on record."
    was = ", ".join(filter(None, (post.job if post else member.get_role_display(), place_of(post, member))))
    return MOVES, f"Moves on {in_words(one.begins_on)}, from {was}, to {_post_words(one)}."


def _stands(one: StaffRow, member: Member, post: OfficePost | None) -> bool:
    if post is None:
        return False
    held = (
        post.job,
        post.team.label if post.team else "",
        post.service.label if post.service else "",
        post.leads,
        post.role or member.role,
    )
    job = one.job or str(Member.Role(one.role).label)
    return held == (job, one.team, one.service, one.leads, one.role)


def _post_words(one: StaffRow) -> str:
    role = str(Member.Role(one.role).label)
    place = one.team or one.service
    leads = f"leads {place}" if one.leads and place else place
    job = one.job or role
    return ", ".join(filter(None, (job, leads, f"role {role.lower()}" if role != job else "")))
