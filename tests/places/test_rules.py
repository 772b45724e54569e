"""Addresses as cards and papers print them, read against the shipped table (INTEROP 2.2, 2.3)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from center.places.kinds import CommuneKind
from center.places.rules import MatchMethod, MatchStatus
from center.vietnamese import fold
from tests.places.table import table

PHU_RIENG = "Xã Phú Riềng, Thành phố Đồng Nai"

MAPPED = [
    # the examples of INTEROP 1.1, and how they are mutilated
    ("Thôn 3, Xã Phú Riềng, Huyện Phú Riềng, Bình Phước", "old", PHU_RIENG),
    ("Tổ 2, Phường Tân Hà, Thành phố Tuyên Quang, Tuyên Quang", "old", "Phường Minh Xuân, Tỉnh Tuyên Quang"),
    ("Thôn 3  Xã Phú Riềng Huyện Phú Riềng   Bình Phước", "old", PHU_RIENG),
    ("thon 3 xa phu rieng huyen phu rieng binh phuoc", "old", PHU_RIENG),
    ("THÔN 3, XÃ PHÚ RIỀNG, HUYỆN PHÚ RIỀNG, TỈNH BÌNH PHƯỚC", "old", PHU_RIENG),
    ("Thôn 3, Phú Riềng, Phú Riềng, Bình Phước", "old", PHU_RIENG),
    ("Thôn 3, X. Phú Riềng, H. Phú Riềng, T. Bình Phước, Việt Nam.", "old", PHU_RIENG),
    # today's two tiers
    ("Thôn 3, Xã Phú Riềng, Thành phố Đồng Nai", "current", PHU_RIENG),
    ("Xã Phú Riềng, Tỉnh Đồng Nai", "current", PHU_RIENG),
    ("Phường Lộc Ninh, Đồng Nai", "current", "Phường Lộc Ninh, Thành phố Đồng Nai"),
    ("Xã Lộc Ninh, Đồng Nai", "current", "Phường Lộc Ninh, Thành phố Đồng Nai"),  # as until 2026-04-29
    ("Xã Đinh Văn Lâm Hà, Tỉnh Lâm Đồng", "current", "Xã Đinh Văn Lâm Hà, Tỉnh Lâm Đồng"),
    # the seeds: one case for each old province
    ("Xã Đạo Đức, Huyện Vị Xuyên, Hà Giang", "old", "Xã Vị Xuyên, Tỉnh Tuyên Quang"),
    ("Xã Phú Thịnh, Huyện Yên Sơn, Tuyên Quang", "old", "Xã Thái Bình, Tỉnh Tuyên Quang"),
    ("Phường Trung Dũng, TP Biên Hòa, Đồng Nai", "old", "Phường Trấn Biên, Thành phố Đồng Nai"),
    ("Thị trấn Tuy Phước, Huyện Tuy Phước, Bình Định", "old", "Xã Tuy Phước, Tỉnh Gia Lai"),
    ("Phường Hội Phú, TP. Pleiku, Gia Lai", "old", "Phường Hội Phú, Tỉnh Gia Lai"),
    ("Phường Vỹ Dạ, Quận Thuận Hóa, Thành phố Huế", "old", "Phường Vỹ Dạ, Thành phố Huế"),
    ("Phường Nghi Phú, Thành phố Vinh, Nghệ An", "old", "Phường Vinh Phú, Tỉnh Nghệ An"),
    # names and districts of before 2025
    ("Phường Vĩ Dạ, TP Huế, Thừa Thiên Huế", "old", "Phường Vỹ Dạ, Thành phố Huế"),
    ("TT Khe Tre, H. Nam Đông, TT Huế", "old", "Xã Khe Tre, Thành phố Huế"),
    ("Phường Nghi Hải, TX Cửa Lò, Nghệ An", "old", "Phường Cửa Lò, Tỉnh Nghệ An"),
    ("Xã Nghi Phú, TP Vinh, Nghệ An", "old", "Phường Vinh Phú, Tỉnh Nghệ An"),
    # spellings
    ("Buôn A, Xã Ea M’Doal, Huyện M'Drắk, Đắk Lắk", "old", "Xã Ea Riêng, Tỉnh Đắk Lắk"),
    ("Xã H'Neng, Huyện Đak Đoa, Gia Lai", "old", "Xã Kon Gang, Tỉnh Gia Lai"),
    ("Xã H’ Neng, Huyện Đăk Đoa, Gia Lai", "old", "Xã Kon Gang, Tỉnh Gia Lai"),
    ("Phường 4, Thành phố Vị Thanh, Hậu Giang", "old", "Phường Vị Tân, Thành phố Cần Thơ"),
    ("12/5 Lê Lợi P5 Q3 TP.HCM", "old", "Phường Bàn Cờ, Thành phố Hồ Chí Minh"),
    ("P. Hiệp Phú, TP Thủ Đức, TPHCM", "old", "Phường Tăng Nhơn Phú, Thành phố Hồ Chí Minh"),
    ("Xã Lộc Thành, Huyện Lộc Ninh, Bình Phước", "old", "Xã Lộc Thành, Thành phố Đồng Nai"),
    ("Xã Lộc Thạnh, Huyện Lộc Ninh, Bình Phước", "old", "Xã Lộc Thạnh, Thành phố Đồng Nai"),
    ("Thôn 3, Tứ Xã Lâm Thao Phú Thọ", "old", "Xã Phùng Nguyên, Tỉnh Phú Thọ"),
    ("Thôn 3, Bạch Xa Hàm Yên Tuyên Quang", "old", "Xã Bạch Xa, Tỉnh Tuyên Quang"),
    # a tier left out
    ("Thôn 3, Xã Phú Riềng, Bình Phước", "old_without_district", PHU_RIENG),
    ("Phường Túc Duyên, Thành phố Thái Nguyên", "old", "Phường Phan Đình Phùng, Tỉnh Thái Nguyên"),
    (
        "Khu 5, Huyện Côn Đảo, Bà Rịa - Vũng Tàu",
        "old_without_district",
        "Đặc khu Côn Đảo, Thành phố Hồ Chí Minh",
    ),
]


@pytest.mark.parametrize(("address", "method", "today"), MAPPED)
def test_an_address_with_one_answer_is_mapped(address: str, method: str, today: str) -> None:
    decision = table().map(address)
    assert decision.status is MatchStatus.MAPPED
    assert decision.method == method
    assert [table().label(i) for i in decision.commune_ids] == [today]


AMBIGUOUS = [
    ("Phường Điện Biên, Quận Ba Đình, Hà Nội", "split", 4),
    ("Xã Thái Bình, Huyện Yên Sơn, Tuyên Quang", "split", 2),
    ("xa loc thanh, huyen loc ninh, binh phuoc", "same_name", 2),
    ("Xã Tân Tiến, Tuyên Quang", "same_name", 2),  # today's, and one of Yên Sơn without its district
    ("Xã Đông Sang, Huyện Mộc Châu, Sơn La", "other_kind", 1),
    ("Xã Phú Riềng, Huyện Phú Riềng, Đồng Nai", "mixed", 1),
    ("Phường Trần Phú, TP Quy Nhơn, Gia Lai", "mixed", 1),
    ("Phường Hiệp Phú, Quận 9, TP Hồ Chí Minh", "other_district", 1),
    ("Phường Vỹ Dạ, Thành phố Hương Giang, Thừa Thiên Huế", "other_district", 1),
    ("Đường 3, Cửa Lò, Nghệ An", "maybe_district", 1),
    ("Long Thành, Đồng Nai", "maybe_district", 1),
    ("Thôn Tân Lập, Đồng Phú, Bình Phước", "no_beginning", 1),
    ("Xã Phú Riềng, Huyện Phú Riềng", "no_province", 1),
]


@pytest.mark.parametrize(("address", "method", "candidates"), AMBIGUOUS)
def test_what_leaves_a_doubt_is_left_to_a_person(address: str, method: str, candidates: int) -> None:
    decision = table().map(address)
    assert decision.status is MatchStatus.AMBIGUOUS
    assert decision.method == method
    assert len(decision.commune_ids) == candidates


@pytest.mark.parametrize(
    ("address", "method"),
    [
        ("", "no_province"),
        (" ,; ", "no_province"),
        ("abc", "no_province"),
        ("Phú Riềng", "no_province"),  # a name alone is never enough
        ("Xã Phú Riềng", "no_province"),
        ("Bình Phước", "not_found"),
        ("Xã Không Có, Huyện Vị Xuyên, Hà Giang", "not_found"),
        ("Thị trấn Phù Yên, Huyện Phù Yên, Sơn La", "not_found"),  # ended before 2025-06-30
        ("Xã, Huyện, Tỉnh", "no_province"),
    ],
)
def test_an_unknown_place_has_no_candidates(address: str, method: str) -> None:
    decision = table().map(address)
    assert decision.status is MatchStatus.UNKNOWN
    assert decision.method == method
    assert decision.commune_ids == ()


def old_units(step: int) -> list[int]:
    """Every ``step``-th old unit."""
    return [i for i, unit in enumerate(table().data.communes) if unit.valid_to][::step]


@pytest.mark.parametrize("step", [41])
def test_every_old_address_leads_where_the_table_says(step: int) -> None:
    for i in old_units(step):
        for text in (table().label(i), fold(table().label(i)).replace(",", "")):
            decision = table().map(text)
            went = set(table().today[i])
            assert went <= set(decision.commune_ids), text
            assert (decision.status is MatchStatus.MAPPED) <= (len(went) == 1), text


def test_every_split_commune_is_ambiguous() -> None:
    split = [i for i, went in table().today.items() if len(went) > 1]
    assert len(split) == 455
    for i in split[::9]:
        decision = table().map(table().label(i))
        assert decision.status is MatchStatus.AMBIGUOUS
        assert decision.method is MatchMethod.SPLIT
        assert set(decision.commune_ids) == set(table().today[i])


def test_an_address_of_today_is_never_led_elsewhere() -> None:
    current = [i for i, unit in enumerate(table().data.communes) if not unit.valid_to]
    for i in current[::17]:
        decision = table().map(table().label(i))
        assert i in decision.commune_ids
        assert decision.status is MatchStatus.AMBIGUOUS or decision.commune_ids == (i,)


def test_an_island_district_is_a_unit_of_its_own() -> None:
    islands = [i for i in old_units(1) if table().data.communes[i].kind is CommuneKind.DISTRICT]
    assert {table().label(table().today[i][0]).partition(",")[0] for i in islands} == {
        "Đặc khu Bạch Long Vĩ",
        "Đặc khu Cồn Cỏ",
        "Đặc khu Hoàng Sa",
        "Đặc khu Lý Sơn",
        "Đặc khu Côn Đảo",
    }


WRITTEN = "Xã|Huyện|TP.|Phú|Riềng|Bình|Phước|Đồng|Nai|Thôn|3|,|-|'|Huế|Tân|Lập|Quận|5|;"
PARTS = st.sampled_from(re.split("[|]", WRITTEN))


@settings(deadline=None)  # the first one reads the files
@given(st.one_of(st.text(max_size=80), st.lists(PARTS, max_size=14).map(" ".join)))
def test_no_text_raises_and_mapped_means_one(text: str) -> None:
    decision = table().map(text)
    assert (decision.status is MatchStatus.UNKNOWN) == (not decision.commune_ids)
    assert decision.status is not MatchStatus.MAPPED or len(decision.commune_ids) == 1
