"""Pages of the regulator, who may be told at any time: that they were told so, and what passed."""

from __future__ import annotations

from typing import Any

from heard.casework import regulator
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.page import ActPage
from heard.web.desk.acts.reaching import WAYS, ReachingForm

WHO = (
    ("complainant", "The complainant told the regulator"),
    ("council", "We told or asked the regulator"),
    ("regulator", "The regulator asked us"),
)


class TellForm(ReachingForm):
    """Who was told that they may tell a regulator."""

    told_on = Day(label="Day they were told")
    regulator = fields.line("Which regulator", most=100)
    words = fields.words("What was said", required=False, rows=3)
    field_order = ("told_on", "person", "regulator", "way", "value", "words")

    def prepare(self) -> None:
        super().prepare()
        self.initial.setdefault("regulator", regulator.OFSTED)


class RecordForm(ActForm):
    """What passed with a regulator."""

    told_on = Day(label="Day it passed")
    regulator = fields.line("Which regulator", most=100)
    who = fields.one_of("Who told whom", WHO)
    way = fields.one_of("How", WAYS)
    words = fields.words("What was said")

    def prepare(self) -> None:
        self.initial.setdefault("regulator", regulator.OFSTED)


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done, checked=False)


PAGES = (
    _page(Act.TELL_OF_REGULATOR, "Record that they were told of the regulator", TellForm, regulator.tell_of_regulator,
          "It is on record that they were told."),
    _page(Act.RECORD_REGULATOR, "Record what passed with a regulator", RecordForm, regulator.record_regulator,
          "It is on record."),
)  # fmt: skip
