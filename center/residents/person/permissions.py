"""Acts on what a file says about the person."""

from center.auth.permissions import Permission


class PersonPermission(Permission):
    """What may be done with a person's identity; seeing it is part of seeing the file."""

    AMEND = "residents.amend-person"
    """Correct name, birth and the like, add and correct identity papers, record a new residence."""
