"""What an account and the desk allow, case by case."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from center.errors import RuleViolation
from center.residents.money.rules import (
    MOST,
    Account,
    Posting,
    check_amount,
    check_box,
    check_closing,
    check_count,
    check_day,
    check_limits,
    check_pool,
    check_return,
    check_second_signature,
    correction,
    counted,
    pool_of,
    posting,
)
from center.residents.money.sheets import sheets
from center.residents.money.words import in_words

DAY = date(2026, 11, 22)
FULL = Account(seq=4, balance=100_000, held=30_000, last_on=DAY)


def code_of(act: object) -> str:
    """Return the code of the rule that refuses ``act``; empty when it passes."""
    try:
        act()  # type: ignore[operator]
    except RuleViolation as refusal:
        return refusal.code.removeprefix("residents.")
    return ""


@pytest.mark.parametrize(
    ("kind", "amount", "account", "held", "wanted"),
    [
        ("relative", 50_000, Account(), False, Posting(50_000, 0)),
        ("labour_share", 50_000, FULL, True, Posting(50_000, 50_000)),
        ("labour_share", 50_000, FULL, False, Posting(50_000, 0)),
        ("canteen", 70_000, FULL, False, Posting(-70_000, 0)),
        ("canteen", 70_001, FULL, False, "money_held"),
        ("sent_home", 70_001, FULL, False, "money_held"),
        ("canteen", 1, Account(), False, "money_not_enough"),
        ("returned", 100_000, FULL, False, Posting(-100_000, -30_000)),
        ("returned", 70_000, FULL, False, Posting(-70_000, 0)),
        ("returned", 80_000, FULL, False, Posting(-80_000, -10_000)),
        ("returned", 100_001, FULL, False, "money_not_enough"),
        ("opening", 5_000, Account(), False, Posting(5_000, 0)),
        ("opening", 5_000, FULL, False, "money_opening_late"),
        ("relative", 0, FULL, False, "money_amount"),
        ("relative", MOST + 1, FULL, False, "money_too_much"),
    ],
)
def test_an_entry_changes_an_account_or_is_refused(
    kind: str, amount: int, account: Account, held: bool, wanted: Posting | str
) -> None:
    if isinstance(wanted, str):
        assert code_of(lambda: posting(kind, amount, account, held=held)) == wanted
    else:
        assert posting(kind, amount, account, held=held) == wanted


@pytest.mark.parametrize(
    ("wrong", "right", "share", "paid_held", "wanted"),
    [
        (50_000, 5_000, False, 0, Posting(-45_000, 0)),
        (50_000, 0, False, 0, Posting(-50_000, 0)),
        (-20_000, -25_000, False, 0, Posting(-5_000, 0)),
        (-20_000, 0, False, 0, Posting(20_000, 0)),
        (30_000, 10_000, True, 0, Posting(-20_000, -20_000)),
        (30_000, 40_000, True, 0, Posting(10_000, 10_000)),
        (40_000, 5_000, True, 0, "money_correction_short"),  # 5,000 of the held part would be missing
        (90_000, 10_000, False, 0, "money_correction_short"),
        (-90_000, -50_000, False, 30_000, Posting(40_000, 30_000)),
        (-90_000, -80_000, False, 30_000, Posting(10_000, 10_000)),
        (50_000, 50_000, False, 0, "money_same"),
        (50_000, -1, False, 0, "money_amount"),
        (50_000, MOST + 1, False, 0, "money_too_much"),
    ],
)
def test_a_correction_is_the_difference(
    wrong: int, right: int, share: bool, paid_held: int, wanted: Posting | str
) -> None:
    def act() -> Posting:
        return correction(wrong, right, FULL, held_share=share, held_returned=paid_held)

    if isinstance(wanted, str):
        assert code_of(act) == wanted
    else:
        assert act() == wanted


@pytest.mark.parametrize(
    ("booked", "closed", "last", "wanted"),
    [
        (DAY, None, None, ""),
        (DAY, date(2026, 11, 21), DAY, ""),
        (date(2026, 11, 23), None, None, "money_future"),
        (DAY, DAY, None, "money_day_closed"),
        (date(2026, 11, 20), date(2026, 11, 21), None, "money_day_closed"),
        (date(2026, 11, 21), None, DAY, "money_before_last"),
    ],
)
def test_an_entry_goes_into_an_open_day_in_order(
    booked: date, closed: date | None, last: date | None, wanted: str
) -> None:
    assert code_of(lambda: check_day(booked, today=DAY, closed_until=closed, last_on=last)) == wanted


@pytest.mark.parametrize(
    ("last_day", "ended", "basis", "wanted"),
    [
        (DAY, False, "", ""),
        (date(2026, 11, 23), False, "", "money_return_early"),
        (date(2026, 11, 23), False, "QĐ 5/QĐ-TA", ""),
        (None, False, "", "money_return_early"),
        (date(2026, 11, 23), True, "", ""),
    ],
)
def test_an_account_is_paid_out_at_the_end(
    last_day: date | None, ended: bool, basis: str, wanted: str
) -> None:
    assert code_of(lambda: check_return(DAY, last_day, ended=ended, basis=basis)) == wanted


@pytest.mark.parametrize(
    ("kind", "amount", "limits", "wanted"),
    [
        ("relative", 1_000_000, {}, ""),
        ("relative", 100_000, {"relative_month": 500_000}, ""),
        ("relative", 100_001, {"relative_month": 500_000}, "money_relative_month"),
        ("post", 100_001, {"relative_month": 500_000, "balance": 1}, ""),
        ("canteen", 60_000, {"canteen_month": 250_000}, "money_canteen_month"),
        ("canteen", 50_000, {"canteen_month": 250_000}, ""),
        ("relative", 1, {"balance": 100_000}, "money_balance"),
        ("found", 900_000, {"balance": 100_000}, ""),
    ],
)
def test_house_rules_cap_what_they_name(kind: str, amount: int, limits: dict[str, int], wanted: str) -> None:
    month = {"relative": 400_000, "canteen": 200_000}
    assert code_of(lambda: check_limits(kind, amount, FULL, limits, month)) == wanted


@pytest.mark.parametrize(
    ("day", "closed", "earlier", "wanted"),
    [
        (DAY, None, None, ""),
        (DAY, None, DAY, ""),
        (date(2026, 11, 23), None, None, "desk_future"),
        (DAY, DAY, None, "desk_closed"),
        (DAY, date(2026, 11, 20), date(2026, 11, 21), "desk_earlier_open"),
    ],
)
def test_days_are_closed_in_turn(day: date, closed: date | None, earlier: date | None, wanted: str) -> None:
    assert code_of(lambda: check_closing(day, today=DAY, closed_until=closed, earlier_open=earlier)) == wanted


def test_the_box_is_counted_by_notes() -> None:
    assert counted({500_000: 2, 1_000: 3, 200: 0}) == 1_003_000
    for wrong in ({300: 1}, {500: -1}):
        with pytest.raises(ValueError, match="not a count"):
            counted(wrong)
    assert code_of(lambda: check_count(5_000, 5_000, "")) == ""
    assert code_of(lambda: check_count(4_000, 5_000, " ")) == "desk_difference"
    assert code_of(lambda: check_count(4_000, 5_000, "thối nhầm")) == ""
    assert code_of(lambda: check_box(5_000, 5_001)) == "desk_not_enough"


@pytest.mark.parametrize(
    ("first", "second", "refused"), [(1, 2, False), (1, 1, True), (None, 1, True), (1, None, True)]
)
def test_two_signatures_are_two_people(first: int | None, second: int | None, refused: bool) -> None:
    assert (code_of(lambda: check_second_signature(first, second)) != "") is refused


def test_the_pool_is_the_share_of_the_surplus() -> None:
    assert pool_of(10_000_001, Decimal("0.20")) == 2_000_000
    assert code_of(lambda: check_pool(2_000_000, 1_500_000, [300_000, 200_001])) == "share_over_pool"
    assert code_of(lambda: check_pool(2_000_000, 1_500_000, [300_000, 200_000])) == ""
    assert code_of(lambda: check_pool(None, 0, [MOST])) == ""
    assert code_of(lambda: check_amount(1)) == ""


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi bốn đồng"),
        (55, "Năm mươi lăm đồng"),
        (105, "Một trăm linh năm đồng"),
        (500, "Năm trăm đồng"),
        (1_000, "Một nghìn đồng"),
        (1_005, "Một nghìn không trăm linh năm đồng"),
        (12_500, "Mười hai nghìn năm trăm đồng"),
        (125_000, "Một trăm hai mươi lăm nghìn đồng"),
        (1_000_000, "Một triệu đồng"),
        (1_050_000, "Một triệu không trăm năm mươi nghìn đồng"),
        (2_001_010, "Hai triệu không trăm linh một nghìn không trăm mười đồng"),
        (3_000_000_021, "Ba tỷ không trăm hai mươi mốt đồng"),
    ],
)
def test_amounts_are_written_in_words(amount: int, words: str) -> None:
    assert in_words(amount) == words


@pytest.mark.parametrize("amount", [-1, 10**12])
def test_there_are_no_words_for_what_no_receipt_holds(amount: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        in_words(amount)


def test_a_book_goes_on_from_sheet_to_sheet() -> None:
    found = sheets([100, 200, -50, 300, -10], opening=1000, rows=2)
    assert [(one.number, one.of, one.start, one.stop) for one in found] == [
        (1, 3, 0, 2),
        (2, 3, 2, 4),
        (3, 3, 4, 5),
    ]
    assert [(one.opening, one.received, one.paid, one.closing) for one in found] == [
        (1000, 300, 0, 1300),
        (1300, 300, 50, 1550),
        (1550, 0, 10, 1540),
    ]
    assert [one.is_last for one in found] == [False, False, True]
    assert [(one.start, one.stop, one.closing) for one in sheets([])] == [(0, 0, 0)]
    assert len(sheets([1] * 15)) == 1
    assert len(sheets([1] * 16)) == 2
