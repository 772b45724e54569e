"""When an escape may be declared, notified and ended, and until when the police must know. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from center.errors import RuleViolation
from center.security.outings.rules import LastSeen, check_back, check_not_seen_later, check_past
from center.vietnamese import fold

GROUP_FROM = 2
"""An escape of this many together is one of the gravest incidents."""


def check_escape(
    person: str, left_at: datetime, discovered_at: datetime, seen: LastSeen | None, *, now: datetime
) -> None:
    """Refuse an escape that was discovered before it happened, is open already, or precedes the last sighting.

    Escaping from a hospital or from leave is an escape like any other.
    """
    check_past(discovered_at, now, "discovered_at")
    if discovered_at < left_at:
        raise RuleViolation("security.discovered_before", field="discovered_at")
    if seen is None:
        return
    if seen.out_cause == "escape":
        raise RuleViolation("security.escape_open", field="people", person=person, since=seen.at)
    check_not_seen_later(person, left_at, seen)


def check_return(left_at: datetime, back_at: datetime, *, is_open: bool, now: datetime) -> None:
    """Refuse a return without an escape, before it, or in the future."""
    if not is_open:
        raise RuleViolation("security.no_open_escape")
    check_past(back_at, now, "happened_at")
    check_back(left_at, back_at, "happened_at")


def check_notice(left_at: datetime, sent_at: datetime, *, now: datetime) -> None:
    """Refuse a notice sent before the escape, or in the future."""
    check_past(sent_at, now, "sent_at")
    if sent_at < left_at:
        raise RuleViolation("security.notice_before_escape", field="sent_at", left_at=left_at)


def notify_deadline(discovered_at: datetime, within_hours: int | None) -> datetime | None:
    """Return until when the commune police that made the file must know; None where the law sets no hour.

    Source: Law 120/2025 art. 46.2.i (parameter ``escape.notify_within``).
    """
    return None if within_hours is None else discovered_at + timedelta(hours=within_hours)


def check_family_told(recipient: str, secret_names: Iterable[str]) -> None:
    """Refuse to write down as told whom the file says must not be told; names are compared without accents."""
    said = f" {fold(recipient)} "
    for name in secret_names:
        if f" {fold(name)} " in said:
            raise RuleViolation("security.not_to_be_told", field="recipient", name=name)
