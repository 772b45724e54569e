"""Deadlines of the release that follow from the law's numbers, for the page that changes one."""

from __future__ import annotations

from datetime import date

from center.handover.limits import first_paper_day, notice_rule, release_limits
from center.i18n import lazy_gettext as _l
from center.legal.rules import ParameterBook
from center.residents.law.clocks import Clock, StayFacts


def notice_due(facts: StayFacts, book: ParameterBook) -> date | None:
    """Return the last day in time for the notice of the coming end (form 51)."""
    rule = notice_rule(book, facts.last_day) if facts.last_day else None
    return rule.due_on if rule else None


def paper_from(facts: StayFacts, book: ParameterBook) -> date | None:
    """Return the first day on which the completion paper may be issued."""
    if facts.last_day is None:
        return None
    return first_paper_day(facts.last_day, release_limits(book, facts.last_day))


CLOCKS = (
    Clock(
        "handover.notice",
        _l("Thông báo sắp hoàn thành chậm nhất"),
        frozenset({"release.notice_days_before"}),
        notice_due,
        50,
    ),
    Clock(
        "handover.paper",
        _l("Cấp giấy xác nhận từ"),
        frozenset({"release.paper_issue_window"}),
        paper_from,
        60,
    ),
)
