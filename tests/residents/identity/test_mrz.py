"""The machine-readable zone (INTEROP 1.5 and 10, point 4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.residents.identity.card import parse_card
from center.residents.identity.messages import MESSAGES
from center.residents.identity.model import CardReading, CardRefusal, Sex
from center.residents.identity.mrz import MrzReading, check_digit, compare_with_mrz, parse_mrz
from tests.residents.identity.cards import EXAMPLE, TODAY

SAMPLE = """IDVNM0950001238070095000123<<9
9503098M3503096VNM<<<<<<<<<<<6
LE<<VAN<THU<<<<<<<<<<<<<<<<<<<
"""
READING = MrzReading("070095000123", "LE VAN THU", date(1995, 3, 9), Sex.MALE, date(2035, 3, 9))


def zone(number: str, birth: str, sex: str, expiry: str, name: str) -> str:
    """Build a zone whose check digits are right."""
    first = f"IDVNM{number[3:]}{check_digit(number[3:])}{number}<<{check_digit(number)}"
    second = f"{birth}{check_digit(birth)}{sex}{expiry}{check_digit(expiry)}VNM<<<<<<<<<<<"
    composite = check_digit(first[5:30] + second[0:7] + second[8:15] + second[18:29])
    return f"{first}\n{second}{composite}\n{name:<<30}"


def test_the_sample_verifies() -> None:
    assert parse_mrz(SAMPLE, TODAY) == READING
    assert zone("070095000123", "950309", "M", "350309", "LE<<VAN<THU") == SAMPLE.strip()


def test_check_digits_of_the_icao_example() -> None:
    assert check_digit("520727") == "3"
    assert check_digit("AB2134<<<") == "5"


@pytest.mark.parametrize(
    "written",
    [
        SAMPLE.lower(),
        SAMPLE.replace("\n", ""),
        SAMPLE.replace("\n", "\r\n\r\n"),
        SAMPLE.rstrip("<\n"),
        SAMPLE.replace("<<", "«"),
        " ".join(SAMPLE.strip("\n").replace("\n", " \n")),
    ],
)
def test_the_way_it_is_typed_does_not_matter(written: str) -> None:
    assert parse_mrz(written, TODAY) == READING


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        (0, 6, "mrz_document_number"),
        (0, 14, "mrz_document_number"),
        (0, 20, "mrz_personal_number"),
        (0, 29, "mrz_personal_number"),
        (1, 3, "mrz_birth_date"),
        (1, 6, "mrz_birth_date"),
        (1, 9, "mrz_expiry"),
        (1, 14, "mrz_expiry"),
        (1, 29, "mrz_composite"),
    ],
)
def test_one_wrong_digit_names_its_field(line: int, column: int, code: str) -> None:
    rows = SAMPLE.splitlines()
    digit = str((int(rows[line][column]) + 1) % 10)
    rows[line] = rows[line][:column] + digit + rows[line][column + 1 :]
    found = parse_mrz("\n".join(rows), TODAY)
    assert isinstance(found, CardRefusal)
    assert found.code == f"identity.{code}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "mrz_lines"),
        ("IDVNM\nX", "mrz_lines"),
        (SAMPLE.replace("<<9", "<9"), "mrz_length"),
        (SAMPLE.replace("LE<<VAN", "LÊ<<VAN"), "mrz_character"),
        (SAMPLE.replace("IDVNM", "IDUTO"), "mrz_not_ours"),
        ("P<VNMLE<<VAN<THU<<<<<<<<<<<<<<\n" + SAMPLE.split("\n", 1)[1], "mrz_not_ours"),
        (zone("070495000123", "950309", "M", "350309", "LE"), "number_future_birth"),
        (zone("070095000123", "951309", "M", "350309", "LE"), "mrz_birth_date"),
        (zone("070095000123", "9503<<", "M", "350309", "LE"), "mrz_birth_date"),
    ],
)
def test_what_is_no_zone_of_ours_says_why(text: str, code: str) -> None:
    found = parse_mrz(text, TODAY)
    assert isinstance(found, CardRefusal)
    assert found.code == f"identity.{code}"
    assert MESSAGES[found.code].what.format(**found.facts)


def test_the_century_comes_from_the_personal_number() -> None:
    for number, birth, year in [("008304000045", "041120", 2004), ("008125000045", "251120", 1925)]:
        found = parse_mrz(zone(number, birth, "F", "991231", "HOANG<<THI<MAU"), TODAY)
        assert isinstance(found, MrzReading)
        assert found.birth_date.year == year


def test_odd_ends_of_the_zone() -> None:
    found = parse_mrz(zone("070095000123", "950309", "<", "<<<<<<", "KPA"), TODAY)
    assert isinstance(found, MrzReading)
    assert (found.full_name, found.sex, found.expires_on) == ("KPA", None, None)
    unchecked = zone("070095000123", "950309", "M", "350309", "LE").splitlines()
    first = unchecked[0][:29] + "<"
    composite = check_digit(first[5:30] + unchecked[1][0:7] + unchecked[1][8:15] + unchecked[1][18:29])
    text = "\n".join([first, unchecked[1][:29] + composite, unchecked[2]])
    assert isinstance(parse_mrz(text, TODAY), MrzReading)


@given(st.text() | st.text("IDVNM<0123456789\n", min_size=80, max_size=95))
def test_no_text_raises(text: str) -> None:
    parse_mrz(text, TODAY)


class TestComparison:
    def reading(self, **changes: object) -> CardReading:
        reading = parse_card(EXAMPLE.text(), TODAY)
        assert isinstance(reading, CardReading)
        return replace(reading, **changes)  # type: ignore[arg-type]

    def test_front_and_back_agree(self) -> None:
        assert not compare_with_mrz(self.reading(), READING)

    def test_each_difference_is_named(self) -> None:
        other = self.reading(
            number="070095000124", full_name="Lê Văn Thư Đ", birth_date=date(1995, 9, 3), sex=Sex.FEMALE
        )
        found = compare_with_mrz(other, READING)
        assert [warning.field for warning in found] == ["number", "full_name", "birth_date", "sex"]
        assert all(MESSAGES[warning.code].what.format(**warning.facts) for warning in found)

    def test_what_one_side_does_not_know_is_no_difference(self) -> None:
        assert not compare_with_mrz(self.reading(number=None, birth_date=None, sex=None), READING)

    def test_a_name_cut_in_the_zone_is_no_difference(self) -> None:
        name = "Nguyễn Phúc Bảo Quỳnh Khánh Huyền Trang"
        row = "NGUYEN<<PHUC<BAO<QUYNH<KHANH<HUYEN<TRANG"[:30]
        cut = parse_mrz(zone("070095000123", "950309", "M", "350309", row), TODAY)
        assert isinstance(cut, MrzReading)
        assert not compare_with_mrz(self.reading(full_name=name), cut)

    def test_apostrophes_are_left_out_in_the_zone(self) -> None:
        assert not compare_with_mrz(
            self.reading(full_name="H’Hen Niê"), replace(READING, full_name="HHEN NIE")
        )
