"""Acts on what the center is."""

from __future__ import annotations

from center.auth.permissions import Permission


class AgencyPermission(Permission):
    """Who may say what the center is called and who heads it."""

    CONFIGURE = "agency.configure"
    """Add a dated row to the center's profile."""
