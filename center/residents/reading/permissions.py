"""Who reads the log of readings."""

from center.auth.permissions import Permission


class ReadingPermission(Permission):
    """What a person may learn about who read what."""

    ALL = "readings.all"
    """The whole log. Who may not see residents gets codes, no names."""
    OF_FILE = "readings.of-file"
    """Who looked at one file, on its own pages."""
