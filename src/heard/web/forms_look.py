"""How forms look and speak: one base `Form`, and Django's own fields and widgets in its markup.

Nothing is checked in the browser (no `required`, no `maxlength`): the server says what is wrong, in the words
of the question, above the form and beside the answer, and what was typed is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext

OURS = {
    "django/forms/widgets/radio.html": "forms/radios.html",
    "django/forms/widgets/checkbox_select.html": "forms/checkboxes.html",
}
WIDGET_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.FileInput, "govuk-file-upload"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (forms.widgets.Input, "govuk-input"),
)


class Counted(forms.Textarea):
    """A long answer with a count of the letters left. The limit is the field's `max_length`."""


class Password(forms.PasswordInput):
    """A password with a button that shows it; pasting works."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        usual = {
            "class": "govuk-password-input__input govuk-js-password-input-input",
            "spellcheck": "false",
            "autocapitalize": "none",
            "autocomplete": "current-password",
        }
        super().__init__(usual | (attrs or {}))


class _Choices(forms.RadioSelect):
    """Answers to pick from; `hints` explains one, `divider_before` puts “or” before another."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[str, Any] | None = None,
        divider_before: str | None = None,
        layout: str = "",
    ) -> None:
        super().__init__(attrs, choices)
        self.hints, self.divider_before, self.layout = dict(hints or {}), divider_before, layout

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        option["divider"] = self.divider_before is not None and str(value) == self.divider_before
        return option

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["layout"] = self.layout
        return context


class Radios(_Choices):
    """One answer of several. `layout` is inline or small."""


