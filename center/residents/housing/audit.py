"""What the record says about beds and buildings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class BedAssigned(Event):
    """A stay got a bed."""

    name = "residents:bed:assign"
    sentence = _l("Xếp giường {bed}")

    bed: str
    bed_before: str
    cause: str = "move"
    overridden: bool = False
    """The head of the center passed over a rule; why stands on the assignment."""


@dataclass(frozen=True)
class PlaceMade(Event):
    """A site, building, zone, room or row of beds was set up."""

    name = "housing:place:make"
    sentence = _l("Khai báo {what} {label}")

    what: str
    label: str


@dataclass(frozen=True)
class PlaceChanged(Event):
    """A place got another name or another property."""

    name = "housing:place:change"
    sentence = _l("Sửa {what} {label}: {changed}")

    what: str
    label: str
    changed: str
    """Each change as ``field: before → after``."""


@dataclass(frozen=True)
class PlaceClosed(Event):
    """A place is used no more, or again."""

    name = "housing:place:close"
    sentence = _l("{what} {label}: ngừng dùng từ {closed_on}")

    what: str
    label: str
    closed_on: date | None


@dataclass(frozen=True)
class PolicySet(Event):
    """Whom a zone admits from a day on."""

    name = "housing:policy:set"
    sentence = _l("Điều kiện nhận người của {zone} từ {valid_from}: {admits}")

    zone: str
    valid_from: date
    admits: str
    basis: str


@dataclass(frozen=True)
class OutageBegun(Event):
    """A bed or room is out of order."""

    name = "housing:outage:begin"
    sentence = _l("{place} không dùng được từ {from_on}: {reason}")

    place: str
    from_on: date
    until_on: date | None
    reason: str


@dataclass(frozen=True)
class OutageEnded(Event):
    """A bed or room is in order again."""

    name = "housing:outage:end"
    sentence = _l("{place} dùng lại được từ {ended_on}")

    place: str
    ended_on: date


@dataclass(frozen=True)
class KeptApart(Event):
    """Two residents must not share a room or zone."""

    name = "housing:apart:set"
    sentence = _l("Không xếp ở chung ({scope}) với {other}")

    other: str
    """Code of the other person."""
    scope: str


@dataclass(frozen=True)
class BodySexFound(Event):
    """Where a person is to be housed for their body's sex. What was found stays out of the record."""

    name = "housing:body-sex:set"
    sentence = _l("Ghi căn cứ xếp phòng theo giới tính cơ thể")


@dataclass(frozen=True)
class PlanArranged(Event):
    """The rooms of a floor were arranged on its plan."""

    name = "housing:plan:arrange"
    sentence = _l("Sắp xếp sơ đồ {building}, tầng {floor}: {rooms} phòng")

    building: str
    floor: int
    rooms: int
