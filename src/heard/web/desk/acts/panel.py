"""Pages of the panel: three independent persons, its day and room, notice, papers, who came and what was put to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms

from heard.casework import (
    bundles_sending,
    choosing,
    panel_arrangements,
    stage_3,
    stage_3_panel,
    stage_3_timetable,
)
from heard.casework.looking_at_candidates import appointed_at_stage_2, candidates, staff_and_managers
from heard.casework.looking_at_panel import PanelSeen, panel_seen
from heard.casework.panel_arrangements import Meeting
from heard.casework.stage_3 import CameTo, Put
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, ComingDay, Day, Section
from heard.web.desk.acts.page import ActPage
from heard.web.desk.acts.stage_2_people import barred_section, choices_of, declaration_fields, named_from
from heard.web.desk.wording import spoken_day

SEATS = ("The chair", "Second panellist", "Third panellist")
NOT_THERE = "no"
CAME_AS = (
    (NOT_THERE, "Did not come"),
    ("complainant", "Complainant"),
    ("advocate", "Advocate"),
    ("another_person", "Another person of their choice"),
    ("council", "For the council"),
    ("investigating_officer", "Investigating officer"),
    ("independent_person", "Independent person"),
    ("interested", "Other person with sufficient interest"),
)
WAYS = (
    ("oral", "By word of mouth"),
    ("written", "In writing"),
    ("both", "Both"),
    ("none", "Nothing was put"),
)
WHO_PUT = (
    ("complainant", "The complainant, or their advocate"),
    ("authority", "The council"),
    ("independent_person", "The Stage 2 independent person"),
)
TOLD = {
    "complainant": "The complainant",
    "panel": "The three panellists",
    "independent_person": "The independent person",
}
OTHERS_FROM_THE_OFFICE = 2


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


class MeetsForm(OfPanel):
    """Who came, who spoke for the complainant, what each put and what else was considered."""

    met_on = Day(label="Day the panel met")
    spoke = fields.numbered("Who spoke for the complainant", required=False, help_text="One at most.")

    def prepare(self) -> None:
        super().prepare()
        case, seats = self.known.case, self.panel.sitting
        self.fields["sat"] = fields.several(
            "Who of the panel sat",
            [(one.person_id, one.person.name) for one in seats],
            help_text="All three.",
        )
        known = [*choosing.people_in(case), *appointed_at_stage_2(case)]
        self._others = list(_people(known, {one.person_id for one in seats}))
        for one in self._others:
            self.fields[f"came_{one.person}"] = fields.picked(f"{one.name} ({one.part.lower()})", CAME_AS)
        office = [("", "Nobody"), *staff_and_managers(case)]
        for number in range(1, OTHERS_FROM_THE_OFFICE + 1):
            came = fields.numbered("Somebody else of the council who came", required=False)
            came.choices = office
            self.fields[f"office_{number}"] = came
        self.choose(
            "spoke", [(one.person, one.name) for one in self._others], empty="They spoke for themselves"
        )
        for who, words in WHO_PUT:
            self.part(words, _put_fields(who))
        self.part("Somebody with sufficient interest, if there was one", self._interested())
        considered = fields.words("Words", required=False, rows=3)
        self.part("What else the panel read", {"considered": considered})

    @property
    def sections(self) -> list[Section]:
        """Who came first, then what was put."""
        *put, own = super().sections
        return [own, *put]

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "met_on": given["met_on"],
            "attended": list(self._attended()),
            "submissions": list(self._submissions()),
            "considered": given["considered"],
        }

    def _attended(self) -> Iterator[CameTo]:
        given = self.cleaned_data
        for number in given["sat"]:
            yield CameTo(int(number), "panellist")
        for one in self._others:
            if (as_what := given[f"came_{one.person}"]) != NOT_THERE:
                yield CameTo(one.person, as_what, given["spoke"] == one.person)
        office = [given[f"office_{number}"] for number in range(1, OTHERS_FROM_THE_OFFICE + 1)]
        there = {one.person for one in self._others if given[f"came_{one.person}"] != NOT_THERE}
        yield from (
            CameTo(number, "council") for number in dict.fromkeys(office) if number and number not in there
        )

    def _submissions(self) -> Iterator[Put]:
        given = self.cleaned_data
        for who, _ in WHO_PUT:
            yield Put(who, given[f"way_{who}"], given[f"put_{who}"])
        if given["put_interested"] or given["person_interested"]:
            way = given["way_interested"] or "written"
            yield Put("interested", way, given["put_interested"] or "", given["person_interested"])

    def _interested(self) -> dict[str, forms.Field]:
        person = fields.numbered("Who", required=False)
        person.choices = [("", "Nobody"), *((one.person, one.name) for one in self._others)]
        return {
            "person_interested": person,
            "way_interested": fields.one_of("How", WAYS[:3], required=False),
            "put_interested": fields.words("What they put", required=False, rows=3),
        }


def _put_fields(who: str) -> dict[str, forms.Field]:
    return {
        f"way_{who}": fields.one_of("How", WAYS),
        f"put_{who}": fields.words("What was put, or why nothing was", rows=3),
    }


def _people(found: Iterable[Any], seated: set[int]) -> Iterator[Any]:
    """Everybody of the case once, but the panel itself and the worker complained about."""
    seen = set(seated)
    for one in found:
        if one.person not in seen and one.code not in ("worker", "panel_chair", "panellist"):
            seen.add(one.person)
            yield one


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
    _page(Act.PANEL_MEETS, "Record that the panel met", MeetsForm, stage_3.panel_meets,
          "The panel met. Its report is due within five working days."),
)  # fmt: skip
