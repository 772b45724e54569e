"""Rewards, discipline and monthly grades that a risk flag may rest on."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for

from center.clock import today
from center.residents.assessment.permissions import AssessmentPermission
from center.residents.assessment.queries import grade_or_404, grades_of
from center.residents.conduct.labels import CONDUCT_LABELS
from center.residents.conduct.permissions import ConductPermission
from center.residents.conduct.queries import conduct_of
from center.residents.risk.evidence import Evidence, EvidenceSource
from center.ui.filters import format_date

GRADES = 6
"""How many of the last grades are offered."""


def conduct(stay_id: int) -> Sequence[Evidence]:
    """Return what was proposed on the stay, the newest first."""
    return [
        Evidence(
            line.proposal.id,
            f"{CONDUCT_LABELS[line.proposal.kind]}, {format_date(line.proposal.happened_on)}",
        )
        for line in conduct_of(stay_id, today())
        if not line.proposal.kind.is_reward
    ]


def grades(stay_id: int) -> Sequence[Evidence]:
    """Return the last grades of the stay, the newest first, in one statement."""
    rows = reversed(grades_of([stay_id]).get(stay_id, ()))
    return [
        Evidence(
            row.id, f"Xếp loại kỳ {row.period_first:%d/%m} – {row.period_last:%d/%m/%Y}: {row.level_label}"
        )
        for row in list(rows)[:GRADES]
    ]


SOURCES = (
    EvidenceSource(
        "conduct",
        ConductPermission.VIEW,
        conduct,
        lambda number: url_for("residents.conduct_case", proposal_id=number),
    ),
    EvidenceSource(
        "grade",
        AssessmentPermission.VIEW,
        grades,
        lambda number: url_for("residents.show_assessment", stay_id=grade_or_404(number).stay_id),
    ),
)
