"""A parameter's value, validity and certainty as a person reads them."""

from __future__ import annotations

from decimal import Decimal

from center.i18n import gettext as _
from center.legal.rules import Basis, Parameter, Value
from center.residents.law.labels import CODES, CONFIDENCE_LABELS, COUNTED, PLAIN_YES_NO, UNITS, YES_NO
from center.ui.filters import format_date, format_number


def yes_no_of(name: str) -> tuple[str, str]:
    """Return what yes and no mean for a parameter."""
    return YES_NO.get(name) or (COUNTED if name.endswith("counts") else PLAIN_YES_NO)


def value_in_words(name: str, value: Value, unit: str) -> str:
    """Return ``value`` with its unit, as one reads it: "24 tháng", "50 %", "được tính"."""
    if isinstance(value, bool):
        return str(yes_no_of(name)[0 if value else 1])
    if isinstance(value, tuple):
        text = ", ".join(_coded(name, item) for item in value)
    elif isinstance(value, str):
        if unit == "month_day" and (parts := value.split("-"))[1:]:
            return f"{parts[1]}/{parts[0]}"
        return _coded(name, value)
    elif unit == "ratio":
        return f"{format_number((Decimal(value) * 100).normalize())} %"
    else:
        text = format_number(value)
    return f"{text} {UNITS.get(unit, unit)}".strip()


def said(row: Parameter) -> str:
    """Return what ``row`` says."""
    return value_in_words(row.name, row.value, row.unit)


def validity(row: Parameter) -> str:
    """Return "từ 01/07/2026" or "01/01/2022 – 30/06/2026"; of a term rule, the days of the decisions it binds."""
    if row.valid_to is None:
        text = _("từ %(day)s", day=format_date(row.valid_from))
    else:
        text = f"{format_date(row.valid_from)} – {format_date(row.valid_to)}"
    return _("quyết định %(days)s", days=text) if row.basis is Basis.STAY else text


def certainty(row: Parameter) -> tuple[str, str, str]:
    """Return how sure a row is, its state colour, and who confirmed it or why it is doubtful (may be empty)."""
    if row.confirmed_on is not None:
        return _("đã đối chiếu"), "ok", f"{row.confirmed_by}, {format_date(row.confirmed_on)}"
    words = str(CONFIDENCE_LABELS[row.confidence])
    return (words, "info", "") if row.is_verified else (_("chưa đối chiếu"), "warn", words)


def _coded(name: str, value: str) -> str:
    return str(CODES.get(name, {}).get(value, value))
