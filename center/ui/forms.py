"""The base form: Vietnamese messages, cleaned text, and broken rules shown where they belong."""

from __future__ import annotations

import unicodedata
import uuid
from typing import Any, NamedTuple

from flask_babel import LazyString
from flask_wtf import FlaskForm
from wtforms import Field, FormField, HiddenField, PasswordField, StringField, ValidationError
from wtforms.form import BaseForm as AnyForm

from center.errors import Refusal, RuleViolation
from center.i18n import gettext as _
from center.i18n import wtforms_translations
from center.ui.messages import sentence


def clean_text(value: str | None) -> str | None:
    """Return ``value`` without blanks at its ends and control characters, NFC-normalised; None stays None.

    Line breaks and tabs stay, CRLF becomes LF. PostgreSQL refuses a NUL, and two spellings of "ế" would
    be two different names.
    """
    if value is None:
        return None
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc").strip()


class ErrorLine(NamedTuple):
    """One line of the list of errors on top of a form."""

    field_id: str
    """Id of the control to lead to; empty for an error of the whole form."""
    label: str
    message: str


def _lines_of(field: Field) -> list[ErrorLine]:
    inner = getattr(field, "entries", None) or (list(field) if isinstance(field, FormField) else [])
    lines = [line for child in inner for line in _lines_of(child)]
    own = [] if isinstance(field, FormField) else field.errors
    # a list of forms repeats the errors of its entries as dictionaries and lists
    lines += [
        ErrorLine(field.id, str(field.label.text), str(e)) for e in own if isinstance(e, str | LazyString)
    ]
    return lines


class RuleErrors:
    """Hands a RuleViolation of its block to a form; every other exception passes.

    A class rather than a generator: its ``bool`` tells mypy that the code after the block is reached.
    """

    def __init__(self, form: BaseForm) -> None:
        self._form = form

    def __enter__(self) -> None:
        """Begin the block."""

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, trace: object) -> bool:
        """Show a broken rule in the form; tell whether there was one."""
        if isinstance(exc, RuleViolation):
            self._form.refuse(exc)
            return True
        return False


class BaseForm(FlaskForm):  # type: ignore[misc]  # WTForms is untyped
    """Base of every form of the program.

    Text is cleaned before it is checked (passwords are left as typed). ``refusals`` holds the rules of
    the domain that refused the act, in words; it is filled by ``rule_errors``.
    """

    refusals: list[Refusal]

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """WTForms' own messages come from our catalogue; text is cleaned."""

        def get_translations(self, form: AnyForm) -> Any:
            """Return the translations of WTForms' messages."""
            return wtforms_translations

        def bind_field(self, form: AnyForm, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Bind a field; text fields clean what was typed before their own filters run."""
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                own = unbound_field.kwargs.get("filters", ())
                options = {**options, "filters": [clean_text, *own]}
            return super().bind_field(form, unbound_field, options)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusals = []

    def error_lines(self) -> list[ErrorLine]:
        """Return every error once, in the order of the fields, those of forms inside this one too.

        Sentences of ``refusals`` are left out: they are shown in full, with their rule and next step.
        """
        told = {refusal.what for refusal in self.refusals}
        lines = [ErrorLine("", "", str(error)) for error in self.form_errors]
        for field in self:
            lines += _lines_of(field)
        return [line for line in lines if line.message not in told]

    def rule_errors(self) -> RuleErrors:
        """Turn a RuleViolation inside the block into an error of its field, or of the form.

        Put it outside ``unit_of_work()``, so that the transaction is rolled back first. Afterwards
        ``errors`` is not empty and ``refusals`` holds the sentence with its rule and next step.
        """
        return RuleErrors(self)

    def refuse(self, exc: RuleViolation) -> None:
        """Add one broken rule to the form."""
        refusal = sentence(exc)
        self.refusals.append(refusal)
        field = self._fields.get(exc.field) if exc.field else None
        if field is None:
            self.form_errors.append(refusal.what)
        else:
            field.errors = [*field.errors, refusal.what]


class ActIdField(HiddenField):  # type: ignore[misc]
    """A client-made id of one act: the same form sent twice (double click, resend) is one act.

    ``data`` is a UUID in its usual text form; a new form gets a new one, a re-shown form keeps its own.
    """

    data: str | None

    def __init__(self, label: str | None = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, default=lambda: str(uuid.uuid4()), **kwargs)

    def pre_validate(self, form: AnyForm) -> None:
        """Refuse anything that is not a UUID."""
        try:
            self.data = str(uuid.UUID(self.data or ""))
        except ValueError:
            raise ValidationError(_("Biểu mẫu không còn nguyên vẹn. Mở lại trang rồi nhập lại.")) from None
