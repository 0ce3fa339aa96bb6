"""Letters written and issued at once, that nobody checked or signed: for invented councils and for tests alone.

A page never does this: it drafts, checks, signs off and issues. A house test holds that nothing else imports this.
"""

from __future__ import annotations

from datetime import datetime

from heard.casework.letters.composing import Asked
from heard.casework.letters.owing import person_of
from heard.casework.letters.telling import SentElsewhere, issue
from heard.casework.performing import Doing, day_of, performing
from heard.law.procedure import Act
from heard.people.models import Person
from heard.representations.models import Letter, Stage


def tell(
    doing: Doing,
    kind: str,
    *,
    to: Person | None = None,
    audience: str | None = None,
    stage: Stage | None = None,
    way: str = "",
    elsewhere: SentElsewhere | None = None,
    **facts: object,
) -> Letter:
    """Write the letter an act owes, keep it as issued today and put it out for posting.

    `to` is the complainant unless somebody else on the case is named; `audience` (adult, child, easy) is a child's for
    a child unless it is chosen. `facts` are what the act itself says, by the names in `fields.GIVEN`; all else is
    looked up. With `elsewhere` the letter is recorded as already sent. Raises CannotTell, which names what is missing.
    """
    return issue(doing, Asked(kind, to, audience, stage, way), facts, elsewhere)


def write_letter(
    *,
    reference: str,
    kind: str,
    by: str,
    at: datetime,
    to: int | None = None,
    audience: str | None = None,
    way: str = "",
    elsewhere: SentElsewhere | None = None,
    **facts: object,
) -> Letter:
    """Write a letter on a case today and put it out for posting, or record one as sent elsewhere.

    `to` is the number of somebody on the case, else the complainant; `facts` are those in `fields.GIVEN`. Raises
    CannotTell, NotNow or NoSuchCase.
    """
    day = elsewhere.sent_on if elsewhere else day_of(at)
    asked = Asked(kind, person_of(to), audience, None, way)
    with performing(Act.SEND_LETTER, reference=reference, by=by, at=at, day=day, letter=kind) as doing:
        return issue(doing, asked, facts, elsewhere)
