"""What the center is called, who is above it and who heads it, by date; and whether it is a real one."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum


class SiteKind(StrEnum):
    """Whether the people in this database exist."""

    DEMO = "demo"
    REAL = "real"


class SiteState(AppendOnly, Model):
    """The one row that says the center is set up."""

    __tablename__ = "site_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = pk()
    """Always 1: of two set-ups at the same moment, the database lets one through."""
    kind: Mapped[SiteKind] = mapped_column(text_enum(SiteKind))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class CenterProfile(AppendOnly, Model):
    """How papers name the center from one day on.

    Of rows with the same first day the latest holds: it corrects the earlier one (``amends_id``).
    """

    __tablename__ = "center_profiles"
    __table_args__ = (Index(None, "valid_from", "id"),)

    id: Mapped[int] = pk()
    valid_from: Mapped[date]
    """First local day; it holds until the next row's."""
    name: Mapped[str] = mapped_column(String(200))
    """Official name as papers print it (tên cơ sở cai nghiện)."""
    superior: Mapped[str] = mapped_column(String(200))
    """Body above it (cơ quan chủ quản); empty when there is none."""
    head_title: Mapped[str] = mapped_column(String(60))
    """Title of the head; empty for the one the law gives that day (``labels.head``)."""
    head_name: Mapped[str] = mapped_column(String(120))
    """Name of the head, who signs (người đứng đầu)."""
    advising_unit: Mapped[str] = mapped_column(String(200))
    """Who proposes decisions (theo đề nghị của); may be empty."""
    place_name: Mapped[str] = mapped_column(String(60))
    """Place before the date of a paper (địa danh)."""
    address: Mapped[str] = mapped_column(String(300))
    phone: Mapped[str] = mapped_column(String(40))
    symbol: Mapped[str] = mapped_column(String(20))
    """Abbreviation in the number of its papers (``…/QĐ-CSCN``)."""
    agency_code: Mapped[str] = mapped_column(String(35))
    """Electronic identifier (mã định danh điện tử, Decision 20/2020/QĐ-TTg); may be empty."""
    basis: Mapped[str] = mapped_column(Text)
    """The paper the change rests on, or why an earlier row was wrong; empty for the first row."""
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("center_profiles.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    """None when the system did it (demo center, tests)."""
