"""A late request for Stage 2 declined, by the rules of the procedure it is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from heard.casework.corporate import refuse_corporate_stage_2
from heard.casework.stage_2 import refuse_stage_2
from heard.representations.models import Decision, Representation


@dataclass(frozen=True, slots=True)
class Declining:
    """A refusal to go on: who decides and why, the day of telling, and what the procedure of the case asks besides.

    The Children Act procedure needs a lawful ground, its evidence, the letter and a second person; the council's own
    needs its letter to tell of the Ombudsman.
    """

    reason: str
    decided_by: str
    told_on: date | None
    seconded_by: str = ""
    ground: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)
    letter: Mapping[str, str] = field(default_factory=dict)
    tells_of_ombudsman: bool = False


def decline_late_stage_2(
    *, reference: str, by: str, at: datetime, decided_on: date, declining: Declining
) -> Decision:
    """Decline a late request for Stage 2. Raises UnlawfulRefusal, EvidenceMissing, NotNow or DoesNotFit."""
    who = {"reference": reference, "by": by, "at": at}
    said = {"reason": declining.reason, "decided_by": declining.decided_by, "told_on": declining.told_on}
    corporate = Representation.objects.filter(reference=reference, procedure="corporate").exists()
    if corporate:
        tells = declining.tells_of_ombudsman
        return refuse_corporate_stage_2(**who, **said, decided_on=decided_on, tells_of_ombudsman=tells)  # type: ignore[arg-type]
    return refuse_stage_2(
        **who,  # type: ignore[arg-type]
        **said,  # type: ignore[arg-type]
        decided_on=decided_on,
        seconded_by=declining.seconded_by,
        ground=declining.ground,
        evidence=declining.evidence,
        letter=declining.letter,
    )
