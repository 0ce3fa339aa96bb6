"""The pages of what is learnt from a case, or why nothing is."""

from __future__ import annotations

import re
from typing import Any

from heard.casework import choosing, learning
from heard.casework.learning import Of, SeenTo
from heard.casework.looking_at_learning import owners
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, ComingDay, Day
from heard.web.desk.acts.page import ActPage
from heard.web.desk.learning_forms import CASES, pairs, references, themes

REMINDED = re.compile(
    r"^\W*(staff|workers?|the team|everybody|they)\b.{0,30}\b(reminded|reminder|told again)\b.{0,60}$",
    re.I | re.S,
)
ONLY_REMINDED = "A reminder changes nothing by itself. Say what is done differently from now on"
SHARED = "The team meeting, the foster carers’ forum, the practice leads."


class LearnForm(ActForm):
    """Why it happened, what is different now, and who hears of it."""

    learned_on = Day(label="Day it was decided")
    cause = fields.words(
        "Why it happened",
        help_text="The cause, not the person. Leave it empty if nothing went wrong.",
        required=False,
        rows=3,
    )
    words = fields.words(
        "What is different from now on", help_text="No names: it may be printed in the annual report.", rows=3
    )
    service = fields.picked("Which service learns it", required=False)
    services = fields.several("Which other services learn it", required=False)
    themes = fields.several("What it is about", required=False)
    cases = fields.line("From which other cases", help_text=CASES, required=False, most=500)
    owner = fields.numbered("Who sees to it", required=False)
    due_on = ComingDay(label="By when", required=False)
    shared_by = fields.line(
        "Shared with",
        help_text=f"{SHARED} Leave it empty if it is still to be shared.",
        required=False,
        most=200,
    )
    shared_on = Day(label="Day it was shared", required=False)

    def prepare(self) -> None:
        labels = choosing.services()
        self.choose("service", pairs(labels), empty="The whole council")
        self.choose("owner", owners(), empty="Nobody yet")
        for name, choices in (("services", pairs(labels)), ("themes", themes())):
            if choices:
                self.choose(name, choices)
            else:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if REMINDED.search(given.get("words", "")):
            self.add_error("words", ONLY_REMINDED)
        if bool(given.get("shared_by")) != bool(given.get("shared_on")) and "shared_on" not in self.errors:
            missing = "shared_by" if given.get("shared_on") else "shared_on"
            self.add_error(missing, "Enter both with whom it was shared and on which day, or neither")
        if bool(given.get("owner")) != bool(given.get("due_on")) and "due_on" not in self.errors:
            missing = "owner" if given.get("due_on") else "due_on"
            self.add_error(missing, "Enter both who sees to it and by when, or neither")
        return given

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        parts = {name: tuple(given.pop(name, ())) for name in ("services", "themes")}
        owner, due_on = given.pop("owner"), given.pop("due_on")
        given["of"] = Of(**parts, cases=references(given.pop("cases")))
        return {**given, "seen_to": SeenTo(owner, due_on) if owner else None}


class LearnNothingForm(ActForm):
    """That nothing is learnt, and why."""

    decided_on = Day(label="Day it was decided")
    reason = fields.reason(
        "Why nothing is learnt", help_text="What was asked, and why nothing changes for others."
    )
    decided_by = fields.decided_by()


PAGES = (
    ActPage(
        act=Act.RECORD_LEARNING,
        title="Record what is learnt",
        form=LearnForm,
        function=learning.learn,
        done="What is learnt is on record.",
    ),
    ActPage(
        act=Act.RECORD_LEARNING,
        title="Record that nothing is learnt, and why",
        form=LearnNothingForm,
        function=learning.learn_nothing,
        done="It is on record why nothing is learnt.",
        slug="learn-nothing",
        checked=False,
        says="Every case is asked what changes for other children. Where nothing does, the reason stays on record.",
    ),
)
