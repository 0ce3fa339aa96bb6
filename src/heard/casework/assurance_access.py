"""Controls on who may see what: walls, leave and leavers, asked of the one way of reading, and acts that take two."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db.models import F, Q

from heard.casework.acts import OPEN_STATES
from heard.casework.assurance_asked import Asked, none_of
from heard.casework.breaking_glass import overdue
from heard.casework.deploy_checks import Looked
from heard.casework.looking import readable_by, visible_to
from heard.casework.permissions import Act, Scope, right_of
from heard.casework.promises_owing import CASE_OF, KEPT_ON, rows_of
from heard.casework.promises_standing import Standing
from heard.people.models import Member, SignedIn
from heard.representations.models import Code, Grant, Representation, SecondPerson, Unsealing, Wall

GOVERNANCE = "Tell the information governance lead at once: somebody may see what is shut to them."


def walls_crossed(asked: Asked) -> Looked:
    """No case behind a wall exists for the person it keeps out, nor can be read by them."""
    faults, walls = [], 0
    for wall in Wall.objects.filter(person__member__isnull=False).select_related("person__member__account"):
        if not _stands(wall, asked):
            continue
        walls += 1
        member = wall.person.member
        for seen in (visible_to(member, asked.on, asked.at), readable_by(member, asked.on, asked.at)):
            if seen.filter(pk=wall.representation_id).exists():
                faults.append(f"wall {wall.pk}")
                break
    return none_of("walls that do not hold", faults, walls, GOVERNANCE)


def leave_that_is_over(asked: Asked) -> Looked:
    """Whoever sees cases by leave alone sees none without a leave that runs."""
    faults, granted = [], 0
    for member in _members():
        right = right_of(member, Act.SEE_CASES)
        if right is None or right.scope is not Scope.GRANTED:
            continue
        granted += 1
        running = Grant.objects.filter(
            member=member, ended_at=None, begins_on__lte=asked.on, ends_on__gte=asked.on
        )
        if (
            visible_to(member, asked.on, asked.at)
            .exclude(pk__in=running.values("representation_id"))
            .exists()
        ):
            faults.append(f"member {member.pk}")
    return none_of("people from outside who see a case without leave", faults, granted, GOVERNANCE)


def leavers_who_see(asked: Asked) -> Looked:
    """Whoever has left, or may not sign in, sees no case and is signed in nowhere."""
    left = [
        one for one in _members() if not one.account.is_active or (one.ends_on and one.ends_on <= asked.on)
    ]
    faults = []
    for member in left:
        signed_in = SignedIn.objects.filter(account_id=member.account_id, expire_date__gt=asked.at)
        if visible_to(member, asked.on, asked.at).exists() or (
            signed_in.exists() and not member.account.is_active
        ):
            faults.append(f"member {member.pk}")
    return none_of(
        "leavers who still see something", faults, left, "Close their account on People of the office."
    )


def agreements_by_one(asked: Asked) -> Looked:
    """Every act that takes two was agreed by another than asked for it, to exactly what was asked."""
    rows = list(SecondPerson.objects.all())
    faults = [f"agreement {row.pk}" for row in rows if not _is_complete(row)]
    lifted = Wall.objects.exclude(lifted_from=None)
    faults += [f"wall {one.pk}" for one in lifted.filter(_one_person("lifted_by", "lifting_seconded_by"))]
    opened = Unsealing.objects.filter(_one_person("asked_by", "approved_by"))
    faults += [f"unsealing {one.pk}" for one in opened]
    return none_of(
        "acts of two done by one", faults, len(rows) + lifted.count() + Unsealing.objects.count(), GOVERNANCE
    )


def emergencies_not_reviewed(asked: Asked) -> Looked:
    """No case that was broken open has waited five days for its review."""
    faults = [f"opening {one.pk}" for one in overdue(asked.at)]
    return none_of(
        "openings in an emergency unreviewed for five days", faults, len(faults), "Review each: Openings."
    )


def open_cases_nobody_sees(asked: Asked) -> Looked:
    """Every open case exists for somebody who works here."""
    cases = set(Representation.objects.filter(state__in=OPEN_STATES).values_list("pk", flat=True))
    there = len(cases)
    for member in _at_work(asked):
        if not cases:
            break
        cases -= set(visible_to(member, asked.on, asked.at).filter(pk__in=cases).values_list("pk", flat=True))
    named = Representation.objects.filter(pk__in=cases).values_list("reference", flat=True)
    return none_of(
        "open cases that exist for nobody", sorted(named), there, "Give each to somebody, or lift a wall."
    )


def late_promises_on_no_list(asked: Asked) -> Looked:
    """Every promise that is overdue stands on the list of somebody who works here."""
    faults, late = [], 0
    members = list(_at_work(asked))
    for kind, rows in rows_of().items():
        overdue_ones = rows.filter(**{KEPT_ON[kind]: None, "due_on__lt": asked.on})
        left = set(overdue_ones.exclude(**{CASE_OF[kind]: None}).values_list("pk", flat=True))
        late += len(left)
        for member in members:
            if left:
                mine = Standing(member, asked.on).of("mine", kind)
                left -= set(overdue_ones.filter(mine, pk__in=left).values_list("pk", flat=True))
        faults += [f"{kind} {number}" for number in sorted(left)]
    return none_of("overdue promises on nobody’s list", faults, late, "Give each an owner who works here.")


def passwords_and_codes_kept_readable(asked: Asked) -> Looked:
    """Passwords, and codes that families come back with, are kept by a slow digest alone."""
    accounts = (
        User.objects.exclude(password__startswith="argon2")
        .exclude(password__startswith="!")
        .exclude(password="")
    )  # noqa: S106
    codes = Code.objects.exclude(digest__startswith="$argon2id$")
    faults = [f"account {one}" for one in accounts.values_list("pk", flat=True)]
    faults += [f"code {one}" for one in codes.values_list("pk", flat=True)]
    total = User.objects.count() + Code.objects.count()
    return none_of("passwords and codes not kept by a slow digest", faults, total, "Let each be chosen anew.")


def _stands(wall: Wall, asked: Asked) -> bool:
    """Said here by itself, and not by the question that walls are asked with: that question is what is held to it."""
    if wall.begins_on > asked.on or (wall.ended_on and wall.ended_on <= asked.on):
        return False
    return not (wall.lifted_from and wall.lifted_from <= asked.on <= (wall.lifted_until or asked.on))


def _is_complete(row: SecondPerson) -> bool:
    if hashlib.sha256(row.content.encode()).hexdigest() != row.digest:
        return False
    if row.answer == SecondPerson.Answer.WAITING:
        return row.answered_by_id is None
    return row.answered_by_id not in (None, row.asked_by_id) and row.answered_at is not None


def _one_person(one: str, other: str) -> Q:
    return Q(**{one: F(other)}) | Q(**{other: ""}) | Q(**{one: ""})


def _members() -> Iterator[Member]:
    yield from Member.objects.select_related("account", "person", "team").order_by("pk")


def _at_work(asked: Asked) -> Iterator[Member]:
    for member in _members():
        if member.account.is_active and not (member.ends_on and member.ends_on <= asked.on):
            yield member


CONTROLS = (
    walls_crossed,
    leave_that_is_over,
    leavers_who_see,
    agreements_by_one,
    emergencies_not_reviewed,
    open_cases_nobody_sees,
    late_promises_on_no_list,
    passwords_and_codes_kept_readable,
)
