"""Provinces and communes with the dates they are valid, and what became of the old ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.db import Model, pk, text_enum
from center.places.kinds import CommuneKind, EarlierName, ProvinceKind, full_name


class Province(Model):
    """A unit of the first level. A row is one unit, whatever it was called: see ``earlier``."""

    __tablename__ = "provinces"
    __table_args__ = (UniqueConstraint("code", "valid_from"),)

    id: Mapped[int] = pk()
    code: Mapped[str] = mapped_column(String(2))
    """Official code; used again since 2025-07-01 with another meaning (52 was Bình Định, is Gia Lai)."""
    name: Mapped[str] = mapped_column(String(60))
    """Last known name, without its kind."""
    kind: Mapped[ProvinceKind] = mapped_column(text_enum(ProvinceKind))
    valid_from: Mapped[date]
    """1900-01-01 (``dataset.UNRECORDED_START``) where the sources do not say since when."""
    valid_to: Mapped[date | None]
    """Last day; None for a unit that stands."""
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("provinces.id"))
    """The province it became part of."""
    earlier: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    """What this unit was called before, oldest first: ``name``, ``kind``, ``district``, ``until`` (ISO), ``basis``."""
    basis: Mapped[str] = mapped_column(String(120))
    """Where the last name and kind come from: number of the resolution, or the source."""

    @property
    def earlier_names(self) -> list[EarlierName]:
        """What this unit was called before, oldest first."""
        return _earlier_names(self.earlier)

    @property
    def label(self) -> str:
        """Last known name with its kind: ``Thành phố Đồng Nai``."""
        return full_name(self.kind, self.name)

    def label_on(self, day: date) -> str:
        """Return the name with its kind as it was on ``day``: ``Tỉnh Đồng Nai`` before 2026-04-30."""
        past = _name_on(day, self.earlier_names)
        return full_name(past.kind, past.name) if past else self.label


class Commune(Model):
    """A unit of the commune level (xã, phường, đặc khu; thị trấn until 2025-06-30). A row is one unit."""

    __tablename__ = "communes"
    __table_args__ = (
        UniqueConstraint("code", "valid_from"),
        Index(None, "name_key", "province_id"),
        Index(None, "province_id"),
    )

    id: Mapped[int] = pk()
    code: Mapped[str] = mapped_column(String(5))
    """Official code; used again since 2025-07-01 with another meaning."""
    province_id: Mapped[int] = mapped_column(ForeignKey("provinces.id"))
    name: Mapped[str] = mapped_column(String(80))
    """Last known name, without its kind."""
    kind: Mapped[CommuneKind] = mapped_column(text_enum(CommuneKind))
    district: Mapped[str] = mapped_column(String(80), default="")
    """District with its kind (``Huyện Phú Riềng``); blank since 2025-07-01."""
    name_key: Mapped[str] = mapped_column(String(80))
    """What spellings of the name have in common (``rules.name_key``)."""
    name_search: Mapped[str] = mapped_column(String(200))
    """Folded words of name, district and province, one blank apart."""
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    """Last day; None for a unit that stands."""
    earlier: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    """What this unit was called before, and the district it lay in; as for a province."""
    basis: Mapped[str] = mapped_column(String(120))

    province: Mapped[Province] = relationship(lazy="joined", innerjoin=True)

    @property
    def earlier_names(self) -> list[EarlierName]:
        """What this unit was called before, oldest first."""
        return _earlier_names(self.earlier)

    @property
    def label(self) -> str:
        """Last known name with its kind: ``Xã Phú Riềng``."""
        return full_name(self.kind, self.name)

    @property
    def full_label(self) -> str:
        """With district, if one, and province: ``Xã Phú Riềng, Thành phố Đồng Nai``; names as last known."""
        return ", ".join(part for part in (self.label, self.district, self.province.label) if part)

    def label_on(self, day: date) -> str:
        """Return the name with its kind as it was on ``day``."""
        past = _name_on(day, self.earlier_names)
        return full_name(past.kind, past.name) if past else self.label

    def full_label_on(self, day: date) -> str:
        """Return name, district and province as they were called on ``day``; papers print this."""
        past = _name_on(day, self.earlier_names)
        parts = (self.label_on(day), past.district if past else self.district, self.province.label_on(day))
        return ", ".join(part for part in parts if part)


class CommuneSuccessor(Model):
    """All or part of one commune became part of another."""

    __tablename__ = "commune_successors"
    __table_args__ = (UniqueConstraint("old_id", "new_id"), Index(None, "new_id"))

    id: Mapped[int] = pk()
    old_id: Mapped[int] = mapped_column(ForeignKey("communes.id"))
    new_id: Mapped[int] = mapped_column(ForeignKey("communes.id"))
    split: Mapped[bool]
    """The old commune went to several: a person must choose which."""
    agreed: Mapped[bool]
    """Both sources say so; one alone otherwise."""


class PlaceDataVersion(Model):
    """A version of the data files that was loaded; the last row is the present one."""

    __tablename__ = "place_data_versions"

    id: Mapped[int] = pk()
    version: Mapped[str] = mapped_column(String(20))
    """Day of the newest change the data know."""
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the files and of the rules of the keys (``dataset.digest``)."""


def _earlier_names(stored: Sequence[dict[str, Any]]) -> list[EarlierName]:
    return [EarlierName(e["name"], e["kind"], e["district"], date.fromisoformat(e["until"])) for e in stored]


def _name_on(day: date, earlier: Sequence[EarlierName]) -> EarlierName | None:
    return next((name for name in earlier if day <= name.until), None)
