"""Acts of the reduction of terms."""

from center.auth.permissions import Permission


class ReductionPermission(Permission):
    """What a person may do with reductions."""

    VIEW = "reduction.view"
    """See who may be proposed, the reviews and their results."""
    PREPARE = "reduction.prepare"
    """Fill in a review, record posting and objections, print, send, enter what the court decided."""
    DECIDE = "reduction.decide"
    """Open a review, add an exception, record the council, answer objections."""
