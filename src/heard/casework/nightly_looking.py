"""What the night saw, in words, through somebody's eyes: of their own cases only, the newest first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from heard.casework.looking import PAGE, visible_to
from heard.casework.nightly_ladder import PROMISED_ROLES, ROLES
from heard.casework.permissions import Act, demand
from heard.law.rulebook import UnknownRule, rule
from heard.outcomes.models import Action
from heard.people.models import Member
from heard.representations.models import STAGES, Notice, OmbudsmanRecommendation

OF_LEAVE = re.compile(r"(grant|glass|wall)_\d+_(ends_in_10|ends_in_3|unreviewed|lifted)")
CHASED = re.compile(
    r"(?:(action|remedy|review|ombudsman|enquiry)_)?chase_([a-z]+)_(?:on_the_day|(\d+)_(before|after))"
)
WORDS: Mapping[str, str] = {
    "turned_soon": "Due soon",
    "turned_today": "Due on this day",
    "turned_late": "Late",
    "right_to_go_on": "No answer in time: they may go on, and are to be told",
    "statement_not_agreed": "The statement of complaint is not agreed yet",
    "no_act": "Nothing has been done since",
    "nobody_for_owner": "Nobody can have this case: choose who takes it on",
    "walls_in_the_line": "Somebody complained about leads others: decide whether their line is kept out",
    "ends_in_10": "Leave of somebody from outside ends within 10 working days",
    "ends_in_3": "Leave of somebody from outside ends within 3 working days",
    "unreviewed": "An emergency opening has waited five days for its review",
    "lifted": "A lifted wall is to be looked at again",
    "says_unsafe": "They told us that they are not safe: see to it now",
    "wants_advocate": "They asked for an advocate",
    "said_more": "They wrote to us on their own page",
    "promise_not_kept": "They say that a promise was not kept: it is open again",
    "owner_promise_not_kept": "They say that your promise was not kept: it is open again",
    "promise_said_done": "They say that a promise is done: accept its proof",
    "it_did_not_change": "It did not change, or only partly: decide what follows",
    "wants_to_stop": "They want to stop: ask them whether they are sure",
}
PROMISED = {
    "": "its last day",
    "action": "the day of an agreed action",
    "remedy": "the day of a remedy",
    "review": "the day a decision is looked at again",
    "ombudsman": "the day the Ombudsman gave",
    "enquiry": "the day the Ombudsman is to be answered by",
    "draft": "the day comments on the Ombudsman’s draft are due",
    "waits": "a day for which the Ombudsman was asked for more time and has not answered",
}
LABELS: Mapping[str, str] = dict(STAGES)
OWNER = "owner"
# Whose notices everybody who sees the case may read; those for an owner are asked for by who owes something.
FOR_ROLES = tuple(dict.fromkeys((*ROLES, *PROMISED_ROLES.values())))
ROLE_WORDS = {"head": "head of service"}


@dataclass(frozen=True, slots=True)
class NoticeSeen:
    """One thing the night noticed: the case and stage, what, about which clock and day, and who is told."""

    reference: str
    stage: str
    words: str
    clock: str
    about_on: date
    seen_on: date
    for_role: str


@dataclass(frozen=True, slots=True)
class NoticesSeen:
    """A page of what the night noticed."""

    notices: tuple[NoticeSeen, ...]
    total: int
    page: int


def notices_seen(member: Member | None, *, for_role: str = "", page: int = 1) -> NoticesSeen:
    """What the night noticed of the cases this person may see, for one role or for all. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    # What is told to a role of the office, as of walls and openings, is told to nobody else.
    told = Q(for_role__in=FOR_ROLES) | Q(for_role=member.role if member else "")
    found = Notice.objects.filter(told, representation__in=visible_to(member))
    if for_role in FOR_ROLES:
        found = found.filter(for_role=for_role)
    if for_role == OWNER:
        found = found.filter(_owes(member))
    total = found.count()
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    rows = found.select_related("representation", "stage").order_by("-seen_on", "-pk")
    return NoticesSeen(tuple(map(_seen, rows[(page - 1) * PAGE : page * PAGE])), total, page)


def words_of(what: str) -> str:
    """What a notice says: chase_manager_1_after is “The manager is reminded 1 working day after its last day”."""
    if of_leave := OF_LEAVE.fullmatch(what):
        return WORDS[of_leave[2]]
    chased = CHASED.fullmatch(what)
    if chased is None:
        return WORDS.get(what, what.replace("_", " ").capitalize())
    about, role, days, side = chased.groups()
    when = "on" if days is None else f"{days} working day{'' if days == '1' else 's'} {side}"
    return f"The {ROLE_WORDS.get(role, role)} is reminded {when} {PROMISED[about or '']}"


def _owes(member: Member | None) -> Q:
    """The notices of cases on which somebody owes something due on that day, or that was opened again."""
    person = member.person_id if member else None
    here = {"representation": OuterRef("representation"), "owner_id": person or 0}
    about = {"case__about": OuterRef("representation"), "owner_id": person or 0}
    return Exists(Action.objects.filter(**here)) | Exists(OmbudsmanRecommendation.objects.filter(**about))


def _seen(one: Notice) -> NoticeSeen:
    return NoticeSeen(
        reference=one.representation.reference,
        stage=LABELS[one.stage.stage] if one.stage else "",
        words=words_of(one.what),
        clock=_title(one.clock),
        about_on=one.about_on,
        seen_on=one.seen_on,
        for_role=one.for_role,
    )


def _title(clock: str) -> str:
    try:
        return rule(clock).title if clock else ""
    except UnknownRule:
        return clock
