"""Acts on what the law asks by when."""

from center.auth.permissions import Permission


class DutyPermission(Permission):
    """The inbox of legal duties."""

    VIEW = "duties.view"
    """See the duties of one's own roles, and close them with a proof."""
    VIEW_ALL = "duties.view-all"
    """See those of every role."""
    CASE = "duties.case"
    """Record a breach, a request, a loss: what starts a clock and stands nowhere else."""
    CALENDAR = "duties.calendar"
    """Change the calendar of working days."""
