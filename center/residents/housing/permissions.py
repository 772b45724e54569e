"""Acts on buildings and on who may share them; moving people is ``residents.house``."""

from center.auth.permissions import Permission


class HousingPermission(Permission):
    """What a person may do with buildings and their rules."""

    BUILDINGS = "housing.buildings"
    """See how sites, zones, rooms and beds are set up, without the people in them."""
    CONFIGURE = "housing.configure"
    """Build, rename, close; say whom a zone admits; arrange floor plans."""
    OUTAGE = "housing.outage"
    """Say that a bed or room is out of order, and that it is repaired."""
    OVERRIDE = "housing.override"
    """Let a person past the center's own order, with a written reason."""
    APART = "housing.apart"
    """Keep two residents apart."""
    BODY_SEX = "housing.body-sex"
    """Say that a body's sex differs from the papers'."""
