"""Acts on files that may be one person's."""

from center.auth.permissions import Permission


class MergingPermission(Permission):
    """What may be done with two files of one person: the one who proposes never decides."""

    SEE = "residents.see-merges"
    PROPOSE = "residents.propose-merge"
    DECIDE = "residents.decide-merge"
    """Confirm or refuse a proposal, and take a merge back."""
