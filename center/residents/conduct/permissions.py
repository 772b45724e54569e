"""Acts of rewards and discipline."""

from center.auth.permissions import Permission


class ConductPermission(Permission):
    """What a person may do with rewards and discipline."""

    VIEW = "conduct.view"
    """See what was proposed and decided."""
    PROPOSE = "conduct.propose"
    """Propose a reward or a discipline."""
    DECIDE = "conduct.decide"
    """Decide, correct, review and end."""
