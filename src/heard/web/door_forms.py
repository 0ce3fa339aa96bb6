"""The questions asked at the door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from heard.web.forms_look import Form, Password

CODE_BOX = "govuk-input--width-10 govuk-input--extra-letter-spacing"


class SignIn(Form):
    """Name and password."""

    username = forms.CharField(
        label="Sign-in name or e-mail address",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
    )
    password = forms.CharField(label="Password", widget=Password(), strip=False, max_length=1000)


class Again(Form):
    """The password once more."""

    password = forms.CharField(label="Password", widget=Password(), strip=False, max_length=1000)


class Code(Form):
    """A code from an app, or one of the recovery codes."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        help_text="The six figures your app shows now, or one of your recovery codes.",
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "spellcheck": "false", "class": CODE_BOX}
        ),
    )


class FirstCode(Code):
    """The first code of a new app."""

    code = forms.CharField(
        label="Code your app shows now",
        max_length=20,
        help_text="Six figures. A new one comes every 30 seconds.",
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
                "class": CODE_BOX,
            }
        ),
    )


class PasskeyName(Form):
    """What to call a new passkey."""

    name = forms.CharField(
        label="What do you call this device?",
        help_text="So that you know it again in your list, for example “Work laptop”.",
        max_length=60,
    )


class ChoosePassword(Form):
    """A password of one's own."""

    password = forms.CharField(
        label="Choose a password",
        help_text="15 characters or more. Three or four words that nobody would guess work well.",
        max_length=1000,
        widget=Password(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean_password(self) -> Any:
        """A password that is too short or too common is refused, with why."""
        password = self.cleaned_data["password"]
        try:
            validate_password(password)
        except ValidationError as why:
            raise ValidationError([plain_words(message) for message in why.messages]) from why
        return password


def plain_words(message: str) -> str:
    """Django's words for a weak password, in ours."""
    if "too short" in message:
        return "The password must have 15 characters or more"
    return "This password is too common. Choose another"
