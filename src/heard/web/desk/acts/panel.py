"""Pages of the panel before it meets: three independent persons, its day and room, notice, what is agreed, papers."""

from __future__ import annotations

from typing import Any

from django import forms

from heard.casework import (
    bundles_sending,
    panel_arrangements,
    stage_3,
    stage_3_panel,
    stage_3_timetable,
)
from heard.casework.looking_at_candidates import candidates
from heard.casework.looking_at_panel import PanelSeen, panel_seen
from heard.casework.panel_arrangements import Meeting
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, ComingDay, Day, Section
from heard.web.desk.acts.page import ActPage
from heard.web.desk.acts.stage_2_people import barred_section, choices_of, declaration_fields, named_from
from heard.web.desk.wording import spoken_day

SEATS = ("The chair", "Second panellist", "Third panellist")
TOLD = {
    "complainant": "The complainant",
    "panel": "The three panellists",
    "independent_person": "The independent person",
}


class OfPanel(ActForm):
    """Anything about a panel: it knows the panel as it is."""

    def prepare(self) -> None:
        self.panel: PanelSeen = panel_seen(self.known.case, self.known.today)

    def part(self, heading: str, asked: dict[str, forms.Field], words: str = "") -> None:
        """Questions under a heading of their own."""
        self.fields |= asked
        self._parts.append((heading, words, tuple(asked)))

    @property
    def sections(self) -> list[Section]:
        """Nothing here is anybody's own words."""
        return [Section(one.heading, one.words, one.fields) for one in super().sections]


class AppointPanelForm(OfPanel):
    """A chair and two others, each having declared."""

    appointed_on = Day(label="Day of the appointment")

    def prepare(self) -> None:
        super().prepare()
        self._candidates = candidates(self.known.case, "panellist", self.known.today)
        for number, seat in enumerate(SEATS, start=1):
            asked = declaration_fields(choices_of(self._candidates))
            self.part(seat, {f"{name}_{number}": one for name, one in asked.items()})

    @property
    def sections(self) -> list[Section]:
        return [*barred_section(self._candidates), *super().sections]

    def said(self) -> dict[str, Any]:
        chair, *others = [named_from(self.cleaned_data, f"_{number}") for number in range(1, len(SEATS) + 1)]
        return {"appointed_on": self.cleaned_data["appointed_on"], "chair": chair, "panellists": others}


class ChangePanellistForm(OfPanel):
    """Another in a panellist's place."""

    changed_on = Day(label="Day of the change")
    leaves = fields.numbered("Who leaves")
    reason = fields.reason("Why they leave", help_text="The days stay as they are.")

    def prepare(self) -> None:
        super().prepare()
        self._candidates = candidates(self.known.case, "panellist", self.known.today)
        self.choose(
            "leaves", [(one.person_id, one.person.name) for one in self.panel.sitting], empty="Choose"
        )
        self.fields |= declaration_fields(choices_of(self._candidates), "Who takes their place")

    @property
    def sections(self) -> list[Section]:
        return [*barred_section(self._candidates), *super().sections]

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "changed_on": given["changed_on"],
            "leaves": given["leaves"],
            "reason": given["reason"],
            "named": named_from(given),
        }


class SetDateForm(OfPanel):
    """The day, the room, what people need, and how the child takes part."""

    decided_on = Day(label="Day it was decided")
    meets_on = ComingDay(label="Day the panel meets")
    time = fields.line("Time", help_text="For example: ten in the morning.", required=False, most=60)
    place = fields.line("Room and building", required=False, most=300)
    needs = fields.words(
        "What people need there",
        help_text="Access, interpreters, breaks, waiting apart.",
        required=False,
        rows=3,
    )
    childs_way = fields.words(
        "How the child takes part",
        help_text="In the way they choose: there, by a recording, in writing, by their advocate, before the others "
        "come, or not at all. Nobody is called before a table of strangers.",
        required=False,
        rows=3,
    )
    at_complainants_wish = forms.BooleanField(label="A later day is the complainant’s wish", required=False)
    why_late = fields.reason("Why it is after the last day", required=False)
    decided_by = fields.decided_by()

    def prepare(self) -> None:
        super().prepare()
        last = self.panel.must_meet_by
        if last:
            self.fields["meets_on"].help_text = (
                f"{spoken_day(last)} at the latest, 30 working days from the request. Nothing extends it "
                "(regulation 19(4)): a later day is out of time, whoever asked for it."
            )
        there = self.panel.arrangement
        if there:
            self.initial.update(
                {name: getattr(there, name) for name in ("time", "place", "needs", "childs_way")}
            )
        if self.panel.row and self.panel.row.meets_on and self.panel.row.meets_on >= self.known.today:
            self.initial["meets_on"] = self.panel.row.meets_on

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        meeting = Meeting(
            **{name: given.pop(name) or "" for name in ("place", "time", "needs", "childs_way")}
        )
        return {**given, "meeting": meeting}


