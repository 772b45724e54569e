"""Acts on background work."""

from __future__ import annotations

from center.auth.permissions import Permission


class JobsPermission(Permission):
    """What a person may do with background work."""

    OWN = "jobs.own"
    """Follow one's own work and fetch what it made."""
