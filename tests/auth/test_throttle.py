from __future__ import annotations

from typing import Any

import flask_security
import pytest

from center.auth import passwords, rules
from center.auth import sign_in as signing
from center.clock import FixedClock
from center.db import unit_of_work
from center.errors import RuleViolation
from tests.auth.conftest import PASSWORD, MakeAccount, audit_names, is_signed_in, sign_in, words


def test_five_wrong_passwords_make_a_pause_that_ends_by_itself(
    client: Any, make_account: MakeAccount, clock: FixedClock
) -> None:
    make_account()
    for _ in range(rules.WRONG_PER_ACCOUNT):
        sign_in(client, password="sai rồi nhé", status=422)
    answer = sign_in(client, status=429)  # even the right one
    assert "Chờ 5 phút" in words(answer)
    assert "09:05:00" in words(answer)  # 02:00 UTC and five minutes, at the center
    clock.advance(minutes=4, seconds=59)
    assert "Chờ 1 phút" in words(sign_in(client, status=429))
    clock.advance(seconds=1)
    sign_in(client)
    assert is_signed_in(client)
    assert audit_names().count("auth:session:refuse") == rules.WRONG_PER_ACCOUNT + 2


def test_a_refused_try_does_not_make_the_pause_longer(
    client: Any, make_account: MakeAccount, clock: FixedClock
) -> None:
    make_account()
    for _ in range(rules.WRONG_PER_ACCOUNT):
        sign_in(client, password="sai rồi nhé", status=422)
    for _ in range(4):
        clock.advance(minutes=1)
        sign_in(client, password="sai rồi nhé", status=429)
    clock.advance(minutes=1)
    sign_in(client)


def test_a_name_that_is_nobodys_is_paused_too(client: Any) -> None:
    for _ in range(rules.WRONG_PER_ACCOUNT):
        sign_in(client, "khong.co.ai", status=422)
    sign_in(client, "Khong.co.AI ", status=429)


def test_a_right_try_between_starts_the_count_anew(client: Any, make_account: MakeAccount) -> None:
    make_account()
    for _ in range(2):
        for _ in range(rules.WRONG_PER_ACCOUNT - 1):
            sign_in(client, password="sai rồi nhé", status=422)
        sign_in(client)
        client.submit("/sign-out", {})


def test_the_pause_of_one_name_does_not_hold_another(client: Any, make_account: MakeAccount) -> None:
    make_account()
    make_account("minh.duc")
    for _ in range(rules.WRONG_PER_ACCOUNT):
        sign_in(client, password="sai rồi nhé", status=422)
    sign_in(client, "minh.duc")


def test_one_machine_that_tries_many_names_is_paused(
    client: Any, make_account: MakeAccount, clock: FixedClock
) -> None:
    make_account()
    machine = {"REMOTE_ADDR": "10.0.0.9"}
    for number in range(rules.WRONG_PER_ADDRESS):
        sign_in(client, f"ten{number}", status=422, environ_overrides=machine)
    sign_in(client, status=429, environ_overrides=machine)
    sign_in(client, environ_overrides={"REMOTE_ADDR": "10.0.0.10"})
    client.submit("/sign-out", {})
    clock.advance(minutes=5)
    sign_in(client, environ_overrides=machine)


def test_an_unknown_name_costs_as_much_hashing_as_a_known_one(
    client: Any, make_account: MakeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_account()
    work: list[str] = []
    verify, hash_ = flask_security.verify_password, flask_security.hash_password
    monkeypatch.setattr(flask_security, "verify_password", lambda *a: (work.append("verify"), verify(*a))[1])
    monkeypatch.setattr(flask_security, "hash_password", lambda *a: (work.append("hash"), hash_(*a))[1])
    sign_in(client, password="sai rồi nhé", status=422)
    sign_in(client, "khong.co.ai", status=422)
    assert work == ["verify", "hash"]


def test_a_password_longer_than_any_is_wrong_and_costs_no_more(
    client: Any, make_account: MakeAccount
) -> None:
    make_account()
    sign_in(client, password=PASSWORD + "x" * 100_000, status=422)


def test_tries_sent_at_once_do_not_slip_past_the_pause(
    app: Any, make_account: MakeAccount, clock: FixedClock
) -> None:
    make_account()
    now = clock.now()
    # proven before any of the others was counted
    right = signing.prove("lan.anh", PASSWORD, address="10.0.0.9", now=now)
    assert right.right
    wrong = [
        signing.prove("lan.anh", "sai", address="10.0.0.9", now=now) for _ in range(rules.WRONG_PER_ACCOUNT)
    ]
    for proof in wrong:
        with unit_of_work():
            signing.sign_in(proof, now=now)
    with unit_of_work():
        refused = signing.sign_in(right, now=now)
    assert isinstance(refused, RuleViolation)
    assert refused.code == "auth.too_many_tries"


def test_a_proof_of_an_old_password_is_worthless(
    app: Any, make_account: MakeAccount, clock: FixedClock
) -> None:
    account = make_account()
    proof = signing.prove("lan.anh", PASSWORD, address="", now=clock.now())
    with unit_of_work():
        account.password = passwords.hash_password("một mật khẩu khác")
    with unit_of_work():
        refused = signing.sign_in(proof, now=clock.now())
    assert isinstance(refused, RuleViolation)
    assert refused.code == "auth.wrong_credentials"
