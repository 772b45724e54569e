"""What the record says about assessments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class SchemeSet(Event):
    """The center set how it grades."""

    name = "assessment:scheme:set"
    sentence = _l("Đặt thang xếp loại từ {valid_from}: {levels}. Lý do: {reason}")

    valid_from: date
    levels: str
    criteria: str
    reason: str


@dataclass(frozen=True)
class RoundOpened(Event):
    """A period began to be assessed."""

    name = "assessment:round:open"
    sentence = _l("Mở đợt xếp loại {period_first} – {period_last}, {people} người")

    round_id: int
    period_first: date
    period_last: date
    zone_id: int | None
    people: int


@dataclass(frozen=True)
class LinesConfirmed(Event):
    """Somebody stood up for lines of a round."""

    name = "assessment:lines:confirm"
    sentence = _l("Đề nghị xếp loại {lines} người, {departing} khác số liệu")

    round_id: int
    lines: int
    departing: int


@dataclass(frozen=True)
class RoundDecided(Event):
    """The council decided a round."""

    name = "assessment:round:decide"
    sentence = _l("Hội đồng xếp loại {people} người ({levels}), biên bản {minutes}")

    round_id: int
    meeting_on: date
    minutes: str
    people: int
    levels: str


@dataclass(frozen=True)
class RoundPosted(Event):
    """The decided list was posted."""

    name = "assessment:round:post"
    sentence = _l("Niêm yết kết quả xếp loại từ {posted_from} đến {posted_to}")

    round_id: int
    posted_from: date
    posted_to: date


@dataclass(frozen=True)
class GradeAmended(Event):
    """A decided grade was corrected."""

    name = "assessment:grade:amend"
    sentence = _l("Sửa xếp loại {before} → {after}: {reason}")

    grade_id: int
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class ObjectionReceived(Event):
    """A resident does not agree."""

    name = "assessment:objection:receive"
    sentence = _l("Nhận ý kiến về xếp loại")

    objection_id: int
    grade_id: int


@dataclass(frozen=True)
class ObjectionAnswered(Event):
    """The center answered."""

    name = "assessment:objection:answer"
    sentence = _l("Trả lời ý kiến về xếp loại; đổi xếp loại: {changed}")

    objection_id: int
    changed: bool


@dataclass(frozen=True)
class ListExported(Event):
    """A list of grades left the program as a file."""

    name = "assessment:list:export"
    sentence = _l("Xuất danh sách xếp loại, {people} người")

    round_id: int
    people: int
