"""The statements of persons that stand beside words on the record, wherever those words are shown."""

from __future__ import annotations

from collections.abc import Mapping

from heard.representations.models import Disputed, Representation


def disputed_on(case: Representation | str) -> Mapping[str, list[Disputed]]:
    """The statements that stand beside words of a case, by what they are beside: “words”, “point/1/words”.

    The case may be given by its reference. Whoever asks has asked before whether it is there for them.
    """
    found: dict[str, list[Disputed]] = {}
    by = {"representation__reference": case} if isinstance(case, str) else {"representation": case}
    for row in Disputed.objects.filter(**by, ended_on=None).order_by("pk"):
        found.setdefault(row.what, []).append(row)
    return found
