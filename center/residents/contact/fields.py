"""The check of a telephone number on any form."""

from __future__ import annotations

from wtforms import StringField, ValidationError
from wtforms.form import BaseForm as AnyForm

from center.errors import RuleViolation
from center.residents.contact.phones import read_phone
from center.ui.messages import sentence


def phone_number(_form: AnyForm, field: StringField) -> None:
    """Refuse what nobody can call, beside the box; what was typed stays in it."""
    try:
        read_phone(field.data or "")
    except RuleViolation as refusal:
        words = sentence(refusal)
        raise ValidationError(f"{words.what} {words.next_step}") from None
