from __future__ import annotations

from typing import Any

import pytest

from center.auth import queries, service
from center.auth.models import Account, AccountSession
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from tests.auth.conftest import PASSWORD, MakeAccount, is_signed_in, last_event, sign_in
from tests.support.statements import statements

NEW = "con gà con vịt"


def other(client: Any) -> Any:
    """Return another browser."""
    return client.application.test_client()


def stolen(client: Any) -> Any:
    """Return another browser with a copy of this one's cookie."""
    thief = other(client)
    cookie = client.get_cookie("center")
    thief.set_cookie("center", cookie.value)
    return thief


def test_a_session_lasts_one_shift_from_sign_in_however_much_it_is_used(
    client: Any, make_account: MakeAccount, clock: FixedClock
) -> None:
    make_account()
    sign_in(client)
    for _ in range(11):
        clock.advance(hours=1)
        assert is_signed_in(client)
    clock.advance(minutes=59, seconds=59)
    assert is_signed_in(client)
    clock.advance(seconds=1)
    assert not is_signed_in(client)
    sign_in(client)
    assert is_signed_in(client)


def test_a_copied_cookie_is_worth_nothing_after_sign_out(client: Any, make_account: MakeAccount) -> None:
    make_account()
    sign_in(client)
    thief = stolen(client)
    assert is_signed_in(thief)
    client.submit("/sign-out", {})
    assert not is_signed_in(thief)


def test_sign_out_at_the_desk_leaves_the_phone_signed_in(client: Any, make_account: MakeAccount) -> None:
    make_account()
    phone = other(client)
    sign_in(client)
    sign_in(phone)
    client.submit("/sign-out", {})
    assert is_signed_in(phone)


@pytest.mark.parametrize("act", ["lock", "reset_password"])
def test_lock_and_reset_end_every_session(
    client: Any, make_account: MakeAccount, actor: Any, clock: FixedClock, act: str
) -> None:
    account = make_account()
    phone = other(client)
    sign_in(client)
    sign_in(phone)
    with unit_of_work():
        getattr(service, act)(account, actor=actor(Role.ADMINISTRATOR), now=clock.now())
    assert not is_signed_in(client)
    assert not is_signed_in(phone)
    assert queries.sign_ins(account.id, now=clock.now()).open_sessions == 0


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(
    client: Any, make_account: MakeAccount, clock: FixedClock
) -> None:
    account = make_account()
    phone = other(client)
    sign_in(client)
    sign_in(phone)
    client.submit("/password", {"current_password": PASSWORD, "new_password": NEW, "again": NEW})
    assert is_signed_in(client)
    assert not is_signed_in(phone)
    sign_in(phone, password=PASSWORD, status=422)
    sign_in(phone, password=NEW)
    assert last_event("auth:password:change").actor_id == account.id
    assert queries.sign_ins(account.id, now=clock.now()).open_sessions == 2


@pytest.mark.parametrize(
    ("current", "new", "again", "words"),
    [
        ("không phải", NEW, NEW, "Mật khẩu hiện tại không đúng."),
        (PASSWORD, PASSWORD, PASSWORD, "Mật khẩu mới trùng với mật khẩu đang dùng."),
        (PASSWORD, NEW, "con gà con ngan", "Hai lần nhập mật khẩu mới không giống nhau."),
        (PASSWORD, "ngắn", "ngắn", "Mật khẩu mới có 4 ký tự, cần ít nhất 10 ký tự."),
        (PASSWORD, "day la lan.anh", "day la lan.anh", "Mật khẩu mới có chứa tên đăng nhập."),
    ],
)
def test_a_bad_new_password_is_refused_in_words(
    client: Any, make_account: MakeAccount, current: str, new: str, again: str, words: str
) -> None:
    account = make_account()
    sign_in(client)
    form = {"current_password": current, "new_password": new, "again": again}
    answer = client.submit("/password", form, status=422)
    assert words in answer.text
    assert f'value="{new}"' not in answer.text
    before = account.password
    db.session.refresh(account)
    assert account.password == before
    assert is_signed_in(client)


