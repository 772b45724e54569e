"""Where a reward or a discipline stands, and what may be decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from center.errors import RuleViolation
from center.residents.conduct.rules import (
    Course,
    Standing,
    Terms,
    check_proposal,
    check_review,
    check_terms,
    standing,
)

TODAY = date(2026, 11, 22)
SEPARATION = Course(
    is_reward=False,
    decided=True,
    granted=True,
    starts_on=date(2026, 11, 10),
    ends_on=date(2026, 11, 30),
    review_on=date(2026, 11, 17),
)


@pytest.mark.parametrize(
    ("course", "on", "expected"),
    [
        (Course(is_reward=True), TODAY, Standing.PROPOSED),
        (Course(is_reward=True, decided=True), TODAY, Standing.REFUSED),
        (Course(is_reward=True, decided=True, granted=True), TODAY, Standing.AWARDED),
        (Course(is_reward=True, decided=True, taken_back=True), TODAY, Standing.TAKEN_BACK),
        (SEPARATION, date(2026, 11, 9), Standing.AHEAD),
        (SEPARATION, date(2026, 11, 10), Standing.IN_FORCE),
        (SEPARATION, date(2026, 11, 16), Standing.IN_FORCE),
        (SEPARATION, date(2026, 11, 17), Standing.REVIEW_DUE),
        (SEPARATION, date(2026, 11, 30), Standing.REVIEW_DUE),
        (SEPARATION, date(2026, 12, 1), Standing.OVER),
        (replace(SEPARATION, review_on=date(2026, 11, 24)), date(2026, 11, 22), Standing.IN_FORCE),
        (replace(SEPARATION, review_on=None, ended_on=date(2026, 11, 20)), date(2026, 11, 19), Standing.IN_FORCE),
        (replace(SEPARATION, review_on=None, ended_on=date(2026, 11, 20)), date(2026, 11, 20), Standing.OVER),
        (replace(SEPARATION, ends_on=None, review_on=date(2026, 12, 1)), date(2027, 1, 1), Standing.REVIEW_DUE),
    ],
)  # fmt: skip
def test_a_discipline_runs_from_its_first_to_its_last_day(
    course: Course, on: date, expected: Standing
) -> None:
    assert standing(course, on) is expected


PROPOSAL: dict[str, Any] = {
    "is_reward": True,
    "deed": "Cứu người đuối nước",
    "happened_on": TODAY,
    "merit": True,
    "proof": "Biên bản 3/BB",
    "admitted_on": date(2026, 1, 1),
    "today": TODAY,
}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"deed": ""}, "deed_needed"),
        ({"happened_on": date(2025, 12, 31)}, "deed_day"),
        ({"happened_on": date(2026, 11, 23)}, "deed_day"),
        ({"proof": ""}, "proof_needed"),
        ({"is_reward": False}, "merit_is_reward"),
    ],
)
def test_a_proposal_says_what_was_done_when_and_proves_a_merit(changes: dict[str, Any], code: str) -> None:
    check_proposal(**PROPOSAL)
    with pytest.raises(RuleViolation) as refusal:
        check_proposal(**{**PROPOSAL, **changes})
    assert refusal.value.code == f"conduct.{code}"


REWARD = Terms(decided_on=TODAY, decided_by="Mai Thị Quyết", form="Giấy khen")
WARNING = Terms(decided_on=TODAY, decided_by="Mai Thị Quyết", starts_on=TODAY, ends_on=date(2027, 2, 22))
SEPARATE = replace(WARNING, ends_on=None, review_on=date(2026, 11, 29))


@pytest.mark.parametrize(
    ("kind", "terms", "code"),
    [
        ("occasional", REWARD, None),
        ("occasional", replace(REWARD, form=""), "form_needed"),
        ("occasional", replace(REWARD, merit=True), "proof_needed"),
        ("occasional", replace(REWARD, decided_by=""), "decider_needed"),
        ("periodic", replace(REWARD, decided_on=date(2026, 11, 23)), "decision_day"),
        ("periodic", replace(REWARD, decided_on=date(2026, 11, 19)), "decision_day"),
        ("warning", WARNING, None),
        ("criticism", replace(WARNING, starts_on=None), "start_needed"),
        ("criticism", replace(WARNING, ends_on=None), "end_needed"),
        ("warning", replace(WARNING, starts_on=date(2026, 11, 21)), "starts_before_decision"),
        ("warning", replace(WARNING, ends_on=date(2026, 11, 21)), "reversed"),
        ("separation", SEPARATE, None),
        ("separation", replace(SEPARATE, review_on=None), "review_needed"),
        ("separation", replace(SEPARATE, review_on=TODAY), "review_day"),
        ("separation", replace(SEPARATE, ends_on=date(2026, 11, 25)), "review_day"),
    ],
)
def test_a_decision_says_what_it_must(kind: str, terms: Terms, code: str | None) -> None:
    def check() -> None:
        check_terms(
            terms,
            kind=kind,
            is_reward=kind in ("occasional", "periodic"),
            happened_on=date(2026, 11, 20),
            today=TODAY,
        )

    if code is None:
        check()
        return
    with pytest.raises(RuleViolation) as refusal:
        check()
    assert refusal.value.code == f"conduct.{code}"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reviewed_on": date(2026, 11, 9)}, "review_past"),
        ({"reviewed_on": date(2026, 11, 23)}, "review_past"),
        ({"finding": ""}, "finding_needed"),
        ({"next_review_on": date(2026, 11, 17)}, "review_day"),
        ({"next_review_on": date(2026, 12, 1)}, "review_day"),
    ],
)
def test_a_review_looks_at_the_time_since_the_last_one(changes: dict[str, Any], code: str) -> None:
    review: dict[str, Any] = {
        "since": date(2026, 11, 10),
        "ends_on": date(2026, 11, 30),
        "reviewed_on": date(2026, 11, 17),
        "next_review_on": date(2026, 11, 24),
        "finding": "Đã ổn định",
        "today": TODAY,
    }
    check_review(**review)
    check_review(**{**review, "next_review_on": None})
    with pytest.raises(RuleViolation) as refusal:
        check_review(**{**review, **changes})
    assert refusal.value.code == f"conduct.{code}"
