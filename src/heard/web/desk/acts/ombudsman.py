"""Pages of the Ombudsman's cases: opened, asked, answered, decided, proved, and a public report answered by members."""

from __future__ import annotations

from typing import Any

from heard.casework import choosing, choosing_open, ombudsman, ombudsman_report
from heard.casework.ombudsman import Asked
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, ComingDay, Day, Section
from heard.web.desk.acts.page import ActPage

PREMATURE = (("no", "No"), ("yes", "Yes: it comes back to us first"), ("unknown", "Not known yet"))
YES_NO = {"yes": True, "no": False}
ASKED_FOR = 4
NUMBER = "As the Ombudsman writes it, for example 25 001 234."
DAY_GIVEN = "The day the Ombudsman gave. No usual number of days stands in for it."
LABEL = (
    "Exactly the label that was published: a story that says “we will not investigate” may still be Upheld."
)
MEMBERS = "Full council, cabinet or a committee of elected members. An officer cannot."


class OfCase(ActForm):
    """About one of the Ombudsman's cases on this case; with one there is nothing to choose."""

    ombudsman_reference = fields.picked("Which Ombudsman case")

    def prepare(self) -> None:
        there = self.there()
        self.choose("ombudsman_reference", there, empty="" if len(there) == 1 else "Choose")

    def there(self) -> list[tuple[str, str]]:
        """The Ombudsman's cases it may be about."""
        return choosing_open.ombudsman_cases(self.known.case)


class OpenForm(ActForm):
    """A case of the Ombudsman."""

    received_on = Day(label="Day the council heard of it")
    ombudsman_reference = fields.line("The Ombudsman’s number", help_text=NUMBER, most=80)
    premature = fields.one_of("Did the council not have its turn yet?", PREMATURE)
    service = fields.picked("Service", required=False)

    def prepare(self) -> None:
        self.choose("service", [(one, one) for one in choosing.services()], empty="Not said")

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {**{name: given[name] for name in ("received_on", "ombudsman_reference", "service")},
                "is_premature": YES_NO.get(given["premature"])}  # fmt: skip


class EnquiryForm(OfCase):
    """What the Ombudsman asks, and by when."""

    received_on = Day(label="Day it came")
    asked = fields.words("What is asked", help_text="Copy it as written.", rows=6)
    answer_by = ComingDay(label="Answer by", help_text=DAY_GIVEN)


class AnswerEnquiryForm(ActForm):
    """What was answered."""

    answered_on = Day(label="Day it was answered")
    enquiry = fields.numbered("Which enquiry")
    answer = fields.words("What was answered", help_text="And which papers went with it.", rows=6)

    def prepare(self) -> None:
        self.choose("enquiry", choosing_open.enquiries_to_answer(self.known.case), empty="Choose")


class DecisionForm(OfCase):
    """What was decided: the label, the story apart, and each thing asked for with its day."""

    decided_on = Day(label="Day of the decision")
    label = fields.picked("The decision", help_text=LABEL)
    narrative = fields.words("What it says, in short", rows=6)
    was_investigated = fields.yes_or_no("Was it investigated?", required=False)

    def prepare(self) -> None:
        super().prepare()
        self.choose("label", [(one, one) for one in choosing.labels("decision")], empty="Choose")
        beside = choosing_open.ombudsman_cases_beside(self.known.member, self.known.case)
        if beside:
            self.fields["together_with"] = fields.several(
                "Decided in the same finding", beside, required=False
            )
        owners = choosing_open.owners(self.known.case)
        for number in range(1, ASKED_FOR + 1):
            self._ask_for(number, owners)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for number in range(1, ASKED_FOR + 1):
            if given.get(f"words_{number}") and not given.get(f"due_on_{number}"):
                self.add_error(f"due_on_{number}", "Enter the day the decision states for it")
        return given

    def said(self) -> dict[str, Any]:
        given = self.own
        names = ("decided_on", "ombudsman_reference", "label", "narrative", "was_investigated")
        return {
            **{name: given[name] for name in names},
            "asked": self._asked(),
            "together_with": given.get("together_with", ()),
        }

    @property
    def sections(self) -> list[Section]:
        # What was decided comes first, and then what it asks for.
        *asked, own = super().sections
        return [own, *asked]

    def _ask_for(self, number: int, owners: list[tuple[int, str]]) -> None:
        owner = fields.numbered("Who sees to it", required=False)
        owner.choices = [("", "Nobody yet"), *owners]
        service = fields.picked("Which service", required=False)
        service.choices = [("", "Not said"), *((one, one) for one in choosing.services())]
        names = (f"words_{number}", f"due_on_{number}", f"owner_{number}", f"service_{number}")
        made = (fields.words("What it asks for", required=False, rows=2),
                ComingDay(label="By when, as the decision states", required=False), owner, service)  # fmt: skip
        self.fields |= dict(zip(names, made, strict=True))
        self._parts.append((f"Recommendation {number}, if there is one", "", names))

    def _asked(self) -> list[Asked]:
        given = self.cleaned_data
        return [
            Asked(
                given[f"words_{number}"],
                given[f"due_on_{number}"],
                given[f"owner_{number}"],
                given[f"service_{number}"],
            )
            for number in range(1, ASKED_FOR + 1)
            if given[f"words_{number}"]
        ]


