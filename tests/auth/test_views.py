from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from center.auth import queries
from center.auth.models import Account
from center.auth.permissions import Role
from center.db import db
from tests.auth.conftest import MakeAccount, is_signed_in, last_event, sign_in
from tests.support.statements import statements

NEW = {
    "full_name": "Trần Thị Lan Anh",
    "title": "Y sĩ",
    "username": "lan.anh",
    "roles": ["nurse", "counsellor"],
}


@pytest.fixture
def boss(client: Any) -> Any:
    """The administrator's browser."""
    sign_in(client, "administrator", "mat-khau-thu-nghiem")
    return client


def words(page: BeautifulSoup) -> str:
    return page.get_text(" ", strip=True)


def test_only_an_administrator_sees_the_accounts(client: Any, app: Any) -> None:
    for role in Role:
        browser = app.test_client()
        sign_in(browser, role.value, "mat-khau-thu-nghiem")
        expected = 200 if role is Role.ADMINISTRATOR else 403
        for url in ("/accounts", "/accounts/new", "/accounts/1"):
            assert browser.get(url).status_code == expected, (role, url)


def test_the_list_shows_name_roles_and_state(boss: Any, make_account: MakeAccount) -> None:
    make_account(must_change=True)
    page = boss.page("/accounts?q=lan.anh")
    assert page.h1.get_text(" ", strip=True) == "Tài khoản 1"
    assert "Trần Thị Lan Anh" in words(page)
    assert "Điều dưỡng" in words(page)
    assert "Chờ đổi mật khẩu" in words(page)
    assert page.find(id="q")["value"] == "lan.anh"


def test_an_empty_list_says_what_to_do(boss: Any) -> None:
    assert "Không có tài khoản nào khớp" in words(boss.page("/accounts?q=khongcoai"))
    assert words(boss.page("/accounts?role=nghich&state=nghich&page=x"))


def test_the_list_costs_the_same_with_more_accounts(boss: Any, make_account: MakeAccount) -> None:
    def cost() -> int:
        with statements() as seen:
            boss.page("/accounts")
        return len(seen)

    cost()
    before = cost()
    for number in range(20):
        make_account(f"them{number}", [Role.NURSE, Role.TRAINER])
    assert cost() == before


def test_a_new_account_gets_a_password_that_is_shown_once(boss: Any, app: Any) -> None:
    boss.page("/accounts/new")
    answer = boss.submit("/accounts/new", NEW, status=200)
    assert "no-store" in answer.headers.get("Cache-Control", "no-store")
    page = BeautifulSoup(answer.text, "html.parser")
    password = page.find(id="one-time-password").get_text()  # type: ignore[union-attr]
    account = queries.account_by_username("lan.anh")
    assert account is not None
    assert {role.name for role in account.roles} == {"nurse", "counsellor"}
    assert password not in boss.get(f"/accounts/{account.id}").text
    nurse = app.test_client()
    sign_in(nurse, "lan.anh", password)
    assert nurse.get("/").location == "/password"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"username": "2"}, "Tên đăng nhập phải có 3 đến 32 ký tự"),
        ({"username": "nurse"}, "Tên đăng nhập nurse đã có người dùng."),
        ({"roles": []}, "Chưa chọn vai trò nào."),
        ({"full_name": "--"}, "Chưa có họ và tên."),
    ],
)
def test_a_refused_account_keeps_what_was_typed(boss: Any, changed: dict[str, Any], sentence: str) -> None:
    answer = boss.submit("/accounts/new", {**NEW, **changed}, status=422)
    assert sentence in answer.text
    assert 'value="Y sĩ"' in answer.text
    assert queries.account_by_username("lan.anh") is None


def test_a_role_that_does_not_exist_is_refused(boss: Any) -> None:
    boss.submit("/accounts/new", {**NEW, "roles": ["emperor"]}, status=422)


