"""What the parts of an e-mail say in plain letters: headers, words in any charset, and HTML without its marks.

Every step takes a time that grows no faster than the mail, whatever somebody puts into it.
"""

from __future__ import annotations

import codecs
import html
import re
from email.errors import HeaderParseError
from email.header import decode_header

LONGEST_HEADER = 2_000
# Control characters, and those that turn the direction of writing: in a name or a subject they only deceive.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
NOT_FOR_WORDS = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"})
LINES = frozenset({"p", "div", "br", "tr", "li", "ul", "ol", "table", "blockquote", "hr", "pre", "h1", "h2", "h3", "h4",
                   "h5", "h6", "section", "article", "header", "footer", "address"})  # fmt: skip
SILENT = frozenset({"script", "style", "title", "template", "noscript", "svg"})
TAG = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9]*)")
SIMPLE_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def decoded(content: bytes, charset: str) -> tuple[str, bool]:
    """Bytes as words, and whether every letter could be read. A charset nobody knows is tried as what most write in."""
    for name in (charset or "utf-8", "utf-8", "cp1252"):
        if (codec := _codec(name)) is None:
            continue
        try:
            return content.decode(codec, "strict"), True
        except (UnicodeError, ValueError):
            continue
    return content.decode("utf-8", "replace"), False


def clean(words: str) -> str:
    """Words with one kind of line end; a control character, which says nothing, shows as a letter nobody could read."""
    one_kind = words.replace("\r\n", "\n").replace("\r", "\n")
    sound = one_kind.encode("utf-8", "replace").decode("utf-8")
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", sound).strip("\n")


def header_words(value: str | None) -> str:
    """A header as a person reads it, in one line: nothing in it can begin another."""
    cut = _eight_bits((value or "")[:LONGEST_HEADER])
    try:
        parts = decode_header(cut) if "=?" in cut else [(cut, None)]
    except (HeaderParseError, ValueError):
        parts = [(cut, None)]
    said = "".join(_said(one, charset) for one, charset in parts)
    return " ".join(UNSEEN.sub(" ", clean(said)).split())


def _said(part: str | bytes, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    # Python hands letters that stand between coded words over in this form.
    return decoded(part, charset)[0] if charset else part.decode("raw_unicode_escape", "replace")


def one_address(values: list[str]) -> str:
    """The address of a header that names exactly one in the plainest form, in small letters; else nothing.

    Anything with comments, routes, quoted or more than one address is nobody's: readers differ on what it means.
    """
    if len(values) != 1 or len(values[0]) > LONGEST_HEADER:
        return ""
    said = " ".join(values[0].split())
    if said.endswith(">") and said.count("<") == 1 and said.count(">") == 1:
        said = said.partition("<")[2][:-1]
    return said.lower() if SIMPLE_ADDRESS.fullmatch(said) else ""


def without_marks(page: str) -> str:
    """The words of an HTML page, a line for each of its blocks; what only shapes or acts is left out."""
    said: list[str] = []
    silent = ""
    pieces = page.split("<")
    said.append(pieces[0])
    for piece in pieces[1:]:
        silent = _piece(piece, silent, said)
    words = html.unescape("".join(said)).replace("\N{NO-BREAK SPACE}", " ")
    lines = [" ".join(line.split()) for line in words.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _piece(piece: str, silent: str, said: list[str]) -> str:
    """Take one tag and the words after it; returns what now hides the words: a comment, a silent part, or nothing."""
    if silent == "--":
        _, end, after = piece.partition("-->")
        return _say(after, "", said) if end else silent
    if not silent and piece.startswith("!--"):
        _, end, after = piece[3:].partition("-->")
        return _say(after, "", said) if end else "--"
    found = TAG.match(piece)
    if found is None and not piece.startswith(("!", "?", "/")):
        return silent or _say("<" + piece, "", said)
    closing, name = (found[1], found[2].lower()) if found else ("", "")
    after = piece.partition(">")[2]
    if silent:
        return _say(after, "", said) if closing and name == silent else silent
    if name in SILENT and not closing and not piece.partition(">")[0].endswith("/"):
        return name
    return _say(("\n" if name in LINES else "") + _flat(after), "", said)


def _say(words: str, now: str, said: list[str]) -> str:
    said.append(words)
    return now


def _flat(words: str) -> str:
    """Line ends in HTML are spaces: its blocks make the lines."""
    return words.replace("\r", " ").replace("\n", " ")


def _codec(name: str) -> str | None:
    try:
        found = codecs.lookup(name.strip()[:40])
    except (LookupError, ValueError, UnicodeError):
        return None
    is_text = bool(getattr(found, "_is_text_encoding", False))
    return found.name if is_text and found.name not in NOT_FOR_WORDS else None


def _eight_bits(value: str) -> str:
    """Bytes that stood in a header as they were, read as UTF-8."""
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
