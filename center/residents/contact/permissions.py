"""Acts on the contacts of a stay."""

from center.auth.permissions import Permission


class ContactPermission(Permission):
    """What a person may do with contacts; who they are everybody reads who reads the file."""

    AMEND = "contacts.amend"
    """Add, correct and end contacts."""
    REASONS = "contacts.reasons"
    """Read why somebody must not be told, and why a contact was changed."""
