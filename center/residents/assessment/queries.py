"""Reading rounds, lines and grades."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased

from center.db import db
from center.errors import NotFound
from center.residents.assessment.default_scheme import DEFAULT_SCHEME, SOURCE
from center.residents.assessment.models import (
    AssessmentLine,
    AssessmentPaper,
    AssessmentRound,
    AssessmentScheme,
    Grade,
    GradeObjection,
    ObjectionAnswer,
)
from center.residents.assessment.scheme import Scheme
from center.residents.housing.models import Room
from center.residents.person.models import Resident
from center.residents.stay.models import Stay
from center.vietnamese import fold


@dataclass(frozen=True, slots=True)
class SchemeInForce:
    """A scheme with where it comes from."""

    scheme: Scheme
    row: AssessmentScheme | None
    """None: the product's proposal, which nobody at this center has set."""

    @property
    def source(self) -> str:
        """What the scheme rests on."""
        return self.row.source if self.row else SOURCE


def scheme_on(first: date) -> SchemeInForce:
    """Return what grades a period that begins on ``first``."""
    row = db.session.scalars(
        select(AssessmentScheme)
        .where(AssessmentScheme.valid_from <= first)
        .order_by(AssessmentScheme.valid_from.desc(), AssessmentScheme.id.desc())
        .limit(1)
    ).first()
    return SchemeInForce(row.as_scheme() if row else DEFAULT_SCHEME, row)


def scheme_of_round(found: AssessmentRound) -> Scheme:
    """Return the scheme a round was opened with, whatever was set since."""
    return found.scheme_row.as_scheme() if found.scheme_row else DEFAULT_SCHEME


def scheme_rows() -> Sequence[AssessmentScheme]:
    """Return every configuration the center set, the newest first."""
    return db.session.scalars(select(AssessmentScheme).order_by(AssessmentScheme.id.desc())).all()


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """A round with its figures."""

    round: AssessmentRound
    people: int
    """Lines that are graded."""
    confirmed: int
    too_short: int
    """Lines that are not graded, for want of days."""

    @property
    def waiting(self) -> int:
        """Lines nobody has stood up for yet."""
        return self.people - self.confirmed


def round_or_404(round_id: int) -> AssessmentRound:
    """Return a round. Raises NotFound."""
    found = db.session.get(AssessmentRound, round_id)
    if found is None:
        raise NotFound(f"no assessment round {round_id}")
    return found


def rounds(*, offset: int, limit: int) -> tuple[list[RoundSummary], int]:
    """Return the rounds, the newest period first, and how many there are."""
    total = db.session.scalar(select(func.count(AssessmentRound.id))) or 0
    found = db.session.scalars(
        select(AssessmentRound)
        .order_by(AssessmentRound.period_first.desc(), AssessmentRound.id.desc())
        .offset(offset)
        .limit(limit)
    ).all()
    return summaries(found), total


def open_rounds() -> list[RoundSummary]:
    """Return the rounds the council has not decided, the oldest period first."""
    found = db.session.scalars(
        select(AssessmentRound)
        .where(AssessmentRound.decided_at.is_(None))
        .order_by(AssessmentRound.period_first, AssessmentRound.id)
    ).all()
    return summaries(found)


def summaries(found: Sequence[AssessmentRound]) -> list[RoundSummary]:
    """Return the figures of rounds, in one statement."""
    rows = db.session.execute(
        select(
            AssessmentLine.round_id,
            func.count().filter(AssessmentLine.graded.is_(True)),
            func.count().filter(AssessmentLine.graded.is_(True), AssessmentLine.confirmed_at.is_not(None)),
            func.count().filter(AssessmentLine.graded.is_(False)),
        )
        .where(AssessmentLine.round_id.in_([each.id for each in found]))
        .group_by(AssessmentLine.round_id)
    )
    counts = {row[0]: tuple(row[1:]) for row in rows}
    return [RoundSummary(each, *counts.get(each.id, (0, 0, 0))) for each in found]


@dataclass(frozen=True, slots=True)
class LineFilter:
    """What the lines of a round are narrowed to; empty fields narrow nothing."""

    zone_id: int | None = None
    room_id: int | None = None
    state: str = ""
    """``waiting``: nobody stood up for it; ``departing``: with a reason; ``short``: not graded."""
    level: str = ""
    text: str = ""
    stay_ids: tuple[int, ...] = ()
    """Exactly these."""


def lines_of(
    round_id: int, wanted: LineFilter, *, offset: int = 0, limit: int | None = None
) -> tuple[Sequence[AssessmentLine], int]:
    """Return the lines of a round by Vietnamese name, and how many the filter lets through."""
    statement = _lines(round_id, wanted)
    total = (
        db.session.scalar(
            select(func.count()).select_from(statement.with_only_columns(AssessmentLine.id).subquery())
        )
        or 0
    )
    ordered = statement.order_by(Resident.name_sort, AssessmentLine.id).offset(offset).limit(limit)
    return db.session.scalars(ordered).all(), total


