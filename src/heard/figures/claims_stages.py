"""Stages held against what the law says of them: how each is counted, its clocks, its limits, and whose year it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from heard.figures.claims_facts import Fact
from heard.figures.claims_flags import Check, Claim, Flag, Read

COMPLAINTS = {"complaint", "statutory", "representation"}


def _stages(read: Read) -> Iterator[Flag]:
    """Stage counts that add up to all complaints count each at its last stage alone."""
    by_stage: dict[str, list[Claim]] = defaultdict(list)
    totals = []
    for claim in _plain(read):
        about = claim.about[0]
        if claim.number.unit != "count" or about.labels or about.how - {"resolved", "escalated"}:
            continue
        stage = _one_stage(claim)
        if stage:
            by_stage[stage].append(claim)
        elif about.subject & COMPLAINTS or claim.number.role == "base":
            totals.append(claim)
    if (
        not by_stage["1"]
        or not by_stage["2"]
        or re.search(r"\b(?:last|final|highest) stage\b", read.text.casefold())
    ):
        return
    first = by_stage["1"][0]
    parts = [claims[0].number.value or Decimal(0) for claims in by_stage.values() if claims]
    total = next((one for one in totals if one.number.value == sum(parts)), None)
    if total is not None and sum(parts) != first.number.value:
        sum_of = " + ".join(f"{part:,}" for part in parts)
        words = (
            f"The stages add up to all complaints ({sum_of} = {sum(parts):,}): each counts at its last stage alone. "
            "Say so; others count a complaint at every stage it reached, and the two cannot be compared."
        )
        yield read.on(first, "stages", words, f"“{total.sentence.text.strip()}”")


def _one_stage(claim: Claim) -> str:
    stage = claim.about[0].stage
    return next(iter(stage)) if len(stage) == 1 else ""


def _plain(read: Read) -> list[Claim]:
    return [
        one
        for one in read.claims
        if one.about and one.number.value is not None and one.number.role != "change"
    ]


_LATE = re.compile(
    r"\b(?:over|more than|outside|beyond|longer than|exceed\w*|late|missed|after)\b[^.;]{0,30}"
)
_IN_TIME = re.compile(
    r"\b(?:in|on) time\b|\bwithin (?:the |its |their )?(?:statutory )?(?:time|deadline|limit|\d)"
)


def _clocks(read: Read) -> Iterator[Flag]:
    """A panel, its report and the response have a clock each; one band of days for Stage 3 keeps none of them."""
    if any(fact.how.startswith("clock") and fact.value and fact.labels for fact in read.facts.all):
        return
    for said in read.sentences:
        if not any("3" in one.values for one in said.all_said("stage")):
            continue
        late, in_time = _LATE.search(said.low), _IN_TIME.search(said.low)
        days = any(one.values & {"over 30", "over 45", "over 50"} for one in said.all_said("how"))
        match = late or in_time
        if match and ((late and in_time) or (days and said.in_table)):
            words = (
                "Stage 3 has three clocks: the panel meets in 30 working days, reports in 5, is answered in 15. "
                "No figure of this report keeps them apart: record each, and say of each whether it was met."
            )
            start, end = said.start + match.start(), said.start + match.end()
            yield read.flag(start, end, "clocks", words, _first_of_stage(read, "3"))


def _first_of_stage(read: Read, stage: str) -> str:
    found = next((one for one in read.facts.all if one.stage == stage and one.value), None)
    return found.place if found else ""


_OF_STAGE_2 = re.compile(r"\bstage (?:2|two)\b")
_PANEL = re.compile(r"\b(?:panels?|stage (?:3|three))\b")
_THIS_YEAR = re.compile(
    r"\b(?:this year|in the year|during the (?:reporting )?(?:period|year)|the same year)\b"
)


def _whose_year(read: Read) -> Iterator[Flag]:
    """A panel of the year said to follow a Stage 2 of the same year, where the rows show that it was another's."""
    second, third = _rows_of(read, "2"), _rows_of(read, "3")
    if not second or not third or not _apart(second, third):
        return
    for said in read.sentences:
        both = said.low if _PANEL.search(said.low) else ""
        before = said.before.low if said.before else ""
        match = _OF_STAGE_2.search(both)
        if match and (_THIS_YEAR.search(both) or _THIS_YEAR.search(before) or read.now.label in both):
            words = (
                f"The Stage 3 of this year is of {_names(third)}, the Stage 2 of {_names(second)}: these are two "
                "complaints, and the panel followed a Stage 2 of an earlier year. Say of which year each is."
            )
            start, end = said.start + match.start(), said.start + match.end()
            yield read.flag(start, end, "whose year", words, third[0].place)


def _rows_of(read: Read, stage: str) -> list[Fact]:
    """The teams or services whose complaints started a stage in the year."""
    return [
        one
        for one in read.facts.all
        if one.stage == stage and not one.how and one.value and one.period == read.now.label
        and len(one.labels) == 1 and {name for name, _ in one.labels} <= {"team", "service"}
        and not any(label == "Not recorded" for _, label in one.labels)
    ]  # fmt: skip


def _apart(second: Sequence[Fact], third: Sequence[Fact]) -> bool:
    shared = {one.labels for one in second} & {one.labels for one in third}
    named = {name for one in second for name, _ in one.labels} & {
        name for one in third for name, _ in one.labels
    }
    return bool(named) and not shared


def _names(found: Sequence[Fact]) -> str:
    return " and ".join(sorted({label for one in found for _, label in one.labels}))


def _limits(read: Read) -> Iterator[Flag]:
    """A limit in working days that neither the law nor a band of the report knows; asked only where they are given."""
    known = read.limits | read.facts.edges
    for said in read.sentences if read.limits else ():
        for one in said.all_said("how"):
            edge = next((re.fullmatch(r"(?:within|over) (\d+)", value) for value in one.values), None)
            if edge and int(edge[1]) not in known:
                words = f"No time limit and no band of this report is {edge[1]} working days."
                nearest = min(known, key=lambda limit: abs(limit - int(edge[1])))
                start, end = said.start + one.start, said.start + one.end
                yield read.flag(start, end, "limit", words, f"{nearest} working days")


STAGE_CHECKS: Sequence[Check] = (
    Check("stages", "Counts by stage say how they count a complaint that went on.", _stages),
    Check("clocks", "The three clocks of Stage 3 are kept apart.", _clocks),
    Check("whose year", "A stage is said of the year it started in.", _whose_year),
    Check("limit", "A time limit is one of the law or of the report's own bands.", _limits),
)
