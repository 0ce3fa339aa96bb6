"""Which role may do which act, to what level, on which cases. One table: code, tests and manual all read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from heard.casework.permissions_acts import (
    CASEWORK,
    DECIDING,
    OF_APPROVING,
    OF_OMBUDSMAN,
    OF_PANEL,
    SECOND_PERSON,
    SYSTEM,
)
from heard.casework.permissions_kinds import Act, Level, NotAllowed, Right, Scope
from heard.law.procedure import Act as ChartAct
from heard.people.models import Member

__all__ = ["MAY", "SYSTEM", "TABLE", "Act", "AnyAct", "ChartAct", "Level", "NotAllowed", "Right", "Role", "Scope",
           "demand", "may", "reading", "right_of", "who_may"]  # fmt: skip

Role = Member.Role
AnyAct = Act | ChartAct
Rights = Mapping[AnyAct, Right]

S1, S2, S3, S4 = Level.S1, Level.S2, Level.S3, Level.S4
FRESH = frozenset(
    {
        Act.UNSEAL,
        Act.EXPORT_LIST,
        Act.BREAK_GLASS,
        Act.LIFT_WALL,
        Act.KEEP_STAFF,
        Act.REVIEW_ACCESS,
        Act.APPROVE,
        Act.RELEASE_REPORTS,
        Act.ERASE,
        Act.KEEP_RETENTION,
        Act.SET_RETENTION,
        Act.APPROVE_FILES,
    }
) | {ChartAct.CORRECT, ChartAct.IDENTIFY}
# The acts by which somebody reads what they have: what these reach, their holder sees.
READING = frozenset(
    {
        Act.SEE_CASES,
        Act.ADD_PAPERS,
        Act.DRAFT_LETTERS,
        Act.SIGN_LETTERS,
        Act.PROPOSE_RELEASE,
        Act.APPROVE_RELEASE,
    }
)
ALWAYS_TWO = frozenset(
    {
        Act.ERASE,
        Act.KEEP_RETENTION,
        Act.SET_RETENTION,
        Act.UNSEAL,
        Act.LIFT_WALL,
        Act.TELL_PUBLIC,
        Act.RELEASE_REPORTS,
        Act.APPROVE_FILES,
    }
)
OF_ONESELF = Right(S1, Scope.OWN)
EVERYBODY_AT_WORK: dict[AnyAct, Right] = dict.fromkeys(
    (Act.DECLARE_INTEREST, Act.COVER, Act.SEE_LEARNING), OF_ONESELF
)


def _rights(level: Level, scope: Scope, *acts: AnyAct, two: Iterable[AnyAct] = ()) -> dict[AnyAct, Right]:
    second = ALWAYS_TWO | SECOND_PERSON | frozenset(two)
    return {act: Right(level, scope, act in second, act in FRESH) for act in acts}


OFFICER = {
    **EVERYBODY_AT_WORK,
    **_rights(S3, Scope.ALL, *(CASEWORK - DECIDING), Act.SEE_CASES, Act.OPEN_FIGURES, Act.ADD_PAPERS),
    **_rights(S3, Scope.ALL, Act.PROPOSE_RELEASE, Act.DRAFT_LETTERS, Act.BREAK_GLASS, Act.APPROVE),
    **_rights(S2, Scope.ALL, Act.POST_OUT, Act.EXPORT_LIST),
    **_rights(S3, Scope.ALL, Act.SEE_PAYMENTS, Act.SEE_COSTS),
    **_rights(S1, Scope.OWN, Act.KEEP_BENCH),
    **_rights(S1, Scope.OWN, Act.SEE_FIGURES, Act.BRING_IN_SHEETS),
    **_rights(S3, Scope.ALL, Act.WRITE_REPORT_WORDS, Act.RELEASE_REPORT_WORDS, Act.KEEP_THEMES),
    **_rights(S1, Scope.OWN, Act.KEEP_PLANS, Act.KEEP_LEARNING, Act.TELL_PUBLIC),
    **_rights(S1, Scope.OWN, Act.READ_DRAFTS, Act.WRITE_REPORTS),
    **_rights(S3, Scope.ALL, Act.ANSWER_FILES),
}
MANAGER = {
    **EVERYBODY_AT_WORK,
    **_rights(S3, Scope.ALL, *CASEWORK, Act.SEE_CASES, Act.OPEN_FIGURES, Act.ADD_PAPERS, Act.DRAFT_LETTERS),
    **_rights(S3, Scope.ALL, Act.SIGN_LETTERS, Act.PROPOSE_RELEASE, Act.APPROVE_RELEASE, Act.BREAK_GLASS),
    **_rights(S3, Scope.ALL, Act.BUILD_WALL, Act.LIFT_WALL, Act.RESTRICT, Act.GRANT_ACCESS, Act.SEE_GRANTS),
    **_rights(S3, Scope.ALL, Act.SEE_LOOKS, Act.APPROVE, Act.APPROVE_PAYMENTS, *OF_APPROVING),
    **_rights(S3, Scope.ALL, Act.EXPORT_LIST, Act.SEE_PAYMENTS, Act.SEE_COSTS),
    **_rights(S1, Scope.OWN, Act.KEEP_BENCH),
    **_rights(S2, Scope.ALL, Act.POST_OUT),
    **_rights(S4, Scope.ALL, Act.UNSEAL),
    **_rights(S1, Scope.OWN, Act.SEE_FIGURES, Act.BRING_IN_SHEETS, Act.UNDO_IMPORTS, Act.CHANGE_SETTINGS),
    **_rights(S1, Scope.OWN, Act.CHECK_LEDGER, Act.KEEP_STAFF, Act.OVERSEE_PROMISES, Act.SEE_WORKER_FIGURES),
    **_rights(S3, Scope.ALL, Act.WRITE_REPORT_WORDS, Act.RELEASE_REPORT_WORDS, Act.KEEP_THEMES),
    **_rights(S1, Scope.OWN, Act.KEEP_PLANS, Act.KEEP_LEARNING, Act.TELL_PUBLIC),
    **_rights(S1, Scope.OWN, Act.READ_DRAFTS, Act.WRITE_REPORTS, Act.RELEASE_REPORTS),
    **_rights(S3, Scope.ALL, Act.ANSWER_FILES, Act.APPROVE_FILES),
    **_rights(S3, Scope.ALL, Act.KEEP_DATA_RIGHTS, Act.ERASE, Act.KEEP_BREACHES),
    **_rights(S1, Scope.OWN, Act.KEEP_RETENTION, Act.SET_RETENTION, Act.PLACE_HOLD),
}
STAGE_1_RESPONDER = {
    **EVERYBODY_AT_WORK,
    **_rights(S1, Scope.TEAM, Act.SEE_CASES, Act.OPEN_FIGURES),
    **_rights(
        S2, Scope.ASSIGNED, ChartAct.ANSWER_STAGE_1, ChartAct.RESOLVE, ChartAct.ANSWER, ChartAct.SETTLE
    ),
    **_rights(S2, Scope.ASSIGNED, ChartAct.FIND, ChartAct.AGREE_ACTION, ChartAct.RECORD_LEARNING),
    **_rights(
        S2, Scope.ASSIGNED, ChartAct.COMPLETE_ACTION, ChartAct.SAY_OF_ACTION, ChartAct.ANSWER_IF_CHANGED
    ),
    **_rights(S2, Scope.ASSIGNED, ChartAct.RECORD_CONTACT, ChartAct.ATTEMPT_CONTACT, ChartAct.RECEIVE_LETTER),
    **_rights(S2, Scope.ASSIGNED, ChartAct.EXPRESS_DISSATISFACTION, ChartAct.REFER_TO_SAFEGUARDING),
    **_rights(S2, Scope.ASSIGNED, Act.DRAFT_LETTERS, Act.ADD_PAPERS),
    **_rights(S1, Scope.OWN, Act.SEE_FIGURES),
}
# Adjudicating is for a senior manager: whoever is appointed to it on a case does it there, whatever their own role is.
AS_ADJUDICATOR = _rights(S3, Scope.ADJUDICATING, ChartAct.ADJUDICATE)
ADJUDICATOR = {
    **EVERYBODY_AT_WORK,
    **_rights(S3, Scope.ASSIGNED, Act.SEE_CASES, ChartAct.FIND, ChartAct.ADJUDICATE, ChartAct.ANSWER_STAGE_2),
    **_rights(S3, Scope.ASSIGNED, ChartAct.AGREE_ACTION, ChartAct.OFFER_REMEDY, ChartAct.RECORD_LEARNING),
    **_rights(S3, Scope.ASSIGNED, ChartAct.REFER_TO_SAFEGUARDING, Act.DRAFT_LETTERS, Act.SIGN_LETTERS),
    **_rights(S3, Scope.ASSIGNED, ChartAct.PROPOSE_PAYMENT),
}
INVESTIGATOR = {
    Act.DECLARE_INTEREST: OF_ONESELF,
    **_rights(S3, Scope.GRANTED, Act.SEE_CASES, ChartAct.RECEIVE_INVESTIGATOR_REPORT, Act.PROPOSE_RELEASE),
    **_rights(S3, Scope.GRANTED, ChartAct.DRAFT_STATEMENT, ChartAct.RECORD_CONTACT, Act.ADD_PAPERS),
    **_rights(S3, Scope.GRANTED, ChartAct.REFER_TO_SAFEGUARDING),
}
INDEPENDENT = {
    Act.DECLARE_INTEREST: OF_ONESELF,
    **_rights(S3, Scope.GRANTED, Act.SEE_CASES, ChartAct.RECEIVE_INDEPENDENT_REPORT, Act.ADD_PAPERS),
    **_rights(S3, Scope.GRANTED, ChartAct.REFER_TO_SAFEGUARDING),
}
CLERK = {
    **EVERYBODY_AT_WORK,
    **_rights(S1, Scope.STAGE_3, Act.SEE_CASES),
    **_rights(S2, Scope.ASSIGNED, *OF_PANEL, ChartAct.RECORD_CONTACT, ChartAct.ATTEMPT_CONTACT),
    **_rights(S2, Scope.ASSIGNED, ChartAct.REFER_TO_SAFEGUARDING),
    **_rights(
        S2, Scope.ASSIGNED, ChartAct.SEND_LETTER, Act.DRAFT_LETTERS, Act.ADD_PAPERS, Act.PROPOSE_RELEASE
    ),
    **_rights(S2, Scope.ASSIGNED, Act.EXPORT_LIST, two={Act.EXPORT_LIST}),
}
PANELLIST = {
    Act.DECLARE_INTEREST: OF_ONESELF,
    **_rights(S3, Scope.GRANTED, Act.SEE_CASES, ChartAct.REFER_TO_SAFEGUARDING),
}
ADVOCATE = {
    Act.DECLARE_INTEREST: OF_ONESELF,
    **_rights(S2, Scope.GRANTED, Act.SEE_CASES, ChartAct.REFER_TO_SAFEGUARDING),
}
LEGAL = {
    **EVERYBODY_AT_WORK,
    **_rights(S3, Scope.ASSIGNED, Act.SEE_CASES, Act.ADD_PAPERS, Act.APPROVE_RELEASE),
    **_rights(S3, Scope.ASSIGNED, ChartAct.REFER_TO_SAFEGUARDING),
    **_rights(S1, Scope.OWN, Act.PLACE_HOLD),
    **_rights(S4, Scope.ASSIGNED, Act.UNSEAL),
}
SAFEGUARDING = {
    **EVERYBODY_AT_WORK,
    **_rights(S3, Scope.ASSIGNED, Act.SEE_CASES, Act.ADD_PAPERS, ChartAct.REFER_TO_SAFEGUARDING),
    **_rights(S3, Scope.ASSIGNED, ChartAct.DECIDE_FREEZE, ChartAct.END_FREEZE),
    **_rights(S3, Scope.ALL, Act.BREAK_GLASS),
    **_rights(S4, Scope.ASSIGNED, Act.UNSEAL),
}
GOVERNANCE = {
    **EVERYBODY_AT_WORK,
    **_rights(S1, Scope.ALL, Act.SEE_CASES, Act.SEE_GRANTS, Act.SEE_LOOKS, Act.OPEN_FIGURES),
    **_rights(S3, Scope.ALL, Act.OPEN_FOR_A_REASON, Act.BUILD_WALL, Act.LIFT_WALL, Act.APPROVE),
    **_rights(S3, Scope.ALL, Act.REVIEW_GLASS, Act.EXPORT_LIST, two={Act.EXPORT_LIST}),
    **_rights(S3, Scope.ASSIGNED, Act.APPROVE_RELEASE),
    **_rights(S4, Scope.ALL, Act.UNSEAL),
    **_rights(S1, Scope.OWN, Act.SEE_FIGURES, Act.CHECK_LEDGER, Act.GO_OVER_LOOKS, Act.REVIEW_ACCESS),
    **_rights(S3, Scope.ALL, Act.ANSWER_FILES, Act.APPROVE_FILES),
    **_rights(S3, Scope.ALL, Act.KEEP_DATA_RIGHTS, Act.ERASE, Act.KEEP_BREACHES, Act.REPORT_LOOKS),
    **_rights(S1, Scope.OWN, Act.KEEP_RETENTION, Act.SET_RETENTION, Act.PLACE_HOLD),
}
HEAD_OF_SERVICE = {
    **EVERYBODY_AT_WORK,
    **_rights(S1, Scope.SERVICE, Act.SEE_CASES, Act.OPEN_FIGURES),
    **_rights(S2, Scope.ASSIGNED, ChartAct.ANSWER_STAGE_1, ChartAct.RESOLVE, ChartAct.FIND, ChartAct.ANSWER),
    **_rights(S2, Scope.ASSIGNED, ChartAct.AGREE_ACTION, ChartAct.VARY_ACTION, ChartAct.COMPLETE_ACTION),
    **_rights(S2, Scope.ASSIGNED, ChartAct.REOPEN_ACTION, ChartAct.SAY_OF_ACTION, ChartAct.ANSWER_IF_CHANGED),
    **_rights(
        S2, Scope.ASSIGNED, ChartAct.OFFER_REMEDY, ChartAct.RECORD_LEARNING, ChartAct.REFER_TO_SAFEGUARDING
    ),
    **_rights(S2, Scope.ASSIGNED, Act.DRAFT_LETTERS, Act.SIGN_LETTERS),
    **_rights(S2, Scope.ASSIGNED, ChartAct.SETTLE, ChartAct.RECORD_CONTACT, ChartAct.ATTEMPT_CONTACT),
    **AS_ADJUDICATOR,
    **_rights(S1, Scope.OWN, Act.SEE_FIGURES),
    **_rights(S1, Scope.OWN, Act.KEEP_PLANS, Act.KEEP_LEARNING),
    **_rights(S1, Scope.OWN, Act.OVERSEE_PROMISES),
}
DIRECTOR = {
    **EVERYBODY_AT_WORK,
    **_rights(S1, Scope.ALL, Act.SEE_CASES, Act.OPEN_FIGURES, Act.SEE_GRANTS),
    **_rights(S3, Scope.ESCALATED, ChartAct.ANSWER_STAGE_3, ChartAct.FIND, ChartAct.OFFER_REMEDY),
    **_rights(S3, Scope.ESCALATED, ChartAct.AGREE_ACTION, ChartAct.VARY_ACTION, ChartAct.COMPLETE_ACTION),
    **_rights(S3, Scope.ESCALATED, ChartAct.REOPEN_ACTION, ChartAct.DECIDE_IF_CHANGED),
    **_rights(S1, Scope.OWN, Act.OVERSEE_PROMISES),
    **_rights(S3, Scope.ESCALATED, ChartAct.RECORD_LEARNING, ChartAct.REFER_TO_SAFEGUARDING),
    **_rights(S3, Scope.ESCALATED, Act.DRAFT_LETTERS, Act.SIGN_LETTERS, Act.APPROVE_PAYMENTS, *OF_APPROVING),
    **_rights(S3, Scope.ESCALATED, ChartAct.PROPOSE_PAYMENT, Act.SEE_PAYMENTS, Act.SEE_COSTS),
    **AS_ADJUDICATOR,
    **_rights(S1, Scope.OWN, Act.SEE_FIGURES, Act.SEE_WORKER_FIGURES),
    **_rights(S1, Scope.OWN, Act.KEEP_PLANS, Act.READ_DRAFTS, Act.RELEASE_REPORTS),
}
LINK_OFFICER = {
    **EVERYBODY_AT_WORK,
    **_rights(S1, Scope.OMBUDSMAN, Act.SEE_CASES),
    **_rights(S3, Scope.ASSIGNED, *OF_OMBUDSMAN, ChartAct.GIVE_REMEDY, ChartAct.SEND_LETTER),
    **_rights(
        S3, Scope.ASSIGNED, ChartAct.PROPOSE_PAYMENT, ChartAct.RECORD_PAYMENT, ChartAct.TELL_OF_PAYMENT
    ),
    **_rights(S3, Scope.ASSIGNED, Act.SEE_PAYMENTS),
    **_rights(S3, Scope.ASSIGNED, ChartAct.REFER_TO_SAFEGUARDING),
    **_rights(S3, Scope.ASSIGNED, Act.DRAFT_LETTERS, Act.ADD_PAPERS, Act.PROPOSE_RELEASE),
    **_rights(S3, Scope.ASSIGNED, Act.EXPORT_LIST, two={Act.EXPORT_LIST}),
    **_rights(S1, Scope.OWN, Act.SEE_FIGURES),
}
TABLE: Mapping[str, Rights] = {
    Role.COMPLAINTS_OFFICER: OFFICER,
    Role.COMPLAINTS_MANAGER: MANAGER,
    Role.TEAM_MANAGER: STAGE_1_RESPONDER,
    Role.ADJUDICATING_OFFICER: ADJUDICATOR,
    Role.INVESTIGATING_OFFICER: INVESTIGATOR,
    Role.INDEPENDENT_PERSON: INDEPENDENT,
    Role.PANEL_CLERK: CLERK,
    Role.PANEL_MEMBER: PANELLIST,
    Role.ADVOCATE: ADVOCATE,
    Role.LEGAL: LEGAL,
    Role.SAFEGUARDING: SAFEGUARDING,
    Role.INFORMATION_GOVERNANCE: GOVERNANCE,
    Role.HEAD_OF_SERVICE: HEAD_OF_SERVICE,
    Role.DIRECTOR: DIRECTOR,
    Role.FINANCE_APPROVER: {
        **EVERYBODY_AT_WORK,
        **_rights(S1, Scope.OWN, Act.APPROVE_PAYMENTS, Act.SEE_PAYMENTS, *OF_APPROVING),
    },
    Role.CONTACT_CENTRE: {**EVERYBODY_AT_WORK, **_rights(S2, Scope.OWN, ChartAct.RECEIVE)},
    Role.POST_ROOM: {**EVERYBODY_AT_WORK, **_rights(S2, Scope.OWN, ChartAct.RECEIVE, Act.POST_OUT)},
    Role.ELECTED_MEMBER: _rights(S1, Scope.OWN, Act.SEE_FIGURES),
    Role.PERFORMANCE_ANALYST: {**EVERYBODY_AT_WORK, **_rights(S1, Scope.OWN, Act.SEE_FIGURES)},
    Role.OMBUDSMAN_LINK_OFFICER: LINK_OFFICER,
    Role.ADMINISTRATOR: {**EVERYBODY_AT_WORK, **_rights(S1, Scope.OWN, Act.CHECK_LEDGER, Act.KEEP_STAFF)},
    Role.AUDITOR: {
        **_rights(S3, Scope.GRANTED, Act.SEE_CASES),
        **_rights(S1, Scope.OWN, Act.SEE_FIGURES, Act.CHECK_LEDGER, Act.SEE_LOOKS),
    },
}
MAY: Mapping[str, frozenset[AnyAct]] = {role: frozenset(rights) for role, rights in TABLE.items()}


def right_of(member: Member | None, act: AnyAct) -> Right | None:
    """What a member's role lets them do of an act, or None. Nobody signed in may do nothing."""
    return None if member is None else TABLE.get(member.role, {}).get(act)


def reading(role: str, level: Level) -> frozenset[Scope]:
    """The reaches in which a role reads a case to a level at least. What is sealed is beside this."""
    rights = TABLE.get(role, {}).items()
    return frozenset(
        right.scope
        for act, right in rights
        if (act in READING or isinstance(act, ChartAct))
        and right.level >= level
        and right.scope is not Scope.OWN
    )


def who_may(act: AnyAct) -> tuple[str, ...]:
    """The roles that may do an act, in words."""
    return tuple(str(Role(role).label).lower() for role, rights in TABLE.items() if act in rights)


def may(member: Member | None, act: AnyAct) -> bool:
    """Whether somebody's role may do an act at all. For one case ask `access.can`."""
    return right_of(member, act) is not None


def demand(member: Member | None, act: AnyAct) -> Member:
    """The member, if their role may do the act. Raises NotAllowed."""
    if member is None or not may(member, act):
        words = act.words if isinstance(act, ChartAct) else act.value
        who = ", ".join(who_may(act)) or "nobody"
        raise NotAllowed(f"You cannot {words} in your role. These can: {who}.")
    return member
