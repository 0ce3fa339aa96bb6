"""What an outcome means: the common meanings to which every council's own words are matched."""

from __future__ import annotations

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
