"""Who looked at whose file and who searched is written down, costs a page nothing much, and can be asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import DBAPIError

from center.clock import FixedClock
from center.db import db, unit_of_work
from center.residents.reading import service
from center.residents.reading.models import FileReading, PeopleSearch
from tests.conftest import Visitor
from tests.residents.conftest import TakeIn
from tests.support.statements import statements

AsRole = Callable[[str], Visitor]
LOG = "/residents/readings"
SEARCHES = "/residents/readings/searches"


def rows() -> list[tuple[str, int, str]]:
    found = db.session.execute(
        select(FileReading.actor_name, FileReading.stay_id, FileReading.area).order_by(FileReading.id)
    )
    return [(name, stay, area) for name, stay, area in found]


def names_on(page: object, column: str) -> list[str]:
    return [cell.get_text(" ", strip=True) for cell in page.select(f"tbody td[data-label='{column}']")]  # type: ignore[attr-defined]


def test_a_part_of_a_file_is_one_row_a_quarter_of_an_hour_however_often_it_is_opened(
    as_role: AsRole, take_in: TakeIn, clock: FixedClock
) -> None:
    stay_id, other = take_in("Trần Văn Mẫu"), take_in("Hồ Văn Khác")
    doctor = as_role("doctor")
    for url in (
        f"/residents/stays/{stay_id}",
        f"/residents/stays/{stay_id}/person",
        f"/residents/stays/{stay_id}",
    ):
        doctor.page(url)
    doctor.page(f"/medical/stays/{stay_id}")
    assert [(stay, area) for _name, stay, area in rows()] == [(stay_id, "residents"), (stay_id, "medical")]
    clock.advance(minutes=15)
    doctor.page(f"/residents/stays/{stay_id}")
    assert len(rows()) == 3
    # what is refused or not there was not seen; lists are not files
    guard = as_role("guard")
    assert guard.get(f"/medical/stays/{stay_id}").status_code == 403
    assert guard.get("/residents/stays/999").status_code == 404
    guard.page("/residents")
    assert len(rows()) == 3
    guard.page(f"/residents/stays/{other}")
    assert [stay for _name, stay, _area in rows()][-1] == other


def test_the_log_costs_one_statement_the_first_time_and_none_after_it(
    as_role: AsRole, take_in: TakeIn
) -> None:
    url = f"/residents/stays/{take_in()}"
    guard = as_role("guard")
    guard.page("/residents")  # what a process reads once
    with statements(everything=True) as first:
        guard.page(url)
    with statements(everything=True) as second:
        guard.page(url)
    assert len(first) == len(second) + 1
    assert "file_readings" in first[-1]


def test_another_process_that_wrote_the_same_reading_is_no_hindrance(
    as_role: AsRole, take_in: TakeIn
) -> None:
    url = f"/residents/stays/{take_in()}"
    guard = as_role("guard")
    guard.page(url)
    service._written.clear()
    guard.page(url)
    assert len(rows()) == 1


def test_the_page_is_shown_when_the_log_cannot_be_written(
    as_role: AsRole, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stay_id = take_in("Trần Văn Mẫu")

    def locked(*_args: object, **_named: object) -> bool:
        raise DBAPIError("INSERT", None, Exception("locked"))

    monkeypatch.setattr("center.residents.reading.views.read_file", locked)
    assert "Trần Văn Mẫu" in as_role("nurse").page(f"/residents/stays/{stay_id}").get_text()
    assert "reading not recorded" in caplog.text
    assert "Mẫu" not in caplog.text


def test_the_log_is_filtered_and_paged_and_the_administrator_sees_codes_only(
    as_role: AsRole, take_in: TakeIn, clock: FixedClock
) -> None:
    stay_id, other = take_in("Trần Văn Mẫu"), take_in("Hồ Văn Khác")
    guard, doctor = as_role("guard"), as_role("doctor")
    guard.page(f"/residents/stays/{stay_id}")
    doctor.page(f"/medical/stays/{stay_id}")
    clock.advance(days=1)
    doctor = as_role("doctor")
    doctor.page(f"/residents/stays/{other}")
    auditor = as_role("auditor")
    page = auditor.page(LOG)
    assert names_on(page, "Hồ sơ") == [
        "Hồ Văn Khác HV000002",
        "Trần Văn Mẫu HV000001",
        "Trần Văn Mẫu HV000001",
    ]
    assert names_on(page, "Phần hồ sơ") == ["Hồ sơ chung", "Y tế", "Hồ sơ chung"]
    assert "12 tháng" in page.get_text()
    assert len(names_on(auditor.page(f"{LOG}?code=hv000001"), "Lúc")) == 2
    assert names_on(auditor.page(f"{LOG}?area=medical"), "Phần hồ sơ") == ["Y tế"]
    assert len(names_on(auditor.page(f"{LOG}?until=22/11/2026"), "Lúc")) == 2
    assert len(names_on(auditor.page(f"{LOG}?since=23/11/2026"), "Lúc")) == 1
    who = next(option["value"] for option in page.select("select[name=who] option") if "Bác sĩ" in option.text or
               option.text == rows()[1][0])  # fmt: skip
    assert set(names_on(auditor.page(f"{LOG}?who={who}"), "Người xem")) == {rows()[1][0]}
    assert "Không có lần xem nào" in auditor.page(f"{LOG}?code=HV999999").get_text()
    for wrong in ("?who=x&since=y&before=z", f"?before={2**40}", "?area=nothing"):
        auditor.page(LOG + wrong)
    seen = as_role("administrator").page(LOG)
    assert names_on(seen, "Hồ sơ") == ["HV000002", "HV000001", "HV000001"]
    assert "Trần Văn Mẫu" not in seen.get_text()
    for role in ("director", "records_clerk", "guard"):
        assert as_role(role).get(LOG).status_code == 403
        assert as_role(role).get(SEARCHES).status_code == 403


def test_a_long_log_is_paged_from_row_to_row(as_role: AsRole, take_in: TakeIn, clock: FixedClock) -> None:
    stay_id, auditor_id = take_in(), db.session.scalar(select(func.min(FileReading.actor_id)))
    assert auditor_id is None
    at = datetime(2026, 11, 1, tzinfo=UTC)
    with unit_of_work():
        for slot in range(120):
            db.session.add(
                FileReading(at=at, slot=slot, actor_id=1, actor_name=f"Người {slot}", stay_id=stay_id,
                            area="residents", address="10.0.0.1")
            )  # fmt: skip
    auditor = as_role("auditor")
    url, seen = LOG, []
    auditor.page(url)  # the book of parameters is read once
    with statements() as first:
        page = auditor.page(url)
    while True:
        seen += names_on(page, "Người xem")
        older = page.select_one("a[rel=next]")
        if older is None:
            break
        with statements() as later:
            page = auditor.page(str(older["href"]))
        assert len(later) == len(first)
    assert seen == [f"Người {slot}" for slot in reversed(range(120))]
    assert (
        page.find("a", string=lambda text: bool(text) and "Mới nhất" in text) or "Mới nhất" in page.get_text()
    )


def test_a_search_is_recorded_without_what_was_typed_and_can_be_asked_for(
    as_role: AsRole, take_in: TakeIn, clock: FixedClock
) -> None:
    take_in("Trần Văn Mẫu")
    guard = as_role("guard")
    for text in ("m", "mẫ", "mẫu"):
        guard.get("/residents/search/options", query_string={"q": text})
    guard.page("/residents/search?q=Trần Văn Mẫu")
    guard.page("/residents/search?q=tran van mau")  # the same, without accents
    assert guard.get("/residents/search?q=HV000001").status_code == 303
    guard.page("/residents/search")  # asked nothing
    found = db.session.scalars(select(PeopleSearch).order_by(PeopleSearch.id)).all()
    assert [(bool(row.mark), row.hits) for row in found] == [(False, 1), (True, 1), (True, 1)]
    assert not any("mau" in row.mark for row in found)
    auditor = as_role("auditor")
    assert len(names_on(auditor.page(SEARCHES), "Người tìm")) == 3
    asked = auditor.page(SEARCHES + "?text=TRẦN VĂN MẪU")
    assert names_on(asked, "Số người hiện ra") == ["1"]
    assert "Không có lần tìm nào" in auditor.page(SEARCHES + "?text=người khác").get_text()


def test_the_file_itself_says_who_looked_to_the_director_and_the_auditor(
    as_role: AsRole, take_in: TakeIn, clock: FixedClock
) -> None:
    stay_id = take_in("Trần Văn Mẫu")
    as_role("guard").page(f"/residents/stays/{stay_id}")
    clerk = as_role("records_clerk")
    clerk.submit(f"/residents/stays/{stay_id}/print", {"purpose": "Gửi Viện kiểm sát", "parts": ["term"]})
    for role in ("director", "auditor"):
        page = as_role(role).page(f"/residents/stays/{stay_id}/readings")
        tab = page.select_one(".tab-bar a[aria-current=page]")
        assert tab is not None
        assert tab.get_text() == "Ai đã xem"
        readers = page.find(id="readers")
        prints = page.find(id="prints")
        assert readers is not None
        assert prints is not None
        assert rows()[0][0] in readers.get_text()
        assert "Gửi Viện kiểm sát" in prints.get_text()
        assert "Thời hạn" in prints.get_text()
    for role in ("guard", "records_clerk", "administrator"):
        assert as_role(role).get(f"/residents/stays/{stay_id}/readings").status_code == 403
    assert "Ai đã xem" not in as_role("guard").page(f"/residents/stays/{stay_id}").get_text()


@pytest.mark.parametrize("table", [FileReading, PeopleSearch])
def test_nobody_takes_a_reading_back(as_role: AsRole, take_in: TakeIn, table: type) -> None:
    guard = as_role("guard")
    guard.page(f"/residents/stays/{take_in()}")
    guard.page("/residents/search?q=mau")
    with pytest.raises(DBAPIError, match="never changed"), unit_of_work():
        db.session.execute(delete(table))
