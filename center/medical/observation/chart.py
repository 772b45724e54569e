"""The course of a stay: its charts, and every observation with its corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    """One line of the list: what one person observed at one moment."""

    score: ScaleScore | None
    judged: Judged | None
    corrected_by: ScaleScore | VitalSigns | None = None
    """The row that took the place of this line's only row; None while it is in force."""

    @property
    def rows(self) -> tuple[ScaleScore | VitalSigns, ...]:
        """Return the rows behind the line, one or two."""
        vitals = self.judged.row if self.judged else None
        return tuple(row for row in (self.score, vitals) if row is not None)

    @property
    def at(self) -> datetime:
        """When it was observed."""
        return self.rows[0].happened_at

    @property
    def by(self) -> str:
        """Who wrote it."""
        return self.rows[0].recorded_by_name

    @property
    def late(self) -> ScaleScore | VitalSigns | None:
        """Return the row that was typed in late; a correction says so by itself."""
        return next(
            (row for row in self.rows if row.amends_id is None and is_late(row.happened_at, row.recorded_at)),
            None,
        )


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
    corrections = {row.amends_id: row for row in vitals}
    standing = [row for row in vitals if row.id not in corrections]
    weights = weights_of(standing, exam)
    judged = [judge(row, weights) for row in vitals]
    lines = _lines(scores, judged, corrections)
    in_force = [line for line in lines if line.corrected_by is None]
    shown = [line.judged for line in in_force if line.judged is not None]
    full = [one for one in shown if one.row.systolic is not None]
    return Course(
        lines=lines,
        charts=_charts(in_force, since=since_of(in_force, span)),
        last_score=next((line.score for line in in_force if line.score is not None), None),
        last_vitals=next(iter(full or shown), None),
    )


def _lines(
    scores: Sequence[ScaleScore], judged: Sequence[Judged], corrections: Mapping[int | None, VitalSigns]
) -> list[Line]:
    """Return the lines, newest first; a score and a reading of one round share a line."""
    corrected = {row.amends_id: row for row in scores}
    alone = {_round(one.row): one for one in judged if _is_plain(one.row, corrections)}
    lines = []
    for row in scores:
        pair = alone.pop(_round(row), None) if _is_plain(row, corrected) else None
        lines.append(Line(row, pair, corrected.get(row.id)))
    lines += [Line(None, one) for one in alone.values()]
    lines += [
        Line(None, one, corrections.get(one.row.id)) for one in judged if not _is_plain(one.row, corrections)
    ]
    return sorted(lines, key=lambda line: (line.at, line.rows[0].recorded_at), reverse=True)


def _round(row: ScaleScore | VitalSigns) -> tuple[datetime, datetime, int | None]:
    return row.happened_at, row.recorded_at, row.recorded_by_id


def _is_plain(row: ScaleScore | VitalSigns, corrections: Mapping[int | None, object]) -> bool:
    """Tell whether ``row`` neither corrects another nor was corrected."""
    return row.amends_id is None and row.id not in corrections


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
    return lines[0].at - back if lines and back is not None else None


def _charts(lines: Sequence[Line], *, since: datetime | None) -> list[Chart]:
    shown = [line for line in lines if since is None or line.at >= since]
    scores = [line.score for line in shown if line.score is not None]
    vitals = [line.judged.row for line in shown if line.judged is not None]

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
