"""The one blueprint of this package; each capability puts its pages on it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from center.residents import labels
from center.residents.term.labels import CONVENTION_SENTENCES

bp = Blueprint("residents", __name__)


@bp.context_processor
def _words() -> dict[str, Any]:
    """Give the package's pages the words for its codes."""
    return {
        "area_labels": labels.AREA_LABELS,
        "convention_sentences": CONVENTION_SENTENCES,
        "decision_labels": labels.DECISION_LABELS,
        "effect_labels": labels.TERM_EFFECT_LABELS,
        "event_labels": labels.TERM_EVENT_LABELS,
        "kind_labels": labels.KIND_LABELS,
        "kinds_short": labels.KINDS_SHORT,
        "line_labels": labels.TERM_LINE_LABELS,
        "restriction_labels": labels.RESTRICTION_LABELS,
        "rule_set_labels": labels.RULE_SET_LABELS,
        "stage_labels": labels.STAGE_LABELS,
        "stages_short": labels.STAGES_SHORT,
        "state_labels": labels.TERM_STATE_LABELS,
    }
