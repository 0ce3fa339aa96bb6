"""The statements of persons that stand beside words on the record, wherever those words are shown."""

from __future__ import annotations

from collections.abc import Mapping

from heard.representations.models import Disputed, Representation


def disputed_on(case: Representation) -> Mapping[str, list[Disputed]]:
    """The statements that stand beside words of a case, by what they are beside: “words”, “point/1/words”."""
    found: dict[str, list[Disputed]] = {}
    for row in Disputed.objects.filter(representation=case, ended_on=None).order_by("pk"):
        found.setdefault(row.what, []).append(row)
    return found
