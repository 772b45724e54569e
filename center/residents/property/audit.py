"""What the record says about things in custody and contraband."""

from __future__ import annotations

from dataclasses import dataclass

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class BelongingsTaken(Event):
    """Items were taken into custody."""

    name = "residents:belongings:take"
    sentence = _l("Nhận giữ {count} loại đồ, {pieces} món")

    act_id: int
    count: int
    pieces: int


@dataclass(frozen=True)
class BelongingsReturned(Event):
    """Items in custody were given back."""

    name = "residents:belongings:return"
    sentence = _l("Trả {count} loại đồ lưu ký")

    act_id: int
    count: int
    to_relative: bool


@dataclass(frozen=True)
class BelongingsUnreturned(Event):
    """A return turned out never to have been."""

    name = "residents:belongings:unreturn"
    sentence = _l("Hủy lần trả đồ số {act_id}: {reason}")

    act_id: int
    reason: str


@dataclass(frozen=True)
class BelongingCorrected(Event):
    """The line of an item was put right."""

    name = "residents:belongings:correct"
    sentence = _l("Sửa đồ lưu ký số {belonging_id}, {before} → {after}: {reason}")

    belonging_id: int
    before: int
    after: int
    reason: str


@dataclass(frozen=True)
class PropertyMoved(Event):
    """Items went into another bag or place."""

    name = "residents:belongings:move"
    sentence = _l("Đổi nơi giữ {count} loại đồ: túi {bag}, {place}")

    count: int
    bag: str
    place: str


@dataclass(frozen=True)
class ContrabandFound(Event):
    """Contraband was found."""

    name = "residents:contraband:find"
    sentence = _l("Phát hiện đồ vật cấm số {contraband_id}")

    contraband_id: int
    found_where: str


@dataclass(frozen=True)
class ContrabandSettled(Event):
    """Contraband was destroyed or handed over."""

    name = "residents:contraband:settle"
    sentence = _l("Xử lý đồ vật cấm số {contraband_id} theo biên bản {record_number}")

    contraband_id: int
    outcome: str
    record_number: str
