"""What custody asks, case by case."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from center.errors import RuleViolation
from center.residents.property.rules import (
    Signer,
    check_correction,
    check_quantity,
    check_receiver,
    check_return,
    check_signer,
)

RESIDENT = "Trần Văn Mẫu"


@pytest.mark.parametrize(
    ("signer", "code"),
    [
        (Signer(RESIDENT), ""),
        (Signer("Chu Thị Lưu", 9), ""),
        (Signer("  "), "property_signer"),
        (Signer("Lò Thị Mận", 7), "property_same_signer"),
        (Signer("lò thị mận"), "property_same_signer"),
        (Signer("Ai Khác", 7), "property_same_signer"),
    ],
)
def test_two_signatures_are_two_people(signer: Signer, code: str) -> None:
    with pytest.raises(RuleViolation, match=code) if code else nullcontext():
        check_signer(signer, first_id=7, first_name="Lò Thị Mận")


@pytest.mark.parametrize(
    ("signer", "code"),
    [
        (Signer(RESIDENT), ""),
        (Signer("Trần Thị Mẹ", relation="mẹ", paper="070190000001"), ""),
        (Signer("Trần Thị Mẹ", relation="mẹ"), "receiver_paper"),
        (Signer("Trần Thị Mẹ", paper="070190000001"), "receiver_relation"),
        (Signer("Trần Thị Mẹ"), "receiver_relation"),
    ],
)
def test_a_relative_shows_relation_and_paper(signer: Signer, code: str) -> None:
    with pytest.raises(RuleViolation, match=code) if code else nullcontext():
        check_receiver(signer, RESIDENT)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({1: 2, 2: 0}, ""),
        ({1: 3}, "too_many"),
        ({1: -1}, "too_many"),
        ({9: 1}, "too_many"),
        ({2: 0}, "belonging_none"),
        ({}, "belonging_none"),
    ],
)
def test_no_more_goes_back_than_is_held(wanted: dict[int, int], code: str) -> None:
    left, names = {1: 2, 2: 1}, {1: "Ví", 2: "Áo"}
    if not code:
        assert check_return(left, wanted, names) == {1: 2}
        return
    with pytest.raises(RuleViolation, match=code):
        check_return(left, wanted, names)


def test_a_line_is_corrected_with_a_reason_and_not_below_what_went_back() -> None:
    check_correction(2, 2, "đếm sai")
    check_quantity(0, least=0)
    for quantity, reason, code in ((2, " ", "property_reason"), (1, "đếm sai", "below_returned")):
        with pytest.raises(RuleViolation, match=code):
            check_correction(quantity, 2, reason)
    with pytest.raises(RuleViolation, match="belonging_quantity"):
        check_quantity(0)
