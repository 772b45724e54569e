"""Who is in reception and detox, and what each of them needs now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from center.clock import local_date
from center.db import db
from center.medical.detox.queries import declarations_waiting, uses_opioids
from center.medical.exam.queries import uses_of
from center.medical.limits import vital_limits, warnings
from center.medical.models import AdmissionExam, DetoxDeclaration, ScaleScore, VitalSigns
from center.medical.observation.queries import Judge, Judged, scores_in_force, vitals_in_force
from center.medical.observation.rhythm import rhythm_on
from center.medical.observation.schedule import Due, Reading, Rhythm, cows_due, vitals_due
from center.residents.stay.models import Stage, Stay
from center.residents.stay.queries import RollLine, lines_of, open_stays
from center.residents.stay.rules import age_on

WARD_STAGES = (Stage.RECEPTION, Stage.DETOX)


@dataclass(frozen=True, slots=True)
class WardLine:
    """One resident on the ward's board."""

    roll: RollLine
    day: int
    """Day within the stage, from 1."""
    examined: bool
    vitals: Judged | None
    """The newest reading with blood pressure, or the newest at all."""
    score: ScaleScore | None
    cows_alarm: bool
    """The newest COWS is high enough to call a doctor."""
    vitals_due: Due
    cows_due: Due | None
    """None where COWS does not apply."""
    is_red: bool
    declaration: DetoxDeclaration | None
    """A declaration that waits for a second doctor."""

    @property
    def stay(self) -> Stay:
        """The stay."""
        return self.roll.stay

    @property
    def is_out(self) -> bool:
        """True while the person is not in the center."""
        return self.roll.whereabouts is not None and self.roll.whereabouts.out_cause is not None

    def due_state(self, now: datetime) -> str:
        """Return the worst of what is due: ``overdue``, ``due``, ``later``; ``out`` while away."""
        if self.is_out:
            return "out"
        states = {due.state(now) for due in (self.vitals_due, self.cows_due) if due is not None}
        return next(state for state in ("overdue", "due", "later") if state in states)

    def rank(self, now: datetime) -> tuple[int, datetime]:
        """Return the place on the board: red values, overdue, due, the rest; each by time due."""
        state = self.due_state(now)
        first = min(due.at for due in (self.vitals_due, self.cows_due) if due is not None)
        order = {"overdue": 1, "due": 2, "later": 3, "out": 4}[state]
        return (0 if self.is_red and state != "out" else order, first)


@dataclass(frozen=True, slots=True)
class Ward:
    """The board: everyone, most urgent first."""

    lines: Sequence[WardLine]
    at: datetime

    @property
    def red(self) -> list[WardLine]:
        """Those with a red value."""
        return [line for line in self.lines if line.is_red]

    @property
    def due(self) -> list[WardLine]:
        """Those with an observation due."""
        return [line for line in self.lines if line.due_state(self.at) in {"due", "overdue"}]

    @property
    def unexamined(self) -> list[WardLine]:
        """Those without an admission exam."""
        return [line for line in self.lines if not line.examined]

    def waiting_for(self, account_id: int | None) -> list[WardLine]:
        """Those whose declaration somebody else than its author, ``account_id``, must sign."""
        return [
            line
            for line in self.lines
            if line.declaration is not None and line.declaration.recorded_by_id != account_id
        ]


def ward(now: datetime) -> Ward:
    """Return the board of ``now``. The number of statements does not depend on the number of residents."""
    today = local_date(now)
    stays = db.session.scalars(open_stays().where(Stay.stage.in_(WARD_STAGES))).all()
    ids = [stay.id for stay in stays]
    readings, scores, opioids = _readings(ids), _scores(ids), _opioids(ids)
    waiting = declarations_waiting()
    limits, thresholds, rhythm = vital_limits(today), warnings(today), rhythm_on(today)
    lines = []
    for roll in lines_of(stays, at=now, on=today):
        stay = roll.stay
        judge = Judge(limits, thresholds, age=age_on(stay.resident.birth_date, today))
        lines.append(
            _line(
                roll,
                day=(today - stay.stage_since).days + 1,
                judged=[judge(row) for row in readings.get(stay.id, [])],
                scores=scores.get(stay.id, []),
                opioid=opioids.get(stay.id),
                declaration=waiting.get(stay.id),
                alarm=thresholds.cows_alarm,
                rhythm=rhythm,
            )
        )
    return Ward(sorted(lines, key=lambda line: line.rank(now)), now)


