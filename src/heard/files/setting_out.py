"""The words of a page as paragraphs, so that they can be set anew where no line ends as it did."""

from __future__ import annotations

import re
import unicodedata

# A line that ends well before the longest is the last of its paragraph.
SHORT = 0.72
BEGINS = re.compile(r"^\s*([•·–-]|\(?\d{1,3}[.)]|\(?[a-z]\)|[A-Z][A-Za-z ]{0,30}:)\s")
BOX_WIDTH = 8
# The code of the box for what had been drawn over in the paper itself, and what is said of it.
COVERED = "Z"
COVERED_WORDS = "Something had been drawn over it in the paper this was made from"
ALIKE = str.maketrans(
    {"ł": "l", "Ł": "L", "đ": "d", "ı": "i", "\u2011": "-", "\u2010": "-", "\u00ad": "", "\u200b": ""}
)


def paragraphs_of(text: str, mark: str) -> list[str]:
    """The lines of a page joined into paragraphs. A box, `mark` and its code, counts as eight letters, always."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    longest = max((_wide(line, mark) for line in lines), default=0)
    found: list[str] = []
    goes_on = False
    for line in lines:
        if not line:
            goes_on = False
            continue
        if goes_on and not BEGINS.match(line):
            found[-1] = _joined(found[-1], line)
        else:
            found.append(line)
        goes_on = _wide(line, mark) >= longest * SHORT
    return found


def settable(text: str) -> tuple[str, int]:
    """The text in letters that our pages can print, and how many could not be kept."""
    out, lost = [], 0
    for one in text.translate(ALIKE):
        if one in "\n\t" or _prints(one):
            out.append(one)
            continue
        bare = "".join(each for each in unicodedata.normalize("NFKD", one) if _prints(each))
        lost += 0 if bare else 1
        out.append(bare or "?")
    return "".join(out), lost


def _joined(before: str, line: str) -> str:
    if before.endswith("-") and line[:1].islower():
        return before[:-1] + line
    return f"{before} {line}"


def _wide(line: str, mark: str) -> int:
    return len(line) + (BOX_WIDTH - 2) * line.count(mark)


def _prints(one: str) -> bool:
    try:
        return bool(one.encode("cp1252")) and one.isprintable()
    except UnicodeEncodeError:
        return False
