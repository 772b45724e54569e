"""What no browser sends is refused or not found; it is never a fault of the program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from center.auth.permissions import Role
from center.db import MAX_ID, row_id
from tests.conftest import Visitor, token_of
from tests.residents.conftest import desk_form as desk_form

BEYOND = str(2**31)
FAR_BEYOND = "9" * 20
SUPERSCRIPT = "%C2%B2"  # ² is a digit for str.isdigit and no number for int

AsRole = Callable[[Role], Visitor]


@pytest.mark.parametrize("number", [BEYOND, FAR_BEYOND])
@pytest.mark.parametrize(
    ("role", "address"),
    [
        (Role.INTAKE, "/residents/stays/{}"),
        (Role.INTAKE, "/residents/1/photos/{}"),
        (Role.INTAKE, "/jobs/{}"),
        (Role.DIRECTOR, "/documents/files/{}"),
        (Role.ADMINISTRATOR, "/accounts/{}"),
        (Role.DOCTOR, "/medical/stays/{}"),
    ],
)
def test_a_number_no_row_can_have_is_not_found(
    role: Role, address: str, number: str, as_role: AsRole
) -> None:
    as_role(role).page(address.format(number), 404)


@pytest.mark.parametrize("zone", [BEYOND, FAR_BEYOND, SUPERSCRIPT, "-1", "x"])
@pytest.mark.parametrize("address", ["/residents?zone={}", "/residents/badges?zone={}"])
def test_a_zone_nobody_could_pick_narrows_nothing(address: str, zone: str, as_role: AsRole) -> None:
    as_role(Role.INTAKE).page(address.format(zone))


@pytest.mark.parametrize(
    "address", ["/residents/search?q=a%00b", "/residents?stage=%00", "/residents/stays/1/timeline?area=%00"]
)
def test_an_address_with_a_nul_is_refused(address: str, as_role: AsRole) -> None:
    as_role(Role.INTAKE).page(address, 400)


@pytest.mark.parametrize(
    "typed",
    [
        {"bed_id": "²"},
        {"bed_id": FAR_BEYOND},
        {"home_commune_id": "9" * 15},
        {"arrived_at": "01/01/1900 08:00"},
        {"do": f"use:{FAR_BEYOND}"},
        {"do": "use:²"},
        {"do": f"commune:{BEYOND}"},
        {"act_id": "\0"},
        {"full_name": "\0"},
    ],
)
def test_the_intake_desk_survives_a_forged_form(
    typed: dict[str, Any], desk_form: Callable[..., dict[str, Any]], as_role: AsRole
) -> None:
    visitor = as_role(Role.INTAKE)
    answer = visitor.post("/intake/new", data={"csrf_token": token_of(visitor), **desk_form(**typed)})
    assert answer.status_code == (422 if typed.get("do") is None else 200), answer.text[:500]


@pytest.mark.parametrize(
    "typed", [{"card_text": "070095000123|\0||||||"}, {"card_text": "a\0b"}, {"resident_id": FAR_BEYOND}]
)
def test_a_nul_in_a_kept_text_does_not_reach_the_database(
    typed: dict[str, Any], desk_form: Callable[..., dict[str, Any]], as_role: AsRole
) -> None:
    as_role(Role.INTAKE).submit("/intake/new", desk_form(**typed), status=303)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("7", 7),
        (str(MAX_ID), MAX_ID),
        (BEYOND, None),
        (FAR_BEYOND, None),
        ("²", None),
        ("٣", None),
        ("-1", None),
        ("", None),
        (None, None),
    ],
)
def test_numbers_of_rows_that_come_as_text(typed: str | None, number: int | None) -> None:
    assert row_id(typed) == number


def test_a_request_larger_than_any_photo_is_refused_in_words(app: Flask, as_role: AsRole) -> None:
    visitor = as_role(Role.INTAKE)
    answer = visitor.post("/intake/new", data=b"x" * (app.config["MAX_CONTENT_LENGTH"] + 1))
    assert answer.status_code == 413
