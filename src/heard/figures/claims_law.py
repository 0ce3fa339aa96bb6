"""Citations of the law in commentary: acts have sections, regulations have regulations, and some are repealed."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Any number that belongs to a citation: section 26(3), regulation 13(1), SI 2006/1738, the Children Act 1989.
LAW_WORDS = (
    r"\b(?:sections?|s\.|ss\.|regulations?|regs?\.?|reg|schedules?|articles?|paragraphs?|chapters?|subsections?) ?"
    r"\d+[a-z]?(?: ?\(\d*[a-z]*\))*(?:(?:,| and| or| to|-) ?\d+[a-z]?(?: ?\(\d*[a-z]*\))*)*"
    r"|\bs\.? ?\d+[a-z]?(?: ?\(\d+[a-z]*\))+|\b\d+[a-z]\b(?= of the)|\bsi \d{4}/\d+"
    r"|\b(?:act|regulations|rules|order|measures)(?: \(england\))?,? \(?(?:19|20)\d\d\)?(?: c\.? ?\d+)?"
)
# Who cites a part of what: "section 13(1) of the … Regulations 2006".
_PART_OF = re.compile(
    r"\b(?P<part>sections?|s\.|regulations?|regs?\.?) ?\d+\w*(?: ?\(\w+\))*(?: and \d+\w*)? of (?:the )?"
    r"(?P<of>(?:(?! and )[^.;,\n]){0,60}?representations? procedure \(england\) regulations"
    r"|[^.;,\n]{0,90}?\b(?:regulations|act)\b)",
    re.IGNORECASE,
)
NAMED_WRONGLY: tuple[tuple[str, str], ...] = (
    (
        r"\bchild(?:ren)?['’]s act\b|\bchildrens act\b|\bchildren['’]s? acts? 19\d\d\b",
        "The Act is called the Children Act 1989, without “’s”.",
    ),
    (
        r"\b(?:representations?|complaints?)(?: procedures?)?(?: \(children\))? regulations,? \(?(?:1990|1991)\)?",
        "These Regulations are no longer in force. Since 1 September 2006 it is the Children Act 1989 Representations "
        "Procedure (England) Regulations 2006.",
    ),
    (
        r"\brepresentation procedure \(england\) regulations",
        "The Regulations are called the Children Act 1989 Representations Procedure (England) Regulations 2006, with "
        "“Representations”.",
    ),
)


def wrong_citations(text: str) -> Iterator[tuple[int, int, str]]:
    """Each citation that is wrong by its form or no longer in force: where it stands, and why, in words."""
    for match in _PART_OF.finditer(text):
        is_act = match["of"].casefold().endswith("act")
        says_section = match["part"].casefold().startswith("s")
        if says_section and not is_act:
            yield (
                match.start(),
                match.end(),
                "Regulations have no sections. Write “regulation” with its number.",
            )
        if is_act and not says_section:
            yield (
                match.start(),
                match.end(),
                "Acts have sections, not regulations. Write “section” with its number.",
            )
    for pattern, why in NAMED_WRONGLY:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield match.start(), match.end(), why
