"""Reading escapes: who is at large, who was told, and what it did to the term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, select

from center.clock import local_date
from center.db import db
from center.errors import NotFound
from center.residents.person.models import Resident
from center.residents.stay.models import Stay
from center.residents.stay.terms import term_of
from center.residents.term.model import Effect, LineKind, TermLine
from center.security.models import Escape, EscapeNotice, EscapeReturn, NoticeTo


@dataclass(frozen=True, slots=True)
class EscapeLine:
    """An escape with its end and with the notice the law asks for."""

    escape: Escape
    back: EscapeReturn | None
    notified_at: datetime | None
    """When the commune police that made the file was told first."""

    @property
    def is_open(self) -> bool:
        """True while the person is at large and the stay runs."""
        return self.back is None and self.escape.stay.is_open

    def at_large(self, now: datetime) -> timedelta:
        """Return how long the person is, or was, at large."""
        return (self.back.happened_at if self.back else now) - self.escape.happened_at

    def notice_state(self, now: datetime) -> str:
        """Return ``none`` (no deadline), ``told``, ``told_late``, ``due`` or ``overdue``."""
        by = self.escape.notify_by
        if self.notified_at is not None:
            return "told_late" if by is not None and self.notified_at > by else "told"
        if by is None:
            return "none"
        return "overdue" if now > by else "due"


def _lines() -> Select[Escape, EscapeReturn, datetime]:
    notified = (
        select(func.min(EscapeNotice.sent_at))
        .where(EscapeNotice.escape_id == Escape.id, EscapeNotice.told == NoticeTo.FILE_POLICE)
        .correlate(Escape)
        .scalar_subquery()
    )
    return (
        select(Escape, EscapeReturn, notified)
        .outerjoin(EscapeReturn, EscapeReturn.escape_id == Escape.id)
        .join(Stay, Stay.id == Escape.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
    )


def _read(wanted: Select[Escape, EscapeReturn, datetime]) -> list[EscapeLine]:
    return [EscapeLine(escape, back, notified) for escape, back, notified in db.session.execute(wanted)]


def open_escapes() -> Sequence[EscapeLine]:
    """Return who is at large, the longest first, in one statement."""
    return _read(
        _lines()
        .where(EscapeReturn.id.is_(None), Stay.ended_on.is_(None))
        .order_by(Escape.happened_at, Resident.name_sort, Escape.id)
    )


def closed_escapes(*, offset: int, limit: int) -> tuple[Sequence[EscapeLine], int]:
    """Return the escapes that are over, newest first, and how many there are, in two statements."""
    wanted = _lines().where(EscapeReturn.id.is_not(None) | Stay.ended_on.is_not(None))
    total = db.session.scalar(
        select(func.count()).select_from(wanted.with_only_columns(Escape.id).subquery())
    )
    newest = wanted.order_by(Escape.happened_at.desc(), Escape.id.desc())
    return _read(newest.offset(offset).limit(limit)), total or 0


def escapes_of_incident(incident_id: int) -> Sequence[EscapeLine]:
    """Return the escapes of one incident (its first version), those still open first, then by name."""
    wanted = _lines().where(Escape.incident_id == incident_id)
    return _read(wanted.order_by(EscapeReturn.id.is_not(None), Resident.name_sort, Escape.id))


def escapes_of_stay(stay_id: int) -> Sequence[EscapeLine]:
    """Return the escapes of a stay, newest first."""
    wanted = _lines().where(Escape.stay_id == stay_id)
    return _read(wanted.order_by(Escape.happened_at.desc(), Escape.id.desc()))


def escape_or_404(escape_id: int) -> EscapeLine:
    """Return the escape. Raises NotFound."""
    found = _read(_lines().where(Escape.id == escape_id))
    if not found:
        raise NotFound(f"no escape {escape_id}")
    return found[0]


def return_of(escape_id: int) -> EscapeReturn | None:
    """Return the end of an escape."""
    return db.session.scalars(select(EscapeReturn).where(EscapeReturn.escape_id == escape_id)).first()


def notices_of(escape_id: int) -> Sequence[EscapeNotice]:
    """Return who was told, oldest first."""
    return db.session.scalars(
        select(EscapeNotice)
        .where(EscapeNotice.escape_id == escape_id)
        .order_by(EscapeNotice.sent_at, EscapeNotice.id)
    ).all()


@dataclass(frozen=True, slots=True)
class TermEffect:
    """What one escape does to the end of the term, as the engine counts it."""

    before: date
    """Last day of the term without this escape and those after it."""
    after: date
    """Last day with it."""
    days: int
    """Days of it that do not count, up to the asked day."""
    is_provisional: bool
    """True while it lasts: each day at large moves ``after`` by one."""
    lines: tuple[TermLine, ...]
    """The engine's lines of this escape."""


def term_effect(line: EscapeLine, on: date) -> TermEffect | None:
    """Return what the escape does to the term as known on ``on``; None in custody, which has no term.

    Every day that does not count moves the last day by exactly one (``Effect.NOT_COUNTED``), so the
    days of the engine's own lines give the last day before and after.
    """
    term = term_of(line.escape.stay, on)
    if term is None:
        return None
    left = local_date(line.escape.happened_at)
    back = local_date(line.back.happened_at) if line.back else None
    mine, later = [], 0
    for part in term.lines:
        if part.kind is not LineKind.ESCAPE or part.effect is not Effect.NOT_COUNTED or part.from_day is None:
            continue
        if part.from_day <= left:
            continue
        if back is None or part.from_day < back:
            mine.append(part)
        else:
            later += part.days
    days = sum(part.days for part in mine)
    after = term.last_day - timedelta(days=later)
    return TermEffect(
        before=after - timedelta(days=days),
        after=after,
        days=days,
        is_provisional=line.is_open and term.is_provisional,
        lines=tuple(mine),
    )
