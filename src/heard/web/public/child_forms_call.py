"""The questions of a call and of an advocate at the child's door, in words that a child of ten reads."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from heard.web.public.child_fields import ChildForm, line, pick


class Number(ChildForm):
    """Which number to call."""

    page_heading = "number"
    number = line(
        _("What number can we use?"),
        _("Tell us your number"),
        _("Choose one that is safe for you."),
        most=40,
        type="tel",
        dir="ltr",
    )


class When(ChildForm):
    """When to call."""

    page_heading = "when"
    when = line(
        _("When can we call you?"),
        _("Tell us when we can call"),
        _("Say a day and a time. Such as: Tuesday after 4pm."),
    )


class SafeCall(ChildForm):
    """How a call stays between the two who talk."""

    picks_up = pick(
        _("Who may pick up the phone?"),
        (
            ("me", _("Only me")),
            ("trusted", _("Me, or somebody I trust")),
            ("anybody", _("It does not matter")),
        ),
        _("Choose who may pick up"),
    )
    message = pick(
        _("May we leave a message?"),
        (("no", _("No")), ("yes", _("Yes"))),
        _("Choose if we may leave a message"),
    )
    first = pick(
        _("Shall we send a text first?"),
        (("yes", _("Yes")), ("no", _("No"))),
        _("Choose if we send a text first"),
    )


class Advocate(ChildForm):
    """Who asks for the advocate."""

    advocate = pick(
        _("Do you want us to ask for one?"),
        (("ask", _("Yes. You ask for me")), ("ring", _("I will ring one")), ("later", _("Not now"))),
        _("Choose if we ask for one"),
    )


class AdvocateTold(ChildForm):
    """What an advocate may be told."""

    page_heading = "told"
    told = pick(
        _("What may we tell the advocate?"),
        (("reach", _("Just how to find me")), ("all", _("All that I tell you here"))),
        _("Choose what we may tell them"),
    )
