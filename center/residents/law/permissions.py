"""Acts on the book of legal parameters."""

from center.auth.permissions import Permission


class LawPermission(Permission):
    """What a person may do with the law's numbers."""

    READ = "law.read"
    """See every parameter with its source, certainty and history."""
    CHANGE = "law.change"
    """Confirm, correct and add rows, and choose where the law leaves a choice."""
