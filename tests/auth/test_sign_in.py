from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from bs4 import BeautifulSoup
from passlib.hash import argon2

from center.audit.models import AuditEntry
from center.auth import passwords
from center.auth.models import Account, SignInAttempt
from center.db import db, unit_of_work
from tests.auth.conftest import PASSWORD, MakeAccount, audit_names, is_signed_in, last_event, sign_in, words


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


def test_a_hash_made_with_weaker_parameters_is_renewed(
    client: Any, app: Any, make_account: MakeAccount
) -> None:
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
