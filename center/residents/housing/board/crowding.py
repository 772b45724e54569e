"""How crowded zones and sites are, beside what the law asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select

from center.db import db
from center.legal.queries import parameter_book
from center.legal.rules import Parameter
from center.residents.housing.admission.queries import AreaNorm, area_norm
from center.residents.housing.models import Bed, BedAssignment, Room, Site, Terrain, Zone
from center.residents.housing.queries import ZoneLoad, zone_loads

LAND = {
    Terrain.URBAN: "land.urban_m2_per_resident",
    Terrain.RURAL: "land.rural_m2_per_resident",
    Terrain.MOUNTAIN: "land.mountain_m2_per_resident",
}


@dataclass(frozen=True, slots=True)
class SiteLoad:
    """A site's land beside its people."""

    site: Site
    people: int
    norm: Parameter | None
    """Least square metres of land for each; None where the terrain is not on record."""

    @property
    def m2_each(self) -> float | None:
        """Square metres of land for each; None for an empty site or land not on record."""
        return self.site.land_m2 / self.people if self.site.land_m2 and self.people else None

    @property
    def is_short(self) -> bool:
        """Less land than the law asks."""
        return (
            self.m2_each is not None and self.norm is not None and self.m2_each < float(str(self.norm.value))
        )


@dataclass(frozen=True, slots=True)
class Crowding:
    """Every figure of the page."""

    loads: Sequence[ZoneLoad]
    sites: Sequence[SiteLoad]
    norm: AreaNorm | None

    def is_tight(self, load: ZoneLoad) -> bool:
        """Tell whether each has less room than the norm (or the last one known) says."""
        return self.norm is not None and load.m2_each is not None and load.m2_each < self.norm.m2

    def is_over(self, load: ZoneLoad) -> bool:
        """Tell whether a zone has more people than it should: than beds in order, than it was designed for."""
        return bool(load.over) or load.taken > load.beds


def crowding(on: date) -> Crowding:
    """Return how crowded zones and sites are on ``on``, in three statements beside the parameters."""
    rows = db.session.execute(
        select(Site, func.count(BedAssignment.id))
        .outerjoin(Zone, Zone.site_id == Site.id)
        .outerjoin(Room, Room.zone_id == Zone.id)
        .outerjoin(Bed, Bed.room_id == Room.id)
        .outerjoin(BedAssignment, and_(BedAssignment.bed_id == Bed.id, BedAssignment.until_at.is_(None)))
        .where(Site.closed_on.is_(None))
        .group_by(Site.id)
        .order_by(Site.is_satellite, Site.code)
    )
    book = parameter_book()
    sites = [
        SiteLoad(site, people, book.find_or_none(LAND[site.terrain], on) if site.terrain else None)
        for site, people in rows
    ]
    return Crowding(zone_loads(on), sites, area_norm(on))
