"""What the forms of this package share: lines with their own refusals, filters, lists to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from center.auth.permissions import Role
from center.auth.queries import staff_with_role
from center.i18n import lazy_gettext as _l
from center.residents.housing.queries import zones
from center.ui.fields import choices
from center.vocational.models import Course

MOST_ID = 2**31 - 1
"""Largest key the database holds."""


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
    if not 0 < number <= MOST_ID:
        raise ValueError(f"no stay id: {text!r}")
    return number


def offer_trainers(field: SelectField, *, also: tuple[int, str] | None = None) -> None:
    """Put the active trainers into ``field``, by Vietnamese name.

    ``also``: id and name of one who is kept although he or she may no longer be a trainer.
    """
    trainers = [(account.id, account.full_name) for account in staff_with_role(Role.TRAINER)]
    if also is not None and also not in trainers:
        trainers.append(also)
    field.choices = choices(((str(key), name) for key, name in trainers), blank="")


def offer_zones(field: SelectField) -> None:
    """Put the zones into ``field`` of a filter row, after "all"."""
    field.choices = choices(((str(z.id), f"{z.code} – {z.name}") for z in zones()), blank=_l("Tất cả"))


def offer_courses(field: SelectField, courses: Iterable[Course]) -> None:
    """Put ``courses`` into ``field`` of a filter row, after "all"."""
    field.choices = choices(((str(c.id), f"{c.code} – {c.name}") for c in courses), blank=_l("Tất cả"))


def picked_id(field: SelectField) -> int | None:
    """Return the id picked in ``field``; None when nothing was, or something that is no id."""
    text = field.data or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
