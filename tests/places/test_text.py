"""Names and addresses as words: what two spellings have in common."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.places.rules import name_key, read_search, without_kind
from center.places.rules.kind_words import prefix_before
from center.places.rules.text import Break, marked_key, plain_key, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("M'Drắk", "M’Drắk"),
        ("Ea M' Doal", "Ea M’Doal"),
        ("K'Dang", "Kdang"),
        ("Ia H' Drai", "Ia H'Drai"),
        ("Đăk Ơ", "Đắk  Ơ"),
        ("Hòa Bình", "Hoà Bình"),
        ("Hòa Tú II", "Hòa Tú 2"),
        ("IV", "4"),
        ("05", "5"),
        ("Vỹ Dạ", "Vĩ Dạ"),
        ("Quý Quân", "Quí Quân"),
        ("NT Mộc Châu", "Nông trường Mộc Châu"),
        ("N.T Phong Hải", "NT Phong Hải"),
        ("Cam Ly - Đà Lạt", "Cam Ly-Đà Lạt"),
        ("Eabar", "Ea Bar"),
        ("Phú Riềng", unicodedata.normalize("NFD", "PHÚ RIỀNG")),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_marks_tell_names_apart_that_fold_alike() -> None:
    assert name_key("Lộc Thành") == name_key("Lộc Thạnh")
    assert marked_key(words("Lộc Thành")) != marked_key(words("Lộc Thạnh"))
    assert marked_key(words("Hoà")) == marked_key(words("Hòa"))


def test_words_know_what_stands_before_them() -> None:
    text = words("Tổ 2,P5 -  Q.3\nHuế")
    assert [word.plain for word in text] == ["to", "2", "p", "5", "q", "3", "hue"]
    assert [word.before for word in text] == [
        Break.HARD,
        Break.NONE,
        Break.HARD,
        Break.NONE,
        Break.SOFT,
        Break.SOFT,
        Break.HARD,
    ]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Huyện Phú Riềng", "huyen", "phurieng"),
        ("TP. Quy Nhơn", "thanh_pho", "quinhon"),
        ("Thị xã Hương Thủy", "thi_xa", "huongthuy"),
        ("T.X Hương Thủy", "thi_xa", "huongthuy"),
        ("Phường Phường Đúc", "phuong", "phuongduc"),
        ("Xã Bạch Xa", "xa", "bachxa"),
        ("xa bach xa", "xa", "bachxa"),
        ("Quận 3", "quan", "3"),
        ("Xá Lượng", "", "xaluong"),
        ("Huế", "", "hue"),
        ("Xã", "", "xa"),
        ("", "", ""),
    ],
)
def test_the_kind_is_read_off_a_label(text: str, kind: str, name: str) -> None:
    found, bare = without_kind(text)
    assert (found, plain_key(bare)) == (kind, name)


def test_a_word_that_looks_like_a_kind_may_be_part_of_a_name() -> None:
    text = words("Bạch Xa Hàm Yên")
    assert prefix_before(text, 2).kind == ""
    assert prefix_before(words("xã Hàm Yên"), 1).kind == "xa"
    assert prefix_before(words("xã, Hàm Yên"), 1).kind == "", "a comma ends what stands before it"


@pytest.mark.parametrize(
    ("typed", "looked_for", "kind"),
    [
        ("phú riềng", ("phu", "rieng"), ""),
        ("Xã Phú Riềng, Tỉnh Đồng Nai", ("phu", "rieng", "dong", "nai"), "xa"),
        ("p. 5", ("5",), "phuong"),
        ("TP Huế", ("hue",), ""),
        ("xã", ("xa",), ""),
        ("% _", (), ""),
    ],
)
def test_a_search_looks_for_names_not_for_kinds(typed: str, looked_for: tuple[str, ...], kind: str) -> None:
    wanted = read_search(typed)
    assert (wanted.words, wanted.kind) == (looked_for, kind)


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    for word in words(text):
        assert word.plain
        assert word.plain.isalnum()
    read_search(text)
