"""The course of a stay: its charts, and every observation with its corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from center.i18n import gettext as _
from center.medical import cows
from center.medical.exam.queries import exam_in_force
from center.medical.models import AdmissionExam, ScaleScore, VitalSigns
from center.medical.observation.queries import (
    Judge,
    Judged,
    judge_of,
    scores_of,
    vitals_of,
    weights_of,
)
from center.medical.rules import is_late
from center.residents.stay.models import Stay
from center.ui.charts import Band, Chart, Series, line_chart

SPANS: dict[str, timedelta | None] = {"3": timedelta(days=3), "15": timedelta(days=15), "all": None}
"""Choices of how far back the charts reach from the newest observation."""
DEFAULT_SPAN = "15"


@dataclass(frozen=True, slots=True)
class Line:
    """One observation as the list shows it."""

    kind: str
    """``cows`` or ``vitals``."""
    row: ScaleScore | VitalSigns
    judged: Judged | None
    """For vital signs."""
    corrected_by: ScaleScore | VitalSigns | None
    """The row that took its place; None while it is in force."""

    @property
    def is_late(self) -> bool:
        """True when it was typed in late; a correction says so by itself."""
        return self.row.amends_id is None and is_late(self.row.happened_at, self.row.recorded_at)


@dataclass(frozen=True, slots=True)
class Course:
    """What the chart page of a stay shows."""

    lines: Sequence[Line]
    """Newest first, corrected ones too."""
    charts: Sequence[Chart]
    last_score: ScaleScore | None
    last_vitals: Judged | None
    """Newest in force; a reading without blood pressure only when there is no other."""


def course(
    scores: Sequence[ScaleScore],
    vitals: Sequence[VitalSigns],
    exam: AdmissionExam | None,
    judge: Judge,
    *,
    span: str,
) -> Course:
    """Return the course of a stay from all its rows, newest first; ``span`` is a key of SPANS."""
    corrected_scores = {row.amends_id: row for row in scores}
    corrected_vitals = {row.amends_id: row for row in vitals}
    in_force = [row for row in vitals if row.id not in corrected_vitals]
    weights = weights_of(in_force, exam)
    lines = [Line("cows", row, None, corrected_scores.get(row.id)) for row in scores]
    lines += [Line("vitals", row, judge(row, weights), corrected_vitals.get(row.id)) for row in vitals]
    lines.sort(key=lambda line: (line.row.happened_at, line.row.recorded_at), reverse=True)
    standing = [line for line in lines if line.corrected_by is None]
    judged = [line.judged for line in standing if line.judged is not None]
    full = [one for one in judged if one.row.systolic is not None]
    return Course(
        lines=lines,
        charts=_charts([line.row for line in standing], since=since_of(standing, span)),
        last_score=next((line.row for line in standing if isinstance(line.row, ScaleScore)), None),
        last_vitals=next(iter(full or judged), None),
    )


def course_of(stay: Stay, now: datetime, *, span: str) -> Course:
    """Return the course of ``stay`` as it stands at ``now``."""
    return course(
        scores_of(stay.id), vitals_of(stay.id), exam_in_force(stay.id), judge_of(stay, now), span=span
    )


def requested_span(text: str | None) -> str:
    """Return a key of SPANS; anything else is the usual one."""
    return text if text in SPANS else DEFAULT_SPAN


def since_of(lines: Sequence[Line], span: str) -> datetime | None:
    """Return from when on ``lines`` (newest first) are shown; None shows all."""
    back = SPANS[span]
    return lines[0].row.happened_at - back if lines and back is not None else None


def _charts(rows: Sequence[ScaleScore | VitalSigns], *, since: datetime | None) -> list[Chart]:
    shown = [row for row in rows if since is None or row.happened_at >= since]
    scores = [row for row in shown if isinstance(row, ScaleScore)]
    vitals = [row for row in shown if isinstance(row, VitalSigns)]

    def series(label: str, sign: str) -> Series:
        points = [(row.happened_at, getattr(row, sign)) for row in vitals]
        return Series(label, [(at, value) for at, value in points if value is not None])

    totals = [(row.happened_at, row.total) for row in scores if row.total is not None]
    return [
        line_chart([Series("COWS", totals)], cows_bands(), title=_("Điểm COWS"), y_unit=_("điểm")),
        line_chart([series(_("Mạch"), "pulse")], title=_("Mạch"), y_unit=_("lần/phút")),
        line_chart(
            [series(_("Tâm thu"), "systolic"), series(_("Tâm trương"), "diastolic")],
            title=_("Huyết áp"),
            y_unit="mmHg",
        ),
        line_chart([series(_("Thân nhiệt"), "temperature")], title=_("Thân nhiệt"), y_unit="°C"),
    ]


def cows_bands() -> list[Band]:
    """Return the bands of COWS as zones of its chart."""
    edges = [(least, band, state) for least, band, state in reversed(cows.BANDS)]
    tops = [after[0] for _before, after in pairwise(edges)] + [cows.MOST]
    return [
        Band(least, top, str(cows.BAND_LABELS[band]), state)
        for (least, band, state), top in zip(edges, tops, strict=True)
    ]