class Checkboxes(_Choices, forms.CheckboxSelectMultiple):
    """Any number of answers. `layout` is small. A choice named in `exclusive` clears the others."""

    template_name = "django/forms/widgets/checkbox_select.html"

    def __init__(self, *args: Any, exclusive: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.exclusive = exclusive

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["exclusive"] = self.exclusive is not None and str(value) == self.exclusive
        return option


def _leave_checks_to_the_server(widget: forms.Widget) -> None:
    for unwanted in ("maxlength", "minlength", "min", "max", "step", "cols"):
        widget.attrs.pop(unwanted, None)
    if isinstance(widget, forms.NumberInput):
        # A number box changes its value under a scrolling mouse and says nothing of letters typed into it.
        widget.input_type = "text"
        widget.attrs.setdefault("inputmode", "numeric")


class Look(BoundField):
    """A field on its form: its ids, what describes it, and where the error summary must lead."""

    size: str = ""
    heading: bool = False

    def __init__(self, form: Any, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        _leave_checks_to_the_server(field.widget)
        if getattr(form, "page_heading", "") == name:
            self.size, self.heading = "l", True
        if form.mark_optional and not field.required and not self.is_checkbox:
            self.label = gettext("%(label)s (optional)") % {"label": self.label}

    @property
    def own_id(self) -> str:
        """The id the hint, error and answer are named after."""
        return str(self.field.widget.attrs.get("id") or self.auto_id)

    @property
    def is_checkbox(self) -> bool:
        """One box to tick, whose label stands beside it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_date(self) -> bool:
        """Day, month and year."""
        return isinstance(self.field.widget, forms.MultiWidget)

    @property
    def is_password(self) -> bool:
        """A secret with a button that shows it."""
        return isinstance(self.field.widget, Password)

    @property
    def count(self) -> int | None:
        """The limit shown under a counted answer, in characters."""
        counted = isinstance(self.field.widget, Counted)
        return getattr(self.field, "max_length", None) if counted else None

    @property
    def message(self) -> str:
        """The first thing wrong with the answer: one error a question is enough at a time."""
        return str(self.errors[0]) if self.errors else ""

    @property
    def describedby(self) -> str:
        """The ids of count, hint and error, in the order they are read out."""
        parts = (("info", self.count), ("hint", self.help_text), ("error", self.errors))
        return " ".join(f"{self.own_id}-{part}" for part, there in parts if there)

    aria_describedby = describedby

    @property
    def error_target(self) -> str:
        """Where the error summary leads: the first choice, the first wrong part of a date, or the answer."""
        if self.is_date:
            return f"{self.own_id}-{(self.wrong_parts or ('day',))[0]}"
        if isinstance(self.field.widget, forms.RadioSelect):
            return f"{self.own_id}_0"
        return self.own_id

    @property
    def wrong_parts(self) -> tuple[str, ...]:
        """Which of day, month and year the error is about; all of them when it does not say."""
        if not self.errors:
            return ()
        params = self.errors.as_data()[0].params or {}
        return tuple(params.get("parts", ("day", "month", "year")))

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        for unwanted in ("required", "aria-invalid"):
            built.pop(unwanted, None)
        if self.is_date:
            built["wrong_parts"] = self.wrong_parts  # type: ignore[assignment]
        elif classes := self._classes(widget):
            built["class"] = classes
        return built

    def _classes(self, widget: forms.Widget) -> str:
        base = next((name for kind, name in WIDGET_CLASSES if isinstance(widget, kind)), "")
        if not base or widget.is_hidden or isinstance(widget, forms.RadioSelect):
            return ""
        wrong = f"{base}--error" if self.errors and not self.is_checkbox else ""
        counted = "govuk-js-character-count" if self.count else ""
        return " ".join(filter(None, (base, wrong, counted, widget.attrs.get("class", ""))))


class Renderer(TemplatesSetting):
    """Draws Django's own fields and widgets with our templates, on our forms only."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = Look

    def get_template(self, template_name: str) -> Any:
        return super().get_template(OURS.get(template_name, template_name))


class Form(forms.Form):
    """The form every page uses.

    `page_heading` names the field whose label is the page's heading; `mark_optional` writes “(optional)”
    after the label of each answer that may be left out (turn it off on filters, where all may be).
    """

    default_renderer = Renderer
    use_required_attribute = False
    page_heading = ""
    mark_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            speak_plainly(field, str(field.label or name.replace("_", " ")))

    @property
    def error_links(self) -> list[tuple[str, str]]:
        """(where to, what is wrong) for each error: the form's own, then in the order of the questions."""
        whole = [("", str(message)) for message in self.non_field_errors()]
        return whole + [(f"#{bound.error_target}", bound.message) for bound in self._wrong()]

    def _wrong(self) -> Iterator[Any]:
        return (bound for bound in self if bound.errors and not bound.is_hidden)


def speak_plainly(field: forms.Field, label: str, part: str = "") -> None:
    """Give a field messages that use the label's words, unless it brought its own.

    `part` is the heading it stands under, where the same is asked under several: “Point 2”.
    """
    usual, before = forms.Field.default_error_messages["required"], f"{part}: " if part else ""
    if field.error_messages.get("required") == usual:
        field.error_messages["required"] = before + _missing(field, label)
    if most := getattr(field, "max_length", None):
        said = gettext("“%(label)s” must be %(most)s characters or fewer")
        too_long = before + said % {"label": label, "most": f"{most:,}"}
        field.error_messages.setdefault("max_length", too_long)
    if isinstance(field, forms.ChoiceField) and "%(value)s" in str(field.error_messages["invalid_choice"]):
        said = gettext("Choose one of the answers listed for “%(label)s”")
        field.error_messages["invalid_choice"] = before + said % {"label": label}


def _missing(field: forms.Field, label: str) -> str:
    if label.endswith("?") or ":" in label or "(" in label:
        return f"Answer “{label}”"
    words = label[:1].lower() + label[1:] if label[1:2].islower() else label
    if words.startswith(("by ", "to be ")):
        return f"Enter the day for “{label}”"
    words = f"the {words}" if words.startswith(("day ", "first day", "last day")) else words
    if isinstance(field, forms.FileField):
        return f"Choose a file for {words}"
    if isinstance(field, forms.ChoiceField):
        return f"Select {words}"
    return f"Enter {words}" if not isinstance(field, forms.BooleanField) else f"Tick “{label}” to go on"
