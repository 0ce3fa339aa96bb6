"""The questions that an adult is asked who complains or has something to say, one a page, in plain words."""

from __future__ import annotations

from django import forms

from heard.web.forms_look import Form
from heard.web.public.asking import any_of, line, one_of, words

WHAT = (
    ("complain", "Make a complaint"),
    ("comment", "Make a comment"),
    ("suggestion", "Suggest an idea"),
    ("thanks", "Say thank you to someone"),
    ("unsure", "I am not sure"),
)
BEFORE = (
    ("court", "A court case about the child or the family"),
    ("appeal", "A decision with its own appeal, such as one about school help or benefits"),
    ("data", "How we use or share what we know about you"),
    ("unsafe", "A child who may not be safe"),
    ("elsewhere", "Another council, a school, the police or the health service"),
    ("none", "None of these"),
)
WHO = (
    ("parent", "Their parent"),
    ("parental_responsibility", "Not a parent, but I have parental responsibility"),
    ("foster_parent", "Their foster carer"),
    ("special_guardian", "Their special guardian"),
    ("guardianship_applicant", "I asked to be their special guardian"),
    ("adopter", "I adopted them, or I am going to"),
    ("relative_or_friend", "Another relative, or a friend of the family"),
    ("advocate", "Their advocate, or I speak for them"),
    ("care_leaver", "It is about me, and I used to be in care"),
    ("child", "It is about me, and I am 17 or under"),
    ("adopted_person", "It is about me, and I was adopted"),
    ("member", "A councillor or a Member of Parliament"),
    ("through_work", "I know them through my work"),
    ("not_known", "None of these"),
)
OWN = ("care_leaver", "child", "adopted_person")
AGREES = (
    ("agrees", "Yes, they know and they agree"),
    ("against", "They know, but they do not agree"),
    ("not_told", "No, they do not know"),
    ("too_young", "They are too young to ask"),
    ("unsure", "I am not sure"),
)
WAYS = (
    ("email", "E-mail"),
    ("telephone", "Phone or text"),
    ("post", "Letter"),
    ("code", "I will come back to this site with a code"),
)
SAFE = (
    ("yes", "Yes"),
    ("no", "No, someone else may see or hear it"),
    ("unsure", "I am not sure"),
)
NEEDS = (
    ("interpreter", "An interpreter"),
    ("sign", "British Sign Language"),
    ("large", "Large print"),
    ("easy", "Easy read, with short words and pictures"),
    ("calls", "Talk to me, do not write"),
    ("with", "Someone with me when we talk"),
    ("time", "More time"),
)
ADVOCATE = (
    ("yes", "Yes, please ask one to get in touch"),
    ("have", "They have an advocate"),
    ("no", "No, or not now"),
)
IN_USE = "Is it safe for us to use it?"
WHEN_GOOD = "Is there a good time, or anything else we should know?"


class What(Form):
    """What they would like to do."""

    page_heading = "what"
    what = one_of("What would you like to do?", WHAT, "Select what you would like to do", last_after_or=True)


class Before(Form):
    """What may have a better place to go, which closes nothing here."""

    page_heading = "before"
    before = any_of(
        "Is any of this part of it?",
        BEFORE,
        "Select what is part of it, or “None of these”",
        help_text="You can go on whatever you choose. Tick all that fit.",
        exclusive="none",
    )


class Who(Form):
    """What they are to the child."""

    page_heading = "who"
    who = one_of(
        "Who are you to the child?",
        WHO,
        "Select who you are to the child",
        help_text="This helps us to see who can complain, and how.",
        last_after_or=True,
    )


class Child(Form):
    """The child's name, if they want to say."""

    page_heading = "child"
    child = line(
        "What is the child’s name?",
        help_text="If it is about more than one child, write all their names. You can leave this empty.",
        most=200,
    )


class Agrees(Form):
    """Whether the child knows of it and agrees."""

    page_heading = "agrees"
    agrees = one_of(
        "Does the child know about this, and do they agree?",
        AGREES,
        "Select whether the child knows and agrees",
        help_text="You can go on whatever you choose. Where we can, we will ask the child what they think, in a way "
        "that suits them.",
    )


class Words(Form):
    """What they have to say, where it is no complaint."""

    page_heading = "words"
    words = words(
        "What would you like to tell us?", "Enter what you would like to tell us", most=10_000, rows=10
    )


class Tried(Form):
    """What they have done about it already."""

    page_heading = "tried"
    tried = words(
        "What have you done about this so far?",
        help_text="You do not have to have tried anything. It helps us not to ask you twice.",
    )


class Name(Form):
    """Their name, if they want to give it."""

    page_heading = "name"
    name = line(
        "What is your name?",
        help_text="You can leave this empty. We may then not be able to find out as much.",
        autocomplete="name",
    )


class Reach(Form):
    """How they want to hear from us."""

    page_heading = "ways"
    ways = any_of(
        "How would you like us to contact you?",
        WAYS,
        "Select how you would like us to contact you",
        help_text="Tick all that suit you.",
        hints={"code": "You will get the code when you have sent this. You need nothing else."},
    )


class _Way(Form):
    @property
    def is_safe(self) -> bool | None:
        """Whether they said that it is safe; None where they are not sure."""
        return {"yes": True, "no": False}.get(self.cleaned_data["safe"])


class Email(_Way):
    """Their e-mail address, and whether it is safe."""

    page_heading = "email"
    email = forms.EmailField(
        label="What is your e-mail address?",
        error_messages={
            "required": "Enter your e-mail address",
            "invalid": "Enter an e-mail address in full, such as name@example.org",
        },
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        max_length=254,
    )
    safe = one_of(IN_USE, SAFE, "Select whether it is safe for us to use your e-mail")
    note = line(WHEN_GOOD, most=200)


class Telephone(_Way):
    """Their number, whether it is safe and whether a message may be left."""

    page_heading = "telephone"
    telephone = line(
        "What is your phone number?", "Enter your phone number", most=40, autocomplete="tel", inputmode="tel"
    )
    safe = one_of(IN_USE, SAFE, "Select whether it is safe for us to use your phone")
    message = one_of(
        "May we leave a message or send a text?",
        (("yes", "Yes"), ("no", "No")),
        "Select yes if we may leave a message",
    )
    note = line(WHEN_GOOD, most=200)

    def clean_telephone(self) -> str:
        """A number has six figures at least; what else stands with it is theirs."""
        typed: str = self.cleaned_data["telephone"]
        if sum(one.isdecimal() for one in typed) < 6:
            raise forms.ValidationError("Enter a phone number, such as 01632 960 001")
        return typed


class Post(_Way):
    """Where letters go, and whether it is safe."""

    page_heading = "address"
    address = words("What is your address?", "Enter your address", rows=4, most=290)
    safe = one_of(IN_USE, SAFE, "Select whether it is safe for us to write to you there")
    note = line(WHEN_GOOD, most=200)


class Needs(Form):
    """What makes it easier for them."""

    page_heading = "needs"
    needs = any_of("What would make this easier for you?", NEEDS, help_text="Tick all that would help.")
    language = line(
        "Which language?", help_text="If you want an interpreter, or our answer in another language.", most=60
    )
    more = words("What else would help?", rows=3, most=1_000)


class Advocate(Form):
    """Whether the child is to have an advocate."""

    page_heading = "advocate"
    advocate = one_of(
        "Would the child like an advocate?",
        ADVOCATE,
        "Select whether the child would like an advocate",
        help_text="An advocate is on the child’s side and helps them to be heard. They do not work for us. It is "
        "free, and we can set it up.",
    )
