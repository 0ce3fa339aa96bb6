"""Words that promise nothing: “noted”, “will be considered”, “we will bear it in mind”. Alone they are no answer."""

from __future__ import annotations

import re

from heard.casework.new_details import DoesNotFit

_WHO = r"(?:we|i|they|the (?:council|service|team|department|authority|manager|director)|officers|staff)"
_WHAT = (
    r"(?:this|that|it|they|these|those|them|all|(?:the|this|your|their|these|its) (?:recommendations?|comments?|"
    r"points?|views?|concerns?|findings?|report|suggestions?|matter|issues?))"
)
_HOW = r"(?:duly|carefully|fully|also|now|further|actively|hereby)"
_EMPTY = (
    r"(?:noted|acknowledged|considered|borne in mind|kept in mind|kept under review|taken on board|reviewed|"
    r"taken into (?:account|consideration)|reflected (?:up)?on|looked into|looked at|explored|given (?:due |further |"
    r"full )?consideration|under (?:consideration|review))"
)
_DO = (
    r"(?:note|acknowledge|consider|reflect on|look (?:in)?(?:to|at)|explore|review|think about|bear|keep|take|"
    r"give (?:due |further |full )?consideration to|look (?:in)?to)"
)
_AFTER = (
    r"(?:in mind|on board|under review|into (?:account|consideration)|further consideration|with interest)"
)
_TAIL = (
    r"(?:with thanks|for (?:the )?future(?: reference)?|in (?:the )?future|going forward|in due course|"
    r"as appropriate|"
    r"where (?:possible|appropriate)|when we can|accordingly|carefully|further|again|by (?:us|the (?:service|council|"
    r"team))|at (?:the|a|our) (?:next|future|later) (?:meeting|date)|"
    r"and (?:borne in mind|considered|noted|reflected on|kept under review))"
)
_BE = r"(?:(?:will|shall|is to|are to|to|can|has|have|is|are|was|were|being|be|been)\s+)*"
_SAYS_NOTHING = re.compile(
    rf"(?:{_WHAT}\s+)?{_BE}(?:{_HOW}\s+)?{_EMPTY}(?:\s+{_TAIL})*"
    rf"|{_WHO}\s+(?:(?:will|shall|have|has|do|are going to|intend to|would)\s+)*(?:{_HOW}\s+)?"
    rf"(?:{_DO}d?|noted|considered|taken|borne|kept)(?:\s+{_WHAT})?(?:\s+{_AFTER})?(?:\s+{_WHAT})?(?:\s+{_TAIL})*"
    rf"|(?:thank you|thanks|agreed|accepted|understood|ok|okay|yes|none|n/?a|tbc|to be confirmed|see above)"
    rf"(?:\s+{_TAIL})*",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"[.;!?,:\n]+|\s[–—-]\s|\band\b(?= we)", re.IGNORECASE)
INSTEAD = (
    "Write what will be done, so that somebody else could see whether it was: “Every call is rung back by five the "
    "same day.” If it will not be done, refuse it and say why."
)


def is_no_answer(words: str) -> bool:
    """Whether words say nothing of what is done: every part of them alone is “noted”, “will be considered” or the like.

    Words of which one part says what will be done are an answer; so are no words at all, which is another question.
    """
    parts = [
        part.strip(" \t\"'“”‘’()") for part in _SENTENCES.split(" ".join(words.replace("’", "'").split(" ")))
    ]
    said = [part for part in parts if part]
    return bool(said) and all(_SAYS_NOTHING.fullmatch(re.sub(r"\s+", " ", part)) for part in said)


def refuse_no_answer(words: str, what: str) -> None:
    """Refuse words that are no answer, with why and what to write. `what` begins the sentence. Raises DoesNotFit."""
    if is_no_answer(words):
        raise DoesNotFit(
            f"{what}: “{words.strip()}” is no answer, because it says nothing of what changes. {INSTEAD}"
        )
