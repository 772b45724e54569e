"""Acts on expected arrivals."""

from center.auth.permissions import Permission


class ExpectedPermission(Permission):
    """What a person may do with decisions received for people who have not come yet."""

    VIEW = "expected.view"
    RECORD = "expected.record"
    """Record, correct and withdraw."""
