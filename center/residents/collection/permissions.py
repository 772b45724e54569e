"""Acts on the information sheet."""

from center.auth.permissions import Permission


class CollectionPermission(Permission):
    """Who may read and write what a resident tells at reception."""

    VIEW = "collection.view"
    """See the sheet without health and substances."""
    HEALTH = "collection.health"
    """See health and substances too, and open the paper."""
    FILL = "collection.fill"
    """Write a version, print the paper."""
