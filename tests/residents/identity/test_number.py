"""The personal number (INTEROP 1.4 and 10, point 3)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.residents.identity.birth_provinces import OLD_PROVINCES, RENAMED_SINCE_2025, birth_province
from center.residents.identity.messages import MESSAGES
from center.residents.identity.model import Sex
from center.residents.identity.number import (
    NumberFault,
    PersonalNumber,
    disagreements,
    is_old_number,
    read_number,
)
from tests.residents.identity.cards import TODAY


@pytest.mark.parametrize(
    ("text", "place", "sex", "birth_year"),
    [
        ("070095000123", "Bình Phước", Sex.MALE, 1995),
        ("008304000045", "Tuyên Quang", Sex.FEMALE, 2004),
        ("052188000777", "Bình Định", Sex.FEMALE, 1988),
        ("046201000009", "Thừa Thiên Huế", Sex.MALE, 2001),
        ("052226000001", "Bình Định / Gia Lai", Sex.MALE, 2026),
        ("999095000123", None, Sex.MALE, 1995),
        (" 070 095-000.123 ", "Bình Phước", Sex.MALE, 1995),
    ],
)
def test_a_number_tells_place_sex_and_birth_year(
    text: str, place: str | None, sex: Sex, birth_year: int
) -> None:
    number = read_number(text, TODAY)
    assert isinstance(number, PersonalNumber)
    assert (number.place, number.sex, number.birth_year) == (place, sex, birth_year)
    assert number.value.isdigit()


@pytest.mark.parametrize(
    ("text", "code", "offer"),
    [
        ("70095000123", "number_zeros_lost", "070095000123"),
        ("1095000123", "number_zeros_lost", "001095000123"),
        ("70495000123", "number_length", None),  # the padded number would mean 2195
        ("97095000123", "number_length", None),  # no province 097
        ("095000123", "number_length", None),
        ("070495000123", "number_future_birth", None),
        ("070227000123", "number_future_birth", None),
        ("070095OOO123", "number_not_digits", None),
        ("", "number_not_digits", None),
        ("7.0095E+10", "number_not_digits", None),
    ],
)
def test_a_wrong_number_says_why_and_what_it_may_have_been(text: str, code: str, offer: str | None) -> None:
    fault = read_number(text, TODAY)
    assert isinstance(fault, NumberFault)
    assert (fault.code, fault.offer) == (f"identity.{code}", offer)


def test_the_year_of_today_is_not_the_future() -> None:
    assert isinstance(read_number("070226000123", TODAY), PersonalNumber)
    assert isinstance(read_number("070226000123", date(2025, 12, 31)), NumberFault)


@given(st.text())
def test_any_text_gets_an_answer_in_words(text: str) -> None:
    found = read_number(text, TODAY)
    if isinstance(found, NumberFault):
        assert MESSAGES[found.code].what.format(**found.facts)


def test_disagreements_are_warnings_in_words() -> None:
    number = read_number("999095000123", TODAY)
    assert isinstance(number, PersonalNumber)
    found = disagreements(number, birth_year=1994, sex=Sex.FEMALE)
    assert [warning.code for warning in found] == [
        "identity.number_birth_year_differs",
        "identity.number_says_male",
        "identity.number_place_unknown",
    ]
    assert "1995" in MESSAGES[found[0].code].what.format(**found[0].facts)
    assert disagreements(number, birth_year=None, sex=None) == found[2:]


def test_the_old_card_has_nine_digits_or_twelve() -> None:
    assert is_old_number("285 000 111")
    assert is_old_number("285000111222")
    assert not is_old_number("28500011")
    assert not is_old_number("28500011A")


def test_the_63_old_provinces_and_the_codes_used_again() -> None:
    assert len(OLD_PROVINCES) == 63
    assert all(
        len(code) == 3 and code.startswith("0") and name.strip() for code, name in OLD_PROVINCES.items()
    )
    assert set(RENAMED_SINCE_2025) < set(OLD_PROVINCES)
    assert birth_province("052", 1988) == "Bình Định"
    assert birth_province("003", 1988) is None
