from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.legal.rules import Value
from center.legal.values import ValueKind, from_text, kind_of, to_text

VALUES = st.one_of(
    st.integers(),
    st.booleans(),
    st.text(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.lists(st.text()).map(tuple),
)


@given(VALUES)
def test_what_is_stored_is_read_back(value: Value) -> None:
    read = from_text(kind_of(value), to_text(value))

    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (24, "24"),
        (Decimal("0.30"), "0.30"),
        (True, "true"),
        (False, "false"),
        (("xã", "phường", "đặc khu"), '["xã", "phường", "đặc khu"]'),
    ],
)
def test_stored_values_can_be_read_by_a_person(value: Value, text: str) -> None:
    assert to_text(value) == text


@pytest.mark.parametrize("value", [0.5, None, ("a", 1), ["a"]])
def test_nothing_else_is_held(value: object) -> None:
    with pytest.raises(TypeError, match="cannot hold"):
        kind_of(value)  # type: ignore[arg-type]


def test_a_yes_is_spelt_one_way() -> None:
    with pytest.raises(ValueError, match="neither true nor false"):
        from_text(ValueKind.BOOL, "yes")
