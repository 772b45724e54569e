"""The pages: the clerk's day, one stay, plan, notice, packet, release; and the command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import func, select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.documents.models import IssuedDocument, PaperSlip
from center.handover.commands import packet_command
from center.handover.desk import make_packet, print_completion, print_notices
from center.handover.models import Addressee, AftercarePlan, EndPaper, Packet
from center.handover.service import save_plan
from center.jobs.models import BackgroundJob
from center.jobs.runner import run_one
from center.residents.badge.models import Badge
from center.residents.property.queries import belongings_of
from center.residents.property.rules import Signer
from center.residents.property.service import give_back
from center.residents.stay.models import Stay, StayEnding
from tests.conftest import Visitor
from tests.documents.reading import text_of
from tests.handover.support import MOTHER, NAME, a_plan, a_stay, at, commune
from tests.support.statements import statements

AsRole = Callable[[Role], Visitor]
LAST = date(2026, 11, 22)
ACT = "8f14e45f-ceea-467f-9c2e-0123456789ab"


@pytest.fixture
def stay(app: Flask, intake: Actor) -> Stay:
    """Return a stay whose last day is today, beside others."""
    with unit_of_work():
        a_stay(intake, first_day=date(2026, 8, 1), months=None, name="Lê Văn Còn Lâu")
        a_stay(intake, first_day=date(2025, 12, 1), months=12, name="Phạm Thị Tuần Sau")
        return a_stay(intake, first_day=date(2025, 11, 23), months=12)


def plan_form(**changes: object) -> dict[str, object]:
    return {
        "address_text": "Thôn Phú Thịnh",
        "commune_id": str(commune().id),
        "commune_id-text": commune().full_label,
        "lives_with": MOTHER,
        "work_plan": "Làm vườn",
        "health_advice": "Khám mỗi tháng",
        "needs": ["id_card", "job"],
        "needs_note": "",
        "goal_medical": "good",
        "goal_recovery": "reached",
        **changes,
    }


def typed(page: BeautifulSoup, box: str) -> str:
    """Return what stands in a box."""
    found = page.find("input", id=box)
    assert found is not None
    return str(found["value"])


def prepare(stay: Stay, clerk: Actor, intake: Actor, clock: FixedClock) -> None:
    """Do everything the release asks for."""
    with unit_of_work():
        save_plan(stay, a_plan(), actor=clerk, now=at(date(2026, 10, 1)))
        held = belongings_of(stay.id)
        give_back(stay, {item.key: item.left for item in held}, Signer(NAME), actor=intake, now=clock.now())
    to = [(Addressee.COMMUNE_POLICE, "Công an xã Phú Riềng")]
    print_notices(stay, to, key="n", actor=clerk, now=at(date(2026, 10, 10)))
    make_packet(stay.id, key="p", actor=clerk, now=clock.now())


def test_the_clerks_list_shows_who_ends_and_what_is_missing(stay: Stay, as_role: AsRole) -> None:
    page = as_role(Role.RECORDS_CLERK).page("/handover")
    text = page.get_text(" ", strip=True)
    assert NAME in text
    assert "Phạm Thị Tuần Sau" in text
    assert "Lê Văn Còn Lâu" not in text
    assert "quá hạn 23/10/2026" in text
    waiting = as_role(Role.RECORDS_CLERK).page("/handover?show=waiting").get_text(" ", strip=True)
    assert "Phạm Thị Tuần Sau" not in waiting
    assert "Thông báo quá hạn" in as_role(Role.RECORDS_CLERK).page("/").get_text(" ", strip=True)
    assert "chờ cho ra" in as_role(Role.DIRECTOR).page("/").get_text(" ", strip=True)


def test_the_list_takes_the_same_statements_for_one_and_for_many(
    stay: Stay, as_role: AsRole, intake: Actor
) -> None:
    clerk = as_role(Role.RECORDS_CLERK)
    clerk.page("/handover")  # the first page of a session also notes that it is in use
    few = cost(clerk, "/handover")
    with unit_of_work():
        for number in range(5):
            a_stay(intake, first_day=date(2025, 11, 25), months=12, name=f"Người Thứ {number}")
    assert cost(clerk, "/handover") == few


def cost(visitor: Visitor, url: str) -> int:
    with statements() as seen:
        visitor.page(url)
    return len(seen)


def test_the_page_of_a_stay_shows_the_term_the_checks_and_what_was_not_compared(
    stay: Stay, as_role: AsRole
) -> None:
    page = as_role(Role.RECORDS_CLERK).page(f"/handover/stays/{stay.id}")
    text = page.get_text(" ", strip=True)
    assert "Cả thời hạn 365 ngày" in text
    assert "Cách tính và căn cứ" in text
    assert "chưa đối chiếu" in text
    assert "Mẫu số 50, Phụ lục V, Nghị định 163/2026/NĐ-CP" in text
    assert page.find("a", href=f"/handover/stays/{stay.id}/plan")
    assert not page.find("a", href=f"/handover/stays/{stay.id}/release")
    tab = page.find("a", attrs={"aria-current": "page"}, string="Bàn giao")
    assert tab is not None
    director = as_role(Role.DIRECTOR).page(f"/handover/stays/{stay.id}")
    assert director.find("a", href=f"/handover/stays/{stay.id}/release")
    assert not director.find("form", action=f"/handover/stays/{stay.id}/packet")


def test_a_plan_is_written_and_shown_again(stay: Stay, as_role: AsRole) -> None:
    clerk = as_role(Role.RECORDS_CLERK)
    page = clerk.page(f"/handover/stays/{stay.id}/plan")
    assert page.select_one("[data-commune-picker][data-url='/places/communes']")
    clerk.submit(f"/handover/stays/{stay.id}/plan", plan_form())
    (plan,) = db.session.scalars(select(AftercarePlan)).all()
    assert plan.needs == ["id_card", "job"]
    assert plan.evaluation == {"medical": "good", "recovery": "reached"}
    assert plan.recorded_by_name == "Nguyễn Văn Sơ"
    text = clerk.page(f"/handover/stays/{stay.id}").get_text(" ", strip=True)
    assert "Làm thẻ căn cước, Việc làm" in text
    again = clerk.page(f"/handover/stays/{stay.id}/plan")
    assert typed(again, "lives_with") == MOTHER
    assert again.select_one("input[name=goal_medical][value=good][checked]")
    recorded = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "handover:plan:save")).one()
    assert recorded.stay_id == stay.id


WRONG_PLANS: list[dict[str, object]] = [
    {"address_text": ""},
    {"commune_id": ""},
    {"commune_id": "99999999"},
    {"needs": ["gold"]},
    {"commune_id": "x"},
]


def test_a_wrong_plan_keeps_what_was_typed_and_changes_nothing(
    stay: Stay, as_role: AsRole, subtests: pytest.Subtests
) -> None:
    clerk, url = as_role(Role.RECORDS_CLERK), f"/handover/stays/{stay.id}/plan"
    for changes in WRONG_PLANS:
        with subtests.test(**changes):
            answer = clerk.submit(url, plan_form(**changes), status=422)
            assert MOTHER in answer.text
            assert not db.session.scalars(select(AftercarePlan)).all()


def test_an_unknown_grade_is_no_grade(stay: Stay, as_role: AsRole) -> None:
    as_role(Role.RECORDS_CLERK).submit(f"/handover/stays/{stay.id}/plan", plan_form(goal_medical="excellent"))
    (plan,) = db.session.scalars(select(AftercarePlan)).all()
    assert plan.evaluation == {"recovery": "reached"}


def test_one_notice_for_each_addressee_and_a_double_click_is_one(stay: Stay, as_role: AsRole) -> None:
    clerk = as_role(Role.RECORDS_CLERK)
    url = f"/handover/stays/{stay.id}/notice"
    page = clerk.page(url)
    assert typed(page, "commune_police").startswith("Công an xã Phú Riềng")
    assert typed(page, "court").startswith("Tòa án nhân dân khu vực 1")
    assert MOTHER in typed(page, "family")
    data = {
        "act_id": ACT,
        "to_commune_police": "y",
        "commune_police": "Công an xã Phú Riềng",
        "to_court": "y",
        "court": "Tòa án nhân dân khu vực 1",
        "family": "",
    }
    for _click in range(2):
        clerk.submit(url, data)
    papers = db.session.scalars(select(EndPaper).order_by(EndPaper.id)).all()
    assert [paper.addressee for paper in papers] == [Addressee.COMMUNE_POLICE, Addressee.COURT]
    assert {paper.last_day for paper in papers} == {LAST}
    numbers = db.session.scalars(select(IssuedDocument.number).order_by(IssuedDocument.id)).all()
    assert numbers == [1, 2]
    content = clerk.get(f"/documents/files/{papers[1].document_id}").data
    text = text_of(content)
    assert "Kính gửi: Tòa án nhân dân khu vực 1" in text
    assert "Nơi sinh: Bệnh viện huyện Phú Riềng" in text
    assert "Quê quán: Nghệ An" in text
    clerk.submit(url, {**data, "act_id": ACT.replace("8", "9"), "to_court": ""})
    newest = db.session.scalars(select(IssuedDocument).order_by(IssuedDocument.id.desc())).first()
    assert newest is not None
    assert newest.supersedes_id == papers[0].document_id


@pytest.mark.parametrize(
    "changes", [{}, {"to_family": "y", "family": ""}, {"to_family": "y", "family": "bà Lan", "act_id": "x"}]
)
def test_a_notice_to_nobody_is_refused(stay: Stay, as_role: AsRole, changes: dict[str, str]) -> None:
    data = {"act_id": ACT, "commune_police": "Công an đã gõ", **changes}
    answer = as_role(Role.RECORDS_CLERK).submit(f"/handover/stays/{stay.id}/notice", data, status=422)
    assert "Công an đã gõ" in answer.text
    assert not db.session.scalars(select(PaperSlip)).all()


def test_the_completion_paper_waits_for_its_window(stay: Stay, as_role: AsRole, clock: FixedClock) -> None:
    clock.set(at(LAST - timedelta(days=2)))
    clerk = as_role(Role.RECORDS_CLERK)
    url = f"/handover/stays/{stay.id}/completion"
    answer = clerk.submit(url, {"act_id": ACT}, status=422)
    assert "Cấp từ ngày 21/11/2026" in answer.text
    assert not db.session.scalars(select(PaperSlip)).all()
    clock.set(at(LAST - timedelta(days=1)))
    clerk = as_role(Role.RECORDS_CLERK)
    clerk.submit(url, {"act_id": ACT})
    clerk.submit(url, {"act_id": ACT})
    (document,) = db.session.scalars(select(IssuedDocument)).all()
    assert (document.form_code, document.signed_on) == ("163/2026/NĐ-CP:50", LAST - timedelta(days=1))


def test_the_packet_is_built_in_the_background_once_for_a_double_click(stay: Stay, as_role: AsRole) -> None:
    clerk = as_role(Role.RECORDS_CLERK)
    url = f"/handover/stays/{stay.id}/packet"
    first = clerk.submit(url, {"act_id": ACT}).headers["Location"]
    assert clerk.submit(url, {"act_id": ACT}).headers["Location"] == first
    assert db.session.scalar(select(func.count()).select_from(BackgroundJob)) == 1
    assert run_one()
    assert not run_one()
    page = clerk.page(first)
    assert "Đã lập hồ sơ bàn giao" in page.get_text(" ", strip=True)
    assert "Còn thiếu: Nơi ở và kế hoạch sau cai" in page.get_text(" ", strip=True)
    (packet,) = db.session.scalars(select(Packet)).all()
    content = clerk.get(f"/documents/files/{packet.document_id}").data
    assert NAME.upper() in text_of(content)
    shown = clerk.page(f"/handover/stays/{stay.id}")
    assert shown.find("a", href=f"/documents/files/{packet.document_id}?download=1")


def test_only_the_director_lets_go_and_only_on_the_last_day(
    stay: Stay, as_role: AsRole, clerk: Actor, intake: Actor, clock: FixedClock
) -> None:
    prepare(stay, clerk, intake, clock)
    url = f"/handover/stays/{stay.id}/release"
    data = {"reason": "completed", "happened_at": "22/11/2026 09:00", "belongings_done": "y"}
    assert as_role(Role.RECORDS_CLERK).get(url).status_code == 403
    director = as_role(Role.DIRECTOR)
    early = director.submit(url, {**data, "happened_at": "21/11/2026 09:00"}, status=422)
    assert "Chưa hết thời hạn: ngày cuối là 22/11/2026" in early.text
    assert "21/11/2026 09:00" in early.text
    unsaid = director.submit(url, {**data, "belongings_done": ""}, status=422)
    assert "Chưa xác nhận việc trả đồ lưu ký" in unsaid.text
    assert not db.session.scalars(select(StayEnding)).all()
    director.submit(url, data)
    ended = db.session.get(Stay, stay.id)
    assert ended is not None
    assert ended.ended_on == LAST
    badge = db.session.scalars(select(Badge).where(Badge.stay_id == stay.id)).one()
    assert badge.revoked_at is not None
    recorded = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "handover:stay:release")).one()
    assert recorded.data["reason"] == "completed"
    assert "Đã kết thúc đợt" in director.page(f"/handover/stays/{stay.id}").get_text(" ", strip=True)
    again = director.submit(url, data, status=422)
    assert "kết thúc" in again.text


def test_what_is_missing_asks_the_director_for_a_written_reason(stay: Stay, as_role: AsRole) -> None:
    director = as_role(Role.DIRECTOR)
    url = f"/handover/stays/{stay.id}/release"
    data = {"reason": "completed", "happened_at": "22/11/2026 09:00", "belongings_done": "y"}
    refused = director.submit(url, data, status=422)
    assert "việc phải làm trước khi cho ra" in refused.text
    director.submit(url, {**data, "explanation": "Hết thời hạn, hồ sơ gửi bổ sung ngày mai"})
    recorded = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "handover:stay:release")).one()
    assert {"plan", "notice", "belongings"} <= set(recorded.data["missing"])
    assert recorded.data["explanation"].startswith("Hết thời hạn")


def test_who_only_reads_changes_nothing(stay: Stay, as_role: AsRole) -> None:
    for role in (Role.COUNSELLOR, Role.AUDITOR):
        visitor = as_role(role)
        page = visitor.page(f"/handover/stays/{stay.id}")
        assert not page.select("main form[method=post]")
        for act in ("plan", "notice", "packet", "completion", "release"):
            visitor.submit(f"/handover/stays/{stay.id}/{act}", {"act_id": ACT}, status=403)
    for role in (Role.GUARD, Role.DOCTOR, Role.ADMINISTRATOR, Role.INTAKE):
        assert as_role(role).get("/handover").status_code == 403


def test_a_stay_nobody_knows_is_not_found(app: Flask, as_role: AsRole) -> None:
    clerk = as_role(Role.RECORDS_CLERK)
    for act in ("", "/plan", "/notice"):
        assert clerk.get(f"/handover/stays/4711{act}").status_code == 404


def test_custody_is_shown_without_a_term(app: Flask, intake: Actor, as_role: AsRole) -> None:
    with unit_of_work():
        stay = a_stay(intake, first_day=date(2026, 11, 10), months=None, kind="custody", stages=False)
    clerk = as_role(Role.RECORDS_CLERK)
    assert "chưa có thời hạn" in clerk.page(f"/handover/stays/{stay.id}").get_text(" ", strip=True)
    for act in ("packet", "completion"):
        clerk.submit(f"/handover/stays/{stay.id}/{act}", {"act_id": ACT}, status=422)
    clerk.submit(
        f"/handover/stays/{stay.id}/notice", {"act_id": ACT, "to_family": "y", "family": "x"}, status=422
    )
    director = as_role(Role.DIRECTOR)
    data = {
        "reason": "exempted",
        "happened_at": "22/11/2026 08:00",
        "explanation": "Tòa không áp dụng, 3/QĐ-TA",
    }
    director.submit(f"/handover/stays/{stay.id}/release", data)


def test_the_command_writes_the_packet(stay: Stay, app: Flask, tmp_path: Path) -> None:
    run = app.test_cli_runner()
    out = tmp_path / "a.pdf"
    nothing = run.invoke(packet_command, [stay.resident.code, "--out", str(out), "--existing"])
    assert nothing.exit_code == 1
    assert not out.exists()
    made = run.invoke(packet_command, [stay.resident.code.lower(), "--out", str(out)])
    assert made.exit_code == 0, made.output
    assert NAME.upper() in text_of(out.read_bytes())
    again = tmp_path / "b.pdf"
    assert run.invoke(packet_command, [str(stay.id), "--out", str(again), "--existing"]).exit_code == 0
    assert again.read_bytes() == out.read_bytes()
    assert run.invoke(packet_command, ["HV999999", "--out", str(out)]).exit_code == 1


def test_the_paper_that_is_in_force_is_not_issued_twice(stay: Stay, clerk: Actor, clock: FixedClock) -> None:
    assert print_completion(stay, actor=clerk, now=clock.now()) is not None
    assert print_completion(stay, actor=clerk, now=clock.now()) is None
