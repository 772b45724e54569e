"""The search for communes while somebody types."""

from __future__ import annotations

from collections.abc import Callable

from center.auth.permissions import Role
from tests.conftest import Visitor

SignIn = Callable[[Role | str], Visitor]


def test_it_answers_with_id_code_and_label(as_role: SignIn) -> None:
    answer = as_role(Role.INTAKE).get("/places/communes", query_string={"q": "phú riềng"})
    assert answer.status_code == 200
    (found,) = answer.json or []
    assert set(found) == {"id", "code", "label"}
    assert (found["code"], found["label"]) == ("25252", "Xã Phú Riềng, Thành phố Đồng Nai")


NAMES_BY_DAY = {
    "2026-01-01": "Xã Lộc Ninh, Tỉnh Đồng Nai",
    "2026-11-22": "Phường Lộc Ninh, Thành phố Đồng Nai",
    "": "Phường Lộc Ninh, Thành phố Đồng Nai",
    "2025-06-30": "Thị trấn Lộc Ninh, Huyện Lộc Ninh, Tỉnh Bình Phước",
}


def test_names_are_those_of_the_day(as_role: SignIn) -> None:
    visitor = as_role(Role.INTAKE)
    for on, label in NAMES_BY_DAY.items():
        answer = visitor.get("/places/communes", query_string={"q": "lộc ninh", "on": on})
        assert label in [found["label"] for found in answer.json or []]


def test_nothing_typed_nothing_found(as_role: SignIn) -> None:
    assert as_role(Role.NURSE).get("/places/communes").json == []


def test_a_day_that_is_none_is_refused(as_role: SignIn) -> None:
    assert as_role(Role.INTAKE).get("/places/communes?q=a&on=2026-02-30").status_code == 400


def test_it_is_for_signed_in_staff(client: Visitor) -> None:
    assert client.get("/places/communes?q=a").status_code in (302, 303, 401)
