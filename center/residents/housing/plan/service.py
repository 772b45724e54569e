"""Arranging the rooms of a floor on its plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from center.audit.actor import Actor
from center.audit.service import record
from center.db import hold
from center.residents.housing.audit import PlanArranged
from center.residents.housing.models import Building, Room
from center.residents.housing.plan.rules import Box, check_layout


def arrange(
    building: Building,
    floor: int,
    rooms: Sequence[Room],
    boxes: Sequence[Box],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Put ``rooms`` of a floor where ``boxes`` say. Raises RuleViolation when they do not fit."""
    hold(building)
    check_layout(boxes)
    places = {box.room_id: box for box in boxes}
    for room in rooms:
        box = places[room.id]
        room.grid_x, room.grid_y, room.grid_w, room.grid_h = box.x, box.y, box.w, box.h
    record(PlanArranged(building=building.name, floor=floor, rooms=len(rooms)), actor=actor, at=now)
