"""The admission exam, what it means for labour, and the step into detox."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import local_date
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.medical.entry import Entry
from center.medical.exam.queries import exam_in_force, exam_versions
from center.medical.exam.rules import UseFacts, check_uses
from center.medical.exam.service import record_exam, set_fitness, start_detox
from center.medical.models import Fitness
from center.residents.restriction.models import Restriction, RestrictionKind
from center.residents.restriction.queries import restrictions_in_force
from center.residents.stay.models import Stage, Stay
from tests.conftest import NOW
from tests.medical.support import HEROIN, admitted, exam_facts, examined

TODAY = local_date(NOW)
ADMITTED = NOW - timedelta(hours=3)


@pytest.fixture
def stay(app: Flask, doctor: Actor) -> Stay:
    with unit_of_work():
        admitted(doctor, ADMITTED)  # somebody else
        return admitted(doctor, ADMITTED)


def wordings(stay: Stay, on: date = TODAY) -> list[str]:
    return [row.public_wording for row in restrictions_in_force([stay.id], on).get(stay.id, [])]


METH = UseFacts("methamphetamine", "smoked", first_age=25, days_last_month=3)


@pytest.mark.parametrize(
    ("uses", "code"),
    [
        ((replace(HEROIN, last_used_on=TODAY + timedelta(days=1)),), "last_use_in_future"),
        ((replace(HEROIN, days_last_month=31),), "days_last_month"),
        ((replace(HEROIN, days_last_month=-1),), "days_last_month"),
        ((replace(HEROIN, first_age=4),), "first_age"),
        ((replace(HEROIN, first_age=37),), "first_age"),
        ((replace(HEROIN, first_age=1990),), "first_age"),
        ((METH,), "one_main_substance"),
        ((HEROIN, replace(METH, is_main=True)), "one_main_substance"),
        ((HEROIN, replace(HEROIN, is_main=False)), "substance_twice"),
    ],
)
def test_a_history_that_cannot_be_is_refused(uses: tuple[UseFacts, ...], code: str) -> None:
    with pytest.raises(RuleViolation, match=code):
        check_uses(uses, examined_on=TODAY, age=36)


@pytest.mark.parametrize(
    "uses",
    [
        (),
        (HEROIN, METH),
        (HEROIN, replace(HEROIN, route="smoked", is_main=False)),
        (replace(HEROIN, last_used_on=TODAY, first_age=36, days_last_month=0),),
        (replace(HEROIN, first_age=None, days_last_month=None),),
    ],
)
def test_histories_people_tell_are_taken(uses: tuple[UseFacts, ...]) -> None:
    check_uses(uses, examined_on=TODAY, age=36)


def test_an_exam_is_kept_with_its_history_of_use(stay: Stay, doctor: Actor) -> None:
    with unit_of_work():
        examined(stay, doctor, NOW, uses=(METH, HEROIN), findings=" Tỉnh ")
    (version,) = exam_versions(stay.id)
    assert version.in_force
    assert (version.exam.height_cm, version.exam.findings) == (Decimal("168.0"), "Tỉnh")
    assert [use.substance.value for use in version.uses] == ["heroin", "methamphetamine"]


@pytest.mark.parametrize(
    ("facts", "wording"),
    [
        ({"fitness": Fitness.UNFIT}, ["Không lao động"]),
        (
            {"fitness": Fitness.UNFIT, "unfit_until": date(2026, 12, 12)},
            ["Không lao động đến 12/12/2026"],
        ),
        (
            {"fitness": Fitness.LIGHT, "unfit_until": date(2026, 12, 12)},
            ["Chỉ lao động nhẹ đến 12/12/2026"],
        ),
        ({"fitness": Fitness.FIT}, []),
    ],
)
def test_others_read_what_is_forbidden_and_never_why(
    stay: Stay, doctor: Actor, facts: dict[str, Any], wording: list[str]
) -> None:
    with unit_of_work():
        examined(stay, doctor, NOW, history="Lao phổi", **facts)
    assert wordings(stay) == wording
    if facts.get("unfit_until"):
        assert wordings(stay, date(2026, 12, 13)) == []
    assert not any("Lao phổi" in row.private_reason for row in db.session.scalars(select(Restriction)))


def test_nothing_restricts_before_the_exam(stay: Stay) -> None:
    assert wordings(stay) == []


def test_a_new_judgement_replaces_the_old_and_the_same_one_leaves_it(stay: Stay, doctor: Actor) -> None:
    with unit_of_work():
        examined(stay, doctor, NOW)
        set_fitness(stay, Fitness.UNFIT, until=None, actor=doctor, now=NOW)
        assert len(db.session.scalars(select(Restriction)).all()) == 1
        set_fitness(stay, Fitness.LIGHT, until=None, actor=doctor, now=NOW)
    assert wordings(stay) == ["Chỉ lao động nhẹ"]
    with unit_of_work():
        set_fitness(stay, Fitness.FIT, until=None, actor=doctor, now=NOW)
    assert wordings(stay) == []


def test_it_leaves_the_restrictions_of_others_alone(stay: Stay, doctor: Actor) -> None:
    from center.residents.restriction.service import restrict

    with unit_of_work():
        for kind, area in ((RestrictionKind.NO_LABOUR, "security"), (RestrictionKind.WARD_ONLY, "medical")):
            restrict(
                stay,
                kind,
                public_wording=f"{area} {kind}",
                area=area,
                starts_on=TODAY,
                ends_on=None,
                actor=doctor,
                now=NOW,
            )
        set_fitness(stay, Fitness.FIT, until=None, actor=doctor, now=NOW)
    assert len(wordings(stay)) == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"height_cm": Decimal(99)}, "height_cm"),
        ({"weight_kg": Decimal("250.1")}, "weight_kg"),
        ({"unfit_until": TODAY - timedelta(days=1)}, "unfit_until"),
        ({"history": "HIV dương tính"}, "history"),
        ({"urine_test": "HIV (-)"}, "urine_test"),
    ],
)
def test_refusals_name_their_field_and_change_nothing(
    stay: Stay, doctor: Actor, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(RuleViolation) as refused, unit_of_work():
        examined(stay, doctor, NOW, **changes)
    assert refused.value.field == field
    assert exam_in_force(stay.id) is None
    assert wordings(stay) == []


def test_there_is_one_exam_a_stay_and_corrections_of_it(stay: Stay, doctor: Actor) -> None:
    with unit_of_work():
        first = examined(stay, doctor, NOW)
    with pytest.raises(RuleViolation, match="exam_there"), unit_of_work():
        examined(stay, doctor, NOW)
    with unit_of_work():
        second = record_exam(
            stay,
            exam_facts(weight_kg=Decimal("65.5")),
            entry=Entry(NOW, NOW, doctor, amends_id=first.id, amend_reason="gõ nhầm cân nặng"),
        )
    standing = exam_in_force(stay.id)
    assert standing is not None
    assert standing.id == second.id
    assert [version.in_force for version in exam_versions(stay.id)] == [True, False]


def test_a_correction_after_detox_leaves_labour_as_it_was_decided_then(stay: Stay, doctor: Actor) -> None:
    with unit_of_work():
        first = examined(stay, doctor, NOW)
        set_fitness(stay, Fitness.FIT, until=None, actor=doctor, now=NOW)
        stay.stage = Stage.EDUCATION
    with unit_of_work():
        record_exam(
            stay,
            exam_facts(fitness=Fitness.UNFIT),
            entry=Entry(NOW, NOW, doctor, amends_id=first.id, amend_reason="gõ nhầm cân nặng"),
        )
    assert wordings(stay) == []


def test_detox_begins_after_the_exam_only(stay: Stay, doctor: Actor) -> None:
    with pytest.raises(RuleViolation, match="exam_first"), unit_of_work():
        start_detox(stay, actor=doctor, now=NOW)
    with unit_of_work():
        examined(stay, doctor, NOW)
        start_detox(stay, actor=doctor, now=NOW)
    assert stay.stage is Stage.DETOX
    with pytest.raises(RuleViolation, match="stage_order"), unit_of_work():
        start_detox(stay, actor=doctor, now=NOW)
