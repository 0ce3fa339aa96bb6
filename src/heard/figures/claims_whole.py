"""What only the whole text shows: two values of one figure, one number of two, units, days and breaks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from heard.figures.claims_context import About
from heard.figures.claims_facts import Fact
from heard.figures.claims_flags import Check, Claim, Flag, Read
from heard.figures.claims_law import wrong_citations
from heard.figures.claims_periods import days_said
from heard.figures.claims_support import is_said
from heard.figures.rounding import half_up

Signature = tuple[object, ...]
# A year is not always exactly one; a count "a year before" may be some weeks off.
NEARLY_A_YEAR = range(300, 432)
LEAP = 10  # from none to so many in a year is a change of recording until somebody says otherwise
_COMPLAINTS = {"complaint", "statutory", "representation"}


def plain_claims(read: Read) -> list[Claim]:
    """The numbers of the text that are of something, changes apart."""
    return [
        one
        for one in read.claims
        if one.about and one.number.value is not None and one.number.role != "change"
    ]


def _signature(claim: Claim, about: About) -> Signature | None:
    """What a number is of, as far as it is said; None where it is said too little of to hold two together."""
    is_of_complaints = about.subject & _COMPLAINTS or not about.subject
    subject = "complaint" if is_of_complaints else tuple(sorted(about.subject))
    # Complaints that started Stage 1 are the complaints there were.
    stage = about.stage - ({"1"} if not (about.how or about.labels) else set())
    if about.quarters or len(about.periods) != 1 or (not about.subject and not about.how and not about.stage):
        return None
    if "average" in about.how:
        stage, subject = about.stage, "complaint"
    labels = frozenset(option for one in about.labels for option in one)
    unit = "days" if "average" in about.how else claim.number.unit
    return (subject, stage, about.how, labels, about.periods, unit)


def _two_values(read: Read) -> Iterator[Flag]:
    groups: dict[Signature, list[Claim]] = defaultdict(list)
    for claim in plain_claims(read):
        signature = _signature(claim, claim.about[0])
        if signature is not None and claim.number.manner == "exact" and claim.number.role != "base":
            groups[signature].append(claim)
    for claims in groups.values():
        # Where the cells bear both out, the words say less than they mean and the numbers are right.
        if not any(one.wrong for one in claims):
            continue
        for one in claims:
            other = next((two for two in claims if not _agree(one, two)), None)
            if other is not None:
                words = f"The text has two numbers for this: {one.number.value:,} here and {other.number.value:,}."
                yield read.on(one, "two values", words, _place(other))


def _agree(one: Claim, other: Claim) -> bool:
    value, told = one.number.value or Decimal(0), other.number.value or Decimal(0)
    return is_said(one.number, told) or is_said(other.number, value)


def _place(claim: Claim) -> str:
    return f"“{claim.sentence.text.strip()}”"


def _one_number_for_two(read: Read) -> Iterator[Flag]:
    groups: dict[tuple[Decimal | None, frozenset[str], str], list[Claim]] = defaultdict(list)
    for claim in plain_claims(read):
        about = claim.about[0]
        if (
            claim.number.unit == "count"
            and claim.number.role != "base"
            and read.now.label not in about.periods
        ):
            groups[claim.number.value, about.periods, claim.number.unit].append(claim)
    for claims in groups.values():
        said = {_people(one) for one in claims}
        if len(said) > 1 and any(one.wrong for one in claims):
            for one in claims:
                other = next(two for two in claims if _people(two) != _people(one))
                words = "One number stands for two things in this text. Which of them is it of?"
                yield read.on(one, "one number for two", words, _place(other))


def _people(claim: Claim) -> tuple[object, ...]:
    """What sets one count of complaints apart from another: its rows, its stage, how it was counted."""
    about = claim.about[0]
    dimensions = {dimension for one in about.labels for dimension, _ in one}
    labels = frozenset(option for one in about.labels for option in one)
    # With an advocate is fewer than all children; where both are named it is of the fewer.
    if "advocate" in dimensions:
        labels = frozenset(option for option in labels if option[0] == "advocate")
    subject = "complaint" if about.subject & _COMPLAINTS else tuple(sorted(about.subject))
    return (subject or "complaint", about.stage - {"1"}, about.how, labels)


def _basis(read: Read) -> Iterator[Flag]:
    groups: dict[tuple[Decimal | None, frozenset[str]], list[tuple[str, Claim]]] = defaultdict(list)
    for claim in plain_claims(read):
        about = claim.about[0]
        basis = {"answered": "answered", "received": "received", "concluded": "answered"}
        words_of = {basis[one] for one in about.weak if one in basis}
        if claim.number.unit == "count" and len(words_of) == 1 and not (about.labels or about.how):
            groups[claim.number.value, about.periods].append((words_of.pop(), claim))
    for key, found in groups.items():
        if {said for said, _ in found} == {"answered", "received"} and not _both(read, key[0], key[1]):
            words = "The text calls this number received and also answered. They are counted apart: say which it is."
            for said, claim in found:
                nearest = next(
                    (one for one in _bases(read, key[1]) if (one.how == "answered") == (said == "answered")),
                    None,
                )
                yield read.on(claim, "basis", words, nearest.place if nearest else "")


def _bases(read: Read, periods: frozenset[str]) -> list[Fact]:
    return [
        one
        for one in read.facts.all
        if one.how in ("", "answered") and not one.labels and one.period in periods and one.subject in _COMPLAINTS
        and one.stage in ("", "1")
    ]  # fmt: skip


def _both(read: Read, value: Decimal | None, periods: frozenset[str]) -> bool:
    return {one.how for one in _bases(read, periods) if one.value == value} == {"", "answered"}


_DIRECTLY = re.compile(r"\b(?:directly|themselves|in their own right)\b")
_ON_BEHALF = re.compile(
    r"\b(?:or (?:from |by )?(?:an |their )?advocates?|on behalf of|on (?:their|a child's) behalf)\b"
)


def _definition(read: Read) -> Iterator[Flag]:
    """One count of children's complaints, once of those they made themselves, once with those made for them."""
    directly, for_them = [], []
    for claim in plain_claims(read):
        child = any(
            label[0] == "complainant" for about in claim.about for one in about.labels for label in one
        )
        if claim.number.unit == "count" and child:
            if _ON_BEHALF.search(claim.sentence.low):
                for_them.append(claim)
            elif _DIRECTLY.search(claim.sentence.low):
                directly.append(claim)
    for claim in for_them:
        other = next((one for one in directly if one.number.value == claim.number.value), None)
        if other is not None:
            words = "This number is once of children themselves and once with those who complained for them. Say which."
            yield read.on(claim, "definition", words, _place(other))


