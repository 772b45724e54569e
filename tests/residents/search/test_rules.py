"""What of a name is indexed, and what a typed text asks for (INTEROP 8)."""

from __future__ import annotations

import unicodedata

import pytest

from center.residents.search.rules import (
    KEY_LENGTH,
    KeyKind,
    Match,
    code_of,
    keys_of,
    other_names,
    place_words,
    plain,
    read_wanted,
    written,
)


def best(typed: str, *names: str) -> Match | None:
    """Return how well the best key of ``names`` answers ``typed``."""
    ranges = read_wanted(typed).ranges()
    found = [part.match for part in ranges for key, kind in keys_of(names).items() if part.holds(key, kind)]
    return min(found, default=None)


@pytest.mark.parametrize(
    ("typed", "name", "expected"),
    [
        ("hòa", "Nguyễn Văn Hòa", Match.AS_WRITTEN),
        ("hoà", "Nguyễn Văn Hòa", Match.AS_WRITTEN),
        ("HOÀ", "Nguyễn Văn Hòa", Match.AS_WRITTEN),
        ("hòa", "Nguyễn Thị Hoa", Match.WHOLE),
        ("hoa", "Nguyễn Văn Hòa", Match.WHOLE),
        ("dat", "Lê Văn Đạt", Match.WHOLE),
        ("đạt", "Lê Văn Đạt", Match.AS_WRITTEN),
        ("đ", "Lê Văn Đạt", Match.BEGINS_AS_WRITTEN),
        ("d", "Lê Văn Đạt", Match.BEGINS),
        ("van d", "Lê Văn Đạt", Match.BEGINS),
        ("thuý", "Trần Thị Thúy", Match.AS_WRITTEN),
        ("ly", "Lí A Páo", Match.OTHER_SPELLING),
        ("li", "Lý A Páo", Match.WHOLE),
        ("mĩ hạnh", "Trần Mỹ Hạnh", Match.WHOLE),
        ("my", "Nguyễn Thị Mĩ", Match.OTHER_SPELLING),
        ("my", "Nguyễn Văn Minh", None),
        ("mai", "Nguyễn Thị May", None),
        ("uye", "Lê Thị Nguyên", Match.INSIDE),
        ("guyen van", "Nguyễn Văn An", Match.INSIDE),
        ("hhen", "H'Hen Niê", Match.WHOLE),
        ("h’hen", "H'Hen Niê", Match.WHOLE),
        ("enuol", "Y Moan Ênuôl", Match.WHOLE),
        ("kpa h", "Kpă H'Lan", Match.BEGINS),
        ("bru van kieu", "Hồ Bru - Vân Kiều", Match.WHOLE),
        ("a", "Giàng A Mẫu", Match.WHOLE),
        ("xyz", "Nguyễn Văn An", None),
        ("an van", "Nguyễn Văn An", None),
    ],
)
def test_how_a_name_answers_what_was_typed(typed: str, name: str, expected: Match | None) -> None:
    assert best(typed, name) == expected


def test_decomposed_letters_are_the_same_letters() -> None:
    assert best(unicodedata.normalize("NFD", "Đức Hòa"), "Nguyễn Đức Hòa") is Match.AS_WRITTEN
    assert keys_of([unicodedata.normalize("NFD", "Nguyễn")]) == keys_of(["Nguyễn"])


def test_every_part_of_a_name_is_the_beginning_of_a_key() -> None:
    name = "Nguyễn Hoàng Đình Thuyên"
    keys = keys_of([name])
    folded = plain(name)
    for start in range(len(folded)):
        for end in range(start + 2, len(folded) + 1):
            part = folded[start:end]
            if part == part.strip() and " " not in part[:2]:
                assert any(key.startswith(part) for key in keys), part
    assert keys["thuyen "] is KeyKind.START
    assert keys["huyen "] is KeyKind.INSIDE
    assert keys["thuyên "] is KeyKind.WRITTEN
    assert len(keys) < 40


def test_a_name_of_any_length_has_keys_of_bounded_length() -> None:
    keys = keys_of(["Tôn Nữ " + "Công Tằng " * 11 + "Huyền"])
    assert max(map(len, keys)) <= KEY_LENGTH
    assert best("cong tang huyen", "Tôn Nữ Công Tằng Huyền") is Match.WHOLE
    assert len(read_wanted("a" * 500).folded) < KEY_LENGTH


@pytest.mark.parametrize("typed", ["hoa", "hòa", "ly", "lý", "nguyễn thị m", "đ"])
def test_no_key_answers_twice_and_the_best_stand_first(typed: str) -> None:
    ranges = read_wanted(typed).ranges()
    assert [part.match for part in ranges] == sorted(part.match for part in ranges)
    names = ["Nguyễn Thị Mỹ Hòa", "Lý Hoàng Hoa", "Đỗ Thị Lí", "Lò Văn Hoà", "Nguyễn Thị Hoan"]
    for key, kind in keys_of(names).items():
        assert sum(part.holds(key, kind) for part in ranges) <= 1, key


def test_a_name_without_letters_has_no_keys() -> None:
    assert keys_of(["", " ", "'"]) == {}
    assert read_wanted("%").folded == "%"


def test_the_box_of_other_names_may_hold_several() -> None:
    assert other_names("Tư Đen; Tèo, Anh Hai/Bảy") == ["Tư Đen", "Tèo", "Anh Hai", "Bảy"]
    assert other_names("  ") == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("HV000123", "HV000123"),
        ("hv123", "HV000123"),
        (" hv 0123 ", "HV000123"),
        ("123", "HV000123"),
        ("HV1234567", "HV1234567"),
        ("HV", None),
        ("0", None),
        ("070095000123", None),
        ("hv12a", None),
        ("HV١٢٣", None),
    ],
)
def test_a_code_is_understood_however_short(typed: str, code: str | None) -> None:
    assert code_of(typed) == code


def test_a_bed_is_compared_without_the_signs_between() -> None:
    assert {place_words(text) for text in ("B · P1 · G2", "b p1 g2", "B-P1-G2", "b.p1, g2")} == {"b p1 g2"}


def test_marks_stand_where_the_older_style_puts_them() -> None:
    assert written("HOÀ  Thuý") == "hòa thúy"
