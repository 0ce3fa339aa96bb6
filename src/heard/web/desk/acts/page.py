"""What a page of an act is: the act, its words, its form, and the one function of casework that it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from heard.casework.duties import kinds_owed
from heard.law.procedure import Act
from heard.web.desk.acts.form import ActForm


@dataclass(frozen=True, kw_only=True)
class ActPage:
    """One page on which one act is done.

    `title` is its heading and the words of its button; `says` explains what it does where the chart's own sentence is
    not enough. `function` is called as `function(reference=…, by=…, at=…, **form.said())`. `slug` is the end of its
    address: the act's code, unless one act has several pages. `needs` is the code of what must be open on the case for
    this page to be offered (`casework.open_things`). `checked` says whether the answers are shown to be
    checked before it is done: left out, they are when it moves the case or owes somebody a letter. `done` is what the
    case page then says; `leads_to` names another page of the case to go on at, where the work goes on there.
    """

    act: Act
    title: str
    form: type[ActForm]
    function: Callable[..., Any]
    says: str = ""
    slug: str = ""
    needs: str = ""
    checked: bool | None = None
    done: str = ""
    leads_to: str = "case"

    @property
    def address(self) -> str:
        """The end of its address."""
        return self.slug or self.act.value.replace("_", "-")

    def is_checked(self, stays: bool) -> bool:
        """Whether the answers are shown once more before it is done; `stays` where it does not move the case."""
        return (not stays or bool(kinds_owed(self.act))) if self.checked is None else self.checked

    @property
    def done_words(self) -> str:
        """What is said when it was done."""
        return self.done or f"Done: {self.title[:1].lower()}{self.title[1:]}."
