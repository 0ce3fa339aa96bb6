"""What the person is told with their file, in plain words: what it is, what is withheld and why, how to complain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from heard.casework.exemptions import exemptions
from heard.casework.looking import council
from heard.files.setting_out import COVERED, COVERED_WORDS
from heard.law.working_days import in_words
from heard.representations.models import FilePiece, FileRequest

COMMISSIONER = (
    "If you think we have got this wrong, tell us and we will look again. You can also complain to us about how we "
    "use what we hold about you: we say within 30 days that we have your complaint, and tell you what we find. You "
    "have the right to complain to the Information Commissioner (ico.org.uk, telephone 0303 123 1113), and you may ask "
    "a court to look at it."
)
FOR_A_CHILD = (
    "If you would like somebody to go through this with you, ask us: we can find you an advocate, who is on your side "
    "and does not work for us."
)
IN_ROLE = "People who work for us or with us are named where they did their work."
KEEP_SAFE = (
    "Keep this safe. It holds private things about you and your family. Some of it may be hard to read: you need not "
    "read it alone."
)


def letter_of(row: FileRequest, withheld: Mapping[str, int], papers: Mapping[str, int]) -> list[str]:
    """The letter that goes with a file, paragraph by paragraph."""
    whose = "you" if row.asker_id == row.person_id else row.person.name
    there = council()
    return [
        f"Dear {row.asker.name}",
        f"On {in_words(row.received_on)} you asked {there.name if there else 'us'} for what we hold about {whose}. "
        "This is a copy of it.",
        f"You asked for: {row.wanted}",
        _searched(row),
        *_withheld(withheld, papers),
        IN_ROLE,
        KEEP_SAFE,
        *([FOR_A_CHILD] if row.authority == FileRequest.Authority.CHILD else []),
        COMMISSIONER,
    ]


def index_of(
    row: FileRequest, pieces: Sequence[FilePiece], withheld: Mapping[str, int], papers: Mapping[str, int]
) -> list[str]:
    """The list of what is withheld, by category: how often, why and by which law; and the pieces that are left out.

    It names no piece that is left out: a name may tell what is in it.
    """
    said = [f"{row.reference}: what is withheld from this file, by category"]
    for one in exemptions().values():
        times, whole = withheld.get(one.code, 0), papers.get(one.code, 0)
        if times or whole:
            said.append(
                f"{one.letter}. {one.title}: {_times(times, whole)}. {one.why}. The law: {one.basis}."
            )
    if covered := withheld.get(COVERED, 0):
        said.append(f"{COVERED}. {COVERED_WORDS}: {_times(covered, 0)}.")
    if apart := papers.get("apart", 0):
        said.append(f"{_many(apart, 'part')} of the file comes to you by another way, such as a recording.")
    if len(said) == 1:
        said.append("Nothing is withheld.")
    named = [one.title for one in pieces if not one.left_out]
    said.append(f"The file has {_many(len(named), 'part')}, as its first page lists them.")
    return said


def _searched(row: FileRequest) -> str:
    places = list(dict.fromkeys(one.place for one in row.searches.all()))
    return f"We looked in: {'; '.join(places)}." if places else "We looked through our complaints system."


def _withheld(withheld: Mapping[str, int], papers: Mapping[str, int]) -> Iterator[str]:
    codes = [one for one in exemptions().values() if withheld.get(one.code) or papers.get(one.code)]
    if not codes:
        yield "We have not kept anything back."
        return
    yield (
        "We have kept some words back. Where something is kept back you see a black box with a letter. Each box has "
        "the same width, whatever stands under it. The letters mean:"
    )
    for one in codes:
        yield f"{one.letter}: {one.why}."
    yield "The last pages list how often each letter is used, and the law behind it."


def _times(times: int, whole: int) -> str:
    said = [f"{_many(times, 'place')} in the text"] if times else []
    said += [f"{_many(whole, 'part')} as a whole"] if whole else []
    return " and ".join(said)


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
