"""Items in custody: taken at the gate, given back in parts or whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db, hold
from center.errors import RuleViolation
from center.residents.audit import BelongingsReturned
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import Belonging, BelongingReturn, Stay
from center.residents.timeline.service import note


@dataclass(frozen=True, slots=True)
class Held:
    """An item with what is still held of it."""

    belonging: Belonging
    returned: int

    @property
    def left(self) -> int:
        """Pieces still in custody."""
        return self.belonging.quantity - self.returned


def belongings_of(stay_id: int) -> Sequence[Held]:
    """Return every item taken from the stay with the pieces given back, in the order of taking."""
    rows = db.session.execute(
        select(Belonging, func.coalesce(func.sum(BelongingReturn.quantity), 0))
        .outerjoin(BelongingReturn, BelongingReturn.belonging_id == Belonging.id)
        .where(Belonging.stay_id == stay_id)
        .group_by(Belonging.id)
        .order_by(Belonging.id)
    )
    return [Held(belonging, int(returned)) for belonging, returned in rows]


def take_belonging(
    stay: Stay, description: str, quantity: int, condition: str, *, actor: Actor, now: datetime
) -> Belonging:
    """Take an item into custody."""
    if quantity < 1:
        raise RuleViolation("residents.belonging_quantity", field="belongings")
    row = Belonging(
        stay_id=stay.id,
        description=description.strip(),
        quantity=quantity,
        condition=condition.strip(),
        taken_at=now,
        recorded_by_id=actor.id,
    )
    db.session.add(row)
    return row


def return_belongings(
    stay: Stay, quantities: dict[int, int], received_by: str, *, actor: Actor, now: datetime
) -> int:
    """Give back ``quantities`` (belonging id → pieces) and return the number of items touched.

    Raises RuleViolation when more is given back than is held, when nothing is named, or nobody receives.
    """
    if not received_by.strip():
        raise RuleViolation("residents.belonging_receiver", field="received_by")
    hold(stay)
    held = {item.belonging.id: item for item in belongings_of(stay.id)}
    wanted = {key: pieces for key, pieces in quantities.items() if pieces}
    if not wanted:
        raise RuleViolation("residents.belonging_none")
    for key, pieces in wanted.items():
        item = held.get(key)
        if item is None or pieces < 0 or pieces > item.left:
            raise RuleViolation(
                "residents.belonging_too_many",
                item=item.belonging.description if item else "?",
                left=item.left if item else 0,
            )
        db.session.add(
            BelongingReturn(
                belonging_id=key,
                quantity=pieces,
                received_by=received_by.strip(),
                returned_at=now,
                recorded_by_id=actor.id,
            )
        )
    record(
        BelongingsReturned(count=len(wanted), received_by=received_by.strip()),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    note(
        stay.id,
        f"Trả {len(wanted)} món đồ lưu ký cho {received_by.strip()}",
        area="residents",
        permission=ResidentPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
    )
    return len(wanted)