def _lines(round_id: int, wanted: LineFilter) -> Select[AssessmentLine]:
    found = (
        select(AssessmentLine)
        .join(AssessmentLine.stay)
        .join(Stay.resident)
        .where(AssessmentLine.round_id == round_id, *_conditions(wanted))
    )
    for word in fold(wanted.text).split():
        found = found.where(
            or_(Resident.name_fold.contains(word, autoescape=True), Resident.code == word.upper())
        )
    return found


def _conditions(wanted: LineFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.stay_ids:
        found.append(AssessmentLine.stay_id.in_(wanted.stay_ids))
    if wanted.zone_id is not None:
        found.append(AssessmentLine.zone_id == wanted.zone_id)
    if wanted.room_id is not None:
        found.append(AssessmentLine.room_id == wanted.room_id)
    if wanted.level:
        found += [AssessmentLine.level == wanted.level, AssessmentLine.graded.is_(True)]
    if wanted.state == "short":
        found.append(AssessmentLine.graded.is_(False))
    elif wanted.state == "waiting":
        found += [AssessmentLine.graded.is_(True), AssessmentLine.confirmed_at.is_(None)]
    elif wanted.state == "departing":
        found.append(AssessmentLine.reason != "")
    return found


def level_counts(round_id: int) -> dict[str, int]:
    """Return how many of a round's graded lines have each level."""
    rows = db.session.execute(
        select(AssessmentLine.level, func.count())
        .where(AssessmentLine.round_id == round_id, AssessmentLine.graded.is_(True))
        .group_by(AssessmentLine.level)
    )
    return {row[0]: row[1] for row in rows}


def counting_grades() -> Select[Grade]:
    """Return the statement of the grades that count: those no later row amends."""
    later = aliased(Grade)
    return select(Grade).where(~select(later.id).where(later.amends_id == Grade.id).exists())


def grades_of(
    stay_ids: Collection[int], *, first: date | None = None, last: date | None = None
) -> Mapping[int, Sequence[Grade]]:
    """Return the grades that count of each stay, the oldest period first, in one statement.

    ``first`` and ``last`` keep only periods that touch the span from the one to the other; None: no bound.
    A stay without grades is missing.
    """
    found: dict[int, list[Grade]] = defaultdict(list)
    if not stay_ids:
        return found
    wanted = counting_grades().where(Grade.stay_id.in_(stay_ids))
    if first is not None:
        wanted = wanted.where(Grade.period_last >= first)
    if last is not None:
        wanted = wanted.where(Grade.period_first <= last)
    for grade in db.session.scalars(wanted.order_by(Grade.period_first, Grade.id)):
        found[grade.stay_id].append(grade)
    return found


def grade_or_404(grade_id: int) -> Grade:
    """Return a grade. Raises NotFound."""
    found = db.session.get(Grade, grade_id)
    if found is None:
        raise NotFound(f"no grade {grade_id}")
    return found


def is_amended(grade_id: int) -> bool:
    """Tell whether a later row took a grade's place."""
    return db.session.scalar(select(Grade.id).where(Grade.amends_id == grade_id)) is not None


def grades_of_round(round_id: int) -> dict[int, Grade]:
    """Return the grades that count of a round, by stay."""
    rows = db.session.scalars(counting_grades().where(Grade.round_id == round_id))
    return {grade.stay_id: grade for grade in rows}


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """An objection with its grade and its answer."""

    objection: GradeObjection
    grade: Grade
    answer: ObjectionAnswer | None
    stay: Stay


def objections(
    *, round_id: int | None = None, stay_id: int | None = None, unanswered: bool = False
) -> list[ObjectionLine]:
    """Return the objections of a round or a stay, the newest first."""
    wanted = (
        select(GradeObjection, Grade, ObjectionAnswer, Stay)
        .join(Grade, Grade.id == GradeObjection.grade_id)
        .join(Stay, Stay.id == GradeObjection.stay_id)
        .outerjoin(ObjectionAnswer, ObjectionAnswer.objection_id == GradeObjection.id)
        .order_by(GradeObjection.id.desc())
    )
    if round_id is not None:
        wanted = wanted.where(Grade.round_id == round_id)
    if stay_id is not None:
        wanted = wanted.where(GradeObjection.stay_id == stay_id)
    if unanswered:
        wanted = wanted.where(ObjectionAnswer.id.is_(None))
    return [ObjectionLine(*row) for row in db.session.execute(wanted)]


def objection_or_404(objection_id: int) -> ObjectionLine:
    """Return an objection. Raises NotFound."""
    row = db.session.get(GradeObjection, objection_id)
    if row is None:
        raise NotFound(f"no objection {objection_id}")
    return next(line for line in objections(stay_id=row.stay_id) if line.objection.id == objection_id)


def papers_of(round_id: int) -> Sequence[AssessmentPaper]:
    """Return the printed lists of a round, the newest first."""
    return db.session.scalars(
        select(AssessmentPaper)
        .where(AssessmentPaper.round_id == round_id)
        .order_by(AssessmentPaper.id.desc())
    ).all()


def rooms_in(zone_id: int | None) -> Sequence[Room]:
    """Return the rooms of a zone by name; none without a zone."""
    if zone_id is None:
        return []
    return db.session.scalars(select(Room).where(Room.zone_id == zone_id).order_by(Room.name)).all()
