"""Keeping the invented register through the same acts by which a real one is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import models

from heard.casework import accounts, council, council_details, details, office
from heard.casework.history_text import History, to_text
from heard.casework.receive import SheetBroughtIn, record_history
from heard.casework.setting import set_value
from heard.importing.demonstration.cast import DEMO_ROLES
from heard.importing.demonstration.draft import Draft
from heard.importing.demonstration.instead import instead
from heard.importing.demonstration.invent import Invented
from heard.importing.demonstration.place import CONTACT, COUNCIL, LEADERSHIP, TEAMS, meanings
from heard.people.models import Service, Team
from heard.representations.models import Representation

BY = "demonstration"
SETTINGS = (
    ("bands/stage_1", "10,20", "The two lengths of Stage 1"),
    ("bands/stage_2", "25,65", "The two lengths of Stage 2"),
    ("clock/concern/answer/days", "5", "As our leaflet says"),
)


@dataclass
class Keeper:
    """Keeps the demonstration at one instant. People who work on several cases are one person in all of them."""

    at: datetime
    known: dict[tuple[str, str], int] = field(default_factory=dict)

    def open(self, begins_on: date, more: Sequence[tuple[str, str, date, str]] = ()) -> None:
        """The council, marked as a demonstration, with its settings and `more` of them. Raises AlreadyInUse."""
        council.open_installation(name=COUNCIL, by=BY, at=self.at, is_demo=True)
        council_details.change_council(by=BY, at=self.at, contact=CONTACT)
        for name, value, reason in SETTINGS:
            set_value(name=name, value=value, begins_on=begins_on, by=BY, at=self.at, reason=reason)
        for name, value, day, reason in more:
            set_value(name=name, value=value, begins_on=day, by=BY, at=self.at, reason=reason)

    def lists(self) -> None:
        """Every label of the council's lists: each team in its service, and each service under its leadership."""
        values: dict[tuple[str, str], dict[str, object]] = {
            ("service", label): {"leadership": leadership} for label, leadership in LEADERSHIP.items()
        }
        services: dict[str, models.Model] = {}
        values |= {("team", team.label): {"service": team.service} for team in TEAMS}
        there = {(one.list, one.text) for one in council.listed_labels()}
        for list_, labels in meanings().items():
            for label, means in labels.items():
                if (list_, label) in there:
                    continue
                more = values.get((list_, label), {})
                if list_ == "team":
                    more = {"service": services[str(more["service"])]}
                row = council.add_label(list_=list_, label=label, means=means, by=BY, at=self.at, **more)
                if list_ == "service":
                    services[label] = row

    def members(self) -> None:
        """Everybody whose part may be played, with the post they hold. Powerful roles are given at the server."""
        teams = {team.label: team for team in Team.objects.all()}
        services = {service.label: service for service in Service.objects.all()}
        for one in DEMO_ROLES:
            who: dict[str, Any] = {
                "sign_in_name": one.sign_in_name,
                "full_name": instead(one.name),
                "role": one.role,
            }
            if one.role in office.POWERFUL:
                accounts.add_member(**who, by=BY, at=self.at, as_person=True)
                continue
            post = office.Post(one.job, teams.get(one.team), services.get(one.service), one.leads)
            office.add_staff(**who, by=BY, at=self.at, begins_on=self.at.date(), post=post)

    def numbered(self) -> dict[int, int]:
        """Up to which number the references of each year were given out."""
        found: dict[int, int] = {}
        for reference in Representation.objects.values_list("reference", flat=True):
            _, year, number = reference.split("-")
            found[int(year)] = max(found.get(int(year), 0), int(number))
        return found

    def sheets(self, invented: Invented) -> int:
        """The bulk, as four sheets. Returns how many records they hold."""
        complaints = [one.record(row) for row, one in enumerate(invented.complaints, start=2)]
        compliments = [one.record(row) for row, one in enumerate(invented.compliments, start=2)]
        self._sheet("complaints", complaints)
        self._sheet("compliments", compliments)
        self._sheet("ombudsman", invented.ombudsman)
        self._sheet("context", invented.context)
        return len(complaints) + len(compliments) + len(invented.ombudsman) + len(invented.context)

    def _sheet(self, list_kind: str, records: Sequence[History]) -> None:
        records = instead(list(records))
        text = "\n".join(map(to_text, records))
        sheet = SheetBroughtIn(
            file_name=f"demonstration {list_kind}",
            file_digest=hashlib.sha256(text.encode()).hexdigest(),
            list_kind=list_kind,
            records=records,
        )
        record_history(sheet, by=BY, at=self.at, into_demo=True)

    def details(self, drafts: Sequence[Draft]) -> None:
        """What is added to the cases one by one: points, findings, people, more time, remedies, learning."""
        for draft in drafts:
            self._people(draft)
            for act, given in draft.acts():
                act(draft.reference, instead(given), by=BY, at=self.at)

    def _people(self, draft: Draft) -> None:
        if not draft.parties:
            return
        there = instead(list(draft.parties))
        parties = [replace(one, person=self.known.get((one.part, one.name))) for one in there]
        kept = details.record_parties(draft.reference, parties, by=BY, at=self.at)
        for one, party in zip(parties, kept, strict=True):
            if one.part != "child":
                self.known[(one.part, one.name)] = party.person_id
