"""Who may do what to which case: the one function that decides, and what of a case they see.

Allowed only if signed in, at work, in a role that may, in the relation the role needs, up to the level it reaches, and
behind no wall. Deny wins. An error denies.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.access_levels import OF_A_GRANT, PARTS, SEALED, parts_to
from heard.casework.access_standing import Standing, standing_of, standing_read, with_standing
from heard.casework.looking import NotYours, visible_to
from heard.casework.permissions import (
    Act,
    AnyAct,
    ChartAct,
    Level,
    NotAllowed,
    Right,
    reading,
    right_of,
    who_may,
)
from heard.people.models import Member
from heard.representations.models import Representation

__all__ = [
    "NO_SUCH_CASE",
    "Eyes",
    "NeedsFresh",
    "PARTS",
    "Ruling",
    "can",
    "case_through_eyes",
    "demand_can",
    "eyes_of",
    "level_for",
    "parts_seen",
    "rulings",
]

log = logging.getLogger(__name__)
NO_SUCH_CASE = "We cannot find that case. Check the number, or ask the complaints team."
FAILED = (
    "We could not check whether you may do this, so it is refused. Try again, or tell the complaints team."
)


class NeedsFresh(NotAllowed):
    """They may, once they have just proved again who they are."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether somebody may, why not, and which roles can. `needs_second`: another person approves it too.

    `needs_fresh` says that only a fresh proof of who they are is missing: the page offers the act and asks for it.
    """

    allowed: bool
    why: str = ""
    who_can: tuple[str, ...] = ()
    needs_fresh: bool = False
    needs_second: bool = False
    is_there: bool = True

    @property
    def offered(self) -> bool:
        """Whether a page may offer it: allowed, or allowed after a fresh proof."""
        return self.allowed or self.needs_fresh


@dataclass(frozen=True, slots=True)
class Eyes:
    """How a member sees a case on a day, asked once: what they may do to it, and which parts of it they see.

    Without a standing the asking failed, and the answer is no. `on_case` says that a case was named.
    """

    member: Member | None
    standing: Standing | None
    on_case: bool = True

    def may(self, act: AnyAct, *, part: str = "shell", fresh: bool = False) -> Ruling:
        """Whether they may do an act. `part` is what it touches, of `PARTS`; `fresh` that they have just proved who
        they are."""
        try:
            if self.standing is not None:
                return _rule(self.member, act, self.standing, self.on_case, part, fresh)
        except Exception:  # Whatever goes wrong while deciding, the answer is no.
            log.exception("deciding about %s failed", act)
        return Ruling(False, FAILED)

    @property
    def level(self) -> Level:
        """How deep they see: S0 where it is not there for them. Sealed things are beside this."""
        try:
            return _level(self.member, self.standing) if self.standing is not None else Level.S0
        except Exception:
            log.exception("deciding a level failed")
            return Level.S0

    @property
    def parts(self) -> frozenset[str]:
        """The parts they see: names of `PARTS`. Pages, exports and letters show these and no other."""
        try:
            return _parts(self.member, self.standing) if self.standing is not None else frozenset()
        except Exception:
            log.exception("deciding the parts failed")
            return frozenset()


def eyes_of(
    member: Member | None, case: Representation | None, *, on: date, at: datetime | None = None
) -> Eyes:
    """How a member sees a case, or the office where none is named. One statement to the database.

    `at` is the instant, which a case broken open needs.
    """
    try:
        standing = standing_of(member, case, on=on, at=at)
    except Exception:  # Whatever goes wrong while asking, the answer is no.
        log.exception("asking how somebody stands to a case failed")
        return Eyes(member, None, case is not None)
    return Eyes(member, standing, case is not None)


def case_through_eyes(
    member: Member | None, reference: str, *beside: str, on: date, at: datetime | None = None
) -> tuple[Representation, Eyes]:
    """The case of this reference and how a member sees it, in one statement; `beside` is read with it. Raises NotYours.

    Hidden is the same as not there.
    """
    found = visible_to(member).filter(reference=reference).select_related(*beside)
    case = with_standing(found, member, on=on, at=at).first() if member is not None else None
    if member is None or case is None:
        raise NotYours(NO_SUCH_CASE)
    return case, Eyes(member, standing_read(member, case, on=on))


def can(
    member: Member | None,
    act: AnyAct,
    case: Representation | None = None,
    *,
    on: date,
    part: str = "shell",
    at: datetime | None = None,
    fresh: bool = False,
) -> Ruling:
    """Whether a member may do an act, on a case where one is named, on a day: `Eyes.may` of `eyes_of`."""
    return eyes_of(member, case, on=on, at=at).may(act, part=part, fresh=fresh)


def rulings(
    member: Member | None,
    acts: Iterable[AnyAct],
    case: Representation | None = None,
    *,
    on: date,
    part: str = "shell",
    at: datetime | None = None,
    fresh: bool = False,
) -> dict[AnyAct, Ruling]:
    """As `can`, of many acts at once, still in one statement."""
    eyes = eyes_of(member, case, on=on, at=at)
    return {act: eyes.may(act, part=part, fresh=fresh) for act in acts}


def demand_can(
    member: Member | None,
    act: AnyAct,
    case: Representation | None = None,
    *,
    on: date,
    part: str = "shell",
    at: datetime | None = None,
    fresh: bool = False,
) -> Member:
    """The member, if they may. Raises NotYours where the case is not there for them, NeedsFresh, or NotAllowed."""
    ruling = can(member, act, case, on=on, part=part, at=at, fresh=fresh)
    if not ruling.is_there:
        raise NotYours(NO_SUCH_CASE)
    if ruling.needs_fresh:
        raise NeedsFresh(ruling.why)
    if member is None or not ruling.allowed:
        raise NotAllowed(ruling.why)
    return member


def level_for(member: Member | None, case: Representation, *, on: date, at: datetime | None = None) -> Level:
    """How deep a member sees into a case: `Eyes.level` of `eyes_of`."""
    return eyes_of(member, case, on=on, at=at).level


def parts_seen(
    member: Member | None, case: Representation, *, on: date, at: datetime | None = None
) -> frozenset[str]:
    """The parts of a case that a member sees: `Eyes.parts` of `eyes_of`."""
    return eyes_of(member, case, on=on, at=at).parts


def _parts(member: Member | None, standing: Standing) -> frozenset[str]:
    level = _level(member, standing)
    if member is None or level < Level.S1:
        return frozenset()
    open_to_them = OF_A_GRANT if standing.only_granted else parts_to(level, member.role)
    return open_to_them | (standing.unsealed & SEALED)


def _level(member: Member | None, standing: Standing) -> Level:
    if member is None or not standing.is_there:
        return Level.S0
    reads = [
        level for level in (Level.S1, Level.S2, Level.S3) if reading(member.role, level) & standing.scopes
    ]
    broken = [Level.S3] if standing.broken_open else []
    return max([*reads, *broken], default=Level.S0)


def _rule(
    member: Member | None, act: AnyAct, standing: Standing, on_case: bool, part: str, fresh: bool
) -> Ruling:
    who = who_may(act)
    right = right_of(member, act)
    breaking = act is Act.BREAK_GLASS and right is not None and standing.may_be_broken
    if on_case and not standing.is_there and not breaking:
        return Ruling(False, NO_SUCH_CASE, is_there=False)
    if not standing.works_here:
        return Ruling(False, "You are not signed in, or your time here has ended.", who)
    if right is None:
        return Ruling(False, _not_in_role(act, who), who)
    if on_case and not breaking and not _related(act, right, standing):
        why = f"You may do this on {right.scope.to_you}, and this case is not among them. Ask the complaints team."
        return Ruling(False, why, who)
    if on_case and not breaking and not _reaches(member, act, right, part, standing):
        return Ruling(False, f"This is about {PARTS[part].words}, which your role does not reach here.", who)
    if right.fresh and not fresh:
        why = "Prove again that it is you: this needs a proof not older than five minutes."
        return Ruling(False, why, who, needs_fresh=True, needs_second=right.second)
    return Ruling(True, "", who, needs_second=right.second)


def _related(act: AnyAct, right: Right, standing: Standing) -> bool:
    return right.scope in standing.scopes or (act is Act.SEE_CASES and standing.broken_open)


def _reaches(member: Member | None, act: AnyAct, right: Right, part: str, standing: Standing) -> bool:
    """Whether the act's own level reaches the part it touches, and what the member sees of the case does too."""
    if act is Act.SEE_CASES:
        return part in _parts(member, standing)
    if part in SEALED:
        return part in standing.unsealed or (act is Act.UNSEAL and right.level is Level.S4)
    return PARTS[part] <= right.level


def _not_in_role(act: AnyAct, who: tuple[str, ...]) -> str:
    words = act.words if isinstance(act, ChartAct) else act.value
    return f"You cannot {words} in your role. These can: {', '.join(who) or 'nobody'}."
