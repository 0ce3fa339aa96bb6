"""Everything an act of the office may refuse in words: what happened, why, and what to do next."""

from __future__ import annotations

from heard.casework import new_details
from heard.casework.appointments import NotThisPerson
from heard.casework.four_eyes import NotAgreed
from heard.casework.performing import NoSuchCase, NotNow
from heard.casework.retention_holds import Held, NotHeld
from heard.casework.retention_reviewing import NotReviewed
from heard.casework.retention_salts import NotWhole
from heard.casework.retention_schedule import NotSet
from heard.law import procedure_needs
from heard.law.early_referral import NotToBeReferredEarly
from heard.law.kinds import UnknownCode
from heard.law.local_settings import LooserThanTheLaw
from heard.law.procedure import NotInTheChart
from heard.law.refusals import EvidenceMissing, UnlawfulRefusal
from heard.law.rulebook import NotInForce
from heard.law.timeliness import StoppedBeforeItStarted
from heard.law.working_days import CalendarRunsOut

# What is expected and said to the person who asked. Anything else is a fault of ours and stays one.
REFUSALS = (
    NotNow,
    NoSuchCase,
    NotInTheChart,
    new_details.DoesNotFit,
    new_details.NotInTheList,
    new_details.NotOnRecord,
    procedure_needs.NotOnRecord,
    NotThisPerson,
    NotAgreed,
    NotToBeReferredEarly,
    UnlawfulRefusal,
    EvidenceMissing,
    UnknownCode,
    NotInForce,
    CalendarRunsOut,
    LooserThanTheLaw,
    StoppedBeforeItStarted,
    Held,
    NotHeld,
    NotReviewed,
    NotSet,
    NotWhole,
)


def in_words(why: Exception) -> str:
    """What a refusal says, as a sentence: a look-up error's own text is quoted by Python, and here it is not."""
    return str(why.args[0]) if why.args else str(why)
