"""How sensitive each part of a case is. Pages, exports and letters show a part only to those whose level reaches it."""

from __future__ import annotations

from collections.abc import Mapping

from heard.casework.permissions import Level

S1, S2, S3, S4 = Level.S1, Level.S2, Level.S3, Level.S4

PARTS: Mapping[str, Level] = {
    # The shell
    "shell": S1,
    "stages": S1,
    "clocks": S1,
    "outcome": S1,
    "team": S1,
    "assignments": S1,
    # What was said and who said it
    "words": S2,
    "points": S2,
    "parties": S2,
    "contacts": S2,
    "letters": S2,
    "messages": S2,
    "papers": S2,
    "timeline": S2,
    "findings": S2,
    "actions": S2,
    "consents": S2,
    "adjustments": S2,
    # What is about staff, health and other people, or is not finished
    "allegations": S3,
    "health": S3,
    "third_parties": S3,
    "staff_responses": S3,
    "drafts": S3,
    "equality": S3,
    "notes": S3,
    "decisions": S3,
    "money": S3,
    "reports": S3,
    "corrections": S3,
    "safeguarding": S3,
    # Sealed
    "protected_addresses": S4,
    "anonymous_source": S4,
    "court_papers": S4,
    "lado": S4,
    "legal_advice": S4,
    "whistleblowing": S4,
}
SEALED = frozenset(part for part, level in PARTS.items() if level is S4)
# Seen with the papers that a grant names, whatever else of the case is not.
OF_A_GRANT = frozenset({"shell", "stages", "clocks", "papers"})
# Where people may safely be reached is for those who write to them; a manager who answers needs no address.
NOT_FOR: Mapping[str, frozenset[str]] = {
    "team_manager": frozenset({"contacts"}),
    "head_of_service": frozenset({"contacts"}),
    "investigating_officer": frozenset({"equality"}),
    "adjudicating_officer": frozenset({"equality", "contacts"}),
    "director": frozenset({"equality", "contacts"}),
    "legal": frozenset({"equality"}),
    "safeguarding": frozenset({"equality"}),
    "ombudsman_link_officer": frozenset({"equality"}),
    "information_governance": frozenset({"equality"}),
    "panel_clerk": frozenset(),
}


def parts_to(level: Level, role: str) -> frozenset[str]:
    """The parts of a case up to a level, but those that a role has no use for. What is sealed is in none."""
    reached = {part for part, needed in PARTS.items() if needed <= level and needed < S4}
    return frozenset(reached) - NOT_FOR.get(role, frozenset())
