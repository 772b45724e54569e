"""Tables of sites, buildings, zones, rooms and beds, and of who lies where."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.residents.housing.admission.rules import Admission
from center.residents.housing.admission.rules import ZonePurpose as ZonePurpose
from center.residents.person.models import Sex


class Terrain(StrEnum):
    """Which least land per resident holds (Decree 163/2026 art. 66.1)."""

    URBAN = "urban"
    RURAL = "rural"
    MOUNTAIN = "mountain"


class Site(Model):
    """A piece of ground of the center (cơ sở chính, phân khu)."""

    __tablename__ = "sites"

    id: Mapped[int] = pk()
    code: Mapped[str] = mapped_column(String(10), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    is_satellite: Mapped[bool] = mapped_column(default=False)
    address: Mapped[str] = mapped_column(String(200), default="")
    terrain: Mapped[Terrain | None] = mapped_column(text_enum(Terrain))
    land_m2: Mapped[int | None]
    closed_on: Mapped[date | None]


class Building(Model):
    """A house on a site."""

    __tablename__ = "buildings"
    __table_args__ = (UniqueConstraint("site_id", "code"),)

    id: Mapped[int] = pk()
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"))
    code: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(80))
    floors: Mapped[int] = mapped_column(default=1)
    closed_on: Mapped[date | None]

    site: Mapped[Site] = relationship(lazy="joined", innerjoin=True)


class Zone(Model):
    """A zone where residents live (khu). Whom it admits is dated: ``ZonePolicy``."""

    __tablename__ = "zones"

    id: Mapped[int] = pk()
    site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id"))
    """None only until somebody says on which site it stands."""
    code: Mapped[str] = mapped_column(String(10), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    purpose: Mapped[ZonePurpose] = mapped_column(text_enum(ZonePurpose))
    sex: Mapped[Sex | None] = mapped_column(text_enum(Sex))
    """Sex it was built for; None: both, in separate rooms. A ``ZonePolicy`` may say otherwise from a day on."""
    capacity: Mapped[int | None]
    """Persons it was designed for; None: not stated."""
    closed_on: Mapped[date | None]


class ZonePolicy(AppendOnly, Model):
    """Whom a zone admits from ``valid_from`` on; of those begun, the newest by (day, id) counts."""

    __tablename__ = "zone_policies"
    __table_args__ = (Index(None, "zone_id", "valid_from"),)

    id: Mapped[int] = pk()
    zone_id: Mapped[int] = mapped_column(ForeignKey("zones.id"))
    valid_from: Mapped[date]
    sex: Mapped[Sex | None] = mapped_column(text_enum(Sex))
    minors: Mapped[Admission] = mapped_column(text_enum(Admission))
    isolation: Mapped[Admission] = mapped_column(text_enum(Admission))
    discipline: Mapped[Admission] = mapped_column(text_enum(Admission))
    stages: Mapped[str] = mapped_column(String(120), default="")
    """Codes with commas between them; empty: any. So are the next two."""
    kinds: Mapped[str] = mapped_column(String(120), default="")
    rule_sets: Mapped[str] = mapped_column(String(60), default="")
    basis: Mapped[str] = mapped_column(String(200))
    """The paper or article it rests on."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120), default="")


class Room(Model):
    """A room of a zone, on a floor of a building once somebody has placed it."""

    __tablename__ = "rooms"
    __table_args__ = (UniqueConstraint("zone_id", "name"), Index(None, "building_id", "floor"))

    id: Mapped[int] = pk()
    zone_id: Mapped[int] = mapped_column(ForeignKey("zones.id"))
    building_id: Mapped[int | None] = mapped_column(ForeignKey("buildings.id"))
    floor: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(String(20))
    area_m2: Mapped[Decimal | None] = mapped_column(Numeric(6, 1))
    care_24h: Mapped[bool] = mapped_column(default=False)
    """For persons cared for day and night, who need more room (Decree 116/2021 art. 6.2.b)."""
    grid_x: Mapped[int | None]
    """Place on the floor plan, in cells from the upper left corner; None: not drawn yet."""
    grid_y: Mapped[int | None]
    grid_w: Mapped[int | None]
    grid_h: Mapped[int | None]
    closed_on: Mapped[date | None]

    zone: Mapped[Zone] = relationship(lazy="joined", innerjoin=True)


class Bed(Model):
    """A bed of a room."""

    __tablename__ = "beds"
    __table_args__ = (UniqueConstraint("room_id", "name"),)

    id: Mapped[int] = pk()
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    name: Mapped[str] = mapped_column(String(20))
    closed_on: Mapped[date | None]

    room: Mapped[Room] = relationship(lazy="joined", innerjoin=True)

    @property
    def label(self) -> str:
        """Zone, room and bed in one line."""
        return bed_label(self.room.zone.code, self.room.name, self.name)


