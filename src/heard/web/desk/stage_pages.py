"""The pages a case has besides its tabs, once it has come so far: statement, set-up, findings, panel, bundle."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from heard.casework.handing_in import INTO, may_check
from heard.casework.offers import Offer
from heard.law.procedure import Act
from heard.web.desk.case_frame import CaseFrame, links_of

HANDED_IN = "case-handed-in"
# The words, the name of the address, the stage a case must have, and the part of it that is shown.
PAGES = (
    ("Statement of complaint", "case-statement", "stage_2", "points"),
    ("Stage 2 set-up", "case-stage-2", "stage_2", "parties"),
    ("Findings, point by point", "case-findings", "", "findings"),
    ("The panel", "case-panel", "stage_3", "parties"),
    ("Papers of the panel", "case-bundle", "stage_3", "papers"),
    ("Ask a manager; what was handed in", HANDED_IN, "", "findings"),
)
OF_THE_ACT = ("case-statement", "case-stage-2")


def stage_pages(frame: CaseFrame, here: str = "") -> list[tuple[str, str]]:
    """The pages of this case that this person may open: (words, address) each, the one they are on left out."""
    stages = {one.stage for one in frame.head.facts.stages}
    return [
        (words, reverse(name, args=[frame.case.reference]))
        for words, name, stage, part in PAGES
        if name != here and frame.head.shows(part) and _has(frame, name, stage, stages)
    ]


def links_for(frame: CaseFrame, *acts: Act) -> Iterator[tuple[str, str]]:
    """The pages of those of these acts that may be done now: (words, address) each, in this order."""
    for act in acts:
        offer = offer_for(frame, act)
        if offer is not None:
            yield from links_of(offer, frame.case.reference)


def offer_for(frame: CaseFrame, act: Act) -> Offer | None:
    """An act as it is offered now, or None."""
    return next((one for one in frame.head.offered if one.act is act and one.allowed), None)


def _has(frame: CaseFrame, name: str, stage: str, stages: set[str]) -> bool:
    if name == HANDED_IN and not any(may_check(frame.head.eyes, what) for what in INTO):
        return False
    if name in OF_THE_ACT and frame.case.procedure != "children_act":
        return False
    return stage in stages if stage else bool(stages & {"stage_1", "stage_2", "stage_3"})
