"""Acts of the handover module."""

from center.auth.permissions import Permission


class HandoverPermission(Permission):
    """The end of a stay."""

    VIEW = "handover.view"
    PREPARE = "handover.prepare"
    """Write the aftercare plan, issue the notice, build the packet."""
    RELEASE = "handover.release"
    """Sign the completion and let the person go."""
