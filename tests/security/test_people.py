"""Naming people on a form."""

from __future__ import annotations

from sqlalchemy import select

from center.db import db
from center.residents.badge.models import Badge
from center.residents.stay.models import Stay
from center.security.people import MOST_LINES, find_people, line_of
from tests.security.conftest import Found, token_of_stay
from tests.support.statements import statements


def named(text: str) -> tuple[list[str], list[str]]:
    found = find_people(text)
    return [stay.resident.full_name for stay in found.stays], [refusal.code for refusal in found.refusals]


def test_codes_badges_and_names_in_any_order(person: Found) -> None:
    one, two, three = person("Trần Văn Một"), person("Lê Thị Đào"), person("Hồ A Sùng")
    text = f"\n  {line_of(two)} (B · P1 · G2)\r\n{token_of_stay(one).lower()}\n\nho a sung\n"
    assert named(text) == (["Lê Thị Đào", "Trần Văn Một", "Hồ A Sùng"], [])
    assert named(three.resident.code.lower()) == (["Hồ A Sùng"], [])


def test_each_line_at_fault_is_told(person: Found) -> None:
    person("Trần Văn Một")
    person("Trần Văn Hai")
    stays, codes = named("HV999999\nTrần Văn\nAi đó\nHV000001\nHV000001")
    assert stays == ["Trần Văn Một"]
    assert codes == [
        "security.person_unknown",
        "security.person_ambiguous",
        "security.person_unknown",
        "security.person_twice",
    ]


def test_an_ambiguous_name_is_answered_with_codes_and_beds(person: Found) -> None:
    person("Trần Văn Một")
    person("Trần Văn Hai")
    (refusal,) = find_people("tran van").refusals
    assert "HV000001 Trần Văn Một (B · P1 · G1)" in str(refusal.facts["people"])


def test_a_list_without_end_is_refused_at_once(person: Found) -> None:
    person()
    db.session.rollback()
    with statements() as seen:
        assert named("Trần Văn Mẫu\n" * (MOST_LINES + 1)) == ([], ["security.too_many_people"])
    assert seen == []


def test_a_whole_zone_by_code_costs_two_statements(person: Found) -> None:
    stays = [person(f"Trần Văn {name}") for name in ("Một", "Hai", "Ba", "Tư")]
    tokens = db.session.scalars(select(Badge.token).where(Badge.stay_id == stays[3].id)).all()
    text = "\n".join([*(stay.resident.code for stay in stays[:3]), *tokens])
    db.session.rollback()
    with statements() as seen:
        found = find_people(text)
        assert [stay.resident.full_name for stay in found.stays][-1] == "Trần Văn Tư"
    assert sum("SELECT" in one for one in seen) == 2
    assert db.session.get(Stay, stays[0].id) in found.stays
