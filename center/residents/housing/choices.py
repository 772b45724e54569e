"""Free beds as a list to choose from."""

from __future__ import annotations

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from center.db import db, row_id
from center.errors import RuleViolation
from center.residents.housing.models import Bed
from center.residents.housing.queries import free_beds
from center.residents.labels import SEX_LABELS
from center.residents.person.models import Sex


def offer_beds(field: SelectField, sex: Sex | None) -> None:
    """Put the free beds where ``sex`` may lie into ``field``, grouped by zone."""
    lines = [SelectChoice("", "")]
    for bed in free_beds(sex):
        zone = bed.room.zone
        whom = f" ({SEX_LABELS[zone.sex]})" if zone.sex else ""
        lines.append(SelectChoice(str(bed.id), bed.label, optgroup=f"{zone.name}{whom}"))
    field.choices = lines


def chosen_bed(field: SelectField) -> Bed:
    """Return the bed picked in ``field``. Raises RuleViolation when there is no such bed."""
    number = row_id(field.data)
    bed = db.session.get(Bed, number) if number else None
    if bed is None:
        raise RuleViolation("residents.no_such_bed", field="bed_id")
    return bed
