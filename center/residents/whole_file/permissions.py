"""Acts on the whole file."""

from center.auth.permissions import Permission


class WholeFilePermission(Permission):
    """What a person may do with the whole file."""

    PRINT = "residents.print-file"
    """Print everything of a file the person may see, in one PDF."""
