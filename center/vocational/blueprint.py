"""The one blueprint of this package; each capability puts its pages on it."""

from __future__ import annotations

from decimal import Decimal

from flask import Blueprint

from center.ui.filters import format_number
from center.vocational.rules.labour import plain

bp = Blueprint("vocational", __name__, url_prefix="/vocational")


@bp.app_template_filter("hours")
def hours_text(value: Decimal | None) -> str:
    """Return hours as they are said: 7,5 and 8, not 7,50 and 8,00."""
    return "" if value is None else format_number(plain(value))
