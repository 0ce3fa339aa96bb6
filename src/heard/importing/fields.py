"""What a column of a council's sheet may mean, and the headings that are known to say so.

Days are days in the world; labels are the council's own words from one of its lists.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

LIST_KINDS = ("complaints", "compliments", "ombudsman", "context")
LAYOUTS = ("case_per_row", "stage_per_row")
LABEL_LISTS = (
    "kind",
    "stage",
    "outcome",
    "channel",
    "complainant",
    "advocate_provider",
    "team",
    "service",
    "nature",
    "category",
    "decision",
    "payment_kind",
)
LATER_STAGES = ("stage_2", "stage_3")
ANSWERED_LISTS = (*LABEL_LISTS, "yes_no")
LEFT_OUT = "ignore"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a column may mean. `holds` says how its cells are read; `many`: several columns may mean it.

    `staged`: it may stand for a later stage, written `stage_2.started_on`.
    """

    name: str
    title: str
    holds: str
    label_list: str = ""
    many: bool = False
    staged: bool = False
    headings: tuple[str, ...] = ()


def _field(list_kind: str, name: str, title: str, holds: str, **more: bool) -> Field:
    holds, _, label_list = holds.partition(":")
    return Field(name, title, holds, label_list, headings=tuple(HEADINGS[list_kind][name]), **more)


HEADINGS = tomllib.loads(files(__package__).joinpath("headings.toml").read_text("utf-8"))

COMPLAINTS = (
    _field("complaints", "reference", "the case's reference", "text"),
    _field("complaints", "kind", "what kind of feedback it is", "kind:kind"),
    _field("complaints", "received_on", "the day it was received", "day"),
    _field("complaints", "acknowledged_on", "the day it was acknowledged", "day", staged=True),
    _field("complaints", "channel", "how it came", "label:channel"),
    _field("complaints", "complainant_name", "the name of the person who complained", "text"),
    _field("complaints", "complainant", "who the person who complained is to the child", "label:complainant"),
    _field("complaints", "advocate", "whether an advocate helped", "yes_no"),
    _field("complaints", "advocate_provider", "who gave the advocacy", "label:advocate_provider"),
    _field("complaints", "team", "the team", "label:team"),
    _field("complaints", "service", "the service", "label:service"),
    _field("complaints", "nature", "what it was about", "labels:nature", many=True),
    _field("complaints", "manager", "the manager who answers", "text", staged=True),
    _field("complaints", "stage", "the stage it stands at", "stage:stage"),
    _field("complaints", "started_on", "the day the stage began", "day", staged=True),
    _field("complaints", "due_on", "the sheet's own due day", "claimed_day", staged=True),
    _field("complaints", "due_on_latest", "the sheet's own latest due day", "claimed_day", staged=True),
    _field("complaints", "extended_to", "the day to which time was extended", "day", staged=True),
    _field("complaints", "extended", "whether time was extended", "yes_no", staged=True),
    _field("complaints", "answered_on", "the day the answer was sent", "day", staged=True),
    _field(
        "complaints", "closed_on", "the day it was closed, beside the day of the answer", "day", staged=True
    ),
    _field("complaints", "working_days", "the sheet's own count of days", "claimed", staged=True),
    _field(
        "complaints",
        "in_time",
        "the sheet's own word on whether it was in time",
        "claimed_yes_no",
        staged=True,
    ),
    _field("complaints", "band", "the sheet's own band of days", "claimed", staged=True),
    _field("complaints", "outcome", "the outcome", "label:outcome", staged=True),
    _field("complaints", "with_action", "whether an action or improvement followed", "yes_no", staged=True),
    _field("complaints", "status", "whether it is open or closed", "status"),
    _field(
        "complaints",
        "statement_agreed_on",
        "the day the statement of complaint was agreed",
        "day",
        staged=True,
    ),
    _field("complaints", "panel_met_on", "the day the review panel met", "day", staged=True),
    _field(
        "complaints",
        "report_sent_on",
        "the day the panel's or investigator's report was sent",
        "day",
        staged=True,
    ),
    _field("complaints", "withdrawn_on", "the day it was withdrawn", "day", staged=True),
    _field("complaints", "payment_amount", "money paid, in pounds", "money"),
    _field("complaints", "payment_detail", "what the money was for", "words", many=True),
    _field("complaints", "payment_kind", "the kind of payment", "label:payment_kind"),
    _field("complaints", "paid_on", "the day the money was paid", "day"),
    _field("complaints", "notes", "notes", "words", many=True),
    _field("complaints", "words", "what was said, in their own words", "words", many=True),
    _field("complaints", "earlier_reference", "the reference of the earlier stage or case", "text"),
    _field("complaints", "joint_with", "whom or which case it is joint with", "text"),
)

