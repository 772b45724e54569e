"""The place a resident comes back to, picked from a list."""

from __future__ import annotations

from wtforms import SelectField

from center.db import db
from center.errors import RuleViolation
from center.residents.housing.queries import beds_of
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import Location
from center.residents.whereabouts.queries import living_area, locations
from center.security.forms import location_choices


def offer_locations(field: SelectField, stay: Stay | None = None) -> None:
    """Put the places inside the center into ``field``; the living area of ``stay`` is chosen at first."""
    field.choices = location_choices(locations())
    if stay is None or field.raw_data:
        return
    bed = beds_of([stay.id]).get(stay.id)
    home = living_area(bed.room.zone_id) if bed else None
    if home is not None:
        field.data = home.id


def chosen_location(field: SelectField) -> Location:
    """Return the place picked in ``field``. Raises RuleViolation when it is gone."""
    found = db.session.get(Location, field.data)
    if found is None:
        raise RuleViolation("security.no_such_location", field=field.name)
    return found
