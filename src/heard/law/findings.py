"""What an outcome means: the common meanings to which every council's own words are matched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from heard.law.kinds import Meaning, by_code, look_up


@dataclass(frozen=True, slots=True)
class Finding(Meaning):
    """The common meaning of an outcome. `decides` is true when somebody weighed the complaint and said so."""

    decides: bool = False


FINDINGS = (
    Finding("upheld", "Upheld", "what was complained of happened and was wrong", True),
    Finding("partly_upheld", "Partly upheld", "some of what was complained of was wrong, and some not", True),
    Finding("not_upheld", "Not upheld", "it was looked into and nothing wrong was found", True),
    Finding("no_finding", "No finding", "it was looked into and the evidence did not settle it", True),
    Finding("resolved", "Resolved", "settled to the complainant's satisfaction without a finding"),
    Finding("withdrawn", "Withdrawn", "the complainant withdrew it before an answer"),
    Finding("declined", "Not accepted", "outside the procedure or the time limit, and declined with reasons"),
    Finding("referred_on", "Referred on", "passed to another procedure or another body"),
    Finding("open", "Open", "no outcome yet"),
    Finding("closed", "Closed without an answer", "it ended in some other way without an answer"),
)
FINDING = by_code(FINDINGS)


def finding(code: str) -> Finding:
    """The common meaning of an outcome's code. Raises UnknownCode, listing those there are."""
    return look_up(code, FINDING, "outcome")


# The rule by which points add up to one outcome, in words that the pages print.
ADDING_UP = (
    "If any point is still open, the whole is open. Points withdrawn, declined, referred on, resolved or "
    "closed without a finding are left out while another point has one. Of the rest: if all are upheld, "
    "it is upheld. If any is upheld or partly upheld, it is partly upheld. If none is, and any is not "
    "upheld, it is not upheld. If there is no finding on any, there is no finding. With nothing left to "
    "count, it is resolved if any point was; withdrawn, declined or referred on when all points were the "
    "same; else closed without an answer."
)


def add_up(codes: Iterable[str]) -> str:
    """The outcome of a whole from the findings of its points, by the one written rule. No points: open."""
    found = [finding(code).code for code in codes]
    if not found or "open" in found:
        return "open"
    decided = {code for code in found if FINDING[code].decides}
    return _of_decided(decided) if decided else _of_undecided(set(found))


def _of_decided(found: set[str]) -> str:
    if found == {"upheld"}:
        return "upheld"
    if found & {"upheld", "partly_upheld"}:
        return "partly_upheld"
    return "not_upheld" if "not_upheld" in found else "no_finding"


def _of_undecided(found: set[str]) -> str:
    if "resolved" in found:
        return "resolved"
    return found.pop() if len(found) == 1 else "closed"


@dataclass(frozen=True, slots=True)
class Step(Meaning):
    """Somebody who makes a finding on a point, and whose findings they have before them."""

    follows: tuple[str, ...] = ()


STEPS = (
    Step("manager", "Manager", "the Stage 1 answer"),
    Step("investigator", "Investigating officer", "the Stage 2 report", ("manager",)),
    Step("independent_person", "Independent person", "their own report at Stage 2", ("investigator",)),
    Step("adjudicator", "Adjudicating officer", "the Stage 2 answer", ("independent_person", "investigator")),
    Step("panel", "Review panel", "the Stage 3 report", ("adjudicator",)),
    Step("director", "Director", "the final answer", ("panel", "adjudicator")),
    Step("ombudsman", "Ombudsman", "the decision on a case", ("director", "adjudicator", "manager")),
)
STEP = by_code(STEPS)
OWES_REASONS = frozenset({"independent_person", "adjudicator", "panel", "director"})


def must_say_why(before: str, after: str) -> bool:
    """Whether a finding that follows another must give a reason: it differs from one that decided something."""
    return finding(before).decides and finding(after).code != finding(before).code


def differs_from(step: str, code: str, earlier: Mapping[str, str]) -> tuple[str, ...]:
    """The steps, of those right before, from which this finding differs and so needs a written reason.

    `earlier` holds the finding of each step so far on the same point. The manager owes no reason to anybody before,
    the investigating officer starts afresh, and the Ombudsman gives reasons of their own.
    """
    if look_up(step, STEP, "step").code not in OWES_REASONS:
        return ()
    before = [one for one in STEP[step].follows if one in earlier]
    nearest = before if step == "adjudicator" else before[:1]
    return tuple(one for one in nearest if must_say_why(earlier[one], code))
