"""The questions of the child's door, one form a page, in words that a child of ten reads.

Nothing typed here is offered again by the browser to whoever uses it next.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.web.forms_look import Checkboxes
from heard.web.public.child_fields import (
    ANSWER,
    BETTER,
    EASIER,
    FEELINGS,
    HOW,
    KEPT_FROM,
    NOBODY,
    NOT_SAYING,
    NOTHING_NEEDED,
    ChildForm,
    Faces,
    any_of,
    box,
    line,
    pick,
)


class Read(ChildForm):
    """A page that is only read."""


class Who(ChildForm):
    """Whether it is a child, somebody beside one, or a worker."""

    page_heading = "who"
    who = pick(
        _("Who are you?"),
        (
            ("child", _("I am a child or young person")),
            ("helper", _("I am helping a child or young person")),
            ("worker", _("I work with children")),
        ),
        _("Choose who you are"),
        child=_("It does not matter how old you are"),
        helper=_("Sit with them. Use their own words"),
    )


class How(ChildForm):
    """By which way it is told."""

    page_heading = "how"
    how = pick(
        _("How do you want to tell us?"),
        HOW,
        _("Choose how you want to tell us"),
        _("You can do more than one. Start with one."),
        record=_("You do not have to write"),
        picture=_("A photo, a drawing or a short film"),
        call=_("You choose the day and the time"),
        advocate=_("They are on your side. They do not work for the council. It is free"),
    )


class Words(ChildForm):
    """What happened, in one box."""

    page_heading = "words"
    words = box(
        _("What happened?"),
        _("Tell us what happened, or go back and choose another way"),
        _("Use your own words. Spelling does not matter. There is room for four pages."),
        rows=10,
    )

    def clean_words(self) -> str:
        """What was typed, as it was typed. Gaps alone are no words."""
        typed = str(self.cleaned_data["words"])
        if not typed.strip():
            raise forms.ValidationError(self.fields["words"].error_messages["required"])
        return typed


class MoreWords(ChildForm):
    """Words beside a voice, a picture, a call or an advocate."""

    page_heading = "words"
    words = box(
        _("Do you want to write some words too?"),
        hint=_("Spelling does not matter. You can leave this empty."),
    )


class Feelings(ChildForm):
    """How they feel: any number, or no wish to say."""

    page_heading = "feelings"
    feelings = any_of(
        _("How do you feel?"),
        FEELINGS,
        _("Choose as many as you like. You can leave this empty."),
        Faces(exclusive=NOT_SAYING),
    )


class Better(ChildForm):
    """What would make it better, picked or in their own words."""

    page_heading = "ideas"
    ideas = any_of(
        _("What would make it better?"), BETTER, _("Choose as many as you like. You can leave this empty.")
    )
    better = box(_("Say it in your own words"), rows=4, most=4000)


class KeptFrom(ChildForm):
    """Who should not know."""

    page_heading = "kept_from"
    kept_from = any_of(
        _("Should anybody not know?"),
        KEPT_FROM,
        _("We will not tell them what you say. You can leave this empty."),
        Checkboxes(exclusive=NOBODY),
    )


class KeptFromWho(ChildForm):
    """Their names, and why."""

    names = box(
        _("What are their names?"),
        hint=_("Put each name on a new line. You can leave this empty."),
        rows=3,
        most=600,
    )
    why = box(_("Why should they not know?"), hint=NOTHING_NEEDED, rows=4, most=500)


class Name(ChildForm):
    """Whether they give a name."""

    page_heading = "name"
    name = pick(
        _("Do you want to tell us your name?"),
        (
            ("whole", _("Yes, my whole name")),
            ("first", _("Just my first name")),
            ("secret", _("No. I want to stay secret")),
        ),
        _("Choose if you want to tell us your name"),
        whole=_("Then we can find out the most"),
        secret=_("Use your code to see our answer. But we may not find out as much"),  # noqa: S106
    )


class WholeName(ChildForm):
    """The name."""

    page_heading = "whole_name"
    whole_name = line(_("What is your name?"), _("Tell us your name, or go back and stay secret"))


class FirstName(ChildForm):
    """The first name."""

    page_heading = "first_name"
    first_name = line(
        _("What is your first name?"), _("Tell us your first name, or go back and stay secret"), most=60
    )


class Answer(ChildForm):
    """How to answer without harm."""

    page_heading = "answer"
    answer = pick(
        _("How do you want us to answer you?"),
        ANSWER,
        _("Choose how you want us to answer you"),
        _("You will get a code too."),
        code=_("On any phone or computer"),
        letter=_("Somebody at home may see it"),
    )


class Address(ChildForm):
    """Where a letter goes."""

    page_heading = "address"
    address = box(
        _("Where shall we send the letter?"),
        _("Tell us where to send it, or go back and choose another way"),
        _("It can be your school, or a friend."),
        rows=4,
        most=280,
    )


class Place(ChildForm):
    """Where to meet."""

    page_heading = "place"
    place = line(
        _("Where shall we meet you?"),
        _("Tell us where to meet you"),
        _("Choose a place that is safe for you."),
        most=280,
    )


class Someone(ChildForm):
    """Through whom the answer goes."""

    someone = line(_("Who is it?"), _("Tell us who it is"), _("Such as: Jo, my aunt."), most=100)
    reach = line(
        _("How can we find them?"), _("Tell us how we can find them"), _("A phone number is best."), most=180
    )


class Easier(ChildForm):
    """What makes it easier for them."""

    page_heading = "easier"
    easier = any_of(
        _("What would make this easier for you?"),
        EASIER,
        _("Choose as many as you like. You can leave this empty."),
    )
    language = line(_("What language do you use?"), hint=NOTHING_NEEDED, most=60)
    also = line(_("What else would help?"), hint=NOTHING_NEEDED, most=300)


class Trusted(ChildForm):
    """Somebody who can help them back."""

    trusted = line(_("What is their name?"), hint=_("Such as: Jo, my aunt."), most=100)
    reach = line(_("How can we find them?"), hint=_("A phone number is best."), most=180)
