"""How long a flag of each level may wait for its review, by the center's own order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from center.legal.queries import parameter_book
from center.legal.rules import ParameterBook
from center.residents.risk.rules import ReviewLimit, RiskLevel

REVIEW_RULES = {level: f"risk.review.{level.value}_days" for level in RiskLevel}
"""Name of the parameter of each level."""


def review_limits(on: date, book: ParameterBook | None = None) -> Mapping[RiskLevel, ReviewLimit]:
    """Return the limits in force on ``on``."""
    book = book or parameter_book()
    return {level: ReviewLimit(level, book.value_int(name, on=on)) for level, name in REVIEW_RULES.items()}
