"""What the law of a day says about the end of a term: deadline of the notice, window of the paper. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from center.legal.rules import ParameterBook


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """How early the notice of the coming end must be out."""

    days_before: int
    due_on: date
    """Last day in time."""
    source: str


@dataclass(frozen=True, slots=True)
class ReleaseLimits:
    """Limits of the release of one stay."""

    notice: NoticeRule | None
    """None where no rule says."""
    paper_hours_before: int | None
    """The completion paper may be issued in so many last hours (Decree 163/2026 arts 97.2, 123.2)."""
    paper_source: str


def notice_rule(book: ParameterBook, last_day: date) -> NoticeRule | None:
    """Return the deadline of the notice for a term that ends with ``last_day``.

    The law in force on the deadline itself counts: an end in July 2026 had its deadline in June, under the
    15 days of Decree 116/2021. Where the newer law's deadline fell before the law and the older one's after
    it, its first day is the deadline. None before the first law.
    """
    name = "release.notice_days_before"
    day = last_day
    while (row := book.find_or_none(name, day)) is not None:
        due = last_day - timedelta(days=book.value_int(name, on=day))
        if row.in_force(due):
            return NoticeRule((last_day - due).days, due, row.source)
        earlier = book.find_or_none(name, row.valid_from - timedelta(days=1))
        if earlier is None:
            return NoticeRule((last_day - due).days, due, row.source)
        days = book.value_int(name, on=row.valid_from - timedelta(days=1))
        if last_day - timedelta(days=days) >= row.valid_from:
            return NoticeRule((last_day - row.valid_from).days, row.valid_from, row.source)
        day = row.valid_from - timedelta(days=1)
    return None


def release_limits(book: ParameterBook, last_day: date) -> ReleaseLimits:
    """Return the limits of a release on ``last_day``."""
    name = "release.paper_issue_window"
    row = book.find_or_none(name, last_day)
    return ReleaseLimits(
        notice=notice_rule(book, last_day),
        paper_hours_before=book.value_int(name, on=last_day) if row else None,
        paper_source=row.source if row else "",
    )


def first_paper_day(last_day: date, limits: ReleaseLimits) -> date | None:
    """Return the first local day inside the last hours in which the completion paper may be issued.

    The term ends with its last day, so the last 24 hours before the end lie in that day and its eve.
    """
    if limits.paper_hours_before is None:
        return None
    return last_day - timedelta(days=limits.paper_hours_before // 24)