COMPLIMENTS = (
    _field("compliments", "reference", "the compliment's reference", "text"),
    _field("compliments", "received_on", "the day it was received", "day"),
    _field("compliments", "channel", "how it came", "label:channel"),
    _field("compliments", "complainant", "who gave it", "label:complainant"),
    _field("compliments", "complainant_name", "the name of the person who gave it", "text"),
    _field("compliments", "category", "what it was for", "labels:category", many=True),
    _field("compliments", "team", "the team", "label:team"),
    _field("compliments", "service", "the service", "label:service"),
    _field("compliments", "words", "what was said", "words", many=True),
    _field("compliments", "notes", "notes", "words", many=True),
)

OMBUDSMAN = (
    _field("ombudsman", "reference", "the Ombudsman's reference", "text"),
    _field("ombudsman", "received_on", "the day it was received", "day"),
    _field("ombudsman", "investigated", "whether the Ombudsman investigated", "yes_no"),
    _field("ombudsman", "decision", "the Ombudsman's decision", "label:decision"),
    _field("ombudsman", "service", "the service", "label:service"),
    _field("ombudsman", "decided_on", "the day it was decided", "day"),
    _field("ombudsman", "about_reference", "the reference of the case it is about", "text"),
    _field("ombudsman", "notes", "notes", "words", many=True),
)

CONTEXT = (
    _field("context", "name", "what is counted", "text"),
    _field("context", "value", "the figure", "number"),
    _field("context", "as_at", "the day the figure is for", "day"),
    _field("context", "source", "where the figure comes from", "text"),
    _field("context", "taken_on", "the day it was looked up", "day"),
)

CATALOGUE: Mapping[str, Mapping[str, Field]] = MappingProxyType(
    {
        "complaints": {field.name: field for field in COMPLAINTS},
        "compliments": {field.name: field for field in COMPLIMENTS},
        "ombudsman": {field.name: field for field in OMBUDSMAN},
        "context": {field.name: field for field in CONTEXT},
    }
)


def stage_and_name(field: str) -> tuple[str, str]:
    """`stage_2.started_on` as ("stage_2", "started_on"); `started_on` as ("", "started_on")."""
    stage, dot, name = field.partition(".")
    return (stage, name) if dot else ("", field)


def field_named(list_kind: str, field: str) -> Field:
    """The field of a list by its name, with or without a later stage before it. Raises KeyError."""
    stage, name = stage_and_name(field)
    found = CATALOGUE[list_kind][name]
    if stage and (stage not in LATER_STAGES or not found.staged):
        raise KeyError(field)
    return found


def field_names(list_kind: str) -> tuple[str, ...]:
    """Every name a column of this list may be given, those of later stages included."""
    plain = CATALOGUE[list_kind]
    later = [f"{stage}.{name}" for stage in LATER_STAGES for name, field in plain.items() if field.staged]
    return (*plain, *later)


def title_of(list_kind: str, field: str) -> str:
    """What a field means, as a person would say it."""
    stage, _ = stage_and_name(field)
    title = field_named(list_kind, field).title
    return f"{title} (stage {stage[-1]})" if stage else title
