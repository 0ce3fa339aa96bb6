"""One question a page: which come, in which order, back and on again, and what was answered so far.

A door is a row of steps. Each has a form; its answers lie on the doorstep under the step's name until all is sent.
Changing one answer from the page that checks them leads back there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from heard.web.forms_look import Form
from heard.web.public import doorstep
from heard.web.seeing import show

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Words

Answers = Mapping[str, Any]


def always(_: Answers) -> bool:
    """Asked of everybody."""
    return True


@dataclass(frozen=True)
class Step:
    """One page with its question. `asked` says whether it comes by the answers so far; `more` are facts for it."""

    name: str
    form: type[Form]
    title: Words
    asked: Callable[[Answers], bool] = always
    template: str = "public/question.html"
    more: Callable[[HttpRequest, Answers], dict[str, Any]] | None = None


@dataclass(frozen=True)
class Door:
    """A row of steps with the names of its addresses: where it starts, one step (`<slug:step>`), and the check."""

    start: str
    step: str
    check: str
    steps: tuple[Step, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)

    def said(self, request: HttpRequest) -> dict[str, Any]:
        """What was answered at this door so far: what was begun at another is kept apart."""
        return dict(doorstep.answers(request).get(self.start, {}))

    def keep(self, request: HttpRequest, said: Answers) -> bool:
        """Keep what was answered at this door so far. False where it is too long to keep."""
        return doorstep.keep(request, {**doorstep.answers(request), self.start: dict(said)})

    def there(self, said: Answers) -> list[Step]:
        """The steps that come, by the answers so far."""
        return [one for one in self.steps if one.asked(said)]

    def named(self, name: str, said: Answers) -> Step:
        """The step of a name, if it comes. Raises Http404."""
        found = next((one for one in self.there(said) if one.name == name), None)
        if found is None:
            raise Http404("There is no such page here.")
        return found

    def address(self, step: Step) -> str:
        """Where a step is asked."""
        return reverse(self.step, args=[step.name])

    def first(self) -> str:
        """Where the first question is asked."""
        return self.address(self.steps[0])

    def before(self, step: Step, said: Answers) -> str:
        """Where the link back leads."""
        there = self.there(said)
        place = there.index(step)
        return self.address(there[place - 1]) if place else reverse(self.start)

    def after(self, step: Step, said: Answers) -> str:
        """Where going on leads: the next step, or the page that checks them all."""
        there = self.there(said)
        place = there.index(step) + 1
        return self.address(there[place]) if place < len(there) else reverse(self.check)

    def unanswered(self, said: Answers) -> Step | None:
        """The first step that comes and was not answered; None where all were."""
        return next((one for one in self.there(said) if one.name not in said), None)

    def told(self, said: Answers) -> Iterator[tuple[Step, Form]]:
        """Each step that comes with its form as it was answered."""
        for one in self.there(said):
            yield one, one.form(typed(said.get(one.name, {})))


def ask(request: HttpRequest, door: Door, name: str) -> HttpResponseBase:
    """A question: shown, or answered and kept."""
    said = door.said(request)
    step = door.named(name, said)
    changing = "check" in (request.POST if request.method == "POST" else request.GET)
    if request.method == "POST":
        form = step.form(request.POST, request.FILES or None)
        if not form.is_valid():
            return _page(request, door, step, form, said, changing, status=422)
        said[name] = as_kept(form)
        if not door.keep(request, said):
            form.add_error(
                None, gettext("That is too long to keep. Make it shorter, or tell us in two parts.")
            )
            return _page(request, door, step, form, said, changing, status=422)
        return doorstep.with_cookie(request, redirect(_onward(door, step, said, changing)))
    form = step.form(typed(said[name])) if name in said else step.form()
    return _page(request, door, step, form, said, changing)


def as_kept(form: Form) -> dict[str, list[str]]:
    """The answers of a form as they were typed, to be kept and shown again."""
    names = [
        key for key in form.data if any(key == name or key.startswith(f"{name}-") for name in form.fields)
    ]
    listed = getattr(form.data, "getlist", lambda key: [form.data[key]])
    return {key: [str(one) for one in listed(key)] for key in names}


def typed(kept: Mapping[str, Any]) -> Any:
    """Kept answers as a form takes them."""
    from django.http import QueryDict

    found = QueryDict(mutable=True)
    for name, values in kept.items():
        found.setlist(name, list(values))
    return found


def day_said(value: object) -> str:
    """A day as it is kept."""
    return value.isoformat() if isinstance(value, date) else ""


def _onward(door: Door, step: Step, said: Answers, changing: bool) -> str:
    """After a change: back to the check, unless the answer brought up a question not answered yet."""
    if not changing:
        return door.after(step, said)
    left = door.unanswered(said)
    return f"{door.address(left)}?check" if left else reverse(door.check)


def _page(
    request: HttpRequest, door: Door, step: Step, form: Form, said: Answers, changing: bool, status: int = 200
) -> HttpResponseBase:
    # A form that is only shown says nothing of what is wrong, although it holds what was answered before.
    if status == 200:
        form.errors.clear()
    facts = {
        "form": form,
        "step": step,
        "back": reverse(door.check) if changing else door.before(step, said),
        "changing": changing,
        **door.facts,
        **(step.more(request, said) if step.more else {}),
    }
    return doorstep.with_cookie(request, show(request, step.template, facts, status=status))
