"""`heard night`, `heard redate`, `heard story`: the night, dates that a change moves, and a case told whole."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from heard.cli.law import day, today
from heard.cli.one_at_a_time import one_at_a_time
from heard.cli.running import BY, now, open_database
from heard.cli.saying import Refusal, columns, in_words, say_json

if TYPE_CHECKING:
    from heard.casework.nightly import NightDone


def add_commands(commands: Any) -> None:
    """night, redate, story."""
    night = commands.add_parser("night", help="turn colours, chase dates, and work out every open case again")
    night.add_argument("--on", metavar="DATE", help="the day that has come (today, unless given)")
    night.add_argument("--json", action="store_true")
    night.set_defaults(run=do_the_night)
    redate = commands.add_parser("redate", help="dates that a changed holiday, number or rule moves")
    redate.add_argument("what", choices=["list", "propose", "approve"])
    redate.add_argument("which", nargs="?", default="", metavar="NUMBER|WHY")
    redate.add_argument(
        "--by", default="", metavar="NAME", help="who proposes or approves: two different people"
    )
    redate.add_argument("--json", action="store_true")
    redate.set_defaults(run=redate_cases)
    story = commands.add_parser(
        "story", help="a case told whole: what happened, and why each date is what it is"
    )
    story.add_argument("reference")
    story.add_argument("--json", action="store_true")
    story.set_defaults(run=tell_story)


@one_at_a_time("night")
def do_the_night(given: argparse.Namespace) -> int:
    """Do the work of a night. Safe to run twice. Exit 1 names each case that is not as law and facts make it."""
    open_database()
    from heard.casework.arriving_files import make_ready
    from heard.casework.clock_off import what_is_wrong
    from heard.casework.nightly import night
    from heard.casework.themes_reading import read_when_due

    clock = what_is_wrong(now())
    done = night(on=day(given.on, "--on") if given.on else today(), by=BY, at=now())
    files = make_ready(by=BY, at=now())
    read = read_when_due(by=BY, at=now())
    if given.json:
        also = {"files": asdict(files), "themes": asdict(read) if read else None, "clock": clock}
        say_json({**_told(done), **also})
    else:
        _say(done)
        if files.waiting:
            print(f"{_many(files.waiting, 'file')} that came cannot be opened yet: heard files says why.")
        if read:
            print(
                f"{_many(read.suggestions, 'theme')} suggested from {_many(read.cases, 'case')}. {read.why_not}".strip()
            )
        if clock:
            print(f"FAULT {clock}")
    return 0 if done.is_sound and not clock else 1


def _told(done: NightDone) -> dict[str, Any]:
    names = ("reference", "what", "clock", "about_on", "for_role")
    moved = ("reference", "redating", "stage", "was_on", "becomes_on")
    return {
        "sound": done.is_sound,
        "on": done.on,
        "cases": done.cases,
        "noticed": [{name: getattr(one, name) for name in names} for one in done.noticed],
        "waiting": [{name: getattr(one, name) for name in moved} for one in done.waiting],
        "faults": [{"reference": one.reference, "what": one.what, "why": one.why} for one in done.faults],
        "walls_built": done.beside.walls,
        "cases_given": done.beside.given,
        "questions_put": done.beside.questions,
        "looks_to_go_over": done.beside.to_go_over,
        "kept_in_order": asdict(done.beside.kept),
        "erased": list(done.beside.purged.erased),
        "not_erased": [{"reference": one, "why": why} for one, why in done.beside.purged.not_erased],
        "thrown_away": asdict(done.beside.short),
    }


def _say(done: NightDone) -> None:
    print(
        f"{in_words(done.on)}: {_many(done.cases, 'open case')} looked at, {_many(len(done.noticed), 'thing')} noticed."
    )
    counts = Counter((one.what, one.for_role) for one in done.noticed)
    if counts:
        rows = [
            (what.replace("_", " "), role, f"{number:,}") for (what, role), number in sorted(counts.items())
        ]
        print(columns(rows, ("What", "For", "Number")))
    for number, moved in sorted(Counter(one.redating for one in done.waiting).items()):
        print(
            f"Re-dating {number} waits for approval, with {_many(moved, 'date')}. heard redate approve {number}"
        )
    if done.beside.walls or done.beside.given:
        print(
            f"{_many(done.beside.walls, 'wall')} built, {_many(done.beside.given, 'case')} that nobody had given to "
            "somebody."
        )
    if done.beside.purged.erased:
        print(f"{_many(len(done.beside.purged.erased), 'case')} erased, as two persons agreed.")
    for reference, why in done.beside.purged.not_erased:
        print(f"{reference}: {why}")
    for fault in done.faults:
        print(f"FAULT {fault.why}")


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def redate_cases(given: argparse.Namespace) -> int:
    """List the re-dating there is, propose one (say why), or approve one (say which)."""
    open_database()
    from heard.casework.redating import NotMoved

    try:
        return {"list": _list_moves, "propose": _propose, "approve": _approve}[given.what](given)
    except NotMoved as why:
        raise Refusal([str(why)]) from why


def _list_moves(given: argparse.Namespace) -> int:
    from heard.casework.redating import dates_of_redating, redatings

    if given.which:
        rows = [
            (
                one.stage.representation.reference,
                one.clock,
                one.was_on.isoformat(),
                one.becomes_on.isoformat(),
            )
            for one in dates_of_redating(_number(given.which))
        ]
        return _show(given, rows, ("Case", "Clock", "Was", "Becomes"))
    lists = [
        (str(one.pk), one.made_on.isoformat(), one.made_by, one.approved_by or "waits", one.because)
        for one in redatings()
    ]
    return _show(given, lists, ("No.", "Made on", "By", "Approved by", "Because"))


def _show(given: argparse.Namespace, rows: list[Any], headings: tuple[str, ...]) -> int:
    if given.json:
        say_json([dict(zip(headings, row, strict=True)) for row in rows])
    else:
        print(columns(rows, headings) if rows else "There are none.")
    return 0


def _propose(given: argparse.Namespace) -> int:
    from heard.casework.redating import dates_of_redating, propose_redating

    redating = propose_redating(because=given.which, by=_somebody(given.by), at=now())
    moved = len(dates_of_redating(redating.pk))
    if given.json:
        say_json({"done": True, "redating": redating.pk, "dates": moved})
    else:
        print(
            f"Re-dating {redating.pk} lists {_many(moved, 'date')}; none has moved. heard redate list {redating.pk}"
        )
        print(f"Somebody else approves it: heard redate approve {redating.pk} --by NAME")
    return 0


def _approve(given: argparse.Namespace) -> int:
    from heard.casework.redating import approve_redating

    done = approve_redating(number=_number(given.which), by=_somebody(given.by), at=now())
    if given.json:
        say_json({"done": True, "redating": done.number, "moved": done.moved, "left": done.left})
    else:
        print(f"Re-dating {done.number} is approved: {_many(done.moved, 'date')} moved, {done.left:,} left.")
    return 0


def _number(said: str) -> int:
    if not said.isdigit():
        raise Refusal(
            ["Say which re-dating, by its number. See which there are: heard redate list."], usage=True
        )
    return int(said)


def _somebody(name: str) -> str:
    """The sign-in name of somebody who may change the council's settings: a re-dating is always a person's."""
    from heard.casework.looking import members
    from heard.casework.permissions import Act, may

    found = next((one for one in members() if one.account.username == name), None)
    if not may(found, Act.CHANGE_SETTINGS):
        there = (
            ", ".join(one.account.username for one in members() if may(one, Act.CHANGE_SETTINGS))
            or "nobody yet"
        )
        raise Refusal(
            [f"Say who does it: --by NAME. These may change the council's settings: {there}."], usage=True
        )
    return name


def tell_story(given: argparse.Namespace) -> int:
    """Tell one case whole."""
    open_database()
    from heard.casework.story_text import NotOnRecord, case_to_tell, story_as_plain, story_as_text

    try:
        story = case_to_tell(given.reference, today=today())
    except NotOnRecord as why:
        raise Refusal([str(why)]) from why
    if given.json:
        say_json(story_as_plain(story))
    else:
        print(story_as_text(story))
    return 0
