"""What a post answers: the table of cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from center.security.answers import WORDS
from center.security.rules import CLOCK_SKEW, OLDEST_SCAN, Decision, ScanFacts, decide, is_late, moment_of

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
HOME, CLASS = 1, 2

USUAL = ScanFacts(
    known=True,
    by_code=False,
    badge_valid=True,
    has_left=False,
    admitted_at=NOW - timedelta(days=30),
    happened_at=NOW,
    now=NOW,
    out_cause=None,
    location_before=HOME,
    location_after=CLASS,
    location_kind="classroom",
    other_zone=False,
    restrictions=frozenset(),
)


def of(*kinds: str) -> frozenset[str]:
    return frozenset(kinds)


CASES: list[tuple[str, dict[str, object], str, str, bool]] = [
    ("a badge at a door", {}, "ok", "passed", True),
    ("the same door again", {"location_before": CLASS}, "ok", "already_here", False),
    ("nobody's badge", {"known": False}, "refused", "badge_unknown", False),
    ("a revoked badge", {"badge_valid": False}, "refused", "badge_revoked", False),
    ("a person who was released", {"has_left": True, "badge_valid": False}, "refused", "stay_ended", False),
    ("an escaped person", {"out_cause": "escape"}, "refused", "escaped_person", False),
    (
        "an escaped person with an old badge",
        {"out_cause": "escape", "badge_valid": False},
        "refused",
        "escaped_person",
        False,
    ),
    ("somebody in hospital", {"out_cause": "hospital"}, "warn", "back_without_record", False),
    ("somebody before the court", {"out_cause": "court"}, "warn", "back_without_record", False),
    ("somebody at a funeral", {"out_cause": "funeral"}, "warn", "back_without_record", False),
    ("back from work outside", {"out_cause": "work_outside", "location_before": None}, "ok", "passed", True),
    ("the edge of the clock's skew", {"happened_at": NOW + CLOCK_SKEW}, "ok", "passed", True),
    (
        "beyond the clock's skew",
        {"happened_at": NOW + CLOCK_SKEW + timedelta(seconds=1)},
        "refused",
        "scan_in_future",
        False,
    ),
    ("the oldest scan that counts", {"happened_at": NOW - OLDEST_SCAN}, "ok", "passed", True),
    (
        "a scan kept too long",
        {"happened_at": NOW - OLDEST_SCAN - timedelta(seconds=1)},
        "refused",
        "scan_too_old",
        False,
    ),
    ("the moment of admission", {"admitted_at": NOW}, "ok", "passed", True),
    (
        "before the admission",
        {"admitted_at": NOW + timedelta(seconds=1)},
        "refused",
        "scan_before_admission",
        False,
    ),
    ("bound to the ward, in class", {"restrictions": of("ward_only")}, "warn", "ward_only", True),
    (
        "bound to the ward, in the clinic",
        {"restrictions": of("ward_only"), "location_kind": "clinic"},
        "ok",
        "passed",
        True,
    ),
    (
        "bound to the ward, at home",
        {"restrictions": of("ward_only"), "location_kind": "living"},
        "ok",
        "passed",
        True,
    ),
    (
        "bound to the ward, in another zone",
        {"restrictions": of("ward_only"), "location_kind": "living", "other_zone": True},
        "warn",
        "ward_only",
        True,
    ),
    (
        "bound to the ward and still in class",
        {"restrictions": of("ward_only"), "location_before": CLASS},
        "warn",
        "ward_only",
        False,
    ),
    ("another zone", {"location_kind": "living", "other_zone": True}, "warn", "other_zone", True),
    ("to be escorted, on the way", {"restrictions": of("escort")}, "warn", "needs_escort", True),
    (
        "to be escorted, back home",
        {"restrictions": of("escort"), "location_kind": "living"},
        "warn",
        "needs_escort",
        True,
    ),
    (
        "to be escorted, at home already",
        {
            "restrictions": of("escort"),
            "location_kind": "living",
            "location_before": CLASS,
            "location_after": CLASS,
        },
        "ok",
        "already_here",
        False,
    ),
    ("kept apart, in class", {"restrictions": of("keep_apart")}, "warn", "keep_apart", True),
    ("isolated, in class", {"restrictions": of("isolation")}, "warn", "isolation", True),
    (
        "isolated, at the clinic",
        {"restrictions": of("isolation"), "location_kind": "clinic"},
        "ok",
        "passed",
        True,
    ),
    (
        "isolated, in another zone",
        {"restrictions": of("isolation"), "location_kind": "living", "other_zone": True},
        "warn",
        "isolation",
        True,
    ),
    (
        "kept apart, in the clinic",
        {"restrictions": of("keep_apart"), "location_kind": "clinic"},
        "ok",
        "passed",
        True,
    ),
    ("no labour, in class", {"restrictions": of("no_labour")}, "ok", "passed", True),
    (
        "no labour, in a workshop",
        {"restrictions": of("no_labour"), "location_kind": "workshop"},
        "warn",
        "no_labour",
        True,
    ),
    (
        "light labour, in a workshop",
        {"restrictions": of("light_labour"), "location_kind": "workshop"},
        "ok",
        "passed",
        True,
    ),
    (
        "the gravest of several",
        {"restrictions": of("escort", "ward_only", "no_labour")},
        "warn",
        "ward_only",
        True,
    ),
    ("without a badge", {"by_code": True}, "warn", "without_badge", True),
    (
        "without a badge and to be escorted",
        {"by_code": True, "restrictions": of("escort")},
        "warn",
        "needs_escort",
        True,
    ),
]


@pytest.mark.parametrize(
    ("changes", "outcome", "code", "moves"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_a_post_answers(changes: dict[str, object], outcome: str, code: str, moves: bool) -> None:
    assert decide(replace(USUAL, **changes)) == Decision(outcome, f"security.{code}", moves)  # type: ignore[arg-type]


def test_every_answer_has_words() -> None:
    assert {f"security.{case[3]}" for case in CASES} == set(WORDS)


def test_a_clock_that_runs_ahead_does_not_write_into_the_future() -> None:
    assert moment_of(NOW + timedelta(minutes=1), NOW) == NOW
    assert moment_of(NOW - timedelta(hours=1), NOW) == NOW - timedelta(hours=1)
    beyond = NOW + timedelta(hours=1)
    assert moment_of(beyond, NOW) == beyond


def test_a_scan_is_late_after_five_minutes() -> None:
    assert not is_late(NOW - timedelta(minutes=5), NOW)
    assert is_late(NOW - timedelta(minutes=5, seconds=1), NOW)
