"""`heard words`: the words of the public's pages written out, checked, changed, and collected for translators."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heard.cli.saying import Refusal, say_json

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ENGLISH = ("en", "English")


def add_commands(commands: Any) -> None:
    """words."""
    words = commands.add_parser("words", help="the words of the public's pages: write out, check, use")
    does = words.add_subparsers(dest="does", required=True, metavar="WHAT")
    write = does.add_parser("write", help="write all words of a language into a file to change")
    write.add_argument("language", help="en for English, or a language such as ar")
    write.add_argument("--to", required=True, metavar="FILE", type=Path)
    write.set_defaults(run=write_out)
    for name, run, says in (
        ("check", check, "say what is wrong in a file of words, and change nothing"),
        ("use", use, "put the words of a file in the place of ours"),
    ):
        one = does.add_parser(name, help=says)
        one.add_argument("language", help="en for English, or a language such as ar")
        one.add_argument("file", type=Path)
        one.set_defaults(run=run)
    collect = does.add_parser(
        "collect", help="for developers: collect what the pages say into the catalogues"
    )
    collect.set_defaults(run=collect_words)
    for one in does.choices.values():
        one.add_argument("--json", action="store_true")


def write_out(given: argparse.Namespace) -> int:
    """Write every word of a language, the council's own where it has some, into a .po file."""
    from heard.casework.door_words import everything_said
    from heard.cli.words_collecting import catalogue, written

    code, name = _language(given.language)
    said = everything_said(code)
    given.to.write_bytes(written(catalogue(code, said), width=100))
    return _done(given, f"{len(said)} sentences in {name} are in {given.to}.", sentences=len(said))


def check(given: argparse.Namespace) -> int:
    """Say everything that is wrong in a file of words. Exit 1 where something is."""
    from heard.casework.door_words import WordsRefused, read_words

    _language(given.language)
    try:
        found = read_words(given.file)
    except WordsRefused as why:
        raise Refusal(why.faults) from why
    count = sum(1 for one in found if one.id and one.string)
    hard = _hard_to_read(found) if given.language == ENGLISH[0] else []
    lines = [f"{count} sentences were read, and nothing is wrong with them.", *hard]
    return _done(given, "\n".join(lines), sentences=count, hard_to_read=hard)


def _hard_to_read(found: Catalog) -> list[str]:
    """What is said in a harder way than ours, which a child of ten reads: a hint, and no reason to refuse it."""
    from heard.casework.letters.reading import reading_of

    own = [one for one in found if one.id and one.string and one.string != one.id]
    read = [(one, reading_of(str(one.string), "child")) for one in own]
    return [
        f"Line {one.lineno}: “{one.string}” is hard for a child of ten. Say it in shorter sentences or other words."
        for one, reading in read
        if reading.too_long or reading.never_said
    ]


def use(given: argparse.Namespace) -> int:
    """Put the words of a file in the place of ours. They show once Heard is started again."""
    from heard.casework.door_words import WordsRefused, use_words

    code, name = _language(given.language)
    try:
        count = use_words(code, given.file)
    except WordsRefused as why:
        raise Refusal(why.faults) from why
    after = (
        "" if code == "en" else f" {name} is off until somebody has checked the words: Settings, Languages."
    )
    return _done(given, f"{count} sentences are your own. Start Heard again to show them.{after}", own=count)


def collect_words(given: argparse.Namespace) -> int:
    """Collect what the pages say; a language keeps the words it has, and what is new in it is empty."""
    from heard.cli.words_collecting import collect

    open_settings()
    counts = collect()
    lines = [f"{name}: {missing} without words" for name, missing in counts.items()]
    return _done(given, "\n".join(lines), **counts)


def open_settings() -> None:
    """Make the settings ready, without touching the database."""
    import django

    django.setup()


def _language(code: str) -> tuple[str, str]:
    open_settings()
    from heard.casework.languages import KNOWN

    if code == ENGLISH[0]:
        return ENGLISH
    if code not in KNOWN:
        there = ", ".join(["en", *KNOWN])
        raise Refusal([f"There are no words in “{code}”. Those there are: {there}."], usage=True)
    return code, KNOWN[code].name


def _done(given: argparse.Namespace, words: str, **facts: Any) -> int:
    say_json({"done": True, **facts}) if given.json else print(words)
    return 0
