from __future__ import annotations

import re
from typing import Any

import pytest

from center.auth import queries
from center.auth.commands import accounts_group
from center.auth.permissions import Role
from tests.auth.conftest import MakeAccount, last_event, sign_in


@pytest.fixture
def run(app: Any) -> Any:
    """Run ``center accounts …``; return what it printed and its exit code."""

    def invoke(*args: str) -> tuple[str, int]:
        result = app.test_cli_runner().invoke(accounts_group, list(args))
        return result.output, result.exit_code

    return invoke


def one_time_password(output: str) -> str:
    found = re.search(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", output)
    assert found, output
    return found[0]


def test_create_makes_an_account_and_prints_its_password(run: Any, client: Any) -> None:
    output, code = run(
        "create", "Lan.Anh", "--name", "Trần Lan Anh", "--role", "nurse", "--role", "counsellor"
    )
    assert code == 0, output
    account = queries.account_by_username("lan.anh")
    assert account is not None
    assert {role.name for role in account.roles} == {Role.NURSE, Role.COUNSELLOR}
    sign_in(client, password=one_time_password(output))
    assert client.get("/").location == "/password"
    assert last_event("auth:account:create").actor_name == "system:center accounts"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("create", "nurse", "--name", "A", "--role", "nurse"), "đã có người dùng"),
        (("create", "x", "--name", "A", "--role", "nurse"), "3 đến 32 ký tự"),
        (("create", "lan", "--name", "A", "--role", "emperor"), "emperor"),
        (("create", "lan", "--name", "A"), "--role"),
        (("reset-password", "khong.co"), "Không có tài khoản khong.co."),
    ],
)
def test_a_refused_command_says_why_and_fails(run: Any, args: tuple[str, ...], words: str) -> None:
    output, code = run(*args)
    assert code != 0
    assert words in output


def test_reset_password_helps_when_nobody_can_sign_in(run: Any, client: Any) -> None:
    output, code = run("reset-password", "administrator")
    assert code == 0
    sign_in(client, "administrator", one_time_password(output))


def test_list_names_everybody_and_no_password(run: Any, make_account: MakeAccount) -> None:
    make_account()
    output, code = run("list")
    assert code == 0
    assert re.search(r"lan\.anh\s+đang dùng\s+Trần Thị Lan Anh \(Điều dưỡng\)", output)
    assert len(output.splitlines()) == len(Role) + 1
    assert "argon2" not in output
