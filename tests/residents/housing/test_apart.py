"""Two people kept apart: read by everybody, explained to few, kept by proposals and moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from center.audit.actor import Actor
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.housing.models import Bed
from center.residents.housing.service import assign_bed
from center.residents.restriction.models import Restriction
from center.residents.stay.models import Stay
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn

AsRole = Callable[[str], Visitor]


def move(stay_id: int, bed: Bed, actor: Actor) -> None:
    with unit_of_work():
        assign_bed(db.session.get_one(Stay, stay_id), db.session.get_one(Bed, bed.id), actor=actor, now=NOW)


@pytest.mark.parametrize(("scope", "refused"), [("room", "apart_room"), ("zone", "apart_zone")])
def test_two_people_are_kept_apart_until_it_is_lifted(
    as_role: AsRole,
    take_in: TakeIn,
    actor: Callable[[str], Actor],
    bed_named: Callable[[str], Bed],
    scope: str,
    refused: str,
) -> None:
    one, other = take_in("Lê Văn Một", zone="A"), take_in("Lê Văn Hai", zone="A")
    code = db.session.get_one(Stay, other).resident.code
    chief, intake = as_role("duty_commander"), as_role("intake")
    form = {"other": code, "scope": scope, "starts_on": "22/11/2026", "private_reason": "đánh nhau 20/11"}
    url = f"/residents/stays/{one}/keep-apart"
    chief.submit(url, form)
    assert "đã được ghi không ở chung" in chief.submit(url, form, status=422).text
    own = db.session.get_one(Stay, one).resident.code
    oneself = chief.submit(url, {**form, "other": own}, status=422).text
    assert "chính mình" in oneself

    misfits = intake.page("/housing/misfits").get_text(" ", strip=True)
    assert "Lê Văn Một" in misfits
    assert "Lê Văn Hai" in misfits
    move(one, bed_named("B · P1 · G1"), actor("intake"))
    target = bed_named("B · P2 · G1") if scope == "zone" else bed_named("B · P1 · G2")
    with pytest.raises(RuleViolation, match=refused):
        move(other, target, actor("intake"))
    excluded = intake.page(f"/residents/stays/{other}/bed").find(id="excluded").get_text()
    assert "người không được ở" in excluded
    assert "Ai cũng ở đúng chỗ" in intake.page("/housing/misfits").get_text()

    file = intake.page(f"/residents/stays/{other}/housing").get_text(" ", strip=True)
    assert f"Không ở cùng {'khu' if scope == 'zone' else 'phòng'} với {own}" in file
    assert "đánh nhau" not in file
    assert "đánh nhau" in chief.page(f"/residents/stays/{other}/housing").get_text()
    half = db.session.scalars(db.select(Restriction).where(Restriction.stay_id == other)).one()
    chief.submit(f"/residents/stays/{other}/restrictions/{half.id}/lift", {"reason": "đã hòa giải"})
    assert all(row.lifted_at for row in db.session.scalars(db.select(Restriction)))
    move(other, target, actor("intake"))
