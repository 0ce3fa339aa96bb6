"""Opening what is sealed: to one named person, on a recorded basis, until a day, decided by two."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from heard.casework import four_eyes
from heard.casework.access import PARTS, demand_can
from heard.casework.access_levels import SEALED
from heard.casework.new_details import fitting
from heard.casework.performing import NotNow
from heard.casework.permissions import Act, Level
from heard.casework.writing import writing
from heard.people.models import Member
from heard.representations.models import Document, Representation, SecondPerson, Unsealing

LONGEST = timedelta(days=120)


def ask_to_unseal(
    *,
    case: Representation,
    to: Member,
    what: str | Document,
    basis: str,
    until: date,
    by: Member,
    at: datetime,
    day: date,
    fresh: bool,
) -> SecondPerson:
    """Ask that one sealed part or paper is opened to somebody by name until a day.

    `fresh` says that whoever asks has just proved who they are. Raises NotNow, NotYours, NeedsFresh, NotAllowed.
    """
    demand_can(by, Act.UNSEAL, case, on=day, at=at, fresh=fresh)
    _refuse(case, to, what, basis, day, until)
    return four_eyes.ask(
        act="unseal", reference=case.reference, content=_content(to, what, basis, until), by=by, at=at
    )


def unseal(
    *,
    case: Representation,
    to: Member,
    what: str | Document,
    basis: str,
    until: date,
    agreed: int,
    by: Member,
    at: datetime,
    day: date,
    fresh: bool,
) -> Unsealing:
    """Open one sealed thing to somebody by name, as two persons agreed.

    Raises NotAgreed, NotYours, NeedsFresh, NotAllowed.
    """
    demand_can(by, Act.UNSEAL, case, on=day, at=at, fresh=fresh)
    _refuse(case, to, what, basis, day, until)
    who, content = by.account.username, _content(to, what, basis, until)
    with writing("unseal", by=who, at=at, reference=case.reference, done_on=day) as line:
        two = four_eyes.use(line, number=agreed, act="unseal", reference=case.reference, content=content)
        row = Unsealing(
            representation=case,
            member=to,
            part=what if isinstance(what, str) else "",
            document=what if isinstance(what, Document) else None,
            basis=fitting(basis, 500),
            begins_on=day,
            ends_on=until,
            asked_by=two.asked_by.account.username,
            approved_by=two.answered_by.account.username if two.answered_by else "",
        )
        line.add(row)
    return row


def _refuse(
    case: Representation, to: Member, what: str | Document, basis: str, day: date, until: date
) -> None:
    if isinstance(what, str) and what not in SEALED:
        raise NotNow(f"“{what}” is not a sealed part. There are: {', '.join(sorted(SEALED & set(PARTS)))}.")
    if isinstance(what, Document) and (what.representation_id != case.pk or what.level < Level.S4):
        raise NotNow("This paper is not sealed, or is of another case. Choose a sealed paper of this case.")
    if not basis.strip():
        raise NotNow("Write the basis on which it is opened: a court's leave, a duty in law, a consent.")
    if not day <= until <= day + LONGEST:
        raise NotNow(f"It is opened for {LONGEST.days} days at most. Give a last day.")
    if case.walls.filter(person__member=to.pk, ended_on=None).exists():
        raise NotNow("It cannot be opened to this person. Choose somebody else.")


def _content(to: Member, what: str | Document, basis: str, until: date) -> dict[str, object]:
    named = what if isinstance(what, str) else f"paper {what.pk} {what.digest}"
    return {"to": to.pk, "what": named, "basis": fitting(basis, 500), "until": until.isoformat()}
