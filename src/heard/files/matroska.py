"""WebM: elements in elements. What speaks of the maker becomes empty space as long, so that nothing moves."""

from __future__ import annotations

from heard.files.refusing import NotTaken, Why

HEAD, SEGMENT, CLUSTER = 0x1A45DFA3, 0x18538067, 0x1F43B675
INFO, TRACKS, TRACK = 0x1549A966, 0x1654AE6B, 0xAE
TAGS, ATTACHMENTS, CHAPTERS, CUES, SEEK, VOID = (
    0x1254C367,
    0x1941A469,
    0x1043A770,
    0x1C53BB6B,
    0x114D9B74,
    0xEC,
)
SUM = 0xBF
TOP = frozenset((CLUSTER, INFO, TRACKS, TAGS, ATTACHMENTS, CHAPTERS, CUES, SEEK, VOID, SUM))
# Its title, when it was made, which file came before and after, its own number; who made it must stay, blank.
OF_INFO = frozenset((0x7BA9, 0x4461, 0x7384, 0x3C83AB, 0x3E83BB, 0x73A4, 0x3CB923, 0x3EB923, 0x4444))
MAKERS = frozenset((0x4D80, 0x5741))
TRACK_NAME, KIND_OF_TRACK = 0x536E, 0x83
NO_SIZE = -1


def clean(content: bytes) -> tuple[bytes, bool]:
    """The same film; sure where every part of it is one we know."""
    film = bytearray(content)
    number, _, body, end = _element(film, 0, len(film))
    if number != HEAD:
        raise NotTaken(Why.DAMAGED)
    number, _, body, end = _element(film, end, len(film))
    if number != SEGMENT:
        raise NotTaken(Why.DAMAGED)
    is_sure, at, has_tracks = end == len(film), body, False
    while at < end:
        number, start, body, stop = _element(film, at, end)
        is_sure &= number in TOP
        has_tracks |= number == TRACKS
        _blank(film, number, start, body, stop)
        at = stop
    if not has_tracks:
        raise NotTaken(Why.DAMAGED)
    return bytes(film), is_sure


def _blank(film: bytearray, number: int, start: int, body: int, stop: int) -> None:
    if number in (TAGS, ATTACHMENTS, CHAPTERS, VOID):
        _empty(film, start, stop)
    elif number in (INFO, TRACKS, TRACK):
        at = body
        while at < stop:
            inner, begins, inside, ends = _element(film, at, stop)
            if number == INFO and inner in OF_INFO or inner in (TRACK_NAME, SUM, VOID):
                _empty(film, begins, ends)
            elif number == INFO and inner in MAKERS:
                film[inside:ends] = b" " * (ends - inside)
            elif number == TRACKS and inner == TRACK:
                _blank(film, TRACK, begins, inside, ends)
            at = ends


def _empty(film: bytearray, start: int, stop: int) -> None:
    """An element of empty space from here to there."""
    size = stop - start
    head = (
        bytes((VOID, 0x80 | size - 2)) if size < 100 else bytes((VOID, 0x01)) + (size - 9).to_bytes(7, "big")
    )
    film[start:stop] = head + bytes(size - len(head))


def _element(film: bytearray, at: int, end: int) -> tuple[int, int, int, int]:
    """An element's number, where it begins, where its content begins, and where it ends."""
    number, after = _number(film, at, keep_mark=True)
    size, body = _number(film, after, keep_mark=False)
    if size == NO_SIZE:  # a live recording does not know yet how long it will be
        stop = end if number == SEGMENT else _end_of_cluster(film, body, end)
    else:
        stop = body + size
    if number == SEGMENT and stop > end:  # cut off before its end
        stop = end
    if stop > end or stop <= at:
        raise NotTaken(Why.DAMAGED)
    return number, at, body, stop


def _end_of_cluster(film: bytearray, at: int, end: int) -> int:
    while at < end:
        number, after = _number(film, at, keep_mark=True)
        if number in TOP and number not in (VOID, SUM):
            return at
        size, body = _number(film, after, keep_mark=False)
        if size == NO_SIZE:
            raise NotTaken(Why.DAMAGED)
        at = body + size
    return min(at, end)


def _number(film: bytearray, at: int, *, keep_mark: bool) -> tuple[int, int]:
    if at >= len(film) or film[at] == 0:
        raise NotTaken(Why.DAMAGED)
    length = 9 - film[at].bit_length()
    value = int.from_bytes(film[at : at + length], "big")
    if not keep_mark:
        value ^= 1 << 7 * length
        if value == (1 << 7 * length) - 1:
            value = NO_SIZE
    return value, at + length
