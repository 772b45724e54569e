from __future__ import annotations

from typing import Any

import pytest

from center.auth.access import PUBLIC, permission_of
from center.auth.grants import GRANTS
from tests.auth.conftest import MakeAccount, sign_in

ADMINISTRATOR = ("administrator", "mat-khau-thu-nghiem")


def test_a_page_leads_to_sign_in_and_a_script_hears_401(client: Any) -> None:
    page = client.get("/accounts/3?x=1")
    assert (page.status_code, page.location) == (303, "/sign-in?next=/accounts/3?x%3D1")
    script = client.get("/accounts/3", headers={"Accept": "application/json"})
    assert script.status_code == 401
    assert script.json == {
        "status": 401,
        "code": "auth.sign_in_needed",
        "location": "/sign-in?next=/accounts/3",
    }


def test_the_first_page_needs_no_next(client: Any) -> None:
    assert client.get("/").location == "/sign-in"


def test_a_part_of_a_page_leads_the_whole_page_to_sign_in(client: Any) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/accounts?q=lan"}
    answer = client.get("/accounts/1", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/accounts?q%3Dlan"


def test_a_form_sent_after_the_session_ended_leads_to_sign_in_and_back_to_the_form(client: Any) -> None:
    answer = client.post("/accounts/1/lock", headers={"Referer": "http://localhost/accounts/1"})
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/accounts/1")
    elsewhere = client.post("/accounts/1/lock", headers={"Referer": "http://evil.example/accounts/1"})
    assert elsewhere.location == "/sign-in"


def test_a_script_whose_session_ended_hears_401_before_anything_about_tokens(client: Any) -> None:
    # the scanner keeps its queue on 401 and sends it again after sign-in
    assert client.post("/accounts/1/lock", json={}).status_code == 401


def test_an_address_that_does_not_exist_is_not_found_for_everybody(
    client: Any, make_account: MakeAccount
) -> None:
    assert client.get("/khong-co").status_code == 404
    assert client.post("/khong-co").status_code == 404
    make_account()
    sign_in(client)
    assert client.get("/khong-co").status_code == 404


@pytest.mark.parametrize(
    "url", ["/accounts/1/lock", "/accounts/1/unlock", "/accounts/1/reset-password", "/accounts/new"]
)
def test_nothing_is_changed_without_the_token_of_this_browser(client: Any, url: str) -> None:
    sign_in(client, *ADMINISTRATOR)
    assert client.post(url, data={"csrf_token": "forged"}).status_code == 400
    assert client.post(url).status_code == 400


def test_a_vietnamese_address_comes_back_whole(client: Any) -> None:
    answer = client.get("/accounts?q=Đỗ Thị")
    assert answer.location == "/sign-in?next=/accounts?q%3D%25C4%2590%25E1%25BB%2597%2520Th%25E1%25BB%258B"
    page = client.page(answer.location)
    assert page.find(attrs={"name": "next"})["value"] == "/accounts?q=%C4%90%E1%BB%97%20Th%E1%BB%8B"


def test_every_endpoint_of_sign_in_and_accounts_says_what_it_needs(app: Any) -> None:
    ours = [e for e in app.view_functions if e.split(".")[0] in {"auth", "accounts", "agency"}]
    assert len(ours) == 12
    for endpoint in ours:
        needed = permission_of(app, endpoint)
        assert needed == PUBLIC or needed in GRANTS, endpoint
    assert {e for e in ours if permission_of(app, e) == PUBLIC} == {"auth.login", "agency.set_up"}


def test_the_library_brings_no_pages_and_no_commands(app: Any) -> None:
    assert not [
        e
        for e in app.view_functions
        if e.startswith("security.") and "center" not in app.view_functions[e].__module__
    ]
    assert "users" not in app.cli.commands
    assert "roles" not in app.cli.commands


def test_nobody_signed_in_can_do_nothing_and_names_nobody(app: Any) -> None:
    from center.auth.access import can, current_actor
    from center.errors import NotAllowed

    with app.test_request_context():
        assert not can("auth.self")
        with pytest.raises(NotAllowed):
            current_actor()
