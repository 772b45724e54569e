"""People in beds, for the tests of housing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from center.db import db
from center.residents.housing.models import Bed, BedAssignment, Room, Zone
from center.residents.stay.models import Stay

BedOf = Callable[[int], str]


@pytest.fixture
def bed_named(app: Flask) -> Callable[[str], Bed]:
    """Return a function that finds a bed by its label ``A · P1 · G1``."""

    def find(label: str) -> Bed:
        zone, room, bed = label.split(" · ")
        return db.session.scalars(
            db.select(Bed)
            .join(Room, Room.id == Bed.room_id)
            .join(Zone, Zone.id == Room.zone_id)
            .where(Zone.code == zone, Room.name == room, Bed.name == bed)
        ).one()

    return find


@pytest.fixture
def lies_in(app: Flask) -> BedOf:
    """Return a function that tells the label of the bed a stay has now; empty without one."""

    def find(stay_id: int) -> str:
        row = db.session.scalars(
            db.select(BedAssignment).where(BedAssignment.stay_id == stay_id, BedAssignment.until_at.is_(None))
        ).first()
        return row.bed.label if row else ""

    return find


def stay(stay_id: int) -> Stay:
    return db.session.get_one(Stay, stay_id)
