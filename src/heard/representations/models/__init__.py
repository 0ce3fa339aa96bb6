"""What people said to the council, the stages it went through and everything dated about them."""

from heard.representations.models.about_people import AboutPeople
from heard.representations.models.access import Assignment, Restriction, Wall
from heard.representations.models.advocacy import AdvocacyReferral
from heard.representations.models.beside import (
    ComparisonGroup,
    ComparisonGroupCouncil,
    ContextFigure,
    MarkedEvent,
    OtherCouncil,
    OtherCouncilFigure,
)
from heard.representations.models.breaches import Breach, BreachCase, BreachStep
from heard.representations.models.bundle import (
    Bundle,
    BundleLeave,
    BundlePaper,
    ChronologyLine,
    Engagement,
    PanelArrangement,
)
from heard.representations.models.codes import KINDS, PROCEDURES, STAGES
from heard.representations.models.compliments import PassedOn, ReportWords
from heard.representations.models.data_complaints import DataComplaint
from heard.representations.models.data_rights import (
    DataDecision,
    DataReason,
    DataRequest,
    DataRequestCase,
    Disputed,
    Erasure,
    RestrictedUse,
    StoreCleaned,
    ValueCorrected,
)
from heard.representations.models.desk import (
    CalendarLink,
    DailyMessage,
    SavedFilter,
    SearchedWords,
    Subscription,
)
from heard.representations.models.document import Document
from heard.representations.models.door import (
    Code,
    Doorstep,
    DoorstepFile,
    HowItWas,
    ReadyCode,
    Telling,
    WayBack,
)
from heard.representations.models.draft import DraftStep, DraftVersion, IssuedFile, LetterDraft, Protection
from heard.representations.models.file_requests import (
    FileCopy,
    FilePause,
    FilePiece,
    FileRequest,
    FileSearch,
    FileSpan,
)
from heard.representations.models.handed_in import (
    AnswerAsked,
    Declaration,
    HandedIn,
    InterviewNote,
    PaperNote,
)
from heard.representations.models.hiding import HiddenWords, Hiding
from heard.representations.models.investigation import ProviderAnswer, Report, Wording
from heard.representations.models.leave import GlassBroken, Grant, GrantedDocument, SecondPerson, Unsealing
from heard.representations.models.letter import Letter, Posting
from heard.representations.models.mail import ArrivedMail, MailAttachment, MailMatch
from heard.representations.models.message import LetterWords, Message, OfficeNote
from heard.representations.models.night import MovedDate, Notice, Redating
from heard.representations.models.ombudsman import (
    OmbudsmanCase,
    OmbudsmanEnquiry,
    OmbudsmanRecommendation,
    PublicReport,
)
from heard.representations.models.ombudsman_file import (
    DecisionMadePublic,
    OmbudsmanDraft,
    OmbudsmanExtension,
    OmbudsmanStep,
    OmbudsmanTalk,
    WordOnRefusal,
)
from heard.representations.models.panel import Panel, PanelAttendance, PanelSubmission
from heard.representations.models.procedure import (
    Advocacy,
    Appointment,
    ContactAttempt,
    Decision,
    Dissatisfaction,
    Hold,
    Link,
    RegulatorContact,
)
from heard.representations.models.representation import (
    Element,
    Party,
    Representation,
    RepresentationNature,
    UnmappedFact,
)
from heard.representations.models.stage import Extension, Stage

__all__ = [
    "KINDS",
    "PROCEDURES",
    "STAGES",
    "AboutPeople",
    "Advocacy",
    "AdvocacyReferral",
    "AnswerAsked",
    "Appointment",
    "ArrivedMail",
    "Assignment",
    "Breach",
    "BreachCase",
    "BreachStep",
    "Bundle",
    "BundleLeave",
    "BundlePaper",
    "CalendarLink",
    "ChronologyLine",
    "Code",
    "ComparisonGroup",
    "ComparisonGroupCouncil",
    "ContactAttempt",
    "ContextFigure",
    "DailyMessage",
    "DataComplaint",
    "DataDecision",
    "DataReason",
    "DataRequest",
    "DataRequestCase",
    "Decision",
    "DecisionMadePublic",
    "Declaration",
    "Disputed",
    "Dissatisfaction",
    "Document",
    "Doorstep",
    "DoorstepFile",
    "DraftStep",
    "DraftVersion",
    "Element",
    "Engagement",
    "Erasure",
    "Extension",
    "FileCopy",
    "FilePause",
    "FilePiece",
    "FileRequest",
    "FileSearch",
    "FileSpan",
    "GlassBroken",
    "Grant",
    "GrantedDocument",
    "HandedIn",
    "HiddenWords",
    "Hiding",
    "Hold",
    "HowItWas",
    "InterviewNote",
    "IssuedFile",
    "Letter",
    "LetterDraft",
    "LetterWords",
    "Link",
    "MailAttachment",
    "MailMatch",
    "MarkedEvent",
    "Message",
    "MovedDate",
    "Notice",
    "OfficeNote",
    "OmbudsmanCase",
    "OmbudsmanDraft",
    "OmbudsmanEnquiry",
    "OmbudsmanExtension",
    "OmbudsmanRecommendation",
    "OmbudsmanStep",
    "OmbudsmanTalk",
    "OtherCouncil",
    "OtherCouncilFigure",
    "Panel",
    "PanelArrangement",
    "PanelAttendance",
    "PanelSubmission",
    "PaperNote",
    "Party",
    "PassedOn",
    "Posting",
    "Protection",
    "ProviderAnswer",
    "PublicReport",
    "ReadyCode",
    "Redating",
    "RegulatorContact",
    "Report",
    "ReportWords",
    "Representation",
    "RepresentationNature",
    "RestrictedUse",
    "Restriction",
    "SavedFilter",
    "SearchedWords",
    "SecondPerson",
    "Stage",
    "StoreCleaned",
    "Subscription",
    "Telling",
    "UnmappedFact",
    "Unsealing",
    "ValueCorrected",
    "Wall",
    "WayBack",
    "WordOnRefusal",
    "Wording",
]
