"""What the record says about posts, incidents, escapes and absences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class PostAdded(Event):
    """A post was set up."""

    name = "security:post:add"
    sentence = _l("Thêm chốt {code} tại {location}")

    code: str
    location: str


@dataclass(frozen=True)
class PostSwitched(Event):
    """A post was opened or closed."""

    name = "security:post:switch"
    sentence = _l("Đổi tình trạng chốt {code}: hoạt động {active}")

    code: str
    active: bool


@dataclass(frozen=True)
class IncidentReported(Event):
    """An incident was written down."""

    name = "security:incident:report"
    sentence = _l("Ghi sự việc số {incident_id}, loại {kind}, {persons} người")

    incident_id: int
    kind: str
    severity: str
    happened_at: datetime
    persons: int


@dataclass(frozen=True)
class IncidentAmended(Event):
    """An incident was corrected by a new row."""

    name = "security:incident:amend"
    sentence = _l("Đính chính sự việc số {amended_id} bằng bản số {incident_id}: {reason}")

    incident_id: int
    amended_id: int
    reason: str


@dataclass(frozen=True)
class EscapeDeclared(Event):
    """A resident was declared escaped."""

    name = "security:escape:declare"
    sentence = _l("Khai báo bỏ trốn lúc {happened_at}, phát hiện lúc {discovered_at}")

    escape_id: int
    incident_id: int
    happened_at: datetime
    discovered_at: datetime
    notify_by: datetime | None


@dataclass(frozen=True)
class EscapeNotified(Event):
    """A body was told of an escape."""

    name = "security:escape:notify"
    sentence = _l("Thông báo việc bỏ trốn cho {told} lúc {sent_at}")

    escape_id: int
    told: str
    sent_at: datetime


@dataclass(frozen=True)
class EscapeEnded(Event):
    """One who escaped is back."""

    name = "security:escape:return"
    sentence = _l("Người bỏ trốn trở lại lúc {happened_at}")

    escape_id: int
    happened_at: datetime


@dataclass(frozen=True)
class SentOut(Event):
    """A resident left with leave."""

    name = "security:outing:leave"
    sentence = _l("Ra ngoài có phép ({cause}) lúc {left_at}")

    outing_id: int
    cause: str
    left_at: datetime
    expected_at: datetime | None


@dataclass(frozen=True)
class BroughtBack(Event):
    """A resident came back from an outing."""

    name = "security:outing:return"
    sentence = _l("Trở lại sau khi ra ngoài lúc {returned_at}")

    outing_id: int
    cause: str
    returned_at: datetime
