"""The first words of a paper, read in a process apart: nothing that a stranger sent is opened in this one."""

from __future__ import annotations

import logging

from heard.files.kinds import TEXT
from heard.files.opening import words_in
from heard.files.refusing import NotTaken
from heard.files.words import READERS
from heard.files.words import words_of as words_here

log = logging.getLogger(__name__)


def words_of(content: bytes, media_type: str) -> str:
    """The first words of a file that is plain text, PDF, Word, OpenDocument or RTF; nothing of any other.

    A file that cannot be read has no words here: who may see it is then what the person who adds it says.
    """
    if media_type not in READERS:
        return ""
    if media_type == TEXT.media_type:
        return words_here(content, media_type)
    try:
        return words_in(content, media_type)
    except NotTaken:
        log.info("a paper could not be read for its words")
        return ""
