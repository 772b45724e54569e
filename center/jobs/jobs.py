"""The scheduled work of this package itself."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.jobs.backup import nightly_backup
from center.jobs.registry import Schedule, register_schedules

# Outside the hours of shift changes (6, 14, 22) and of the day's first printing.
register_schedules(
    Schedule("nightly_backup", _l("Sao lưu hằng đêm"), nightly_backup, {"hour": 2, "minute": 30}),
)
