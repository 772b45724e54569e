"""How dates, instants, numbers and persons' plain facts are written on a Vietnamese screen.

All are Jinja filters of the same short names (``{{ stay.opened_on|date }}``). Empty in, empty out,
so that a page shows nothing rather than "None".
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from center.clock import LOCAL_ZONE, local_date, today
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l

SEXES: dict[str, str] = {"male": _l("Nam"), "female": _l("Nữ")}


def _local(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError(f"an instant must be aware: {value!r}")
    return value.astimezone(LOCAL_ZONE)


def format_date(value: date | datetime | None) -> str:
    """Return dd/mm/yyyy; an instant gives its local day. Raises ValueError for a naive instant."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = _local(value)
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def format_day_month(value: date | datetime | None) -> str:
    """Return dd/mm, for axes and columns whose year is plain from the context."""
    return format_date(value)[:5]


def format_time(value: datetime | None) -> str:
    """Return local HH:MM."""
    return "" if value is None else f"{_local(value):%H:%M}"


def format_datetime(value: datetime | None) -> str:
    """Return local dd/mm/yyyy HH:MM."""
    return "" if value is None else f"{format_date(value)} {format_time(value)}"


def format_iso(value: date | datetime | None) -> str:
    """Return the machine form for a ``<time datetime>`` attribute: local day, or instant with its offset."""
    if value is None:
        return ""
    return _local(value).isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


def format_number(value: int | float | Decimal | None, places: int | None = None) -> str:
    """Return 1.234,5: dots between thousands, a decimal comma.

    ``places`` fixes the digits after the comma; None keeps those the value has (a float at most six).
    """
    if value is None:
        return ""
    if places is not None:
        text = f"{value:,.{places}f}"
    elif isinstance(value, float):
        text = f"{value:,.6f}".rstrip("0").rstrip(".")
    elif isinstance(value, Decimal):
        text = f"{value:,f}"
    else:
        text = f"{value:,d}"
    return text.translate(str.maketrans(",.", ".,"))


def format_bytes(value: int | None) -> str:
    """Return a file size in B, KB or MB (1 KB = 1,024 B)."""
    if value is None:
        return ""
    if value < 1024:
        return f"{value} B"
    if value < 1024 * 1024:
        return f"{format_number(value / 1024, 0)} KB"
    return f"{format_number(value / (1024 * 1024), 1)} MB"


def sex_label(value: str | None) -> str:
    """Return Nam or Nữ for "male" or "female" (an enum member too); anything else is not stated."""
    return str(SEXES.get(str(value)) or _("Chưa rõ")) if value else ""


def age_on(born_on: date | None, on: date | None = None) -> str:
    """Return completed years of age on day ``on`` (default: the local day of the app's clock).

    A person born on 29 February completes a year on 1 March of a common year.
    """
    if born_on is None:
        return ""
    on = today() if on is None else on
    return str(on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day)))


def day_count(value: int | None) -> str:
    """Return "12 ngày"."""
    return "" if value is None else _("%(count)s ngày", count=format_number(value))


def days_until(value: date | datetime | None, on: date | None = None) -> str:
    """Return how far a day is from ``on`` (default today): "hôm nay", "còn 3 ngày", "quá 2 ngày"."""
    if value is None:
        return ""
    on = today() if on is None else on
    left = ((local_date(value) if isinstance(value, datetime) else value) - on).days
    if left == 0:
        return _("hôm nay")
    if left > 0:
        return _("còn %(count)s ngày", count=format_number(left))
    return _("quá %(count)s ngày", count=format_number(-left))


FILTERS: dict[str, Callable[..., str]] = {
    "date": format_date,
    "day_month": format_day_month,
    "time": format_time,
    "datetime": format_datetime,
    "iso": format_iso,
    "number": format_number,
    "bytes": format_bytes,
    "sex": sex_label,
    "age": age_on,
    "days": day_count,
    "days_until": days_until,
}
