"""Acts on the stages that need more than moving a stay on."""

from center.auth.permissions import Permission


class StagePermission(Permission):
    """What the head of the center may do with the limits of the stages."""

    WAIVE = "residents.waive-stage-limit"
    """Let a stay pass a limit of days; take back the doctors' end of detox."""
