"""What was done before for the like, as it stands above the questions of an offer or an answer. It fills in nothing."""

from __future__ import annotations

from typing import Any

from heard.casework.remedy_memory import Memory, PaidBefore, memory_of
from heard.figures.rounding import printed_pounds
from heard.law.procedure import Act
from heard.law.remedies import ORDER_OF_THOUGHT, Amount
from heard.web.desk.acts.form import Known
from heard.web.desk.wording import spoken_day

# The pages on which something is offered or answered.
WITH_MEMORY = frozenset(
    {
        Act.OFFER_REMEDY,
        Act.PROPOSE_PAYMENT,
        Act.ANSWER_STAGE_1,
        Act.RESOLVE,
        Act.ANSWER,
        Act.SETTLE,
        Act.ADJUDICATE,
        Act.ANSWER_STAGE_2,
        Act.ANSWER_STAGE_3,
    }
)
READ = {
    "full": "read in full",
    "restated": "as others restate it",
    "unverified": "not read at its source",
}


def memory_shown(known: Known) -> dict[str, Any]:
    """The panel of what was done before, for somebody who opens the page of an offer or an answer."""
    found = memory_of(known.member, known.case, on=known.today)
    return {
        "template": "desk/remedy_memory.html",
        "order": ORDER_OF_THOUGHT,
        "sentence": sentence(found),
        "remedies": found.remedies,
        "paid": [paid_words(one) for one in found.paid] if found.sees_money else [],
        "amounts": [amount_words(one) for one in found.amounts],
    }


def sentence(found: Memory) -> str:
    """How many cases like this one there are, and what is meant by like."""
    if not found.about:
        return "What this case is about is not on record, so there is nothing to compare it with."
    about = " or ".join(f"“{one}”" for one in found.about)
    finding = f" and found “{found.finding}”" if found.finding else ""
    if not found.cases:
        return f"No other case that you may read is about {about}{finding}."
    many = "case" if found.cases == 1 else "cases"
    return f"Of the cases you may read, {found.cases:,} other {many} about {about}{finding}."


def paid_words(one: PaidBefore) -> str:
    """Payments of one kind in words; amounts only where there are enough of them."""
    many = "payment" if one.number == 1 else "payments"
    if one.middle is None:
        return f"{one.kind}: {one.number} {many}. Too few to say the amounts."
    low, middle, high = (printed_pounds(amount) for amount in (one.lowest, one.middle, one.highest))
    return f"{one.kind}: {one.number} {many}; the lowest {low}, the middle {middle}, the highest {high}."


def amount_words(one: Amount) -> tuple[str, str, str]:
    """One amount of the Ombudsman: what for, how much and since when, and from where."""
    low, high = printed_pounds(one.lowest), printed_pounds(one.highest)
    much = high if one.lowest == one.highest else f"up to {high}" if not one.lowest else f"{low} to {high}"
    return (
        f"{one.words}, {one.meaning}",
        f"{much}, from {spoken_day(one.since)}",
        f"{one.source} ({READ[one.source_read]})",
    )
