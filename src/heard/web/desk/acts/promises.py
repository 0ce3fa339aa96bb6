"""Pages of what the council promises: actions with owner and day, and what puts it right."""

from __future__ import annotations

from typing import Any

from django import forms

from heard.casework import choosing, choosing_open, choosing_promises, promises
from heard.casework.new_details import NewRemedy
from heard.casework.promises import Agreed
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, ComingDay, Day
from heard.web.desk.acts.page import ActPage

PROOF = "Name what shows it: the new leaflet, the minutes, the payment. “Done” is no proof."
NO_OWNER = "Somebody of the office. A promise without an owner is nobody’s."


class AgreeForm(ActForm):
    """What will be done, by whom and by when."""

    agreed_on = Day(label="Day it was agreed")
    words = fields.words(
        "What will be done", help_text="So that somebody else could see whether it was.", rows=3
    )
    owner = fields.numbered("Who does it", help_text=NO_OWNER)
    due_on = ComingDay(label="By when")
    service = fields.picked("Which service does it", required=False)
    source = fields.picked("Whose promise or recommendation it is", required=False)
    cost = forms.DecimalField(
        label="What it costs, in pounds",
        help_text="Leave it empty where it costs nothing of its own.",
        required=False,
        min_value=0,
        max_digits=9,
        decimal_places=2,
    )

    def prepare(self) -> None:
        self.choose("owner", choosing_open.owners(self.known.case), empty="Choose")
        self.choose("service", [(one, one) for one in choosing.services()], empty="The service of the case")
        self.choose("source", choosing_promises.sources(), empty="Whoever answers at this stage")

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "agreed_on": given["agreed_on"],
            "action": Agreed(
                given["words"],
                given["owner"],
                given["due_on"],
                given["service"],
                given["cost"],
                given["source"],
            ),
        }


class OfAction(ActForm):
    """About one action still to be done."""

    action = fields.numbered("Which action")

    def prepare(self) -> None:
        self.choose("action", choosing_open.actions_to_do(self.known.case), empty="Choose")


class VaryForm(OfAction):
    """Another day, or another owner."""

    varied_on = Day(label="Day it was decided")
    due_on = ComingDay(label="New day", help_text="Leave it empty if only the owner changes.", required=False)
    owner = fields.numbered("New owner", required=False)
    reason = fields.reason(help_text="What it was stays on record beside it.")
    decided_by = fields.decided_by()

    def prepare(self) -> None:
        super().prepare()
        self.choose("owner", choosing_open.owners(self.known.case), empty="The same")


class CompleteForm(OfAction):
    """What shows that it is done, who accepted that, and when the person was told."""

    done_on = Day(label="Day it was done")
    proof = fields.words("What shows that it is done", help_text=PROOF, rows=3)
    accepted_by = fields.line("Who accepted the proof", help_text="Not whoever did it, where that can be.")
    told_on = Day(
        label="Day the person was told",
        help_text="Leave it empty if they are still to be told.",
        required=False,
    )

    def prepare(self) -> None:
        super().prepare()
        self.initial.setdefault("accepted_by", self.known.me)


class TellForm(ActForm):
    """That the person was told of what was done."""

    action = fields.numbered("Which action")
    told_on = Day(label="Day the person was told")
    how = fields.line("How", help_text="The letter, the call, the visit.", most=200)

    def prepare(self) -> None:
        self.choose("action", promises.not_told(self.known.case), empty="Choose")


class OfferRemedyForm(ActForm):
    """What puts it right."""

    offered_on = Day(label="Day it was offered")
    kind = fields.picked("What puts it right")
    words = fields.words("Exactly what", required=False, rows=3)
    due_on = ComingDay(label="By when", required=False)

    def prepare(self) -> None:
        self.choose("kind", [(one, one) for one in choosing.labels("remedy")], empty="Choose")

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "offered_on": given["offered_on"],
            "remedy": NewRemedy(given["kind"], given["words"], given["due_on"]),
        }


class GiveRemedyForm(ActForm):
    """That it was given."""

    given_on = Day(label="Day it was given")
    remedy = fields.numbered("Which remedy")

    def prepare(self) -> None:
        self.choose("remedy", choosing_open.remedies_to_give(self.known.case), empty="Choose")


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str, **more: Any) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done, **more)


PAGES = (
    _page(Act.AGREE_ACTION, "Promise an action", AgreeForm, promises.agree_action, "The promise is on record.",
          checked=False),
    _page(Act.VARY_ACTION, "Change the day or owner of a promise", VaryForm, promises.vary_action,
          "It is changed; what it was stays beside it.", checked=False),
    _page(Act.COMPLETE_ACTION, "Accept that a promise is kept", CompleteForm, promises.complete_action,
          "It is done: its proof is accepted.", checked=False),
    _page(Act.RECORD_CONTACT, "Record that they were told of a kept promise", TellForm, promises.tell_of_action,
          "It is on record that they were told.", slug="tell-of-action", needs="action_not_told", checked=False,
          says="Whoever complained hears that what was promised is done."),
    _page(Act.OFFER_REMEDY, "Offer what puts it right", OfferRemedyForm, promises.offer_remedy,
          "The offer is on record.", checked=False),
    _page(Act.GIVE_REMEDY, "Record that a remedy was given", GiveRemedyForm, promises.give_remedy,
          "It is on record that it was given.", checked=False),
)  # fmt: skip
