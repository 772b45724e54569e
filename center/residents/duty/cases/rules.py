"""What a case must say. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from center.errors import RuleViolation


def check_case(
    kind: str,
    happened_at: datetime,
    *,
    has_stay: bool,
    requester: str,
    act_days: int | None,
    allowed_days: Collection[int],
    now: datetime,
) -> None:
    """Refuse a case in the future, a request without who asks, or one whose time the law does not name."""
    if happened_at > now:
        raise RuleViolation("duties.case_in_future", field="happened_at")
    if kind in {"data_request", "funeral_request"} and not requester.strip():
        raise RuleViolation("duties.requester_missing", field="requester")
    if kind == "funeral_request" and not has_stay:
        raise RuleViolation("duties.stay_missing", field="code")
    if kind == "data_request" and act_days not in allowed_days:
        raise RuleViolation("duties.act_days", field="act_days")
