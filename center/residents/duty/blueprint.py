"""The blueprint of the inbox of legal duties."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from center.residents.duty import labels

bp = Blueprint("duties", __name__, url_prefix="/duties")


@bp.context_processor
def _words() -> dict[str, Any]:
    """Give the package's pages the words for its codes."""
    return {
        "action_labels": labels.ACTION_LABELS,
        "case_labels": labels.CASE_LABELS,
        "effect_labels": labels.EFFECT_LABELS,
        "weekdays": labels.WEEKDAYS,
    }
