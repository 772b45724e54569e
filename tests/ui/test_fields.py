"""What is typed into a form's boxes, and what the program reads."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired

from center.ui.fields import (
    LocalDateTimeField,
    LocalTimeField,
    VietnameseDateField,
    VietnameseDecimalField,
    WholeNumberField,
    parse_date,
    parse_decimal,
    parse_time,
)
from center.ui.filters import format_date, format_number
from center.ui.forms import ActIdField, BaseForm, clean_text


class Form(BaseForm):
    class Meta(BaseForm.Meta):
        csrf = False

    on = VietnameseDateField("Ngày")
    at = LocalDateTimeField("Lúc")
    clock = LocalTimeField("Giờ")
    weight = VietnameseDecimalField("Cân nặng", minimum=20, maximum=250, places=1)
    pulse = WholeNumberField("Mạch", minimum=20, maximum=250)
    name = StringField("Tên")
    secret = PasswordField("Mật khẩu")


def filled(**typed: str) -> Form:
    form = Form(MultiDict(typed))
    form.validate()
    return form


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("05/08/2026", date(2026, 8, 5)),
        ("5/8/2026", date(2026, 8, 5)),
        ("5-8-2026", date(2026, 8, 5)),
        ("5.8.2026", date(2026, 8, 5)),
        (" 5 / 8 / 2026 ", date(2026, 8, 5)),
        ("05082026", date(2026, 8, 5)),
        ("2026-08-05", date(2026, 8, 5)),
        ("29/02/2028", date(2028, 2, 29)),
        ("31/12/2199", date(2199, 12, 31)),
        ("01/01/1900", date(1900, 1, 1)),
    ],
)
def test_a_date_is_read_in_every_way_people_type_it(typed: str, day: date) -> None:
    assert parse_date(typed) == day


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31/02/2026", "trong lịch"),
        ("29/02/2027", "trong lịch"),
        ("00/01/2026", "trong lịch"),
        ("12/13/2026", "trong lịch"),
        ("05/08/26", "Không đọc được"),
        ("hôm qua", "Không đọc được"),
        ("5082026", "Không đọc được"),
        ("05/08/20266", "Không đọc được"),
        ("05/08/1026", "không hợp lý"),
        ("05/08/2200", "không hợp lý"),
        ("0000-08-05", "trong lịch"),
    ],
)
def test_a_date_that_is_not_one_is_refused_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_date(typed)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_written_date_is_read_back(day: date) -> None:
    assert parse_date(format_date(day)) == parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14:30", time(14, 30)),
        ("7h05", time(7, 5)),
        ("14g30", time(14, 30)),
        ("14 giờ 30 phút", time(14, 30)),
        ("00:00", time()),
    ],
)
def test_a_time_is_read_in_every_way_people_type_it(typed: str, read: time) -> None:
    assert parse_time(typed) == read


@pytest.mark.parametrize("typed", ["24:00", "12:60", "1430", "7h", "sáng", "-1:00"])
def test_a_time_that_is_not_one_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"giờ|Giờ"):
        parse_time(typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("36,8", "36.8"),
        ("36.8", "36.8"),
        ("0.125", "0.125"),
        ("-0.125", "-0.125"),
        ("0,125", "0.125"),
        ("1,234", "1.234"),
        ("1.234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1 234 567", "1234567"),
        ("1\u00a0234,5", "1234.5"),
        ("-2", "-2"),
        ("\N{MINUS SIGN}2,5", "-2.5"),
        ("12345.678", "12345.678"),
        ("007", "7"),
    ],
)
def test_a_number_is_read_with_its_comma(typed: str, read: str) -> None:
    assert parse_decimal(typed) == Decimal(read)


@pytest.mark.parametrize("typed", ["1.234", "12.500", "-1.000"])
def test_a_point_that_might_mean_thousands_is_refused_with_both_readings(typed: str) -> None:
    with pytest.raises(ValueError, match="hai cách") as refused:
        parse_decimal(typed)
    assert typed.replace(".", "") in str(refused.value)
    assert typed.replace(".", ",") in str(refused.value)


@pytest.mark.parametrize(
    "typed",
    ["1,234,567", "1,234.5", "1.23.456", "abc", "1e3", "1_000", "NaN", "vô cùng", "--1", ",5", "5,", "١٢"],
)
def test_a_number_that_is_not_one_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="Không đọc được"):
        parse_decimal(typed)


def test_an_absurdly_long_number_is_refused() -> None:
    with pytest.raises(ValueError, match="quá dài"):
        parse_decimal("9" * 400)


@given(st.decimals(-(10**9), 10**9, allow_nan=False, places=4))
def test_a_written_number_is_read_back(value: Decimal) -> None:
    assert parse_decimal(format_number(value).replace(".", "")) == value


def test_a_whole_form_is_read(inside: Flask) -> None:
    form = filled(
        on="5/8/2026", at="05/08/2026 6h30", clock="6:30", weight="51,5", pulse="88", name="  Lý A Páo "
    )
    assert form.errors == {}
    assert form.on.data == date(2026, 8, 5)
    assert form.at.data == datetime(2026, 8, 4, 23, 30, tzinfo=UTC)
    assert form.clock.data == time(6, 30)
    assert form.weight.data == Decimal("51.5")
    assert form.pulse.data == 88
    assert form.name.data == "Lý A Páo"


def test_empty_boxes_are_none_and_no_error(inside: Flask) -> None:
    form = filled(on=" ", at="", weight="", pulse="  ")
    assert form.errors == {}
    assert [form.on.data, form.at.data, form.clock.data, form.weight.data, form.pulse.data] == [None] * 5


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("on", "31/02/2026", "trong lịch"),
        ("at", "05/08/2026", "cả ngày và giờ"),
        ("at", "05/08/2026 25:00", "Không có giờ"),
        ("clock", "7 rưỡi", "Không đọc được giờ"),
        ("weight", "51,55", "1 chữ số sau dấu phẩy"),
        ("weight", "19,9", "Phải từ 20 đến 250"),
        ("weight", "250,1", "Phải từ 20 đến 250"),
        ("pulse", "88,5", "số nguyên"),
        ("pulse", "0.125", "số nguyên"),
        ("pulse", "251", "Phải từ 20 đến 250"),
    ],
)
def test_what_was_typed_stays_in_the_box_beside_its_error(
    inside: Flask, field: str, typed: str, why: str
) -> None:
    bound: Any = filled(**{field: typed})[field]
    assert bound.data is None
    assert bound._value() == typed
    assert len(bound.errors) == 1
    assert why in bound.errors[0]


def test_the_limits_themselves_are_allowed(inside: Flask) -> None:
    assert filled(weight="20", pulse="250").errors == {}
    assert filled(weight="250", pulse="20").errors == {}


def test_one_sided_limits_are_named(inside: Flask) -> None:
    class OneSided(Form):
        low = WholeNumberField(minimum=1)
        high = WholeNumberField(maximum=1200)

    form = OneSided(MultiDict({"low": "0", "high": "1.201"}))
    assert not form.validate()
    assert form.low.errors == ["Phải từ 1 trở lên."]
    assert form.high.errors == ["Không được quá 1.200."]


def test_a_required_box_says_unreadable_rather_than_required(inside: Flask) -> None:
    class Required(Form):
        born_on = VietnameseDateField("Ngày sinh", [DataRequired()])

    form = Required(MultiDict({"born_on": "31/02/2026"}))
    assert not form.validate()
    assert "trong lịch" in form.born_on.errors[0]
    form = Required(MultiDict({"born_on": ""}))
    assert not form.validate()
    assert form.born_on.errors == ["Phải nhập mục này."]


def test_a_value_from_the_database_is_shown_as_people_type_it(inside: Flask) -> None:
    form = Form(
        on=date(2026, 8, 5),
        at=datetime(2026, 8, 4, 23, 30, tzinfo=UTC),
        clock=time(6, 5),
        weight=Decimal("1051.50"),
        pulse=88,
    )
    shown = [form[name]._value() for name in ("on", "at", "clock", "weight", "pulse", "name")]
    assert shown == ["05/08/2026", "05/08/2026 06:30", "06:05", "1051,50", "88", ""]


def test_the_browsers_own_moment_is_understood(inside: Flask) -> None:
    assert filled(at="2026-08-05T06:30").at.data == datetime(2026, 8, 4, 23, 30, tzinfo=UTC)


def test_text_is_cleaned_and_a_password_is_not(inside: Flask) -> None:
    decomposed = "Nguye\u0302\u0303n\x00 Va\u0306n\u0007"
    form = filled(name=decomposed, secret=" mật khẩu ")
    assert form.name.data == "Nguyễn Văn"
    assert form.secret.data == " mật khẩu "
    assert clean_text("một\r\nhai\tba") == "một\nhai\tba"
    assert clean_text(None) is None


def test_an_act_keeps_its_id_when_its_form_is_shown_again(inside: Flask) -> None:
    class Act(Form):
        act_id = ActIdField()

    first, second = Act(), Act()
    assert first.act_id.data != second.act_id.data
    again = Act(MultiDict({"act_id": first.act_id.data}))
    assert again.validate()
    assert again.act_id.data == first.act_id.data
    broken = Act(MultiDict({"act_id": "1; DROP TABLE"}))
    assert not broken.validate()
    assert "không còn nguyên vẹn" in broken.act_id.errors[0]
