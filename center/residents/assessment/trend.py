"""The grades of one stay over time, for its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from center.i18n import gettext as _
from center.residents.assessment.labels import period_words, rank_state
from center.residents.assessment.models import Grade
from center.residents.assessment.queries import grades_of
from center.residents.assessment.rules import Period
from center.ui.charts import Chart, Series, line_chart

SHOWN = 6


@dataclass(frozen=True, slots=True)
class GradeStep:
    """One period of a stay."""

    grade: Grade
    words: str
    """The period as it is spoken of."""
    state: str
    """Colour of the level."""
    turn: int
    """Steps up (above zero) or down from the period before; 0 for the first."""


def steps_of(grades: Sequence[Grade]) -> list[GradeStep]:
    """Return the grades, the oldest first, each with its turn from the one before."""
    found: list[GradeStep] = []
    for grade in grades:
        turn = found[-1].grade.level_rank - grade.level_rank if found else 0
        period = Period(grade.period_first, grade.period_last)
        found.append(GradeStep(grade, period_words(period), rank_state(grade.level_rank), turn))
    return found


def newest_steps(stay_id: int) -> list[GradeStep]:
    """Return the last grades of a stay, the oldest first."""
    return steps_of(grades_of([stay_id]).get(stay_id, ()))[-SHOWN:]


def points_chart(steps: Sequence[GradeStep], title: str) -> Chart | None:
    """Return the totals as a line; None while there are fewer than two."""
    if len(steps) < 2:
        return None
    points = [(step.grade.period_last, step.grade.total) for step in steps]
    return line_chart([Series(_("Tổng điểm"), points)], title=title, y_unit=_("điểm"))
