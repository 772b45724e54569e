"""What the forms of this package share: lines with their own refusals, filters, lists to choose from."""

from __future__ import annotations

from typing import Any

from wtforms import Form, SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from center.auth.permissions import Role
from center.auth.queries import staff_with_role
from center.errors import Refusal, RuleViolation
from center.ui.forms import BaseForm
from center.ui.messages import sentence
from center.vocational.batch import BatchRefused


class BatchForm(BaseForm):
    """A form over many lines; each line shows its own refusal beside the name."""

    line_refusals: dict[int, Refusal]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line_refusals = {}

    def refuse(self, exc: RuleViolation) -> None:
        """Add a broken rule; those of single lines are kept by line."""
        if isinstance(exc, BatchRefused):
            self.line_refusals.update({key: sentence(fault) for key, fault in exc.lines.items()})
        super().refuse(exc)


class Line(Form):
    """Base of one line inside a form; it has no token of its own."""

    class Meta(BaseForm.Meta):
        """Cleans text and answers in Vietnamese like every form."""

        csrf = False


class FilterForm(BaseForm):
    """Base of a filter row: its state is the address, so it needs no token."""

    class Meta(BaseForm.Meta):
        """A filter changes nothing."""

        csrf = False


class BoxesField(SelectMultipleField):  # type: ignore[misc]  # WTForms is untyped
    """Several boxes to tick; ``data`` is a list."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PeopleField(SelectMultipleField):  # type: ignore[misc]
    """Ticked residents of a list the template draws; ``data`` is a list of stay ids.

    Whether a ticked resident may be taken is the service's rule, not a choice of the form.
    """

    def __init__(self, label: str | None = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, coerce=_stay_id, validate_choice=False, choices=[], **kwargs)


def _stay_id(text: Any) -> int:
    number = int(text)
    if not 0 < number < 2**31:
        raise ValueError(f"no stay id: {text!r}")
    return number


def offer_trainers(field: SelectField) -> None:
    """Put the active trainers into ``field``, by Vietnamese name."""
    field.choices = [("", ""), *((str(a.id), a.full_name) for a in staff_with_role(Role.TRAINER))]


def picked_id(field: SelectField) -> int | None:
    """Return the id picked in ``field``; None when nothing was, or something that is no id."""
    text = field.data or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
