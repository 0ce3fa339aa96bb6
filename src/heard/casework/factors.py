"""What a member proves themselves with beside a password. Each change is in the ledger; no secret ever is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from heard.casework import one_time_codes, passkeys
from heard.casework.accounts import POWERFUL
from heard.casework.sealing import seal, tags, unseal
from heard.casework.writing import writing
from heard.people.models import Factor, Member

Role = Member.Role
Kind = Factor.Kind
# Everybody who can read a case or give power away proves themselves twice. These see figures only, or write
# down what was said and never read it back. A role that is not named here must have a second factor.
NOT_DEMANDED_OF = frozenset(
    {Role.ELECTED_MEMBER, Role.PERFORMANCE_ANALYST, Role.CONTACT_CENTRE, Role.POST_ROOM}
)


class FactorRefused(Exception):
    """The factor cannot be added, taken away or replaced; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Factors:
    """What a member has: passkeys, one-time codes, and how many recovery codes are left."""

    passkeys: tuple[Factor, ...]
    codes: Factor | None
    recovery_left: int

    @property
    def any(self) -> bool:
        """Whether they prove themselves with more than a password."""
        return bool(self.passkeys) or self.codes is not None


def demanded_of(member: Member) -> bool:
    """Whether somebody in this role, or from outside the council, must have a second factor."""
    return member.is_outside or member.role not in NOT_DEMANDED_OF


def factors_of(member: Member) -> Factors:
    """What a member proves themselves with."""
    rows = list(Factor.objects.filter(member_id=member.pk))
    recovery = next((one for one in rows if one.kind == Kind.RECOVERY), None)
    return Factors(
        tuple(one for one in rows if one.kind == Kind.PASSKEY),
        next((one for one in rows if one.kind == Kind.CODES), None),
        len(json.loads(recovery.secret)) if recovery else 0,
    )


def add_codes(member: Member, *, secret: str, typed: str, by: str, at: datetime) -> bool:
    """Take up one-time codes, once the app has shown that it makes them; False for a wrong code.

    Codes of an earlier app stop working. Raises FactorRefused.
    """
    step = one_time_codes.step_matching(secret, typed, at=at)
    if step is None:
        return False
    with writing("add_factor", by=by, at=at, reference=_of(member), kind="codes") as line:
        for old in Factor.objects.filter(member=member, kind=Kind.CODES):
            line.remove(old)
        line.add(Factor(member=member, kind=Kind.CODES, secret=seal(secret), added_at=at, used_count=step))
    return True


def ask_for_passkey(member: Member, *, host: str) -> tuple[dict[str, Any], Any]:
    """What the browser is asked for a new passkey, and what to remember until it answers."""
    there = [one.secret for one in factors_of(member).passkeys]
    name = member.account.first_name or member.account.username
    return passkeys.ask_for_new(host=host, number=member.account_id, name=name, there=there)


def add_passkey(
    member: Member, *, host: str, question: Any, answer: Mapping[str, Any], name: str, by: str, at: datetime
) -> Factor:
    """Keep a new passkey under the name its owner gave it. Raises passkeys.NotProved."""
    secret = passkeys.take_new(host=host, question=question, answer=answer)
    row = Factor(member=member, kind=Kind.PASSKEY, name=name[:60], secret=secret, added_at=at)
    with writing("add_factor", by=by, at=at, reference=_of(member), kind="passkey") as line:
        line.add(row)
    return row


def new_recovery_codes(member: Member, *, by: str, at: datetime) -> list[str]:
    """Ten fresh recovery codes, shown this once. The earlier ones stop working."""
    codes = one_time_codes.new_recovery_codes()
    with writing("add_factor", by=by, at=at, reference=_of(member), kind="recovery") as line:
        for old in Factor.objects.filter(member=member, kind=Kind.RECOVERY):
            line.remove(old)
        kept = json.dumps([_recovery_tags(member, one)[0] for one in codes])
        line.add(Factor(member=member, kind=Kind.RECOVERY, secret=kept, added_at=at))
    return codes


def code_is_right(member: Member, typed: str, *, at: datetime) -> str:
    """Which kind of code somebody typed: "codes", "recovery", or "" for a wrong or used one. A code works once."""
    figures = one_time_codes.figures(typed)
    if len(figures) == 6 and figures.isdecimal():
        return "codes" if _one_time_code(member, figures, at=at) else ""
    return "recovery" if _recovery_code(member, typed, at=at) else ""


