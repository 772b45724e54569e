"""Tables of posts, scans, incidents, escapes and authorised absences."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import Location, OutCause


class ScanOutcome(StrEnum):
    """What the post was told."""

    OK = "ok"
    WARN = "warn"
    """Moved, with something to heed."""
    REFUSED = "refused"
    """Not moved."""


class IncidentKind(StrEnum):
    """Kinds of incident (LAW.md 8)."""

    ESCAPE = "escape"
    DISORDER = "disorder"
    FIGHT = "fight"
    ATTACK_ON_STAFF = "attack_on_staff"
    CONTRABAND = "contraband"
    POSITIVE_TEST = "positive_test"
    SELF_HARM = "self_harm"
    EPIDEMIC = "epidemic"
    WORK_ACCIDENT = "work_accident"
    FIRE = "fire"
    DEATH = "death"
    MEDICAL_CRISIS = "medical_crisis"
    PROPERTY = "property"
    OTHER = "other"


class Severity(StrEnum):
    """How grave."""

    MINOR = "minor"
    SERIOUS = "serious"
    GRAVE = "grave"


class PartyRole(StrEnum):
    """What a resident was in an incident."""

    INVOLVED = "involved"
    VICTIM = "victim"
    WITNESS = "witness"


class NoticeTo(StrEnum):
    """Who was told of an escape."""

    FILE_POLICE = "file_police"
    """Commune police that made the file; Law 120/2025 art. 46.2.i sets a deadline for this one."""
    PROVINCE_POLICE = "province_police"
    FAMILY = "family"
    COURT = "court"
    OTHER = "other"


class Post(Model):
    """A place where badges are scanned (chốt)."""

    __tablename__ = "posts"

    id: Mapped[int] = pk()
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    location_id: Mapped[int] = mapped_column(ForeignKey("locations.id"))
    """Where a resident is after passing the post."""
    active: Mapped[bool] = mapped_column(default=True)

    location: Mapped[Location] = relationship(lazy="joined", innerjoin=True)


class Scan(AppendOnly, Model):
    """One badge held to one post; refused ones too."""

    __tablename__ = "scans"
    __table_args__ = (
        Index(None, "post_id", "happened_at"),
        Index(None, "stay_id", "happened_at"),
        Index(None, "happened_at"),
    )

    id: Mapped[int] = pk()
    client_id: Mapped[str] = mapped_column(String(36), unique=True)
    """Made by the device: the same scan sent twice is one."""
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    badge_id: Mapped[int | None] = mapped_column(ForeignKey("badges.id"))
    """None when the token is unknown (the token itself is not kept), or when the person's code was typed."""
    stay_id: Mapped[int | None] = mapped_column(ForeignKey("stays.id"))
    outcome: Mapped[ScanOutcome] = mapped_column(text_enum(ScanOutcome))
    code: Mapped[str] = mapped_column(String(40))
    """Why: ``security.scan_ok``, ``security.badge_revoked`` …"""
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class Incident(AppendOnly, Model):
    """Something that happened (sự việc)."""

    __tablename__ = "incidents"
    __table_args__ = (Index(None, "happened_at"), Index(None, "kind", "happened_at"))

    id: Mapped[int] = pk()
    kind: Mapped[IncidentKind] = mapped_column(text_enum(IncidentKind))
    severity: Mapped[Severity] = mapped_column(text_enum(Severity))
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    place: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text)
    measures: Mapped[str] = mapped_column(Text, default="")
    """What was done at once."""
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    """The form's own id: the same form sent twice is one report."""
    first_id: Mapped[int | None] = mapped_column(ForeignKey("incidents.id"), index=True)
    """The first report of this matter, whose number it keeps; None on the first report itself."""
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("incidents.id"), unique=True)
    amend_reason: Mapped[str] = mapped_column(String(300), default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))

    @property
    def number(self) -> int:
        """Number of the matter, the same for every correction."""
        return self.first_id or self.id


class IncidentParty(AppendOnly, Model):
    """A resident in an incident."""

    __tablename__ = "incident_parties"
    __table_args__ = (UniqueConstraint("incident_id", "stay_id"), Index(None, "stay_id"))

    id: Mapped[int] = pk()
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    role: Mapped[PartyRole] = mapped_column(text_enum(PartyRole))

    stay: Mapped[Stay] = relationship(lazy="joined", innerjoin=True)


class Escape(AppendOnly, Model):
    """A resident escaped (bỏ trốn); it stops the term until the return."""

    __tablename__ = "escapes"
    __table_args__ = (Index(None, "stay_id"), Index(None, "happened_at"))

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"))
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    """When the person left, as far as known."""
    discovered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    notify_by: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """Commune police that made the file must know by then (Law 120/2025 art. 46.2.i); None before that law."""
    circumstances: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    stay: Mapped[Stay] = relationship(lazy="joined", innerjoin=True)


class EscapeReturn(AppendOnly, Model):
    """The return of one who escaped; the term resumes."""

    __tablename__ = "escape_returns"

    id: Mapped[int] = pk()
    escape_id: Mapped[int] = mapped_column(ForeignKey("escapes.id"), unique=True)
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    circumstances: Mapped[str] = mapped_column(Text)
    brought_by: Mapped[str] = mapped_column(String(160))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class EscapeNotice(AppendOnly, Model):
    """A body was told of the escape."""

    __tablename__ = "escape_notices"
    __table_args__ = (Index(None, "escape_id"),)

    id: Mapped[int] = pk()
    escape_id: Mapped[int] = mapped_column(ForeignKey("escapes.id"))
    told: Mapped[NoticeTo] = mapped_column(text_enum(NoticeTo))
    recipient: Mapped[str] = mapped_column(String(160))
    """Name of the body or person."""
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime)
    means: Mapped[str] = mapped_column(String(80))
    """How: công văn, điện thoại, người nhận …"""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class Outing(AppendOnly, Model):
    """A resident left the center for an authorised cause (ra ngoài có phép)."""

    __tablename__ = "outings"
    __table_args__ = (
        UniqueConstraint("client_id", "stay_id"),
        Index(None, "stay_id"),
        Index(None, "left_at"),
    )

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    client_id: Mapped[str | None] = mapped_column(String(36))
    """The form's own id: the same form sent twice is one act."""
    cause: Mapped[OutCause] = mapped_column(text_enum(OutCause))
    left_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expected_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When the person is to be back; None when nobody can say."""
    destination: Mapped[str] = mapped_column(String(200))
    escort: Mapped[str] = mapped_column(String(200), default="")
    """Who goes along, or who took the person over."""
    paper: Mapped[str] = mapped_column(String(120), default="")
    """Decision or transfer slip it rests on."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))

    stay: Mapped[Stay] = relationship(lazy="joined", innerjoin=True)


class OutingReturn(AppendOnly, Model):
    """The end of an outing."""

    __tablename__ = "outing_returns"

    id: Mapped[int] = pk()
    outing_id: Mapped[int] = mapped_column(ForeignKey("outings.id"), unique=True)
    returned_at: Mapped[datetime] = mapped_column(UTCDateTime)
    note: Mapped[str] = mapped_column(String(300), default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
