"""What a plan and its evaluation say, as plain values.

Source: form 18, Annex V, Decree 163/2026/NĐ-CP; form 20, Annex II, Decree 116/2021/NĐ-CP, with the same five parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from center.residents.stage.model import Stage

PAPER = "plan"
"""Kind of the paper drawn from it."""


class Part(StrEnum):
    """Parts I to IV of the form."""

    MEDICAL = "medical"
    RECOVERY = "recovery"
    EDUCATION = "education"
    LABOUR = "labour"


class Activity(StrEnum):
    """What section 3 of each part plans, in the order of the form."""

    DETOX = "detox"
    MENTAL_DISORDER = "mental_disorder"
    OTHER_ILLNESS = "other_illness"
    BEHAVIOUR = "behaviour"
    MIND = "mind"
    TOPICS = "topics"
    THERAPY = "therapy"
    CULTURE = "culture"
    LABOUR_THERAPY = "labour_therapy"
    VOCATIONAL = "vocational"


ACTIVITIES: Mapping[Part, tuple[Activity, ...]] = {
    Part.MEDICAL: (Activity.DETOX, Activity.MENTAL_DISORDER, Activity.OTHER_ILLNESS),
    Part.RECOVERY: (Activity.BEHAVIOUR, Activity.MIND),
    Part.EDUCATION: (Activity.TOPICS, Activity.THERAPY, Activity.CULTURE),
    Part.LABOUR: (Activity.LABOUR_THERAPY, Activity.VOCATIONAL),
}


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """One activity; what is empty is written by hand."""

    method: str = ""
    """Treatment protocol, or method and way of doing it."""
    place: str = ""
    time: str = ""
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class PartFacts:
    """One of the four parts."""

    assessment: str = ""
    goals: tuple[str, ...] = ()
    activities: tuple[ActivityFacts, ...] = ()
    """As many as ``ACTIVITIES`` of the part, in its order."""


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A whole plan."""

    drawn_on: date
    counsellor: str
    parts: Mapping[Part, PartFacts]
    """All four, in their order."""

    def goals(self) -> list[tuple[Part, int, str]]:
        """Return every goal with its part and place there from 0, in the order of the form."""
        return [(part, at, goal) for part in Part for at, goal in enumerate(self.parts[part].goals)]


@dataclass(frozen=True, slots=True)
class GradeFacts:
    """How far one goal was reached."""

    part: Part
    position: int
    """Place of the goal in its part, from 0."""
    grade: str
    """A word of the scale ``plan.grade_scale``."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationFacts:
    """An evaluation of a plan: part V."""

    stage: Stage
    """The stage that had begun."""
    evaluated_on: date
    grades: tuple[GradeFacts, ...]
    recommendations: str = ""
    adjustments: str = ""
    """What the next version of the plan is to change."""
    information: str = ""
    """V.2: what the person was told of management after rehabilitation, support, services."""
    counselling: str = ""
    """V.3: counselling towards the reintegration plan."""
