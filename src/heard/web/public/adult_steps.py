"""Which questions an adult is asked, in which order, by what they answered before. No answer closes the door."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from heard.casework import looking
from heard.web.forms_look import Form
from heard.web.public import adult_forms as forms
from heard.web.public.adult_forms_points import Another
from heard.web.public.asking import Nothing
from heard.web.public.asking import one_of as pick
from heard.web.public.steps import Answers, Door, Step

POINTS, FILES = "points", "files"


def all_of(said: Answers, step: str, name: str = "") -> list[str]:
    """What was answered to one question, as it was typed."""
    return [one for one in said.get(step, {}).get(name or step, []) if one]


def one_of(said: Answers, step: str, name: str = "") -> str:
    """The one answer to a question, or nothing."""
    return next(iter(all_of(said, step, name)), "")


def is_complaint(said: Answers) -> bool:
    """Whether it is taken as a complaint: whoever is not sure is asked what a complaint is asked."""
    return one_of(said, "what") not in ("comment", "suggestion", "thanks")


def is_own(said: Answers) -> bool:
    """Whether they speak of themselves, as a child, a care leaver or somebody adopted."""
    return one_of(said, "who") in forms.OWN


def _for_a_child(said: Answers) -> bool:
    return is_complaint(said) and not is_own(said)


def _has_a_better_place(said: Answers) -> bool:
    return is_complaint(said) and any(one != "none" for one in all_of(said, "before"))


def _reached_by(way: str) -> Any:
    return lambda said: way in all_of(said, "ways")


def _wants_own_advocate(said: Answers) -> bool:
    return is_complaint(said) and is_own(said)


def _may_want_advocate(said: Answers) -> bool:
    return _for_a_child(said) and one_of(said, "who") != "advocate"


def _advice(_: HttpRequest, said: Answers) -> dict[str, Any]:
    return {"ticked": all_of(said, "before"), "council": looking.council()}


class OwnAdvocate(Form):
    """The same, where they speak of themselves."""

    page_heading = "advocate"
    advocate = pick(
        "Would you like an advocate?",
        (("yes", "Yes, please ask one to get in touch"), ("have", "I have one"), ("no", "No, or not now")),
        "Select whether you would like an advocate",
        help_text="An advocate is on your side and helps you to be heard. They do not work for us. It is free, and "
        "we can set it up.",
    )


def _is_no_complaint(said: Answers) -> bool:
    return not is_complaint(said)


ADULT = Door(
    start="complain",
    step="complain-step",
    check="complain-check",
    steps=(
        Step("what", forms.What, "What would you like to do?"),
        Step("before", forms.Before, "Is any of this part of it?", is_complaint),
        Step("advice", Nothing, "Other places that can help", _has_a_better_place, "public/adult/advice.html", _advice),
        Step("who", forms.Who, "Who are you to the child?", template="public/adult/who.html"),
        Step("child", forms.Child, "What is the child’s name?", _for_a_child),
        Step("agrees", forms.Agrees, "Does the child know about this?", _for_a_child),
        Step(POINTS, Another, "What you want us to look at", is_complaint),
        Step("words", forms.Words, "What would you like to tell us?", _is_no_complaint),
        Step("tried", forms.Tried, "What have you done about this so far?", is_complaint),
        Step(FILES, Nothing, "Do you want to send a file?", is_complaint),
        Step("name", forms.Name, "What is your name?"),
        Step("ways", forms.Reach, "How would you like us to contact you?"),
        Step("email", forms.Email, "What is your e-mail address?", _reached_by("email")),
        Step("telephone", forms.Telephone, "What is your phone number?", _reached_by("telephone")),
        Step("post", forms.Post, "What is your address?", _reached_by("post")),
        Step("needs", forms.Needs, "What would make this easier for you?"),
        Step("advocate", forms.Advocate, "Would the child like an advocate?", _may_want_advocate),
        Step("advocate", OwnAdvocate, "Would you like an advocate?", _wants_own_advocate),
    ),
)  # fmt: skip
