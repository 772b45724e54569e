from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup

from center.auth import passwords, rules
from center.auth.models import Account, SignInAttempt
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db
from tests.auth.conftest import PASSWORD, MakeAccount, audit_names, is_signed_in, last_event, sign_in


def words(answer: Any) -> str:
    return BeautifulSoup(answer.text, "html.parser").get_text(" ", strip=True)


def test_the_right_name_and_password_open_the_first_page(client: Any, make_account: MakeAccount) -> None:
    account = make_account()
    client.page("/sign-in")
    answer = sign_in(client)
    assert answer.location == "/"
    assert is_signed_in(client)
    event = last_event("auth:session:open")
    assert (event.actor_id, event.actor_name) == (account.id, "Trần Thị Lan Anh")
    assert event.data == {"address": "127.0.0.1"}


def test_the_name_may_be_typed_in_capitals_with_blanks(client: Any, make_account: MakeAccount) -> None:
    make_account()
    sign_in(client, "  LAN.Anh ")
    assert is_signed_in(client)


def test_the_password_may_come_decomposed_from_another_keyboard(
    client: Any, make_account: MakeAccount
) -> None:
    import unicodedata

    make_account()
    sign_in(client, password=unicodedata.normalize("NFD", PASSWORD))
    assert is_signed_in(client)


def test_a_wrong_password_and_an_unknown_name_answer_alike(client: Any, make_account: MakeAccount) -> None:
    make_account()
    wrong = words(sign_in(client, password="sai rồi nhé", status=422))
    unknown = words(sign_in(client, "khong.co.ai", password="sai rồi nhé", status=422))
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in wrong
    assert wrong == unknown
    assert not is_signed_in(client)


def test_the_name_typed_is_kept_and_the_password_is_not(client: Any, make_account: MakeAccount) -> None:
    make_account()
    answer = sign_in(client, password="sai rồi nhé", status=422, next="/accounts")
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.find(id="username")["value"] == "lan.anh"  # type: ignore[index]
    assert page.find(attrs={"name": "next"})["value"] == "/accounts"  # type: ignore[index]
    assert "sai rồi nhé" not in answer.text


@pytest.mark.parametrize(("username", "password"), [("", "x"), ("lan.anh", ""), ("", "")])
def test_an_empty_box_is_told_and_counts_for_nothing(client: Any, username: str, password: str) -> None:
    sign_in(client, username, password, status=422)
    assert db.session.scalar(db.select(db.func.count()).select_from(SignInAttempt)) == 0


def test_a_locked_account_is_told_only_to_its_owner(client: Any, make_account: MakeAccount) -> None:
    account = make_account()
    db.session.execute(db.update(Account).where(Account.id == account.id).values(active=False))
    db.session.commit()
    assert "Tài khoản này đang bị khóa." in words(sign_in(client, status=422))
    assert "khóa" not in words(sign_in(client, password="sai rồi nhé", status=422))
    assert not is_signed_in(client)
    assert last_event("auth:session:refuse").data["reason"] == "wrong"


def test_next_leads_back_to_the_page_that_asked(client: Any) -> None:
    asked = client.get("/accounts?q=lan&page=2")
    assert asked.status_code == 303
    assert asked.location == "/sign-in?next=/accounts?q%3Dlan%26page%3D2"
    page = client.page(asked.location)
    hidden = page.find(attrs={"name": "next"})["value"]
    assert hidden == "/accounts?q=lan&page=2"
    assert sign_in(client, "administrator", "mat-khau-thu-nghiem", next=hidden).location == hidden


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"]
)
def test_next_never_leads_to_another_site(client: Any, make_account: MakeAccount, target: str) -> None:
    make_account()
    assert sign_in(client, next=target).location == "/"


def test_whoever_is_signed_in_is_led_past_the_sign_in_page(client: Any, make_account: MakeAccount) -> None:
    make_account()
    sign_in(client)
    answer = client.get("/sign-in?next=/password")
    assert (answer.status_code, answer.location) == (303, "/password")