class SentBackForm(OfCase):
    """That the council has its turn first."""

    sent_back_on = Day(label="Day it was sent back")
    narrative = fields.words("What the Ombudsman wrote", rows=4)


class ProofForm(ActForm):
    """What shows that a recommendation is done."""

    sent_on = Day(label="Day the proof was sent")
    recommendation = fields.numbered("Which recommendation")
    proof = fields.words(
        "The proof", help_text="The letter, the payment, the minutes: by name and day.", rows=3
    )

    def prepare(self) -> None:
        self.choose("recommendation", choosing_open.recommendations_to_prove(self.known.case), empty="Choose")


class AcceptedForm(ActForm):
    """The Ombudsman's word on it."""

    accepted_on = Day(label="Day the Ombudsman accepted it")
    recommendation = fields.numbered("Which recommendation")
    verdict = fields.line(
        "What the Ombudsman said", help_text="For example: complied with, in time.", most=200
    )

    def prepare(self) -> None:
        self.choose("recommendation", choosing_open.recommendations_proved(self.known.case), empty="Choose")


class ReportForm(OfCase):
    """A public report."""

    received_on = Day(label="Day the report came")
    notices_placed_on = Day(label="Day the notices were placed", required=False)


class AnswerReportForm(OfCase):
    """What elected members considered, and when."""

    answered_on = Day(label="Day the answer was sent")
    considered_by = fields.line("Which members considered it", help_text=MEMBERS, most=200)
    considered_on = Day(label="Day they considered it")
    notices_placed_on = Day(label="Day the notices were placed", required=False)

    def there(self) -> list[tuple[str, str]]:
        return choosing_open.reports_to_answer(self.known.case)


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str, **more: Any) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done, **more)


PAGES = (
    _page(Act.OPEN_OMBUDSMAN_CASE, "Open an Ombudsman case", OpenForm, ombudsman.open_ombudsman_case,
          "The Ombudsman’s case is open. Nothing of ours stops for it."),
    _page(Act.RECEIVE_OMBUDSMAN_ENQUIRY, "Record an Ombudsman enquiry", EnquiryForm,
          ombudsman.receive_ombudsman_enquiry, "The enquiry is on record, with its day.", checked=False),
    _page(Act.ANSWER_OMBUDSMAN_ENQUIRY, "Record the answer to the Ombudsman", AnswerEnquiryForm,
          ombudsman.answer_ombudsman_enquiry, "The answer is on record.", checked=False),
    _page(Act.RECORD_OMBUDSMAN_DECISION, "Record the Ombudsman’s decision", DecisionForm,
          ombudsman.record_ombudsman_decision, "The decision is on record, with what it asks for.", checked=True),
    _page(Act.RECORD_OMBUDSMAN_DECISION, "Record that the Ombudsman sent it back", SentBackForm,
          ombudsman.sent_back_as_premature, "It came back to us: no finding of fault.", slug="sent-back-as-premature",
          says="The council has its turn first. It is no finding of fault."),
    _page(Act.SEND_PROOF, "Record the proof sent to the Ombudsman", ProofForm, ombudsman.send_proof,
          "The proof is on record. It is done once the Ombudsman accepts it.", checked=False),
    _page(Act.COMPLETE_RECOMMENDATION, "Record that the Ombudsman accepted the proof", AcceptedForm,
          ombudsman.complete_recommendation, "It is done: the Ombudsman accepted it.", checked=False),
    _page(Act.RECEIVE_PUBLIC_REPORT, "Record a public report", ReportForm, ombudsman_report.receive_public_report,
          "The report is on record. Members answer it within three months."),
    _page(Act.ANSWER_PUBLIC_REPORT, "Record the members’ answer to the report", AnswerReportForm,
          ombudsman_report.answer_public_report, "The members’ answer is on record."),
)  # fmt: skip
