"""The reasons in law for which a request to correct, restrict or erase may be refused, each in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from heard.representations.models import DataRequest

Kind = DataRequest.Kind
COMMISSIONER = (
    "the Information Commissioner’s Office, Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF, telephone "
    "0303 123 1113, ico.org.uk/make-a-complaint"
)


@dataclass(frozen=True, slots=True)
class ReasonInLaw:
    """One reason: what it is called, how a letter says it, where it stands, and for which requests it can be given.

    The wording of these articles is from general knowledge and was not held beside the source.
    """

    code: str
    label: str
    words: str
    basis: str
    kinds: tuple[str, ...]


REASONS = (
    ReasonInLaw(
        "public_task",
        "We need it for what the law asks us to do",
        "The law gives us the task of hearing complaints about children’s social care, and of being able to show how "
        "we dealt with each. We need what is on record for that.",
        "UK GDPR, Article 17(3)(b)",
        (Kind.ERASE,),
    ),
    ReasonInLaw(
        "legal_claims",
        "It is needed for a legal claim",
        "It is needed to bring, to make or to answer a legal claim. That can be years later, and it can be yours.",
        "UK GDPR, Articles 17(3)(e) and 18(2)",
        (Kind.ERASE, Kind.RESTRICT),
    ),
    ReasonInLaw(
        "archive",
        "The law says how long it is kept",
        "The law says for how long records of this kind are kept, and that time is not over.",
        "UK GDPR, Article 17(3)(b)",
        (Kind.ERASE,),
    ),
    ReasonInLaw(
        "accurate",
        "It is right as it stands",
        "We looked at what you told us and at the record, and believe that what stands there is right.",
        "UK GDPR, Article 16",
        (Kind.CORRECT, Kind.RESTRICT),
    ),
    ReasonInLaw(
        "opinion",
        "It records what somebody thought",
        "It records what somebody thought or said at the time, and it is right that they did. You may have your own "
        "statement set beside it.",
        "UK GDPR, Article 16, with Article 5(1)(d)",
        (Kind.CORRECT,),
    ),
    ReasonInLaw(
        "protects_others",
        "Somebody else has to be protected",
        "It is needed to protect the rights of somebody else, such as a child.",
        "UK GDPR, Article 18(2)",
        (Kind.RESTRICT, Kind.ERASE),
    ),
    ReasonInLaw(
        "no_ground",
        "None of the grounds in law is there",
        "The law gives this right in certain cases only, and none of them is there.",
        "UK GDPR, Articles 17(1) and 18(1)",
        (Kind.RESTRICT, Kind.ERASE),
    ),
    ReasonInLaw(
        "excessive",
        "It was asked and answered before",
        "You asked the same before, we answered, and nothing has changed since.",
        "UK GDPR, Article 12(5)",
        (Kind.CORRECT, Kind.RESTRICT, Kind.ERASE),
    ),
)
BY_CODE = {one.code: one for one in REASONS}


def reasons_for(kind: str) -> list[tuple[str, str]]:
    """The reasons that can be given against a request of this kind: code and words, with where each stands."""
    return [(one.code, f"{one.label} ({one.basis})") for one in REASONS if kind in one.kinds]
