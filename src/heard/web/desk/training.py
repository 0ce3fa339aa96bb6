"""Training that complaints show is needed and that was held; dip samples; policies, forms and templates changed."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import dip_samples, papers_changed, training
from heard.casework.looking_at_training import (
    papers_seen,
    samples_seen,
    samples_to_look_at_again,
    training_seen,
)
from heard.casework.permissions import Act, may
from heard.web.desk.acts.form import ActForm
from heard.web.desk.asking import Asking, ask
from heard.web.desk.beside_frame import show_list
from heard.web.desk.spreading_forms import (
    AnswerNeedForm,
    FeedbackForm,
    NeedForm,
    PaperForm,
    SampleForm,
    SendNeedForm,
    SessionForm,
)
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, today

TRAINING, SAMPLES, PAPERS = "/training/", "/samples/", "/changed-papers/"


@require_GET
@for_those_who_may(Act.SEE_LEARNING)
def every(request: HttpRequest) -> HttpResponseBase:
    """Needs that were raised, sessions that were held, and the figures of each year."""
    seen = training_seen(member_of(request))
    facts = {
        "needs": [(one, spoken_day(one.row.raised_on), spoken_day(one.row.sent_on)) for one in seen.needs],
        "sessions": [(one, spoken_day(one.held_on)) for one in seen.sessions],
        "years": seen.years,
        "keeps": may(member_of(request), Act.KEEP_LEARNING),
    }
    return show_list(request, "desk/training.html", TRAINING, facts)


@require_GET
@for_those_who_may(Act.SEE_LEARNING)
def samples(request: HttpRequest) -> HttpResponseBase:
    """Dip samples, the latest first."""
    member = member_of(request)
    facts = {
        "rows": [
            (one, spoken_day(one.row.looked_on), spoken_day(one.row.again_on)) for one in samples_seen(member)
        ],
        "again": samples_to_look_at_again(member, today=today()),
        "keeps": may(member, Act.KEEP_LEARNING),
    }
    return show_list(request, "desk/samples.html", SAMPLES, facts)


@require_GET
@for_those_who_may(Act.SEE_LEARNING)
def papers(request: HttpRequest) -> HttpResponseBase:
    """Policies, forms and templates changed because of a complaint."""
    member = member_of(request)
    facts = {
        "rows": [(one, spoken_day(one.row.changed_on)) for one in papers_seen(member)],
        "keeps": may(member, Act.KEEP_LEARNING),
    }
    return show_list(request, "desk/changed_papers.html", PAPERS, facts)


def _page(
    title: str, button: str, form: type[ActForm], do: Any, done: str, back: str, named: str = ""
) -> Any:
    """The page of one thing to record; `named` is what the number in its address stands for."""

    @require_http_methods(["GET", "POST"])
    @for_those_who_may(Act.KEEP_LEARNING)
    def page(request: HttpRequest, **number: int) -> HttpResponseBase:
        about = partial(do, **{named: number["number"]}) if named else do
        return ask(request, Asking(title, button, form, about, done, back))

    page.__doc__ = f"{title}."
    return page


need = _page(
    "Raise a training need",
    "Raise it",
    NeedForm,
    training.raise_training_need,
    "The need is on record.",
    TRAINING,
)
send = _page(
    "Record to whom it was sent",
    "Record it",
    SendNeedForm,
    training.send_training_need,
    "It is on record.",
    TRAINING,
    "need",
)
answer = _page(
    "Record their answer",
    "Record it",
    AnswerNeedForm,
    training.answer_training_need,
    "It is on record.",
    TRAINING,
    "need",
)
session = _page(
    "Record a session",
    "Record it",
    SessionForm,
    training.record_training,
    "The session is on record.",
    TRAINING,
)
feedback = _page(
    "Record what somebody said of it", "Record it", FeedbackForm, training.record_training_feedback,
    "It is on record.", TRAINING, "session",
)  # fmt: skip
sample = _page(
    "Record a dip sample",
    "Record it",
    SampleForm,
    dip_samples.record_dip_sample,
    "The sample is on record.",
    SAMPLES,
)
paper = _page(
    "Record a changed policy, form or template", "Record it", PaperForm, papers_changed.record_changed_paper,
    "The change is on record.", PAPERS,
)  # fmt: skip
