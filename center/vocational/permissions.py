"""Acts of the vocational module."""

from center.auth.permissions import Permission


class VocationalPermission(Permission):
    """Classes, registers, labour."""

    VIEW = "vocational.view"
    PLAN = "vocational.plan"
    """Make classes and lessons, enrol residents."""
    ATTEND = "vocational.attend"
    """Keep the register."""
    LABOUR = "vocational.labour"
    """Enter labour hours."""
    CERTIFY = "vocational.certify"
