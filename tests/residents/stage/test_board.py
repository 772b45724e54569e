"""The board of the center: the paces of SQL are those of the rules, the lists are paged and cost the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup

from center.audit.actor import Actor
from center.db import db, unit_of_work
from center.residents.stage.board import BoardFilter, board, counts, persons_by_stage
from center.residents.stage.model import Pace, Stage, StageLimit
from center.residents.stage.service import waive_limit
from center.residents.stay.models import Stay, StayKind
from center.residents.stay.rules import DecisionFacts
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn
from tests.support.stages import Days, in_education, through_education, write_stages
from tests.support.statements import statements

AsRole = Callable[[str], Visitor]
TODAY = date(2026, 11, 22)

PACES = {
    "Mới": Pace.DUE, "Trễ": Pace.LATE, "Giữ": Pace.RUNNING, "Cắt": Pace.RUNNING, "Chờ": Pace.BLOCKED,
    "Qua": Pace.BLOCKED, "Học": Pace.RUNNING, "Đủ": Pace.DUE, "Rỗi": Pace.DUE, "Ngắn": Pace.BLOCKED, "Miễn": Pace.DUE,
    "Làm": Pace.RUNNING, "Cuối": Pace.DUE, "Quên": Pace.LATE, "Sớm": Pace.DUE, "Về": Pace.RUNNING,
}  # fmt: skip


@pytest.fixture
def crowd(take_in: TakeIn, actor: Callable[[str], Actor]) -> dict[str, int]:
    """People at every place of the conveyor, by the last word of their name."""
    found: dict[str, int] = {}

    def put(
        name: str,
        days: int,
        stages: dict[Stage, Days] | None = None,
        left: int = 500,
        waived: StageLimit | None = None,
        **more: Any,
    ) -> None:
        if days > 140:  # before July 2026 the decision says for how long
            more["decision"] = DecisionFacts("court", "9/QĐ-TA", came(days), "Tòa án nhân dân khu vực 1", 24)
        found[name] = stay_id = take_in(f"Lê Văn {name}", arrived_at=NOW - timedelta(days=days), **more)
        with unit_of_work():
            stay = db.session.get_one(Stay, stay_id)
            write_stages(stay, stages or {})
            if stay.kind is not StayKind.CUSTODY:
                stay.last_day = TODAY + timedelta(days=left)
            if waived:
                waive_limit(stay, waived, reason="thử", actor=actor("director"), now=NOW)

    def came(days: int) -> date:
        return TODAY - timedelta(days=days)

    detox = {days: {Stage.RECEPTION: (None, came(days)), Stage.DETOX: (came(days), None)} for days in (9, 10)}
    put("Mới", 2)
    put("Trễ", 3)
    put("Giữ", 20, kind=StayKind.CUSTODY)
    put("Cắt", 9, detox[9])
    put("Chờ", 10, detox[10])
    put("Qua", 9, detox[9], waived=StageLimit.DETOX_MIN)
    put("Học", 101, in_education(came(101)))  # in education since 2026-08-23
    put("Đủ", 102, in_education(came(102)))
    put("Rỗi", 40, {**in_education(came(40)), Stage.LABOUR: (None, None)})
    put("Ngắn", 60, in_education(came(60)), left=29)
    put("Miễn", 60, in_education(came(60)), waived=StageLimit.EDUCATION_MIN)
    put("Làm", 200, through_education(came(200)), left=30)
    put("Cuối", 200, through_education(came(200)), left=29)
    put("Quên", 200, through_education(came(200)), left=28)
    put("Sớm", 200, through_education(came(200)), waived=StageLimit.REINTEGRATION_WINDOW)
    put("Về", 200, {**through_education(came(200)), Stage.REINTEGRATION: (came(5), None)}, left=24)
    return found


def names(lines: Any) -> list[str]:
    return [line.stay.resident.full_name.split()[-1] for line in lines]


def test_the_board_knows_who_is_late_blocked_and_due(crowd: dict[str, int]) -> None:
    lines, total = board(BoardFilter(), at=NOW, on=TODAY, offset=0, limit=50)
    assert total == len(PACES)
    assert {name: line.standing.pace for name, line in zip(names(lines), lines, strict=True)} == PACES
    for pace in Pace:  # what SQL chose is what the rules say
        chosen, number = board(BoardFilter(paces=(pace,)), at=NOW, on=TODAY, offset=0, limit=50)
        assert set(names(chosen)) == {name for name, one in PACES.items() if one is pace}
        assert counts(BoardFilter(), TODAY).paces[pace] == number == len(chosen)
    order = [line.standing.pace for line in lines]
    assert order == sorted(order, key=list(Pace).index)


def test_stages_are_counted_and_labour_beside_others_too(crowd: dict[str, int]) -> None:
    assert persons_by_stage() == {
        Stage.RECEPTION: 3,
        Stage.DETOX: 3,
        Stage.EDUCATION: 5,
        Stage.LABOUR: 9,
        Stage.REINTEGRATION: 1,
    }
    lines, _total = board(BoardFilter(stage=Stage.LABOUR), at=NOW, on=TODAY, offset=0, limit=50)
    assert {"Học", "Làm", "Về"} <= set(names(lines))
    assert "Rỗi" not in names(lines)
    lines, _total = board(BoardFilter(kind=StayKind.CUSTODY), at=NOW, on=TODAY, offset=0, limit=50)
    assert names(lines) == ["Giữ"]


def test_the_board_page_filters_by_its_address_and_prints(as_role: AsRole, crowd: dict[str, int]) -> None:
    counsellor = as_role("counsellor")
    page = counsellor.page("/residents/stages?pace=waiting")
    text = page.find("table").get_text(" ", strip=True)
    assert "Lê Văn Trễ" in text
    assert "Lê Văn Học" not in text
    assert (
        "Giáo dục từ ngày 03/10/2026, chưa đủ 3 tháng; đủ vào ngày 03/01/2027." in text
    )  # why Ngắn is blocked
    assert "Chưa có kết luận kết thúc cắt cơn của bác sĩ" in text  # what medical says about Chờ, and no more
    chips = page.select_one(".chip-row").get_text(" ", strip=True)
    assert "Quá hạn: 2" in chips
    assert "Đang vướng: 3" in chips
    sheet = counsellor.page("/residents/stages/sheet?stage=detox").get_text(" ", strip=True)
    assert "3 người; Giai đoạn: Cắt cơn, giải độc" in sheet
    assert "Không có ai như vậy" in counsellor.page("/residents/stages?zone=999").get_text()
    assert counsellor.get("/residents/stages?pace=nonsense&stage=x&zone=x").status_code == 200
    assert as_role("administrator").get("/residents/stages").status_code == 403


def test_the_board_costs_the_same_for_few_and_for_many(as_role: AsRole, crowd: dict[str, int]) -> None:
    visitor = as_role("counsellor")
    visitor.get("/residents/stages")
    with statements() as few:
        visitor.get("/residents/stages?stage=detox")
    with statements() as many:
        page = BeautifulSoup(visitor.get("/residents/stages").text, "html.parser")
    assert len(page.select("tbody tr")) == len(PACES)
    assert len(many) == len(few)