class NoticeForm(OfPanel):
    """That everybody was told."""

    sent_on = Day(label="Day they were told")

    def prepare(self) -> None:
        super().prepare()
        owed = {**TOLD, **({"advocate": "The complainant’s advocate"} if self.panel.has_advocate else {})}
        self._told = tuple(owed)
        for who, words in owed.items():
            self.fields[f"told_{who}"] = fields.line(f"{words}: how", help_text="For example: by e-mail.")
        self.fields[
            "told_complainant"
        ].help_text = (
            "For example: by post. They are told that an advocate and another person may come with them."
        )

    def said(self) -> dict[str, Any]:
        told = {who: self.cleaned_data[f"told_{who}"] for who in self._told}
        return {"sent_on": self.cleaned_data["sent_on"], "told": told}


class ArrangementsForm(OfPanel):
    """What the chair agreed."""

    agreed_on = Day(label="Day the chair agreed")
    attends = fields.words("Who attends", rows=4)
    papers = fields.words("Which papers the panel has", rows=4)

    def prepare(self) -> None:
        super().prepare()
        self.fields["papers"].initial = "\n".join(self.panel.bundle_titles)


class SendPapersForm(OfPanel):
    """The papers sent: a frozen bundle, or papers put together elsewhere."""

    sent_on = Day(label="Day the papers went")
    version = fields.numbered(
        "Which bundle",
        help_text="Only a frozen bundle can be sent. Put it together under Panel, Bundle.",
        required=False,
    )
    sent_to = fields.words("To whom, and how", help_text="All who will attend.", rows=3)

    def prepare(self) -> None:
        super().prepare()
        frozen = [(one.version, f"Version {one.version}, {one.pages} pages") for one in self.panel.frozen]
        self.choose("version", frozen, empty="Papers put together elsewhere")
        if frozen:
            self.initial.setdefault("version", frozen[-1][0])


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done)


PAGES = (
    _page(Act.ACKNOWLEDGE_STAGE_3, "Acknowledge the request for a panel", type("AcknowledgeForm", (ActForm,), {
          "acknowledged_on": Day(label="Day it was acknowledged")}), stage_3.acknowledge_stage_3,
          "The request is acknowledged."),
    _page(Act.APPOINT_PANEL, "Appoint the panel", AppointPanelForm, stage_3_panel.appoint_panel,
          "The panel is appointed: three, one of them to chair."),
    _page(Act.CHANGE_PANELLIST, "Change a panellist", ChangePanellistForm, stage_3_panel.change_panellist,
          "There are three again, and no clock moved."),
    _page(Act.SET_PANEL_DATE, "Set the day of the panel", SetDateForm, panel_arrangements.set_panel_day,
          "The day of the panel is set."),
    _page(Act.SEND_PANEL_NOTICE, "Record the notice of the panel", NoticeForm, stage_3_timetable.send_panel_notice,
          "Everybody is told when and where the panel meets."),
    _page(Act.AGREE_PANEL_ARRANGEMENTS, "Record what the chair agreed", ArrangementsForm,
          panel_arrangements.agree_with_chair, "What the chair agreed is on record."),
    _page(Act.SEND_PANEL_PAPERS, "Send the panel’s papers", SendPapersForm, bundles_sending.send_papers,
          "The papers are sent."),
)  # fmt: skip