def _unit(read: Read) -> Iterator[Flag]:
    for claim in plain_claims(read):
        bare = claim.number.unit == "days" and not claim.number.says_working
        fact = claim.support or next((one for one in claim.fits if one.unit == "days"), None)
        if bare and fact is not None and not _inherits_working(claim):
            days = fact.value or Decimal(0)
            words = (
                f"This is counted in working days: {half_up(days, 1).normalize():f} of them are about "
                f"{half_up(days * 10 / 7)} days by the calendar. Write “working days”."
            )
            yield read.on(claim, "unit", words, fact.place)


def _inherits_working(claim: Claim) -> bool:
    """Whether another number of the sentence said working days: 15 working days, compared with 30."""
    low = claim.sentence.low[claim.number.end :]
    if re.match(r"\s*days?\b", low):
        return False
    return any(one.says_working for one in claim.sentence.numbers)


def _like_for_like(read: Read) -> Iterator[Flag]:
    for said in read.sentences:
        mine = [one for one in read.claims if one.sentence is said and one.number.unit == "count"]
        for before in (one for one in mine if one.number.role in ("from", "compared")):
            earlier = [one for one in mine if one.start < before.start and one.number.role in ("plain", "to")]
            for now in earlier[-1:] if earlier else ():
                yield from _unlike(read, now, before)


