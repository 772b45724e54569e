"""Every address is closed unless somebody said for whom it is open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from center.auth.access import PUBLIC, permission_of
from center.auth.grants import GRANTS, permissions_of
from center.auth.permissions import Permission, Role
from center.clock import FixedClock
from tests.conftest import Visitor, token_of

# Open to anybody, each for a reason; adding one is a decision somebody should notice.
PUBLIC_ENDPOINTS = {
    "static",  # style, icons, fonts
    "auth.login",
    "agency.set_up",  # 404 once the center is set up
    "documents.verify",  # a commune checks that a paper is genuine
    "documents.verify_file",
    "health.show",  # for the one who watches the server
}

SAMPLES = {
    "int": "1",
    "string": "x",
    "default": "x",
    "path": "x.css",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def rules(app: Flask) -> Iterator[Rule]:
    yield from app.url_map.iter_rules()


def address(rule: Rule) -> str:
    return re.sub(
        r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>", lambda found: SAMPLES[found.group(1) or "default"], rule.rule
    )


def declared() -> set[str]:
    found: set[str] = set()
    pending = [Permission]
    while pending:
        kind = pending.pop()
        pending += kind.__subclasses__()
        found |= {member.value for member in kind}
    return found


def test_every_endpoint_says_what_it_needs(shared_app: Flask) -> None:
    silent = {rule.endpoint for rule in rules(shared_app) if permission_of(shared_app, rule.endpoint) is None}
    assert not silent


def test_public_endpoints_are_the_known_ones(shared_app: Flask) -> None:
    found = {
        rule.endpoint for rule in rules(shared_app) if permission_of(shared_app, rule.endpoint) == PUBLIC
    }
    assert found <= PUBLIC_ENDPOINTS


def test_endpoints_need_permissions_that_exist(shared_app: Flask) -> None:
    needed = {permission_of(shared_app, rule.endpoint) for rule in rules(shared_app)} - {PUBLIC, None}
    assert needed <= set(GRANTS)


def test_the_table_of_grants_holds_exactly_the_declared_permissions() -> None:
    # places stand below sign-in and cannot declare theirs
    assert declared() | {"places.search"} == set(GRANTS)


def test_no_two_parts_give_the_templates_of_a_blueprint_another_thing_under_one_name(app: Flask) -> None:
    with app.test_request_context("/"):
        for blueprint, processors in app.template_context_processors.items():
            given: dict[str, Any] = {}
            for processor in processors:
                values = processor()
                twice = [name for name in values if name in given and values[name] != given[name]]
                assert not twice, f"{blueprint}: {twice}"
                given.update(values)


def test_addresses_are_kebab_case_with_typed_parameters(shared_app: Flask) -> None:
    for rule in rules(shared_app):
        if rule.endpoint == "static":
            continue
        plain = re.sub(r"<[^>]+>", "", rule.rule)
        assert re.fullmatch(r"[a-z0-9/.-]*", plain), rule.rule


@pytest.mark.parametrize("role", list(Role))
def test_each_role_reaches_exactly_what_the_table_grants(
    role: Role, app: Flask, as_role: Callable[[Role], Visitor], clock: FixedClock
) -> None:
    granted = permissions_of(frozenset({role.value}))
    visitor = as_role(role)
    token = token_of(visitor)
    wrong: list[Any] = []
    for rule in rules(app):
        needed = permission_of(app, rule.endpoint)
        if needed == PUBLIC or rule.endpoint == "auth.logout":
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            answer = visitor.open(
                address(rule),
                method=method,
                data={"csrf_token": token} if method == "POST" else None,
                # a refusal in two words: thousands of drawn error pages would say no more
                headers={"X-CSRFToken": token, "Accept": "application/json"},
            )
            refused = answer.status_code == 403
            if refused != (needed not in granted) or answer.status_code in {401, 500}:
                wrong.append((method, rule.rule, needed, answer.status_code))
            answer.close()
    assert not wrong


def test_a_stranger_is_sent_to_sign_in(app: Flask, client: Visitor) -> None:
    for rule in rules(app):
        if permission_of(app, rule.endpoint) == PUBLIC or "GET" not in (rule.methods or set()):
            continue
        answer = client.get(address(rule))
        assert answer.status_code == 303, rule.rule
        assert "/sign-in" in answer.headers["Location"], rule.rule
