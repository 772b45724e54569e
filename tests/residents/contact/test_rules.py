"""Telephone numbers and what may be said about a family; tables of cases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from center.errors import RuleViolation
from center.residents.contact.phones import read_phone, tel_of
from center.residents.contact.rules import ContactEntry, Kin, check_change, check_entry, check_family

PHONES = [
    ("", "", ""),
    ("0912345678", "0912 345 678", "+84912345678"),
    ("0912 345 678", "0912 345 678", "+84912345678"),
    (" 0912.345.678 ", "0912 345 678", "+84912345678"),
    ("(091) 234-5678", "0912 345 678", "+84912345678"),
    ("+84 912 345 678", "0912 345 678", "+84912345678"),
    ("+840912345678", "0912 345 678", "+84912345678"),
    ("84912345678", "0912 345 678", "+84912345678"),
    ("0321234567", "0321 234 567", "+84321234567"),
    ("0581234567", "0581 234 567", "+84581234567"),
    ("02438251234", "024 3825 1234", "+842438251234"),
    ("02513822123", "0251 382 2123", "+842513822123"),
    ("0251382212", "0251 38 2212", "+84251382212"),
    ("+856 20 5555 1234", "+8562055551234", "+8562055551234"),
]


@pytest.mark.parametrize(("typed", "kept", "target"), PHONES)
def test_a_number_is_kept_in_one_way_and_can_be_tapped(typed: str, kept: str, target: str) -> None:
    assert (read_phone(typed), tel_of(typed)) == (kept, target)
    assert read_phone(kept) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("01681234567", "contact.phone_old"),
        ("0168 123 4567", "contact.phone_old"),
        ("0912 345 678 / 0987 654 321", "contact.phone_two"),
        ("0912345678, 0987654321", "contact.phone_two"),
        ("0912 345 678 hoặc 02513822123", "contact.phone_two"),
        ("091234567", "contact.phone"),
        ("09123456789", "contact.phone"),
        ("0112345678", "contact.phone"),
        ("0612345678", "contact.phone"),
        ("912345678", "contact.phone"),
        ("không có", "contact.phone"),
        ("٠٩١٢٣٤٥٦٧٨", "contact.phone"),
        ("+12", "contact.phone"),
    ],
)
def test_a_number_nobody_can_call_is_refused_and_never_tapped(typed: str, code: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        read_phone(typed)
    assert (refusal.value.code, refusal.value.field) == (code, "phone")
    assert tel_of(typed) == ""


MOTHER = ContactEntry(full_name="Trần Thị Mẹ", relation="Mẹ", phone="0912 345 678")
SECRET = replace(MOTHER, not_told=True, not_told_reason="bạo lực", may_visit=False)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (MOTHER, ""),
        (replace(MOTHER, is_main=True, is_representative=True), ""),
        (replace(MOTHER, may_visit=False), ""),
        (SECRET, ""),
        (replace(SECRET, is_representative=True), ""),
        (replace(MOTHER, full_name=""), "contact.name_needed"),
        (replace(MOTHER, relation=""), "contact.relation_needed"),
        (replace(SECRET, not_told_reason=""), "contact.not_told_reason"),
        (replace(SECRET, is_main=True), "contact.not_told_main"),
        (replace(SECRET, may_visit=True), "contact.not_told_visits"),
    ],
)
def test_who_must_not_be_told_is_neither_called_first_nor_let_in(entry: ContactEntry, code: str) -> None:
    if not code:
        check_entry(entry)
        return
    with pytest.raises(RuleViolation) as refusal:
        check_entry(entry)
    assert refusal.value.code == code


def test_a_change_changes_something_and_says_why() -> None:
    check_change(MOTHER, replace(MOTHER, phone="0987 654 321"), "mẹ báo")
    with pytest.raises(RuleViolation, match="nothing_changed"):
        check_change(MOTHER, MOTHER, "mẹ báo")
    with pytest.raises(RuleViolation, match="reason_needed"):
        check_change(MOTHER, SECRET, "")


REPRESENTS, SECRETLY, OTHER = Kin(True, False), Kin(True, True), Kin(False, False)


@pytest.mark.parametrize(
    ("before", "after", "minor", "refused"),
    [
        ([REPRESENTS], [], True, True),
        ([REPRESENTS, OTHER], [OTHER], True, True),
        ([REPRESENTS], [SECRETLY], True, True),
        ([REPRESENTS, REPRESENTS], [REPRESENTS], True, False),
        ([OTHER], [OTHER, OTHER], True, False),
        ([], [], True, False),
        ([REPRESENTS], [], False, False),
    ],
)
def test_a_minor_keeps_a_representative_who_may_be_told(
    before: list[Kin], after: list[Kin], minor: bool, refused: bool
) -> None:
    if refused:
        with pytest.raises(RuleViolation, match="minor_needs_representative"):
            check_family(before, after, minor=minor)
    else:
        check_family(before, after, minor=minor)
