"""The page of a panel's meeting: who came, who spoke for the complainant, what each put, and what else was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms

from heard.casework import choosing, stage_3
from heard.casework.looking_at_candidates import appointed_at_stage_2, staff_and_managers
from heard.casework.stage_3 import CameTo, Put
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import Day, Section
from heard.web.desk.acts.page import ActPage
from heard.web.desk.acts.panel import OfPanel

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
OTHERS_FROM_THE_OFFICE = 2


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


PAGES = (
    ActPage(
        act=Act.PANEL_MEETS,
        title="Record that the panel met",
        form=MeetsForm,
        function=stage_3.panel_meets,
        done="The panel met. Its report is due within five working days.",
    ),
)
