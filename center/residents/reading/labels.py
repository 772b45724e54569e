"""Words of the log of readings."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l

READING_AREAS = {
    "residents": _l("Hồ sơ chung"),
    "duties": _l("Việc theo luật"),
    "medical": _l("Y tế"),
    "vocational": _l("Học nghề, lao động"),
    "security": _l("An ninh"),
    "handover": _l("Bàn giao"),
}
