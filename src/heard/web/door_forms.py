"""The questions asked at the door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from heard.web.forms_look import Form, Password


class SignIn(Form):
    """Name and password."""

    username = forms.CharField(
        label="Sign-in name",
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
    )
    password = forms.CharField(label="Password", widget=Password(), strip=False)


class ChoosePassword(Form):
    """A password of one's own."""

    password = forms.CharField(
        label="Choose a password",
        help_text="15 characters or more. Three or four words that nobody would guess work well.",
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
