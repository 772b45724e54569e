"""What a card says meets what was typed."""

from __future__ import annotations

from datetime import date

import pytest

from center.residents.identity.card import parse_card
from center.residents.identity.model import CardReading
from center.residents.intake.rules import card_values, merge

TODAY = date(2026, 11, 22)
CARD = "070095000123|285000111|Lê Văn Thử|09031995|Nam|Thôn 3, Xã Phú Riềng, Huyện Phú Riềng, Bình Phước|15042021"


def read(text: str) -> CardReading:
    reading = parse_card(text, TODAY)
    assert isinstance(reading, CardReading)
    return reading


def test_a_sound_card_fills_every_box() -> None:
    assert card_values(read(CARD)) == {
        "full_name": "Lê Văn Thử",
        "birth_date": "09/03/1995",
        "sex": "male",
        "number": "070095000123",
        "old_number": "285000111",
        "address_text": "Thôn 3, Xã Phú Riềng, Huyện Phú Riềng, Bình Phước",
        "paper_kind": "CCCD",
        "issued_on": "15/04/2021",
        "issued_by": "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    }


def test_a_damaged_value_is_left_out_until_a_person_takes_the_mended_one() -> None:
    values = card_values(read(CARD.replace("Lê Văn Thử", "LÃª VÄƒn Thá»­")))
    assert "full_name" not in values
    assert values["number"] == "070095000123"


@pytest.mark.parametrize(
    ("typed", "said", "expected"),
    [
        ("", "Lê Văn Thử", "Lê Văn Thử"),
        ("Lê Văn Thử", "Le Van Thu", None),  # weaker: the marks were lost on the way
        ("Le Van Thu", "Lê Văn Thử", "Lê Văn Thử"),  # stronger: the same words with their marks
        ("LÊ VĂN THỬ", "Lê Văn Thử", None),
        ("Nguyễn Thị Hoà", "Nguyễn Thị Hòa", None),  # two ways to place the same mark
    ],
)
def test_the_stronger_spelling_of_the_same_name_wins(typed: str, said: str, expected: str | None) -> None:
    merged = merge({"full_name": typed}, {"full_name": said}, {})
    assert merged.values.get("full_name") == expected
    assert not merged.differences


def test_another_name_is_reported_and_not_taken() -> None:
    merged = merge({"full_name": "Lê Văn Thứ"}, {"full_name": "Lê Văn Thử"}, {})
    assert not merged.values
    assert [(item.field, item.typed, item.card) for item in merged.differences] == [
        ("full_name", "Lê Văn Thứ", "Lê Văn Thử")
    ]


def test_a_second_card_replaces_what_the_first_one_filled() -> None:
    first, second = (
        {"full_name": "Lê Văn Thử", "number": "070095000123"},
        {"full_name": "Hồ Văn Hai", "number": "1"},
    )
    assert merge(first, second, first).values == second


def test_day_and_place_of_issue_follow_the_card_in_hand() -> None:
    merged = merge(
        {"issued_on": "01/01/2020", "paper_kind": "HC"}, {"issued_on": "15/04/2021", "paper_kind": "CCCD"}, {}
    )
    assert merged.values == {"issued_on": "15/04/2021", "paper_kind": "CCCD"}
