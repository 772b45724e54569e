"""Opening a round, counting the facts, and standing up for its lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold, one_at_a_time
from center.errors import RuleViolation
from center.residents.assessment.audit import LinesConfirmed, RoundOpened
from center.residents.assessment.models import AssessmentLine, AssessmentRound
from center.residents.assessment.people import Person, people_of
from center.residents.assessment.queries import scheme_of_round, scheme_on
from center.residents.assessment.rules import (
    Period,
    Score,
    check_line,
    check_points,
    level_of,
    period_of,
    prefill,
)
from center.residents.assessment.scheme import Scheme
from center.residents.assessment.sources import count_facts
from center.residents.housing.models import Zone
from center.ui.batch import LineFaults


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody proposes for one line."""

    stay_id: int
    version: int
    """The line as the proposer saw it."""
    points: tuple[int, ...]
    level: str = ""
    """Code of the level; empty: the one the points give."""
    reason: str = ""


def open_round(
    first: date, zone: Zone | None, *, client_id: str | None = None, actor: Actor, now: datetime
) -> AssessmentRound:
    """Begin to assess the period that begins on ``first``, for a zone or for whoever is in no other round of it.

    Everybody who was here on the last day gets a line, filled in from the facts; who was here for less than the
    scheme's days gets one that is not graded. People in custody have no term yet and are not assessed.
    The same ``client_id`` again returns the round it opened. Raises RuleViolation for a day that begins no period,
    a period that has not begun, or when nobody is left to assess.
    """
    one_at_a_time("assessment.open")  # two rounds must not assess one person twice
    if client_id is not None:
        there = db.session.scalars(
            select(AssessmentRound).where(AssessmentRound.client_id == client_id)
        ).first()
        if there is not None:
            return there
    known = scheme_on(first)
    period = period_of(first, known.scheme.period_months)
    if period.first != first:
        raise RuleViolation("assessment.no_period", field="period", day=first)
    if first > local_date(now):
        raise RuleViolation("assessment.period_ahead", field="period", first=first)
    people = people_of(period, zone)
    if not people:
        raise RuleViolation("assessment.nobody", field="zone")
    found = AssessmentRound(
        client_id=client_id,
        period_first=period.first,
        period_last=period.last,
        zone_id=zone.id if zone else None,
        scheme_id=known.row.id if known.row else None,
        opened_at=now,
        opened_by_id=actor.id,
        opened_by_name=actor.name,
        counted_at=now,
    )
    db.session.add(found)
    db.session.flush()  # lines need its id
    db.session.execute(insert(AssessmentLine), list(_lines(found.id, people, period, known.scheme)))
    record(
        RoundOpened(
            round_id=found.id,
            period_first=period.first,
            period_last=period.last,
            zone_id=found.zone_id,
            people=len(people),
        ),
        actor=actor,
        at=now,
    )
    return found


def count_again(found: AssessmentRound, *, actor: Actor, now: datetime) -> int:
    """Count the facts anew; lines nobody stood up for take what they suggest. Return how many lines changed.

    A line somebody stood up for keeps its points; what the facts suggest is shown beside them.
    """
    hold_open(found)
    scheme = scheme_of_round(found)
    lines = db.session.scalars(
        select(AssessmentLine).where(
            AssessmentLine.round_id == found.id,
            AssessmentLine.graded.is_(True),
            AssessmentLine.confirmed_at.is_(None),
        )
    ).all()
    counts = count_facts([line.stay_id for line in lines], found.period_first, found.period_last)
    changed = 0
    for line in lines:
        facts = counts[line.stay_id]
        if facts != line.facts:
            score = prefill(scheme, facts)
            line.facts, line.reason = facts, ""
            line.suggested_points = line.points = list(score.points)
            line.suggested_level = line.level = score.level
            changed += 1
    found.counted_at = now
    return changed


