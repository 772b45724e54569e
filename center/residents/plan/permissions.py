"""Acts on the plan."""

from center.auth.permissions import Permission


class PlanPermission(Permission):
    """Who may read, draw up and evaluate plans."""

    VIEW = "plan.view"
    """See the plan without its medical part."""
    MEDICAL = "plan.medical"
    """See the medical part too, and open the paper."""
    DRAW = "plan.draw"
    """Draw up, revise, evaluate and print."""
