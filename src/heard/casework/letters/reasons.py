"""Why: what each kind of letter says of the decision, hold or words that the act kept, found where the act kept it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from heard.casework.letters.about import About
from heard.casework.letters.merging import Value
from heard.law.refusals import EVIDENCE, LAWFUL
from heard.representations.models import Decision, Dissatisfaction, Element, Extension, Hold, Link

# For each kind of letter, what the decision it tells of is about. Other kinds are given their reason by the act.
DECIDED_ABOUT: Mapping[str, tuple[str, ...]] = {
    "which_procedure": ("procedure",),
    "interest_decision_yes": ("interest",),
    "interest_decision_no": ("interest",),
    "refusal": ("refusal", "eligibility"),
    "point_refused": ("refusal",),
    "late_request_refused": ("late_request_stage_2", "late_request_stage_3"),
    "corporate_stage_2_declined": ("weighed_stage_2",),
    "lapsed": ("lapse",),
    "early_referral": ("early_referral",),
    "freeze_decision": ("freeze",),
    "limits_on_contact": ("limit",),
    "limits_ended": ("limit",),
    "safeguarding_told": ("safeguarding",),
    "withdrawal_confirmed": ("withdrawal",),
    "split": ("split",),
    "joined": ("joining",),
    "closed": ("closing",),
    "reopened": ("reopening",),
}
WAITING = {"advocate_pause": "advocate", "pause_as_asked": "complainant_asked"}
FROZEN = {
    "frozen": "The change waits until we have looked at your complaint.",
    "not_frozen": "The change goes on now. It does not wait.",
    "ended": "The change does not wait any more.",
}
GROUNDS = {one.code: one for one in LAWFUL}
# What the letter of a refusal must say by its ground, and the field that says it.
MUST_SAY = {"proceedings": "proceedings", "other_procedure": "other_procedure"}


def decisions(about: About) -> list[Decision]:
    """The decisions that this letter tells of, the newest first."""
    rows = about.case.decisions.filter(about__in=DECIDED_ABOUT.get(about.kind, ()))
    if about.point is not None:
        rows = rows.filter(element__number=about.point)
    return list(rows.order_by("-pk"))


def decision(about: About) -> Decision | None:
    """The newest decision that this letter tells of."""
    return next(iter(decisions(about)), None)


def reason(about: About) -> str | None:
    """The reason on record for what this letter tells, or nothing where the act has to give it."""
    if about.kind in WAITING:
        return _of_wait(about)
    if about.kind == "not_a_request":
        return _of_words(about)
    last = decision(about)
    return last.reason if last else None


def _of_wait(about: About) -> str | None:
    rows = Hold.objects.filter(representation=about.case, basis=WAITING[about.kind]).order_by("-pk")
    return rows.values_list("evidence", flat=True).first()


def _of_words(about: About) -> str | None:
    rows = Dissatisfaction.objects.filter(representation=about.case, is_request=False).order_by("-pk")
    return rows.values_list("reason", flat=True).first()


def extension_reason(about: About) -> str | None:
    """Why the stage has more time."""
    rows = Extension.objects.filter(stage=about.stage).order_by("-extended_to")
    return rows.values_list("reason", flat=True).first()


def _link(about: About) -> Link | None:
    rows = Link.objects.filter(because=about.kind).select_related("one", "other").order_by("-pk")
    return (rows.filter(one=about.case) | rows.filter(other=about.case)).first()


def other_reference(about: About) -> str | None:
    """The reference of the case that this one was split into or joined to."""
    link = _link(about)
    if link is None:
        return None
    return (link.other if link.one_id == about.case.pk else link.one).reference


def _held(about: About) -> Hold | None:
    rows = Hold.objects.filter(representation=about.case, basis="proceedings").order_by("-pk")
    return rows.filter(element__number=about.point).first() if about.point else rows.first()


def _of_evidence(code: str) -> Callable[[About], str | None]:
    """What the evidence of the newest decision that has it says under one heading."""

    def look_up(about: About) -> str | None:
        begins = f"{EVIDENCE[code]}: "
        lines = [line for row in decisions(about) for line in row.evidence.splitlines()]
        return next((line.removeprefix(begins) for line in lines if line.startswith(begins)), None)

    return look_up


def proceedings(about: About) -> str | None:
    """The proceedings that a hold, or a refusal, rests on."""
    held = None if about.kind in ("refusal", "point_refused") else _held(about)
    named = held.proceedings if held else _of_evidence("proceedings")(about)
    return named[:1].upper() + named[1:] if named else None


def prejudice(about: About) -> str | None:
    """Why going on might prejudice them."""
    held = _held(about)
    return held.prejudice if held else _of_evidence("prejudice")(about)


def refusals(about: About) -> tuple[str, ...]:
    """Each point refused with the ground of its own, or the points alone where none has one."""
    rows = about.case.decisions.filter(about="refusal", answer="refused", element__isnull=False)
    last = {row.element_id: row for row in rows.select_related("element").order_by("pk")}
    said = [_refused(row.element, row) for row in last.values() if row.element is not None]
    return tuple(said) or tuple(one.words for one in about.case.elements.order_by("number"))


def _refused(element: Element, row: Decision) -> str:
    ground = GROUNDS.get(row.ground)
    words = f"“{element.agreed_words or element.words}”"
    return f"{words} The reason in law: {ground.words[:1].lower()}{ground.words[1:]}." if ground else words


def must_say(about: About) -> list[str]:
    """The fields that a refusal cannot leave out, by its grounds in law."""
    if about.kind not in ("refusal", "point_refused"):
        return []
    grounds = [GROUNDS[row.ground] for row in decisions(about) if row.ground in GROUNDS]
    return [MUST_SAY[one] for ground in grounds for one in ground.letter if one in MUST_SAY]


def may_ask_again(about: About) -> str | None:
    """Said only where a refused point may be made again: when proceedings that it might prejudice have ended."""
    grounds = [GROUNDS[row.ground] for row in decisions(about) if row.ground in GROUNDS]
    return "when they end" if any("resubmit" in ground.letter for ground in grounds) else None


def limits(about: About) -> str | None:
    """The limit on contact that stands."""
    row = about.case.decisions.filter(about="limit", answer="limited").order_by("-pk").first()
    return row.evidence if row else None


def told_whom(about: About) -> str | None:
    """Who was told of a risk: the first line of what the act kept."""
    last = decision(about)
    first = last.evidence.partition("\n")[0] if last else ""
    return first.removeprefix("Told: ") if first.startswith("Told: ") else None


def answer(about: About) -> str | None:
    """What was decided, where the decision itself is the answer: whether a change waits."""
    last = decision(about) if about.kind == "freeze_decision" else None
    return FROZEN.get(last.answer) if last else None


def withdrawn_on(about: About) -> date | None:
    """The day the complainant said that they withdraw."""
    last = decision(about) if about.kind == "withdrawal_confirmed" else None
    return last.decided_on if last else None


WHY: Mapping[str, Callable[[About], Value]] = {
    "reason": reason,
    "extension_reason": extension_reason,
    "proceedings": proceedings,
    "prejudice": prejudice,
    "other_procedure": _of_evidence("other_procedure"),
    "other_reference": other_reference,
    "refusals": refusals,
    "may_ask_again": may_ask_again,
    "limits": limits,
    "told_whom": told_whom,
    "answer": answer,
}
