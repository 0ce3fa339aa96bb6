"""What was found, what was put right and paid, what was promised and what was learned."""

from heard.outcomes.models.findings import Finding
from heard.outcomes.models.learning import LearningPoint
from heard.outcomes.models.promises import Action, Recommendation
from heard.outcomes.models.remedies import Payment, PaymentPart, Remedy

__all__ = [
    "Action",
    "Finding",
    "LearningPoint",
    "Payment",
    "PaymentPart",
    "Recommendation",
    "Remedy",
]
