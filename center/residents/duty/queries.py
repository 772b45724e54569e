"""Reading the duties: the inbox, one person's, the figures of the day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import current_app, url_for
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, lazyload

from center.audit.actor import Actor
from center.auth.permissions import ROLE_LABELS, Role
from center.clock import local_date
from center.db import db
from center.errors import NotFound
from center.legal.queries import parameter_book
from center.legal.rules import Parameter
from center.residents.duty.facts import steps_on
from center.residents.duty.labels import STATUS_COLOURS, STATUS_LABELS
from center.residents.duty.models import CaseKind, Duty, DutyCase, DutyEvent, DutyState
from center.residents.duty.permissions import DutyPermission
from center.residents.duty.registry import DutyKind, kind_of, kinds
from center.residents.duty.rules import Level, Steps, soon_from
from center.residents.duty.times import end_of_day, is_whole_day, last_due_day
from center.residents.person.models import Resident
from center.residents.stay.models import Stay
from center.ui.filters import format_date, format_datetime
from center.vietnamese import fold


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty as lists and pages show it at one moment."""

    duty: Duty
    stay: Stay | None
    kind: DutyKind
    status: str
    """Key of ``STATUS_LABELS``."""
    act_url: str
    """Where it is done; empty when there is no such page, or the reader may not open it."""
    rule: Parameter | None
    """The dated row that set its time, when it still counts."""

    @property
    def label(self) -> str:
        """What is to be done."""
        return str(self.kind.label)

    @property
    def chip(self) -> tuple[str, str]:
        """Words and colour of the status."""
        return str(STATUS_LABELS[self.status]), STATUS_COLOURS[self.status]

    @property
    def due(self) -> str:
        """The due time in words: a day, or a day with its hour."""
        due_at = self.duty.due_at
        return format_date(last_due_day(due_at)) if is_whole_day(due_at) else format_datetime(due_at)

    @property
    def due_day(self) -> date:
        """The last local day in time."""
        return last_due_day(self.duty.due_at)

    @property
    def is_open(self) -> bool:
        """True while it is to be done."""
        return self.duty.state is DutyState.OPEN

    @property
    def owner(self) -> str:
        """Who does it."""
        return ROLE_LABELS[Role(self.duty.owner)]

    @property
    def about(self) -> str:
        """Whom or what it is about, for paper and files."""
        parts = [self.stay.resident.full_name if self.stay else "", self.duty.detail]
        return ", ".join(part for part in parts if part)

    @property
    def unverified(self) -> bool:
        """True when nobody compared its rule with the official text yet."""
        return self.rule is not None and not self.rule.is_verified


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """What the inbox is narrowed to; empty fields narrow nothing."""

    show: str = "open"
    """``open``, ``late``, ``today``, ``soon``, ``closed``, ``information``, ``all``."""
    kind: str = ""
    due_by: date | None = None
    person: str = ""
    """Part of a name, or a code."""
    role: Role | None = None
    """Only that role's; for readers of every role."""


def sees_all(reader: Actor) -> bool:
    """Tell whether ``reader`` sees the duties of every role."""
    return reader.may(DutyPermission.VIEW_ALL)


def of_reader(reader: Actor) -> ColumnElement[bool]:
    """Return the condition of the duties that are the reader's own: owned, or late and watched.

    A watcher hears of a duty once it is late, the director of what stayed late.
    """
    watched = [kind.code for kind in kinds().values() if kind.watch.value in reader.roles]
    late = and_(Duty.kind.in_(watched), Duty.level >= Level.LATE)
    conditions = [Duty.owner.in_(sorted(reader.roles)), late]
    if Role.DIRECTOR.value in reader.roles:
        conditions.append(Duty.level >= Level.LONG_LATE)
    return or_(*conditions)


def inbox(
    wanted: InboxFilter, reader: Actor, *, mine: bool, now: datetime, offset: int, limit: int
) -> tuple[list[DutyLine], int]:
    """Return a part of the inbox, late first and then by due time, and how many there are in all.

    Three statements, whatever the number of lines.
    """
    statement = _filtered(wanted, now)
    if mine or not sees_all(reader):
        statement = statement.where(of_reader(reader))
    total = db.session.scalar(
        select(func.count()).select_from(statement.with_only_columns(Duty.id).order_by(None).subquery())
    )
    order: tuple[ColumnElement[Any], ...] = (Duty.state != DutyState.OPEN, Duty.due_at.asc(), Duty.id.asc())
    if wanted.show == "closed":
        order = (Duty.closed_at.desc(), Duty.id.desc())
    rows = db.session.execute(statement.order_by(*order).offset(offset).limit(limit)).all()
    return lines_of([(duty, stay) for duty, stay in rows], reader, now=now), total or 0


