"""What the outcomes of Ombudsman cases mean, in plain sentences, and where a published decision may be found."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Our own words; the label that the Ombudsman publishes always stands beside them.
EXPLAINED: Mapping[str, str] = {
    "upheld": "The Ombudsman found that something had gone wrong, or we had agreed that it had. A case can be upheld "
    "without an investigation, where we had agreed to put it right.",
    "not_upheld": "The Ombudsman investigated and found that we had done what we should.",
    "discontinued": "The Ombudsman began to look into it and stopped, most often because nothing more would be gained. "
    "It is no finding either way.",
    "premature": "The Ombudsman sent it back because we had not yet had our turn to answer. It is no finding of fault.",
    "not_investigated": "The Ombudsman looked at what was sent and did not investigate: for example because a court is "
    "the place for it, too much time has passed, or nothing would change by it. It is no finding either way.",
    "": "The Ombudsman has not decided yet.",
}
OTHER = "The council has not said yet what this label means. Give it a meaning under Settings, Lists."
ITS_SITE = re.compile(r"https://(www\.)?lgo\.org\.uk(?=/)")
ITS_PAGE = re.compile(r"https://[a-z.]+/[A-Za-z0-9._~%/?=&#-]*[A-Za-z0-9][A-Za-z0-9._~%/?=&#-]*")
LONGEST = 300


class NotTheOmbudsmansPage(ValueError):
    """An address is not one of the Ombudsman's own site; the message says what is wrong with it."""


NAMES: Mapping[str, str] = {
    "upheld": "Upheld",
    "not_upheld": "Not upheld",
    "discontinued": "Discontinued",
    "premature": "Premature",
    "not_investigated": "Not investigated",
}


def every_outcome_in_words() -> str:
    """All outcomes explained for readers of a report, one after another."""
    return " ".join(f"{name}: {EXPLAINED[means]}" for means, name in NAMES.items())


def outcome_in_words(means: str, *, is_decided: bool = True) -> str:
    """What the outcome of a case means for a reader, by the common meaning of its label."""
    if not is_decided:
        return EXPLAINED[""]
    return EXPLAINED.get(means, OTHER) if means else OTHER


def published_at(said: str) -> str:
    """The address of a published decision, if it is one of the Ombudsman's own site over https.

    Raises NotTheOmbudsmansPage. Nothing is fetched: only the address is looked at.
    """
    address = said.strip()
    if not address.startswith("https://"):
        raise NotTheOmbudsmansPage(_said(address, "does not begin with https://"))
    if not ITS_SITE.match(address):
        raise NotTheOmbudsmansPage(_said(address, "is not on the Ombudsman’s site, www.lgo.org.uk"))
    if not ITS_PAGE.fullmatch(address) or len(address) > LONGEST:
        raise NotTheOmbudsmansPage(_said(address[:LONGEST], "does not lead to a decision"))
    return address


def _said(address: str, wrong: str) -> str:
    return (
        f"“{address}” {wrong}. Open the decision on the Ombudsman’s site and copy the address: it begins with "
        "https://www.lgo.org.uk/decisions/."
    )
