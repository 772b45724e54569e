"""Reading the register of a lesson."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from center.auth.models import Account
from center.db import db
from center.residents.badge.models import Badge
from center.residents.labels import OUT_LABELS
from center.residents.person.models import Resident
from center.residents.stay.models import Stay
from center.residents.stay.queries import RollLine, lines_of
from center.vocational.models import Attendance, ClassSession, Enrolment
from center.vocational.queries import CONFINED, in_class_on, restrictions_held_on, wording_of
from center.vocational.rules.register import Preset, Tally, preset


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One resident on the register."""

    line: RollLine
    preset: Preset
    """What the center knows before anybody was asked."""
    rows: tuple[Attendance, ...]
    """Every row, first to last; the last one counts. Empty while the register is open."""

    @property
    def row(self) -> Attendance | None:
        """The row that counts."""
        return self.rows[-1] if self.rows else None

    @property
    def stay_id(self) -> int:
        """Id of the stay."""
        return self.line.stay.id


@dataclass(frozen=True, slots=True)
class Sheet:
    """The register of one lesson."""

    lesson: ClassSession
    lines: tuple[SheetLine, ...]

    @property
    def is_kept(self) -> bool:
        """Whether anything was recorded."""
        return any(line.rows for line in self.lines)

    @property
    def is_complete(self) -> bool:
        """Whether everyone has a row."""
        return bool(self.lines) and all(line.rows for line in self.lines)

    @property
    def tally(self) -> Tally:
        """What the rows that count add up to."""
        found = Tally()
        for line in self.lines:
            if line.row is not None:
                found = found.plus(line.row.state, line.row.reason)
        return found


def sheet_of(lesson: ClassSession, *, now: datetime) -> Sheet:
    """Return the register of a lesson by Vietnamese name, in eight statements whatever its length.

    On it are the residents in the class that day, and those with a row. What the center knows of each is
    as of the lesson's begin, or as of now while it runs.
    """
    rows = attendance_rows([lesson.id]).get(lesson.id, {})
    enrolled = select(Enrolment.stay_id).where(
        Enrolment.course_id == lesson.course_id, *in_class_on(lesson.day)
    )
    here = (Stay.admitted_at < lesson.ends_at) & or_(Stay.ended_on.is_(None), Stay.ended_on >= lesson.day)
    stays = db.session.scalars(
        select(Stay)
        .join(Stay.resident)
        .where((Stay.id.in_(enrolled) & here) | Stay.id.in_(list(rows)))
        .order_by(Resident.name_sort, Stay.id)
    ).all()
    at = now if lesson.starts_at > now or lesson.ends_at > now else lesson.starts_at
    lines = lines_of(stays, at=at, on=lesson.day)
    held = restrictions_held_on([stay.id for stay in stays], lesson.day)
    return Sheet(
        lesson,
        tuple(
            SheetLine(
                line,
                preset(_out(line), wording_of(held.get(line.stay.id, ()), *CONFINED)),
                tuple(rows.get(line.stay.id, ())),
            )
            for line in lines
        ),
    )


def _out(line: RollLine) -> str:
    cause = line.whereabouts.out_cause if line.whereabouts else None
    return OUT_LABELS[cause] if cause else ""


def attendance_rows(session_ids: Collection[int]) -> Mapping[int, Mapping[int, Sequence[Attendance]]]:
    """Return every row by lesson and stay, each chain from the first row to the one that counts."""
    found: dict[int, dict[int, list[Attendance]]] = defaultdict(lambda: defaultdict(list))
    for row in db.session.scalars(
        select(Attendance).where(Attendance.session_id.in_(session_ids)).order_by(Attendance.id)
    ):
        found[row.session_id][row.stay_id].append(row)
    return found


def names_of_accounts(account_ids: Collection[int | None]) -> Mapping[int | None, str]:
    """Return the names of accounts, for rows that name who recorded them."""
    ids = {account_id for account_id in account_ids if account_id is not None}
    if not ids:
        return {}
    rows = db.session.execute(select(Account.id, Account.full_name).where(Account.id.in_(ids)))
    return {row[0]: row[1] for row in rows}


def stay_of_badge(token: str) -> Stay | None:
    """Return the stay whose badge in force has ``token``."""
    return db.session.scalars(
        select(Stay)
        .join(Badge, Badge.stay_id == Stay.id)
        .where(Badge.token == token.strip().upper(), Badge.revoked_at.is_(None))
    ).first()
