"""The medical summary of the packet, and the demo's course of detox."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import func, select

from center.audit.actor import Actor
from center.auth.permissions import Role
from center.clock import local_date
from center.db import db, unit_of_work
from center.medical.demo import SECRETS, demo_detox
from center.medical.detox.criteria import ATTESTED
from center.medical.detox.service import countersign_detox, declare_detox_complete
from center.medical.entry import Entry
from center.medical.exam.rules import UseFacts
from center.medical.models import (
    AdmissionExam,
    DetoxDeclaration,
    Fitness,
    ScaleScore,
    SecretFinding,
    SecretKind,
    VitalSigns,
)
from center.medical.packet import summary_for_packet
from center.medical.secret.service import record_secret
from center.residents.stay.models import Stage, Stay
from tests.conftest import NOW, Visitor
from tests.medical.support import admitted, calm_course, examined, in_detox, measured, scored

ADMITTED = NOW - timedelta(days=14)
H = timedelta(hours=1)
HIV, MENTAL = "HIV dương tính mã X12", "Loạn thần do ma túy, đang dùng olanzapin"


@pytest.fixture
def stay(app: Flask, doctor: Actor, second_doctor: Actor, nurse: Actor) -> Stay:
    with unit_of_work():
        found = in_detox(doctor, ADMITTED, used_on=local_date(ADMITTED))
        scored(found, nurse, ADMITTED + 2 * H, 2, 2, 3, 2, 2, 2, 3, 2, 1, 2, 3)
        calm_course(found, nurse, NOW - 2 * H)
        measured(found, nurse, NOW - H, weight_kg=Decimal("57.0"))
        row = declare_detox_complete(
            found,
            "Ổn định. Có lúc hoang tưởng",
            fitness=Fitness.LIGHT,
            attested=ATTESTED,
            exception_reason="Chờ khám chuyên khoa",
            actor=doctor,
            now=NOW - H,
        )
        countersign_detox(found, row, agreed=True, remark="Theo dõi thêm", actor=second_doctor, now=NOW)
        for kind, text in ((SecretKind.HIV, HIV), (SecretKind.MENTAL, MENTAL)):
            record_secret(found, kind, text, entry=Entry(NOW, NOW, doctor))
        noise = in_detox(doctor, ADMITTED)
        scored(noise, nurse, NOW, 4, 3, 5, 2, 4, 4, 3, 4, 1, 4, 3)
        return found


def test_it_holds_the_essentials(stay: Stay, doctor: Actor, second_doctor: Actor) -> None:
    summary = summary_for_packet(stay.id)
    assert summary.exam is not None
    assert summary.exam.by == doctor.name
    assert summary.exam.uses == (f"Heroin (tiêm chích), lần cuối {local_date(ADMITTED):%d/%m/%Y}",)
    assert summary.cows_first is not None
    assert summary.cows_last is not None
    assert (summary.cows_first.total, summary.cows_first.band) == (24, "Trung bình")
    assert (summary.cows_last.total, summary.cows_last.band) == (0, "Không đáng kể")
    assert (summary.detox_from, summary.detox_days) == (local_date(ADMITTED), 14)
    assert summary.completion is not None
    assert summary.completion.declared_by == doctor.name
    assert summary.completion.signed_by == second_doctor.name
    assert summary.last_weight is not None
    assert summary.last_weight.change_kg == Decimal("1.5")
    assert summary.allergies == "không có ghi nhận"
    assert any("Chỉ lao động nhẹ" in sentence for sentence in summary.advice)
    assert any("115" in sentence for sentence in summary.advice)


def test_it_reads_as_lines_of_a_paper(stay: Stay) -> None:
    lines = dict(summary_for_packet(stay.id, on=local_date(NOW)).labelled())
    assert lines["Cân nặng gần nhất"] == "57,0 kg ngày 22/11/2026, tăng 1,5 kg so với khi tiếp nhận"
    assert lines["Dấu hiệu sinh tồn gần nhất"].startswith("mạch 78 lần/phút; huyết áp 120/80 mmHg")
    assert lines["Thời gian điều trị cắt cơn"] == "từ 08/11/2026 đến 22/11/2026, 14 ngày"
    assert all(isinstance(text, str) for text in lines.values())


def test_a_stay_without_any_medical_act_has_a_summary(app: Flask, doctor: Actor) -> None:
    with unit_of_work():
        new = admitted(doctor, NOW)
    summary = summary_for_packet(new.id)
    assert (summary.exam, summary.cows_first, summary.completion, summary.last_vitals) == (None,) * 4
    assert summary.advice == ("Khám sức khỏe định kỳ tại trạm y tế nơi cư trú.",)


def test_detox_that_runs_is_said_to_run(app: Flask, doctor: Actor) -> None:
    with unit_of_work():
        running = in_detox(doctor, ADMITTED)
    assert dict(summary_for_packet(running.id).labelled())["Thời gian điều trị cắt cơn"] == (
        "từ 08/11/2026, chưa kết thúc"
    )


@pytest.mark.parametrize(
    ("history", "said"),
    [("Khỏe mạnh", "không có ghi nhận"), ("Dị ứng penicillin", ""), ("Không dị ứng", "")],
)
def test_a_paper_never_denies_an_allergy_the_doctor_wrote(
    app: Flask, doctor: Actor, history: str, said: str
) -> None:
    with unit_of_work():
        new = admitted(doctor, NOW - 3 * H)
        examined(new, doctor, NOW, history=history)
    assert summary_for_packet(new.id).allergies == said


def test_corrected_figures_do_not_travel(app: Flask, doctor: Actor, nurse: Actor) -> None:
    from center.medical.observation.service import record_vitals

    with unit_of_work():
        new = in_detox(doctor, NOW - 30 * H)
        wrong = measured(new, nurse, NOW - H, pulse=180, weight_kg=Decimal("95.0"))
        entry = Entry(wrong.happened_at, NOW, nurse, amends_id=wrong.id, amend_reason="nhầm người bên cạnh")
        record_vitals(new, {"pulse": 80, "systolic": 118, "diastolic": 76}, entry=entry)
    summary = summary_for_packet(new.id)
    assert summary.last_vitals is not None
    assert summary.last_vitals.pulse == 80
    assert summary.last_weight is None


def test_nothing_secret_and_no_free_text_is_in_it(stay: Stay) -> None:
    row = db.session.scalars(select(AdmissionExam).where(AdmissionExam.stay_id == stay.id)).one()
    whole = str(summary_for_packet(stay.id)) + str(summary_for_packet(stay.id).labelled())
    for secret in (HIV, MENTAL, "HIV", "X12", "olanzapin", "hoang tưởng", "chuyên khoa", "Loạn thần"):
        assert secret not in whole
    assert row.plan not in whole or not row.plan


def test_a_secret_in_the_urine_test_of_an_older_record_is_dropped(app: Flask, doctor: Actor) -> None:
    with unit_of_work():
        new = admitted(doctor, NOW - 3 * H)
        db.session.add(
            AdmissionExam(
                stay_id=new.id,
                happened_at=NOW,
                recorded_at=NOW,
                recorded_by_name=doctor.name,
                height_cm=Decimal(160),
                weight_kg=Decimal(50),
                urine_test="heroin (+), HIV (+)",
                fitness=Fitness.FIT,
            )
        )
    summary = summary_for_packet(new.id)
    assert summary.exam is not None
    assert summary.exam.urine_test == ""


def pdf_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


def test_the_paper_says_it_in_vietnamese_and_keeps_the_secrets(
    stay: Stay, as_role: Callable[[Role], Visitor]
) -> None:
    answer = as_role(Role.NURSE).get(f"/medical/stays/{stay.id}/summary.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    text = pdf_text(answer.data)
    assert "TÓM TẮT TÌNH TRẠNG SỨC KHỎE" in text
    assert stay.resident.full_name.upper() in text
    assert "Điểm hội chứng cai (COWS) lần đầu: 24 điểm – Trung bình" in text
    assert "Trần Thị Hai" in text
    for secret in ("HIV", "X12", "olanzapin", "Loạn thần", "hoang tưởng"):
        assert secret not in text
    assert as_role(Role.GUARD).get(f"/medical/stays/{stay.id}/summary.pdf").status_code == 403


def run_demo(doctor: Actor, second_doctor: Actor, nurse: Actor, *, days: int, seed: int) -> Stay:
    with unit_of_work():
        stay = admitted(doctor, NOW - timedelta(days=days))
        demo_detox(
            stay,
            rng=random.Random(seed),
            doctor=doctor,
            second_doctor=second_doctor,
            nurse=nurse,
            until=NOW,
        )
    return stay


def test_the_demo_tells_a_whole_detox(app: Flask, doctor: Actor, second_doctor: Actor, nurse: Actor) -> None:
    for seed in range(6):
        stay = run_demo(doctor, second_doctor, nurse, days=40, seed=seed)
        assert stay.stage is Stage.EDUCATION
        summary = summary_for_packet(stay.id)
        assert summary.cows_first is not None
        assert summary.cows_last is not None
        assert summary.cows_last.total <= summary.cows_first.total
        assert summary.cows_last.total < 5
        assert summary.detox_days is not None
        assert 10 <= summary.detox_days <= 20


def test_the_demo_stops_at_its_present(app: Flask, doctor: Actor, second_doctor: Actor, nurse: Actor) -> None:
    for days in (0, 1, 3, 11, 13, 40):
        run_demo(doctor, second_doctor, nurse, days=days, seed=3)
    for kind in (ScaleScore, VitalSigns, DetoxDeclaration, AdmissionExam, SecretFinding):
        newest = db.session.scalar(select(func.max(kind.recorded_at)))
        assert newest is None or newest <= NOW


def test_the_demo_repeats_itself(app: Flask, doctor: Actor, second_doctor: Actor, nurse: Actor) -> None:
    runs = [run_demo(doctor, second_doctor, nurse, days=30, seed=9) for _ in range(2)]
    totals = [
        db.session.scalars(
            select(ScaleScore.total).where(ScaleScore.stay_id == stay.id).order_by(ScaleScore.id)
        ).all()
        for stay in runs
    ]
    assert totals[0]
    assert totals[0] == totals[1]


def test_the_demo_keeps_its_secrets_apart() -> None:
    assert set(SECRETS) == set(SecretKind)


def test_uses_are_told_in_words(app: Flask, doctor: Actor) -> None:
    meth = UseFacts("methamphetamine", "smoked", last_used_on=date(2026, 11, 20), is_main=True)
    with unit_of_work():
        new = admitted(doctor, NOW - 3 * H)
        examined(new, doctor, NOW, uses=(UseFacts("cannabis", "smoked"), meth))
    summary = summary_for_packet(new.id)
    assert summary.exam is not None
    assert summary.exam.uses == (
        "Methamphetamine (ma túy đá) (hút), lần cuối 20/11/2026",
        "Cần sa (hút)",
    )
    assert not any("115" in sentence for sentence in summary.advice)
