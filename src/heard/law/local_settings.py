"""What a council may set for itself: its own numbers where there is no law, tighter targets where there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from heard.law.rulebook import Rule, RuleValue, Unit, lengthy


class LooserThanTheLaw(ValueError):
    """A local target would allow longer than the law does."""


class NotASetting(ValueError):
    """The council cannot set this at all."""


class Setting(NamedTuple):
    """A council's own numbers for one clock; what is left empty stays as the rule book has it.

    `days` and `extension_days` (on top of `days`) are in the rule's unit unless `unit` says otherwise, which only a
    clock without law behind it may. `counts_from` is one of the codes the rule allows.
    """

    days: int | None = None
    extension_days: int | None = None
    counts_from: str = ""
    unit: Unit | None = None


Settings = Mapping[str, Setting | tuple[int | None, int | None, str]]


class Terms(NamedTuple):
    """The numbers one clock runs by: what is allowed, the most with every extension, and the local target."""

    unit: Unit
    allowed: int | None
    up_to: int | None
    counts_from: str
    counts_from_code: str
    target: int | None = None


def terms_of(rule: Rule, value: RuleValue, settings: Settings | None) -> Terms:
    """The numbers for this rule under the council's settings. Raises LooserThanTheLaw or NotASetting."""
    given = settings.get(rule.name) if settings else None
    if given is None:
        return Terms(rule.unit, value.value, value.up_to, rule.counts_from, rule.counts_from_code)
    setting = given if isinstance(given, Setting) else Setting(*given)
    _check_counts(rule, setting)
    return _own_terms(rule, value, setting) if rule.local else _terms_in_law(rule, value, setting)


def _own_terms(rule: Rule, value: RuleValue, setting: Setting) -> Terms:
    assert value.value is not None, "a council's own clock has a default"
    allowed = value.value if setting.days is None else setting.days
    usual = value.up_to - value.value if value.up_to else 0
    more = usual if setting.extension_days is None else setting.extension_days
    code, words = _counted_from(rule, setting)
    return Terms(setting.unit or rule.unit, allowed, allowed + more if more else None, words, code)


def _terms_in_law(rule: Rule, value: RuleValue, setting: Setting) -> Terms:
    code, words = _counted_from(rule, setting)
    if setting.unit not in (None, rule.unit):
        raise NotASetting(
            f"“{rule.title}” is counted in {rule.unit.replace('_', ' ')} by {value.basis}. A council cannot count it "
            "otherwise: leave the unit as it is and set fewer days."
        )
    _check_target(rule, value, setting)
    return Terms(rule.unit, value.value, value.up_to, words, code, setting.days)


def _check_target(rule: Rule, value: RuleValue, setting: Setting) -> None:
    """Tighter only, and never against the complainant."""
    if setting.days is None and setting.extension_days is None:
        return
    if rule.kept_by == "complainant" and not value.advisory:
        raise NotASetting(
            f"“{rule.title}” is the complainant's time under {value.basis}. A council cannot shorten or stretch it: "
            "remove the setting, and use the discretion on a late one."
        )
    if value.value is None or value.advisory:
        return
    days = value.value if setting.days is None else setting.days
    _no_looser(rule, value, days, value.value)
    _no_looser(rule, value, days + (setting.extension_days or 0), value.up_to or value.value)


def _no_looser(rule: Rule, value: RuleValue, wanted: int, lawful: int) -> None:
    if wanted > lawful:
        raise LooserThanTheLaw(
            f"“{rule.title}”: a target of {lengthy(wanted, rule.unit)} is looser than the law, which allows "
            f"{lengthy(lawful, rule.unit)} ({value.basis}). Set {lawful} or fewer."
        )


def _check_counts(rule: Rule, setting: Setting) -> None:
    if setting.days is not None and setting.days < 1:
        raise NotASetting(f"“{rule.title}” cannot be {setting.days} days long. Set 1 or more.")
    if setting.extension_days is not None and setting.extension_days < 0:
        raise NotASetting(
            f"“{rule.title}” cannot be extended by {setting.extension_days} days. Set 0 or more."
        )


def _counted_from(rule: Rule, setting: Setting) -> tuple[str, str]:
    """The code and the words of the day this clock counts from."""
    if setting.counts_from in ("", rule.counts_from_code):
        return rule.counts_from_code, rule.counts_from
    if setting.counts_from in rule.or_counts_from:
        return setting.counts_from, rule.or_counts_from[setting.counts_from]
    allowed = ", ".join(filter(None, [rule.counts_from_code, *rule.or_counts_from])) or "no other day"
    raise NotASetting(
        f"“{rule.title}” cannot be counted from “{setting.counts_from}”. It counts from {rule.counts_from}. "
        f"A council may choose: {allowed}."
    )
