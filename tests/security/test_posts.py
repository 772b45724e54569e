"""Setting up posts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.db import db, unit_of_work
from center.residents.whereabouts.models import Location
from center.security.models import Post
from center.security.service import ensure_post
from tests.conftest import Visitor
from tests.security.conftest import Stood

SignIn = Callable[[Role], Visitor]


def place(code: str) -> Location:
    return db.session.scalars(select(Location).where(Location.code == code)).one()


def test_a_post_is_made_once(post: Stood) -> None:
    first = post("LOP1").id
    with unit_of_work():
        assert ensure_post("CHOT-LOP1", "Tên khác", place("SAN")).id == first
    assert db.session.scalar(select(func.count()).select_from(Post)) == 1


def test_the_commander_adds_closes_and_opens_a_post(as_role: SignIn) -> None:
    visitor = as_role(Role.DUTY_COMMANDER)
    yard = place("SAN").id
    visitor.submit("/security/posts/setup", {"code": "cong-1", "name": "Cổng sân", "location_id": str(yard)})
    page = visitor.page("/security/posts/setup").get_text(" ", strip=True)
    assert "CONG-1" in page
    guard = as_role(Role.GUARD)
    assert "Cổng sân" in guard.page("/security/posts").get_text()
    visitor.submit("/security/posts/1/close", {})
    assert "Cổng sân" not in guard.page("/security/posts").get_text()
    visitor.submit("/security/posts/1/close", {})
    visitor.submit("/security/posts/1/open", {})
    assert "Cổng sân" in guard.page("/security/posts").get_text()
    db.session.rollback()
    events = db.session.scalars(select(AuditEntry.name).where(AuditEntry.name.like("security:post:%"))).all()
    assert events == ["security:post:add", "security:post:switch", "security:post:switch"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"code": ""}, "Nhập mã chốt."),
        ({"code": "chốt 1"}, "chữ không dấu"),
        ({"code": "CHOT-LOP1"}, "Mã chốt CHOT-LOP1 đã có."),
        ({"name": " "}, "Nhập tên chốt."),
        ({"location_id": "999"}, "Chọn một mục trong danh sách."),
        ({"location_id": "x"}, "Không đọc được lựa chọn này."),
    ],
)
def test_a_wrong_post_is_told_and_not_made(
    wrong: dict[str, str], told: str, as_role: SignIn, post: Stood
) -> None:
    post("LOP1")
    typed = {"code": "CONG-2", "name": "Cổng phụ", "location_id": str(place("SAN").id), **wrong}
    answer = as_role(Role.DUTY_COMMANDER).submit("/security/posts/setup", typed, status=422)
    assert told in answer.text
    assert db.session.scalar(select(func.count()).select_from(Post)) == 1


def test_without_posts_the_guard_is_told_what_to_do(as_role: SignIn) -> None:
    assert "Chưa có chốt nào" in as_role(Role.GUARD).page("/security/posts").get_text()
