"""The pages of an escape: declaration, notices, return."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db
from center.residents.stay.models import TermEvent
from center.security.models import (
    Escape,
    EscapeNotice,
    EscapeReturn,
    Incident,
)
from tests.conftest import Visitor
from tests.security.conftest import Declared, Found

SignIn = Callable[[Role], Visitor]


def counts() -> tuple[int, ...]:
    db.session.rollback()
    tables = (Incident, Escape, EscapeReturn, EscapeNotice, TermEvent, AuditEntry)
    return tuple(db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def test_the_commander_declares_notifies_and_records_the_return(
    as_role: SignIn, person: Found, clock: FixedClock
) -> None:
    stay, other = person("Trần Văn Một"), person("Trần Văn Hai")
    visitor = as_role(Role.DUTY_COMMANDER)
    opened = visitor.page(f"/security/escapes/new?stay={stay.id}&stay={other.id}")
    box = opened.select_one("textarea[name=people]")
    assert box is not None
    answer = visitor.submit(
        "/security/escapes/new",
        {
            "client_id": str(uuid.uuid4()),
            "people": box.get_text(),
            "left_at": "22/11/2026 06:30",
            "discovered_at": "22/11/2026 07:15",
            "place": "Vườn rau",
            "circumstances": "Trèo rào phía đông.",
            "measures": "Báo động, khóa khu.",
        },
    )
    assert answer.headers["Location"] == "/security/incidents/1"
    group = visitor.page("/security/incidents/1")
    assert group.get_text().count("đang bỏ trốn") == 2
    page = visitor.page("/security/escapes/1").get_text(" ", strip=True)
    assert "Phải báo Công an cấp xã nơi lập hồ sơ trước 23/11/2026 07:15" in page
    visitor.submit(
        "/security/escapes/1/notices",
        {
            "told": "file_police",
            "recipient": "Công an xã Phú Riềng",
            "sent_at": "22/11/2026 08:00",
            "means": "điện thoại",
            "whole_group": "y",
        },
    )
    assert counts()[3] == 2
    assert "Phải báo" not in visitor.page("/security/escapes/2").get_text()
    clock.advance(days=3)
    visitor = as_role(Role.DUTY_COMMANDER)  # the shift is over
    form = visitor.page("/security/escapes/1/return")
    chosen = form.select_one("select[name=location_id] option[selected]")
    assert chosen is not None
    assert chosen.get_text().startswith("Khu B")
    visitor.submit(
        "/security/escapes/1/return",
        {
            "happened_at": "25/11/2026 08:00",
            "brought_by": "Gia đình",
            "location_id": chosen["value"],
            "circumstances": "Khỏe mạnh.",
        },
    )
    page = visitor.page("/security/escapes/1").get_text(" ", strip=True)
    assert "đã trở lại 25/11/2026 08:00" in page
    assert "23/11/2026 – 24/11/2026" in page
    assert "2 ngày" in page
    listed = visitor.page("/security/escapes").get_text(" ", strip=True)
    assert "Đang bỏ trốn: 1 người" in listed
    assert "Đã kết thúc: 1 vụ" in listed


WRONG: list[tuple[dict[str, str], str]] = [
    ({"people": ""}, "Ghi mã, thẻ hoặc tên của người bỏ trốn."),
    ({"people": "HV999999"}, "không tìm thấy học viên nào"),
    ({"left_at": ""}, "Nhập thời điểm"),
    ({"left_at": "22/11/2026 08:00", "discovered_at": "22/11/2026 07:00"}, "sớm hơn thời điểm bỏ trốn"),
    ({"discovered_at": "22/11/2026 23:00"}, "nằm ở tương lai"),
    ({"left_at": "18/11/2026 06:00"}, "còn được ghi nhận tại"),
    ({"place": ""}, "Ghi nơi người này bỏ trốn."),
    ({"circumstances": " "}, "Ghi diễn biến"),
]


def test_a_wrong_declaration_is_told_kept_and_changes_nothing(
    as_role: SignIn, person: Found, subtests: pytest.Subtests
) -> None:
    stay = person()
    visitor, before = as_role(Role.DUTY_COMMANDER), counts()
    typed = {
        "client_id": str(uuid.uuid4()),
        "people": stay.resident.code,
        "left_at": "22/11/2026 06:30",
        "discovered_at": "22/11/2026 07:15",
        "place": "Vườn rau",
        "circumstances": "Trèo rào phía đông.",
        "measures": "Báo động toàn khu.",
    }
    for wrong, told in WRONG:
        with subtests.test(told=told, **wrong):
            answer = visitor.submit("/security/escapes/new", {**typed, **wrong}, status=422)
            assert told in answer.text
            assert "Báo động toàn khu." in answer.text
            assert counts() == before


def test_a_wrong_notice_and_a_wrong_return_are_told_on_their_pages(
    as_role: SignIn, person: Found, declare: Declared
) -> None:
    (escape_id,) = declare(person())
    visitor, before = as_role(Role.DIRECTOR), counts()
    answer = visitor.submit(
        f"/security/escapes/{escape_id}/notices",
        {"told": "family", "recipient": "Mẹ", "sent_at": "01/01/2026 08:00", "means": "điện thoại"},
        status=422,
    )
    assert "sớm hơn lúc bỏ trốn" in answer.text
    answer = visitor.submit(
        f"/security/escapes/{escape_id}/return",
        {
            "happened_at": "20/11/2026 08:00",
            "brought_by": "Gia đình",
            "location_id": "1",
            "circumstances": "x",
        },
        status=422,
    )
    assert "sớm hơn lúc rời đi" in answer.text
    assert counts() == before


@pytest.mark.parametrize("role", [Role.GUARD, Role.AUDITOR])
def test_others_see_escapes_but_declare_none(
    role: Role, as_role: SignIn, person: Found, declare: Declared
) -> None:
    (escape_id,) = declare(person())
    visitor = as_role(role)
    page = visitor.page(f"/security/escapes/{escape_id}")
    assert page.select_one("form#notice") is None
    assert "Ghi trở lại" not in page.get_text()
    visitor.page("/security/escapes/new", 403)
    visitor.page(f"/security/escapes/{escape_id}/return", 403)
    assert "Khai báo bỏ trốn" not in visitor.page("/security/escapes").get_text()


def test_the_words_of_an_escape_are_corrected_its_people_are_not(
    as_role: SignIn, person: Found, declare: Declared
) -> None:
    stay, other = person("Trần Văn Một"), person("Trần Văn Hai")
    declare(stay)
    visitor = as_role(Role.DUTY_COMMANDER)
    typed = {
        "client_id": str(uuid.uuid4()),
        "kind": "escape",
        "severity": "serious",
        "happened_at": "22/11/2026 07:00",
        "place": "Vườn rau",
        "description": "Đi qua cổng phụ, không trèo rào.",
        "measures": "",
        "involved": f"{stay.resident.code}\n{other.resident.code}",
        "reason": "Xem lại camera cổng phụ",
    }
    answer = visitor.submit("/security/incidents/1/amend", typed, status=422)
    assert "không sửa ở đây" in answer.text
    answer = visitor.submit(
        "/security/incidents/1/amend", {**typed, "kind": "fight", "involved": stay.resident.code}, status=422
    )
    assert "Chọn một mục trong danh sách." in answer.text
    visitor.submit("/security/incidents/1/amend", {**typed, "involved": stay.resident.code})
    page = visitor.page("/security/incidents/1").get_text(" ", strip=True)
    assert "Đi qua cổng phụ" in page
    assert "đang bỏ trốn" in page, "the escape hangs on the matter, not on one version of it"