def _filtered(wanted: InboxFilter, now: datetime) -> Select[Duty, Stay]:
    statement = _with_stays()
    if wanted.show == "closed":
        statement = statement.where(Duty.state != DutyState.OPEN)
    elif wanted.show == "information":
        statement = statement.where(Duty.state == DutyState.OPEN, Duty.kind.in_(_information()))
    elif wanted.show != "all":
        statement = statement.where(_owed(), *_spans(now).get(wanted.show, ()))
    if wanted.kind:
        statement = statement.where(Duty.kind == wanted.kind)
    if wanted.due_by is not None:
        statement = statement.where(Duty.due_at <= end_of_day(wanted.due_by))
    if wanted.role is not None:
        statement = statement.where(Duty.owner == wanted.role.value)
    if wanted.person:
        statement = statement.where(person_like(wanted.person))
    return statement


def _owed() -> ColumnElement[bool]:
    """Return the condition of what somebody must do: open, and not only to be known."""
    return and_(Duty.state == DutyState.OPEN, Duty.kind.not_in(_information()))


def _spans(now: datetime) -> dict[str, tuple[ColumnElement[bool], ...]]:
    """Return the conditions of being late, due today, due soon; the figures and the lists behind them agree."""
    tonight = end_of_day(local_date(now))
    soon = tonight + timedelta(days=steps_on(local_date(now)).soon_days)
    return {
        "late": (Duty.due_at < now,),
        "today": (Duty.due_at >= now, Duty.due_at <= tonight),
        "soon": (Duty.due_at > tonight, Duty.due_at <= soon),
    }


def person_like(text: str) -> ColumnElement[bool]:
    """Return the condition that the person has ``text`` in the folded name, or as the code."""
    return or_(Resident.name_fold.contains(fold(text), autoescape=True), Resident.code == text.upper())


def _with_stays() -> Select[Duty, Stay]:
    return (
        select(Duty, Stay)
        .outerjoin(Stay, Stay.id == Duty.stay_id)
        .outerjoin(Resident, Resident.id == Stay.resident_id)
        # an inner join to the commune would drop the duties without a person
        .options(contains_eager(Stay.resident), lazyload(Stay.home_commune))
    )


def lines_of(rows: Sequence[tuple[Duty, Stay | None]], reader: Actor, *, now: datetime) -> list[DutyLine]:
    """Return the lines of duties as they stand at ``now``, with what ``reader`` may open."""
    rules = {row.row_id: row for row in parameter_book()}
    steps = steps_on(local_date(now))
    return [
        DutyLine(
            duty,
            stay,
            kind := kind_of(duty.kind),
            status_of(duty, kind, steps, now),
            act_url(duty, kind, reader),
            rules.get(duty.parameter_id),
        )
        for duty, stay in rows
    ]


def status_of(duty: Duty, kind: DutyKind, steps: Steps, now: datetime) -> str:
    """Return how a duty stands at ``now``: a key of ``STATUS_LABELS``."""
    if duty.state is DutyState.NOT_APPLICABLE:
        return "not_applicable"
    if duty.state is DutyState.DONE:
        late = duty.closed_at is not None and duty.closed_at > duty.due_at
        return "done_late" if late and not kind.information else "done"
    if kind.information:
        return "information"
    if now > duty.due_at:
        return "late"
    return "soon" if now >= soon_from(duty.cause_at, duty.due_at, steps) else "open"


def act_url(duty: Duty, kind: DutyKind, reader: Actor) -> str:
    """Return the address of the page where the duty is done, when ``reader`` may open it."""
    if kind.endpoint not in current_app.view_functions or not reader.may(kind.permission):
        return ""
    if not kind.argument:
        return url_for(kind.endpoint)
    number = duty.stay_id if kind.argument == "stay_id" else duty.subject_id
    arguments: dict[str, Any] = {kind.argument: number}
    if number is None:
        return ""
    anchor = kind.anchor.format(cause=duty.key.rpartition(":")[2]) if kind.anchor else None
    return url_for(kind.endpoint, _anchor=anchor, **arguments)


def may_see(duty: Duty, reader: Actor) -> bool:
    """Tell whether ``reader`` may open the duty: readers of the file those of a person, others their own."""
    if sees_all(reader) or duty.owner in reader.roles:
        return True
    if duty.stay_id is not None and reader.may("residents.view"):
        return True
    return kind_of(duty.kind).watch.value in reader.roles and duty.level >= Level.LATE


