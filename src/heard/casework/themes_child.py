"""The process that reads words for themes: no network, no other file, so much memory and time; words go back.

Started by `heard.casework.themes_apart` with the texts as JSON on its standard input.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from heard.casework.themes_words import FEWEST_TEXTS, together
from heard.files.confined import MEGABYTE, limit, shut_off

MEMORY = 2048 * MEGABYTE
SECONDS = 240


def main() -> int:
    """Read standard input and write which words stand together in which texts."""
    import warnings

    warnings.simplefilter("ignore")
    # What the libraries load from disk when they are first used has to be there before every file is shut off.
    together([*["apple pear plum"] * 8, *["river brook stream"] * 8, *["table chair bench"] * 8])
    limit(0, memory=MEMORY, seconds=SECONDS)
    left = shut_off()
    asked = json.loads(sys.stdin.buffer.read())
    found = together(asked["texts"], asked["leave_out"]) if len(asked["texts"]) >= FEWEST_TEXTS else []
    sys.stdout.write(json.dumps({"left": left, "found": [asdict(one) for one in found]}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
