"""The invented council: its services and teams, its people and the labels of its lists. None of it is real."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

COUNCIL = "Thistlemere Council"
CONTACT = "complaints@thistlemere.example"
SOURCE = "Invented for the demonstration"
ADVOCACY = "Lanternlight Advocacy"
HEALTH = "Thistlemere and Vale Health Trust (invented)"

ASSESSMENT = "Assessment and Safeguarding"
OUR_CARE = "Children in Our Care"
FOSTERING = "Fostering, Kinship and Adoption"
EARLY_HELP = "Early Help and Family Support"
DISABLED = "Disabled Children"


@dataclass(frozen=True, slots=True)
class DemoTeam:
    """A team: how often it is complained about, who manages it, who works in it and how quick its answers are."""

    label: str
    service: str
    weight: int
    manager: str
    worker: str = "social worker"
    slow: float = 1.0


TEAMS = (
    DemoTeam("Front Door", ASSESSMENT, 22, "Oswin Larkthwaite", "duty worker"),
    DemoTeam("Assessment North", ASSESSMENT, 52, "Tom Brackenell", slow=1.5),
    DemoTeam("Assessment South", ASSESSMENT, 41, "Ngozi Okanle"),
    DemoTeam("Child Protection and Court", ASSESSMENT, 36, "Bettina Marlcombe"),
    DemoTeam("Children in Care East", OUR_CARE, 34, "Haldane Quillstow"),
    DemoTeam("Children in Care West", OUR_CARE, 29, "Sorrel Fennimead", slow=1.2),
    DemoTeam("Leaving Care", OUR_CARE, 21, "Jarek Zelnimir", "personal adviser"),
    DemoTeam("Family Time Centre", OUR_CARE, 13, "Ines Doumarel", "family time worker", slow=0.7),
    DemoTeam("Fostering Support", FOSTERING, 15, "Wynne Pebbleden", "supervising social worker"),
    DemoTeam("Kinship and Special Guardianship", FOSTERING, 14, "Rukhsana Haldari"),
    DemoTeam("Adoption Support", FOSTERING, 6, "Corin Drayhale"),
    DemoTeam("Family Hubs", EARLY_HELP, 10, "Marjolie Thornwick", "family worker", slow=0.6),
    DemoTeam("Intensive Family Support", EARLY_HELP, 13, "Delroy Kestermore", "family support worker"),
    DemoTeam("Disabled Children's Team", DISABLED, 26, "Aoife Wickenshaw", slow=1.3),
    DemoTeam("Short Breaks", DISABLED, 9, "Leopold Garrowby", "short breaks worker"),
)
LEADERSHIP = MappingProxyType(
    {
        ASSESSMENT: "Assistant director for safeguarding",
        OUR_CARE: "Assistant director for children in our care",
        FOSTERING: "Assistant director for children in our care",
        EARLY_HELP: "Assistant director for early help",
        DISABLED: "Assistant director for early help",
    }
)

KINDS = {
    "Statutory complaint": "statutory_complaint",
    "Corporate complaint": "corporate_complaint",
    "Concern": "concern",
    "Informal complaint": "informal_complaint",
    "Comment": "comment",
    "Suggestion": "suggestion",
    "MP enquiry": "mp_enquiry",
    "Councillor enquiry": "councillor_enquiry",
    "Duty matter": "duty_matter",
}
KIND_LABELS = {means: label for label, means in KINDS.items()}
OUTCOMES = {
    "Upheld": "upheld",
    "Partly upheld": "partly_upheld",
    "Not upheld": "not_upheld",
    "No finding": "no_finding",
    "Withdrawn": "withdrawn",
    "Resolved": "resolved",
}
CHANNELS = {
    "Email": "email",
    "Online form": "form",
    "Telephone": "telephone",
    "Letter": "letter",
    "In person": "in_person",
    "Not known": "not_known",
}
COMPLAINANTS = {
    "Child or young person": "child",
    "Care leaver": "child",
    "Parent": "parent",
    "Grandparent or other relative": "relative",
    "Foster carer": "foster_carer",
    "Special guardian": "special_guardian",
    "Adoptive parent": "adopter",
    "Advocate for a young person": "advocate",
    "Professional": "professional",
    "Police officer": "professional",
    "Judge": "professional",
    "School": "professional",
    "Member of the public": "other",
}
NATURES = (
    "Communication",
    "Standard of service",
    "Conduct of staff",
    "Delay",
    "Decision or plan",
    "Assessment or report",
    "Family time",
    "Home or placement",
    "Change of worker",
    "Breach of confidentiality",
    "Money and support",
)
CATEGORIES = (
    "Quality of practice",
    "Communication",
    "Child at the centre",
    "Working together",
    "Support and service",
)
DECISIONS = {
    "Upheld: fault and injustice": "upheld",
    "Upheld: fault, no injustice": "upheld",
    "Not upheld: no fault": "not_upheld",
    "Premature": "premature",
    "Not investigated: council's remedy is enough": "not_investigated",
    "Not investigated: before the court": "not_investigated",
    "Not investigated: too long ago": "not_investigated",
    "Investigation discontinued": "discontinued",
    "Awaiting decision": "awaiting",
}
PAYMENT_KINDS = {
    "Symbolic payment": "symbolic",
    "Reimbursement": "reimbursement",
    "Compensation": "compensation",
}
REMEDIES = (
    "Apology",
    "Explanation",
    "Meeting",
    "New worker",
    "More support",
    "New assessment",
    "Record corrected",
    "Advocate arranged",
    "Watched in supervision",
)


def meanings() -> Mapping[str, Mapping[str, str]]:
    """Every label of the council's lists with its common meaning, in printed order."""
    return {
        "kind": KINDS,
        "outcome": OUTCOMES,
        "channel": CHANNELS,
        "complainant": COMPLAINANTS,
        "advocate_provider": {ADVOCACY: ""},
        "service": dict.fromkeys(LEADERSHIP, ""),
        "team": dict.fromkeys((team.label for team in TEAMS), ""),
        "nature": dict.fromkeys(NATURES, ""),
        "category": dict.fromkeys(CATEGORIES, ""),
        "decision": DECISIONS,
        "payment_kind": PAYMENT_KINDS,
        "remedy": dict.fromkeys(REMEDIES, ""),
    }
