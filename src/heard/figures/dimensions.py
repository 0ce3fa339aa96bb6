"""Dimensions: how a measure can be split or narrowed, and how a person's word finds a council's label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from heard.figures.frames import COLUMNS, NOT_RECORDED
from heard.figures.periods import (
    MONTHS,
    Period,
    UnknownPeriod,
    month_key,
    month_label,
    period,
    quarter_key,
    quarter_label,
    year_key,
    year_label,
)
from heard.figures.rounding import printed_pounds


@dataclass(frozen=True)
class Dimension:
    """A way to split a measure: its name, and the sentence that says what its labels are."""

    name: str
    title: str
    definition: str


DIMENSIONS = {
    one.name: one
    for one in (
        Dimension(
            "kind", "Kind", "What was said: a statutory or corporate complaint, a concern, an enquiry…"
        ),
        Dimension("procedure", "Procedure", "The procedure followed, such as that of the Children Act."),
        Dimension(
            "stage", "Stage", "The stage counted; of a whole representation, its first stage on record."
        ),
        Dimension("team", "Team", "The team the matter is about."),
        Dimension("service", "Service", "The service area the matter is about."),
        Dimension(
            "nature",
            "Nature",
            "What it is about. One record may have several: it counts once in each, percentages are of "
            "records, and so may add up to more than 100. On compliments the same as category.",
        ),
        Dimension("outcome", "Outcome", "What was found; “Open” until a stage is concluded."),
        Dimension(
            "band",
            "Timescale band",
            "How many working days a concluded stage took, in the bands the council has set. An extension "
            "does not change the band. Each stage is in exactly one.",
        ),
        Dimension("channel", "Method", "How it reached the council: e-mail, letter, telephone…"),
        Dimension("complainant", "Complainant", "Who spoke: a child, a parent, a foster carer…"),
        Dimension(
            "advocate", "Advocate", "Whether the complainant had an advocate: yes, no or not recorded."
        ),
        Dimension("decision", "Ombudsman's decision", "What the Ombudsman decided."),
        Dimension(
            "category",
            "Category",
            "What a compliment is for. One may have several: it counts once in each, percentages are of "
            "compliments, and so may add up to more than 100. On other records the same as nature.",
        ),
        Dimension("payment_kind", "Kind of payment", "What a payment was for, as the council words it."),
        Dimension("payment_ground", "Ground of a payment", "The principle on which a payment was made."),
        Dimension(
            "asked_by",
            "On whose word",
            "Who asked for a payment: the council itself, a manager, investigator, panel, director or the Ombudsman.",
        ),
        Dimension("remedy", "Remedy", "What was offered or done to put it right, as the council words it."),
        Dimension("cost_kind", "Kind of cost", "What the council paid for to consider a complaint."),
        Dimension(
            "year", "Financial year", "The financial year, April to March, in which the record is dated."
        ),
        Dimension("quarter", "Quarter", "The quarter of the financial year; the first begins in April."),
        Dimension("month", "Month", "The calendar month in which the record is dated."),
        Dimension(
            "timeliness", "Timeliness", "In time, in time with an extension, late, or why it is not known."
        ),
        Dimension(
            "overdue", "Overdue", "Whether a stage still open is past its due day, judged on the as-at day."
        ),
        Dimension("clock", "Clock", "One of several statutory clocks of a stage: panel, report or response."),
        Dimension(
            "answer", "Answer", "How the council answered a recommendation: accepted, in part or refused."
        ),
        Dimension(
            "recommended_by",
            "Recommended by",
            "Whose recommendation it is: an investigating officer, a panel…",
        ),
        Dimension("amount", "Amount", "The pounds of one payment, such as £52.50."),
        Dimension("plan", "Plan", "The plan that an action or a priority stands in."),
        Dimension("line", "Action or priority", "One line of a plan, as it was agreed."),
        Dimension("line_kind", "Kind of line", "Whether a line of a plan is an action or a priority."),
        Dimension("line_standing", "Standing", "How a line of a plan stands, as its owner said last."),
        Dimension("matter", "Matter", "A question, a resolution or something agreed at a meeting, in words."),
        Dimension("matter_kind", "Kind of matter", "Whether a meeting asked, resolved or agreed it."),
        Dimension("with_whom", "Meeting with", "The committee or partner with which a meeting was held."),
        Dimension("answered_in_words", "Answer", "The answer to what a meeting raised, or that it waits."),
        Dimension(
            "came_from",
            "Came from",
            "Whether a thing learnt came from a complaint, another word, or no single case.",
        ),
        Dimension("way", "Way of sharing", "In which way something learnt was shared."),
        Dimension(
            "stands", "Where it stands", "Where a case stands with the Ombudsman on the day of counting."
        ),
        Dimension(
            "word_on_refusal", "Word on a refusal", "What the Ombudsman said of a refusal of the council."
        ),
        Dimension("lesson", "Lesson", "A note of good practice in its own words, as it was released."),
        Dimension("session", "Session", "A session of training, by what it was on."),
        Dimension("printed", "Words released", "Words about a compliment, exactly as they were released."),
        Dimension(
            "theme",
            "Theme",
            "What recurs across cases, in the words of the person who made or accepted the theme. One case may "
            "stand in several: it counts once in each.",
        ),
        Dimension("advocate_provider", "Advocacy provider", "Who provided the advocate."),
        Dimension("kind_code", "Kind (common word)", "The kind in the words every council shares."),
        Dimension("stage_code", "Stage (common word)", "The stage in the words every council shares."),
        Dimension("outcome_code", "Outcome (common word)", "The outcome in the words every council shares."),
    )
}

SEVERAL = {"nature", "category"}
BY_TIME = {"year", "quarter", "month"}
# Words every council shares. One that no label of this council stands for is no mistake: it counts nought.
COMMON_WORDS: dict[str, tuple[str, ...]] = {
    "kind": (
        "statutory_complaint",
        "corporate_complaint",
        "complaint",
        "concern",
        "informal_complaint",
        "comment",
        "suggestion",
        "compliment",
        "mp_enquiry",
        "councillor_enquiry",
        "duty_matter",
        "anonymous_report",
        "worker_change",
    ),
    "procedure": ("children_act", "corporate", "none"),
    "stage": ("stage_1", "stage_2", "stage_3", "concern", "informal", "enquiry", "other"),
    "outcome": ("upheld", "partly_upheld", "not_upheld", "no_finding", "withdrawn", "open"),
    "complainant": ("child", "parent", "foster_carer", "carer", "relative", "professional"),
    "advocate": ("yes", "no"),
}
# "complaint" means both formal procedures: an informal one is counted apart, as councils do.
_WIDER_WORDS = {"kind": {"complaint": ("statutory_complaint", "corporate_complaint")}}


class UnknownDimension(LookupError):
    """The measure cannot be split that way; the message lists the ways it can."""


class UnknownLabel(LookupError):
    """No label of that dimension is meant by the word; the message lists those there are."""


def dimensions_of(frame: str) -> tuple[str, ...]:
    """The names of the dimensions the rows of a frame have."""
    return tuple(name for name in DIMENSIONS if _has(frame, name))


def _has(frame: str, name: str) -> bool:
    if name in SEVERAL:
        return frame != "ombudsman"
    if name in BY_TIME:
        return True
    worked_out = {"band": "stages", "overdue": "stages", "amount": "payments"}
    return worked_out.get(name) == frame or name in COLUMNS[frame]


def plain(word: str) -> str:
    """A word without the differences nobody means: case, spaces, underscores."""
    return re.sub(r"[\s_-]+", " ", word).strip().casefold()


def matching(
    dimension: str, word: str, labels: Iterable[str], meanings: Mapping[str, Iterable[str]]
) -> tuple[str, ...]:
    """The labels a person means by a word: the label itself, or a word every council shares.

    `meanings` gives the common words of each label. Raises UnknownLabel, which lists the labels there are.
    """
    known = list(labels)
    wanted = {plain(word)}
    if dimension in ("stage", "stage_code") and word.strip() in ("1", "2", "3"):
        wanted.add(f"stage {word.strip()}")
    exact = tuple(label for label in known if plain(label) in wanted)
    wanted |= {plain(narrower) for narrower in _WIDER_WORDS.get(dimension, {}).get(word, ())}
    found = exact or tuple(
        label for label in known if wanted & {plain(code) for code in meanings.get(label, ())}
    )
    if not found and dimension == "procedure":
        # "Children Act procedure" stands for children_act though nobody has said so.
        found = tuple(label for label in known if plain(label).startswith(f"{plain(word)} "))
    if not found and word not in COMMON_WORDS.get(dimension, ()):
        raise UnknownLabel(
            f"No {DIMENSIONS[dimension].title.lower()} is called “{word}”. There are: {'; '.join(known)}."
        )
    return found


def time_keys(dimension: str, word: str) -> Callable[[int], bool]:
    """Whether a year, quarter or month is meant by a word: "2020-21", "2020/21 Q3", "Q3", "3", "November"."""
    anyway = _whatever_the_year(dimension, word.strip())
    if anyway is not None:
        return anyway
    try:
        meant = period(f"{word.strip()}")
    except UnknownPeriod as why:
        raise UnknownLabel(f"No {dimension} is called “{word}”. {why}") from None
    return _same(dimension, word, meant)


def _whatever_the_year(dimension: str, word: str) -> Callable[[int], bool] | None:
    number = re.fullmatch(r"[qQ]?([1-4])", word)
    if dimension == "quarter" and number:
        return lambda key: key % 4 == int(number[1]) - 1
    if dimension == "month" and word.capitalize() in MONTHS:
        return lambda key: key % 12 == MONTHS.index(word.capitalize())
    return None


def _same(dimension: str, word: str, meant: Period) -> Callable[[int], bool]:
    key_of = {"year": year_key, "quarter": quarter_key, "month": month_key}[dimension]
    if meant.first is None or meant.last is None or key_of(meant.first) != key_of(meant.last):
        raise UnknownLabel(f"No {dimension} is called “{word}”.")
    wanted = key_of(meant.first)
    return lambda key: key == wanted


def pence(word: str) -> int:
    """The pence of an amount as printed: "£52.50", "1,000", or its parts, "£1,875 + £500"."""
    try:
        parts = [Decimal(part.strip().lstrip("£").replace(",", "")) for part in word.split("+")]
    except InvalidOperation:
        raise UnknownLabel(f"“{word}” is not an amount. Write pounds: £52.50.") from None
    return int(sum(parts) * 100)


def label(dimension: str, key: object) -> str:
    """How a key of a dimension is printed: 2020 as 2020/21, 5250 pence as £52.50, a label as it is."""
    if key is None:
        return NOT_RECORDED
    if isinstance(key, int):
        return _printed_key(dimension, key)
    return str(key)


def _printed_key(dimension: str, key: int) -> str:
    if dimension == "amount":
        return printed_pounds(Decimal(key) / 100)
    return {"year": year_label, "quarter": quarter_label, "month": month_label}[dimension](key)
