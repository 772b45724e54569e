"""Which tabs a person's file has for each role, in which order, and that each of them opens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from center.auth.access import permission_of
from center.auth.grants import permissions_of
from center.auth.permissions import Role
from center.ui import panels
from tests.conftest import Visitor
from tests.residents.conftest import TakeIn

ORDER = (
    "overview", "timeline", "term", "stages", "plan", "person", "collection", "contacts", "legal_file", "risks",
    "housing", "property", "kit", "money", "medical", "vocational", "assessment", "security", "handover", "duties",
    "readings",
)  # fmt: skip
EVERYBODY = {
    "overview", "timeline", "term", "stages", "person", "contacts", "risks", "housing", "property", "kit", "duties"
}  # fmt: skip
MORE = {
    Role.INTAKE: {"collection", "legal_file", "money"},
    Role.DOCTOR: {"plan", "collection", "medical"},
    Role.NURSE: {"plan", "collection", "medical"},
    Role.DRUG_KEEPER: set(),
    Role.COUNSELLOR: {"plan", "collection", "vocational", "assessment", "handover"},
    Role.TRAINER: {"plan", "vocational", "assessment"},
    Role.GUARD: {"assessment", "security"},
    Role.DUTY_COMMANDER: {"assessment", "security"},
    Role.DIRECTOR: {"plan", "collection", "legal_file", "money", "vocational", "assessment", "security", "handover",
                    "readings"},
    Role.RECORDS_CLERK: {"plan", "collection", "legal_file", "money", "vocational", "assessment", "handover"},
    Role.AUDITOR: {"plan", "collection", "legal_file", "money", "vocational", "assessment", "security", "handover",
                   "readings"},
}  # fmt: skip


@pytest.mark.parametrize("role", MORE)
def test_the_tabs_follow_from_the_role(shared_app: Flask, role: Role) -> None:
    held = permissions_of(frozenset({role.value}))
    shown = [
        tab.key
        for tab in sorted(panels._tabs.values(), key=lambda tab: tab.order)
        if tab.permission is None or tab.permission in held
    ]
    assert shown == [key for key in ORDER if key in EVERYBODY | MORE[role]]


def test_a_tab_asks_for_what_its_page_needs(shared_app: Flask) -> None:
    assert set(panels._tabs) == set(ORDER), "name a new tab in ORDER, and who sees it in MORE"
    for tab in panels._tabs.values():
        assert tab.permission == permission_of(shared_app, tab.endpoint), tab.key
    orders = [tab.order for tab in panels._tabs.values()]
    assert len(orders) == len(set(orders)), "two tabs at one place come in any order"


def test_the_page_has_the_tabs_twice_for_a_desk_and_a_phone(
    as_role: Callable[[str], Visitor], take_in: TakeIn
) -> None:
    page = as_role("director").page(f"/residents/stays/{take_in()}/timeline")
    desk = [link.get_text(strip=True) for link in page.select(".tab-bar a")]
    phone = [link.get_text(strip=True) for link in page.select(".tab-menu a")]
    assert desk == phone
    assert desk[:3] == ["Tổng quan", "Dòng thời gian", "Thời hạn"]
    assert desk[-1] == "Ai đã xem"
    assert page.select_one(".tab-menu summary").get_text(strip=True) == "Dòng thời gian"  # type: ignore[union-attr]
