"""What rights are made of: acts that are no step of a procedure, levels of sensitivity, and reaches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Act(StrEnum):
    """Something a person may be entitled to do, besides the acts of the procedure."""

    SEE_CASES = "see cases"
    SEE_FIGURES = "see figures"
    OPEN_FIGURES = "open a figure to the cases behind it"
    SEE_WORKER_FIGURES = "see how often a worker is complained about again"
    BRING_IN_SHEETS = "bring in a sheet"
    UNDO_IMPORTS = "undo an import"
    CHANGE_SETTINGS = "change the council's settings"
    CHECK_LEDGER = "check the ledger"
    DECLARE_INTEREST = "declare an interest"
    BUILD_WALL = "keep somebody out of a case"
    LIFT_WALL = "lift a wall"
    RESTRICT = "keep a case to those who have it"
    GRANT_ACCESS = "let somebody from outside see papers"
    SEE_GRANTS = "see who from outside may see what until when"
    BREAK_GLASS = "open a case that is not theirs in an emergency"
    REVIEW_GLASS = "review such an opening"
    OPEN_FOR_A_REASON = "take a case to look into it, for a reason"
    UNSEAL = "open what is sealed"
    ADD_PAPERS = "add a paper"
    PROPOSE_RELEASE = "propose what is taken out of a paper"
    APPROVE_RELEASE = "approve a paper for release"
    DRAFT_LETTERS = "draft a letter"
    SIGN_LETTERS = "sign a letter off"
    POST_OUT = "post letters out"
    APPROVE_PAYMENTS = "approve a payment"
    SEE_PAYMENTS = "see what is paid"
    SEE_COSTS = "see what complaints cost"
    KEEP_BENCH = "keep the bench of investigators"
    EXPORT_LIST = "export a list"
    SEE_LOOKS = "see who has looked"
    GO_OVER_LOOKS = "go over striking looks"
    REVIEW_ACCESS = "review who has access"
    KEEP_STAFF = "keep the people of the office"
    COVER = "say who stands in while they are away"
    OVERSEE_PROMISES = "look over promises each month"
    WRITE_REPORT_WORDS = "write words for the report"
    RELEASE_REPORT_WORDS = "release words for the report"
    KEEP_THEMES = "keep themes"
    APPROVE = "be the second person"
    KEEP_PLANS = "keep plans, and what committees asked"
    SEE_LEARNING = "read what was learnt"
    KEEP_LEARNING = "keep what was learnt, training and samples"
    TELL_PUBLIC = "tell the public what was done"
    READ_DRAFTS = "read drafts of reports"
    WRITE_REPORTS = "write reports"
    RELEASE_REPORTS = "release a report"
    ANSWER_FILES = "answer requests for a file"
    APPROVE_FILES = "approve a file before it goes out"
    KEEP_RETENTION = "review what is due to be erased"
    SET_RETENTION = "set how long cases are kept"
    PLACE_HOLD = "hold cases against erasing"
    KEEP_DATA_RIGHTS = "see to requests to correct, restrict or erase"
    ERASE = "erase what somebody asked to have erased"
    KEEP_BREACHES = "keep the log of breaches"
    REPORT_LOOKS = "report who saw somebody's record"


class Level(IntEnum):
    """How sensitive something is: 0 published, 1 the shell, 2 words and names, 3 allegations, 4 sealed."""

    S0 = 0
    S1 = 1
    S2 = 2
    S3 = 3
    S4 = 4

    @property
    def words(self) -> str:
        """What stands at this level, in a few words."""
        return LEVEL_WORDS[self]


LEVEL_WORDS = {
    Level.S0: "published figures",
    Level.S1: "the shell: reference, stage, clocks, team, outcome",
    Level.S2: "what was said, letters, names",
    Level.S3: "allegations, health, other people, drafts",
    Level.S4: "what is sealed",
}


class Scope(StrEnum):
    """Which cases a right reaches. The words finish “…reaches”."""

    ALL = "every case"
    SERVICE = "cases of their services, and those given to them"
    TEAM = "cases of their team, and those given to them"
    STAGE_3 = "cases at Stage 3, and those given to them"
    ESCALATED = "cases at Stage 3 or raised to them, and those given to them"
    OMBUDSMAN = "cases with the Ombudsman, and those given to them"
    ASSIGNED = "cases given to them"
    ADJUDICATING = "cases whose adjudicating officer they are"
    GRANTED = "papers granted to them, until a day"
    OWN = "themselves, or no case"

    @property
    def to_you(self) -> str:
        """The same, said to whoever it is about."""
        return (
            self.replace("themselves", "yourself")
            .replace("their", "your")
            .replace("them", "you")
            .replace("they", "you")
        )


@dataclass(frozen=True, slots=True)
class Right:
    """That a role may do an act: up to which level, on which cases, and what else it takes.

    `second` says that another person must approve; `fresh` that they must have just proved again who they are.
    """

    level: Level
    scope: Scope
    second: bool = False
    fresh: bool = False


class NotAllowed(Exception):
    """This may not be done by this person; the message says who can."""
