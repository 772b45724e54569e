"""Acts on the resident's file."""

from center.auth.permissions import Permission


class ResidentPermission(Permission):
    """What a person may do with residents and stays."""

    VIEW = "residents.view"
    """See lists, the header, the public part of the file."""
    ADMIT = "residents.admit"
    """Take a person in."""
    HOUSE = "residents.house"
    """Give and change beds."""
    BADGE = "residents.badge"
    """Issue, print and revoke badges."""
    RESTRICT = "residents.restrict"
    """Put and lift restrictions."""
    STAGE = "residents.stage"
    """Move a stay to the next stage."""
    BELONGINGS = "residents.belongings"
    """Take and return belongings."""
