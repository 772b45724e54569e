"""What the record says about preliminary checks; findings stay in the table."""

from __future__ import annotations

from dataclasses import dataclass

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class PreliminaryCheckRecorded(Event):
    """A person at the gate was looked at."""

    name = "medical:preliminary:record"
    sentence = _l("Ghi khám sơ bộ của lượt tiếp nhận số {reception_id}")

    check_id: int
    reception_id: int
    amends_id: int | None
