"""Vietnamese text: one form, search key, sort key, names, damage and repair (INTEROP 1.3, 8.1-8.3)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center import vietnamese as vn

IN_ORDER = "An Ánh Ân Bình Dung Dũng Đạt Đức Em Hà Hạ Hòa Hồng Ơn Thu Thư Uyên Ước"
SORTED_GIVEN_NAMES = IN_ORDER.split()
NAMES = [
    "Lê Văn Thử",
    "Hoàng Thị Mẫu",
    "Nguyễn Thị Hà",
    "NGUYỄN ĐỨC ĐẠT",
    "Y Moan Ênuôl",
    "H'Hen Niê",
    "Trần Ơn",
    "Tôn Nữ Quỳnh Giao",
    "Kpă H’Ŏng",
    "Nguyễn Thị Ễn",
    "Phạm Hòa",
    "Mã A Sở",
]


class TestStoredForm:
    @pytest.mark.parametrize(
        ("raw", "stored"),
        [
            ("  Lê   Văn\tThử \n", "Lê Văn Thử"),
            (unicodedata.normalize("NFD", "Nguyễn"), "Nguyễn"),
            ("Lê\u00a0Văn\u200b Thử\ufeff", "Lê Văn Thử"),
            ("Lê\x00Văn", "LêVăn"),
            ("", ""),
        ],
    )
    def test_text_is_stored_in_one_form(self, raw: str, stored: str) -> None:
        assert vn.nfc(raw) == stored

    @given(st.text())
    def test_the_stored_form_is_stable(self, text: str) -> None:
        assert vn.nfc(vn.nfc(text)) == vn.nfc(text)


class TestSearchKey:
    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("Đạt", "dat"),
            ("hòa", "hoa"),
            ("hoà", "hoa"),
            ("THÚY", "thuy"),
            ("H’Hen  Niê", "h'hen nie"),
            ("H`Hen", "h'hen"),
            ("Y Moan Ênuôl", "y moan enuol"),
            ("Đak Pơ, Ŏ Č", "dak po, o c"),
            (unicodedata.normalize("NFD", "Nguyễn Ước"), "nguyen uoc"),
        ],
    )
    def test_search_ignores_marks_case_and_the_kind_of_apostrophe(self, text: str, key: str) -> None:
        assert vn.fold(text) == key

    @given(st.text())
    def test_folding_twice_changes_nothing_for_any_text(self, text: str) -> None:
        assert vn.fold(vn.fold(text)) == vn.fold(text)


class TestOrder:
    def test_the_list_of_given_names_comes_out_in_vietnamese_order(self) -> None:
        assert sorted(sorted(SORTED_GIVEN_NAMES), key=vn.sort_key) == SORTED_GIVEN_NAMES

    def test_tones_come_in_the_order_of_the_dictionary(self) -> None:
        tones = ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ"]
        assert sorted(sorted(tones), key=vn.sort_key) == tones

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("Vũ Văn An", "An Văn Bình"),  # given name before family name
            ("Lê Văn An", "Nguyễn Anh An"),  # then family name
            ("Lê Anh An", "Lê Văn An"),  # then middle names
            ("Lê An", "Lê Anh An"),  # fewer words first
            ("Đinh Văn Hà", "Lê Văn Hạ"),  # the tone of the given name before the family name
            ("Lê Hoàng", "An Hoạnh"),  # letters of the word before its tone
            ("Lê Thà", "Lê Tha Thả"),
            ("An", "Lê An"),  # a person with one name only
            ("Lê Văn Dũng", "Lê Văn Đà"),
            ("Người lạ 1", "Người lạ 2"),
            ("Lê An", "李明"),
        ],
    )
    def test_a_name_comes_before_another(self, first: str, second: str) -> None:
        assert vn.sort_key(first) < vn.sort_key(second)

    def test_case_composition_and_apostrophes_do_not_change_the_place(self) -> None:
        key = vn.sort_key("H'Hen Niê")
        assert key == vn.sort_key("h’hen NIÊ") == vn.sort_key(unicodedata.normalize("NFD", "H'Hen Niê"))

    def test_marks_of_other_languages_do_not_move_a_name_behind_the_alphabet(self) -> None:
        assert vn.sort_key("Kpă Ŏng") == vn.sort_key("Kpă Ong")

    @given(st.text())
    def test_every_text_has_a_key_that_databases_compare_byte_by_byte(self, text: str) -> None:
        key = vn.sort_key(text)
        assert key.isascii()
        assert key.isprintable()

    def test_a_key_fits_its_column(self) -> None:
        assert len(vn.sort_key("Ẵ " * 60)) < vn.SORT_KEY_LENGTH
        assert len(vn.sort_key("李" * 120)) == vn.SORT_KEY_LENGTH


class TestTonePlacement:
    @pytest.mark.parametrize(
        ("written", "normal"),
        [
            ("hoà", "hòa"),
            ("hòa", "hòa"),
            ("HOÀ", "HÒA"),
            ("thuý", "thúy"),
            ("hoè", "hòe"),
            ("hoàn", "hoàn"),
            ("hòan", "hoàn"),
            ("quý", "quý"),
            ("qúy", "quý"),
            ("gìa", "già"),
            ("gì", "gì"),
            ("giếng", "giếng"),
            ("mùa", "mùa"),
            ("thưở", "thưở"),
            ("khuỷu", "khuỷu"),
            ("ngoài", "ngoài"),
            ("Ênuôl", "Ênuôl"),
            ("Công ty Hoà-Thuý, số 5", "Công ty Hòa-Thúy, số 5"),
        ],
    )
    def test_the_tone_mark_goes_where_the_older_style_puts_it(self, written: str, normal: str) -> None:
        assert vn.normalise_tone_placement(written) == normal

    @given(st.text(alphabet="abchgiqunyoeâăơưôê\u0300\u0301\u0309\u0303\u0323 "))
    def test_only_the_place_of_a_tone_may_change(self, text: str) -> None:
        changed = vn.normalise_tone_placement(text)
        assert vn.fold(changed) == vn.fold(text)
        assert vn.normalise_tone_placement(changed) == changed


class TestNames:
    def test_parts_of_a_name(self) -> None:
        assert vn.given_name(" Lê Văn  Thử ") == "Thử"
        assert vn.family_name("Lê Văn Thử") == "Lê"
        assert vn.given_name("Kpă") == vn.family_name("Kpă") == "Kpă"
        assert vn.given_name("") == ""
        assert vn.initials("Đinh A thảo") == "ĐAT"
        assert vn.initials("H'Hen Niê - ") == "HN"

    @pytest.mark.parametrize("name", [*NAMES, "Kpă", "Lê-Văn", "Nguyễn V. An", "Ñ Čư M'Rŏng", "José"])
    def test_names_of_every_people_are_plausible(self, name: str) -> None:
        assert vn.is_plausible_name(name)
        assert vn.is_plausible_name(unicodedata.normalize("NFD", name))

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("", vn.NameProblem.EMPTY),
            (" - ", vn.NameProblem.EMPTY),
            ("123", vn.NameProblem.DIGIT),
            ("Lê Văn 2", vn.NameProblem.DIGIT),
            ("Nguy?n", vn.NameProblem.SYMBOL),
            ("Nguy\ufffdn", vn.NameProblem.SYMBOL),
            ("Lê|Văn", vn.NameProblem.SYMBOL),
            ("Лê Văn", vn.NameProblem.NOT_LATIN),
            ("李明", vn.NameProblem.NOT_LATIN),
            ("Nguyá»…n", vn.NameProblem.MOJIBAKE),
            ("NguyÃªn\ufffd", vn.NameProblem.SYMBOL),
            ("Lê " * 50, vn.NameProblem.TOO_LONG),
        ],
    )
    def test_what_cannot_be_a_name_says_why(self, text: str, problem: str) -> None:
        assert vn.name_problem(text) == problem

    @given(st.text())
    def test_any_text_gets_an_answer(self, text: str) -> None:
        assert vn.is_plausible_name(text) is (vn.name_problem(text) is None)

    def test_a_text_without_any_mark_is_noticed(self) -> None:
        assert vn.looks_toneless("LE VAN THU")
        assert not vn.looks_toneless("Lê Van Thu")
        assert not vn.looks_toneless("123")


def misread(text: str, charset: str) -> str:
    """UTF-8 bytes read in another charset, its holes passed through as C1 controls (as browsers do)."""
    out = []
    for byte in text.encode():
        try:
            out.append(bytes([byte]).decode(charset))
        except UnicodeDecodeError:
            out.append(chr(byte))
    return "".join(out)


class TestMojibake:
    @pytest.mark.parametrize("charset", ["cp1252", "latin-1", "cp1258"])
    @pytest.mark.parametrize("name", [name for name in NAMES if not name.isascii()])
    def test_utf8_read_in_another_charset_is_mended(self, name: str, charset: str) -> None:
        assert vn.mend_mojibake(misread(name, charset)) == name

    @pytest.mark.parametrize(
        "name",
        ["Nguyễn Văn Hà", "Hà Văn An", "Vũ Thị Hoàn", "Trần Ơn", "Thị Ạm", "Lê Hà, Huế", "Lê Hà|Lê Hà"],
    )
    @pytest.mark.parametrize("charset", ["cp1252", "latin-1"])
    def test_halves_of_letters_lost_as_blanks_are_found_again(self, name: str, charset: str) -> None:
        tidied = " ".join(misread(name, charset).split())
        assert vn.mend_mojibake(tidied) == name

    @pytest.mark.parametrize(
        "text", ["", "Le Van Thu", *NAMES, "Ã", "Â Ã", "MÃ A LANH", "LÃ VÂN", "naïve", "Nguy\ufffdn", "12 °C"]
    )
    def test_sound_text_is_left_alone(self, text: str) -> None:
        assert vn.mend_mojibake(text) is None

    @given(st.text(st.characters(exclude_categories=("Cc", "Co", "Cn", "Cs")), min_size=1))
    def test_any_damaged_text_is_mended_or_left(self, text: str) -> None:
        normal = unicodedata.normalize("NFC", text)
        assert vn.mend_mojibake(misread(normal, "latin-1")) == (None if normal.isascii() else normal)

    @given(st.text())
    def test_no_text_raises(self, text: str) -> None:
        mended = vn.mend_mojibake(text)
        assert mended is None or mended != text


class TestTypedKeys:
    @pytest.mark.parametrize(
        ("keys", "meant"),
        [
            ("Nguyeenx Vawn Thuwr", "Nguyễn Văn Thử"),
            ("Hoangf Thij Maaux", "Hoàng Thị Mẫu"),
            ("Dduwowngf", "Đường"),
            ("DDAWNG VAWN TUAASN", "ĐĂNG VĂN TUẤN"),
            ("Mai Phuowng", "Mai Phương"),
            ("Nguye6n4 Va8n Thu73", "Nguyễn Văn Thử"),
            ("Le6 Va8n D9u7c1", "Lê Văn Đức"),
            ("Thuys Hoaf", "Thúy Hòa"),
            ("Dangd", "Đang"),
            ("Tran Van Nam", None),
            ("Ksor", None),
            ("Andrew", None),
            ("Nguyễn Văn Thử", None),
            ("Rcom H'Wer", None),
            ("K'Sor", None),
            ("Thoon 3, Xax Phus Rieengf", "Thôn 3, Xã Phú Riềng"),
            ("", None),
        ],
    )
    def test_keys_typed_without_the_vietnamese_keyboard_are_read(self, keys: str, meant: str | None) -> None:
        assert vn.telex_damage(keys) == meant

    @given(st.text())
    def test_no_text_raises(self, text: str) -> None:
        mended = vn.telex_damage(text)
        assert mended is None or mended != text
