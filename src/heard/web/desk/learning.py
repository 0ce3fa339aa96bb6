"""What was learnt: the list by service, theme, year and state, and each point with its whole story."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import choosing, learning, learning_sharing
from heard.casework.did_it_work import Worked, did_it_work, quarter_words
from heard.casework.looking import NotYours
from heard.casework.looking_at_learning import (
    VIEWS,
    LearningSeen,
    LearningStory,
    learning_seen,
    one_learning,
)
from heard.casework.looking_at_spreading import waits_to_be_read
from heard.casework.new_details import NotOnRecord
from heard.casework.permissions import Act, may
from heard.web.desk.acts.form import ActForm
from heard.web.desk.asking import Asking, ask
from heard.web.desk.beside_frame import address_of, page_number, page_of, show_list
from heard.web.desk.learning_forms import (
    ChangedForm,
    LearnAtLargeForm,
    OfForm,
    PartnerForm,
    SeenToForm,
    ShareForm,
)
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, show, today

ADDRESS = "/learning/"
SHAPES = {"to_share": "soon", "shared": "fine", "to_ask": "soon", "asked": "met"}
WORDS = {"to_share": "To share", "shared": "Shared", "to_ask": "Ask whether it changed", "asked": "Asked"}


@require_GET
@for_those_who_may(Act.SEE_LEARNING)
def every(request: HttpRequest) -> HttpResponseBase:
    """What was learnt, the newest first."""
    member, asked = member_of(request), _asked(request)
    seen = learning_seen(member, today=today(), page=page_number(request), **asked)
    facts = {
        "rows": [_row(one) for one in seen.rows],
        "sentence": sentence(seen.counts["all"], seen.counts["to_share"], seen.counts["to_ask"]),
        "view": VIEWS[asked["view"]],
        "views": [(words, address_of(ADDRESS, **{**asked, "view": code}), seen.counts[code], code == asked["view"])
                  for code, words in VIEWS.items()],
        "filters": _filters(asked, seen.themes, seen.years),
        "asked": asked,
        "to_read": waits_to_be_read(member),
        "keeps": may(member, Act.KEEP_LEARNING),
        "page": page_of(seen.total, seen.page),
    }  # fmt: skip
    return show_list(request, "desk/learning.html", ADDRESS, facts)


@require_GET
@for_those_who_may(Act.SEE_LEARNING)
def one(request: HttpRequest, number: int) -> HttpResponseBase:
    """One learning point: from which cases, who sees to it, how it was shared, and whether it changed."""
    member = member_of(request)
    story = _story(request, number)
    worked = did_it_work(member, story.row, today=today()) if may(member, Act.SEE_FIGURES) else None
    seen = story.seen
    facts = {
        "story": story,
        "seen": seen,
        "status": (SHAPES[seen.standing], WORDS[seen.standing]),
        "learned": spoken_day(seen.learned_on),
        "due": spoken_day(seen.plan.due_on) if seen.plan else "",
        "since": spoken_day(seen.plan.in_force_on) if seen.plan else "",
        "sharings": [(one, spoken_day(one.shared_on)) for one in story.sharings],
        "shared_first": spoken_day(story.row.shared_on),
        "papers": [(one, spoken_day(one.changed_on)) for one in story.papers],
        "answers": [(one, spoken_day(one.said_on)) for one in story.answers],
        "worked": worked,
        "quarters": _quarters(worked),
        "keeps": may(member, Act.KEEP_LEARNING),
        "tells": may(member, Act.TELL_PUBLIC),
        "reads_cases": may(member, Act.SEE_CASES),
    }
    return show(request, "desk/learning_one.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_LEARNING)
def new(request: HttpRequest) -> HttpResponseBase:
    """Something learnt from no single case."""
    asking = Asking(
        title="Record what is learnt from no single case",
        button="Record it",
        form=LearnAtLargeForm,
        do=learning.learn_beyond_cases,
        done="What is learnt is on record.",
        back=ADDRESS,
        facts={"says": "What is learnt from one case is recorded on that case, before it is closed."},
    )
    return ask(request, asking)


def _step(title: str, button: str, form: type[ActForm], do: Any, done: str) -> Any:
    """The page of one step of a learning point that one reads."""

    @require_http_methods(["GET", "POST"])
    @for_those_who_may(Act.KEEP_LEARNING)
    def step(request: HttpRequest, number: int) -> HttpResponseBase:
        seen = _story(request, number).seen
        plan = seen.plan
        initial = (
            {"owner": plan.owner_id, "due_on": plan.due_on, "in_force_on": plan.in_force_on} if plan else {}
        )
        asking = Asking(title, button, form, partial(do, learning=number), done, f"{ADDRESS}{number}/",
                        facts={"above": seen.words[:120]}, initial=initial)  # fmt: skip
        return ask(request, asking)

    step.__doc__ = f"{title}."
    return step


order = _step(
    "Add services, themes or cases", "Add them", OfForm, learning.keep_learning_in_order, "It is in order."
)
plan = _step(
    "Who sees to it", "Keep this", SeenToForm, learning.plan_learning, "It is on record who sees to it."
)
share = _step(
    "Record that it was shared",
    "Record it",
    ShareForm,
    learning_sharing.share_learning,
    "It is on record with whom.",
)
changed = _step(
    "Did it change?", "Record the answer", ChangedForm, learning.say_if_changed, "The answer is on record."
)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_LEARNING)
def partners(request: HttpRequest) -> HttpResponseBase:
    """The partners learning is shared with, and one more."""
    listed = ", ".join(learning_sharing.partners())
    asking = Asking(
        title="Partners we share learning with",
        button="Add this partner",
        form=PartnerForm,
        do=learning_sharing.add_partner,
        done="The partner is on the list.",
        back="/learning/partners/",
        facts={"says": f"On the list: {listed}." if listed else "Nobody is on the list yet."},
    )
    return ask(request, asking)


def sentence(every: int, to_share: int, to_ask: int) -> str:
    """The counts in a sentence."""
    if not every:
        return "Nothing is on record here yet. What is learnt from a case is recorded before it is closed."
    things = "1 thing was learnt" if every == 1 else f"{every:,} things were learnt"
    share = f" {to_share:,} {'waits' if to_share == 1 else 'wait'} to be shared." if to_share else ""
    ask = f" It is time to ask of {to_ask:,} whether anything changed." if to_ask else ""
    return f"{things}.{share}{ask}"


def _asked(request: HttpRequest) -> dict[str, str]:
    said = {name: request.GET.get(name, "")[:200] for name in ("view", "service", "theme", "year")}
    return {**said, "view": said["view"] if said["view"] in VIEWS else "all"}


def _filters(asked: dict[str, str], themes: tuple[str, ...], years: tuple[str, ...]) -> list[Any]:
    choices = (
        ("service", "Service", choosing.services()),
        ("theme", "Theme", themes),
        ("year", "Year", years),
    )
    return [
        (name, label, [(one, one == asked[name]) for one in labels])
        for name, label, labels in choices
        if labels
    ]


def _row(one: LearningSeen) -> dict[str, Any]:
    return {
        "row": one,
        "status": (SHAPES[one.standing], one.answer or WORDS[one.standing]),
        "learned": spoken_day(one.learned_on),
        "due": spoken_day(one.plan.due_on) if one.plan else "",
        "shared": spoken_day(one.shared_on),
    }


def _story(request: HttpRequest, number: int) -> LearningStory:
    try:
        return one_learning(member_of(request), number, today=today())
    except NotOnRecord as why:
        raise NotYours(str(why.args[0])) from why


def _quarters(worked: Worked | None) -> list[tuple[str, int, bool]]:
    return [(quarter_words(days), count, after) for days, count, after in worked.quarters] if worked else []
