"""The scanner's page, with scripts (JSON) and without (a form)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.security.models import Post, Scan
from tests.conftest import Visitor, token_of
from tests.security.conftest import Found, Stood, place_of, token_of_stay
from tests.support.statements import statements

SignIn = Callable[[Role], Visitor]


def sent(visitor: Visitor, post_id: int, body: Any, *, csrf: bool = True) -> TestResponse:
    headers = {"X-CSRFToken": token_of(visitor)} if csrf else {}
    return visitor.post(f"/security/posts/{post_id}/scans", json=body, headers=headers)


def body_of(token: str, at: str = "2026-11-22T02:00:00.000Z", key: str = "") -> dict[str, str]:
    return {"client_id": key or str(uuid.uuid4()), "token": token, "happened_at": at}


def scan_count() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Scan)) or 0


def test_a_device_gets_the_answer_in_the_scanners_own_words(
    as_role: SignIn, person: Found, post: Stood, clock: FixedClock
) -> None:
    stay, door = person(), post("LOP1").id
    answer = sent(as_role(Role.GUARD), door, body_of(token_of_stay(stay)))
    assert answer.status_code == 200
    said = answer.get_json()
    words = {"outcome", "word", "name", "code", "photo_url", "detail", "next_step"}
    assert set(said) == words | {"flags", "count"}
    assert (said["outcome"], said["word"], said["name"]) == ("ok", "Vào Lớp học 1", "Trần Văn Mẫu")
    assert said["count"] == {"present": 1, "expected": None, "label": "Lớp học 1"}
    assert place_of(stay, clock.now()) == "LOP1"


def test_a_refused_scan_is_still_an_answer(as_role: SignIn, post: Stood) -> None:
    answer = sent(as_role(Role.GUARD), post("LOP1").id, body_of("2B4C"))
    assert answer.status_code == 200
    assert answer.get_json()["outcome"] == "refused"
    assert scan_count() == 1


GOOD = body_of("2B4C")


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "text",
        {},
        {**GOOD, "client_id": "12"},
        {**GOOD, "client_id": None},
        {**GOOD, "token": ""},
        {**GOOD, "token": "  "},
        {**GOOD, "token": 5},
        {**GOOD, "token": "X" * 201},
        {**GOOD, "happened_at": "yesterday"},
        {**GOOD, "happened_at": "2026-11-22T02:00:00"},
        {**GOOD, "happened_at": 1},
        {**GOOD, "happened_at": "0001-01-01T00:00:00+14:00"},
    ],
)
def test_what_cannot_be_read_is_not_answered_and_so_not_forgotten_by_the_device(
    body: Any, as_role: SignIn, post: Stood
) -> None:
    answer = sent(as_role(Role.GUARD), post("LOP1").id, body)
    assert answer.status_code == 422
    assert "outcome" not in answer.get_json()
    assert scan_count() == 0


def test_a_scan_that_waited_at_a_post_closed_since_is_still_taken(
    as_role: SignIn, person: Found, post: Stood
) -> None:
    stay, door = person(), post("LOP1").id
    with unit_of_work():
        db.session.get_one(Post, door).active = False
    assert sent(as_role(Role.GUARD), door, body_of(token_of_stay(stay))).get_json()["outcome"] == "ok"


def test_an_unknown_post_is_404_in_json(as_role: SignIn) -> None:
    answer = sent(as_role(Role.GUARD), 999, body_of("2B4C"))
    assert answer.status_code == 404
    assert answer.is_json


def test_after_the_session_the_device_hears_401_in_json_and_keeps_its_scan(
    client: Visitor, post: Stood
) -> None:
    answer = sent(client, post("LOP1").id, body_of("2B4C"), csrf=False)
    assert answer.status_code == 401
    assert answer.is_json
    assert scan_count() == 0


def test_a_scan_without_the_pages_token_is_refused(as_role: SignIn, post: Stood) -> None:
    answer = sent(as_role(Role.GUARD), post("LOP1").id, body_of("2B4C"), csrf=False)
    assert answer.status_code == 400
    assert scan_count() == 0


@pytest.mark.parametrize("role", [Role.DOCTOR, Role.DIRECTOR, Role.INTAKE, Role.TRAINER])
def test_only_custody_staff_scan(role: Role, as_role: SignIn, post: Stood) -> None:
    door = post("LOP1").id
    assert sent(as_role(role), door, body_of("2B4C")).status_code == 403
    as_role(role).page(f"/security/posts/{door}/scan", 403)


def test_a_scan_over_http_costs_ten_statements(
    app: Flask, as_role: SignIn, person: Found, post: Stood
) -> None:
    stay, door = person(), post("LOP1").id
    token, visitor = token_of_stay(stay), as_role(Role.GUARD)
    body = body_of(token)
    with statements() as seen:
        assert sent(visitor, door, body).status_code == 200
    assert sum(not one.startswith("BEGIN") for one in seen) == 10, "\n".join(seen)


def test_posts_are_chosen_and_the_last_one_stands_on_top(as_role: SignIn, post: Stood) -> None:
    post("LOP1")
    yard = post("SAN").id
    visitor = as_role(Role.GUARD)
    names = [name.get_text(strip=True) for name in visitor.page("/security/posts").select(".stat-value")]
    assert names == ["Chốt Lớp học 1", "Chốt Sân chung"]
    visitor.page(f"/security/posts/{yard}/scan")
    first = visitor.page("/security/posts").select_one(".stats a")
    assert first is not None
    assert "Chốt Sân chung" in first.get_text()


def test_without_scripts_the_form_sends_the_scan_and_the_page_shows_the_answer(
    as_role: SignIn, person: Found, post: Stood, clock: FixedClock
) -> None:
    stay, door = person(), post("LOP1").id
    visitor = as_role(Role.GUARD)
    page = visitor.page(f"/security/posts/{door}/scan")
    form = page.select_one("form[data-scan-form]")
    assert form is not None
    key = form.select_one("input[name=client_id]")
    assert key is not None
    data = {"client_id": key["value"], "token": token_of_stay(stay)}
    answer = visitor.submit(f"/security/posts/{door}/scan", data)
    shown = visitor.page(answer.headers["Location"])
    card = shown.select_one("[data-scan-card]")
    assert card is not None
    assert card["data-outcome"] == "ok"
    assert "Vào Lớp học 1" in card.get_text()
    assert "Trần Văn Mẫu" in card.get_text()
    assert place_of(stay, clock.now()) == "LOP1"
    visitor.submit(f"/security/posts/{door}/scan", data)
    assert scan_count() == 1
    log = shown.select_one("[data-scan-log]")
    assert log is not None
    assert "Trần Văn Mẫu" in log.get_text()


def test_without_scripts_an_empty_box_is_told_and_changes_nothing(as_role: SignIn, post: Stood) -> None:
    door = post("LOP1").id
    answer = as_role(Role.GUARD).submit(
        f"/security/posts/{door}/scan", {"client_id": str(uuid.uuid4()), "token": " "}, status=422
    )
    assert "Quét thẻ hoặc gõ mã học viên." in answer.text
    assert scan_count() == 0


def test_the_answer_of_another_post_is_not_shown(as_role: SignIn, person: Found, post: Stood) -> None:
    stay, door, other = person(), post("LOP1").id, post("SAN").id
    visitor, key = as_role(Role.GUARD), str(uuid.uuid4())
    visitor.submit(f"/security/posts/{door}/scan", {"client_id": key, "token": token_of_stay(stay)})
    page = visitor.page(f"/security/posts/{other}/scan?sent={key}")
    card = page.select_one("[data-scan-card]")
    assert card is not None
    assert card["data-outcome"] == "ready"
