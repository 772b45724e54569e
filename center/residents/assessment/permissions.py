"""Acts of the periodic assessment."""

from center.auth.permissions import Permission


class AssessmentPermission(Permission):
    """What a person may do with grades."""

    VIEW = "assessment.view"
    """See rounds, grades and their facts."""
    PROPOSE = "assessment.propose"
    """Open a round, propose points and levels, record and print lists, take objections."""
    DECIDE = "assessment.decide"
    """Record the council's decision, correct a grade, answer an objection."""
    CONFIGURE = "assessment.configure"
    """Set scale, criteria and period."""
