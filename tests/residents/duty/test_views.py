"""The inbox as people use it: their own list, one duty, one person's, the cases, the calendar."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import select

from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db
from center.residents.duty.jobs import sync_everything
from center.residents.duty.models import Duty, DutyCase, DutyState
from tests.conftest import Visitor
from tests.residents.conftest import TakeIn
from tests.support.statements import statements

SignIn = Callable[[Role], Visitor]
NOON = datetime(2026, 11, 16, 5, tzinfo=UTC)


def duty(kind: str) -> Duty:
    db.session.rollback()
    return db.session.scalars(
        select(Duty).where(Duty.kind == kind).execution_options(populate_existing=True)
    ).one()


def test_each_role_has_its_own_list_and_the_late_ones_rise(
    take_in: TakeIn, as_role: SignIn, clock: FixedClock
) -> None:
    clock.set(NOON)
    take_in()
    intake = as_role(Role.INTAKE)
    mine = intake.page("/duties").get_text(" ", strip=True)
    assert "Lập phiếu thu thập thông tin người cai nghiện (mẫu 17)" in mine
    assert "Lập kế hoạch cai nghiện cá nhân" not in mine
    assert "Trong hạn" in mine
    assert "Trần Văn Mẫu" in mine
    # nobody looks at another role's list by asking for it
    assert "Lập kế hoạch cai nghiện cá nhân" not in intake.page("/duties?whose=all").get_text(" ")
    assert "Lập kế hoạch cai nghiện cá nhân" in as_role(Role.AUDITOR).page("/duties").get_text(" ")
    commander = as_role(Role.DUTY_COMMANDER)
    assert commander.page("/duties").find("tbody") is None
    clock.advance(hours=62)
    sync_everything(clock.now())
    commander = as_role(Role.DUTY_COMMANDER)
    late = commander.page("/duties?show=late").get_text(" ", strip=True)
    assert "mẫu 17" in late
    assert "quá 1 ngày" in late
    assert "quá hạn đã báo lên lãnh đạo" not in as_role(Role.DIRECTOR).page("/").get_text(" ")
    clock.advance(hours=24)
    sync_everything(clock.now())
    director = as_role(Role.DIRECTOR).page("/").get_text(" ", strip=True)
    assert "quá hạn đã báo lên lãnh đạo" in director
    assert "mẫu 17" in director


def test_the_owner_closes_a_duty_with_its_proof(take_in: TakeIn, as_role: SignIn, clock: FixedClock) -> None:
    clock.set(NOON)
    stay_id = take_in()
    number = duty("reception").id
    counsellor = as_role(Role.COUNSELLOR)
    page = counsellor.page(f"/duties/{number}")
    assert "Nghị định 163/2026/NĐ-CP, điều 84.6" in page.get_text(" ")
    refused = counsellor.submit(
        f"/duties/{number}/done", {"done_at": "18/11/2026 08:00", "proof": "x"}, status=422
    )
    assert "tương lai" in refused.text
    assert 'value="18/11/2026 08:00"' in refused.text
    counsellor.submit(f"/duties/{number}/done", {"done_at": "16/11/2026 12:00", "proof": "Phiếu số 8"})
    assert duty("reception").state is DutyState.DONE
    again = counsellor.submit(
        f"/duties/{number}/done", {"done_at": "16/11/2026 12:00", "proof": "Phiếu số 9"}, status=422
    )
    assert "đã được khép" in again.text
    listed = counsellor.page(f"/duties/stays/{stay_id}").get_text(" ", strip=True)
    assert "Phiếu số 8" in listed
    assert "Việc theo luật" in counsellor.page(f"/residents/stays/{stay_id}").get_text(" ")
    assert "chuyển sang điều trị: đã làm" in counsellor.page(f"/residents/stays/{stay_id}/timeline").get_text(
        " "
    )
    # somebody else reads it with the file, and has no button
    nurse = as_role(Role.NURSE).page(f"/duties/{number}")
    assert nurse.find("form", id="done") is None
    as_role(Role.NURSE).submit(f"/duties/{number}/reopen", {"reason": "Ghi nhầm người khác"}, status=422)
    counsellor.submit(f"/duties/{number}/reopen", {"reason": "Ghi nhầm người khác"})
    counsellor.submit(f"/duties/{number}/not-applicable", {"reason": "Đã có phiếu khi chuyển đến"})
    assert duty("reception").state is DutyState.NOT_APPLICABLE
    assert as_role(Role.ADMINISTRATOR).get(f"/duties/{number}").status_code == 404


def test_what_a_paper_closes_takes_no_typed_proof_but_the_directors(
    take_in: TakeIn, as_role: SignIn, clock: FixedClock
) -> None:
    clock.set(NOON)
    take_in()
    number = duty("information_sheet").id
    intake = as_role(Role.INTAKE)
    page = intake.page(f"/duties/{number}")
    assert page.find("form", id="done") is None
    assert "tự khép khi giấy được lập" in page.get_text(" ")
    assert page.find("a", string="Mở phiếu") or "Mở phiếu" in page.get_text()
    proof = {"done_at": "16/11/2026 12:00", "proof": "Phiếu giấy, hồ sơ số 8"}
    refused = intake.submit(f"/duties/{number}/done", proof, status=422)
    assert "chỉ khép khi giấy được lập" in refused.text
    as_role(Role.DIRECTOR).submit(f"/duties/{number}/done", proof)
    assert duty("information_sheet").state is DutyState.DONE


def test_filters_live_in_the_address_and_paper_and_file_carry_them(
    take_in: TakeIn, as_role: SignIn, clock: FixedClock
) -> None:
    clock.set(NOON)
    take_in("Lê Văn Một")
    take_in("Phạm Văn Hai")
    auditor = as_role(Role.AUDITOR)
    one = auditor.page("/duties?kind=rehab_plan&person=pham van&due_by=18/11/2026").get_text(" ", strip=True)
    assert "Phạm Văn Hai" in one
    assert "Lê Văn Một" not in one
    assert "Không có việc nào như vậy" in auditor.page("/duties?due_by=17/11/2026").get_text(" ")
    assert "Không có việc nào như vậy" in auditor.page("/duties?role=doctor").get_text(" ")
    paper = auditor.page("/duties/sheet?kind=rehab_plan").get_text(" ", strip=True)
    assert "2 việc" in paper
    assert "ký, ghi rõ họ tên" in paper
    answer = auditor.get("/duties/export.xlsx?kind=rehab_plan&person=pham")
    strings = zipfile.ZipFile(io.BytesIO(answer.data)).read("xl/sharedStrings.xml").decode()
    assert "Phạm Văn Hai" in strings
    assert "Lê Văn Một" not in strings


def test_a_case_is_opened_once_and_answered_on_its_duty(
    take_in: TakeIn, as_role: SignIn, clock: FixedClock
) -> None:
    clock.set(NOON)
    take_in()
    admin = as_role(Role.ADMINISTRATOR)
    form = {
        "client_id": "8d0c3a62-5f6e-4f0e-9e27-0c1b2a3d4e5f",
        "kind": "breach",
        "happened_at": "16/11/2026 08:00",
        "summary": "Gửi nhầm danh sách",
    }
    admin.page("/duties/cases/new")
    for _twice in range(2):
        address = admin.submit("/duties/cases/new", form).location
    assert "72" not in admin.page(address).get_text(" ")
    assert duty("breach_notice").due_at == datetime(2026, 11, 19, 1, tzinfo=UTC)
    assert len(db.session.scalars(select(DutyCase)).all()) == 1
    wrong = {**form, "client_id": "", "kind": "funeral_request", "requester": "Bà Mẹ", "code": "HV99999"}
    refused = admin.submit("/duties/cases/new", wrong, status=422)
    assert "Gửi nhầm danh sách" in refused.text
    found = admin.submit(
        "/duties/cases/new",
        {**wrong, "client_id": "8d0c3a62-5f6e-4f0e-9e27-0c1b2a3d4e50"},
        status=422,
    )
    assert "Không có học viên nào mang mã HV99999" in found.text
    assert "Lộ, mất dữ liệu cá nhân" in admin.page("/duties/cases").get_text(" ")
    # a role without the cases and without a duty of it may not read it
    assert as_role(Role.TRAINER).get(address).status_code == 404


def test_the_center_edits_its_calendar(as_role: SignIn, clock: FixedClock) -> None:
    clock.set(NOON)
    admin = as_role(Role.ADMINISTRATOR)
    page = admin.page("/duties/calendar?year=2026").get_text(" ", strip=True)
    assert "Ngày Văn hóa Việt Nam" in page
    assert "Chưa đối chiếu" in page
    day = {"day": "02/01/2026", "effect": "off", "name": "Nghỉ hoán đổi", "reason": "Thông báo 1"}
    admin.submit("/duties/calendar/days", day)
    assert "đã là như vậy" in admin.submit("/duties/calendar/days", day, status=422).text
    admin.submit("/duties/calendar/2026/review", {"notice": "Thông báo 5015/TB-BNV"})
    page = admin.page("/duties/calendar?year=2026").get_text(" ", strip=True)
    assert "Nghỉ hoán đổi" in page
    assert "Thông báo 5015/TB-BNV" in page
    assert as_role(Role.GUARD).get("/duties/calendar").status_code == 403


def test_lists_cost_the_same_however_long_they_are(
    app: Flask, take_in: TakeIn, as_role: SignIn, clock: FixedClock
) -> None:
    def cost(visitor: Visitor, address: str) -> int:
        with statements() as seen:
            visitor.page(address)
        return len(seen)

    def costs(stay_id: int) -> list[int]:
        """Read the pages when everything is so late that it stands on the director's day."""
        clock.advance(days=5)
        sync_everything(clock.now())
        auditor, director = as_role(Role.AUDITOR), as_role(Role.DIRECTOR)
        for visitor in (auditor, director):
            visitor.page("/")  # the first page of a session also remembers that it is used
        lists = ("/duties", "/duties/sheet", f"/duties/stays/{stay_id}")
        return [cost(auditor, address) for address in lists] + [cost(director, "/")]

    clock.set(NOON)
    first = take_in("Lê Văn Một")
    before = costs(first)
    for number in range(4):
        take_in(f"Người {number}")
    assert costs(first) == before
    assert duty_count() == 20


def duty_count() -> int:
    db.session.rollback()
    return len(db.session.scalars(select(Duty.id).where(Duty.stay_id.is_not(None))).all())


def test_due_words_name_the_hour_only_where_the_law_counts_hours(
    take_in: TakeIn, as_role: SignIn, clock: FixedClock
) -> None:
    clock.set(NOON)
    take_in()
    admin = as_role(Role.ADMINISTRATOR)
    form = {
        "client_id": "8d0c3a62-5f6e-4f0e-9e27-0c1b2a3d4e51",
        "kind": "breach",
        "happened_at": "16/11/2026 08:15",
        "summary": "Mất sổ",
    }
    admin.submit("/duties/cases/new", form)
    assert "19/11/2026 08:15" in admin.page("/duties").get_text(" ")
    intake = as_role(Role.INTAKE).page("/duties").get_text(" ")
    assert "18/11/2026" in intake
    assert "19/11/2026 00:00" not in intake
    assert timedelta(0) < duty("breach_notice").due_at - clock.now()
