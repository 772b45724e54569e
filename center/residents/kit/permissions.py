"""Acts on clothing and kit."""

from center.auth.permissions import Permission


class KitPermission(Permission):
    """What a person may do with clothing and kit; reading it needs no more than the file."""

    ISSUE = "residents.kit"
    """Hand out, correct, record sizes."""
