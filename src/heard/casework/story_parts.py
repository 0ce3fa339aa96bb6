"""Which part of a case each fact of its story belongs to, so that nobody reads past their level in a timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from heard.casework.access_levels import PARTS
from heard.casework.story_telling import Fact
from heard.law.procedure import Act

Seen = frozenset[str]
EVERY_PART: Seen = frozenset(PARTS)
# The tables whose facts are more than what was done and when.
OF_TABLE: Mapping[str, str] = {
    "representations.hold": "decisions",
    "representations.decision": "decisions",
    "representations.contactattempt": "messages",
    "representations.dissatisfaction": "words",
    "representations.wording": "points",
    "representations.report": "reports",
    "representations.letter": "letters",
    "representations.posting": "letters",
    "representations.provideranswer": "staff_responses",
    "representations.ombudsmancase": "decisions",
    "representations.ombudsmanenquiry": "decisions",
    "representations.ombudsmanrecommendation": "decisions",
    "representations.publicreport": "decisions",
    "representations.ombudsmanstep": "decisions",
    "representations.ombudsmandraft": "decisions",
    "representations.ombudsmanextension": "decisions",
    "representations.decisionmadepublic": "decisions",
    "representations.wordonrefusal": "decisions",
    "representations.ombudsmantalk": "decisions",
    "representations.bundle": "decisions",
    "outcomes.finding": "findings",
    "outcomes.payment": "money",
    "outcomes.proposedpayment": "money",
    "outcomes.proposedpart": "money",
    "outcomes.cost": "money",
    "outcomes.action": "actions",
    "outcomes.remedy": "actions",
    "outcomes.recommendation": "actions",
    "outcomes.learningpoint": "actions",
}
# What somebody declared of themselves before they were appointed is about them, not about the case.
OF_FIELD: Mapping[str, str] = {"declared_on": "third_parties"}
# Acts that by their name alone say what is for fewer people than the timeline is.
OF_ACT: Mapping[str, str] = {
    Act.REFER_TO_SAFEGUARDING: "safeguarding",
    Act.DECIDE_FREEZE: "safeguarding",
    Act.END_FREEZE: "safeguarding",
    Act.CORRECT: "corrections",
    Act.PROPOSE_PAYMENT: "money",
    Act.APPROVE_PAYMENT: "money",
    Act.REFUSE_PAYMENT: "money",
    Act.WITHDRAW_PAYMENT: "money",
    Act.RECORD_PAYMENT: "money",
    Act.TELL_OF_PAYMENT: "money",
    Act.RECORD_COST: "money",
    Act.TAKE_BACK_COST: "money",
}


def facts_in(facts: Iterable[Fact], parts: Seen) -> Iterator[Fact]:
    """Those facts that stand in a part somebody sees."""
    return (one for one in facts if part_of(one) in parts)


def part_of(fact: Fact) -> str:
    """The part of the case a fact belongs to: that of its table, or the timeline itself."""
    return OF_FIELD.get(fact.field) or OF_TABLE.get(fact.key.partition(":")[0], "timeline")


def tells(act: str, parts: Seen) -> bool:
    """Whether the line of an act stands in the story of somebody who sees these parts."""
    return OF_ACT.get(act, "timeline") in parts


__all__ = ["EVERY_PART", "facts_in", "part_of", "tells"]