def test_name_position_and_roles_are_changed_on_one_page(boss: Any, make_account: MakeAccount) -> None:
    account = make_account()
    url = f"/accounts/{account.id}"
    page = boss.page(url)
    ticked = {
        box["value"] for box in page.find_all("input", attrs={"name": "roles"}) if box.has_attr("checked")
    }
    assert ticked == {"nurse"}
    changed = {"full_name": "Trần Thị Lan", "title": "Bác sĩ", "roles": ["doctor"]}
    assert boss.submit(url, changed).location == url
    assert "Đã lưu tài khoản lan.anh." in words(boss.page(url))
    db.session.refresh(account)
    assert (account.full_name, [role.name for role in account.roles]) == ("Trần Thị Lan", ["doctor"])
    # all or nothing: the name is not changed when the roles are refused
    boss.submit(url, {**changed, "full_name": "Tên khác", "roles": []}, status=422)
    db.session.refresh(account)
    assert account.full_name == "Trần Thị Lan"


def test_roles_hold_from_the_next_click(boss: Any, app: Any, make_account: MakeAccount) -> None:
    account = make_account()
    nurse = app.test_client()
    sign_in(nurse)
    assert nurse.get("/accounts").status_code == 403
    data = {"full_name": account.full_name, "title": "", "roles": ["administrator"]}
    boss.submit(f"/accounts/{account.id}", data)
    assert nurse.get("/accounts").status_code == 200


def test_lock_and_unlock(boss: Any, app: Any, make_account: MakeAccount) -> None:
    account = make_account()
    nurse = app.test_client()
    sign_in(nurse)
    url = f"/accounts/{account.id}"
    boss.submit(f"{url}/lock", {})
    page = boss.page(url)
    assert "Đã khóa" in words(page)
    assert page.find("form", action=f"{url}/unlock")
    assert not page.find("form", action=f"{url}/lock")
    assert not is_signed_in(nurse)
    sign_in(nurse, status=422)
    assert "đã bị khóa từ trước" in boss.submit(f"{url}/lock", {}, status=422).text
    boss.submit(f"{url}/unlock", {})
    sign_in(nurse)


def test_the_last_administrator_is_told_why(boss: Any, app: Any, make_account: MakeAccount) -> None:
    own = db.session.scalars(db.select(Account).filter_by(username="administrator")).one()
    answer = boss.submit(f"/accounts/{own.id}/lock", {}, status=422)
    assert "Không tự khóa" in answer.text
    form = {"full_name": own.full_name, "title": own.title, "roles": ["guard"]}
    answer = boss.submit(f"/accounts/{own.id}", form, status=422)
    assert "là quản trị hệ thống duy nhất đang hoạt động" in answer.text
    assert "Giao vai trò Quản trị hệ thống cho một người khác trước." in answer.text


def test_a_reset_password_is_shown_once_and_the_old_one_is_dead(
    boss: Any, app: Any, make_account: MakeAccount
) -> None:
    account = make_account()
    answer = boss.submit(f"/accounts/{account.id}/reset-password", {}, status=200)
    password = BeautifulSoup(answer.text, "html.parser").find(id="one-time-password").get_text()  # type: ignore[union-attr]
    nurse = app.test_client()
    sign_in(nurse, status=422)
    sign_in(nurse, password=password)
    assert last_event("auth:password:reset").actor_name == "Nguyễn Văn Thống"


def test_an_account_that_does_not_exist_is_not_found(boss: Any) -> None:
    assert boss.get("/accounts/9999").status_code == 404
    for act in ("lock", "unlock", "reset-password"):
        boss.submit(f"/accounts/9999/{act}", {}, status=404)


def test_everyone_finds_the_way_to_a_new_password(client: Any, make_account: MakeAccount) -> None:
    make_account()
    sign_in(client)
    page = client.page("/")
    assert page.find("a", href="/password")
    assert not page.find("a", href="/accounts")
    client.page("/password")