def _unlike(read: Read, now: Claim, before: Claim) -> Iterator[Flag]:
    """Whether the first number has kinds in it that the second has not."""
    named = before.about[0].subject if before.about else frozenset()
    whole = [
        fact
        for fact in read.facts.all
        if fact.period == read.now.label
        and fact.value == now.number.value
        and not fact.labels
        and not fact.how
    ]
    if not whole or not named & {"statutory", "informal", "concern", "corporate"}:
        return
    if all(fact.subject == "representation" for fact in whole) and len(named) == 1:
        words = (
            f"{now.number.value:,} counts every kind, and {before.number.value:,} counts only {next(iter(named))} "
            "complaints. Compare like with like."
        )
        like = _the_like(read, next(iter(named)))
        yield read.flag(now.start, before.end, "like for like", words, like.place if like else "")


def _the_like(read: Read, subject: str) -> Fact | None:
    return next(
        (
            fact
            for fact in read.facts.all
            if (fact.subject, fact.stage, fact.how, fact.period) == (subject, "", "", read.now.label)
            and not fact.labels
        ),
        None,
    )


_AS_AT = re.compile(r"\b(?:previous|last|prior|preceding) year|\b(?:a )?year (?:before|earlier|ago)")


def _dates(read: Read) -> Iterator[Flag]:
    """A figure "of the year before" whose day is not about a year earlier."""
    last: tuple[date, int] | None = None
    for said in read.sentences:
        for start, end, day in days_said(said.low):
            speaks_of_year = _AS_AT.search(said.low)
            if (
                last is not None
                and speaks_of_year
                and day < last[0]
                and (last[0] - day).days not in NEARLY_A_YEAR
            ):
                months = round((last[0] - day).days / 30.44)
                words = f"This day is {months} months before the other, not a year. Say what is compared with what."
                yield read.flag(said.start + start, said.start + end, "dates", words)
            last = (day, start)


_SPEAKS_OF_A_LEAP = re.compile(r"\b(?:increas|rise|rose|grew|more|compared|none|up from|recording)")


def _series_break(read: Read) -> Iterator[Flag]:
    """A figure that leaps from none, or that the text says was recorded otherwise, and no mark on its row."""
    for claim in plain_claims(read):
        fact = claim.support
        if fact is None or fact.period != read.now.label or fact.labels or fact.how or fact.unit != "count":
            continue
        if read.now.label in read.breaks or not _SPEAKS_OF_A_LEAP.search(claim.sentence.low):
            continue
        before = read.facts.before(fact, read.now.earlier(1).label)
        leaps = before is not None and before.value == 0 and (fact.value or 0) >= LEAP
        if leaps and before is not None and not _marked(read, fact):
            words = (
                f"This rose from none to {fact.value:,} in one year. If recording changed, record that event, so that "
                "the series breaks there and nobody reads it as a change of what happened."
            )
            yield read.on(claim, "series break", words, f"{before.place}; {fact.place}")


def _marked(read: Read, fact: Fact) -> bool:
    """Whether any row of the figure says that its series breaks."""
    return any(
        one.cell.mark == "b" or _note_says(read, one)
        for one in read.facts.all
        if one.key == fact.key
    )  # fmt: skip


def _note_says(read: Read, fact: Fact) -> bool:
    row = fact.table.row(fact.row)
    return bool(row and re.search(r"record|break", row.note.casefold()))


def _law(read: Read) -> Iterator[Flag]:
    for start, end, why in wrong_citations(read.text):
        yield read.flag(start, end, "law", why)


WHOLE_CHECKS: Sequence[Check] = (
    Check("two values", "One figure has one value in a text.", _two_values),
    Check("one number for two", "One number is of one thing.", _one_number_for_two),
    Check("like for like", "Two numbers that are compared count the same kinds.", _like_for_like),
    Check("basis", "A number is of what was received or of what was answered, not of both.", _basis),
    Check("definition", "A count has one definition.", _definition),
    Check("unit", "Working days are called working days.", _unit),
    Check("dates", "The year before is a year before.", _dates),
    Check("series break", "A change of recording is marked where it stands.", _series_break),
    Check("law", "The law is cited as it is called and in force.", _law),
)