def _line(
    roll: RollLine,
    *,
    day: int,
    judged: Sequence[Judged],
    scores: Sequence[ScaleScore],
    opioid: bool | None,
    declaration: DetoxDeclaration | None,
    alarm: int,
    rhythm: Rhythm,
) -> WardLine:
    admitted_at = roll.stay.admitted_at
    full = next((one for one in judged if one.row.systolic is not None), None)
    newest = scores[0] if scores else None
    totals = [score.total for score in scores if score.total is not None]
    cows_alarm = bool(totals) and totals[0] >= alarm
    # who has not been examined may be in withdrawal too; a score above the lowest band shows it
    cows_applies = opioid is not False or any(total >= rhythm.mild_from for total in totals)
    return WardLine(
        roll=roll,
        day=day,
        examined=opioid is not None,
        vitals=full or (judged[0] if judged else None),
        score=newest,
        cows_alarm=cows_alarm,
        vitals_due=vitals_due(
            [Reading(one.row.happened_at, one.is_red, one.row.systolic is not None) for one in judged],
            admitted_at=admitted_at,
            day=day if roll.stay.stage is Stage.DETOX else 1,
            rhythm=rhythm,
        ),
        cows_due=cows_due(
            [(score.happened_at, score.total) for score in scores], admitted_at=admitted_at, rhythm=rhythm
        )
        if cows_applies
        else None,
        is_red=cows_alarm or any(one.is_red for one in judged[:1]) or (full is not None and full.is_red),
        declaration=declaration,
    )


READINGS_KEPT = 2
"""Newest readings of a stay the board looks at, with and without blood pressure."""
SCORES_KEPT = 3


def _readings(stay_ids: Collection[int]) -> Mapping[int, Sequence[VitalSigns]]:
    """Return the newest readings in force of each stay, newest first."""
    newest = (VitalSigns.happened_at.desc(), VitalSigns.id.desc())
    ranked = (
        vitals_in_force()
        .where(VitalSigns.stay_id.in_(stay_ids))
        .with_only_columns(
            VitalSigns.id,
            func.row_number()
            .over(partition_by=(VitalSigns.stay_id, VitalSigns.systolic.is_(None)), order_by=newest)
            .label("place"),
        )
        .subquery()
    )
    found: dict[int, list[VitalSigns]] = {}
    for row in db.session.scalars(
        select(VitalSigns)
        .join(ranked, ranked.c.id == VitalSigns.id)
        .where(ranked.c.place <= READINGS_KEPT)
        .order_by(*newest)
    ):
        found.setdefault(row.stay_id, []).append(row)
    return found


def _scores(stay_ids: Collection[int]) -> Mapping[int, Sequence[ScaleScore]]:
    """Return the newest COWS scores in force of each stay, newest first."""
    newest = (ScaleScore.happened_at.desc(), ScaleScore.id.desc())
    ranked = (
        scores_in_force()
        .where(ScaleScore.stay_id.in_(stay_ids))
        .with_only_columns(
            ScaleScore.id,
            func.row_number().over(partition_by=ScaleScore.stay_id, order_by=newest).label("place"),
        )
        .subquery()
    )
    found: dict[int, list[ScaleScore]] = {}
    for row in db.session.scalars(
        select(ScaleScore)
        .join(ranked, ranked.c.id == ScaleScore.id)
        .where(ranked.c.place <= SCORES_KEPT)
        .order_by(*newest)
    ):
        found.setdefault(row.stay_id, []).append(row)
    return found


def _opioids(stay_ids: Collection[int]) -> Mapping[int, bool]:
    """Return for each examined stay whether an opioid was in use."""
    later = aliased(AdmissionExam)
    exams = db.session.execute(
        select(AdmissionExam.id, AdmissionExam.stay_id)
        .outerjoin(later, later.amends_id == AdmissionExam.id)
        .where(AdmissionExam.stay_id.in_(stay_ids), later.id.is_(None))
    ).all()
    uses = uses_of([exam_id for exam_id, _stay_id in exams])
    return {stay_id: uses_opioids(uses[exam_id]) for exam_id, stay_id in exams}
