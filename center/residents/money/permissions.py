"""Acts on money in custody."""

from center.auth.permissions import Permission


class MoneyPermission(Permission):
    """What a person may do with residents' money."""

    VIEW = "residents.money-view"
    """Read accounts, receipts and the cash desk."""
    ENTER = "residents.money"
    """Take in, pay out, correct, credit labour shares, count the cash box."""
    CLOSE = "residents.money-close"
    """Give the second signature that closes a day; never on one's own count."""
    LIMITS = "residents.money-limits"
    """Set the caps of the house rules."""
