"""What the stages of a stay are made of. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Stage(StrEnum):
    """The five stages (Law 120/2025 art. 29.2, the same in Law 73/2021 art. 29), in their order."""

    RECEPTION = "reception"
    DETOX = "detox"
    EDUCATION = "education"
    LABOUR = "labour"
    REINTEGRATION = "reintegration"


class StageAct(StrEnum):
    """What a fact says about a stage."""

    BEGIN = "begin"
    FINISH = "finish"


class Step(StrEnum):
    """One act that moves a stay on; it may write several facts."""

    START_DETOX = "start-detox"
    END_DETOX = "end-detox"
    END_EDUCATION = "end-education"
    START_LABOUR = "start-labour"
    START_REINTEGRATION = "start-reintegration"


class StageLimit(StrEnum):
    """Limits that count days; a director may let a stay pass one, in writing."""

    DETOX_MIN = "detox-min"
    EDUCATION_MIN = "education-min"
    REINTEGRATION_WINDOW = "reintegration-window"


class Pace(StrEnum):
    """How a stay stands on the conveyor on a day, the most urgent first."""

    LATE = "late"
    """A day set by law has passed, and the step can be taken."""
    BLOCKED = "blocked"
    """Its day has come, and something else than the calendar is missing."""
    DUE = "due"
    """The next step can be taken today."""
    RUNNING = "running"
    """Nothing to do before the day named."""


@dataclass(frozen=True, slots=True)
class StageFact:
    """One recorded begin or finish that is in force."""

    stage: Stage
    act: StageAct
    on_day: date
    id: int = 0


@dataclass(frozen=True, slots=True)
class Lane:
    """One stage on the way of a stay; what has no day has not happened."""

    stage: Stage
    begun_on: date | None = None
    finished_on: date | None = None

    @property
    def is_open(self) -> bool:
        """True from its begin until it is finished."""
        return self.begun_on is not None and self.finished_on is None


Lanes = Mapping[Stage, Lane]
"""Every stage with its lane, in the order of the stages."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A number set for a stage, with its source."""

    value: int
    """Days or months, as the field it stands in says."""
    source: str
    verified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLimits:
    """The limits in force on a day; None where the law of that day states none.

    Source: Decree 163/2026 arts 84.6, 85.6, 86.6, 87.3, 88.7; before 2026-07-01 there were none.
    """

    reception_max_days: Bound | None = None
    detox_min_days: Bound | None = None
    education_min_months: Bound | None = None
    labour_from_detox: Bound | None = None
    """Set when labour runs from the end of detox on; its ``value`` is 0 days."""
    reintegration_days: Bound | None = None
    """Days before the end of the term, the last day included."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """Something that stands between a stay and its next step."""

    code: str
    """Finds its sentence in ``messages.py``."""
    source: str
    possible_from: date | None = None
    """First day on which the calendar no longer blocks; None when another act is missing."""
    limit: StageLimit | None = None
    """The limit a director may let it pass; None where there is no exception."""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that comes next, with what blocks it."""

    step: Step
    blockers: tuple[Blocker, ...]

    @property
    def possible_from(self) -> date | None:
        """The day from which the calendar allows it; None when it does not depend on the calendar alone."""
        days = [blocker.possible_from for blocker in self.blockers]
        known = [day for day in days if day is not None]
        return max(known) if known and len(known) == len(days) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a stay stands on a day."""

    pace: Pace
    step: Step | None
    """The step it is about; None when only the end of the term comes."""
    day: date | None = None
    """The day set for that step: the last of reception, the first of any other; None where none is known."""
    blockers: tuple[Blocker, ...] = ()
