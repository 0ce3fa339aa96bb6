"""Who plays in the demonstration: those who may sign in, and names made of syllables for everybody else."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import NamedTuple

from heard.importing.demonstration.draw import Draw
from heard.importing.demonstration.place import ASSESSMENT


class DemoRole(NamedTuple):
    """One of the people whose part may be played: how they sign in, their job, and what they do in a sentence."""

    sign_in_name: str
    name: str
    role: str
    does: str
    job: str = ""
    team: str = ""
    service: str = ""
    leads: bool = False


DEMO_ROLES = (
    DemoRole(
        "demo-complaints-manager",
        "Amina Okaverly",
        "complaints_manager",
        "Runs the complaints service: sees every case, brings in lists, changes settings and checks the ledger.",
    ),
    DemoRole(
        "demo-complaints-officer",
        "Bea Tillingmere",
        "complaints_officer",
        "Looks after complaints from the first word, sees what is due, and brings in lists.",
        "Complaints officer",
    ),
    DemoRole(
        "demo-team-manager",
        "Tom Brackenell",
        "team_manager",
        "Manages Assessment North: answers its complaints at Stage 1 and sees no other team’s.",
        "Team manager",
        team="Assessment North",
        leads=True,
    ),
    DemoRole(
        "demo-investigating-officer",
        "Ines Calderbrook",
        "investigating_officer",
        "Investigates at Stage 2, from outside: sees the cases that were given to her.",
        "Investigating officer",
    ),
    DemoRole(
        "demo-independent-person",
        "Peter Vantreath",
        "independent_person",
        "Watches over an investigation at Stage 2, and works for nobody at the council.",
        "Independent person",
    ),
    DemoRole(
        "demo-panel-chair",
        "Clemency Mundesley",
        "panel_member",
        "Chairs review panels at Stage 3: sees the papers of her panel.",
        "Panel chair",
    ),
    DemoRole(
        "demo-panel-member",
        "Hugh Pellingfold",
        "panel_member",
        "Sits on review panels at Stage 3: sees the papers of his panel.",
        "Panel member",
    ),
    DemoRole(
        "demo-panel-member-two",
        "Nadia Ormskerry",
        "panel_member",
        "Sits on review panels at Stage 3: sees the papers of her panel.",
        "Panel member",
    ),
    DemoRole(
        "demo-head-of-service",
        "Gwen Ashcombry",
        "head_of_service",
        "Leads Assessment and Safeguarding: reviews corporate complaints at Stage 2.",
        "Head of service",
        service=ASSESSMENT,
        leads=True,
    ),
    DemoRole(
        "demo-adjudicating-officer",
        "Halima Corstorphine",
        "adjudicating_officer",
        "Adjudicates at Stage 2: decides each point of the cases that were given to her.",
        "Assistant director",
    ),
    DemoRole(
        "demo-director",
        "Dana Wellowhurst",
        "director",
        "Director of children’s services: adjudicates, gives final answers, and sees every case and figure.",
    ),
    DemoRole(
        "demo-elected-member",
        "Councillor Idris Penhallam",
        "elected_member",
        "Sits on the scrutiny committee: sees the figures and the annual report, and never a case.",
        "Councillor",
    ),
    DemoRole(
        "demo-contact-centre",
        "Marl Fotherby",
        "contact_centre",
        "Takes calls and hands on what was said, without reading it back.",
        "Contact centre adviser",
    ),
    DemoRole(
        "demo-information-governance",
        "Ishbel Rennick",
        "information_governance",
        "Answers for who looked at what, and looks into a case only for a written reason.",
    ),
    DemoRole(
        "demo-administrator",
        "Sunniva Crake",
        "administrator",
        "Looks after the installation: checks that the ledger is whole, and sees no case.",
    ),
)

NAMES = tomllib.loads(files(__package__).joinpath("names.toml").read_text("utf-8"))


def person(draw: Draw) -> str:
    """Somebody's name, invented."""
    return f"{draw.one(NAMES['first'])} {surname(draw)}"


def surname(draw: Draw) -> str:
    """A surname put together from two pieces."""
    return f"{draw.one(NAMES['beginnings'])}{draw.one(NAMES['endings'])}"
