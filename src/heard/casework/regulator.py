"""The regulator, who may be told at any time: the complainant hears of that, and what passed is on record."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.contacts import keep_contact
from heard.casework.on_record import one_of
from heard.casework.parties import must_say
from heard.casework.performing import performing
from heard.law.procedure import Act
from heard.representations.models import ContactAttempt, RegulatorContact

OFSTED = "Ofsted"


def tell_of_regulator(
    *,
    reference: str,
    by: str,
    at: datetime,
    told_on: date,
    person: int,
    way: str,
    regulator: str = OFSTED,
    value: str = "",
    words: str = "",
) -> ContactAttempt:
    """Tell somebody of the case that they may tell a regulator at any time; kept among the contacts.

    `way` is by letter, telephone, e-mail or in person, `value` the number or address used. Nothing of the case stops
    or waits for it. Raises NotNow.
    """
    with performing(Act.TELL_OF_REGULATOR, reference=reference, by=by, at=at, day=told_on) as doing:
        must_say(regulator, "the name of the regulator")
        said = f"Told that they may tell {regulator.strip()} at any time. {words.strip()}"
        return keep_contact(doing, person, way, value, said, reached=True)


def record_regulator(
    *,
    reference: str,
    by: str,
    at: datetime,
    told_on: date,
    who: str,
    way: str,
    words: str,
    regulator: str = OFSTED,
) -> RegulatorContact:
    """Record what a regulator was told or asked, on which day and by which way.

    `who` is complainant (they told it), council (we did) or regulator (it asked us). Raises NotInTheList or NotNow.
    """
    with performing(Act.RECORD_REGULATOR, reference=reference, by=by, at=at, day=told_on) as doing:
        one_of(RegulatorContact.Who.values, who, "side of a contact with a regulator")
        must_say(words, "what the regulator was told or asked")
        must_say(way, "by which way it was: letter, telephone, e-mail, visit")
        must_say(regulator, "the name of the regulator")
        row = RegulatorContact(
            representation=doing.case,
            regulator=regulator.strip(),
            told_on=told_on,
            who=who,
            way=way.strip(),
            words=words.strip(),
        )
        doing.add(row)
        return row
