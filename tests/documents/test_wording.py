"""Dates, numbers and lists as Decree 30/2020/NĐ-CP writes them."""

from __future__ import annotations

from datetime import date

import pytest

from center.documents import wording


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 6, 29), "ngày 29 tháng 6 năm 2026"),
        (date(2026, 10, 10), "ngày 10 tháng 10 năm 2026"),
        (None, "ngày … tháng … năm …"),
    ],
)
def test_days_below_10_and_months_1_and_2_take_a_zero(day: date | None, text: str) -> None:
    assert wording.long_date(day) == text


def test_place_and_date_keep_their_room_when_they_are_missing() -> None:
    assert wording.place_date("Đồng Xoài", date(2026, 7, 1)) == "Đồng Xoài, ngày 01 tháng 7 năm 2026"
    assert wording.place_date("", None) == "……………, ngày … tháng … năm …"
    assert wording.slash_date(date(2026, 1, 5)) == "05/01/2026"
    assert wording.slash_date(None) == "…/…/…"


@pytest.mark.parametrize(
    ("number", "text"), [(1, "01/CN-CSCN"), (9, "09/CN-CSCN"), (10, "10/CN-CSCN"), (123, "123/CN-CSCN")]
)
def test_numbers_below_10_take_a_zero(number: int, text: str) -> None:
    assert wording.official_number(number, "CN-CSCN") == text


def test_a_paper_not_yet_numbered_keeps_room_for_the_number() -> None:
    assert wording.official_number(None, "CN-CSCN") == "…………/CN-CSCN"


def test_lists_end_with_semicolons_and_a_full_stop() -> None:
    assert wording.closed_list(["Như trên;", "Công an xã", "Lưu: VT, HS."]) == [
        "Như trên;",
        "Công an xã;",
        "Lưu: VT, HS.",
    ]
    assert wording.closed_list([]) == []


def test_names_in_capitals_keep_their_marks() -> None:
    assert wording.capitals("Nguyễn Thị Phượng Ỷ đ") == "NGUYỄN THỊ PHƯỢNG Ỷ Đ"
    assert wording.capitals(None) == ""