def duty_or_404(duty_id: int, reader: Actor, *, now: datetime) -> DutyLine:
    """Return the duty. Raises NotFound when there is none, or ``reader`` may not know of it."""
    row = db.session.execute(_with_stays().where(Duty.id == duty_id)).first()
    if row is None or not may_see(row[0], reader):
        raise NotFound(f"no duty {duty_id}")
    return lines_of([(row[0], row[1])], reader, now=now)[0]


def duties_of_stay(stay_id: int, reader: Actor, *, now: datetime) -> list[DutyLine]:
    """Return every duty about a stay: the open ones by due time, then the closed, newest first."""
    rows = db.session.execute(_with_stays().where(Duty.stay_id == stay_id).order_by(Duty.due_at, Duty.id))
    lines = lines_of([(duty, stay) for duty, stay in rows], reader, now=now)
    return [one for one in lines if one.is_open] + [one for one in reversed(lines) if not one.is_open]


def due_of_stay(stay_id: int, kind: str) -> date | None:
    """Return the last day of the open duty of a kind that each stay has once; None when nothing is owed."""
    wanted = select(Duty.due_at).where(
        Duty.stay_id == stay_id, Duty.kind == kind, Duty.state == DutyState.OPEN
    )
    due = db.session.scalar(wanted.order_by(Duty.due_at).limit(1))
    return last_due_day(due) if due is not None else None


def events_of(duty_id: int) -> Sequence[DutyEvent]:
    """Return what happened to a duty, oldest first."""
    return db.session.scalars(
        select(DutyEvent).where(DutyEvent.duty_id == duty_id).order_by(DutyEvent.id)
    ).all()


@dataclass(frozen=True, slots=True)
class Figures:
    """How many open duties are the reader's."""

    late: int
    today: int
    """Not late, and due by the end of today."""
    soon: int
    """Due after today, within the days of the reminder."""
    open: int


def figures(reader: Actor, *, mine: bool, now: datetime) -> Figures:
    """Return the figures of the reader's day, in one statement."""
    spans = _spans(now)
    counts = [func.count().filter(*spans[name]) for name in ("late", "today", "soon")]
    statement = select(*counts, func.count()).where(_owed())
    if mine or not sees_all(reader):
        statement = statement.where(of_reader(reader))
    late, today, near, total = (int(count) for count in db.session.execute(statement).one())
    return Figures(late, today, near, total)


def escalated(*, limit: int, reader: Actor, now: datetime) -> list[DutyLine]:
    """Return the open duties that reached the director, the longest late first."""
    rows = db.session.execute(
        _with_stays()
        .where(Duty.state == DutyState.OPEN, Duty.level >= Level.LONG_LATE)
        .order_by(Duty.due_at, Duty.id)
        .limit(limit)
    )
    return lines_of([(duty, stay) for duty, stay in rows], reader, now=now)


def _information() -> Collection[str]:
    return [kind.code for kind in kinds().values() if kind.information]


def case_or_404(case_id: int) -> DutyCase:
    """Return the case. Raises NotFound."""
    case = db.session.get(DutyCase, case_id)
    if case is None:
        raise NotFound(f"no case {case_id}")
    return case


def cases(kind: CaseKind | None, *, offset: int, limit: int) -> tuple[Sequence[DutyCase], int]:
    """Return the cases, newest first, and how many there are."""
    statement = select(DutyCase)
    if kind is not None:
        statement = statement.where(DutyCase.kind == kind)
    total = db.session.scalar(select(func.count()).select_from(statement.subquery()))
    rows = db.session.scalars(
        statement.order_by(DutyCase.happened_at.desc(), DutyCase.id.desc()).offset(offset).limit(limit)
    )
    return rows.all(), total or 0


def duties_of_case(case_id: int, codes: Collection[str], reader: Actor, *, now: datetime) -> list[DutyLine]:
    """Return the duties of a case, by due time."""
    rows = db.session.execute(
        _with_stays().where(Duty.subject_id == case_id, Duty.kind.in_(codes)).order_by(Duty.due_at, Duty.id)
    )
    return lines_of([(duty, stay) for duty, stay in rows], reader, now=now)


def running_stay(code: str) -> Stay | None:
    """Return the running stay of the person with that code."""
    return db.session.scalars(
        select(Stay).join(Stay.resident).where(Resident.code == code, Stay.ended_on.is_(None))
    ).first()
