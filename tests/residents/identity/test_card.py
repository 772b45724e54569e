"""Reading the text of a citizen card (INTEROP 1.1-1.3 and 10, points 1 and 2)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.residents.identity.card import parse_card
from center.residents.identity.messages import MESSAGES
from center.residents.identity.model import CardKind, CardReading, CardRefusal, Sex
from tests.residents.identity.cards import (
    ADDRESSES,
    EXAMPLE,
    SECOND,
    TODAY,
    Card,
    changed,
    number_for,
)
from tests.residents.identity.desk import codes, read, refused


class TestSoundCards:
    def test_the_card_of_2021_fills_every_field_without_a_warning(self) -> None:
        assert read(EXAMPLE.text()) == CardReading(
            kind=CardKind.CCCD,
            number="070095000123",
            old_number="285000111",
            full_name="Lê Văn Thử",
            birth_date=date(1995, 3, 9),
            birth_year=1995,
            sex=Sex.MALE,
            address="Thôn 3, Xã Phú Riềng, Huyện Phú Riềng, Bình Phước",
            issued_on=date(2021, 4, 15),
            issued_by_default="Cục Cảnh sát quản lý hành chính về trật tự xã hội",
        )

    def test_a_person_without_an_old_number(self) -> None:
        reading = read(SECOND.text())
        assert (reading.old_number, reading.sex, reading.full_name) == ("", Sex.FEMALE, "Hoàng Thị Mẫu")
        assert not reading.warnings

    @pytest.mark.parametrize(
        ("issued", "kind", "authority"),
        [
            (date(2024, 6, 30), CardKind.CCCD, "Cục Cảnh sát quản lý hành chính về trật tự xã hội"),
            (date(2024, 7, 1), CardKind.CC, "Bộ Công an"),
        ],
    )
    def test_the_day_of_issue_tells_the_kind_of_card(
        self, issued: date, kind: CardKind, authority: str
    ) -> None:
        reading = read(changed(EXAMPLE, issued_on=issued).text())
        assert (reading.kind, reading.issued_by_default) == (kind, authority)

    @pytest.mark.parametrize(
        "tail", ["|", "||", "|||||", "|070095000999|Lê Văn Cha|Trần Thị Mẹ", "|a|b|c|d|e"]
    )
    def test_fields_after_the_seventh_are_kept_raw(self, tail: str) -> None:
        reading = read(EXAMPLE.text() + tail)
        assert reading.extra == tuple(tail[1:].split("|"))
        assert not reading.warnings

    def test_the_form_with_six_fields_has_no_old_number(self) -> None:
        fields = EXAMPLE.fields()
        assert read("|".join([fields[0], *fields[2:]])) == read(changed(EXAMPLE, old_number="").text())

    @pytest.mark.parametrize("form", ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"])
    def test_dates_of_other_apps_are_understood(self, form: str) -> None:
        fields = EXAMPLE.fields()
        fields[3], fields[6] = f"{EXAMPLE.birth_date:{form}}", f"{EXAMPLE.issued_on:{form}}"
        assert read("|".join(fields)) == read(EXAMPLE.text())

    @pytest.mark.parametrize("frame", ["{}\r\n", "\x02{}\x03", "]Q1{}", "  {}\t", "\ufeff{}\x00"])
    def test_what_scanners_put_around_a_code_is_ignored(self, frame: str) -> None:
        assert read(frame.format(EXAMPLE.text())) == read(EXAMPLE.text())

    def test_labelled_fields_in_any_order(self) -> None:
        text = (
            "Số CCCD: 070095000123\nHọ và tên: Lê Văn Thử\nGiới tính: Nam\nNgày sinh: 09/03/1995\n"
            "Nơi thường trú: Thôn 3, Xã Phú Riềng, Huyện Phú Riềng, Bình Phước\nNgày cấp: 15/04/2021\n"
            "Số CMND: 285000111\n"
        )
        assert read(text) == read(EXAMPLE.text())
        assert read(text.replace("\n", "|").rstrip("|")) == read(EXAMPLE.text())

    def test_upper_case_and_surplus_blanks(self) -> None:
        reading = read(changed(EXAMPLE, full_name=" LÊ  VĂN THỬ ", address="Thôn 3,  Xã A ,TP. B").text())
        assert (reading.full_name, reading.address) == ("LÊ VĂN THỬ", "Thôn 3, Xã A ,TP. B")
        assert not reading.warnings


class TestNumbers:
    @pytest.mark.parametrize(
        ("card", "scanned"),
        [(EXAMPLE, "70095000123"), (changed(EXAMPLE, number="001095000123"), "1095000123")],
    )
    def test_zeros_lost_in_a_spreadsheet_are_offered(self, card: Card, scanned: str) -> None:
        reading = read(changed(card, number=scanned).text())
        assert reading.number == scanned
        assert codes(reading) == {"number_zeros_lost"}
        assert reading.accepting(*reading.offers) == read(card.text())

    @pytest.mark.parametrize(
        ("number", "code"),
        [
            ("7009500012", "number_length"),
            ("0700950001", "number_length"),
            ("0700950001234", "number_length"),
            ("07009500O123", "number_not_digits"),
            ("", "number_not_digits"),
            ("070495000123", "number_future_birth"),
            ("070295000123", "number_future_birth"),
            ("٠٧٠٠٩٥٠٠٠١٢٣", "number_not_digits"),
        ],
    )
    def test_a_number_nobody_can_have_is_refused(self, number: str, code: str) -> None:
        assert refused(changed(EXAMPLE, number=number).text()).code == f"identity.{code}"

    def test_a_number_that_disagrees_is_a_warning(self) -> None:
        assert codes(read(changed(EXAMPLE, birth_date=date(1996, 3, 9)).text())) == {
            "number_birth_year_differs"
        }
        assert codes(read(changed(EXAMPLE, sex="Nữ").text())) == {"number_says_male"}
        assert codes(read(changed(SECOND, sex="Nam").text())) == {"number_says_female"}
        assert codes(read(changed(EXAMPLE, number="003095000123").text())) == {"number_place_unknown"}

    def test_an_unusual_old_number_is_a_warning(self) -> None:
        assert codes(read(changed(EXAMPLE, old_number="28500011").text())) == {"old_number_unusual"}


class TestDates:
    @pytest.mark.parametrize(
        ("birth", "code"),
        [
            ("31021995", "birth_date_impossible"),
            ("29021995", "birth_date_impossible"),
            ("09131995", "birth_date_impossible"),
            ("09031895", "birth_date_impossible"),
            ("31/02/1995", "birth_date_impossible"),
            ("09030000", "birth_date_impossible"),
            ("0903199", "birth_date_unreadable"),
            ("", "birth_date_unreadable"),
            ("Nam", "birth_date_unreadable"),
            ("23112026", "birth_date_future"),
            ("2027", "birth_date_future"),
            ("0000", "birth_date_impossible"),
        ],
    )
    def test_a_birth_date_that_cannot_be_is_refused(self, birth: str, code: str) -> None:
        fields = EXAMPLE.fields()
        fields[3] = birth
        assert refused("|".join(fields)).code == f"identity.{code}"

    def test_today_and_a_leap_day_are_days(self) -> None:
        assert read(changed(EXAMPLE, number="070096000123", birth_date=date(1996, 2, 29)).text()).birth_date
        newborn = changed(EXAMPLE, number="070226000123", birth_date=TODAY, issued_on=TODAY)
        assert not read(newborn.text()).warnings

    @pytest.mark.parametrize("birth", ["1995", "00/00/1995", "00001995", "00031995"])
    def test_a_birth_year_alone_is_kept_with_a_warning(self, birth: str) -> None:
        fields = EXAMPLE.fields()
        fields[3] = birth
        reading = read("|".join(fields))
        assert (reading.birth_date, reading.birth_year) == (None, 1995)
        assert codes(reading) == {"birth_date_incomplete"}

    @pytest.mark.parametrize(
        ("issued", "code"),
        [
            ("", "issue_date_missing"),
            ("31022021", "issue_date_unreadable"),
            ("150420", "issue_date_unreadable"),
        ],
    )
    def test_a_bad_issue_date_is_a_warning(self, issued: str, code: str) -> None:
        fields = EXAMPLE.fields()
        fields[6] = issued
        reading = read("|".join(fields))
        assert (reading.issued_on, reading.kind) == (None, CardKind.CCCD)
        assert codes(reading) == {code}
        assert read("|".join([*fields, ""])).kind is CardKind.CC

    def test_an_issue_date_before_the_birth_or_in_the_future(self) -> None:
        assert codes(read(changed(EXAMPLE, issued_on=date(1995, 3, 8)).text())) == {"issue_before_birth"}
        assert (
            refused(changed(EXAMPLE, issued_on=date(2026, 11, 23)).text()).code
            == "identity.issue_date_future"
        )


class TestNoCard:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", "card_empty"),
            (" \r\n", "card_empty"),
            ("070095000123", "card_only_number"),
            ("070 095 000 123", "card_only_number"),
            ("https://example.vn/kiem-tra/ABC", "card_not_recognised"),
            ("Lê Văn Thử", "card_not_recognised"),
            ("AB", "card_not_recognised"),
            ("070095000123|285000111|Lê Văn Thử|09031995|Nam", "card_too_few_fields"),
            ("070095000123|285000111|Lê Văn Thử|09031995|Nam|Thôn 3", "card_too_few_fields"),
            ("070095000123|Lê Văn Thử|09031995|Nam|Thôn 3", "card_too_few_fields"),
            ("||||||", "number_not_digits"),
            ("đ\u0323đôâ\u0300đđđăâê|x", "card_too_few_fields"),
            ("đ\u0323đ\u0301\u0300đđđăâê Lê Văn", "card_keyboard_layout"),
            ("IDVNM0950001238070095000123<<9", "card_is_mrz"),
            ("x" * 3001, "card_too_long"),
        ],
    )
    def test_a_text_that_is_no_card_says_why(self, text: str, code: str) -> None:
        assert refused(text).code == f"identity.{code}"


class TestAnyText:
    @given(st.text())
    def test_no_text_raises(self, text: str) -> None:
        self.check(text)

    @given(st.lists(st.text(max_size=30) | st.sampled_from(EXAMPLE.fields()), max_size=14).map("|".join))
    def test_no_fields_raise(self, text: str) -> None:
        self.check(text)

    @given(
        st.lists(st.sampled_from([*EXAMPLE.text(), *"\ud800\x85\xa0<:~\n0123456789abcdef"])).map("".join),
        st.integers(0, 90),
    )
    def test_no_cut_or_foreign_signs_raise(self, noise: str, cut: int) -> None:
        self.check(EXAMPLE.text()[:cut] + noise + EXAMPLE.text()[cut:])

    def check(self, text: str) -> None:
        found = parse_card(text, TODAY)
        for said in [found] if isinstance(found, CardRefusal) else found.warnings:
            MESSAGES[said.code].what.format(**said.facts)
        if isinstance(found, CardReading):
            assert {offer.reason for offer in found.offers} <= {warning.code for warning in found.warnings}

    @given(
        name=st.sampled_from(["Lê Văn Thử", "H'Hen Niê", "Kpă H’Rơi", "NGUYỄN ƯỚC"]),
        birth=st.dates(date(1900, 1, 1), TODAY),
        age_at_issue=st.integers(0, 40_000),
        sex=st.sampled_from(["Nam", "Nữ"]),
        serial=st.integers(0, 999_999),
        place=st.sampled_from(["001", "070", "096"]),
        address=st.sampled_from(ADDRESSES),
        old=st.from_regex(r"(?:[0-9]{9})?", fullmatch=True),
    )
    def test_every_valid_card_reads_back_as_written(
        self,
        name: str,
        birth: date,
        age_at_issue: int,
        sex: str,
        serial: int,
        place: str,
        address: str,
        old: str,
    ) -> None:
        issued = min(TODAY, date.fromordinal(birth.toordinal() + age_at_issue))
        card = Card(number_for(place, sex, birth, serial), old, name, birth, sex, address, issued)
        reading = read(card.text())
        assert not reading.warnings
        assert (reading.number, reading.old_number, reading.full_name) == (card.number, old, name)
        assert (reading.birth_date, reading.issued_on) == (birth, issued)
        assert reading.sex == {"Nam": "male", "Nữ": "female"}[sex]
        assert reading.address == " ".join(address.split())
