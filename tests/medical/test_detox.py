"""The end of detox: criteria from the record, a declaration, a second doctor's word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.clock import FixedClock, local_date
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.medical.detox.criteria import ATTESTED
from center.medical.detox.queries import criteria_of, declarations_of, waiting_declaration
from center.medical.detox.service import countersign_detox, declare_detox_complete
from center.medical.models import DetoxCountersign, DetoxDeclaration, Fitness
from center.residents.restriction.queries import restrictions_in_force
from center.residents.stage.queries import earliest_detox_end
from center.residents.stay.models import EndReason, Stage, Stay
from center.residents.stay.service import end_stay
from tests.conftest import NOW, Visitor
from tests.medical.support import admitted, calm_course, in_detox, measured, scored, stage_of

ADMITTED = NOW - timedelta(days=12)
USED_ON = local_date(ADMITTED) - timedelta(days=1)


@pytest.fixture
def stay(app: Flask, doctor: Actor, nurse: Actor) -> Stay:
    """Twelve days in detox, calm for the last three; another stay is not calm at all."""
    with unit_of_work():
        found = in_detox(doctor, ADMITTED, used_on=USED_ON)
        scored(found, nurse, ADMITTED + timedelta(days=1), 2, 2, 3, 2, 2, 2, 3, 2, 1, 2, 3)
        measured(found, nurse, ADMITTED + timedelta(days=1), pulse=135)
        calm_course(found, nurse, NOW)
        noise = in_detox(doctor, ADMITTED)
        scored(noise, nurse, NOW, 4, 3, 5, 2, 4, 4, 3, 4, 1, 4, 3)
        measured(noise, nurse, NOW, pulse=140)
        return found


def declare(stay: Stay, actor: Actor, **changes: Any) -> DetoxDeclaration:
    values: dict[str, Any] = {
        "conclusion": "Hết hội chứng cai",
        "fitness": Fitness.FIT,
        "attested": ATTESTED,
        "now": NOW,
    }
    with unit_of_work():
        return declare_detox_complete(stay, actor=actor, **values | changes)


def met(stay: Stay) -> dict[str, bool | None]:
    return {one.code: one.met for one in criteria_of(stay, NOW)}


def test_the_record_meets_all_criteria(stay: Stay) -> None:
    assert met(stay) == {"exam": True, "last_use": True, "cows": True, "vitals": True}


def test_corrected_rows_do_not_count(stay: Stay, nurse: Actor) -> None:
    from center.medical.entry import Entry
    from center.medical.observation.service import record_vitals

    with unit_of_work():
        wrong = measured(stay, nurse, NOW - timedelta(minutes=5), pulse=135)
    assert met(stay)["vitals"] is False
    with unit_of_work():
        entry = Entry(wrong.happened_at, NOW, nurse, amends_id=wrong.id, amend_reason="gõ nhầm 75 thành 135")
        record_vitals(stay, {"pulse": 75}, entry=entry)
    assert met(stay)["vitals"] is True


def test_a_declaration_waits_and_changes_nothing_yet(stay: Stay, doctor: Actor) -> None:
    row = declare(stay, doctor)
    assert (row.unmet, row.exception_reason) == ([], "")
    waiting = waiting_declaration(stay.id)
    assert waiting is not None
    assert waiting.id == row.id
    assert stage_of(stay) is Stage.DETOX
    assert [r.public_wording for r in restrictions_in_force([stay.id], local_date(NOW))[stay.id]] == [
        "Không lao động"
    ]


def test_the_second_signature_ends_detox_and_lifts_the_restriction(
    stay: Stay, doctor: Actor, second_doctor: Actor
) -> None:
    row = declare(stay, doctor)
    with unit_of_work():
        countersign_detox(stay, row, agreed=True, actor=second_doctor, now=NOW)
    assert stage_of(stay) is Stage.EDUCATION
    assert restrictions_in_force([stay.id], local_date(NOW)).get(stay.id, []) == []
    assert waiting_declaration(stay.id) is None
    names = db.session.scalars(select(AuditEntry.name).where(AuditEntry.stay_id == stay.id)).all()
    assert {"medical:detox:declare", "medical:detox:countersign", "residents:stage:step"} <= set(names)


def test_light_work_is_what_others_read_afterwards(stay: Stay, doctor: Actor, second_doctor: Actor) -> None:
    row = declare(stay, doctor, fitness=Fitness.LIGHT)
    with unit_of_work():
        countersign_detox(stay, row, agreed=True, actor=second_doctor, now=NOW)
    (restriction,) = restrictions_in_force([stay.id], local_date(NOW))[stay.id]
    assert restriction.public_wording == "Chỉ lao động nhẹ"


def test_nobody_signs_their_own_declaration(stay: Stay, doctor: Actor) -> None:
    row = declare(stay, doctor)
    with pytest.raises(RuleViolation, match="own_declaration"), unit_of_work():
        countersign_detox(stay, row, agreed=True, actor=doctor, now=NOW)
    assert stage_of(stay) is Stage.DETOX


def test_a_refusal_says_why_and_leaves_room_for_a_new_declaration(
    stay: Stay, doctor: Actor, second_doctor: Actor
) -> None:
    row = declare(stay, doctor)
    with pytest.raises(RuleViolation) as refused, unit_of_work():
        countersign_detox(stay, row, agreed=False, remark=" ", actor=second_doctor, now=NOW)
    assert refused.value.field == "remark"
    with unit_of_work():
        countersign_detox(
            stay, row, agreed=False, remark="Theo dõi thêm giấc ngủ", actor=second_doctor, now=NOW
        )
    assert stage_of(stay) is Stage.DETOX
    declare(stay, second_doctor)
    assert [one.countersign is None for one in declarations_of(stay.id)] == [True, False]


def test_a_declaration_is_decided_once(stay: Stay, doctor: Actor, second_doctor: Actor) -> None:
    row = declare(stay, doctor)
    with unit_of_work():
        countersign_detox(stay, row, agreed=False, remark="chưa", actor=second_doctor, now=NOW)
    with pytest.raises(RuleViolation, match="declaration_decided"), unit_of_work():
        countersign_detox(stay, row, agreed=True, actor=second_doctor, now=NOW)
    assert stage_of(stay) is Stage.DETOX


def test_one_declaration_at_a_time(stay: Stay, doctor: Actor, second_doctor: Actor) -> None:
    declare(stay, doctor)
    with pytest.raises(RuleViolation, match="declaration_waiting"):
        declare(stay, second_doctor)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"conclusion": "  "}, "medical.conclusion_missing", "conclusion"),
        ({"conclusion": "Ổn định, HIV âm tính"}, "medical.secret_in_plain_text", "conclusion"),
        ({"attested": ()}, "medical.exception_reason", "exception_reason"),
        ({"attested": ATTESTED[1:]}, "medical.exception_reason", "exception_reason"),
    ],
)
def test_declarations_that_are_refused(
    stay: Stay, doctor: Actor, changes: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        declare(stay, doctor, **changes)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert db.session.scalars(select(DetoxDeclaration)).all() == []


def test_what_is_not_met_is_kept_with_its_reason(stay: Stay, doctor: Actor, nurse: Actor) -> None:
    with unit_of_work():
        scored(stay, nurse, NOW - timedelta(minutes=1), 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3)
    row = declare(stay, doctor, attested=ATTESTED[:-1], exception_reason=" Cảm cúm, đã điều trị ")
    assert row.unmet == ["cows", ATTESTED[-1]]
    assert row.exception_reason == "Cảm cúm, đã điều trị"


def test_who_is_not_in_detox_has_no_end_of_it(app: Flask, doctor: Actor) -> None:
    with unit_of_work():
        other = admitted(doctor, ADMITTED)
    with pytest.raises(RuleViolation, match="not_in_detox"):
        declare(other, doctor, exception_reason="x")


def test_a_declaration_of_another_stay_or_of_a_stay_that_ended_is_not_signed(
    stay: Stay, doctor: Actor, second_doctor: Actor
) -> None:
    row = declare(stay, doctor)
    with unit_of_work():
        other = in_detox(doctor, ADMITTED)
    with pytest.raises(RuleViolation, match="nothing_to_amend"), unit_of_work():
        countersign_detox(other, row, agreed=True, actor=second_doctor, now=NOW)
    with unit_of_work():
        end_stay(stay, EndReason.TRANSFERRED, happened_at=NOW, actor=doctor, now=NOW)
    with pytest.raises(RuleViolation, match="stay_ended"), unit_of_work():
        countersign_detox(stay, row, agreed=True, actor=second_doctor, now=NOW)


def test_the_least_number_of_days_binds_the_signature_and_not_the_declaration(
    app: Flask, doctor: Actor, second_doctor: Actor, nurse: Actor
) -> None:
    start = NOW - timedelta(days=9)
    with unit_of_work():
        early = in_detox(doctor, start, used_on=local_date(start))
        calm_course(early, nurse, NOW)
    assert earliest_detox_end(early, local_date(NOW)) == local_date(start) + timedelta(days=10)
    row = declare(early, doctor)
    with pytest.raises(RuleViolation, match="detox_too_short"), unit_of_work():
        countersign_detox(early, row, agreed=True, actor=second_doctor, now=NOW)
    assert db.session.scalars(select(DetoxCountersign)).all() == []
    with unit_of_work():
        countersign_detox(early, row, agreed=True, actor=second_doctor, now=NOW + timedelta(days=1))
    assert stage_of(early) is Stage.EDUCATION


DECLARATION = {
    "attested": list(ATTESTED),
    "conclusion": "Hết hội chứng cai, ăn ngủ tốt",
    "fitness": "fit",
}


def test_two_doctors_end_detox_on_the_page(
    stay: Stay, as_role: Callable[[Role], Visitor], as_second_doctor: Callable[[], Visitor]
) -> None:
    url = f"/medical/stays/{stay.id}/detox"
    first, second = as_role(Role.DOCTOR), as_second_doctor()
    page = first.page(url)
    assert len(page.select(".criteria li.state-ok")) == 4
    first.submit(f"{url}/declare", DECLARATION)
    page = first.page(url)
    assert "một bác sĩ khác phải xem và ký" in page.get_text()
    assert not page.select("form#countersign")
    declaration = waiting_declaration(stay.id)
    assert declaration is not None
    sign = f"{url}/{declaration.id}/countersign"
    answer = first.submit(sign, {"decision": "sign"}, status=422)
    assert "Không tự ký xác nhận" in answer.text
    assert second.page(url).select("form#countersign")
    answer = second.submit(sign, {"decision": "refuse", "remark": ""}, status=422)
    assert "Chưa ghi vì sao không ký" in answer.text
    second.submit(sign, {"decision": "sign", "remark": "Đồng ý"})
    assert stage_of(stay) is Stage.EDUCATION
    shown = second.page(url).get_text(" ", strip=True)
    assert "Đã ký xác nhận" in shown
    assert "Trần Thị Hai" in shown


def test_a_refused_declaration_keeps_what_was_typed(stay: Stay, as_role: Callable[[Role], Visitor]) -> None:
    visitor = as_role(Role.DOCTOR)
    url = f"/medical/stays/{stay.id}/detox/declare"
    answer = visitor.submit(url, {**DECLARATION, "attested": ["urine"]}, status=422)
    assert "Còn 4 tiêu chí chưa đạt" in answer.text
    assert "Hết hội chứng cai, ăn ngủ tốt" in answer.text
    page = visitor.submit(url, {}, status=422).text
    assert "Ghi kết luận." in page
    assert waiting_declaration(stay.id) is None


def test_the_page_says_from_which_day_the_stage_may_end(
    stay: Stay, doctor: Actor, as_role: Callable[[Role], Visitor], clock: FixedClock
) -> None:
    clock.set(ADMITTED + timedelta(days=3))
    page = as_role(Role.DOCTOR).page(f"/medical/stays/{stay.id}/detox").get_text(" ", strip=True)
    first_day = local_date(ADMITTED) + timedelta(days=10)
    assert f"Sớm nhất ngày {first_day:%d/%m/%Y}" in page
    assert "Các ngưỡng là đề xuất" in page


def test_nurses_read_and_others_do_not(stay: Stay, as_role: Callable[[Role], Visitor]) -> None:
    page = as_role(Role.NURSE).page(f"/medical/stays/{stay.id}/detox")
    assert not page.select("form#declare-detox")
    for role in (Role.GUARD, Role.DIRECTOR, Role.TRAINER, Role.COUNSELLOR, Role.ADMINISTRATOR):
        assert as_role(role).get(f"/medical/stays/{stay.id}/detox").status_code == 403
