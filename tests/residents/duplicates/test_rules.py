"""How alike two people are: a table of cases a clerk would judge the same way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from center.residents.duplicates.rules import (
    POINTS,
    SHOWN_FROM,
    PersonFacts,
    Reason,
    distance,
    likeness,
    similar,
    swapped,
)
from center.residents.identity.model import Sex

R = Reason
BORN = date(1995, 3, 9)
MAN = PersonFacts("Lê Văn Thử", BORN, Sex.MALE)


@pytest.mark.parametrize(
    ("one", "other", "reasons", "shown"),
    [
        # numbers
        ({"numbers": {"070095000123"}}, {"numbers": {"070095000123"}, "full_name": "Trần A", "birth_date": None},
         (R.NUMBER,), True),
        ({"numbers": {"070095000123"}}, {"cancelled_numbers": {"070095000123"}, "full_name": "Trần A",
          "birth_date": None}, (R.CANCELLED_NUMBER,), True),
        ({"old_numbers": {"285000111"}}, {"old_numbers": {"285000111"}, "full_name": "Trần A", "birth_date": None},
         (R.OLD_NUMBER,), True),
        ({"numbers": {"1"}}, {"old_numbers": {"1"}, "full_name": "Trần A", "birth_date": None}, (), False),
        # names and births
        ({}, {}, (R.NAME, R.BIRTH_DATE), True),
        ({}, {"full_name": "LE VAN THU"}, (R.NAME, R.BIRTH_DATE), True),
        ({}, {"birth_date": date(1995, 9, 3)}, (R.NAME, R.SWAPPED_BIRTH_DATE), True),
        ({}, {"birth_date": date(1995, 7, 1)}, (R.NAME, R.BIRTH_YEAR), True),
        ({}, {"birth_date": date(1996, 3, 9)}, (R.NAME,), False),
        ({}, {"birth_date": None}, (R.NAME,), False),
        ({}, {"full_name": "Lê Văn Thứa"}, (R.SIMILAR_NAME, R.BIRTH_DATE), True),
        ({}, {"full_name": "Lê Thử"}, (R.SIMILAR_NAME, R.BIRTH_DATE), True),
        ({}, {"full_name": "Văn Lê Thử"}, (R.SIMILAR_NAME, R.BIRTH_DATE), True),
        ({}, {"full_name": "Lê Văn Thứa", "birth_date": date(1995, 7, 1)}, (R.SIMILAR_NAME, R.BIRTH_YEAR), False),
        ({}, {"full_name": "Phạm Quốc Bảo"}, (R.BIRTH_DATE,), False),
        # other and earlier names
        ({"other_names": ("Thử Đen",)}, {"full_name": "Nguyễn A", "other_names": ("thu den",)},
         (R.OTHER_NAME, R.BIRTH_DATE), True),
        ({}, {"full_name": "Nguyễn A", "other_names": ("Lê Văn Thử",)}, (R.OTHER_NAME, R.BIRTH_DATE), True),
        ({}, {"full_name": "Lê Hoàng Nam", "former_names": ("Lê Văn Thử",)}, (R.FORMER_NAME, R.BIRTH_DATE), True),
        # relatives and places
        ({"parents": {"Lê Văn Cha"}, "commune_ids": {7}},
         {"birth_date": None, "parents": {"LÊ VĂN CHA"}, "commune_ids": {7, 9}},
         (R.NAME, R.PARENT, R.COMMUNE), True),
        ({"commune_ids": {7}}, {"birth_date": None, "commune_ids": {7}}, (R.NAME, R.COMMUNE), False),
        ({"home_town": "Nghệ An", "parents": {"Lê Văn Cha"}},
         {"full_name": "Lê Văn Thứa", "birth_date": date(1995, 7, 1), "home_town": "nghệ an",
          "parents": {"Lê Văn Cha"}}, (R.SIMILAR_NAME, R.BIRTH_YEAR, R.PARENT, R.HOME_TOWN), True),
        ({"parents": {"Trần Thị Mẹ"}, "commune_ids": {7}, "home_town": "Nghệ An"},
         {"full_name": "Lê Quốc Bảo", "parents": {"Trần Thị Mẹ"}, "commune_ids": {7}, "home_town": "Nghệ An"},
         (R.BIRTH_DATE, R.PARENT, R.COMMUNE, R.HOME_TOWN), False),  # a twin
        # against
        ({"numbers": {"1"}}, {"numbers": {"2"}}, (R.NAME, R.BIRTH_DATE, R.OTHER_NUMBER), True),
        ({"numbers": {"1"}}, {"numbers": {"2"}, "birth_date": date(1995, 7, 1)},
         (R.NAME, R.BIRTH_YEAR, R.OTHER_NUMBER), False),
        ({"numbers": {"1"}, "cancelled_numbers": {"2"}}, {"numbers": {"2"}},
         (R.CANCELLED_NUMBER, R.NAME, R.BIRTH_DATE), True),
        ({}, {"sex": Sex.FEMALE}, (R.NAME, R.BIRTH_DATE, R.OTHER_SEX), False),
        ({"numbers": {"1"}}, {"numbers": {"1"}, "sex": Sex.FEMALE},
         (R.NUMBER, R.NAME, R.BIRTH_DATE, R.OTHER_SEX), True),
    ],
)  # fmt: skip
def test_likeness(
    one: dict[str, object], other: dict[str, object], reasons: tuple[Reason, ...], shown: bool
) -> None:
    first, second = replace(MAN, **one), replace(MAN, **other)  # type: ignore[arg-type]
    found = likeness(first, second)
    assert found.reasons == reasons
    assert found.points == sum(POINTS[reason] for reason in reasons)
    assert found.is_shown == shown
    assert found.points >= SHOWN_FROM or not shown
    assert likeness(second, first) == found


def test_nobody_is_like_a_person_without_a_name() -> None:
    assert likeness(PersonFacts(""), PersonFacts("")).reasons == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("nguyen van a", "a van nguyen", True),
        ("nguyen van hung", "nguyen hung", True),
        ("nguyen thi thanh hoa", "nguyen thi hoa", True),
        ("nguyen van hung", "nguyen van hunh", True),
        ("nguyen van hung", "nguyen van hoang", False),
        ("nguyen van hung", "tran van hung", False),
        ("le an", "le na", False),
        ("le an", "le am", True),
        ("y moan enuol", "y moan enuon", True),
        ("paoo", "pao", True),
        ("hoa", "lan", False),
    ],
)
def test_names_that_may_be_one_badly_copied(one: str, other: str, expected: bool) -> None:
    assert similar(one, other) is similar(other, one) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "", 0),
        ("abc", "abc", 0),
        ("abc", "abd", 1),
        ("abc", "ab", 1),
        ("abc", "xyz", 3),
        ("abcdef", "a", 3),
    ],
)
def test_letters_between_two_texts(one: str, other: str, expected: int) -> None:
    assert distance(one, other, 2) == distance(other, one, 2) == expected


def test_day_and_month_the_other_way_round() -> None:
    assert swapped(date(1995, 3, 9)) == date(1995, 9, 3)
    assert swapped(date(1995, 3, 13)) is None
    assert swapped(date(1995, 5, 5)) is None
