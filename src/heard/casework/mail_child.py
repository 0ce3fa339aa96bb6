"""The process that opens a stranger's e-mail: its memory and time are limited, and it hands back only what was said.

Started by `mail_apart` with the mail as its standard input. It imports no Django, opens no other file and starts no
process. With a number it hands back that file of the mail, else what the mail says as JSON.
"""

from __future__ import annotations

import os
import resource
import sys

from heard.casework.mail_reading import as_json, content_of, read_mail

SECONDS = 8
MOST_MEMORY = 768 * 1024 * 1024


def main(arguments: list[str]) -> int:
    """Read standard input and write what it says, or one of its files."""
    limits = ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0),
              (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NPROC, 0))  # fmt: skip
    for what, most in limits:
        resource.setrlimit(what, (most, most))
    with os.fdopen(0, "rb") as file:
        raw = file.read()
    said = content_of(raw, int(arguments[0])) if arguments else as_json(read_mail(raw)).encode("ascii")
    with os.fdopen(1, "wb") as out:
        out.write(said)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
