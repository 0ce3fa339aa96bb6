"""What a form about events offers to choose from."""

from __future__ import annotations

from heard.representations.models import PROCEDURES, MarkedEvent

KINDS = [(str(code), str(words)) for code, words in MarkedEvent.Kind.choices]
PROCEDURES_NAMED = [(code, words) for code, words in PROCEDURES if code]
