"""Papers turned into pages, joined, read, hidden in and read back, each in a process that can reach nothing else."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from heard.files.confined import MEGABYTE, child_command, child_environment
from heard.files.packing import pack, unpack
from heard.files.refusing import NotTaken, Why

SECONDS = 90
MOST_OUT = 800 * MEGABYTE
_CHILD = "heard.files.worker"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it is given: its title, its file, and what kind of file it is."""

    title: str
    content: bytes
    media_type: str


@dataclass(frozen=True)
class Pages:
    """A paper as pages: the PDF, what is read on each, whether it holds pictures, and where words are covered."""

    title: str
    pdf: bytes
    texts: tuple[str, ...]
    is_picture: bool = False
    covered: tuple[int, ...] = ()


def pages_of(papers: Sequence[Paper]) -> list[Pages | Why]:
    """Each paper as pages, or why it cannot be; one that fells the process is told from the others."""
    if not papers:
        return []
    try:
        said, files = _done(
            "bind", {"papers": [_named(one) for one in papers]}, [one.content for one in papers]
        )
    except NotTaken as why:
        if len(papers) == 1:
            return [why.why]
        return [found for one in papers for found in pages_of([one])]
    return [_pages(one, told, pdf) for one, told, pdf in zip(papers, said["papers"], files, strict=True)]


def joined(head: str, lines: Sequence[str], papers: Sequence[Pages]) -> tuple[bytes, list[tuple[int, int]]]:
    """All papers as one numbered PDF after a page of contents, and the first and last page of each. Raises NotTaken."""
    said = {"head": head, "lines": list(lines), "titles": [one.title for one in papers]}
    answer, files = _done("join", said, [one.pdf for one in papers])
    return files[0], [(int(first), int(last)) for first, last in answer["places"]]


def page_read(paper: Paper, number: int, mark: str) -> tuple[dict[str, Any], list[bytes]]:
    """One page of a paper: number, pages and text; and its pictures as JPEG, marked. Raises NotTaken."""
    return _done("page", {**_named(paper), "number": number, "mark": mark}, [paper.content])


def words_found(paper: Paper, words: str) -> list[dict[str, Any]]:
    """Where words stand in a paper: page, before, words, after. Raises NotTaken."""
    answer, _ = _done("find", {**_named(paper), "words": words}, [paper.content])
    return list(answer["found"])


def hidden_copy(
    paper: Paper, wanted: Sequence[Mapping[str, Any]], reasons: Mapping[str, str]
) -> tuple[bytes, dict[str, Any]]:
    """The paper set anew without what is to be hidden, and what became of it (`files.hiding`). Raises NotTaken."""
    said = {**_named(paper), "wanted": [dict(one) for one in wanted], "reasons": dict(reasons)}
    answer, files = _done("hide", said, [paper.content])
    return files[0], answer


def hidden_copies(
    papers: Sequence[tuple[Paper, Sequence[Mapping[str, Any]]]], reasons: Mapping[str, str]
) -> list[tuple[bytes, dict[str, Any]] | Why]:
    """As `hidden_copy`, of many papers at once, each with what is to be hidden in it; or why one cannot be."""
    if not papers:
        return []
    said = {
        "papers": [{**_named(paper), "wanted": [dict(one) for one in wanted]} for paper, wanted in papers],
        "reasons": dict(reasons),
    }
    try:
        answer, files = _done("hide_all", said, [paper.content for paper, _ in papers])
    except NotTaken as why:
        if len(papers) == 1:
            return [why.why]
        return [found for one in papers for found in hidden_copies([one], reasons)]
    there = zip(answer["papers"], files, strict=True)
    return [Why(told["why"]) if "why" in told else (copy, told) for told, copy in there]


def picture_with_grid(paper: Paper, page: int, parts: Sequence[str]) -> bytes:
    """The picture of a page under its grid, what is hidden painted over, as JPEG. Raises NotTaken."""
    _, files = _done("grid", {**_named(paper), "page": page, "parts": list(parts)}, [paper.content])
    return files[0]


def still_in(pdf: bytes, wanted: Sequence[str]) -> list[int]:
    """Which of these words stand anywhere in a finished file, by their place. Raises NotTaken."""
    return [int(one) for one in _done("read_back", {"wanted": list(wanted)}, [pdf])[0]["found"]]


def tricks_of(sheet: bytes) -> list[str]:
    """What a spreadsheet holds besides what it shows, by the codes of `files.sheets`. Raises NotTaken."""
    return [str(one) for one in _done("tricks", {}, [sheet])[0]["tricks"]]


def _named(paper: Paper) -> dict[str, Any]:
    return {"title": paper.title, "media_type": paper.media_type}


def _pages(paper: Paper, told: Mapping[str, Any], pdf: bytes) -> Pages | Why:
    if "why" in told:
        return Why(told["why"])
    texts = tuple(str(one) for one in told["texts"])
    covered = tuple(int(one) for one in told["covered"])
    return Pages(paper.title, pdf, texts, bool(told["is_picture"]), covered)


def _done(job: str, said: dict[str, Any], blobs: Sequence[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    content = pack(said, blobs)
    handed = os.memfd_create("papers", os.MFD_CLOEXEC)
    try:
        with os.fdopen(os.dup(handed), "wb") as file:
            file.write(content)
        os.lseek(handed, 0, os.SEEK_SET)
        return _answered(job, handed, SECONDS + 2 * len(content) / MEGABYTE)
    finally:
        os.close(handed)


def _answered(job: str, handed: int, seconds: float) -> tuple[dict[str, Any], list[bytes]]:
    with subprocess.Popen(
        child_command(_CHILD, job),
        stdin=handed,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=child_environment(),
        cwd="/",
    ) as child:
        deadline = threading.Timer(seconds, child.kill)
        deadline.start()
        try:
            assert child.stdout is not None
            out = child.stdout.read(MOST_OUT + 1)
        finally:
            deadline.cancel()
            child.kill()
    try:
        answer, files = unpack(out)
    except (ValueError, KeyError, TypeError):
        raise NotTaken(Why.TOO_MUCH) from None
    if "why" in answer:
        raise NotTaken(Why(answer["why"]))
    return answer, files
