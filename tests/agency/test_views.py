from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from center.agency import queries
from center.audit.actor import Actor
from center.auth.models import Account
from center.auth.permissions import Role
from center.auth.service import create_account
from center.clock import FixedClock
from center.db import db, unit_of_work
from tests.auth.conftest import sign_in

PASSWORD = "bốn con mèo đen"
SET_UP = {
    "name": "Cơ sở cai nghiện ma túy tỉnh Thử Nghiệm",
    "superior": "Công an tỉnh Thử Nghiệm",
    "place_name": "Thử Nghiệm",
    "address": "Thôn Mẫu, xã Thử, tỉnh Thử Nghiệm",
    "phone": "",
    "symbol": "CSCN",
    "agency_code": "",
    "head_name": "Trần Thị Lãnh Đạo",
    "head_title": "",
    "advising_unit": "",
    "admin_name": "Phạm Thị Quản",
    "admin_title": "",
    "username": "quan.tri",
    "password": PASSWORD,
    "again": PASSWORD,
}
CHANGE = {
    **{name: SET_UP[name] for name in ("name", "superior", "place_name", "address", "symbol", "head_name")},
    "valid_from": "01/12/2026",
    "basis": "Quyết định 12/QĐ-CAT ngày 20/11/2026",
}


def words(answer: Any) -> str:
    return BeautifulSoup(answer.text, "html.parser").get_text(" ", strip=True)


@pytest.fixture
def boss(app: Flask, client: Any) -> Any:
    """The administrator's browser at a center in use."""
    sign_in(client, "administrator", "mat-khau-thu-nghiem")
    return client


@pytest.mark.parametrize("url", ["/", "/sign-in", "/accounts", "/khong-co"])
def test_every_page_of_an_unused_database_leads_to_the_set_up(newcomer: Any, url: str) -> None:
    answer = newcomer.get(url)
    assert (answer.status_code, answer.location) == (303, "/set-up")
    script = newcomer.get(url, headers={"Accept": "application/json"})
    assert (script.status_code, script.json["code"]) == (503, "agency.not_set_up")


def test_its_pages_have_their_looks(newcomer: Any) -> None:
    with newcomer.get("/static/css/app.css") as answer:
        assert answer.status_code == 200


def test_the_set_up_page_makes_the_center_and_is_gone(newcomer: Any) -> None:
    newcomer.page("/set-up")
    assert newcomer.submit("/set-up", SET_UP).location == "/sign-in?next=/accounts"
    for _ in range(2):
        assert newcomer.get("/set-up").status_code == 404
        newcomer.submit("/set-up", {**SET_UP, "username": "ke.gian"}, status=404)
    assert db.session.scalars(db.select(Account.username)).all() == ["quan.tri"]
    assert "Cơ sở cai nghiện ma túy tỉnh Thử Nghiệm" in words(newcomer.get("/sign-in"))
    assert sign_in(newcomer, "quan.tri", PASSWORD, next="/accounts").location == "/accounts"
    newcomer.page("/accounts")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"again": "bốn con mèo trắng"}, "Hai lần nhập mật khẩu không giống nhau."),
        ({"password": "ngắn", "again": "ngắn"}, "cần ít nhất 10 ký tự"),
        ({"username": "1"}, "Tên đăng nhập phải có 3 đến 32 ký tự"),
        ({"symbol": "QĐ/CS"}, "Chữ viết tắt chỉ gồm"),
        ({"agency_code": "abc"}, "Mã định danh không đúng mẫu."),
        ({"name": ""}, "Tên cơ sở"),
    ],
)
def test_a_refused_set_up_keeps_what_was_typed_but_no_password(
    newcomer: Any, changed: dict[str, str], sentence: str
) -> None:
    answer = newcomer.submit("/set-up", {**SET_UP, **changed}, status=422)
    assert sentence in words(answer)
    assert 'value="Trần Thị Lãnh Đạo"' in answer.text
    assert PASSWORD not in answer.text
    assert not queries.is_set_up()


def test_the_set_up_needs_the_token_of_this_browser(newcomer: Any) -> None:
    assert newcomer.post("/set-up", data=SET_UP).status_code == 400
    assert not queries.is_set_up()


def test_a_database_somebody_can_sign_in_to_is_not_given_away(
    newcomer: Any, empty_app: Flask, clock: FixedClock
) -> None:
    with unit_of_work():
        create_account(
            "quan.tri",
            "Quản",
            "",
            PASSWORD,
            [Role.ADMINISTRATOR],
            actor=Actor.system("test"),
            now=clock.now(),
        )
    assert newcomer.get("/set-up").status_code == 404
    newcomer.submit("/set-up", SET_UP, status=404)
    sign_in(newcomer, "quan.tri", PASSWORD)
    page = newcomer.page("/agency")
    assert "Chưa có thông tin cơ sở" in page.get_text()
    newcomer.submit("/agency/new", {**CHANGE, "valid_from": "22/11/2026"})
    assert queries.is_set_up()
    assert "Trưởng cơ sở" in words(newcomer.get("/agency"))


def test_only_an_administrator_sees_the_profile(app: Flask) -> None:
    for role in Role:
        browser = app.test_client()
        sign_in(browser, role.value, "mat-khau-thu-nghiem")
        expected = 200 if role is Role.ADMINISTRATOR else 403
        for url in ("/agency", "/agency/new"):
            assert browser.get(url).status_code == expected, (role, url)


def test_a_change_is_shown_with_its_day(boss: Any) -> None:
    page = boss.page("/agency/new")
    assert page.find(id="name")["value"] == "Cơ sở cai nghiện ma túy số 1 tỉnh Thử Nghiệm"
    assert boss.submit("/agency/new", CHANGE).location == "/agency"
    shown = words(boss.get("/agency"))
    assert "01/12/2026" in shown
    assert "Sắp áp dụng" in shown
    assert "Quyết định 12/QĐ-CAT ngày 20/11/2026" in shown
    boss.submit("/agency/new", {**CHANGE, "head_name": "Lý Văn Đầu", "basis": "Nhập sai tên"})
    assert "Đã sửa bằng dòng sau" in words(boss.get("/agency"))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"valid_from": "31/02/2026"}, "Không có ngày 31/02/2026 trong lịch."),
        ({"valid_from": ""}, "Áp dụng từ ngày"),
        ({"basis": ""}, "Căn cứ"),
        ({"valid_from": "01/12/2096"}, "Ngày bắt đầu áp dụng 01/12/2096 quá xa."),
    ],
)
def test_a_refused_change_keeps_what_was_typed(boss: Any, changed: dict[str, str], sentence: str) -> None:
    answer = boss.submit("/agency/new", {**CHANGE, **changed}, status=422)
    assert sentence in words(answer)
    assert 'value="Trần Thị Lãnh Đạo"' in answer.text


def test_every_page_names_the_center(client: Any) -> None:
    assert "Cơ sở cai nghiện ma túy số 1 tỉnh Thử Nghiệm" in words(client.get("/sign-in"))
    assert "Bản dùng thử" not in words(client.get("/sign-in"))