def propose(
    found: AssessmentRound, proposals: Sequence[Proposal], *, actor: Actor, now: datetime
) -> tuple[int, int]:
    """Stand up for lines as they are, or with other points or another level; return how many, and how many depart.

    A line that says the same and is confirmed is left alone: the same list sent twice is one act. Raises
    RuleViolation when the council has decided, BatchRefused with the rule by line (points out of range, a
    departure without a reason, changed by somebody else meanwhile); nothing is kept then.
    """
    hold_open(found)
    scheme = scheme_of_round(found)
    lines = _lines_by_stay(found.id, [each.stay_id for each in proposals])
    if len(lines) != len(proposals):
        raise RuleViolation("assessment.people_changed")
    faults, changed = LineFaults(), []
    for each in proposals:
        with faults.line(each.stay_id):
            line = lines[each.stay_id]
            score = _checked(scheme, line, each)
            if line.confirmed_at is not None and _says(line, score, each.reason):
                continue
            if line.version != each.version:
                raise RuleViolation("assessment.line_changed", by=line.confirmed_by_name or "–")
            changed.append((line, score, each.reason))
    faults.settle("assessment.batch_refused")
    for line, score, reason in changed:
        line.points, line.level, line.reason = list(score.points), score.level, reason
        _confirm(line, actor, now)
    departing = sum(1 for _line, _score, reason in changed if reason)
    _told(found, len(changed), departing, actor=actor, now=now)
    return len(changed), departing


def confirm_rest(found: AssessmentRound, zone_id: int | None, *, actor: Actor, now: datetime) -> int:
    """Stand up for every line of a zone (None: of the round) nobody has stood up for; return how many."""
    hold_open(found)
    wanted = select(AssessmentLine).where(
        AssessmentLine.round_id == found.id,
        AssessmentLine.graded.is_(True),
        AssessmentLine.confirmed_at.is_(None),
    )
    if zone_id is not None:
        wanted = wanted.where(AssessmentLine.zone_id == zone_id)
    lines = db.session.scalars(wanted).all()
    for line in lines:
        _confirm(line, actor, now)
    _told(found, len(lines), 0, actor=actor, now=now)
    return len(lines)


def hold_open(found: AssessmentRound) -> None:
    """Keep a round from being changed by others. Raises RuleViolation when the council has decided it."""
    hold(found)
    if found.is_decided:
        raise RuleViolation("assessment.decided", minutes=found.minutes_number)


def _checked(scheme: Scheme, line: AssessmentLine, each: Proposal) -> Score:
    if not line.graded:
        raise RuleViolation("assessment.too_short", days=line.days)
    check_points(scheme, each.points)
    by_points = level_of(scheme, sum(each.points), line.facts)
    score = Score(each.points, each.level or by_points)
    check_line(scheme, Score(tuple(line.suggested_points), line.suggested_level), score, each.reason)
    return score


def _says(line: AssessmentLine, score: Score, reason: str) -> bool:
    return (tuple(line.points), line.level, line.reason) == (score.points, score.level, reason)


def _confirm(line: AssessmentLine, actor: Actor, now: datetime) -> None:
    line.confirmed_at, line.confirmed_by_id, line.confirmed_by_name = now, actor.id, actor.name


def _told(found: AssessmentRound, lines: int, departing: int, *, actor: Actor, now: datetime) -> None:
    if lines:
        event = LinesConfirmed(round_id=found.id, lines=lines, departing=departing)
        record(event, actor=actor, at=now)


def _lines_by_stay(round_id: int, stay_ids: Collection[int]) -> dict[int, AssessmentLine]:
    rows = db.session.scalars(
        select(AssessmentLine).where(
            AssessmentLine.round_id == round_id, AssessmentLine.stay_id.in_(stay_ids)
        )
    )
    return {line.stay_id: line for line in rows}


def _lines(
    round_id: int, people: Sequence[Person], period: Period, scheme: Scheme
) -> Iterable[Mapping[str, object]]:
    counts = count_facts([person.stay_id for person in people], period.first, period.last)
    for person in people:
        facts = counts[person.stay_id]
        score = prefill(scheme, facts)
        yield {
            "round_id": round_id,
            "stay_id": person.stay_id,
            "zone_id": person.bed.room.zone_id if person.bed else None,
            "room_id": person.bed.room_id if person.bed else None,
            "bed_label": person.bed.label if person.bed else "",
            "days": person.days,
            "graded": person.days >= scheme.min_days,
            "facts": facts,
            "suggested_points": list(score.points),
            "suggested_level": score.level,
            "points": list(score.points),
            "level": score.level,
        }
