"""How readings are told apart, without keeping what was typed."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

SLOT_SECONDS = 15 * 60
"""Readings of one part of a file by one person within a quarter of an hour are one row: the log tells who looked and
when, not how often a page was reloaded, and grows with the work, not with the clicks."""

AREAS = frozenset({"residents", "duties", "medical", "vocational", "security", "handover"})
"""Parts of the file: the blueprints whose pages take a ``stay_id``."""


def slot_of(at: datetime) -> int:
    """Return the number of the quarter of an hour of ``at`` (aware)."""
    if at.tzinfo is None:
        raise ValueError("an instant must be aware")
    return int(at.timestamp()) // SLOT_SECONDS


def mark_of(folded: str, secret: str) -> str:
    """Return the mark of a typed text: the same for the same letters, unreadable without the program's key.

    ``folded`` is the text without accents and case. Names and numbers of papers are short: without the key nobody can
    try them all; with the key, only somebody who already has the text can ask whether it was searched.
    """
    return hmac.new(secret.encode(), folded.encode(), hashlib.sha256).hexdigest()[:32] if folded else ""