def test_wrong_present_passwords_at_an_unlocked_desk_are_paused_too(
    client: Any, make_account: MakeAccount
) -> None:
    make_account()
    sign_in(client)
    form = {"current_password": "không phải", "new_password": NEW, "again": NEW}
    for _ in range(5):
        client.submit("/password", form, status=422)
    client.submit("/password", {**form, "current_password": PASSWORD}, status=429)
    assert is_signed_in(client)


def test_a_one_time_password_leads_to_a_new_one_before_anything_else(
    client: Any, make_account: MakeAccount
) -> None:
    account = make_account(must_change=True)
    sign_in(client, next="/accounts")
    for url in ("/", "/accounts", "/accounts/1"):
        answer = client.get(url)
        assert answer.status_code == 303
        assert answer.location.startswith("/password")
    script = client.get("/", headers={"Accept": "application/json"})
    assert (script.status_code, script.json["code"]) == (403, "auth.password_must_change")
    page = client.page("/password?next=/residents/7")
    assert page.find(attrs={"name": "next"})["value"] == "/residents/7"
    form = {"current_password": PASSWORD, "new_password": NEW, "again": NEW, "next": "/residents/7"}
    assert client.submit("/password", form).location == "/residents/7"
    assert is_signed_in(client)
    db.session.refresh(account)
    assert not account.must_change_password


def test_a_one_time_password_may_be_changed_later_by_signing_out(
    client: Any, make_account: MakeAccount
) -> None:
    make_account(must_change=True)
    sign_in(client)
    client.submit("/sign-out", {})
    assert not is_signed_in(client)


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(
    client: Any, make_account: MakeAccount
) -> None:
    make_account()
    cookie = sign_in(client).headers["Set-Cookie"]
    assert cookie.startswith("center=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert (
        "Secure" not in cookie
    )  # the test server speaks plain HTTP; behind HTTPS config.secure_cookies adds it


def test_a_cookie_without_a_session_of_ours_opens_nothing(client: Any, make_account: MakeAccount) -> None:
    account = make_account()
    sign_in(client)
    with client.session_transaction() as stored:
        own = stored["center_session"]
        del stored["center_session"]
    assert not is_signed_in(client)
    with client.session_transaction() as stored:
        stored["_user_id"] = account.fs_uniquifier
        stored["center_session"] = own + 1000
    assert not is_signed_in(client)


def test_the_session_of_one_account_does_not_open_another(client: Any, make_account: MakeAccount) -> None:
    make_account()
    minh = make_account("minh.duc")
    sign_in(client)
    with client.session_transaction() as stored:
        stored["_user_id"] = minh.fs_uniquifier
    assert not is_signed_in(client)


def test_access_tokens_of_the_library_open_nothing(client: Any, app: Any, make_account: MakeAccount) -> None:
    account = make_account()
    with app.test_request_context():
        token = account.get_auth_token()
    assert client.get(f"/?auth_token={token}").status_code == 303
    assert client.get("/", headers={"Authentication-Token": token}).status_code == 303
    assert client.get("/", headers={"Authorization": "Basic bGFuLmFuaDp4"}).status_code == 303


def test_knowing_who_asks_costs_one_statement(client: Any, make_account: MakeAccount) -> None:
    make_account(roles=[Role.NURSE, Role.COUNSELLOR, Role.TRAINER])
    sign_in(client)
    client.get("/")
    with statements() as seen:
        client.get("/accounts")
    about_accounts = [statement for statement in seen if "FROM accounts" in statement]
    assert len(about_accounts) == 1, seen


def test_every_sign_in_is_a_row_of_its_own(client: Any, make_account: MakeAccount, clock: FixedClock) -> None:
    account = make_account()
    sign_in(client)
    client.submit("/sign-out", {})
    clock.advance(hours=1)
    sign_in(client, environ_overrides={"REMOTE_ADDR": "10.0.0.9"})
    rows = db.session.scalars(db.select(AccountSession).filter_by(account_id=account.id)).all()
    assert [row.ended_at is None for row in rows] == [False, True]
    usage = queries.sign_ins(account.id, now=clock.now())
    assert (usage.last_at, usage.last_address, usage.open_sessions) == (clock.now(), "10.0.0.9", 1)
    assert db.session.scalar(db.select(Account.id).filter_by(id=account.id)) == account.id
