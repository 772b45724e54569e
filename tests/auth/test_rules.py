from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from center.auth import rules
from center.errors import RuleViolation

NOW = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize("name", ["lan", "nguyenvan.an", "bac-si_2", "a23", "a" * 32])
def test_a_plain_sign_in_name_is_taken(name: str) -> None:
    rules.check_username(name)


@pytest.mark.parametrize(
    "name", ["", "ab", "a" * 33, "2an", ".an", "nguyễn", "an an", "An", "an\n", "an@tinh.vn", "аn.cyrillic"]
)
def test_another_sign_in_name_is_refused(name: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        rules.check_username(name)
    assert (refused.value.code, refused.value.field) == ("auth.username_shape", "username")


def test_case_and_blanks_around_do_not_make_another_name() -> None:
    assert rules.clean_username("  NguyenVan.An ") == "nguyenvan.an"


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "auth.password_short"),
        ("chinkytu9", "auth.password_short"),
        ("x7" * 65, "auth.password_long"),
        ("toi la lan.anh day", "auth.password_holds_name"),
        ("LAN.ANH-2026-xin-chao", "auth.password_holds_name"),
        ("1111111111", "auth.password_easy"),
        ("abababababab", "auth.password_easy"),
        ("1234567890", "auth.password_easy"),
        ("QWERTYUIOP", "auth.password_easy"),
    ],
)
def test_a_password_a_stranger_would_try_is_refused(password: str, code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        rules.check_new_password(password, username="lan.anh", field="new_password")
    assert (refused.value.code, refused.value.field) == (code, "new_password")


@pytest.mark.parametrize(
    "password", ["mười con gà", "bon tu khong lien quan", "x7kq-2mpa-9whr", "q" * 6 + "wert" * 30]
)
def test_ten_characters_of_any_kind_are_enough(password: str) -> None:
    rules.check_new_password(password, username="lan.anh")


def wrong(*minutes_ago: float) -> list[datetime]:
    return [NOW - timedelta(minutes=minutes) for minutes in minutes_ago]


@pytest.mark.parametrize(
    ("tries", "until_minutes"),
    [
        (wrong(), None),
        (wrong(1, 1, 1, 1), None),  # four wrong ones: a fifth may be tried
        (wrong(0, 0, 0, 0, 0), 5),
        (wrong(4, 4, 3, 3, 2), 3),  # five minutes after the last wrong one
        (wrong(9, 8, 7, 6, 5), None),  # the pause is over to the second
        (wrong(15, 4, 3, 2, 1), None),  # fifteen minutes old: does not count any more
        (wrong(14.9, 4, 3, 2, 1), 4),
        (wrong(1, 2, 3, 4, 14), 4),  # in any order
    ],
)
def test_five_wrong_tries_make_a_pause_of_five_minutes(
    tries: list[datetime], until_minutes: float | None
) -> None:
    expected = None if until_minutes is None else NOW + timedelta(minutes=until_minutes)
    assert rules.paused_until(tries, limit=rules.WRONG_PER_ACCOUNT, now=NOW) == expected


@pytest.mark.parametrize(
    "target", ["/", "/accounts", "/residents/12?tab=a&page=2", "/t%C3%ACm?q=%20a", "/a//b", "/x:y@z"]
)
def test_an_address_inside_is_kept(target: str) -> None:
    assert rules.safe_next(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "accounts",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "http:evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "/%5C\\evil.example",
        "\x19//evil.example",
        "/ok\x7f",
    ],
)
def test_an_address_outside_becomes_the_first_page(target: str | None) -> None:
    assert rules.safe_next(target) == "/"
