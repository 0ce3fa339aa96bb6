"""What keeps a case from being closed: words nobody has decided on, promises nobody owns, and silence as the reason."""

from __future__ import annotations

import re

from heard.casework.performing import NotNow
from heard.law.procedure import Act
from heard.law.refusals import check_refusal
from heard.law.working_days import in_words
from heard.outcomes.models import Recommendation
from heard.representations.models import Dissatisfaction, Representation

SILENCE = re.compile(
    r"\b(no|without|lack of)\s+(\w+\s+){0,2}(reply|response|answer|contact)\b"
    r"|\b(did|has|have|had|does)(\s+not|n['’]t)\s+(\w+\s+){0,2}(repl\w+|respond\w*|answer\w*|come back|been in touch)\b"
    r"|\bnot (heard|replied|responded|answered)\b|\bnothing (heard|received)\b|\bnever (replied|responded|answered)\b",
    re.IGNORECASE,
)
AGREED = (Recommendation.Answer.ACCEPTED, Recommendation.Answer.IN_PART)


def refuse_while_owed(case: Representation) -> None:
    """Refuse to close while words are undecided or an agreed action has no owner or day. Raises NotNow."""
    words = Dissatisfaction.objects.filter(representation=case, is_request=None).first()
    if words is not None:
        raise NotNow(
            f"On {in_words(words.said_on)} somebody said they were not content, and nobody has decided whether they "
            f"ask to go on. Decide that first; {case.reference} cannot be closed away."
        )
    agreed = Recommendation.objects.filter(representation=case, answer__in=AGREED, done_on=None)
    without = [one for one in agreed if _owed_by_nobody(one)]
    if without:
        raise NotNow(
            f"What was agreed (“{without[0].words[:80]}”) has no owner or no day. Agree an action with both, then "
            f"close {case.reference}."
        )


def refuse_silence(case: Representation, ground: str, reason: str) -> None:
    """Refuse to close only because nobody replied: silence ends no right. Raises UnlawfulRefusal.

    There is no limit of days after Stage 1; the complainant may go on whenever they ask.
    """
    if ground != "complainant_content" and SILENCE.search(reason):
        check_refusal(Act.CLOSE, "no_reply", {})


def _owed_by_nobody(one: Recommendation) -> bool:
    """Whether neither the recommendation itself nor an action agreed on it has an owner and a day."""
    return (one.owner_id is None or one.due_on is None) and not one.actions.exists()
