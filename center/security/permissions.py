"""Acts of the security module."""

from center.auth.permissions import Permission


class SecurityPermission(Permission):
    """Posts, incidents, escapes."""

    VIEW = "security.view"
    """Headcount, scans, incidents."""
    SCAN = "security.scan"
    REPORT = "security.report"
    """Write an incident."""
    ESCAPE = "security.escape"
    """Declare an escape, a notice sent, a return; send out and bring back; set up posts."""
