"""Pages of safety: a risk passed on at once, whether a change waits, and limits on contact with their day of review."""

from __future__ import annotations

from typing import Any

from heard.casework import safety
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, ComingDay, Day
from heard.web.desk.acts.page import ActPage

AT_ONCE = (
    "In danger now? Ring 999 first. Tell those who protect children by telephone, then write down here who was told, "
    "when and by whom. The complaint and its clocks go on."
)
WAITS = (
    "Leave it empty: the complaint goes on. The days count on beside a wait; no rule stops a clock for it."
)
LIMIT = "One named officer; e-mail only; one call a week. Never a bar to a new complaint."
APPEAL = "Day they were told, and how they may ask for it to be looked at again"
AGAIN = "A limit or freeze without a day to be looked at again goes on for ever."


class ReferForm(ActForm):
    """Who was told of a risk, when and why."""

    told_on = Day(label="Day they were told")
    told = fields.line("Who was told", help_text="The team, and the person who took it.", most=300)
    reason = fields.reason("What the worry is", help_text="What was seen or said, in plain words.")
    decided_by = fields.decided_by("Who told them")
    waits_because = fields.words("Does the complaint wait? Why", help_text=WAITS, required=False, rows=2)


class EndWaitForm(ActForm):
    """That the complaint goes on again."""

    day = Day(label="Day it goes on")
    reason = fields.reason("Why it goes on")
    decided_by = fields.decided_by()


class FreezeForm(ActForm):
    """Whether a change waits."""

    decided_on = Day(label="Day it was decided")
    what = fields.words("What was to change", help_text="The plan, the placement or the service.", rows=2)
    is_frozen = fields.yes_or_no("Does the change wait until the complaint is considered?")
    reason = fields.reason(help_text="Needed either way.")
    with_service = fields.line("Whom of the service was asked", most=200)
    decided_by = fields.decided_by()
    told_on = fields.told_on("Day they were told")
    review_on = ComingDay(label="Day it is looked at again", help_text=AGAIN, required=False)

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"change": given.pop("what"), **given}


class EndFreezeForm(ActForm):
    """That the change waits no longer."""

    day = Day(label="Day it ends")
    reason = fields.reason("Why it ends")
    decided_by = fields.decided_by()
    told_on = fields.told_on("Day they were told")


class LimitForm(ActForm):
    """How somebody may reach the council, and for how long."""

    decided_on = Day(label="Day it was decided")
    limit = fields.words("What the limit is", help_text=LIMIT, rows=2)
    reason = fields.reason("Why", help_text="What happened, on which days, and what was tried before.")
    decided_by = fields.decided_by()
    review_on = ComingDay(label="Day it is looked at again", help_text=AGAIN)
    told_on = fields.told_on(APPEAL)


class ReviewLimitForm(ActForm):
    """Looking at a limit again."""

    reviewed_on = Day(label="Day it was looked at")
    reason = fields.reason("Why it goes on", help_text="If it need not go on, end it instead.")
    decided_by = fields.decided_by()
    review_on = ComingDay(label="Day it is looked at again")
    told_on = fields.told_on(APPEAL)


class EndLimitForm(EndFreezeForm):
    """That a limit ends."""


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str, **more: Any) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done, **more)


PAGES = (
    _page(Act.REFER_TO_SAFEGUARDING, "Worried about safety", ReferForm, safety.refer_to_safeguarding,
          "It is on record who was told, when and by whom.", says=AT_ONCE, checked=False),
    _page(Act.REFER_TO_SAFEGUARDING, "End the wait for safeguarding", EndWaitForm, safety.end_wait_for_safeguarding,
          "The complaint goes on.", slug="end-wait-for-safeguarding", needs="safeguarding_wait", checked=False,
          says="Ends the wait that somebody decided for the sake of safety."),
    _page(Act.DECIDE_FREEZE, "Decide whether a change waits", FreezeForm, safety.decide_freeze,
          "The decision is on record."),
    _page(Act.END_FREEZE, "End the freeze", EndFreezeForm, safety.end_freeze, "The change no longer waits."),
    _page(Act.LIMIT_CONTACT, "Limit contact", LimitForm, safety.limit_contact,
          "The limit stands at the head of the case, with its day of review."),
    _page(Act.REVIEW_LIMIT, "Look at the limit again", ReviewLimitForm, safety.review_limit,
          "It goes on until its next review."),
    _page(Act.END_LIMIT, "End the limit on contact", EndLimitForm, safety.end_limit, "The limit is over."),
)  # fmt: skip
