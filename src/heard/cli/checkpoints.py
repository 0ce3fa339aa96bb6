"""`heard checkpoint` and `heard audit verify`: where the ledger ended, signed and kept outside; the ledger proved."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heard.cli.running import now, open_database
from heard.cli.saying import Refusal, say_json

if TYPE_CHECKING:
    from heard.casework.audit import Verdict
    from heard.casework.checkpoints import Held


def add_commands(commands: Any) -> None:
    """checkpoint, audit."""
    checkpoint = commands.add_parser("checkpoint", help="sign where the ledger ends, and keep it outside")
    checkpoint.add_argument(
        "where", metavar="FOLDER|FILE", help="the folder to write into; the file for --make-key"
    )
    checkpoint.add_argument(
        "--make-key", default="", metavar="NAME", help="write a new secret key of this name into FILE"
    )
    checkpoint.add_argument("--key", default="", metavar="FILE", help="the secret key to sign with")
    checkpoint.add_argument("--next-key", default="", metavar="FILE", help="hand over to this key: both sign, and from "
                            "then on only it counts")  # fmt: skip
    checkpoint.add_argument("--mail-to", default="", metavar="ADDRESS", help="also send it by e-mail, for example to "
                            "the information governance lead")  # fmt: skip
    checkpoint.add_argument("--json", action="store_true")
    checkpoint.set_defaults(run=sign_where_it_ends)
    audit = commands.add_parser("audit", help="prove the ledger whole")
    audit.add_argument("what", choices=["verify"])
    audit.add_argument(
        "--checkpoints", default="", metavar="FOLDER", help="hold it to the checkpoints kept outside too"
    )
    audit.add_argument(
        "--signed-by", default="", metavar="KEY", help="whom to believe, where not what the folder says"
    )
    audit.add_argument("--json", action="store_true")
    audit.set_defaults(run=verify_ledger)


def sign_where_it_ends(given: argparse.Namespace) -> int:
    """Sign where the ledger ends. Exit 1, and nothing signed, where it does not fit what was signed before."""
    from heard.casework.signed_notes import NoKey, make_signer, signer_in

    try:
        if given.make_key:
            public = make_signer(given.make_key, Path(given.where)).public
            say_json({"file": given.where, "public_key": public}) if given.json else print(
                f"{given.where} holds the secret key. Let only the account that signs read it.\n"
                f"Whoever checks is given this line: {public}"
            )
            return 0
        if not given.key:
            raise Refusal(
                ["Say with which key: --key FILE. heard checkpoint FILE --make-key NAME makes one."],
                usage=True,
            )
        return _sign(
            given, signer_in(Path(given.key)), signer_in(Path(given.next_key)) if given.next_key else None
        )
    except (NoKey, OSError) as why:
        raise Refusal([f"No checkpoint was written. {why}"]) from why


def _sign(given: argparse.Namespace, signer: Any, hand_to: Any) -> int:
    open_database()
    from heard.casework.checkpoints import NotSigned, write_checkpoint

    try:
        made, note = write_checkpoint(Path(given.where), signer, at=now(), hand_to=hand_to)
    except NotSigned as why:
        raise Refusal([str(why)]) from why
    sent = _sent(note, given.mail_to) if given.mail_to else None
    if given.json:
        say_json({"entries": made.entries, "digest": made.digest, "at": made.at, "sent": sent})
    else:
        print(f"Signed: {made.entries:,} lines of the ledger, ending in {made.digest[:16]}….")
    if sent is False:
        raise Refusal(
            [f"The mail server did not take the checkpoint for {given.mail_to}. It is in {given.where}."]
        )
    return 0


def _sent(note: str, to: str) -> bool:
    """A checkpoint holds a number and a digest: there is nothing in it about anybody."""
    from smtplib import SMTPException

    from heard.casework.marked import outgoing

    try:
        return bool(outgoing("Checkpoint of the complaints ledger: please keep", note, to).send())
    except (OSError, SMTPException, ValueError):
        return False


def verify_ledger(given: argparse.Namespace) -> int:
    """Prove the ledger whole, every row as the ledger left it, and both as they were signed."""
    open_database()
    from heard.casework.audit import verify

    held = _held(given) if given.checkpoints else None
    verdict = verify()
    faults = [*verdict.faults, *(held.faults if held else ())]
    if given.json:
        named = [{"kind": one.kind, "where": one.where, "why": one.why} for one in faults]
        also = {"checkpoints": held.checkpoints, "since_checkpoint": held.since} if held else {}
        say_json(
            {"whole": not faults, "entries": verdict.entries, "rows": verdict.rows, "faults": named} | also
        )
    elif not faults:
        print(_whole(verdict, held))
    else:
        _say_faults([one.why if one.where in one.why else f"{one.where}: {one.why}" for one in faults])
    return 0 if not faults else 1


def _held(given: argparse.Namespace) -> Held:
    from heard.casework.checkpoints import hold_to_checkpoints
    from heard.casework.signed_notes import NoKey, reader_of

    try:
        reader = reader_of(given.signed_by) if given.signed_by else None
        return hold_to_checkpoints(Path(given.checkpoints), reader)
    except (NoKey, OSError) as why:
        raise Refusal([f"The checkpoints could not be read. {why}"]) from why


def _whole(verdict: Verdict, held: Held | None) -> str:
    said = (
        f"Whole: {verdict.entries:,} ledger entries follow one another, "
        f"and {verdict.rows:,} rows are as they left them."
    )
    if held is None or held.latest is None:
        return said
    says = "1 checkpoint says" if held.checkpoints == 1 else f"{held.checkpoints:,} checkpoints say"
    return (
        f"{said} It is as {says}, the latest of {held.latest.at:%Y-%m-%d %H:%M} UTC; "
        f"{held.since:,} entries have come since."
    )


def _say_faults(faults: list[str]) -> None:
    import sys

    for one in faults:
        print(one, file=sys.stderr)
    found = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    print(f"{found} found. Tell the information governance lead.", file=sys.stderr)
