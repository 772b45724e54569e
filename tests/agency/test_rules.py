from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from center.agency import rules
from center.errors import RuleViolation
from tests.support.agency import PROFILE


def test_texts_are_tidied() -> None:
    typed = replace(PROFILE, name="  Cơ sở\n cai nghiện ", symbol=" cscn1 ", agency_code="h55.242", phone=" ")
    found = rules.checked(typed)
    assert (found.name, found.symbol, found.agency_code, found.phone) == (
        "Cơ sở cai nghiện",
        "CSCN1",
        "H55.242",
        "",
    )
    assert found.valid_from == PROFILE.valid_from


@pytest.mark.parametrize("field", rules.REQUIRED)
def test_what_every_paper_prints_must_be_there(field: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        rules.checked(replace(PROFILE, **{field: " \n "}))
    assert (refused.value.code, refused.value.field) == ("agency.text_needed", field)


@pytest.mark.parametrize("symbol", ["CSCN", "CSCNMT-01", "ĐTCN", "TT&CN", "Ở1"])
def test_an_abbreviation_is_capitals_and_digits(symbol: str) -> None:
    assert rules.checked(replace(PROFILE, symbol=symbol)).symbol == symbol


@pytest.mark.parametrize("symbol", ["QĐ/CSCN", "CS CN", "-CSCN", "CSCN.", "C" * 16])
def test_an_abbreviation_fits_behind_the_slash_of_a_number(symbol: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        rules.checked(replace(PROFILE, symbol=symbol))
    assert (refused.value.code, refused.value.field) == ("agency.symbol_shape", "symbol")


@pytest.mark.parametrize("code", ["", "000.00.00.H41", "H55", "H55.242", "H37.DN.001", "G01.899.000"])
def test_both_generations_of_agency_codes_are_taken(code: str) -> None:
    assert rules.checked(replace(PROFILE, agency_code=code)).agency_code == code


@pytest.mark.parametrize(
    "code", ["55.242", "H5", "H55.", "H55..2", "H55-242", "000.00.00.41", "H55." + "1" * 32]
)
def test_another_agency_code_is_refused(code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        rules.checked(replace(PROFILE, agency_code=code))
    assert (refused.value.code, refused.value.field) == ("agency.code_shape", "agency_code")


def test_changes_name_the_texts_that_differ_and_not_the_day() -> None:
    other = replace(PROFILE, valid_from=date(2026, 7, 1), head_name="Người mới", superior="Công an tỉnh Khác")
    assert rules.changes(PROFILE, other) == ("superior", "head_name")
    assert rules.changes(PROFILE, replace(PROFILE, valid_from=date(2030, 1, 1))) == ()
