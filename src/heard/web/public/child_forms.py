"""The questions of the child's door, one form a page, in words that a child of ten reads.

Nothing typed here is offered again by the browser to whoever uses it next.
"""

from __future__ import annotations

from django import forms

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
        "Who are you?",
        (
            ("child", "I am a child or young person"),
            ("helper", "I am helping a child or young person"),
            ("worker", "I work with children"),
        ),
        "Choose who you are",
        child="It does not matter how old you are",
        helper="Sit with them. Use their own words",
    )


class How(ChildForm):
    """By which way it is told."""

    page_heading = "how"
    how = pick(
        "How do you want to tell us?",
        HOW,
        "Choose how you want to tell us",
        "You can do more than one. Start with one.",
        record="You do not have to write",
        picture="A photo, a drawing or a short film",
        call="You choose the day and the time",
        advocate="They are on your side. They do not work for the council. It is free",
    )


class Words(ChildForm):
    """What happened, in one box."""

    page_heading = "words"
    words = box(
        "What happened?",
        "Tell us what happened, or go back and choose another way",
        "Use your own words. Spelling does not matter. There is room for four pages.",
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
    words = box("Do you want to write some words too?", hint=f"Spelling does not matter. {NOTHING_NEEDED}")


class Number(ChildForm):
    """Which number to call."""

    page_heading = "number"
    number = line(
        "What number can we use?",
        "Tell us your number",
        "Choose one that is safe for you.",
        most=40,
        type="tel",
    )


class When(ChildForm):
    """When to call."""

    page_heading = "when"
    when = line(
        "When can we call you?",
        "Tell us when we can call",
        "Say a day and a time. Such as: Tuesday after 4pm.",
    )


class SafeCall(ChildForm):
    """How a call stays between the two who talk."""

    picks_up = pick(
        "Who may pick up the phone?",
        (("me", "Only me"), ("trusted", "Me, or somebody I trust"), ("anybody", "It does not matter")),
        "Choose who may pick up",
    )
    message = pick(
        "May we leave a message?", (("no", "No"), ("yes", "Yes")), "Choose if we may leave a message"
    )
    first = pick(
        "Shall we send a text first?", (("yes", "Yes"), ("no", "No")), "Choose if we send a text first"
    )


class Advocate(ChildForm):
    """Who asks for the advocate."""

    advocate = pick(
        "Do you want us to ask for one?",
        (("ask", "Yes. You ask for me"), ("ring", "I will ring one"), ("later", "Not now")),
        "Choose if we ask for one",
    )


class AdvocateTold(ChildForm):
    """What an advocate may be told."""

    page_heading = "told"
    told = pick(
        "What may we tell the advocate?",
        (("reach", "Just how to find me"), ("all", "All that I tell you here")),
        "Choose what we may tell them",
    )


class Feelings(ChildForm):
    """How they feel: any number, or no wish to say."""

    page_heading = "feelings"
    feelings = any_of(
        "How do you feel?",
        FEELINGS,
        f"Choose as many as you like. {NOTHING_NEEDED}",
        Faces(exclusive=NOT_SAYING),
    )


class Better(ChildForm):
    """What would make it better, picked or in their own words."""

    page_heading = "ideas"
    ideas = any_of("What would make it better?", BETTER, f"Choose as many as you like. {NOTHING_NEEDED}")
    better = box("Say it in your own words", rows=4, most=4000)


class KeptFrom(ChildForm):
    """Who should not know."""

    page_heading = "kept_from"
    kept_from = any_of(
        "Should anybody not know?",
        KEPT_FROM,
        f"We will not tell them what you say. {NOTHING_NEEDED}",
        Checkboxes(exclusive=NOBODY),
    )


class KeptFromWho(ChildForm):
    """Their names, and why."""

    names = box(
        "What are their names?",
        hint=f"Put each name on a new line. {NOTHING_NEEDED}",
        rows=3,
        most=600,
    )
    why = box("Why should they not know?", hint=NOTHING_NEEDED, rows=4, most=1000)


class Name(ChildForm):
    """Whether they give a name."""

    page_heading = "name"
    name = pick(
        "Do you want to tell us your name?",
        (
            ("whole", "Yes, my whole name"),
            ("first", "Just my first name"),
            ("secret", "No. I want to stay secret"),
        ),
        "Choose if you want to tell us your name",
        whole="Then we can find out the most",
        secret="Use your code to see our answer. But we may not find out as much",  # noqa: S106
    )


class WholeName(ChildForm):
    """The name."""

    page_heading = "whole_name"
    whole_name = line("What is your name?", "Tell us your name, or go back and stay secret")


class FirstName(ChildForm):
    """The first name."""

    page_heading = "first_name"
    first_name = line(
        "What is your first name?", "Tell us your first name, or go back and stay secret", most=60
    )


class Answer(ChildForm):
    """How to answer without harm."""

    page_heading = "answer"
    answer = pick(
        "How do you want us to answer you?",
        ANSWER,
        "Choose how you want us to answer you",
        "You will get a code too.",
        code="On any phone or computer",
        letter="Somebody at home may see it",
    )


class Address(ChildForm):
    """Where a letter goes."""

    page_heading = "address"
    address = box(
        "Where shall we send the letter?",
        "Tell us where to send it, or go back and choose another way",
        "It can be your school, or a friend.",
        rows=4,
        most=280,
    )


class Place(ChildForm):
    """Where to meet."""

    page_heading = "place"
    place = line(
        "Where shall we meet you?",
        "Tell us where to meet you",
        "Choose a place that is safe for you.",
        most=280,
    )


class Someone(ChildForm):
    """Through whom the answer goes."""

    someone = line("Who is it?", "Tell us who it is", "Such as: Jo, my aunt.", most=100)
    reach = line("How can we find them?", "Tell us how we can find them", "A phone number is best.", most=180)


class Easier(ChildForm):
    """What makes it easier for them."""

    page_heading = "easier"
    easier = any_of(
        "What would make this easier for you?", EASIER, f"Choose as many as you like. {NOTHING_NEEDED}"
    )
    language = line("What language do you use?", hint=NOTHING_NEEDED, most=60)
    also = line("What else would help?", hint=NOTHING_NEEDED, most=300)


class Trusted(ChildForm):
    """Somebody who can help them back."""

    trusted = line("What is their name?", hint="Such as: Jo, my aunt.", most=100)
    reach = line("How can we find them?", hint="A phone number is best.", most=180)
