"""Reading risk flags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Exists,
    Select,
    SQLColumnExpression,
    and_,
    case,
    exists,
    func,
    or_,
    select,
)

from center.db import db
from center.errors import NotFound
from center.residents.housing.models import Bed, BedAssignment, Room, Zone
from center.residents.risk.models import RiskFlag, RiskReview
from center.residents.risk.rules import FlagStanding, ReviewOutcome, RiskKind, RiskLevel, standing
from center.residents.stay.models import Stay


@dataclass(frozen=True, slots=True)
class FlagNow:
    """A flag as its newest review left it."""

    flag: RiskFlag
    review: RiskReview | None
    """The newest."""

    @property
    def level(self) -> RiskLevel:
        """How near it is."""
        return self.review.level if self.review else self.flag.level

    @property
    def instruction(self) -> str:
        """What to do."""
        return self.review.instruction if self.review else self.flag.instruction

    @property
    def review_on(self) -> date | None:
        """Last day of the next review; None once lifted."""
        return self.review.next_review_on if self.review else self.flag.review_on

    @property
    def lifted(self) -> bool:
        """True once a review lifted it."""
        return self.review is not None and self.review.outcome is ReviewOutcome.LIFTED

    def standing(self, on: date) -> FlagStanding:
        """Return where it stands on ``on``."""
        return standing(lifted=self.lifted, review_on=self.review_on, on=on)


@dataclass(frozen=True, slots=True)
class FlagStory:
    """A flag with everything that came of it."""

    now: FlagNow
    reviews: tuple[RiskReview, ...]
    """Oldest first."""


def _newest_review() -> ColumnElement[bool]:
    newest = (
        select(func.max(RiskReview.id))
        .where(RiskReview.flag_id == RiskFlag.id)
        .correlate(RiskFlag)
        .scalar_subquery()
    )
    return RiskReview.id == newest


def _standing() -> Select[RiskFlag, RiskReview]:
    return (
        select(RiskFlag, RiskReview)
        .outerjoin(RiskReview, _newest_review())
        .where(or_(RiskReview.id.is_(None), RiskReview.outcome != ReviewOutcome.LIFTED))
    )


_level = func.coalesce(RiskReview.level, RiskFlag.level)
_next_day = func.coalesce(RiskReview.next_review_on, RiskFlag.review_on)
_gravest = case(*((_level == level, -place) for place, level in enumerate(RiskLevel)))
_by_kind = case(*((RiskFlag.kind == kind, place) for place, kind in enumerate(RiskKind)))


def flagged(stay_id: SQLColumnExpression[int]) -> Exists:
    """Return the condition that a stay ever had a flag; ``flags_in_force`` says which stand."""
    return exists().where(RiskFlag.stay_id == stay_id)


def flags_in_force(stay_ids: Collection[int]) -> Mapping[int, Sequence[FlagNow]]:
    """Return the flags that stand on each of ``stay_ids`` (missing: none), the gravest first, in one statement."""
    found: dict[int, list[FlagNow]] = defaultdict(list)
    if not stay_ids:
        return found
    rows = db.session.execute(
        _standing().where(RiskFlag.stay_id.in_(stay_ids)).order_by(_gravest, _by_kind, RiskFlag.id)
    )
    for flag, review in rows:
        found[flag.stay_id].append(FlagNow(flag, review))
    return found


def flag_kinds(stay_ids: Collection[int] | None) -> defaultdict[int, set[RiskKind]]:
    """Return the kinds of the flags that stand on each stay, in one statement; None: of everybody."""
    wanted = _standing().with_only_columns(RiskFlag.stay_id, RiskFlag.kind)
    if stay_ids is not None:
        wanted = wanted.where(RiskFlag.stay_id.in_(stay_ids))
    found: defaultdict[int, set[RiskKind]] = defaultdict(set)
    for stay_id, kind in db.session.execute(wanted):
        found[stay_id].add(kind)
    return found


def flag_or_404(flag_id: int) -> RiskFlag:
    """Return a flag. Raises NotFound."""
    found = db.session.get(RiskFlag, flag_id)
    if found is None:
        raise NotFound(f"no risk flag {flag_id}")
    return found


def reviews_of(flag_ids: Collection[int]) -> Mapping[int, Sequence[RiskReview]]:
    """Return the reviews of each flag, oldest first, in one statement."""
    found: dict[int, list[RiskReview]] = defaultdict(list)
    if flag_ids:
        for row in db.session.scalars(
            select(RiskReview).where(RiskReview.flag_id.in_(flag_ids)).order_by(RiskReview.id)
        ):
            found[row.flag_id].append(row)
    return found


def stories_of(stay_ids: Collection[int]) -> Mapping[int, Sequence[FlagStory]]:
    """Return every flag of each stay with its reviews: those that stand first, then the newest; two statements."""
    found: dict[int, list[FlagStory]] = defaultdict(list)
    flags = db.session.scalars(
        select(RiskFlag).where(RiskFlag.stay_id.in_(stay_ids)).order_by(RiskFlag.id.desc())
    ).all()
    reviews = reviews_of([flag.id for flag in flags])
    for flag in flags:
        rows = tuple(reviews.get(flag.id, ()))
        found[flag.stay_id].append(FlagStory(FlagNow(flag, rows[-1] if rows else None), rows))
    for stories in found.values():
        stories.sort(key=lambda story: story.now.lifted)
    return found


def flag_now(flag: RiskFlag) -> FlagNow:
    """Return a flag as its newest review left it."""
    rows = reviews_of([flag.id]).get(flag.id, ())
    return FlagNow(flag, rows[-1] if rows else None)


@dataclass(frozen=True, slots=True)
class RiskFilter:
    """What the list is narrowed to; empty fields narrow nothing."""

    kind: RiskKind | None = None
    level: RiskLevel | None = None
    zone_id: int | None = None
    due_by: date | None = None
    """To be reviewed by that day."""


@dataclass(frozen=True, slots=True)
class FlagLine:
    """One flag on the list."""

    stay: Stay
    bed: Bed | None
    zone: str
    """Name of the zone of the bed; empty without one."""
    now: FlagNow


def flag_list(wanted: RiskFilter, *, offset: int, limit: int) -> tuple[list[FlagLine], int]:
    """Return a page of the flags that stand on running stays, by zone and Vietnamese name; two statements."""
    statement = (
        _standing()
        .join(Stay, Stay.id == RiskFlag.stay_id)
        .outerjoin(BedAssignment, and_(BedAssignment.stay_id == Stay.id, BedAssignment.until_at.is_(None)))
        .outerjoin(Bed, Bed.id == BedAssignment.bed_id)
        .outerjoin(Room, Room.id == Bed.room_id)
        .outerjoin(Zone, Zone.id == Room.zone_id)
        .where(Stay.ended_on.is_(None))
    )
    if wanted.kind is not None:
        statement = statement.where(RiskFlag.kind == wanted.kind)
    if wanted.level is not None:
        statement = statement.where(_level == wanted.level)
    if wanted.zone_id is not None:
        statement = statement.where(Room.zone_id == wanted.zone_id)
    if wanted.due_by is not None:
        statement = statement.where(_next_day <= wanted.due_by)
    total = db.session.scalar(
        select(func.count()).select_from(statement.with_only_columns(RiskFlag.id).order_by(None).subquery())
    )
    rows = db.session.execute(
        statement.add_columns(Stay, Bed, Zone.name)
        .order_by(Zone.code.is_(None), Zone.code, Stay.name_sort, Stay.id, _gravest, _by_kind)
        .offset(offset)
        .limit(limit)
    )
    lines = [FlagLine(stay, bed, zone or "", FlagNow(flag, review)) for flag, review, stay, bed, zone in rows]
    return lines, total or 0
