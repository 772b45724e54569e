"""Reading the conveyor of stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

from center.db import db
from center.errors import NotFound
from center.residents.stage.limits import stage_limits
from center.residents.stage.model import Lanes, Offer, Stage, StageAct, StageFact, StageLimit
from center.residents.stage.models import StageChange, StageWaiver
from center.residents.stage.rules import detox_end_from, lanes_of, next_steps, offers
from center.residents.stay.models import Stay


def in_force(rows: Iterable[StageChange]) -> list[StageChange]:
    """Return those of ``rows`` (every row of their stays) that no later one amends or takes back."""
    known = list(rows)
    amended = {row.amends_id for row in known}
    return [row for row in known if row.id not in amended and not row.cancels]


def lanes_from(rows: Iterable[StageChange]) -> Lanes:
    """Return the lanes of one stay from all of its rows."""
    return lanes_of(StageFact(row.stage, row.act, row.on_day, row.id) for row in in_force(rows))


def step_of(row: StageChange, rows: Iterable[StageChange]) -> list[StageChange]:
    """Return the rows written together with ``row`` that count and bear its day; empty when it counts no more."""
    together = [one for one in in_force(rows) if one.step_key == row.step_key and one.on_day == row.on_day]
    return together if any(one.id == row.id for one in together) else []


def stage_changes_of(stay_id: int) -> Sequence[StageChange]:
    """Return every row of the stay, oldest first, the amended ones too."""
    return db.session.scalars(
        select(StageChange).where(StageChange.stay_id == stay_id).order_by(StageChange.id)
    ).all()


def lanes_of_stay(stay_id: int) -> Lanes:
    """Return the five lanes of one stay."""
    return lanes_from(stage_changes_of(stay_id))


def changes_of(stay_ids: Collection[int]) -> Mapping[int, Sequence[StageChange]]:
    """Return every row of each stay, oldest first, in one statement."""
    found: dict[int, list[StageChange]] = defaultdict(list)
    if stay_ids:
        rows = select(StageChange).where(StageChange.stay_id.in_(stay_ids)).order_by(StageChange.id)
        for row in db.session.scalars(rows):
            found[row.stay_id].append(row)
    return found


def lanes_of_stays(stay_ids: Collection[int]) -> Mapping[int, Lanes]:
    """Return the lanes of each stay, in one statement."""
    rows = changes_of(stay_ids)
    return {stay_id: lanes_from(rows.get(stay_id, ())) for stay_id in stay_ids}


def fact_in_force(stage: Stage, act: StageAct) -> ColumnElement[bool]:
    """Return the condition that a ``Stay`` of the statement has that fact, corrected or not."""
    later = aliased(StageChange)
    return exists().where(
        StageChange.stay_id == Stay.id,
        StageChange.stage == stage,
        StageChange.act == act,
        StageChange.cancels.is_(False),
        ~exists().where(later.amends_id == StageChange.id),
    )


def waiver_in_force(limit: StageLimit) -> ColumnElement[bool]:
    """Return the condition that a ``Stay`` of the statement may pass ``limit``."""
    later = aliased(StageWaiver)
    return exists().where(
        StageWaiver.stay_id == Stay.id,
        StageWaiver.limit_code == limit,
        StageWaiver.amends_id.is_(None),
        ~exists().where(later.amends_id == StageWaiver.id),
    )


def detox_ended_on(stay_ids: Collection[int]) -> Mapping[int, date]:
    """Return the day detox ended, for those of the stays whose detox is over, in one statement."""
    found = {}
    for stay_id, lanes in lanes_of_stays(stay_ids).items():
        over = lanes[Stage.DETOX].finished_on
        if over is not None:
            found[stay_id] = over
    return found


def waivers_of(stay_ids: Collection[int]) -> Mapping[int, Sequence[StageWaiver]]:
    """Return every row about exceptions of each stay, oldest first, in one statement."""
    found: dict[int, list[StageWaiver]] = defaultdict(list)
    if stay_ids:
        rows = select(StageWaiver).where(StageWaiver.stay_id.in_(stay_ids)).order_by(StageWaiver.id)
        for row in db.session.scalars(rows):
            found[row.stay_id].append(row)
    return found


def waivers_in_force(rows: Iterable[StageWaiver]) -> dict[StageLimit, StageWaiver]:
    """Return the exception that counts for each limit, from all rows of one stay."""
    known = list(rows)
    taken_back = {row.amends_id for row in known}
    return {row.limit_code: row for row in known if row.amends_id is None and row.id not in taken_back}


def waived_limits(stay_id: int) -> dict[StageLimit, StageWaiver]:
    """Return the limits the stay may pass, each with the row that says so."""
    return waivers_in_force(waivers_of([stay_id]).get(stay_id, ()))


def earliest_detox_end(stay: Stay, on: date) -> date | None:
    """Return the first day detox may end by law, for a stay in detox; None where nothing binds it."""
    if stay.stage is not Stage.DETOX or StageLimit.DETOX_MIN in waived_limits(stay.id):
        return None
    return detox_end_from(lanes_of_stay(stay.id), stage_limits(on))


@dataclass(frozen=True, slots=True)
class Conveyor:
    """Everything the page of one stay shows."""

    stay: Stay
    lanes: Lanes
    changes: Sequence[StageChange]
    """Every row, oldest first."""
    waivers: Sequence[StageWaiver]
    offers: tuple[Offer, ...]
    """What comes next; empty once the stay has ended."""

    @property
    def standing_ids(self) -> frozenset[int]:
        """Rows that count."""
        return frozenset(row.id for row in in_force(self.changes))

    @property
    def waived(self) -> dict[StageLimit, StageWaiver]:
        """The exceptions that count."""
        return waivers_in_force(self.waivers)


def conveyor(stay: Stay, on: date) -> Conveyor:
    """Return the conveyor of ``stay`` on ``on``, in two statements."""
    changes = stage_changes_of(stay.id)
    waivers = waivers_of([stay.id]).get(stay.id, ())
    lanes = lanes_from(changes)
    coming: tuple[Offer, ...] = ()
    if stay.is_open and next_steps(lanes):
        waived = waivers_in_force(waivers)
        coming = offers(lanes, on, limits=stage_limits(on), last_day=stay.last_day, waived=waived)
    return Conveyor(stay, lanes, changes, waivers, coming)


def change_or_404(stay_id: int, change_id: int) -> StageChange:
    """Return a row of the stay. Raises NotFound."""
    row = db.session.get(StageChange, change_id)
    if row is None or row.stay_id != stay_id:
        raise NotFound(f"no stage fact {change_id} of stay {stay_id}")
    return row


def waiver_or_404(stay_id: int, waiver_id: int) -> StageWaiver:
    """Return an exception of the stay. Raises NotFound."""
    row = db.session.get(StageWaiver, waiver_id)
    if row is None or row.stay_id != stay_id or row.amends_id is not None:
        raise NotFound(f"no exception {waiver_id} of stay {stay_id}")
    return row
