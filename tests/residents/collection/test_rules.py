"""What an information sheet may say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from center.errors import RuleViolation
from center.residents.collection.model import (
    Kin,
    RehabFacts,
    RehabMethod,
    RehabPlace,
    RelativeFacts,
    SheetFacts,
    SubstanceFacts,
    UsedSubstance,
    UseRoute,
    code_of,
)
from center.residents.collection.rules import check_reason, check_sheet, open_questions

DAY = date(2026, 11, 22)
PLAIN = SheetFacts(collected_on=DAY)
HEROIN = SubstanceFacts(UsedSubstance.OPIOID, "3", first_age=19)


def check(facts: SheetFacts) -> None:
    check_sheet(facts, born=date(1990, 2, 3), admitted_on=date(2026, 11, 21), today=DAY)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"collected_on": date(2026, 11, 20)}, "collection.day", "collected_on"),
        ({"collected_on": date(2026, 11, 23)}, "collection.day", "collected_on"),
        ({"chronic": "đang uống ARV"}, "collection.secret", "chronic"),
        ({"relatives": (RelativeFacts(Kin.FATHER, "A", 60, "khu HIV"),)}, "collection.secret", "relatives"),
        ({"body_what": "Viêm gan B"}, "collection.contradiction", "body_illness"),
        ({"body_illness": False, "body_found": "2019"}, "collection.contradiction", "body_illness"),
        ({"family_count": 2}, "collection.contradiction", "family_illness"),
        ({"systolic": 120}, "collection.pressure_half", "diastolic"),
        ({"systolic": 80, "diastolic": 80}, "collection.pressure", "diastolic"),
        ({"substances": (HEROIN, HEROIN)}, "collection.substance_twice", "substances"),
        ({"substances": (replace(HEROIN, first_age=37),)}, "collection.age_ahead", "substances"),
        ({"substances": (replace(HEROIN, first_injection_age=18),)}, "collection.injected_before", "substances"),
        ({"substances": (replace(HEROIN, days_last_month=32),)}, "collection.days_of_month", "substances"),
        (
            {"substances": (replace(HEROIN, days_last_month=20, times_last_month=10),)},
            "collection.times_below_days",
            "substances",
        ),
        ({"rehabs": (RehabFacts(1990, None),)}, "collection.rehab_year", "rehabs"),
        ({"rehabs": (RehabFacts(2027, None),)}, "collection.rehab_year", "rehabs"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(changes: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        check(replace(PLAIN, **changes))
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"body_illness": True, "body_what": "Lao phổi", "body_found": "2019"},
        {"systolic": 120, "diastolic": 80},
        {"substances": (replace(HEROIN, first_age=36, days_last_month=30, times_last_month=30),)},
        {"rehabs": (RehabFacts(2026, RehabPlace.HOSPITAL), RehabFacts(None, None, "2 tháng"))},
    ],
)
def test_what_can_be_passes_and_nothing_must_be_answered(changes: dict[str, Any]) -> None:
    check(replace(PLAIN, **changes))


def test_the_codes_are_those_of_the_form() -> None:
    assert [code_of(route) for route in (UseRoute.SWALLOWED, UseRoute.INJECTED)] == [1, 4]
    assert [code_of(place) for place in (RehabPlace.CENTER, RehabPlace.OTHER)] == [1, 5]
    assert [code_of(method) for method in (RehabMethod.SEDATIVES, RehabMethod.OTHER)] == [1, 7]


def test_open_questions_are_named_once_in_the_order_of_the_form() -> None:
    assert open_questions(PLAIN)[:3] == ("schooling", "occupation", "employment")
    answered = replace(
        PLAIN, schooling="9/12", systolic=120, diastolic=80, body_illness=False, substances=(HEROIN,)
    )
    left = open_questions(answered)
    assert not {"schooling", "systolic", "body_illness", "substances"} & set(left)
    assert "systolic" in open_questions(replace(answered, diastolic=None))


def test_a_new_version_says_why() -> None:
    with pytest.raises(RuleViolation):
        check_reason("  sai  ")
    check_reason("Gia đình báo lại địa chỉ")
