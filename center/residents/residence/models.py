"""The addresses of a stay."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.db import AppendOnly, Model, UTCDateTime, pk
from center.places.models import Commune


class Residence(AppendOnly, Model):
    """A residence as a paper or the person stated it. A change or correction is a new row; the newest counts."""

    __tablename__ = "residences"
    __table_args__ = (Index(None, "stay_id"),)

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    address_text: Mapped[str] = mapped_column(String(300))
    """Exactly as on the paper, with the names of its day."""
    home_commune_id: Mapped[int] = mapped_column(ForeignKey("communes.id"))
    """Where that lies now; the commune row has code and first day."""
    address_mapping: Mapped[str] = mapped_column(String(40))
    """How the commune was found (``residence.rules.Mapping``): by the table or by a person, method, data version."""
    since: Mapped[date | None]
    """Day from which the person lives there, when it is known."""
    reason: Mapped[str] = mapped_column(Text)
    """Why the row was added; empty on the one of the admission."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    home_commune: Mapped[Commune] = relationship(lazy="joined", innerjoin=True)
