"""Signing in with the council's directory: who somebody there is here. The directory alone gives nobody a role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.accounts import POWERFUL, add_member, is_let_in
from heard.casework.council import change_setting, setting
from heard.casework.sealing import tags
from heard.casework.writing import writing
from heard.people.models import DirectoryLink, Member

# Power is given by people, one by one, and outsiders are invited to one case.
GROUPS_MAY_GIVE = frozenset(
    {
        Member.Role.COMPLAINTS_OFFICER,
        Member.Role.TEAM_MANAGER,
        Member.Role.HEAD_OF_SERVICE,
        Member.Role.PERFORMANCE_ANALYST,
        Member.Role.CONTACT_CENTRE,
        Member.Role.POST_ROOM,
        Member.Role.ELECTED_MEMBER,
    }
)


class NotKnownHere(Exception):
    """The directory knows them, and this installation does not; the message says what to do."""


class GroupRefused(Exception):
    """A group of the directory cannot give this role; the message says why."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """What the directory said of somebody, proved by its signature."""

    issuer: str
    subject: str
    name: str = ""
    email: str = ""
    email_is_verified: bool = False
    groups: frozenset[str] = frozenset()


def member_from(somebody: Somebody, *, groups: dict[str, str], today: date, at: datetime) -> Member:
    """Which member somebody in the directory is: by the link kept, else by their verified e-mail address.

    Somebody unknown is let in only through a group whose role a complaints manager approved. Raises NotKnownHere.
    """
    member = (
        _linked(somebody) or _by_email(somebody, at=at) or _by_group(somebody, groups, today=today, at=at)
    )
    if member is None:
        raise NotKnownHere(
            "Your council’s directory knows you, but nobody has let you in here. Ask your complaints manager to."
        )
    if not is_let_in(member, today=today):
        raise NotKnownHere("You cannot sign in here today. Ask your complaints manager.")
    return member


def _linked(somebody: Somebody) -> Member | None:
    links = DirectoryLink.objects.select_related("member__account", "member__team")
    found = links.filter(issuer=somebody.issuer, subject=somebody.subject).first()
    return found.member if found else None


def _by_email(somebody: Somebody, *, at: datetime) -> Member | None:
    if not somebody.email or not somebody.email_is_verified:
        return None
    found = list(
        Member.objects.select_related("account", "team").filter(account__email__iexact=somebody.email)[:2]
    )
    # Whoever is linked to another entry of the same directory is another person with a used-again address.
    if len(found) != 1 or found[0].directory_links.filter(issuer=somebody.issuer).exists():
        return None
    _link(found[0], somebody, at=at)
    return found[0]


def _link(member: Member, somebody: Somebody, *, at: datetime) -> None:
    with writing(
        "link_to_directory", by=member.account.username, at=at, reference=f"member-{member.pk}"
    ) as line:
        line.add(DirectoryLink(member=member, issuer=somebody.issuer, subject=somebody.subject))


def _by_group(somebody: Somebody, groups: dict[str, str], *, today: date, at: datetime) -> Member | None:
    roles = [
        role
        for group, role in groups.items()
        if group in somebody.groups and is_approved(group, role, on=today)
    ]
    if not roles or not somebody.email or not somebody.email_is_verified:
        return None
    if Member.objects.filter(account__email__iexact=somebody.email).exists():
        return None
    member = add_member(
        sign_in_name=somebody.email.lower()[:150],
        full_name=somebody.name,
        role=roles[0],
        by="council directory",
        at=at,
        email=somebody.email,
        as_person=True,
    )
    _link(member, somebody, at=at)
    return member


def is_approved(group: str, role: str, *, on: date) -> bool:
    """Whether a complaints manager approved that a group of the directory gives this very role."""
    # What was said under the key of now counts before what was said under an earlier one.
    said = (setting(name, on) for name in _settings(group))
    return role in GROUPS_MAY_GIVE and next((one for one in said if one), "") == role


def approve(group: str, role: str, *, yes: bool, by: Member, at: datetime, today: date) -> None:
    """Let a group of the directory give a role from today, or stop it. Raises GroupRefused."""
    if by.role != Member.Role.COMPLAINTS_MANAGER:
        raise GroupRefused("Only a complaints manager approves which group gives which role.")
    if role in POWERFUL or role not in GROUPS_MAY_GIVE:
        raise GroupRefused(
            f"No group may give the role {role.replace('_', ' ')}. Invite each person by name."
        )
    change_setting(
        name=_settings(group)[0],
        value=role if yes else "none",
        begins_on=today,
        by=by.account.username,
        at=at,
        reason=f"Group {group[:200]} of the directory",
    )


def _settings(group: str) -> list[str]:
    return [f"directory_group/{one[:40]}" for one in tags("directory group", group)]
