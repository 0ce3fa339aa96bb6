"""Who may sign in. Accounts are rows like any other: each change has its ledger line."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, check_password
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from heard.casework.writing import writing
from heard.people.models import Member, Person, Team


class NameTaken(Exception):
    """Somebody already signs in under this name."""


SPENT = "This link cannot be used any more. Ask for a new one."


class LinkIsSpent(Exception):
    """The link was used, is too old, or was never ours."""


def add_member(
    *,
    sign_in_name: str,
    full_name: str,
    role: str,
    by: str,
    at: datetime,
    team: Team | None = None,
    email: str = "",
    as_person: bool = False,
) -> Member:
    """Let somebody sign in, in one role. They choose their own password by the link of `invitation`.

    `as_person` puts them on record as a person too: only a person is appointed to a part, or kept out of a case.
    """
    must_be_free(sign_in_name, email)
    with writing("add_member", by=by, at=at, role=role) as line:
        account = User(username=sign_in_name, first_name=full_name[:150], email=email, date_joined=at)
        account.set_unusable_password()
        line.add(account)
        person = Person(name=full_name[:200]) if as_person else None
        if person is not None:
            line.add(person)
        member = Member(account=account, role=role, team=team, person=person)
        line.add(member)
    return member


def must_be_free(sign_in_name: str, email: str = "") -> None:
    """That nobody signs in under this name or e-mail address yet. Raises NameTaken."""
    if User.objects.filter(username=sign_in_name).exists():
        raise NameTaken(f"Somebody already signs in as {sign_in_name}. Choose another name.")
    if email and User.objects.filter(email__iexact=email).exists():
        raise NameTaken("Somebody already signs in with this e-mail address. Choose another.")


def set_email(member: Member, email: str, *, by: str, at: datetime) -> None:
    """Give a member the e-mail address under which they may also sign in. Raises NameTaken."""
    if email.lower() != member.account.email.lower():
        must_be_free("", email)
    with writing("set_email", by=by, at=at, reference=f"member-{member.pk}") as line:
        line.change(member.account, email=email)


def member_proving(typed: str, password: str, *, today: date) -> Member | None:
    """Whoever signs in with this name or e-mail address and this password, or None.

    A wrong name costs as much as a wrong password: one question to the database and one hash each.
    """
    name = typed.strip()
    by_what = {"account__email__iexact" if "@" in name else "account__username": name}
    found = list(Member.objects.select_related("account", "team").filter(**by_what)[:2])
    member = found[0] if len(found) == 1 and name else None
    right = check_password(password, member.account.password if member else UNUSABLE_PASSWORD_PREFIX)
    return member if member and right and is_let_in(member, today=today) else None


def is_let_in(member: Member, *, today: date) -> bool:
    """Whether somebody may be signed in on this day: the account is open, and the day is theirs."""
    begun = member.begins_on is None or member.begins_on <= today
    ended = member.ends_on is not None and member.ends_on <= today
    return bool(member.account.is_active) and begun and not ended


def member_numbered(number: int, *, today: date) -> Member | None:
    """The member of this account, if they may be signed in today."""
    found = Member.objects.select_related("account", "team").filter(account_id=number).first()
    return found if found is not None and is_let_in(found, today=today) else None


def member_called(sign_in_name: str) -> Member | None:
    """The member who signs in under this name, or None."""
    return Member.objects.select_related("account").filter(account__username=sign_in_name).first()


# Roles that open much: a second person agrees before anybody has one, and who has one is helped at the server: nobody
# at a desk lets themselves in as one.
POWERFUL = frozenset(
    {
        Member.Role.COMPLAINTS_MANAGER,
        Member.Role.INFORMATION_GOVERNANCE,
        Member.Role.ADMINISTRATOR,
        Member.Role.DIRECTOR,
    }
)


class NotByPage(Exception):
    """Whoever runs the server is let in at the server, not from a page; the message says how."""


def issue_link(member: Member, *, by: str, at: datetime, at_the_server: bool = False) -> tuple[str, str]:
    """The two parts of a link by which a member chooses a new password, noted in the ledger. Raises NotByPage.

    A complaints manager who could make a link for the administrator could become the administrator; with a second
    link for the director, who has signed in already, the director.
    """
    if member.role == Member.Role.ADMINISTRATOR and not at_the_server:
        raise NotByPage("Links for the people who run the server are made there: heard invite NAME.")
    if member.role in POWERFUL and member.account.last_login is not None and not at_the_server:
        raise NotByPage(
            "They have signed in before, and their role opens much. Ask whoever runs the server for a new link: "
            "heard invite NAME."
        )
    with writing("issue_link", by=by, at=at, reference=f"member-{member.pk}"):
        pass
    return invitation(member)


def invitation(member: Member) -> tuple[str, str]:
    """The two parts of the link by which a member chooses a password, once, within three days."""
    return (
        urlsafe_base64_encode(force_bytes(member.account_id)),
        default_token_generator.make_token(member.account),
    )


def member_of_link(number: str, token: str) -> Member:
    """Whom an invitation link is for. Raises LinkIsSpent."""
    try:
        member = Member.objects.select_related("account").get(account_id=int(urlsafe_base64_decode(number)))
    except (Member.DoesNotExist, ValueError, OverflowError) as why:
        raise LinkIsSpent(SPENT) from why
    if not default_token_generator.check_token(member.account, token):
        raise LinkIsSpent(SPENT)
    return member


def choose_password(member: Member, password: str, *, at: datetime, token: str | None = None) -> None:
    """Give a member the password they chose. The link that brought them here, its `token`, is spent by it.

    Of two who use one link at once the second raises LinkIsSpent.
    """
    with writing("choose_password", by=member.account.username, at=at) as line:
        member.account = User.objects.select_for_update().get(pk=member.account_id)
        if token is not None and not default_token_generator.check_token(member.account, token):
            raise LinkIsSpent(SPENT)
        member.account.set_password(password)
        line.change(member.account, password=member.account.password)
