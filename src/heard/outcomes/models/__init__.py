"""What was found, what was put right and paid, what was promised and what was learned."""

from heard.outcomes.models.bench import KnownTie, NotFree, OnTheBench
from heard.outcomes.models.committees import AdvocacyContract, FigureTold, Matter, Meeting
from heard.outcomes.models.costs import Cost
from heard.outcomes.models.findings import Finding
from heard.outcomes.models.learning import (
    LearningAnswer,
    LearningCase,
    LearningPlace,
    LearningPlan,
    LearningPoint,
    LearningTheme,
    PaperChanged,
)
from heard.outcomes.models.learning_shared import (
    GoodPractice,
    Guidance,
    GuidanceReader,
    Partner,
    SharedWith,
    Sharing,
    YouSaid,
)
from heard.outcomes.models.plans import Plan, PlanItem, PlanProgress
from heard.outcomes.models.promised import FollowUp, Oversight, PromiseReopened, PromiseTold, PromiseWord
from heard.outcomes.models.promises import Action, Recommendation, Source
from heard.outcomes.models.remedies import Payment, PaymentPart, ProposedPart, ProposedPayment, Remedy
from heard.outcomes.models.retention import (
    ErasedTotal,
    FileLeft,
    LegalHold,
    RetentionFacts,
    RetentionLine,
    RetentionReview,
    Tombstone,
)
from heard.outcomes.models.samples import DipSample, DipSampleCase
from heard.outcomes.models.themes import SuggestedCase, Theme, ThemedCase, ThemeSuggestion
from heard.outcomes.models.training import TrainingAttendance, TrainingFeedback, TrainingNeed, TrainingSession

__all__ = [
    "Action",
    "AdvocacyContract",
    "Cost",
    "DipSample",
    "DipSampleCase",
    "ErasedTotal",
    "FigureTold",
    "FileLeft",
    "Finding",
    "FollowUp",
    "GoodPractice",
    "Guidance",
    "GuidanceReader",
    "KnownTie",
    "LearningAnswer",
    "LearningCase",
    "LearningPlace",
    "LearningPlan",
    "LearningPoint",
    "LearningTheme",
    "LegalHold",
    "Matter",
    "Meeting",
    "NotFree",
    "OnTheBench",
    "Oversight",
    "PaperChanged",
    "Partner",
    "Payment",
    "PaymentPart",
    "Plan",
    "PlanItem",
    "PlanProgress",
    "PromiseReopened",
    "PromiseTold",
    "PromiseWord",
    "ProposedPart",
    "ProposedPayment",
    "Recommendation",
    "Remedy",
    "RetentionFacts",
    "RetentionLine",
    "RetentionReview",
    "SharedWith",
    "Sharing",
    "Source",
    "SuggestedCase",
    "Theme",
    "ThemeSuggestion",
    "ThemedCase",
    "Tombstone",
    "TrainingAttendance",
    "TrainingFeedback",
    "TrainingNeed",
    "TrainingSession",
    "YouSaid",
]
