"""Acts of the handover module."""

from center.auth.permissions import Permission


class HandoverPermission(Permission):
    """The end of a stay."""

    VIEW = "handover.view"
    PREPARE = "handover.prepare"
    """Write the aftercare plan, print the notice and the completion paper, build the packet."""
    RELEASE = "handover.release"
    """Let the person go."""
