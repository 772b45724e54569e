"""The pages of the cash desk as the clerk, the second signer, the director and others see them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.documents.queries import documents_of_stay, file_content
from center.residents.money.models import CashClosing, CashMovement, MoneyEntry
from center.residents.money.queries import account_of
from center.residents.money.shares import credit_shares
from tests.conftest import Visitor, check_page
from tests.documents.reading import text_of
from tests.residents.conftest import TakeIn
from tests.residents.money.conftest import Put
from tests.support.statements import statements

AsRole = Callable[[str], Visitor]
ENTRY = {"kind": "relative", "amount": "500.000", "booked_on": "22/11/2026", "party": "Trần Thị Mẹ"}


def test_the_clerk_takes_money_prints_the_receipt_and_puts_it_right(as_role: AsRole, take_in: TakeIn) -> None:
    stay_id = take_in()
    clerk, base = as_role("records_clerk"), f"/residents/stays/{stay_id}/money"
    wrong = check_page(clerk.submit(f"{base}/in", {**ENTRY, "party": ""}, status=422), 422)
    assert "hai bên" in wrong.get_text()
    assert wrong.find("input", attrs={"name": "amount"})["value"] == "500.000", "nothing typed is lost"
    clerk.submit(f"{base}/in", {**ENTRY, "party_relation": "mẹ", "party_paper": "070190000001"})
    too_much = {"kind": "canteen", "amount": "500.001", "booked_on": "22/11/2026", "party": "Căng tin"}
    assert (
        "chỉ còn 500.000 đồng"
        in check_page(clerk.submit(f"{base}/out", too_much, status=422), 422).get_text()
    )
    clerk.submit(f"{base}/out", {**too_much, "amount": "120.000"})
    page = clerk.page(base)
    assert [cell.get_text() for cell in page.select(".stat-value")] == ["380.000 đ", "380.000 đ", "0 đ"]
    first = db.session.scalars(select(MoneyEntry).order_by(MoneyEntry.id)).first()
    assert first is not None
    answer = clerk.submit(f"{base}/{first.id}/receipt", {})
    again = clerk.submit(f"{base}/{first.id}/receipt", {})
    assert answer.location == again.location, "one receipt, however often it is printed"
    paper = documents_of_stay(stay_id, "money-in")[0]
    text = text_of(file_content(paper.file_id)[0])
    for words in (
        "PHIẾU THU TIỀN LƯU KÝ", "Số: PT 1/2026", "TRẦN VĂN MẪU", "Trần Thị Mẹ", "500.000 đồng",
        "Năm trăm nghìn đồng", "Số dư sau phiếu này: 500.000 đồng", "Mã kiểm tra",
    ):  # fmt: skip
        assert words in text, words
    assert "Trần" not in paper.title
    assert clerk.get(answer.location).status_code == 200
    assert as_role("guard").get(answer.location).status_code == 403
    fix = f"{base}/{first.id}/correct"
    clerk.submit(fix, {"amount": "450.000", "booked_on": "22/11/2026", "reason": "đếm nhầm"})
    text = clerk.page(base).get_text(" ", strip=True)
    assert "đã điều chỉnh: PC 2/2026" in text
    assert account_of(stay_id).balance == 330_000
    sheet = clerk.page(f"{base}/book").get_text(" ", strip=True)
    assert "Sổ lưu ký tiền" in sheet
    assert "Lý do: đếm nhầm" in sheet


@pytest.mark.parametrize(
    ("role", "status", "acts"),
    [("auditor", 200, False), ("director", 200, False), ("nurse", 403, False), ("intake", 200, True)],
)
def test_who_reads_an_account_and_who_writes_it(
    role: str, status: int, acts: bool, as_role: AsRole, take_in: TakeIn, put: Put
) -> None:
    stay_id = take_in()
    put(stay_id, "relative", 50_000)
    visitor = as_role(role)
    answer = visitor.get(f"/residents/stays/{stay_id}/money")
    assert answer.status_code == status
    if status == 200:
        page = check_page(answer)
        assert bool(page.find("a", href=f"/residents/stays/{stay_id}/money/in")) is acts
    tabs = visitor.page(f"/residents/stays/{stay_id}").select(".tab-bar a")
    assert any(tab.get_text() == "Tiền lưu ký" for tab in tabs) is (status == 200)
    line = "Lưu ký, thu 50.000 đồng"
    assert (line in visitor.page(f"/residents/stays/{stay_id}/timeline").get_text()) is (status == 200)


def test_a_day_is_counted_by_one_and_closed_by_another(as_role: AsRole, take_in: TakeIn, put: Put) -> None:
    stay_id = take_in()
    put(stay_id, "relative", 300_000)
    clerk, intake, desk = as_role("records_clerk"), as_role("intake"), "/residents/money/desk"
    clerk.submit(
        f"{desk}/movements/new",
        {"kind": "to_bank", "amount": "100.000", "booked_on": "22/11/2026", "party": "Kho bạc Nhà nước"},
    )
    refused = clerk.submit(f"{desk}/count?day=22/11/2026", {"note_50000": "3"}, status=422)
    assert "lệch 50.000 đồng" in refused.get_data(as_text=True)
    clerk.submit(f"{desk}/count?day=22/11/2026", {"note_50000": "4"})
    assert "phải của cán bộ khác" in clerk.page(desk).get_text()
    close = intake.page(desk).find("form", action=lambda url: url and "/close" in url)["action"]
    assert "Người kiểm đếm không được" in clerk.submit(close, {}, status=422).get_data(as_text=True)
    intake.submit(close, {})
    closing = db.session.scalars(select(CashClosing)).one()
    assert closing.count.counted == 200_000
    page = intake.page(desk)
    assert "Đã khóa sổ" in page.get_text()
    assert not page.find("a", href=f"{desk}/movements/new")
    late = check_page(clerk.submit(f"/residents/stays/{stay_id}/money/in", ENTRY, status=422), 422)
    assert "Sổ quỹ đã khóa đến hết ngày 22/11/2026" in late.get_text()
    sheet = as_role("auditor").page(f"{desk}/sheet?day=22/11/2026").get_text(" ", strip=True)
    assert "50.000 đ × 4" in sheet
    assert "QT 1/2026" in sheet
    assert as_role("auditor").get(f"{desk}/count").status_code == 403


def test_a_movement_is_taken_back_by_its_opposite(as_role: AsRole, take_in: TakeIn, put: Put) -> None:
    put(take_in(), "relative", 300_000)
    clerk = as_role("records_clerk")
    form = {"kind": "to_canteen", "amount": "300.001", "booked_on": "22/11/2026", "party": "Căng tin"}
    clerk.submit("/residents/money/desk/movements/new", form, status=422)
    clerk.submit("/residents/money/desk/movements/new", {**form, "amount": "200.000"})
    move = db.session.scalars(select(CashMovement)).one()
    clerk.submit(f"/residents/money/desk/movements/{move.id}/take-back", {"reason": "ghi nhầm ngày"})
    text = clerk.page("/residents/money/desk").get_text(" ", strip=True)
    assert "hủy phiếu trước: ghi nhầm ngày" in text
    clerk.submit(f"/residents/money/desk/movements/{move.id}/take-back", {"reason": "lần nữa"}, status=422)


def test_shares_of_a_month_come_from_boxes_or_a_spreadsheet(as_role: AsRole, take_in: TakeIn) -> None:
    first, second = take_in("Trần Văn Mẫu", zone="B"), take_in("Hồ Văn Khác", zone="B")
    clerk, url = as_role("records_clerk"), "/residents/money/shares?month=10/2026"
    clerk.submit("/residents/money/shares/pool?month=10/2026", {"surplus": "1.000.000"})
    assert "200.000 đ" in clerk.page(url).get_text()
    zone = next(o["value"] for o in clerk.page(url).select("#zone option") if "B" in o.get_text())
    boxes = clerk.page(f"{url}&zone={zone}")
    assert boxes.find("input", attrs={"name": f"share_{first}"})
    day = {"booked_on": "22/11/2026"}
    clerk.submit(url, {**day, "lines": "HV000001 Trần Văn Mẫu 45.000\nHV000777\t1"}, status=422)
    clerk.submit(url, {**day, "lines": "không đọc được"}, status=422)
    clerk.submit(url, day, status=422)
    clerk.submit(f"{url}&zone={zone}", {**day, f"share_{second}": "55.000", "lines": "HV000001\t45.000"})
    assert (account_of(first).held, account_of(second).held) == (45_000, 55_000)
    page = clerk.page(f"{url}&zone={zone}").get_text(" ", strip=True)
    assert "đã ghi 45.000 đ (PT" in page
    over = clerk.submit(url, {**day, "lines": "HV000001\t45.000\nHV000002\t55.001"}, status=422)
    assert "khác số vừa nhập" in over.get_data(as_text=True)
    assert clerk.page("/residents/money/shares?month=05/2026").find(id="pool") is None
    assert clerk.submit("/residents/money/shares/pool?month=05/2026", {"surplus": "5"}, status=422)


def test_the_director_sets_a_cap(as_role: AsRole, take_in: TakeIn) -> None:
    director, clerk, stay_id = as_role("director"), as_role("records_clerk"), take_in()
    cap = {
        "kind": "relative_month",
        "amount": "400.000",
        "valid_from": "01/11/2026",
        "basis": "Nội quy, điều 7",
    }
    director.submit("/residents/money/limits", {**cap, "basis": ""}, status=422)
    director.submit("/residents/money/limits", cap)
    assert "400.000 đ" in director.page("/residents/money/limits").get_text()
    assert clerk.get("/residents/money/limits").status_code == 403
    refused = clerk.submit(f"/residents/stays/{stay_id}/money/in", ENTRY, status=422)
    assert "không quá 400.000 đồng" in refused.get_data(as_text=True)


def test_the_whole_balance_goes_back_at_the_end(as_role: AsRole, take_in: TakeIn, put: Put) -> None:
    stay_id = take_in()
    put(stay_id, "relative", 90_000)
    clerk, url = as_role("records_clerk"), f"/residents/stays/{stay_id}/money/return"
    handover = clerk.page(f"/handover/stays/{stay_id}")
    assert handover.find("a", href=url), "the end of the stay leads here"
    assert "Sổ lưu ký còn tiền" in handover.get_text()
    assert "quyết định" in check_page(clerk.submit(url, {}, status=422), 422).find(role="alert").get_text()
    clerk.submit(
        url,
        {
            "reference": "QĐ miễn 12/QĐ-TA",
            "party": "Trần Thị Mẹ",
            "party_relation": "mẹ",
            "party_paper": "070190000001",
        },
    )
    assert account_of(stay_id).balance == 0
    assert "Sổ không còn tiền" in clerk.page(url).get_text()
    assert "Sổ lưu ký còn tiền" not in clerk.page(f"/handover/stays/{stay_id}").get_text()


def test_lists_cost_the_same_however_long(
    as_role: AsRole, take_in: TakeIn, put: Put, actor: Callable[[str], Actor], clock: FixedClock
) -> None:
    clerk = as_role("records_clerk")
    first = take_in(zone="B")
    put(first, "relative", 9_000, on=date(2026, 11, 22))
    zone = next(
        o["value"] for o in clerk.page("/residents/money").select("#zone option") if "B" in o.get_text()
    )
    urls = (
        f"/residents/stays/{first}/money",
        f"/residents/money?zone={zone}&state=money",
        "/residents/money/desk",
        f"/residents/money/shares?month=10/2026&zone={zone}",
        "/residents/money/sheet",
    )

    def costs() -> list[int]:
        found = []
        for url in urls:
            with statements() as seen:
                clerk.page(url)
            found.append(len(seen))
        return found

    before = costs()
    others = [take_in(f"Lê Văn {'ABCDE'[n]}n", zone="B") for n in range(5)]
    for stay_id in (first, *others):
        put(stay_id, "post", 7_000)
    with unit_of_work():
        credit_shares(
            date(2026, 10, 1),
            dict.fromkeys(others[:2], 1_000),
            booked_on=date(2026, 11, 22),
            actor=actor("intake"),
            now=clock.now(),
        )
    assert costs() == before
    page = clerk.page(f"/residents/money?zone={zone}&state=money").get_text(" ", strip=True)
    assert "53.000 đ" in page, "the sum of everybody"
    assert clerk.page("/residents/money?state=ended").get_text().find("Không có sổ") > 0
    assert clerk.get(f"/residents/stays/{first}/money/999/correct").status_code == 404
