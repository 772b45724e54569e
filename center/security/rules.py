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

OK, WARN, REFUSED = "ok", "warn", "refused"

WARD = frozenset({"living", "clinic"})
"""Kinds of place where somebody bound to the ward may be."""
SHARED = frozenset({"classroom", "workshop", "yard", "visiting"})
"""Kinds of place where many meet."""
ENDED_BY_SCAN = frozenset({"work_outside"})
"""Causes of being out that stop with the scan at the gate; all others bear on the term and need a record."""


@dataclass(frozen=True, slots=True)
class ScanFacts:
    """What is known when a badge is held to a post, as it was at ``happened_at``."""

    known: bool
    """The token, or the code that was typed, leads to somebody."""
    by_code: bool
    """The person's code was typed instead of a badge."""
    badge_valid: bool
    has_left: bool
    """The stay had ended."""
    admitted_at: datetime | None
    happened_at: datetime
    now: datetime
    out_cause: str | None
    """Cause for which the person was out; None when present."""
    location_before: int | None
    location_after: int
    location_kind: str
    """Kind of the post's place (``LocationKind``)."""
    other_zone: bool
    """The post leads to a living area that is not the person's own."""
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
    the return is an act of the duty commander with its own record. A warning moves the person, because
    that is where the person is; somebody whom the books have out is not moved, the books come first.
    """
    refusal = _refusal(facts)
    if refusal is not None:
        return Decision(REFUSED, refusal, moves=False)
    if facts.out_cause is not None and facts.out_cause not in ENDED_BY_SCAN:
        return Decision(WARN, "security.back_without_record", moves=False)
    moves = facts.out_cause is not None or facts.location_before != facts.location_after
    heed = _heed(facts, moves=moves)
    if heed is not None:
        return Decision(WARN, heed, moves)
    return Decision(OK, "security.passed" if moves else "security.already_here", moves)


def _refusal(facts: ScanFacts) -> str | None:
    if not facts.known:
        return "security.badge_unknown"
    if facts.happened_at > facts.now + CLOCK_SKEW:
        return "security.scan_in_future"
    if facts.now - facts.happened_at > OLDEST_SCAN:
        return "security.scan_too_old"
    if facts.admitted_at is not None and facts.happened_at < facts.admitted_at:
        return "security.scan_before_admission"
    if facts.has_left:
        return "security.stay_ended"
    if facts.out_cause == "escape":
        return "security.escaped_person"  # whatever the state of the badge: this is the alarm
    if not facts.badge_valid:
        return "security.badge_revoked"
    return None


def _heed(facts: ScanFacts, *, moves: bool) -> str | None:
    """Return the gravest thing to heed where the person is now."""
    outside_ward = facts.location_kind not in WARD
    if "ward_only" in facts.restrictions and (outside_ward or facts.other_zone):
        return "security.ward_only"
    if "isolation" in facts.restrictions and (outside_ward or facts.other_zone):
        return "security.isolation"
    if "keep_apart" in facts.restrictions and facts.location_kind in SHARED:
        return "security.keep_apart"
    if "no_labour" in facts.restrictions and facts.location_kind == "workshop":
        return "security.no_labour"
    if facts.other_zone:
        return "security.other_zone"
    if "escort" in facts.restrictions and (moves or outside_ward):
        return "security.needs_escort"
    if facts.by_code:
        return "security.without_badge"
    return None


def moment_of(happened_at: datetime, now: datetime) -> datetime:
    """Return the instant to record: a device whose clock runs a little ahead must not write into the future."""
    return min(happened_at, now) if happened_at <= now + CLOCK_SKEW else happened_at


def is_late(happened_at: datetime, now: datetime) -> bool:
    """Tell whether a scan reached the server late (it waited on a device)."""
    return now - happened_at > LATE_AFTER
