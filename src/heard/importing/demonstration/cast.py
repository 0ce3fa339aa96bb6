"""Who plays in the demonstration: those who may sign in, and names made of syllables for everybody else."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import NamedTuple

from heard.importing.demonstration.draw import Draw


class DemoRole(NamedTuple):
    """One of the people whose part may be played: how they sign in, and what they do in a sentence."""

    sign_in_name: str
    name: str
    role: str
    does: str
    team: str = ""


DEMO_ROLES = (
    DemoRole(
        "demo-complaints-manager",
        "Amina Okaverly",
        "complaints_manager",
        "Runs the complaints service: sees every case, brings in lists, changes settings and checks the ledger.",
    ),
    DemoRole(
        "demo-complaints-officer",
        "Rafe Tillingmere",
        "complaints_officer",
        "Sees every case and what is due, and brings in lists.",
    ),
    DemoRole(
        "demo-team-manager",
        "Tom Brackenell",
        "team_manager",
        "Manages Assessment North: sees its cases and no other team’s, and the figures.",
        "Assessment North",
    ),
    DemoRole(
        "demo-director",
        "Dana Wellowhurst",
        "director",
        "Director of children’s services: sees every case, and the figures with the cases behind them.",
    ),
    DemoRole(
        "demo-elected-member",
        "Councillor Idris Penhallam",
        "elected_member",
        "Sits on the scrutiny committee: sees the figures and the annual report, and never a case.",
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
