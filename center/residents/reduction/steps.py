"""The order of a quarterly review: council, posting, sending, the court's answer. Pure."""

from __future__ import annotations

from datetime import date

from center.errors import RuleViolation
from center.legal.workdays.rules import WorkCalendar


def check_opening(*, enabled: bool, open_point: bool, reason: str, previous: date | None, on: date) -> None:
    """Refuse a review where the law of the day knows none, or one behind the last; an open point needs a reason."""
    if not enabled:
        raise RuleViolation("reduction.off", field="reviewed_on", day=on)
    if open_point and not reason:
        raise RuleViolation("reduction.open_point_reason", field="open_point_reason")
    if previous is not None and on < previous:
        raise RuleViolation("reduction.review_behind", field="reviewed_on", previous=previous)


def check_months(months: int, *, low: int, high: int) -> None:
    """Refuse months outside the range of the person."""
    if not low <= months <= high:
        raise RuleViolation("reduction.range", field="months", low=low, high=high, months=months)


def check_council(
    *, held_on: date, reviewed_on: date, today: date, number: str, members: bool, people: int
) -> None:
    """Refuse a council before the review or in the future, without number or members, or with nobody proposed."""
    if not reviewed_on <= held_on <= today:
        raise RuleViolation("reduction.meeting_day", field="held_on", reviewed=reviewed_on)
    if not number:
        raise RuleViolation("reduction.minutes_needed", field="minutes_number")
    if not members:
        raise RuleViolation("reduction.members_needed", field="members")
    if not people:
        raise RuleViolation("reduction.nobody_proposed")


def posting_ends(calendar: WorkCalendar, posted_from: date, days: int) -> date:
    """Return the first day on which a list posted on ``posted_from`` has hung out for ``days`` working days.

    The day of posting is not counted (Civil Code 91/2015 art. 147.2): of the readings the text allows, the longer.
    Source of the days: Decree 116/2021 art. 58.5.b.
    """
    return calendar.add(posted_from, days)


def check_posting(
    calendar: WorkCalendar, *, posted_from: date, posted_to: date, meeting_on: date, days: int
) -> None:
    """Refuse a posting before the council met, or one shorter than ``days`` working days."""
    if posted_from < meeting_on:
        raise RuleViolation("reduction.posted_early", field="posted_from", meeting=meeting_on)
    least = posting_ends(calendar, posted_from, days)
    if posted_to < least:
        raise RuleViolation("reduction.posting_short", field="posted_to", days=days, least=least)


def check_sending(*, sent_on: date, posted_to: date, today: date, unanswered: int, printed: bool) -> None:
    """Refuse to send while the list hangs out, an objection has no answer, or the papers are not made."""
    if not posted_to < sent_on <= today:
        raise RuleViolation("reduction.sent_early", field="sent_on", posted_to=posted_to)
    if unanswered:
        raise RuleViolation("reduction.unanswered", count=unanswered)
    if not printed:
        raise RuleViolation("reduction.not_printed")


def check_result(
    *,
    granted: bool,
    months: int | None,
    number: str,
    decided_on: date,
    sent_on: date | None,
    today: date,
    low: int,
    high: int,
) -> None:
    """Refuse a result before the list was sent, or older than it, without its number, or beyond the range."""
    if sent_on is None:
        raise RuleViolation("reduction.not_sent")
    if not sent_on <= decided_on <= today:
        raise RuleViolation("reduction.result_day", field="decided_on", sent=sent_on)
    if not number:
        raise RuleViolation("reduction.result_number", field="number")
    if granted:
        if months is None:
            raise RuleViolation("reduction.result_months", field="months")
        check_months(months, low=low, high=high)