def _one_time_code(member: Member, figures: str, *, at: datetime) -> bool:
    row = Factor.objects.filter(member=member, kind=Kind.CODES).first()
    if row is None:
        return False
    step = one_time_codes.step_matching(unseal(row.secret), figures, at=at, after=row.used_count)
    if step is None:
        return False
    # Only one of two that come at the same moment finds the row as it was.
    unused = Factor.objects.filter(pk=row.pk, used_count__lt=step)
    return unused.update(used_count=step, used_at=at) == 1


def _recovery_code(member: Member, typed: str, *, at: datetime) -> bool:
    said = _recovery_tags(member, typed)
    with transaction.atomic():
        row = Factor.objects.select_for_update().filter(member=member, kind=Kind.RECOVERY).first()
        left = json.loads(row.secret) if row else []
        if row is None or not (used := set(said) & set(left)):
            return False
        with writing("use_recovery_code", by=member.account.username, at=at, reference=_of(member)) as line:
            line.change(row, secret=json.dumps([one for one in left if one not in used]))
    return True


def ask_device(member: Member | None, *, host: str) -> tuple[dict[str, Any], Any]:
    """What a browser is asked for a passkey: one of this member's or, before a name is known, one that knows whose."""
    if member is None:
        return passkeys.ask(host=host, owner=True)
    return passkeys.ask(host=host, there=[one.secret for one in factors_of(member).passkeys])


def device_proves(
    member: Member, *, host: str, question: Any, answer: Mapping[str, Any], at: datetime
) -> passkeys.Proof:
    """The passkey a device proved to be this member's. Raises passkeys.NotProved, also for a copied device."""
    rows = {one.secret: one for one in factors_of(member).passkeys}
    proof = passkeys.take(host=host, question=question, answer=answer, there=rows)
    row = rows[proof.secret]
    # A device that counts its uses counts up. One that goes back was copied.
    if row.used_count and proof.count <= row.used_count:
        raise passkeys.NotProved("This passkey was used elsewhere since. Take it away and add a new one.")
    Factor.objects.filter(pk=row.pk).update(used_count=proof.count, used_at=at)
    return proof


def take_away(member: Member, number: int, *, by: str, at: datetime) -> None:
    """Take away one factor. The last one of somebody who must have one stays. Raises FactorRefused."""
    with writing("take_factor_away", by=by, at=at, reference=_of(member)) as line:
        # Two taken away at once, each because the other is there, would leave none.
        Member.objects.select_for_update().get(pk=member.pk)
        row = Factor.objects.filter(member=member, pk=number).exclude(kind=Kind.RECOVERY).first()
        if row is None:
            raise FactorRefused("This was taken away already. Nothing was changed.")
        others = Factor.objects.filter(member=member).exclude(kind=Kind.RECOVERY).exclude(pk=row.pk)
        if demanded_of(member) and not others.exists():
            raise FactorRefused(
                "Your role must have a second factor. Add another one first, then take this one away."
            )
        line.said["kind"] = row.kind
        line.remove(row)
        if not others.exists():
            _remove(line, Factor.objects.filter(member=member, kind=Kind.RECOVERY))


def help_after_loss(member: Member, *, by: str, at: datetime, at_the_server: bool = False) -> None:
    """Take all factors of somebody who lost them away, so that they begin again by a link. Raises FactorRefused."""
    if member.role in POWERFUL and not at_the_server:
        role = member.get_role_display().lower()
        raise FactorRefused(f"A {role} is helped at the server: heard lost-factor {member.account.username}.")
    if member.account.username == by:
        raise FactorRefused("Nobody takes their own factors away like this. Ask somebody else to.")
    with writing("help_after_loss", by=by, at=at, reference=_of(member)) as line:
        _remove(line, Factor.objects.filter(member=member))


def _remove(line: Any, rows: Iterable[Factor]) -> None:
    for row in rows:
        line.remove(row)


def _recovery_tags(member: Member, typed: str) -> list[str]:
    return tags("recovery code", f"{member.pk} {one_time_codes.plain_recovery_code(typed)}")


def _of(member: Member) -> str:
    return f"member-{member.pk}"
