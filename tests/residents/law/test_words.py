"""Every parameter has words, a topic, a unit and readable values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from center.legal.catalogue import shipped_parameters
from center.legal.rules import ParameterBook, Value
from center.legal.values import kind_of
from center.residents.law.choices import CHOICES, FIRST_DAY, default_first_day
from center.residents.law.labels import CODES, OTHER_TOPIC, UNITS, topic_of
from center.residents.law.notice import unverified_rows
from center.residents.law.values import value_in_words
from center.residents.law.words import WORDS

ROWS = shipped_parameters()
BOOK = ParameterBook(ROWS)


def test_every_shipped_name_has_its_words_and_topic() -> None:
    assert {row.name for row in ROWS} - set(WORDS) == set()
    assert [row.name for row in ROWS if topic_of(row.name) is OTHER_TOPIC] == []
    assert {row.unit for row in ROWS} - set(UNITS) == set()


def test_the_longest_beginning_decides_the_topic() -> None:
    assert topic_of("voluntary.absence_is_quit").key == "entry"
    assert topic_of("voluntary.public_center_fee").key == "norm"
    assert topic_of("funeral_leave.counts").key == "term"
    assert topic_of("funeral_leave.max_days").key == "absence"
    assert topic_of("somewhat.new") is OTHER_TOPIC


def test_values_that_are_codes_are_all_in_words() -> None:
    for row in ROWS:
        if row.name in CODES:
            values = row.value if isinstance(row.value, tuple) else (row.value,)
            assert set(values) <= set(CODES[row.name]), row.name


@pytest.mark.parametrize(
    ("name", "value", "unit", "text"),
    [
        ("term.first_months", 24, "month", "24 tháng"),
        ("reduction.min_served_ratio", Decimal("0.5"), "ratio", "50 %"),
        ("voluntary.support_rate_priority", Decimal("0.95"), "ratio", "95 %"),
        ("base_salary", 2_530_000, "vnd_per_month", "2.530.000 đồng/tháng"),
        ("food.month_factor", Decimal("0.8"), "base_salary", "0,8 lần mức lương cơ sở"),
        ("term.hospital_counts", True, "", "được tính"),
        ("term.custody_credit", False, "", "không trừ"),
        ("clothing.uniform_applies", True, "", "có"),
        ("term.prison_effect", "waive_rest", "", "miễn chấp hành phần còn lại"),
        ("funeral_leave.relations", ("father", "spouse"), "", "cha, vợ, chồng"),
        ("reporting.year_start_day", "12-15", "month_day", "15/12"),
        ("labels.head", "Trưởng cơ sở", "", "Trưởng cơ sở"),
        ("privacy.request_act_days", ("10", "15", "20"), "day", "10, 15, 20 ngày"),
    ],
)
def test_a_value_reads_as_a_person_would_say_it(
    app: object, name: str, value: Value, unit: str, text: str
) -> None:
    assert value_in_words(name, value, unit) == text


def test_each_choice_offers_what_holds_and_at_least_one_other() -> None:
    for choice in CHOICES:
        rows = [row for row in ROWS if (row.name, row.rule_set) == (choice.name, choice.rule_set)]
        assert rows[-1].value == choice.alternatives[0], "what is shipped stands first"
        assert len(choice.alternatives) > 1
        assert {kind_of(value) for value in choice.alternatives} == {kind_of(rows[-1].value)}


def test_the_first_day_is_the_day_of_the_entry_record_until_the_center_chooses() -> None:
    decided, arrived = date(2026, 10, 1), date(2026, 10, 5)
    assert default_first_day(BOOK, decided_on=decided, arrived_on=arrived) == arrived
    assert default_first_day(BOOK, decided_on=date(2020, 1, 1), arrived_on=arrived) == arrived
    chosen = ParameterBook(
        replace(row, value="decision") if row.name == FIRST_DAY else row for row in shipped_parameters()
    )
    assert default_first_day(chosen, decided_on=decided, arrived_on=arrived) == decided


def test_a_page_can_ask_which_of_its_rules_nobody_has_compared() -> None:
    names = ["grade.period_scale", "visit.per_week", "no.such.name"]
    assert [row.name for row in unverified_rows(BOOK, names, on=date(2026, 11, 22))] == ["grade.period_scale"]
