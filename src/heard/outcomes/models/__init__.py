"""What was found, what was put right and paid, what was promised and what was learned."""

from heard.outcomes.models.committees import AdvocacyContract, FigureTold, Matter, Meeting
from heard.outcomes.models.findings import Finding
from heard.outcomes.models.learning import LearningPoint
from heard.outcomes.models.plans import Plan, PlanItem, PlanProgress
from heard.outcomes.models.promised import FollowUp, Oversight, PromiseReopened, PromiseTold, PromiseWord
from heard.outcomes.models.promises import Action, Recommendation, Source
from heard.outcomes.models.remedies import Payment, PaymentPart, Remedy

__all__ = [
    "Action",
    "AdvocacyContract",
    "FigureTold",
    "Finding",
    "FollowUp",
    "LearningPoint",
    "Matter",
    "Meeting",
    "Oversight",
    "Payment",
    "PaymentPart",
    "Plan",
    "PlanItem",
    "PlanProgress",
    "PromiseReopened",
    "PromiseTold",
    "PromiseWord",
    "Recommendation",
    "Remedy",
    "Source",
]
