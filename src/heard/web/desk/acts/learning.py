"""The page of what is learnt from a case."""

from __future__ import annotations

import re
from typing import Any

from heard.casework import choosing, learning
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.page import ActPage

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
    shared_by = fields.line(
        "Shared with",
        help_text=f"{SHARED} Leave it empty if it is still to be shared.",
        required=False,
        most=200,
    )
    shared_on = Day(label="Day it was shared", required=False)

    def prepare(self) -> None:
        self.choose("service", [(one, one) for one in choosing.services()], empty="The whole council")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if REMINDED.search(given.get("words", "")):
            self.add_error("words", ONLY_REMINDED)
        if bool(given.get("shared_by")) != bool(given.get("shared_on")) and "shared_on" not in self.errors:
            missing = "shared_by" if given.get("shared_on") else "shared_on"
            self.add_error(missing, "Enter both with whom it was shared and on which day, or neither")
        return given


PAGES = (
    ActPage(
        act=Act.RECORD_LEARNING,
        title="Record what is learnt",
        form=LearnForm,
        function=learning.learn,
        done="What is learnt is on record.",
    ),
)
