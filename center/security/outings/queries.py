"""Reading outings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from center.db import db
from center.errors import NotFound
from center.residents.risk.queries import FlagNow, flags_in_force
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import OutCause, WhereaboutsChange
from center.residents.whereabouts.queries import newest_change_id
from center.security.models import Outing, OutingReturn


@dataclass(frozen=True, slots=True)
class OutingLine:
    """An outing with its end, if it has one."""

    outing: Outing
    back: OutingReturn | None
    flags: Sequence[FlagNow] = ()
    """Risks that stand, of those who are out."""

    def is_overdue(self, now: datetime) -> bool:
        """True when the person is out past the hour of the return."""
        expected = self.outing.expected_at
        return self.back is None and expected is not None and expected < now


def outing_or_404(outing_id: int) -> Outing:
    """Return the outing. Raises NotFound."""
    found = db.session.get(Outing, outing_id)
    if found is None:
        raise NotFound(f"no outing {outing_id}")
    return found


def return_of(outing_id: int) -> OutingReturn | None:
    """Return the end of an outing."""
    return db.session.scalars(select(OutingReturn).where(OutingReturn.outing_id == outing_id)).first()


def _lines() -> Select[Outing, OutingReturn]:
    return select(Outing, OutingReturn).outerjoin(OutingReturn, OutingReturn.outing_id == Outing.id)


def open_outing_of(stay_id: int) -> Outing | None:
    """Return the outing of a stay that nobody has ended yet."""
    return db.session.scalars(
        select(Outing)
        .outerjoin(OutingReturn, OutingReturn.outing_id == Outing.id)
        .where(Outing.stay_id == stay_id, OutingReturn.id.is_(None))
        .order_by(Outing.id.desc())
    ).first()


def open_outings(now: datetime) -> Sequence[OutingLine]:
    """Return who is out with leave, the first expected back first, in two statements.

    Those who escaped meanwhile are not out with leave any more.
    """
    rows = db.session.execute(
        _lines()
        .join(Stay, Stay.id == Outing.stay_id)
        .join(WhereaboutsChange, WhereaboutsChange.id == newest_change_id(now).scalar_subquery())
        .where(
            OutingReturn.id.is_(None), Stay.ended_on.is_(None), WhereaboutsChange.out_cause != OutCause.ESCAPE
        )
        .order_by(Outing.expected_at.is_(None), Outing.expected_at, Outing.left_at, Outing.id)
    ).all()
    flags = flags_in_force([outing.stay_id for outing, _back in rows])
    return [OutingLine(outing, back, flags.get(outing.stay_id, ())) for outing, back in rows]


def outings_of_stay(stay_id: int) -> Sequence[OutingLine]:
    """Return the outings of a stay, newest first."""
    rows = db.session.execute(
        _lines().where(Outing.stay_id == stay_id).order_by(Outing.left_at.desc(), Outing.id.desc())
    )
    return [OutingLine(outing, back) for outing, back in rows]


def ended_outings(*, offset: int, limit: int) -> Sequence[OutingLine]:
    """Return the outings that are over, the last ended first."""
    rows = db.session.execute(
        _lines()
        .where(OutingReturn.id.is_not(None))
        .order_by(OutingReturn.returned_at.desc(), Outing.id.desc())
        .offset(offset)
        .limit(limit)
    )
    return [OutingLine(outing, back) for outing, back in rows]
