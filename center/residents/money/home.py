"""What the first page shows of money and things in custody to those who keep them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from center.clock import today
from center.residents.money.box import first_open_day
from center.residents.money.permissions import MoneyPermission
from center.residents.money.queries import AccountFilter, accounts
from center.residents.property.queries import StoreFilter, store, unsettled_contraband
from center.ui.panels import Panel


def custody_day() -> Mapping[str, Any] | None:
    """Return what is overdue: a day that was not closed, what people left behind, contraband without its record."""
    on, first = today(), first_open_day()
    _lines, people, money = accounts(AccountFilter(ended=True), offset=0, limit=0)
    _items, things = store(StoreFilter(ended=True), offset=0, limit=0)
    return {
        "today": on,
        "open_day": first if first is not None and first < on else None,
        "people": people,
        "money": money,
        "things": things,
        "finds": unsettled_contraband(),
    }


PANELS = (
    Panel("home", "residents-custody", MoneyPermission.ENTER, "residents/home/custody.html", custody_day, 30),
)
