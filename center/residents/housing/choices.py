"""Free beds as a list to choose from."""

from __future__ import annotations

from wtforms import SelectField

from center.db import db
from center.errors import RuleViolation
from center.residents.housing.models import Bed
from center.residents.housing.queries import free_beds
from center.residents.labels import SEX_LABELS
from center.residents.person.models import Sex


def offer_beds(field: SelectField, sex: Sex | None) -> None:
    """Put the free beds where ``sex`` may lie into ``field``, grouped by zone."""
    groups: dict[str, list[tuple[str, str]]] = {"": [("", "")]}
    for bed in free_beds(sex):
        zone = bed.room.zone
        whom = f" ({SEX_LABELS[zone.sex]})" if zone.sex else ""
        groups.setdefault(f"{zone.name}{whom}", []).append((str(bed.id), bed.label))
    field.choices = groups


def chosen_bed(field: SelectField) -> Bed:
    """Return the bed picked in ``field``. Raises RuleViolation when there is no such bed."""
    bed = db.session.get(Bed, int(field.data)) if (field.data or "").isdigit() else None
    if bed is None:
        raise RuleViolation("residents.no_such_bed", field="bed_id")
    return bed
