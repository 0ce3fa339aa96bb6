"""Keeping the invented register through the same acts by which a real one is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from heard.casework import accounts, council, details
from heard.casework.history_text import History, to_text
from heard.casework.receive import SheetBroughtIn, record_history
from heard.casework.setting import set_value
from heard.importing.demonstration.cast import DEMO_ROLES
from heard.importing.demonstration.draft import Draft
from heard.importing.demonstration.invent import Invented
from heard.importing.demonstration.place import CONTACT, COUNCIL, LEADERSHIP, TEAMS, meanings
from heard.people.models import Service, Team

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

    def open(self, begins_on: date) -> None:
        """The council, marked as a demonstration, with a few settings. Raises AlreadyInUse."""
        council.open_installation(name=COUNCIL, by=BY, at=self.at, is_demo=True)
        council.change_council(by=BY, at=self.at, contact=CONTACT)
        for name, value, reason in SETTINGS:
            set_value(name=name, value=value, begins_on=begins_on, by=BY, at=self.at, reason=reason)

    def sheets(self, invented: Invented) -> int:
        """The bulk, as four sheets. Returns how many records they hold."""
        complaints = [one.record(row) for row, one in enumerate(invented.complaints, start=2)]
        compliments = [one.record(row) for row, one in enumerate(invented.compliments, start=2)]
        self._sheet("complaints", complaints, with_lists=True)
        self._sheet("compliments", compliments)
        self._sheet("ombudsman", invented.ombudsman)
        self._sheet("context", invented.context)
        return len(complaints) + len(compliments) + len(invented.ombudsman) + len(invented.context)

    def _sheet(self, list_kind: str, records: Sequence[History], *, with_lists: bool = False) -> None:
        text = "\n".join(map(to_text, records))
        sheet = SheetBroughtIn(
            file_name=f"demonstration {list_kind}",
            file_digest=hashlib.sha256(text.encode()).hexdigest(),
            list_kind=list_kind,
            records=records,
            meanings=meanings() if with_lists else {},
        )
        record_history(sheet, by=BY, at=self.at, into_demo=True)

    def teams(self) -> None:
        """Each team into its service, and each service under its leadership."""
        services = {service.label: service for service in Service.objects.all()}
        for label, leadership in LEADERSHIP.items():
            council.change_label(list_="service", label=label, by=BY, at=self.at, leadership=leadership)
        for team in TEAMS:
            council.change_label(
                list_="team", label=team.label, by=BY, at=self.at, service=services[team.service]
            )

    def members(self) -> None:
        """One account for each role."""
        teams = {team.label: team for team in Team.objects.all()}
        for one in DEMO_ROLES:
            accounts.add_member(
                sign_in_name=one.sign_in_name,
                full_name=one.name,
                role=one.role,
                by=BY,
                at=self.at,
                team=teams.get(one.team),
            )

    def details(self, drafts: Sequence[Draft]) -> None:
        """What is added to the cases one by one: points, findings, people, more time, remedies, learning."""
        for draft in drafts:
            self._people(draft)
            for act, given in draft.acts():
                act(draft.reference, given, by=BY, at=self.at)

    def _people(self, draft: Draft) -> None:
        if not draft.parties:
            return
        parties = [replace(one, person=self.known.get((one.part, one.name))) for one in draft.parties]
        kept = details.record_parties(draft.reference, parties, by=BY, at=self.at)
        for one, party in zip(parties, kept, strict=True):
            if one.part != "child":
                self.known[(one.part, one.name)] = party.person_id
