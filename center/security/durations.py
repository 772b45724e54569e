"""Spans of time as a guard reads them. Pure."""

from __future__ import annotations

from datetime import timedelta

from center.i18n import gettext as _

MINUTE, HOUR, DAY = 60, 3600, 86400


def span(length: timedelta) -> str:
    """Return two units at most: "3 ngày 4 giờ", "5 giờ 20 phút", "12 phút"; a negative span as its length."""
    seconds = abs(int(length.total_seconds()))
    days, hours, minutes = seconds // DAY, seconds % DAY // HOUR, seconds % HOUR // MINUTE
    if days:
        return (
            _("%(days)s ngày %(hours)s giờ", days=days, hours=hours)
            if hours
            else _("%(days)s ngày", days=days)
        )
    if hours and minutes:
        return _("%(hours)s giờ %(minutes)s phút", hours=hours, minutes=minutes)
    if hours:
        return _("%(hours)s giờ", hours=hours)
    return _("%(minutes)s phút", minutes=minutes)
