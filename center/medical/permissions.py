"""Acts of the medical module."""

from center.auth.permissions import Permission


class MedicalPermission(Permission):
    """Clinical data is for those who treat; others see public restrictions only."""

    VIEW = "medical.view"
    EXAMINE = "medical.examine"
    OBSERVE = "medical.observe"
    """Vital signs and scales."""
    DECLARE_DETOX = "medical.declare-detox"
    COUNTERSIGN_DETOX = "medical.countersign-detox"
    """Never one's own declaration."""
    SECRET = "medical.secret"  # noqa: S105 - a permission's name
    """Write and read HIV and mental findings; each reading is recorded."""
