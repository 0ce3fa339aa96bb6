"""The one way in which a page does an act: asked, not overtaken by somebody else, and once however often it is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from heard.casework import four_eyes
from heard.casework.access import NO_SUCH_CASE, parts_seen
from heard.casework.changed import Change, changes_since, newest_line
from heard.casework.foreseeing import Foreseen, foreseen, standing_of
from heard.casework.looking import NotYours
from heard.casework.performing import day_of
from heard.casework.performing_checked import vouching
from heard.casework.who_may import demand_do
from heard.casework.writing import writing
from heard.law.procedure import Act
from heard.ledger.models import Submission
from heard.people.models import Member
from heard.representations.models import Representation

Do = Callable[..., object]
NOTHING: Mapping[str, object] = {}


class ChangedMeanwhile(Exception):
    """Somebody did something on the case after the page was opened. `changes` says what, who and when."""

    def __init__(self, changes: tuple[Change, ...], newest: int) -> None:
        super().__init__("The case changed after you opened this page. Nothing of yours was done yet.")
        self.changes, self.newest = changes, newest


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was done: on which case, by which line of the ledger, and whether this was a repeated send."""

    act: str
    reference: str
    entry: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class _Sent:
    """A form as it was sent."""

    member: Member
    act: Act
    reference: str
    seen: int
    once: str
    at: datetime
    do: Do
    said: Mapping[str, Any]
    fresh: bool
    agreed: int | None
    content: Mapping[str, object]

    @property
    def by(self) -> str:
        """How the ledger names who sent it."""
        return self.member.account.get_username()


class _TriedOut(Exception):
    """Ends a trial, so that nothing of it is kept."""


def carry_out(
    *,
    member: Member,
    act: Act,
    reference: str,
    seen: int,
    once: str,
    at: datetime,
    do: Do,
    said: Mapping[str, Any],
    fresh: bool = False,
    agreed: int | None = None,
    content: Mapping[str, object] = NOTHING,
) -> Done:
    """Do an act for somebody at a page: `do(reference=…, by=…, at=…, **said)`.

    `seen` is the newest line of the ledger of the case when the page was opened, `once` the token of the form: the
    same token again gives the first result. With an empty `reference` something new is put on record. `fresh` says that
    they have just proved who they are; `agreed` is the number of a second person's agreement to exactly `content`,
    where the act takes one. Raises NotYours, NeedsFresh, NotAllowed, NotAgreed, ChangedMeanwhile, and whatever the act
    refuses.
    """
    sent = _Sent(member, act, reference, seen, once, at, do, said, fresh, agreed, content)
    if (first := _sent_before(sent.by, once)) is not None:
        return first
    try:
        with transaction.atomic():
            return _do_once(sent)
    except IntegrityError:
        # Sent twice at once: the second waited at the token until the first was kept.
        if (first := _sent_before(sent.by, once)) is not None:
            return first
        raise


def sent_before(*, member: Member, act: Act, reference: str, once: str) -> Done | None:
    """What this very form did when it was sent before, though the act may not be open any more."""
    first = _sent_before(member.account.get_username(), once) if once else None
    return first if first and (first.act, first.reference) == (act.value, reference) else None


def try_out(
    *, member: Member, act: Act, reference: str, at: datetime, do: Do, said: Mapping[str, Any]
) -> Foreseen:
    """What an act would do, found by doing it and keeping nothing. Raises as `carry_out`, but for other changes."""
    result: list[Foreseen] = []
    with suppress(_TriedOut), transaction.atomic():
        case = _locked(reference)
        demand_do(member, act, case, on=day_of(at), fresh=True)
        before = standing_of(case, day_of(at))
        _act(act, do, reference, member.account.get_username(), at, said)
        case.refresh_from_db()
        result.append(foreseen(act, before, standing_of(case, day_of(at)), case))
        raise _TriedOut
    return result[0]


def _do_once(sent: _Sent) -> Done:
    row = Submission(by=sent.by, token=sent.once, act=sent.act.value, reference=sent.reference, at=sent.at)
    row.save(force_insert=True)
    if sent.reference:
        case = _locked(sent.reference)
        ruling = demand_do(sent.member, sent.act, case, on=day_of(sent.at), fresh=sent.fresh)
        _refuse_overtaken(sent, case, day_of(sent.at))
    else:
        ruling = demand_do(sent.member, sent.act, None, on=day_of(sent.at), fresh=sent.fresh)
    if ruling.needs_second:
        _take_up_agreement(sent)
    result = _act(sent.act, sent.do, sent.reference, sent.by, sent.at, sent.said)
    row.reference = sent.reference or str(getattr(result, "reference", ""))
    row.entry = newest_line(row.reference)
    row.save(update_fields=["reference", "entry"])
    return Done(sent.act.value, row.reference, row.entry)


def _act(act: Act, do: Do, reference: str, by: str, at: datetime, said: Mapping[str, Any]) -> object:
    named = {"reference": reference} if reference else {}
    with vouching(by, act):
        return do(**named, by=by, at=at, **said)


def _locked(reference: str) -> Representation:
    """The case, held. Whether it is there for whoever sends is asked once it is held: `demand_do` then decides."""
    case = Representation.objects.select_for_update().filter(reference=reference).first()
    if case is None:
        raise NotYours(NO_SUCH_CASE)
    return case


def _take_up_agreement(sent: _Sent) -> None:
    """Use the second person's agreement, once, for exactly this. Raises NotAgreed."""
    with writing(
        "use_agreement", by=sent.by, at=sent.at, reference=sent.reference, what=sent.act.value
    ) as line:
        four_eyes.use(
            line, number=sent.agreed, act=sent.act.value, reference=sent.reference, content=sent.content
        )


def _refuse_overtaken(sent: _Sent, case: Representation, on: date) -> None:
    newest = newest_line(case.reference)
    if newest > sent.seen:
        parts = parts_seen(sent.member, case, on=on, at=sent.at)
        raise ChangedMeanwhile(changes_since(case, sent.seen, parts=parts), newest)


def _sent_before(by: str, once: str) -> Done | None:
    row = Submission.objects.filter(by=by, token=once).first()
    return Done(row.act, row.reference, row.entry, again=True) if row else None
