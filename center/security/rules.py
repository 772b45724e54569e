"""What a post answers to a badge. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

CLOCK_SKEW = timedelta(minutes=2)
"""A phone's clock may run ahead of the server's by this much."""
OLDEST_SCAN = timedelta(days=7)
"""A scan kept on a device longer than this is a sign of a fault a person must look at."""
LATE_AFTER = timedelta(minutes=5)
"""A scan that arrives this long after it was made is marked as late."""


@dataclass(frozen=True, slots=True)
class ScanFacts:
    """What is known when a badge is held to a post."""

    token_known: bool
    badge_valid: bool
    stay_open: bool
    admitted_at: datetime | None
    happened_at: datetime
    now: datetime
    out_cause: str | None
    """Cause for which the person was out at ``happened_at``; None when present."""
    location_before: int | None
    location_after: int
    clinic_or_living: bool
    """True when the post leads to a living area or the clinic."""
    restrictions: frozenset[str]
    """Kinds in force on that day."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer: outcome, why, and whether the person is now at the post's place."""

    outcome: str
    """``ok`` | ``warn`` | ``refused``."""
    code: str
    moves: bool


def decide(facts: ScanFacts) -> Decision:
    """Return what the post answers.

    A refused scan moves nobody. An escaped person seen at a post is an alarm, never a silent return:
    the return is an act of the duty commander with its own record.
    """
    if not facts.token_known:
        return Decision("refused", "security.badge_unknown", False)
    if not facts.badge_valid:
        return Decision("refused", "security.badge_revoked", False)
    if not facts.stay_open:
        return Decision("refused", "security.stay_ended", False)
    if facts.happened_at > facts.now + CLOCK_SKEW:
        return Decision("refused", "security.scan_in_future", False)
    if facts.now - facts.happened_at > OLDEST_SCAN:
        return Decision("refused", "security.scan_too_old", False)
    if facts.admitted_at is not None and facts.happened_at < facts.admitted_at:
        return Decision("refused", "security.scan_before_admission", False)
    if facts.out_cause == "escape":
        return Decision("refused", "security.escaped_person", False)
    if facts.out_cause is not None:
        return Decision("warn", "security.back_without_record", False)
    if facts.location_before == facts.location_after:
        return Decision("ok", "security.already_here", False)
    if "ward_only" in facts.restrictions and not facts.clinic_or_living:
        return Decision("warn", "security.ward_only", True)
    if "escort" in facts.restrictions:
        return Decision("warn", "security.needs_escort", True)
    return Decision("ok", "security.passed", True)


def is_late(happened_at: datetime, now: datetime) -> bool:
    """Tell whether a scan reached the server late (it waited on a device)."""
    return now - happened_at > LATE_AFTER
