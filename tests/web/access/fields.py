"""Which field belongs to which part of a case, and who reads that part: the answers, written by hand."""

# ruff: noqa: E501  (a table: one thing a line)

from __future__ import annotations

from collections.abc import Mapping

from tests.web.access.everything import DECISIONS

# The part or parts of a case in any of which a field may be read. What stands here twice is told in two places.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "words": ("words",), "notes": ("notes",), "point": ("points",), "agreed_point": ("points",), "wanted": ("points",),
    "unmapped": ("notes",), "office_note": ("notes",), "attempt": ("messages",), "message_to": ("contacts",),
    "message": ("messages",), "regulator": ("decisions",), "dissatisfied": ("words",), "wording": ("points",),
    "provider": ("staff_responses",), "corrected_from": ("corrections",), "corrected_why": ("corrections",),
    "name": ("parties",), "ward": ("parties",), "childs_name": ("parties",), "file_number": ("parties",),
    "worker": ("parties",), "safe_address": ("contacts",), "contact_note": ("contacts",), "unsafe_number": ("contacts",),
    "protected_address": ("protected_addresses",), "protected_because": ("third_parties",),
    "protected_school": ("third_parties",),
    "proceedings": ("decisions",), "prejudice": ("decisions",),
    "declared": ("third_parties",), "report": ("reports",), "terms": (), "extension": ("timeline",),
    "panel_summary": ("findings",), "panel_attended": ("parties",), "panel_place": ("parties",),
    "panel_needs": ("adjustments",), "childs_way": ("adjustments",), "submission": ("timeline",), "finding": ("findings",),
    "payment": ("money",), "paid_for": ("money",), "payee": ("money",), "part_paid": ("money",),
    "paid_to": ("money",), "invoice": ("money",), "cost": ("money",), "recommendation": ("actions",), "action": ("actions",), "proof": ("actions",),
    **dict.fromkeys(("promise_told", "promise_said", "reopened", "was_proof", "if_changed", "if_changed_so"), ("actions",)),
    "remedy": ("actions",), "learnt": ("actions",), "still_so": ("actions",),
    "letter_title": ("letters",), "letter": ("letters",), "draft_title": (), "draft": (),
    "mail": ("messages",), "mail_subject": ("messages",), "mail_from": ("contacts",), "mail_file": ("messages",),
    "paper_2_title": ("papers",), "paper_2_file": ("papers",), "paper_3_title": ("reports",), "paper_3_file": ("reports",),
    "paper_sealed_title": ("court_papers",), "paper_sealed_file": ("court_papers",),
    "asked": ("staff_responses",), "handed_in": ("staff_responses",), "met": (), "interview": (), "paper_note": (),
    "wall": (), "emergency": (), "second": (), "unsealing": (), "saved": (), "half_typed": (),
    "narrative": ("decisions",), "enquiry": ("decisions",), "enquiry_answer": ("decisions",),
    "ombudsman_step": ("decisions",), "draft_decision": ("decisions",), "draft_comments": ("decisions",),
    "on_refusal": ("decisions",), "talk": ("decisions",), "chronology": ("decisions",), "hidden_words": ("papers",),
    "ombudsman_asks": ("decisions",), "advocate_asked": (),
    **dict.fromkeys(("data_asker", "data_words", "data_reply_to", "data_decided", "data_letter", "data_became", "data_why"), ()),
    "disputed": ("words",), "breach": (), "breach_step": (),
    **{f"{about}_{what}": (part, "decisions") for about, part in DECISIONS.items() for what in ("reason", "evidence")},
}  # fmt: skip
WRITERS = {"complaints_officer", "complaints_manager"}
WHO_DRAFT = WRITERS | {"team_manager", "adjudicating_officer", "panel_clerk", "head_of_service", "director",
                       "ombudsman_link_officer"}  # fmt: skip
FROM_OUTSIDE = {"investigating_officer", "independent_person", "panel_member", "advocate", "auditor"}
POST = {"post_room"}
# Beyond their part: whose own it is, who handles it on its way, and whose task it is to look into it.
ALSO: Mapping[str, set[str]] = {
    "draft": WHO_DRAFT, "draft_title": WHO_DRAFT,
    "letter": POST, "letter_title": POST, "name": POST | {"information_governance"}, "safe_address": POST,
    "paper_2_title": FROM_OUTSIDE | {"complaints_manager", "information_governance", "director"},
    "paper_2_file": FROM_OUTSIDE,
    "asked": {"team_manager"}, "handed_in": {"team_manager"},
    "met": {"investigating_officer"}, "interview": {"investigating_officer"}, "paper_note": {"investigating_officer"},
    "wall": {"complaints_manager", "information_governance"},
    "emergency": {"information_governance"},
    "second": WRITERS | {"information_governance"},
    "terms": {"complaints_manager"},
    "saved": {"complaints_manager"}, "half_typed": {"complaints_manager"},
    "advocate_asked": WRITERS,
    **dict.fromkeys(
        ("data_asker", "data_words", "data_reply_to", "data_decided", "data_letter", "data_became", "data_why", "disputed",
         "breach", "breach_step"),
        {"complaints_manager", "information_governance"},
    ),
}  # fmt: skip
LEVELS: Mapping[str, int] = {
    **dict.fromkeys(
        ("words", "points", "parties", "contacts", "letters", "messages", "papers", "timeline", "findings", "actions",
         "consents", "adjustments"), 2,
    ),
    **dict.fromkeys(
        ("third_parties", "staff_responses", "notes", "decisions", "money", "reports", "corrections", "safeguarding"), 3
    ),
    "protected_addresses": 4,
    "court_papers": 4,
}  # fmt: skip
# How deep each role reads once the case is given to them, for which part of the work, and without it.
GIVEN: Mapping[str, tuple[str, int]] = {
    "team_manager": ("responder", 2), "adjudicating_officer": ("adjudicator", 3), "panel_clerk": ("clerk", 2),
    "legal": ("legal", 3), "safeguarding": ("safeguarding", 3), "information_governance": ("governance", 3),
    "head_of_service": ("alternate", 2), "director": ("decider", 3), "ombudsman_link_officer": ("ombudsman", 3),
}  # fmt: skip
BY_ROLE: Mapping[str, int] = {"complaints_officer": 3, "complaints_manager": 3, "director": 3}
# Where somebody may safely be reached is for those who write to them.
NO_CONTACTS = {"team_manager", "head_of_service", "adjudicating_officer", "director"}


def may_read(role: str, field: str, *, given: bool) -> bool:
    """Whether somebody in a role may read a field, by the tables above alone."""
    deep = GIVEN[role][1] if given and role in GIVEN else BY_ROLE.get(role, 1)
    parts = [one for one in FIELDS[field] if not (one == "contacts" and role in NO_CONTACTS)]
    return role in ALSO.get(field, ()) or any(LEVELS[one] <= deep for one in parts)


__all__ = ["FIELDS", "FROM_OUTSIDE", "GIVEN", "may_read"]
