"""A file from outside, looked over before it is taken: what it is, whether it is taken, and why not, in words."""

from __future__ import annotations

from dataclasses import dataclass

from heard.casework.filing import LARGEST
from heard.casework.performing import NotNow
from heard.casework.room_for_files import AT_THE_DOOR as NO_ROOM_AT_THE_DOOR
from heard.casework.room_for_files import NoRoom, demand_room
from heard.casework.words_on_files import AT_THE_DOOR, IN_THE_OFFICE
from heard.files.opening import Opened, open_file
from heard.files.refusing import NotTaken, Why

LARGEST_AT_THE_DOOR = 20 * 2**20


@dataclass(frozen=True, slots=True)
class LookedOver:
    """What was seen of a file. `words` says to whoever sent it why it is not taken; nothing where it is.

    `words_of_office` says the same to the office; `media_type` is what the file is by what stands in it.
    """

    words: str = ""
    words_of_office: str = ""
    media_type: str = ""
    opened: Opened | None = None

    @property
    def is_taken(self) -> bool:
        """Whether the file may come in."""
        return self.opened is not None


def look_over(name: str, content: bytes, *, largest: int = LARGEST_AT_THE_DOOR) -> LookedOver:
    """Look a file over in a process apart, for the answer on the page. Keeps nothing.

    20 MB at most at the public's door; the office gives its own `largest`. Takes a third of a second, longer for a
    large file, and at most a minute or so.
    """
    if len(content) > largest:
        return LookedOver(AT_THE_DOOR[Why.TOO_BIG], IN_THE_OFFICE[Why.TOO_BIG])
    try:
        demand_room("", len(content))
        opened = open_file(content, name)
    except NoRoom as why:
        return LookedOver(NO_ROOM_AT_THE_DOOR, str(why))
    except NotTaken as refused:
        return LookedOver(AT_THE_DOOR[refused.why], IN_THE_OFFICE[refused.why])
    return LookedOver(media_type=opened.kind.media_type, opened=opened)


def opened_for_office(name: str, content: bytes) -> Opened:
    """A file that the office adds, opened. Raises NotNow, which says why it is not taken and what to do."""
    looked = look_over(name, content, largest=LARGEST)
    if looked.opened is None:
        raise NotNow(looked.words_of_office)
    return looked.opened
