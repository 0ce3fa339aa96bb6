"""Pages of what a stage costs: recording it, taking it back, and the Stage 2s that were spared."""

from __future__ import annotations

from typing import Any

from django import forms

from heard.casework import costs
from heard.casework.costs import NewCost
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.page import ActPage


class CostForm(ActForm):
    """What for, how much, to whom and by which invoice."""

    incurred_on = Day(label="Day of the invoice")
    stage = fields.one_of("At which stage")
    kind = fields.picked("What for", [("", "Choose"), *costs.KINDS])
    amount = forms.DecimalField(label="Amount in pounds", max_digits=9, decimal_places=2)
    person = fields.numbered("Who was paid", required=False)
    paid_to = fields.line("Or whom else, such as a hall or an agency", required=False, most=200)
    invoice = fields.line("Invoice number", required=False, most=80)
    words = fields.line("Anything to add", required=False, most=300)

    def prepare(self) -> None:
        self.choose("stage", costs.stages_that_cost(self.known.case))
        self.choose("person", costs.who_was_paid(self.known.case), empty="Nobody of the case")

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"incurred_on": given.pop("incurred_on"), "cost": NewCost(**given)}


class TakeBackForm(ActForm):
    """Which, and what is wrong with it."""

    taken_back_on = Day(label="Day it was found")
    cost = fields.numbered("Which cost")
    reason = fields.line("What is wrong with it", most=300)

    def prepare(self) -> None:
        self.choose("cost", costs.costs_on(self.known.case), empty="Choose")


class SparedForm(ActForm):
    """How a Stage 2 was foreseen, and what settled the matter first."""

    settled_on = Day(label="Day it was settled")
    foreseen = fields.one_of("How was a Stage 2 foreseen?", list(costs.HOW_FORESEEN.items()))
    settled_by = fields.words(
        "What settled it", help_text="For example a meeting: who met, and what was agreed.", rows=4
    )
    decided_by = fields.decided_by()


PAGES = (
    ActPage(act=Act.RECORD_COST, title="Record what a stage costs", form=CostForm, function=costs.record_cost,
            done="The cost is on record.", checked=False, leads_to="case-money"),
    ActPage(act=Act.TAKE_BACK_COST, title="Take back a cost that is wrong", form=TakeBackForm,
            function=costs.take_back_cost, done="It is taken back and counts no more.", checked=False,
            leads_to="case-money"),
    ActPage(act=Act.SPARE_STAGE_2, title="Record that a Stage 2 was spared", form=SparedForm,
            function=costs.spare_stage_2, done="It is on record. They may still ask for Stage 2.", checked=False),
)  # fmt: skip
