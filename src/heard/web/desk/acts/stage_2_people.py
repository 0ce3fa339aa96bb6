"""Pages of those who take part at Stage 2: who may be named, what they declared, and why somebody may not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from heard.casework import appointments
from heard.casework.appointments import Named, in_part
from heard.casework.looking_at_bench import beside_names
from heard.casework.looking_at_candidates import Candidate, candidates
from heard.casework.stage_days import stage_of
from heard.law.conflicts import PersonFacts
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day, Section
from heard.web.desk.acts.page import ActPage

# What somebody may declare of themselves, by the name it has in law.
DECLARED = (
    ("is_member", "Is an elected member of the council"),
    ("is_officer", "Works for the council"),
    ("partner_of_member_or_officer", "Is the spouse or civil partner of a member or officer"),
    ("manages_subject", "Manages the person complained about"),
    ("manages_service", "Manages the service complained about"),
    ("involved_before", "Was involved in the matter before"),
    ("knows_family", "Knows or is related to the family"),
)
NOT_LISTED = "Not on the list? Add them to the case as a person first."


def declaration_fields(choices: list[tuple[Any, str]], who: str = "Who") -> dict[str, forms.Field]:
    """The questions about somebody for a part: who, and what they declared on which day."""
    person = fields.numbered(who, help_text=NOT_LISTED)
    person.choices = choices
    return {
        "person": person,
        "declared_on": Day(label="Day they declared"),
        "declares": fields.several(
            "What they declared",
            DECLARED,
            required=False,
            help_text="Tick nothing if they declared that none of this is so.",
        ),
        "declared_interest": fields.line("Another interest they declared", required=False, most=300),
        "left_employment_on": Day(
            label="Day they stopped working for the council", help_text="If they ever did.", required=False
        ),
        "because": fields.reason(
            "Why they all the same",
            help_text="Only where guidance asks for a reason, such as less than three years since they left.",
            required=False,
        ),
    }


def choices_of(
    found: Iterable[Candidate], beside: Mapping[int, tuple[str, ...]] | None = None
) -> list[tuple[Any, str]]:
    """Those who may be chosen, with whether they are free; whoever is barred is not among them."""
    known = beside or {}
    return [("", "Choose"), *((one.person, _named(one, known)) for one in found if not one.is_barred)]


def _named(one: Candidate, known: Mapping[int, tuple[str, ...]]) -> str:
    said = known.get(one.person, ())
    return f"{one.name} ({said[0].lower()})" if said else one.name


def bench_section(found: Iterable[Candidate], beside: Mapping[int, tuple[str, ...]]) -> list[Section]:
    """What is known of those on the bench who may be chosen: free or not, cases, skills, languages, fee, ties."""
    known = [
        f"{one.name}: {'; '.join(beside[one.person])}."
        for one in found
        if one.person in beside and not one.is_barred
    ]
    return [Section("Who is on the bench", "\n".join(known), ())] if known else []


def barred_section(found: Iterable[Candidate]) -> list[Section]:
    """Who may not be appointed, and why: said so that nobody looks for them in vain."""
    barred = [f"{one.name}: {one.why_not}" for one in found if one.is_barred]
    return [Section("Who may not be appointed", "\n".join(barred), ())] if barred else []


def named_from(given: dict[str, Any], suffix: str = "") -> Named:
    """Somebody for a part, as typed."""
    said = {name: given.get(f"{name}{suffix}") for name in declaration_fields([])}
    facts = dict.fromkeys(said["declares"] or (), True)
    person = int(said["person"] or 0)
    declared = PersonFacts(
        str(person),
        left_employment_on=said["left_employment_on"],
        declared_interest=said["declared_interest"] or "",
        **facts,
    )
    return Named(person, declared, said["declared_on"], said["because"] or "")


class AppointForm(ActForm):
    """Somebody appointed to a part, having declared."""

    part = ""
    day_label, day_name = "Day of the appointment", "appointed_on"

    def prepare(self) -> None:
        self._candidates = candidates(self.known.case, self.part, self.known.today)
        self._bench = beside_names(self.known.member, self.known.case, today=self.known.today)
        self.fields[self.day_name] = Day(label=self.day_label)
        self.fields |= declaration_fields(choices_of(self._candidates, self._bench))

    @property
    def sections(self) -> list[Section]:
        beside = bench_section(self._candidates, self._bench)
        return [*barred_section(self._candidates), *beside, *super().sections]

    def said(self) -> dict[str, Any]:
        return {self.day_name: self.cleaned_data[self.day_name], "named": named_from(self.cleaned_data)}


class ChangeForm(AppointForm):
    """Somebody appointed in another's place."""

    day_label, day_name = "Day of the change", "changed_on"

    def prepare(self) -> None:
        super().prepare()
        stage = stage_of(self.known.case, "stage_2")
        there = in_part(stage, self.part) if stage else None
        who = there.person.name if there else "the one before"
        self.fields["reason"] = fields.reason(
            f"Why {who} is replaced", help_text="The days neither pause nor start again."
        )

    def said(self) -> dict[str, Any]:
        return {**super().said(), "reason": self.cleaned_data["reason"]}


def _form(base: type[AppointForm], part_: str) -> type[ActForm]:
    return type(f"{part_.title().replace('_', '')}{base.__name__}", (base,), {"part": part_})


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done)


INVESTIGATOR, INDEPENDENT, ADJUDICATOR = "investigating_officer", "independent_person", "adjudicator"
PAGES = (
    _page(Act.APPOINT_INVESTIGATOR, "Appoint the investigating officer", _form(AppointForm, INVESTIGATOR),
          appointments.appoint_investigator, "The investigating officer is appointed."),
    _page(Act.CHANGE_INVESTIGATOR, "Change the investigating officer", _form(ChangeForm, INVESTIGATOR),
          appointments.change_investigator, "The investigating officer is changed; no clock moved."),
    _page(Act.APPOINT_INDEPENDENT_PERSON, "Appoint the independent person", _form(AppointForm, INDEPENDENT),
          appointments.appoint_independent_person, "The independent person is appointed."),
    _page(Act.CHANGE_INDEPENDENT_PERSON, "Change the independent person", _form(ChangeForm, INDEPENDENT),
          appointments.change_independent_person, "The independent person is changed; no clock moved."),
    _page(Act.APPOINT_ADJUDICATOR, "Name the adjudicating officer", _form(AppointForm, ADJUDICATOR),
          appointments.appoint_adjudicator, "The adjudicating officer is named."),
)  # fmt: skip
