"""Another resident named by code or badge."""

from __future__ import annotations

from center.db import db
from center.errors import RuleViolation
from center.residents.search.queries import exact_hit
from center.residents.stay.models import Stay


def stay_of_scan(typed: str) -> Stay:
    """Return the running stay of the person whose code or badge was typed or scanned. Raises RuleViolation."""
    text = typed.strip()
    hit = exact_hit(text)
    found = db.session.get(Stay, hit) if hit is not None else None
    if found is None or not found.is_open:
        raise RuleViolation("housing.swap_nobody", field="other", typed=text)
    return found
