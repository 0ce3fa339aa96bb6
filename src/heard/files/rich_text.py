"""RTF: text with marks. What says who wrote it is cut out; what holds another file is refused."""

from __future__ import annotations

import re

from heard.files.cleaned import Cleaned
from heard.files.kinds import Kind
from heard.files.refusing import NotTaken, Why

# A part that holds or fetches another file.
HOLDS = re.compile(
    rb"\\(obj(data|update|autlink|link|ocx|emb|html)?|object)(?![a-z])|ddeauto|\\\*?\s*\\?bin\d", re.I
)
SAYS = re.compile(
    rb"\{\s*(\\\*\s*)?\\(info|userprops|revtbl|atnauthor|atnid|atndate|atntime|rsidtbl|xmlnstbl|generator|company|"
    rb"datastore|themedata|docvar|template|mailmerge|protusertbl|filetbl|passwordhash)(?![a-z])",
    re.I,
)
PICTURE = re.compile(rb"\\(pict|shppict|blip)", re.I)
FETCHES = re.compile(rb"INCLUDE(TEXT|PICTURE)", re.I)


def clean(content: bytes, kind: Kind) -> Cleaned:
    """The text without the groups that speak of whoever wrote it. Raises NotTaken."""
    if HOLDS.search(content) or FETCHES.search(content):
        raise NotTaken(Why.PROGRAM)
    out, at = [], 0
    for found in SAYS.finditer(content):
        if found.start() < at:
            continue
        out.append(content[at : found.start()])
        at = _end_of_group(content, found.start())
    plain = b"".join(out) + content[at:]
    is_sure = not PICTURE.search(content)
    return Cleaned(kind, plain if plain != content else None, is_sure)


def _end_of_group(content: bytes, at: int) -> int:
    depth = 0
    while at < len(content):
        byte = content[at]
        if byte == 0x5C:  # what follows a backslash is no bracket
            at += 2
            continue
        depth += (byte == 0x7B) - (byte == 0x7D)
        at += 1
        if depth == 0:
            return at
    raise NotTaken(Why.DAMAGED)
