"""What the forms of this package share: lines with their own refusals, filters, lists to choose from."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import Field, FieldList, Form, HiddenField, SelectField, SelectMultipleField
from wtforms.validators import Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from center.auth.permissions import Role
from center.auth.queries import staff_with_role
from center.errors import Refusal, RuleViolation
from center.i18n import lazy_gettext as _l
from center.residents.housing.queries import zones
from center.ui.fields import choices
from center.ui.forms import BaseForm
from center.ui.messages import sentence
from center.vocational.batch import BatchRefused
from center.vocational.models import Course

MOST_ID = 2**31 - 1
"""Largest key the database holds."""


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


class PersonLine(Form):  # type: ignore[misc]  # WTForms is untyped
    """Base of a line about one resident; it names its stay, its place in the list means nothing."""

    class Meta(BaseForm.Meta):
        """Cleans text and answers in Vietnamese like every form; a line has no token of its own."""

        csrf = False

    stay_id = HiddenField(validators=[Regexp(r"[0-9]{1,9}")])

    @property
    def stay(self) -> int:
        """Id of the stay; 0 when what was sent is no id."""
        text = self.stay_id.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def settle_lines(lines: FieldList, start: Mapping[int, Mapping[str, Any]]) -> None:
    """Make ``lines`` hold exactly the stays of ``start``, in its order; new ones begin with its values."""
    kept = {entry.form.stay: entry for entry in lines}
    for stay_id, values in start.items():
        if stay_id not in kept:
            kept[stay_id] = lines.append_entry({"stay_id": str(stay_id), **values})
    lines.entries[:] = [kept[stay_id] for stay_id in start]


def list_key(stay_ids: Iterable[int]) -> str:
    """Return a short name of a list of people, for the id of its form.

    A draft the browser kept is brought back by the places of the boxes: it must never meet another list.
    """
    return f"{zlib.crc32(' '.join(map(str, stay_ids)).encode()):08x}"


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


def given(field: Field) -> Any:
    """Return the value of a valid field that must not be empty."""
    return field.data


def picked_id(field: SelectField) -> int | None:
    """Return the id picked in ``field``; None when nothing was, or something that is no id."""
    text = field.data or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
