"""What the public is told was done: drafted, agreed to word for word by a second person, released, and taken back."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import you_said
from heard.casework.looking import NotYours
from heard.casework.looking_at_spreading import YouSaidSeen, you_said_seen
from heard.casework.permissions import Act
from heard.web.desk.acts.form import ActForm
from heard.web.desk.asking import Asking, ask
from heard.web.desk.beside_frame import show_list
from heard.web.desk.spreading_forms import BecauseForm, NothingForm, YouSaidAgainForm, YouSaidForm
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of

ADDRESS = "/told-the-public/"
STANDINGS = {
    "draft": ("soon", "Draft"),
    "refused": ("late", "Refused by the second person"),
    "asked": ("soon", "Waits for a second person"),
    "agreed": ("soon", "Agreed: release it"),
    "changed": ("late", "Not shown: its words are not those agreed to"),
    "public": ("fine", "Public"),
    "taken_back": ("none", "Taken back"),
}
STEPS = {
    "draft": (("change", "Change it"), ("ask", "Ask a second person"), ("take-back", "Drop it")),
    "refused": (("change", "Change it"), ("take-back", "Drop it")),
    "asked": (("change", "Change it"), ("take-back", "Drop it")),
    "agreed": (("release", "Release it"), ("change", "Change it"), ("take-back", "Drop it")),
    "changed": (("take-back", "Take it back"),),
    "public": (("take-back", "Take it back"),),
}
PAGES: dict[str, tuple[str, str, type[ActForm], Any, str]] = {
    "ask": ("Ask a second person to agree", "Ask", NothingForm, you_said.ask_release_of_you_said,
            "It waits for a second person, under “To approve”."),
    "release": ("Release it to the public", "Release it", NothingForm, you_said.release_you_said, "It is public now."),
    "take-back": ("Take it back", "Take it back", BecauseForm, you_said.take_back_you_said, "It is taken back."),
}  # fmt: skip


@require_GET
@for_those_who_may(Act.TELL_PUBLIC)
def every(request: HttpRequest) -> HttpResponseBase:
    """Everything written for the public, and how it stands."""
    rows = [
        (one, *STANDINGS[one.standing], spoken_day(one.row.done_on), STEPS.get(one.standing, ()))
        for one in you_said_seen(member_of(request))
    ]
    return show_list(request, "desk/you_said.html", ADDRESS, {"rows": rows})


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.TELL_PUBLIC)
def new(request: HttpRequest) -> HttpResponseBase:
    """Draft what the public is told."""
    asking = Asking(
        title="Tell the public what was done",
        button="Keep the draft",
        form=YouSaidForm,
        do=you_said.write_you_said,
        done="The draft is kept. Ask a second person to agree to it.",
        back=ADDRESS,
        facts={
            "says": "No name, place, day or reference, and no number below five. A second person agrees to the words."
        },
        initial={"learning": request.GET.get("learning", "")},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.TELL_PUBLIC)
def change(request: HttpRequest, number: int) -> HttpResponseBase:
    """Change a draft; what was agreed of it before counts no more."""
    told = you_said.told_by(_seen(request, number).row)
    initial = {
        "said_words": told.said,
        **{name: getattr(told, name) for name in ("did", "child_said", "child_did", "done_on", "no_names")},
    }
    do = partial(you_said.write_you_said, number=number)
    asking = Asking("Change the draft", "Keep the draft", YouSaidAgainForm, do,
                    "The draft is kept. Ask a second person to agree to it.", ADDRESS, initial=initial)  # fmt: skip
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.TELL_PUBLIC)
def step(request: HttpRequest, number: int, slug: str) -> HttpResponseBase:
    """Ask a second person, release, or take back."""
    one = _seen(request, number)
    if slug not in PAGES:
        raise NotYours(f"There is no such step of number {number}.")
    title, button, form, do, done = PAGES[slug]
    asking = Asking(
        title,
        button,
        form,
        partial(do, number=number),
        done,
        ADDRESS,
        facts={"says": f"{one.row.said} {one.row.did}"},
    )
    return ask(request, asking)


def _seen(request: HttpRequest, number: int) -> YouSaidSeen:
    found = next((one for one in you_said_seen(member_of(request)) if one.row.pk == number), None)
    if found is None:
        raise NotYours(f"There is nothing of number {number} written for the public.")
    return found
