"""Stages of a stay as somebody would have recorded them, without waiting for their days."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, timedelta

from center.clock import local_instant
from center.db import db
from center.residents.stage.model import Stage, StageAct
from center.residents.stage.models import StageChange
from center.residents.stage.queries import lanes_of_stay
from center.residents.stage.rules import lead_of
from center.residents.stay.models import Stay

Days = tuple[date | None, date | None]


def in_detox(since: date) -> dict[Stage, Days]:
    """Return the stages of somebody whose detox began on ``since``."""
    return {Stage.RECEPTION: (None, since), Stage.DETOX: (since, None)}


def in_education(came: date, *, detox_days: int = 10) -> dict[Stage, Days]:
    """Return the stages of somebody who came on ``came`` and is in education, labour beside it."""
    over = came + timedelta(days=detox_days)
    return {
        Stage.RECEPTION: (None, came),
        Stage.DETOX: (came, over),
        Stage.EDUCATION: (over, None),
        Stage.LABOUR: (over, None),
    }


def through_education(came: date, *, days: int = 100) -> dict[Stage, Days]:
    """Return the stages of somebody whose education lasted ``days`` and who works now."""
    stages = in_education(came)
    began = stages[Stage.EDUCATION][0]
    assert began is not None
    return {**stages, Stage.EDUCATION: (began, began + timedelta(days=days))}


def write_stages(
    stay: Stay, days: Mapping[Stage, Days], *, by: str = "thử nghiệm", by_id: int | None = None
) -> None:
    """Write begin and finish of the stages (None: no such fact) inside the running unit of work."""
    for stage, (begun, finished) in days.items():
        for act, day in ((StageAct.BEGIN, begun), (StageAct.FINISH, finished)):
            if day is not None:
                db.session.add(
                    StageChange(
                        stay_id=stay.id,
                        stage=stage,
                        act=act,
                        on_day=day,
                        step_key=str(uuid.uuid4()),
                        recorded_at=local_instant(day),
                        recorded_by_id=by_id,
                        recorded_by_name=by,
                    )
                )
    db.session.flush()
    lead = lead_of(lanes_of_stay(stay.id))
    if lead is not None:
        stay.stage, stay.stage_since = lead
