"""The council, its services and lists, its office, and the people of its cases. Most personal data lives here."""

from heard.people.models.access_reviewed import AccessReviewed
from heard.people.models.council import (
    AddedHoliday,
    Council,
    CouncilLogo,
    CouncilSetting,
    HelpNumber,
    LanguageReview,
)
from heard.people.models.lists import Service, Spelling, Team, Term
from heard.people.models.office import Absence, Member, OfficeChange, OfficePost, Tie
from heard.people.models.person import Contact, Person
from heard.people.models.signing_in import DirectoryLink, Factor, FailedGuess, SignedIn

__all__ = [
    "Absence",
    "AccessReviewed",
    "AddedHoliday",
    "Contact",
    "Council",
    "CouncilLogo",
    "CouncilSetting",
    "DirectoryLink",
    "Factor",
    "FailedGuess",
    "HelpNumber",
    "LanguageReview",
    "Member",
    "OfficeChange",
    "OfficePost",
    "Person",
    "Service",
    "SignedIn",
    "Spelling",
    "Team",
    "Term",
    "Tie",
]
