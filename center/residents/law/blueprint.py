"""The blueprint of the law's pages, with the words every one of them needs."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from center.residents.law.labels import CONFIDENCE_LABELS, RULE_SETS
from center.residents.law.values import said
from center.residents.law.words import word_of

bp = Blueprint("law", __name__)


@bp.context_processor
def _words() -> dict[str, Any]:
    """Give the pages the words for the book's codes."""
    return {
        "confidence_labels": CONFIDENCE_LABELS,
        "rule_set_names": RULE_SETS,
        "said": said,
        "word_of": word_of,
    }
