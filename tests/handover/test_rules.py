"""When a stay may be handed over, and which paper its end asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from center.errors import RuleViolation
from center.handover.limits import first_paper_day, notice_rule, release_limits
from center.handover.rules import (
    EndFacts,
    Weight,
    aftercare_years,
    check_paper,
    check_release,
    end_of,
    open_checks,
    paper_kind,
    paper_signed_on,
    readiness,
    required_stages,
)
from center.legal.catalogue import shipped_parameters
from center.legal.rules import ParameterBook

LAST = date(2026, 11, 22)
READY = EndFacts(
    kind="compulsory",
    rule_set="R2026",
    last_day=LAST,
    stages_begun=("reception", "detox", "education", "labour", "reintegration"),
    has_photo=True,
    has_identity_number=True,
    has_contact=True,
    has_plan=True,
    goals_graded=4,
    needs_stated=True,
    noticed_on=LAST - timedelta(days=30),
    notice_stale=False,
    belongings_left=0,
    money_left=0,
    open_absence=None,
    detox_completed=True,
    paper_issued=True,
    packet_built=True,
)


@pytest.fixture(scope="module")
def book() -> ParameterBook:
    return ParameterBook(shipped_parameters())


def test_a_stay_with_everything_lacks_nothing(book: ParameterBook) -> None:
    assert not open_checks(readiness(READY, release_limits(book, LAST)))


@pytest.mark.parametrize(
    ("changes", "code", "weight"),
    [
        ({"has_identity_number": False}, "identity", Weight.WARNS),
        ({"has_photo": False}, "photo", Weight.WARNS),
        ({"has_contact": False}, "contact", Weight.WARNS),
        ({"detox_completed": False}, "detox", Weight.WARNS),
        ({"has_plan": False}, "plan", Weight.NEEDED),
        ({"goals_graded": 3}, "goals", Weight.WARNS),
        ({"needs_stated": False}, "needs", Weight.WARNS),
        ({"open_absence": "escape"}, "absence", Weight.STOPS),
        ({"belongings_left": 1}, "belongings", Weight.NEEDED),
        ({"money_left": 5000}, "money", Weight.NEEDED),
        ({"paper_issued": False}, "paper", Weight.NEEDED),
        ({"packet_built": False}, "packet", Weight.NEEDED),
        ({"noticed_on": LAST - timedelta(days=29)}, "notice_in_time", Weight.WARNS),
        ({"stages_begun": ("reception", "detox", "education", "labour")}, "stages", Weight.WARNS),
    ],
)
def test_each_missing_thing_is_told_alone(
    book: ParameterBook, changes: dict[str, Any], code: str, weight: Weight
) -> None:
    missing = open_checks(readiness(replace(READY, **changes), release_limits(book, LAST)))
    assert [(check.code, check.weight) for check in missing] == [(code, weight)]


def test_without_a_notice_both_its_checks_are_open_and_name_the_rule(book: ParameterBook) -> None:
    facts = replace(READY, noticed_on=None, notice_stale=True)
    missing = open_checks(readiness(facts, release_limits(book, LAST)))
    assert [check.code for check in missing] == ["notice", "notice_in_time"]
    assert missing[0].missing == ("stale",)
    assert missing[0].due_on == date(2026, 10, 23)
    assert missing[0].source == "Nghị định 163/2026/NĐ-CP, điều 97.1, 123.1"


def test_custody_has_no_term_to_end() -> None:
    (check,) = readiness(replace(READY, kind="custody", last_day=None), None)
    assert (check.code, check.blocking) == ("term", True)


@pytest.mark.parametrize(
    ("kind", "rule_set", "count"),
    [
        ("compulsory", "R2022", 5),
        ("minor", "R2022", 5),
        ("voluntary", "R2022", 3),
        ("voluntary", "R2026", 5),
        ("compulsory", "R2026", 5),
    ],
)
def test_the_stages_a_stay_must_have_seen(kind: str, rule_set: str, count: int) -> None:
    assert len(required_stages(kind, rule_set)) == count


@pytest.mark.parametrize(
    ("last_day", "due_on", "days"),
    [
        (date(2026, 11, 22), date(2026, 10, 23), 30),
        (date(2026, 6, 30), date(2026, 6, 15), 15),
        # the deadline lay in June, under the older law
        (date(2026, 7, 10), date(2026, 6, 25), 15),
        (date(2026, 7, 15), date(2026, 6, 30), 15),
        # 15 days before lies in July, 30 days before in June: the new law's first day
        (date(2026, 7, 16), date(2026, 7, 1), 15),
        (date(2026, 7, 30), date(2026, 7, 1), 29),
        (date(2026, 7, 31), date(2026, 7, 1), 30),
    ],
)
def test_the_deadline_of_the_notice_follows_the_law_in_force_on_it(
    book: ParameterBook, last_day: date, due_on: date, days: int
) -> None:
    rule = notice_rule(book, last_day)
    assert rule is not None
    assert (rule.due_on, rule.days_before) == (due_on, days)


def test_before_the_first_law_no_deadline_is_known(book: ParameterBook) -> None:
    assert notice_rule(book, date(2021, 6, 1)) is None


@pytest.mark.parametrize(
    ("kind", "signed_on", "form"),
    [
        ("compulsory", date(2026, 6, 30), "46"),
        ("compulsory", date(2026, 7, 1), "50"),
        ("minor", date(2026, 6, 30), "46"),
        ("minor", date(2026, 7, 1), "50"),
        ("voluntary", date(2026, 6, 30), "26b"),
        ("voluntary", date(2026, 7, 1), "30"),
    ],
)
def test_the_day_of_signing_decides_the_form(kind: str, signed_on: date, form: str) -> None:
    assert paper_kind(kind, signed_on) == form


@pytest.mark.parametrize(
    ("today", "last_day", "ended_on", "signed_on"),
    [
        (date(2026, 11, 21), LAST, None, date(2026, 11, 21)),
        (date(2026, 11, 25), LAST, None, LAST),
        (date(2026, 11, 25), date(2026, 6, 30), date(2026, 6, 30), date(2026, 6, 30)),
        (date(2026, 11, 25), date(2026, 8, 1), date(2026, 6, 20), date(2026, 6, 20)),
        (date(2026, 11, 25), date(2026, 6, 30), date(2026, 7, 2), date(2026, 6, 30)),
    ],
)
def test_a_late_paper_bears_the_day_of_the_end(
    today: date, last_day: date, ended_on: date | None, signed_on: date
) -> None:
    assert paper_signed_on(today, last_day, ended_on) == signed_on
    assert end_of(last_day, ended_on) >= signed_on


@pytest.mark.parametrize(
    ("today", "refused"),
    [
        (LAST - timedelta(days=2), True),
        (LAST - timedelta(days=1), False),
        (LAST, False),
        (date(2027, 1, 1), False),
    ],
)
def test_the_paper_is_issued_in_the_last_24_hours(book: ParameterBook, today: date, refused: bool) -> None:
    limits = release_limits(book, LAST)
    assert first_paper_day(LAST, limits) == date(2026, 11, 21)
    if refused:
        with pytest.raises(RuleViolation, match="paper_too_early"):
            check_paper("compulsory", today, LAST, None, None, limits)
    else:
        check_paper("compulsory", today, LAST, None, None, limits)


def test_before_the_new_law_the_paper_is_for_the_last_day(book: ParameterBook) -> None:
    last = date(2026, 6, 30)
    limits = release_limits(book, last)
    with pytest.raises(RuleViolation, match="paper_too_early"):
        check_paper("compulsory", date(2026, 6, 29), last, None, None, limits)
    check_paper("compulsory", last, last, None, None, limits)


def test_who_was_exempted_has_the_paper_earlier_and_who_was_moved_or_died_has_none(
    book: ParameterBook,
) -> None:
    limits = release_limits(book, LAST)
    early = LAST - timedelta(days=100)
    check_paper("compulsory", early, LAST, early, "exempted", limits)
    for reason in ("transferred", "died"):
        with pytest.raises(RuleViolation, match="not_completed"):
            check_paper("compulsory", early, LAST, early, reason, limits)
    with pytest.raises(RuleViolation, match="no_term"):
        check_paper("custody", early, None, None, None, limits)


@pytest.mark.parametrize(
    ("today", "reason", "changes", "explanation", "code"),
    [
        (LAST, "completed", {}, "", None),
        (LAST + timedelta(days=1), "completed", {}, "", None),
        (LAST - timedelta(days=1), "completed", {}, "", "too_early"),
        (LAST - timedelta(days=1), "completed", {}, "vì tôi muốn thế", "too_early"),
        (LAST, "completed", {"belongings_left": 1}, "", "not_ready"),
        (LAST, "completed", {"belongings_left": 1}, "gia đình nhận sau", None),
        (LAST, "completed", {"has_plan": False}, "", "not_ready"),
        (LAST, "completed", {"noticed_on": None}, "", "not_ready"),
        (LAST, "completed", {"has_photo": False}, "", None),
        (LAST, "completed", {"open_absence": "escape"}, "vẫn cho ra", "not_here"),
        (LAST - timedelta(days=90), "exempted", {}, "", "decision_needed"),
        (LAST - timedelta(days=90), "exempted", {}, "12/QĐ-TA ngày 01/08/2026", None),
        (LAST - timedelta(days=90), "transferred", {}, "  ", "decision_needed"),
        (LAST - timedelta(days=90), "died", {}, "", None),
    ],
)
def test_who_may_be_let_go(
    book: ParameterBook,
    today: date,
    reason: str,
    changes: dict[str, Any],
    explanation: str,
    code: str | None,
) -> None:
    checks = readiness(replace(READY, **changes), release_limits(book, LAST))
    if code is None:
        check_release(today, LAST, reason, checks, explanation)
    else:
        with pytest.raises(RuleViolation) as refused:
            check_release(today, LAST, reason, checks, explanation)
        assert refused.value.code == f"handover.{code}"


def test_nobody_completes_without_a_term() -> None:
    checks = readiness(replace(READY, kind="custody", last_day=None), None)
    with pytest.raises(RuleViolation, match="no_term"):
        check_release(LAST, None, "completed", checks, "")


@pytest.mark.parametrize(("kind", "years"), [("compulsory", 2), ("minor", 1), ("voluntary", 1)])
def test_years_of_management_after_the_end(kind: str, years: int) -> None:
    assert aftercare_years(kind, voluntary_or_minor=1, adult_compulsory=2) == years
