"""What somebody typed into a page, apart from what the page itself sends along."""

from __future__ import annotations

from django.http import QueryDict

CONTROLS = frozenset({"csrfmiddlewaretoken", "seen", "once", "confirmed", "change", "start-again", "page"})


def typed_words(sent: QueryDict) -> dict[str, list[str]]:
    """The answers as they were typed, to be kept as a draft."""
    return {name: [str(one) for one in values] for name, values in sent.lists() if name not in CONTROLS}


def kept_answers(sent: QueryDict) -> list[tuple[str, str]]:
    """The answers as hidden fields carry them from the page on which they are checked."""
    return [(name, value) for name, values in typed_words(sent).items() for value in values]
