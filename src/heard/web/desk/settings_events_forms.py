"""The questions about events that bear on figures."""

from __future__ import annotations

from heard.casework import choosing
from heard.casework.choosing_events import KINDS, PROCEDURES_NAMED
from heard.web.dates_look import DateField
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day

HINTS = {
    "recording": "Figures before and after it are two series. A chart’s limits begin anew.",
    "wide": "A time of its own: figures break where it begins and where it is over.",
    "law": "Figures before and after it are two series.",
    "other": "Shown on charts; nothing breaks.",
}


class EventForm(ActForm):
    """What happened, of which kind, from when to when, and whom it touches."""

    title = fields.line(
        "What it is called", help_text="As charts will show it, such as “New list of natures”.", most=120
    )
    kind = fields.one_of("What kind of event is it?", KINDS, hints=HINTS)
    words = fields.line(
        "What happened", help_text="One sentence for the report. Name no child, family or worker.", most=500
    )
    begins_on = DateField(label="First day")
    ends_on = DateField(
        label="Last day",
        help_text="Leave it empty while it goes on, and for a change that stays.",
        required=False,
    )
    service = fields.picked("Which service it touches", required=False)
    procedure = fields.picked("Which procedure it touches", required=False)

    def prepare(self) -> None:
        self.choose("service", [(one, one) for one in choosing.services()], empty="Every service")
        self.choose("procedure", PROCEDURES_NAMED, empty="Every procedure")


class EndEventForm(ActForm):
    """The last day of an event."""

    ends_on = Day(label="Last day")


class TakeBackEventForm(ActForm):
    """Why an event was marked in error."""

    because = fields.line("Why it was marked in error", most=500)


class ReviewForm(ActForm):
    """Nothing to ask: pressing the button says it."""
