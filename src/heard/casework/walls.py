"""Walls: what is built when, by whom lifted, and who takes the case on that somebody may not have any more."""

from heard.casework.walls_building import (
    after_contact,
    after_party,
    build_wall,
    declare_interest,
    end_restriction,
    name_decision_maker,
    record_tie,
    restrict_case,
    shut_out,
    wall_off_line,
)
from heard.casework.walls_lifting import ask_to_end, ask_to_lift, end_wall, lift_wall, to_review
from heard.casework.walls_routing import (
    ALTERNATE,
    OWN_ROUTE,
    Filled,
    NoSuchAlternate,
    fill_roles,
    needed_parts,
    route_around,
    set_alternate,
    who_fills,
)

__all__ = [
    "ALTERNATE",
    "OWN_ROUTE",
    "Filled",
    "NoSuchAlternate",
    "after_contact",
    "after_party",
    "ask_to_end",
    "ask_to_lift",
    "build_wall",
    "declare_interest",
    "end_restriction",
    "end_wall",
    "fill_roles",
    "lift_wall",
    "name_decision_maker",
    "needed_parts",
    "record_tie",
    "restrict_case",
    "route_around",
    "set_alternate",
    "shut_out",
    "to_review",
    "wall_off_line",
    "who_fills",
]
