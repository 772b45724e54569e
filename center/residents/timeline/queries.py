"""Reading the timeline: a page of what one reader may see, and what the filter can offer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select

from center.audit.actor import Actor
from center.db import MAX_ID, db, folded
from center.residents.timeline.models import TimelineEntry
from center.residents.timeline.topics import Topic
from center.vietnamese import fold

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """What the timeline is narrowed to; empty fields narrow nothing."""

    topic: Topic | None = None
    area: str = ""
    author: str = ""
    """Whole name."""
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""
    """Part of the sentence, with or without accents."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What the lines a reader may see are about and who wrote them, for the lists of the filter."""

    topics: tuple[Topic, ...]
    """In the order of ``Topic``."""
    areas: tuple[str, ...]
    authors: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of the timeline begins: below this line."""

    at: datetime
    line_id: int

    @property
    def address(self) -> str:
        """The place as it stands in an address."""
        return f"{(self.at - _EPOCH) // _MICROSECOND}-{self.line_id}"


def place_of(line: TimelineEntry) -> Place:
    """Return the place below ``line``."""
    return Place(line.happened_at, line.id)


def read_place(text: str) -> Place | None:
    """Return the place that ``text`` names as ``Place.address`` writes it; None for anything else."""
    micros, _dash, line_id = text.partition("-")
    if not (micros.isdecimal() and line_id.isdecimal() and len(micros) < 18 and int(line_id) <= MAX_ID):
        return None
    return Place(_EPOCH + int(micros) * _MICROSECOND, int(line_id))


def lines(
    stay_ids: Collection[int],
    reader: Actor,
    wanted: TimelineFilter,
    *,
    before: Place | None = None,
    limit: int,
) -> Sequence[TimelineEntry]:
    """Return what ``reader`` may see of the stays below ``before`` (None: from the top), newest first."""
    statement = select(TimelineEntry).where(*_conditions(stay_ids, reader, wanted))
    if before is not None:
        statement = statement.where(
            TimelineEntry.happened_at <= before.at,
            or_(TimelineEntry.happened_at < before.at, TimelineEntry.id < before.line_id),
        )
    newest = statement.order_by(TimelineEntry.happened_at.desc(), TimelineEntry.id.desc())
    return db.session.scalars(newest.limit(limit)).all()


def count_lines(stay_ids: Collection[int], reader: Actor, wanted: TimelineFilter) -> int:
    """Return how many lines there are in all."""
    return (
        db.session.scalar(select(func.count(TimelineEntry.id)).where(*_conditions(stay_ids, reader, wanted)))
        or 0
    )


def offered(stay_ids: Collection[int], reader: Actor) -> Offered:
    """Return what the filter can offer of what ``reader`` may see of the stays, in one statement."""
    columns = (TimelineEntry.topic, TimelineEntry.area, TimelineEntry.actor_name)
    rows = db.session.execute(
        select(*columns, func.count())
        .where(*_conditions(stay_ids, reader, TimelineFilter()))
        .group_by(*columns)
    ).all()
    topics = {row[0] for row in rows}
    return Offered(
        topics=tuple(topic for topic in Topic if topic in topics),
        areas=tuple(sorted({row[1] for row in rows})),
        authors=tuple(sorted({row[2] for row in rows})),
        total=sum(row[3] for row in rows),
    )


def whole_timeline(stay_id: int, reader: Actor) -> Sequence[TimelineEntry]:
    """Return every line ``reader`` may see, the oldest first, for paper."""
    statement = select(TimelineEntry).where(*_conditions([stay_id], reader, TimelineFilter()))
    return db.session.scalars(statement.order_by(TimelineEntry.happened_at, TimelineEntry.id)).all()


def _conditions(
    stay_ids: Collection[int], reader: Actor, wanted: TimelineFilter
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        TimelineEntry.stay_id.in_(stay_ids),
        TimelineEntry.permission.in_(sorted(reader.permissions)),
    ]
    if wanted.topic is not None:
        found.append(TimelineEntry.topic == wanted.topic)
    if wanted.area:
        found.append(TimelineEntry.area == wanted.area)
    if wanted.author:
        found.append(TimelineEntry.actor_name == wanted.author)
    if wanted.since is not None:
        found.append(TimelineEntry.happened_at >= wanted.since)
    if wanted.until is not None:
        found.append(TimelineEntry.happened_at < wanted.until)
    if words := fold(wanted.text).split():
        sentence = folded(TimelineEntry.text)
        found.append(and_(*(sentence.contains(word, autoescape=True) for word in words)))
    return found
