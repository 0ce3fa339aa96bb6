"""Everything owed on one list: one's own, of one's services and teams, as the director sees it, or all one reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.looking_at_promises import LISTS, VIEWS, Narrowed, PromisesSeen, promises_seen
from heard.casework.oversight import overseen_words
from heard.casework.permissions import Act, may
from heard.casework.promises_shown import WHENCE, PromiseSeen
from heard.web.desk.beside_frame import address_of, day_shown, page_number, page_of, place_of, show_list
from heard.web.desk.forms import Filter
from heard.web.desk.wording import spoken_day
from heard.web.desk.work_filters import choice
from heard.web.seeing import for_those_who_may, member_of, today

ADDRESS = "/promises/"
KINDS = {"remedy": "Remedy", "ombudsman": "The Ombudsman’s recommendation"}
WITHHELD = "Its words are for those who read the case."


class PromiseFilter(Filter):
    """What the list is narrowed to."""

    service = choice("Service", first="All")
    owner = choice("Who does it", first="All")
    source = choice("Whose promise or recommendation it is", list(WHENCE.items()), first="All")

    def offer(self, services: Sequence[str], owners: Sequence[tuple[int, str]]) -> None:
        """Set what may be chosen."""
        every: list[tuple[str, str]] = [("", "All")]
        for name, answers in (
            ("service", [(one, one) for one in services]),
            ("owner", [(str(pk), words) for pk, words in owners]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = every + answers


@require_GET
@for_those_who_may(Act.SEE_CASES)
def promises(request: HttpRequest) -> HttpResponseBase:
    """What was promised, by whom and by when."""
    asked = _asked(request)
    seen = promises_seen(member_of(request), today=today(), asked=asked, page=page_number(request))
    view = asked.view if asked.view in VIEWS else "open"
    narrowed = {
        "service": asked.service if asked.service in seen.services else "",
        "owner": str(asked.owner) if asked.owner is not None else "",
        "source": asked.source,
    }
    form = PromiseFilter(narrowed)
    form.offer(seen.services, seen.owners)
    facts = {
        "rows": [_shown(one) for one in seen.rows],
        "sentence": sentence(seen.counts),
        "overseen": overseen_words(today()) if may(member_of(request), Act.OVERSEE_PROMISES) else "",
        "whose": LISTS[seen.whose],
        "lists": _lists(seen, view, narrowed),
        "view": VIEWS[view],
        "view_code": view,
        "list_code": seen.whose,
        "is_open": view in ("open", "late", "soon"),
        "views": [
            (
                words,
                address_of(ADDRESS, list=seen.whose, view=code, **narrowed),
                seen.counts.get(code, seen.total if code == view else None),
                code == view,
            )
            for code, words in VIEWS.items()
        ],
        "filter": form,
        "is_narrowed": any(narrowed.values()),
        "clear": address_of(ADDRESS, list=seen.whose, view=view),
        "page": page_of(seen.total, seen.page),
    }
    return show_list(request, "desk/promises.html", ADDRESS, facts)


def sentence(counts: Mapping[str, int]) -> str:
    """The counts in a sentence."""
    if not counts["open"]:
        return "Nothing that was promised is still to be kept."
    late = counts["late"]
    is_late = "None is late." if not late else f"{late:,} {'is' if late == 1 else 'are'} late."
    one = counts["open"] == 1
    return f"{counts['open']:,} promise{'' if one else 's'} {'is' if one else 'are'} to be kept. {is_late}"


def _asked(request: HttpRequest) -> Narrowed:
    said = request.GET.get
    owner, view, whose = said("owner", ""), said("view", "open"), said("list", "")
    if view == "mine":  # How one's own list was addressed before there were several.
        view, whose = "open", "mine"
    return Narrowed(
        whose=whose,
        view=view,
        service=said("service", ""),
        owner=int(owner) if owner.isdecimal() and len(owner) < 10 else None,
        source=said("source", "") if said("source", "") in WHENCE else "",
    )


def _lists(seen: PromisesSeen, view: str, narrowed: Mapping[str, str]) -> list[tuple[str, str, bool]]:
    return [
        (LISTS[one], address_of(ADDRESS, list=one, view=view, **narrowed), one == seen.whose)
        for one in seen.lists
    ]


def _shown(one: PromiseSeen) -> dict[str, Any]:
    do = DO.get(one.kind) if one.reference and one.words and one.done_on is None else None
    return {
        "row": one,
        "words": one.words or WITHHELD,
        "kind": KINDS.get(one.kind, ""),
        "case": place_of("case", one.reference) if one.reference else "",
        "do": (place_of("act", one.reference, do[0]), do[1]) if do else "",
        "due": day_shown(one.standing),
        "by": spoken_day(one.due_on),
        "done": spoken_day(one.done_on),
        "told": spoken_day(one.told_on),
    }


# The page on which each kind is said to be kept, and the words of its link.
DO = {
    "action": ("complete-action", "Accept the proof"),
    "remedy": ("give-remedy", "Record that it was given"),
    "ombudsman": ("send-proof", "Send the proof"),
}
