"""Pages of cases that belong together: joined and separated again, linked, and shared with another body."""

from __future__ import annotations

from typing import Any

from heard.casework import linking
from heard.casework.looking import NotYours
from heard.casework.who_may import case_for
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.page import ActPage

WHY = (
    ("the same matter", "The same matter"),
    ("brothers and sisters", "Brothers and sisters"),
    ("the same person", "The same person"),
    ("said to a member too", "It was said to a member too"),
    ("an earlier complaint", "An earlier complaint about the same"),
)
LEADS = tuple((code, words[:1].upper() + words[1:]) for code, words in linking.LEADS.items())
NUMBER = "Its number, for example CR-2026-0142."


class WithAnother(ActForm):
    """Something about this case and another, which must be there for whoever asks."""

    other = ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        number = str(given.get(self.other, "")).strip()
        if number:
            try:
                given[self.other] = case_for(self.known.member, number).reference
            except NotYours as why:
                self.add_error(self.other, str(why))
        return given


class JoinForm(WithAnother):
    """Which case goes on for both."""

    decided_on = Day(label="Day it was decided")
    into = fields.line("The case that goes on for both", help_text=NUMBER, most=80)
    reason = fields.reason(help_text="The earlier day of receipt counts for both.")
    decided_by = fields.decided_by()
    told_on = fields.told_on("Day they were told")
    other = "into"


class SeparateForm(ActForm):
    """Standing alone again."""

    decided_on = Day(label="Day it was decided")
    reason = fields.reason(help_text="It gets its own points back, and counts from its own day of receipt.")
    decided_by = fields.decided_by()


class LinkForm(WithAnother):
    """Another case that belongs with this one."""

    day = Day(label="Day they are linked")
    to = fields.line("The other case", help_text=NUMBER, most=80)
    because = fields.one_of("Why they belong together", WHY)
    words = fields.words("What should be known of it", required=False, rows=2)
    other = "to"


class ShareWithBodyForm(ActForm):
    """A health body, or another council, and which of the two leads."""

    shared_on = Day(label="Day it was shared")
    body = fields.line("The other body", most=200)
    lead = fields.one_of("Who leads", LEADS, help_text="One co-ordinated answer. Each keeps its own clocks.")
    reason = fields.reason("Why it is shared")
    decided_by = fields.decided_by()


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done)


PAGES = (
    _page(Act.JOIN, "Join it to another case", JoinForm, linking.join, "It is joined; the other goes on for both."),
    _page(Act.SEPARATE, "Let it stand alone again", SeparateForm, linking.separate, "It stands alone again."),
    _page(Act.LINK, "Link it to another case", LinkForm, linking.link, "They are linked; each stays whole."),
    _page(Act.SHARE_WITH_BODY, "Share it with another body", ShareWithBodyForm, linking.share_with_body,
          "It is shared; our clocks run on."),
)  # fmt: skip
