"""`python -m heard.cli`, for where the `heard` command is not installed."""

import sys

from heard.cli import main

sys.exit(main())