def test_signing_in_needs_the_token_of_this_browser(client: Any, make_account: MakeAccount) -> None:
    make_account()
    for token in ("", "forged"):
        form = {"username": "lan.anh", "password": PASSWORD, "csrf_token": token}
        answer = client.post("/sign-in", data=form)
        assert answer.status_code == 422
        # the page left open overnight: a new token is on it, and the name is still there
        assert 'value="lan.anh"' in answer.text
    assert not is_signed_in(client)
    assert "auth:session:open" not in audit_names()


def test_what_an_earlier_visitor_left_in_the_cookie_is_gone(client: Any, make_account: MakeAccount) -> None:
    make_account()
    with client.session_transaction() as stored:
        stored["planted"] = "by somebody else"
    sign_in(client)
    with client.session_transaction() as stored:
        assert "planted" not in stored


def test_sign_out_ends_the_session(client: Any, make_account: MakeAccount) -> None:
    account = make_account()
    sign_in(client)
    assert client.get("/sign-out").status_code == 405
    assert client.submit("/sign-out", {}).location == "/sign-in"
    assert not is_signed_in(client)
    assert last_event("auth:session:close").actor_id == account.id


def test_sign_out_needs_the_token_of_this_browser(client: Any, make_account: MakeAccount) -> None:
    make_account()
    sign_in(client)
    assert client.post("/sign-out").status_code == 400
    assert is_signed_in(client)


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
    import flask_security

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
    from center.auth import sign_in as signing
    from center.db import unit_of_work
    from center.errors import RuleViolation

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
    from center.auth import sign_in as signing
    from center.db import unit_of_work
    from center.errors import RuleViolation

    account = make_account()
    proof = signing.prove("lan.anh", PASSWORD, address="", now=clock.now())
    with unit_of_work():
        account.password = passwords.hash_password("một mật khẩu khác")
    with unit_of_work():
        refused = signing.sign_in(proof, now=clock.now())
    assert isinstance(refused, RuleViolation)
    assert refused.code == "auth.wrong_credentials"


def test_a_hash_made_with_weaker_parameters_is_renewed(
    client: Any, app: Any, make_account: MakeAccount
) -> None:
    from passlib.hash import argon2

    from center.db import unit_of_work

    account = make_account()
    weak = argon2.using(type="ID", memory_cost=32, rounds=1, parallelism=1).hash(passwords._normal(PASSWORD))
    with unit_of_work():
        account.password = weak
    sign_in(client)
    db.session.refresh(account)
    assert account.password != weak
    client.submit("/sign-out", {})
    sign_in(client)


def test_no_password_and_no_unknown_name_is_ever_on_record(client: Any, make_account: MakeAccount) -> None:
    from center.audit.models import AuditEntry

    account = make_account()
    secrets = [PASSWORD, "sai rồi nhé", "mật khẩu gõ nhầm vào ô tên", "con gà con vịt"]
    sign_in(client, password="sai rồi nhé", status=422)
    sign_in(client, "mật khẩu gõ nhầm vào ô tên", "x", status=422)
    sign_in(client)
    form = {"current_password": PASSWORD, "new_password": "con gà con vịt", "again": "con gà con vịt"}
    client.submit("/password", form)
    db.session.refresh(account)
    entries = db.session.scalars(db.select(AuditEntry)).all()
    tries = db.session.scalars(db.select(SignInAttempt)).all()
    stored = " ".join(f"{entry.name} {entry.actor_name} {entry.data}" for entry in entries)
    stored += " ".join(attempt.username for attempt in tries)
    assert "lan.anh" in stored
    for secret in [*secrets, account.password]:
        assert str(secret) not in stored
    assert {event.name for event in entries} >= {
        "auth:session:refuse",
        "auth:session:open",
        "auth:password:change",
    }


def test_roles_of_a_test_account_are_what_the_table_says(client: Any) -> None:
    sign_in(client, Role.NURSE.value, "mat-khau-thu-nghiem")
    assert client.get("/accounts").status_code == 403
    assert timedelta(hours=12) == rules.SESSION_LENGTH
