"""Acts on receptions."""

from center.auth.permissions import Permission


class ReceptionPermission(Permission):
    """What a person may do with the reception of somebody."""

    VIEW = "reception.view"
    WORK = "reception.work"
    """Begin one, take it over, do its steps, close it."""
