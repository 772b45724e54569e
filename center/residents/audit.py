"""What the record says about persons and stays. Names and numbers of papers stay out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class StayOpened(Event):
    """A person was taken in."""

    name = "residents:stay:open"
    sentence = _l("Tiếp nhận {code}, đợt {number}")

    code: str
    number: int
    kind: str
    rule_set: str
    returning: bool


@dataclass(frozen=True)
class StayEnded(Event):
    """A stay ended."""

    name = "residents:stay:end"
    sentence = _l("Kết thúc đợt cai nghiện: {reason}")

    reason: str
    happened_at: datetime


@dataclass(frozen=True)
class BadgeIssued(Event):
    """A badge was made. The token itself is a key and stays out of the record."""

    name = "residents:badge:issue"
    sentence = _l("Cấp thẻ số {badge_id}")

    badge_id: int


@dataclass(frozen=True)
class BadgeRevoked(Event):
    """A badge lost its force."""

    name = "residents:badge:revoke"
    sentence = _l("Thu hồi thẻ số {badge_id}: {reason}")

    badge_id: int
    reason: str


@dataclass(frozen=True)
class StageMoved(Event):
    """A stay went to another stage."""

    name = "residents:stage:move"
    sentence = _l("Chuyển giai đoạn {before} → {after}")

    before: str
    after: str
    started_on: date
    reason: str
    overridden: bool


@dataclass(frozen=True)
class TermEventRecorded(Event):
    """Something that bears on the term was recorded."""

    name = "residents:term:event"
    sentence = _l("Sự kiện thời hạn {kind}; ngày cuối {last_day}")

    kind: str
    happened_at: datetime
    last_day_before: date | None
    last_day: date | None
    months: int | None
    """Months taken off by a reduction."""
    amends: int | None
    """Event that this one corrects."""
    cancels: bool
    reason: str


@dataclass(frozen=True)
class RestrictionSet(Event):
    """A restriction began."""

    name = "residents:restriction:set"
    sentence = _l("Đặt hạn chế {kind}: {wording}")

    kind: str
    wording: str
    ends_on: date | None


@dataclass(frozen=True)
class RestrictionLifted(Event):
    """A restriction was lifted."""

    name = "residents:restriction:lift"
    sentence = _l("Bỏ hạn chế {kind}: {reason}")

    kind: str
    reason: str


@dataclass(frozen=True)
class WhereaboutsChanged(Event):
    """A stay moved, went out or came back."""

    name = "residents:whereabouts:change"
    sentence = _l("Vị trí: {before} → {after}")

    before: str
    after: str
    happened_at: datetime
    source: str


@dataclass(frozen=True)
class RollExported(Event):
    """A list of residents left the program as a file."""

    name = "residents:roll:export"
    sentence = _l("Xuất danh sách {count} người ({file_format})")

    file_format: str
    count: int
    filters: str


@dataclass(frozen=True)
class BadgesPrinted(Event):
    """Cards were made ready to print."""

    name = "residents:badge:print"
    sentence = _l("In {count} thẻ")

    count: int
    badge_ids: list[int]
