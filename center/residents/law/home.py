"""What the first page tells the director about the law: what changes soon, what waits to be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from center.clock import today
from center.db import db
from center.legal.queries import parameter_book, stored_rows
from center.residents.law import history, turns
from center.residents.law.permissions import LawPermission
from center.ui.panels import Panel

AHEAD_DAYS = 90


def law_panel() -> Mapping[str, Any] | None:
    """Return the changes of the next months and what releases say differently; nothing when there is neither."""
    on = today()
    coming = turns.turns(parameter_book(), on + timedelta(days=1), on + timedelta(days=AHEAD_DAYS))
    offers = history.offers(stored_rows(db.session), on)
    if not coming and not offers:
        return None
    return {"coming": coming, "offers": list(offers), "ahead": AHEAD_DAYS}


PANEL = Panel("home", "law", LawPermission.CHANGE, "residents/law/home_panel.html", law_panel, 60)