def bed_label(zone_code: str, room: str, bed: str) -> str:
    """Return zone, room and bed in one line."""
    return f"{zone_code} · {room} · {bed}"


class Outage(Model):
    """A bed, or a whole room, that is out of order for some days. Ended once, never otherwise changed."""

    __tablename__ = "outages"
    __table_args__ = (
        Index(None, "bed_id"),
        Index(None, "room_id"),
        CheckConstraint("(bed_id IS NULL) <> (room_id IS NULL)", name="bed_or_room"),
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="days_in_order"),
    )

    id: Mapped[int] = pk()
    bed_id: Mapped[int | None] = mapped_column(ForeignKey("beds.id"))
    room_id: Mapped[int | None] = mapped_column(ForeignKey("rooms.id"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    """Last day it holds, as foreseen; None: until somebody says it is repaired."""
    reason: Mapped[str] = mapped_column(String(160))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    ended_on: Mapped[date | None]
    """First day on which it is in order again, as said by somebody; None while nobody has."""
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class AssignmentCause(StrEnum):
    """The act that gave a bed."""

    ADMISSION = "admission"
    MOVE = "move"
    SWAP = "swap"
    BATCH = "batch"


class BedAssignment(Model):
    """A stay in a bed from one instant to another. Ended once, never otherwise changed.

    One open row a bed and one a stay at most (unique indexes); a trigger refuses a row that would begin before an
    earlier one of its bed or stay has ended, so the history has no overlaps.
    """

    __tablename__ = "bed_assignments"
    __table_args__ = (
        Index(None, "stay_id"),
        Index(None, "bed_id", "from_at"),
        Index(
            "uq_bed_assignments_bed_open",
            "bed_id",
            unique=True,
            sqlite_where=text("until_at IS NULL"),
            postgresql_where=text("until_at IS NULL"),
        ),
        Index(
            "uq_bed_assignments_stay_open",
            "stay_id",
            unique=True,
            sqlite_where=text("until_at IS NULL"),
            postgresql_where=text("until_at IS NULL"),
        ),
        CheckConstraint("until_at IS NULL OR until_at >= from_at", name="instants_in_order"),
    )

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    bed_id: Mapped[int] = mapped_column(ForeignKey("beds.id"))
    from_at: Mapped[datetime] = mapped_column(UTCDateTime)
    until_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    cause: Mapped[AssignmentCause] = mapped_column(text_enum(AssignmentCause), default=AssignmentCause.MOVE)
    reason: Mapped[str] = mapped_column(String(200), default="")
    override_reason: Mapped[str] = mapped_column(String(200), default="")
    """Why the head of the center passed over a rule; empty when no rule stood against it."""
    assigned_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    assigned_by_name: Mapped[str] = mapped_column(String(120), default="")
    client_id: Mapped[str | None] = mapped_column(String(36))
    """The form's own id of the act: the same form sent twice moves once."""

    bed: Mapped[Bed] = relationship(lazy="joined", innerjoin=True)


class BodySex(AppendOnly, Model):
    """The body's sex where it differs from the papers', or again as on them; the newest row of a stay counts.

    Such a person lies alone in a room of a zone of that sex (Decree 163/2026 art. 66). Read by the rules and by
    those who house people, shown nowhere else.
    """

    __tablename__ = "body_sexes"
    __table_args__ = (Index(None, "stay_id", "id"),)

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    sex: Mapped[Sex] = mapped_column(text_enum(Sex))
    basis: Mapped[str] = mapped_column(String(200))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class ApartScope(StrEnum):
    """What two residents must not share."""

    ROOM = "room"
    ZONE = "zone"


class KeepApart(AppendOnly, Model):
    """Two stays that must not share a room or a zone, for as long as both of its restrictions hold.

    Public wording, private reason, days and end stand in the two ``Restriction`` rows.
    """

    __tablename__ = "keep_apart_pairs"
    __table_args__ = (
        Index(None, "stay_id"),
        Index(None, "other_stay_id"),
        CheckConstraint("stay_id <> other_stay_id", name="two_people"),
    )

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    other_stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    restriction_id: Mapped[int] = mapped_column(ForeignKey("restrictions.id"), unique=True)
    other_restriction_id: Mapped[int] = mapped_column(ForeignKey("restrictions.id"), unique=True)
    scope: Mapped[ApartScope] = mapped_column(text_enum(ApartScope))
