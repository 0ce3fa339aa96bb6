"""Every address there is: who may open it, and what stands for each number in it. A page without its row is found.

`who` is the act that a role must be able to do to open it at all; what it shows of a case is asked of the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver, reverse
from tests.casework import living
from tests.web.access.everything import Everything

from heard.casework.permissions import Act, ChartAct

SEES = Act.SEE_CASES
# Whoever has no member: the door, and words for everybody.
ANYBODY = "anybody"
# Whoever is signed in, for themselves alone.
ONESELF = "oneself"


@dataclass(frozen=True)
class Row:
    """One address: who may open it, and where each part of it comes from, in order."""

    who: Any
    parts: tuple[str, ...] = ()


def _case(who: Any, *parts: str) -> Row:
    return Row(who, ("reference", *parts))


TABLE: dict[str, Row] = {
    # The door, and what everybody may read
    **dict.fromkeys(
        ("home", "enter-demonstration", "sign-in", "second-factor", "passkey-ask", "passkey-take", "prove-again",
         "kept-words", "stay", "directory-begin", "directory-answer", "sign-out", "theme", "help", "accessibility",
         "privacy", "health", "metrics"),
        Row(ANYBODY),
    ),
    # Coming back to what was told: what is there is opened by a code or a link, never by a member
    **dict.fromkeys(
        ("public-code", "public-link", "my-page", "my-say", "my-go-on", "my-stop", "my-how", "my-agree", "my-trust"),
        Row(ANYBODY),
    ),
    "new-code": _case(SEES, "person"),
    **dict.fromkeys(
        ("leave", "public-you-said", "public-you-said-children", "public-figures", "public-figures-children",
         "child-start", "child-check", "child-sent", "child-easy", "public-hide", "public-safe", "public-private"),
        Row(ANYBODY),
    ),
    "public-figures-file": Row(ANYBODY, ("form",)),
    "child-step": Row(ANYBODY, ("step_of_child",)),
    **dict.fromkeys(
        ("complain", "complain-check", "complain-sent", "complain-copy", "complain-about", "complain-points",
         "complain-files", "thanks", "thanks-sent"),
        Row(ANYBODY),
    ),
    "complain-step": Row(ANYBODY, ("step_of_adult",)),
    "complain-point": Row(ANYBODY, ("point", "part_of_point")),
    "complain-point-away": Row(ANYBODY, ("point",)),
    "use-link": Row(ANYBODY, ("secret",)),
    "my-letter": Row(ANYBODY, ("letter",)),
    **dict.fromkeys(("my-promise", "my-changed"), Row(ANYBODY, ("number",))),
    "oversight": Row(Act.OVERSEE_PROMISES),
    "choose-password": Row(ANYBODY, ("secret", "secret")),
    "calendar-feed": Row(ANYBODY, ("secret",)),
    "logo": Row(ANYBODY, ("fingerprint",)),
    # One's own way in
    **dict.fromkeys(
        ("own-sign-in", "set-up", "own-codes", "own-passkey", "own-passkey-ask", "own-recovery", "own-password",
         "own-browsers"),
        Row(ONESELF),
    ),
    "own-take-away": Row(ONESELF, ("factor",)),
    # Work, lists and search
    **dict.fromkeys(
        ("work", "team-work", "meeting", "meeting-workbook", "own-calendar", "find", "cases", "save-filter", "promises",
         "ombudsman-cases", "compliments", "safety-list", "advocacy-requests", "advocacy-ask", "approving", "notices",
         "guest-cases"),
        Row(SEES),
    ),
    # Money, and who may be asked to investigate
    "payments": Row(Act.SEE_PAYMENTS),
    "payments-of-year": Row(Act.SEE_PAYMENTS, ("year_paid",)),
    "payment": Row(Act.SEE_PAYMENTS, ("proposed",)),
    **dict.fromkeys(("payment-approve", "payment-refuse"), Row(Act.APPROVE_PAYMENTS, ("proposed",))),
    "costs": Row(Act.SEE_COSTS),
    "case-money": _case(SEES),
    "bench": Row(Act.KEEP_BENCH),
    "bench-join": Row(Act.KEEP_BENCH),
    **dict.fromkeys(
        ("bench-one", "bench-change", "bench-away", "bench-free", "bench-tie", "bench-leave"),
        Row(Act.KEEP_BENCH, ("on_bench",)),
    ),
    "bench-tie-drop": Row(Act.KEEP_BENCH, ("on_bench", "bench_tie")),
    "settings-money": Row(Act.CHANGE_SETTINGS),
    "settings-small-numbers": Row(Act.CHANGE_SETTINGS),
    "settings-money-one": Row(Act.CHANGE_SETTINGS, ("money_setting",)),
    "give-many": Row(ChartAct.ASSIGN),
    "export-cases": Row(Act.EXPORT_LIST),
    "drop-filter": Row(SEES, ("saved",)),
    "advocacy-request": Row(SEES, ("referral",)),
    "advocacy-step": Row(SEES, ("referral", "step_of_request")),
    "second-person": Row(Act.APPROVE, ("second",)),
    "new-case": Row(ChartAct.RECEIVE),
    "draft-keep": Row(Act.DECLARE_INTEREST),
    # E-mail that came in
    "mails": Row(ChartAct.RECEIVE),
    **dict.fromkeys(("mail", "mail-new-case", "mail-aside", "mail-back"), Row(ChartAct.RECEIVE, ("mail",))),
    **dict.fromkeys(("mail-join", "mail-off"), Row(ChartAct.RECEIVE_LETTER, ("mail",))),
    "start": Row(Act.DECLARE_INTEREST),
    "declare-interest": Row(Act.DECLARE_INTEREST),
    # Who is kept out and who is let in
    "walls-lifted": Row(Act.BUILD_WALL),
    "case-walls": _case(Act.BUILD_WALL),
    "case-restrict": _case(Act.RESTRICT),
    "case-wall-lift": _case(Act.LIFT_WALL, "wall"),
    "grants": Row(Act.SEE_GRANTS),
    "grant": Row(Act.GRANT_ACCESS, ("grant",)),
    "break-glass": Row(Act.BREAK_GLASS),
    **dict.fromkeys(("looks-to-go-over", "looks-together"), Row(Act.GO_OVER_LOOKS)),
    "look-to-go-over": Row(Act.GO_OVER_LOOKS, ("number",)),
    "access-review": Row(Act.REVIEW_ACCESS),
    "access-review-one": Row(Act.REVIEW_ACCESS, ("number",)),
    # Requests for a file, and complaints about data
    **dict.fromkeys(
        ("file-requests", "file-request-find", "file-exemptions", "data-complaints", "data-complaint-new"),
        Row(Act.ANSWER_FILES),
    ),
    **dict.fromkeys(
        ("file-request", "file-request-new", "file-piece", "file-piece-mark", "file-piece-part", "file-piece-out",
         "file-span-show", "file-copy", "file-copy-file", "file-copy-send", "data-complaint"),
        Row(Act.ANSWER_FILES, ("number",)),
    ),
    "file-copy-back": Row(Act.APPROVE_FILES, ("number",)),
    **dict.fromkeys(
        ("file-request-heard", "file-piece-picture"), Row(Act.ANSWER_FILES, ("number", "page_of_paper"))
    ),
    **dict.fromkeys(
        ("file-request-step", "data-complaint-step"), Row(Act.ANSWER_FILES, ("number", "step_of_request"))
    ),
    "glass-reviews": Row(Act.REVIEW_GLASS),
    "glass-review": Row(Act.REVIEW_GLASS, ("glass",)),
    "answers": Row(ChartAct.ANSWER_STAGE_1),
    "answer": Row(ChartAct.ANSWER_STAGE_1, ("asked",)),
    "case-access": _case(Act.GRANT_ACCESS, "appointment"),
    "case-contract": _case(Act.GRANT_ACCESS, "appointment"),
    "case-looks": _case(Act.SEE_LOOKS),
    # One case
    **dict.fromkeys(
        ("case", "case-ombudsman", "case-closing", "story", "case-handed-in", "triage", "triage-decide",
         "case-decisions", "case-clocks", "case-points", "case-people", "case-papers", "case-messages", "case-notes",
         "case-letters", "case-history", "case-statement", "case-stage-2", "case-findings", "case-panel",
         "case-bundle"),
        _case(SEES),
    ),
    "case-handed-in-one": _case(SEES, "handed"),
    "act": _case(SEES, "act"),
    "act-asked": _case(SEES, "second"),
    "triage-step": _case(SEES, "question"),
    "case-finding": _case(SEES, "point"),
    "case-bundle-file": _case(SEES, "version"),
    "case-ombudsman-copy": _case(SEES, "ombudsmans"),
    "case-ombudsman-copy-file": _case(SEES, "ombudsmans", "version"),
    "ombudsman-talks": Row(ChartAct.RECORD_OMBUDSMAN_TALK),
    "ombudsman-talk-new": Row(ChartAct.RECORD_OMBUDSMAN_TALK),
    "paper-hide": _case(Act.PROPOSE_RELEASE, "paper"),
    "paper-hide-picture": _case(Act.PROPOSE_RELEASE, "paper", "page_of_paper"),
    # Papers and letters
    "paper-new": _case(Act.ADD_PAPERS),
    "case-paper": _case(SEES, "paper"),
    "paper-take": _case(SEES, "paper"),
    "paper-preview": _case(SEES, "paper"),
    "paper-release": _case(SEES, "paper"),
    "paper-set-aside": _case(Act.ADD_PAPERS, "paper"),
    "paper-file": Row(SEES, ("secret",)),
    "letter": _case(SEES, "letter"),
    "letter-docx": _case(SEES, "letter"),
    "case-protected": _case(Act.DRAFT_LETTERS),
    "letter-new": _case(Act.DRAFT_LETTERS),
    **dict.fromkeys(
        ("letter-draft", "letter-try", "letter-preview", "letter-versions", "letter-check", "letter-sign"),
        _case(Act.DRAFT_LETTERS, "draft"),
    ),
    "letter-step": _case(Act.DRAFT_LETTERS, "draft", "step_of_letter"),
    "post-out": Row(Act.POST_OUT),
    "post-letter": Row(Act.POST_OUT, ("letter",)),
    "post-docx": Row(Act.POST_OUT, ("letter",)),
    "post-step": Row(Act.POST_OUT, ("letter", "step_of_post")),
    # People from outside
    **dict.fromkeys(
        ("guest-case", "guest-declare", "guest-papers", "guest-points", "guest-report", "guest-words"), _case(SEES)
    ),
    "guest-paper": _case(SEES, "paper"),
    "guest-point": _case(SEES, "point"),
    "guest-safety": _case(ChartAct.REFER_TO_SAFEGUARDING),
    "guest-notes": _case(Act.ADD_PAPERS),
    "guest-note-new": _case(Act.ADD_PAPERS),
    "guest-note": _case(Act.ADD_PAPERS, "note"),
    # Lists brought in, figures, the report
    "imports": Row(Act.BRING_IN_SHEETS),
    "import-run": Row(Act.BRING_IN_SHEETS, ("run",)),
    "import-undo": Row(Act.UNDO_IMPORTS, ("run",)),
    "import-answers": Row(Act.BRING_IN_SHEETS, ("run",)),
    **dict.fromkeys(
        ("import-look", "import-keep", "import-mend", "import-map"), Row(Act.BRING_IN_SHEETS, ("secret", "sheet"))
    ),
    "import-drop": Row(Act.BRING_IN_SHEETS, ("secret",)),
    **dict.fromkeys(("figures", "figure-made-of", "about-people", "report"), Row(Act.SEE_FIGURES)),
    **dict.fromkeys(
        ("dashboard-how", "dashboard-on-time", "dashboard-honest", "dashboard-changed", "dashboard-voices",
         "dashboard-found", "dashboard-ombudsman", "data-quality", "scrutiny-pack", "sent", "sent-new"),
        Row(Act.SEE_FIGURES),
    ),
    **dict.fromkeys(("sent-go", "sent-end"), Row(Act.SEE_FIGURES, ("number",))),
    "data-quality-mend": Row(Act.OPEN_FIGURES, ("check",)),
    "figure": Row(Act.SEE_FIGURES, ("measure",)),
    "figure-download": Row(Act.SEE_FIGURES, ("measure", "form")),
    "annual-report": Row(Act.SEE_FIGURES, ("period",)),
    "annual-report-download": Row(Act.SEE_FIGURES, ("period", "form")),
    # Reports in the making, and those released
    "reports": Row(Act.SEE_FIGURES),
    "report-begin": Row(Act.WRITE_REPORTS),
    "report-verify": Row(Act.RELEASE_REPORTS),
    **dict.fromkeys(
        ("report-draft", "report-preview", "report-checks", "report-send-back", "report-versions"),
        Row(Act.READ_DRAFTS, ("number",)),
    ),
    "report-sign-off": Row(Act.READ_DRAFTS, ("number", "finding")),
    **dict.fromkeys(
        ("report-details", "report-add", "report-figures", "report-offer", "report-drop", "report-section",
         "report-order", "report-again"),
        Row(Act.WRITE_REPORTS, ("number",)),
    ),
    **dict.fromkeys(("report-release", "report-take-back"), Row(Act.RELEASE_REPORTS, ("number",))),
    "report-released": Row(Act.SEE_FIGURES, ("number",)),
    "report-released-download": Row(Act.SEE_FIGURES, ("number", "form")),
    # Settings and the ledger
    **dict.fromkeys(
        ("settings", "settings-directory", "settings-council", "settings-bands", "settings-clocks", "settings-days",
         "settings-lists", "settings-context", "letter-templates", "settings-colours",
         "settings-colours-style", "settings-logo", "settings-numbers", "settings-notice"),
        Row(Act.CHANGE_SETTINGS),
    ),
    "settings-band": Row(Act.CHANGE_SETTINGS, ("stage",)),
    "settings-clock": Row(Act.CHANGE_SETTINGS, ("clock",)),
    "settings-list": Row(Act.CHANGE_SETTINGS, ("list",)),
    "settings-label-add": Row(Act.CHANGE_SETTINGS, ("list",)),
    "settings-label": Row(Act.CHANGE_SETTINGS, ("list", "label")),
    "settings-label-merge": Row(Act.CHANGE_SETTINGS, ("list", "label")),
    "settings-number": Row(Act.CHANGE_SETTINGS, ("number",)),
    "settings-context-figure": Row(Act.CHANGE_SETTINGS, ("figure",)),
    **dict.fromkeys(("forecast", "other-councils"), Row(Act.SEE_FIGURES)),
    **dict.fromkeys(
        ("other-figure-new", "other-councils-sheet", "other-councils-template", "comparison-group-new"),
        Row(Act.CHANGE_SETTINGS),
    ),
    **dict.fromkeys(
        ("other-figure-correct", "other-figure-drop", "comparison-group"), Row(Act.CHANGE_SETTINGS, ("number",))
    ),
    "settings-events": Row(Act.SEE_FIGURES),
    "settings-event-new": Row(Act.CHANGE_SETTINGS),
    "settings-event-review": Row(Act.RELEASE_REPORT_WORDS, ("number",)),
    **dict.fromkeys(
        ("settings-event-correct", "settings-event-end", "settings-event-take-back"),
        Row(Act.CHANGE_SETTINGS, ("number",)),
    ),
    "people-link": Row(Act.CHANGE_SETTINGS, ("member",)),
    "lost-factor": Row(Act.CHANGE_SETTINGS, ("member",)),
    "letter-template": Row(Act.CHANGE_SETTINGS, ("kind", "audience")),
    # The people of the office
    **dict.fromkeys(("people", "people-join", "people-sheet", "people-sheet-template", "places"), Row(Act.KEEP_STAFF)),
    **dict.fromkeys(("people-person", "people-move", "people-leave", "people-away"), Row(Act.KEEP_STAFF, ("member",))),
    "people-asked": Row(Act.KEEP_STAFF, ("second",)),
    "people-back": Row(Act.KEEP_STAFF, ("member", "absence")),
    "people-sheet-look": Row(Act.KEEP_STAFF, ("secret",)),
    "place-add": Row(Act.KEEP_STAFF, ("place",)),
    "place": Row(Act.KEEP_STAFF, ("place", "team")),
    "place-end": Row(Act.KEEP_STAFF, ("place", "team")),
    "own-away": Row(Act.COVER),
    "own-back": Row(Act.COVER, ("absence",)),
    # What is learnt and how it is spread
    **dict.fromkeys(
        ("learning", "good-practice", "to-read", "training", "samples", "changed-papers"), Row(Act.SEE_LEARNING)
    ),
    "learning-one": Row(Act.SEE_LEARNING, ("learning",)),
    "to-read-sign": Row(Act.SEE_LEARNING, ("guidance",)),
    **dict.fromkeys(
        ("learning-new", "learning-partners", "good-practice-new", "guidance", "guidance-new", "training-need-new",
         "training-session-new", "sample-new", "changed-paper-new"),
        Row(Act.KEEP_LEARNING),
    ),
    **dict.fromkeys(
        ("learning-order", "learning-plan", "learning-share", "learning-changed"), Row(Act.KEEP_LEARNING, ("learning",))
    ),
    **dict.fromkeys(
        ("good-practice-back", "training-need-send", "training-need-answer", "training-feedback"),
        Row(Act.KEEP_LEARNING, ("guidance",)),
    ),
    **dict.fromkeys(("told-the-public", "told-the-public-new"), Row(Act.TELL_PUBLIC)),
    "told-the-public-change": Row(Act.TELL_PUBLIC, ("guidance",)),
    "told-the-public-step": Row(Act.TELL_PUBLIC, ("guidance", "step_of_told")),
    # Words for everybody, what was passed on, and themes
    "report-words": _case(Act.WRITE_REPORT_WORDS, "use_of_words"),
    "heard-of-me": Row(Act.DECLARE_INTEREST),
    "themes": Row(SEES),
    "theme-one": Row(SEES, ("number",)),
    **dict.fromkeys(("theme-new", "theme-suggestions", "theme-read"), Row(Act.KEEP_THEMES)),
    "theme-suggestion": Row(Act.KEEP_THEMES, ("number",)),
    # Plans, and what committees and partners asked
    **dict.fromkeys(("plans", "committees"), Row(Act.SEE_FIGURES)),
    **dict.fromkeys(
        ("plan", "plan-progress", "committee-meeting", "committee-answer"), Row(Act.SEE_FIGURES, ("number",))
    ),
    **dict.fromkeys(("plan-new", "committee-new", "advocacy-contract-new"), Row(Act.KEEP_PLANS)),
    **dict.fromkeys(
        ("plan-add", "plan-carry", "committee-add", "committee-into-plan", "advocacy-contract-end"),
        Row(Act.KEEP_PLANS, ("number",)),
    ),
    # What people ask about their data, breaches, and who looked
    **dict.fromkeys(("keeping", "keeping-erased", "keeping-leavers"), Row(Act.KEEP_RETENTION)),
    **dict.fromkeys(
        ("keeping-case", "keeping-facts", "keeping-keep", "keeping-propose"), Row(Act.KEEP_RETENTION, ("reference",))
    ),
    **dict.fromkeys(("keeping-schedule", "keeping-sign-off"), Row(Act.SET_RETENTION)),
    "keeping-line": Row(Act.SET_RETENTION, ("retention_line",)),
    **dict.fromkeys(("keeping-holds", "keeping-hold-new"), Row(Act.PLACE_HOLD)),
    "keeping-leaver": Row(Act.KEEP_RETENTION, ("number",)),
    "keeping-hold": Row(Act.PLACE_HOLD, ("number",)),
    **dict.fromkeys(("data-rights", "data-right-new"), Row(Act.KEEP_DATA_RIGHTS)),
    **dict.fromkeys(("data-right", "data-right-letter"), Row(Act.KEEP_DATA_RIGHTS, ("data_request",))),
    "data-right-erase": Row(Act.ERASE, ("data_request",)),
    **dict.fromkeys(
        ("data-right-agreed", "data-right-mark", "data-right-old"),
        Row(Act.KEEP_DATA_RIGHTS, ("data_request", "number")),
    ),
    "data-right-step": Row(Act.KEEP_DATA_RIGHTS, ("data_request", "step_of_data")),
    **dict.fromkeys(("breaches", "breach-new"), Row(Act.KEEP_BREACHES)),
    **dict.fromkeys(("breach", "breach-tie"), Row(Act.KEEP_BREACHES, ("breach",))),
    "breach-say": Row(Act.KEEP_BREACHES, ("breach", "about_breach")),
    "who-looked": Row(Act.REPORT_LOOKS),
    **dict.fromkeys(("who-looked-report", "who-looked-sheet"), Row(Act.REPORT_LOOKS, ("person",))),
    "settings-languages": Row(Act.CHANGE_SETTINGS),
    "settings-film": Row(Act.CHANGE_SETTINGS),
    "settings-language": Row(Act.CHANGE_SETTINGS, ("language",)),
    "ledger": Row(Act.CHECK_LEDGER),
    "redatings": Row(Act.APPROVE),
    "redating": Row(Act.APPROVE, ("redating",)),
}  # fmt: skip

WORDS = {
    "secret": "never-given-out",
    "language": "fa",
    "step_of_request": "end",
    "use_of_words": "quote",
    "retention_line": "other",
    "step_of_letter": "withdraw",
    "step_of_told": "release",
    "step_of_post": "sent",
    "step_of_data": "decide",
    "about_breach": "risk",
    "step_of_adult": "who",
    "part_of_point": "what",
    "step_of_child": "who",
    "question": "who",
    "measure": "received",
    "check": "points",
    "form": "csv",
    "finding": "0" * 64,
    "period": "2026-27",
    "stage": "stage_1",
    "clock": "concern/answer",
    "list": "outcome",
    "kind": "closed",
    "audience": "child",
    "act": "answer-stage-1",
    "fingerprint": "never-given-out",
    "place": "team",
    "year_paid": "2026",
    "money_setting": "days",
    "point": 1,
    "version": 1,
    "sheet": 1,
}
NUMBERS = (
    "wall",
    "grant",
    "glass",
    "handed",
    "note",
    "second",
    "letter",
    "draft",
    "mail",
    "proposed",
    "on_bench",
    "bench_tie",
    "learning",
)
NEVER = 987654


def parts_of(all_: Everything) -> dict[str, Any]:
    """What stands for each part of an address where the case is this one."""
    rows = all_.rows
    found = {name: rows[name].pk for name in NUMBERS if name in rows}
    return {
        **dict.fromkeys(
            (
                "factor",
                "run",
                "label",
                "figure",
                "member",
                "redating",
                "grant",
                "number",
                "absence",
                "team",
                "guidance",
            ),
            NEVER,
        ),
        **WORDS,
        **found,
        "reference": all_.case.reference,
        "person": living.person(all_.case),
        "data_request": rows["data_request"].reference,
        "breach": rows["breach"].reference,
        "paper": rows["paper_2"].pk,
        "ombudsmans": rows["ombudsmans"].pk,
        "page_of_paper": 1,
        "asked": rows["asked"].address,
        "referral": rows["referral"].reference,
        "saved": rows["saved"].pk,
        "appointment": all_.case.appointments.order_by("pk")[0].pk,
    }


def address(name: str, parts: dict[str, Any]) -> str:
    """The address of this name."""
    return reverse(name, args=[parts[one] for one in TABLE[name].parts])


def every_pattern() -> Iterator[Any]:
    """Every pattern of an address there is, wherever it is included from."""
    waiting = list(get_resolver().url_patterns)
    while waiting:
        one = waiting.pop()
        if hasattr(one, "url_patterns"):
            waiting.extend(one.url_patterns)
        else:
            yield one


__all__ = ["ANYBODY", "NEVER", "ONESELF", "TABLE", "Row", "address", "every_pattern", "parts_of"]
