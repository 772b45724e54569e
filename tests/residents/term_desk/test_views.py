"""The tab of the term: proof, what if, history; recording with a preview; correcting; who may do what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from center.clock import FixedClock
from center.db import db
from center.residents.stay.models import Stay, StayKind, TermEvent, TermEventKind
from center.residents.stay.term_absences import return_from_suspension, suspend
from center.residents.stay.term_decisions import reduce_term
from center.residents.stay.terms import record_term_event
from center.residents.term_desk.history import Cause, history_of
from center.residents.whereabouts.models import Location
from tests.conftest import Visitor, check_page
from tests.residents.conftest import TakeIn
from tests.residents.stay.conftest import Act, home_of, last_day, morning, paper
from tests.residents.stay.conftest import do as do
from tests.residents.stay.conftest import new_law as new_law
from tests.residents.stay.conftest import old_law as old_law
from tests.support.statements import statements

AsRole = Callable[[str], Visitor]
TakeInUnder = Callable[..., int]
ACT = "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a10"
PAPER = {"paper_number": "12/QĐ-TA", "paper_on": "16/11/2026", "paper_issuer": "Tòa án nhân dân khu vực 1"}


def url_of(stay_id: int, rest: str = "") -> str:
    return f"/residents/stays/{stay_id}/term{rest}"


def words(page: BeautifulSoup, part: str) -> str:
    found = page.find(id=part)
    assert found is not None, part
    return str(found.get_text(" ", strip=True))


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(TermEvent)) or 0


def test_the_tab_proves_the_last_day_on_any_day(
    as_role: AsRole, new_law: TakeInUnder, do: Act, actor: Any
) -> None:
    stay_id = new_law(custody_days=5)
    do(record_term_event, stay_id, TermEventKind.ESCAPE, happened_at=morning("2026-09-05"), source="t")
    do(record_term_event, stay_id, TermEventKind.ESCAPE_RETURN, happened_at=morning("2026-09-10"), source="t")
    page = as_role("guard").page(url_of(stay_id))
    result = words(page, "result")
    assert "Ngày cuối 30/07/2028" in result  # 31/07/2028, five days off, four days on
    assert "được trừ 5 ngày" in result
    assert "4 ngày không được tính" in result
    lines = words(page, "lines")
    assert "24 tháng kể từ 01/08/2026: đến hết 31/07/2028, kể cả hai ngày đầu, cuối" in lines
    assert "không cộng; ngày cuối lùi 4 ngày" in lines
    assert "726 ngày phải chấp hành + 4 ngày không được tính = 730 ngày kể từ 01/08/2026" in lines
    assert "Ngày bỏ trốn và ngày trở lại đều được tính" in lines
    earlier = as_role("guard").page(url_of(stay_id, "?on=04/09/2026"))
    assert "Thời hạn đến hết ngày 04/09/2026" in words(earlier, "result")
    assert "đã chấp hành 35 ngày" in words(earlier, "result")
    assert "quá xa thời hạn" in as_role("guard").page(url_of(stay_id, "?on=01/01/2090")).get_text()
    for wrong in ("?on=x", "?on=31/02/2027&cut=x&back=y", "?cut=3"):
        assert as_role("guard").get(url_of(stay_id, wrong)).status_code == 200
    assert not page.find(id="acts")


def test_the_history_names_every_change_of_the_last_day(
    as_role: AsRole, old_law: TakeInUnder, do: Act, clock: FixedClock
) -> None:
    stay_id = old_law()
    do(record_term_event, stay_id, TermEventKind.ESCAPE, happened_at=morning("2026-11-20"), source="t")
    clock.advance(days=3)
    do(record_term_event, stay_id, TermEventKind.ESCAPE_RETURN, happened_at=morning("2026-11-25"), source="t")
    do(
        reduce_term,
        stay_id,
        paper("2026-11-16"),
        months=2,
        order="05/LĐ-CSCN ngày 10/11/2026",
        happened_at=morning("2026-11-25"),
    )
    lines = history_of(db.session.get_one(Stay, stay_id))
    assert [(line.cause, line.before, line.after) for line in lines] == [
        (Cause.DECISION, None, date(2027, 7, 9)),
        (Cause.EVENT, date(2027, 7, 9), date(2027, 7, 11)),  # away on the 21st and the 22nd so far
        (Cause.EVENT, date(2027, 7, 11), date(2027, 7, 13)),  # 21 to 24
        (Cause.EVENT, date(2027, 7, 13), date(2027, 5, 13)),
    ]
    text = words(as_role("records_clerk").page(url_of(stay_id)), "history")
    assert "Giảm thời hạn" in text
    assert "12/QĐ-TA ngày 16/11/2026, Tòa án nhân dân khu vực 1" in text
    assert "13/07/2027 → 13/05/2027" in text
    assert "sớm hơn 61 ngày" in text


def test_what_if_stands_beside_the_result_and_says_so(as_role: AsRole, old_law: TakeInUnder, do: Act) -> None:
    stay_id = old_law()
    page = as_role("counsellor").page(url_of(stay_id, "?cut=3"))
    supposed = words(page, "supposed")
    assert "Chỉ là giả định" in supposed
    assert "09/04/2027" in supposed
    assert "sớm hơn 91 ngày" in supposed
    assert "Ngày cuối 09/07/2027" in words(page, "result")
    assert last_day(stay_id) == "2027-07-09"
    assert "nằm ngoài mức" in as_role("counsellor").page(url_of(stay_id, "?cut=30")).get_text()
    assert "không vắng mặt" in as_role("counsellor").page(url_of(stay_id, "?back=01/12/2026")).get_text()
    do(record_term_event, stay_id, TermEventKind.ESCAPE, happened_at=morning("2026-11-20"), source="t")
    page = as_role("counsellor").page(url_of(stay_id, "?back=01/12/2026"))
    assert "tạm tính" in words(page, "result")
    assert "Nếu trở lại ngày 01/12/2026" in words(page, "supposed")
    assert "19/07/2027" in words(page, "supposed")  # 21 to 30 November


def test_an_event_is_shown_before_it_is_recorded(as_role: AsRole, old_law: TakeInUnder) -> None:
    stay_id = old_law()
    clerk, url = as_role("records_clerk"), url_of(stay_id, "/events/new/reduction")
    assert clerk.page(url_of(stay_id)).find("a", href=url)
    form = PAPER | {"months": "2", "happened_at": "20/11/2026 09:00", "reason": "", "client_id": ACT}
    assert "luật không còn việc giảm" in clerk.submit(url, form | {"do": "preview"}, status=422).text
    form["order"] = "05/LĐ-CSCN ngày 16/11/2026"
    page = BeautifulSoup(clerk.submit(url, form | {"do": "preview"}, status=200).text, "html.parser")
    assert "Xem trước, chưa ghi" in page.get_text()
    assert "09/05/2027" in page.get_text()
    assert count() == 0
    expected = page.find("input", attrs={"name": "expected"})["value"]
    assert expected == "2027-05-09"
    stale = check_page(clerk.submit(url, form | {"do": "record", "expected": "2027-05-10"}, status=422), 422)
    assert "chưa ghi gì" in stale.get_text()
    assert count() == 0
    clerk.submit(url, form | {"do": "record", "expected": expected})
    clerk.submit(url, form | {"do": "record", "expected": expected})  # sent twice
    assert count() == 1
    assert last_day(stay_id) == "2027-05-09"


def test_a_refusal_keeps_what_was_typed_and_names_the_line(
    as_role: AsRole, new_law: TakeInUnder, do: Act
) -> None:
    stay_id = new_law()
    do(suspend, stay_id, paper("2026-09-01"), happened_at=morning("2026-09-02"))
    clerk = as_role("records_clerk")
    url = url_of(stay_id, "/events/new/prison")
    half = {"paper_number": "9/QĐ-THA", "paper_on": "", "paper_issuer": "", "happened_at": "20/11/2026 09:00"}
    page = check_page(clerk.submit(url, half | {"client_id": ACT, "do": "preview"}, status=422), 422)
    assert "Chưa ghi đủ số, ngày và nơi ban hành" in page.get_text()
    assert page.find("input", attrs={"name": "paper_number"})["value"] == "9/QĐ-THA"
    early = PAPER | {"paper_on": "01/07/2026", "happened_at": "20/11/2026 09:00", "client_id": ACT}
    page = check_page(clerk.submit(url, early | {"do": "preview"}, status=422), 422)
    assert "28/07/2026" in page.get_text()  # the decision of the stay is younger than the paper
    again = url_of(stay_id, "/events/new/suspension")
    page = check_page(
        clerk.submit(
            again, PAPER | {"happened_at": "20/11/2026 09:00", "client_id": ACT, "do": "preview"}, status=422
        ),
        422,
    )
    assert "02/09/2026" in page.get_text()
    assert not page.find("button", attrs={"value": "record"})
    assert count() == 1


@pytest.mark.parametrize(
    ("slug", "form", "place"),
    [
        ("suspension", PAPER | {"happened_at": "20/11/2026 09:00"}, "Tạm đình chỉ"),
        ("prison", PAPER | {"happened_at": "20/11/2026 09:00"}, "Chấp hành án phạt tù"),
        ("transfer-in", PAPER | {"paper_on": "30/07/2026", "place": "Cơ sở cai nghiện số 2"}, ""),
    ],
)
def test_the_clerk_records_with_the_paper(
    as_role: AsRole, new_law: TakeInUnder, slug: str, form: dict[str, str], place: str
) -> None:
    stay_id = new_law()
    clerk, url = as_role("records_clerk"), url_of(stay_id, f"/events/new/{slug}")
    answer = clerk.submit(url, form | {"client_id": ACT, "do": "preview"}, status=200)
    page = BeautifulSoup(answer.text, "html.parser")
    if place:
        assert f"Vị trí sau khi ghi: {place}" in page.get_text()
    expected = page.find("input", attrs={"name": "expected"})["value"]
    clerk.submit(url, form | {"client_id": ACT, "do": "record", "expected": expected})
    assert count() == 1


def test_the_return_asks_where_to(as_role: AsRole, new_law: TakeInUnder, do: Act) -> None:
    stay_id = new_law()
    do(suspend, stay_id, paper("2026-09-01"), happened_at=morning("2026-09-02"))
    clerk = as_role("records_clerk")
    shown = {link["href"].rsplit("/", 1)[-1] for link in clerk.page(url_of(stay_id)).select("#acts a")}
    assert {"return-order", "late-from-suspension", "suspension-return"} <= shown
    assert "suspension" not in shown
    order = PAPER | {"happened_at": "20/11/2026 09:00", "due_on": "30/11/2026", "client_id": ACT}
    url = url_of(stay_id, "/events/new/return-order")
    clerk.submit(url, order | {"do": "record", "expected": "2028-07-31"})
    url = url_of(stay_id, "/events/new/suspension-return")
    place = str(home_of(stay_id).id)
    form = {"happened_at": "21/11/2026 09:00", "location_id": place, "client_id": ACT[:-1] + "1"}
    clerk.submit(url, form | {"location_id": "99999", "do": "preview"}, status=422)
    clerk.submit(url, form | {"do": "record", "expected": "2028-07-31"})
    assert count() == 3


def test_only_the_director_ends_a_stay_with_a_decision(
    as_role: AsRole, new_law: TakeInUnder, old_law: TakeInUnder
) -> None:
    stay_id = new_law()
    clerk, director = as_role("records_clerk"), as_role("director")
    url = url_of(stay_id, "/events/new/exemption")
    assert clerk.get(url).status_code == 403
    assert not clerk.page(url_of(stay_id)).find("a", href=url)
    form = PAPER | {"happened_at": "20/11/2026 09:00", "client_id": ACT}
    page = BeautifulSoup(director.submit(url, form | {"do": "preview"}, status=200).text, "html.parser")
    assert "Đợt cai nghiện kết thúc" in page.get_text()
    assert db.session.get_one(Stay, stay_id).is_open
    expected = page.find("input", attrs={"name": "expected"})["value"]
    director.submit(url, form | {"do": "record", "expected": expected})
    db.session.rollback()
    assert not db.session.get_one(Stay, stay_id, populate_existing=True).is_open
    other = old_law()
    assert (
        clerk.get(url_of(other, "/events/new/prison")).status_code == 403
    )  # under the old law it ends the stay
    assert as_role("doctor").get(url_of(other, "/events/new/suspension")).status_code == 403
    assert clerk.get(url_of(other, "/events/new/nonsense")).status_code == 404


def test_a_wrong_event_is_amended_or_taken_back_with_a_reason(
    as_role: AsRole, old_law: TakeInUnder, do: Act
) -> None:
    stay_id = old_law()
    wrong = do(
        reduce_term,
        stay_id,
        paper("2026-11-16"),
        months=3,
        order="05/LĐ-CSCN ngày 10/11/2026",
        happened_at=morning("2026-11-20"),
    )
    clerk = as_role("records_clerk")
    url = url_of(stay_id, f"/events/{wrong}/amend")
    form = PAPER | {"months": "1", "happened_at": "20/11/2026 09:00", "client_id": ACT}
    clerk.submit(url, form | {"reason": "", "do": "preview"}, status=422)
    form |= {"reason": "đọc nhầm số tháng"}
    page = BeautifulSoup(clerk.submit(url, form | {"do": "preview"}, status=200).text, "html.parser")
    assert "09/06/2027" in page.get_text()
    clerk.submit(url, form | {"do": "record", "expected": "2027-06-09"})
    text = words(clerk.page(url_of(stay_id)), "history")
    assert "Đính chính: Giảm thời hạn" in text
    assert "đọc nhầm số tháng" in text
    right = db.session.scalars(select(TermEvent.id).order_by(TermEvent.id.desc()).limit(1)).one()
    back = url_of(stay_id, f"/events/{right}/take-back")
    clerk.submit(
        back,
        {
            "reason": "quyết định của người khác",
            "client_id": ACT[:-1] + "2",
            "do": "record",
            "expected": "2027-07-09",
        },
    )
    assert last_day(stay_id) == "2027-07-09"
    assert "Rút: Giảm thời hạn" in words(clerk.page(url_of(stay_id)), "history")
    assert clerk.get(url_of(stay_id, "/events/99999/amend")).status_code == 404


def test_an_absence_is_taken_back_with_what_hangs_on_it(
    as_role: AsRole, new_law: TakeInUnder, do: Act
) -> None:
    stay_id = new_law()
    first = do(suspend, stay_id, paper("2026-09-01"), happened_at=morning("2026-09-02"))
    do(return_from_suspension, stay_id, Location, happened_at=morning("2026-10-02"))
    page = as_role("records_clerk").page(url_of(stay_id, f"/events/{first}/take-back"))
    assert "Trở lại sau tạm đình chỉ, 02/10/2026" in page.get_text()


def test_in_custody_there_is_no_term_yet(as_role: AsRole, take_in: TakeIn) -> None:
    stay_id = take_in(kind=StayKind.CUSTODY)
    visitor = as_role("records_clerk")
    assert "Chưa có thời hạn" in visitor.page(url_of(stay_id)).get_text()
    assert visitor.get(url_of(stay_id, "/sheet.pdf")).status_code == 404
    assert visitor.get(url_of(stay_id, "/proposal")).status_code == 404


def test_the_tab_costs_the_same_with_many_events(as_role: AsRole, new_law: TakeInUnder, do: Act) -> None:
    stay_id, visitor = new_law(), as_role("records_clerk")
    days = [(f"2026-{month:02}-03", f"2026-{month:02}-05") for month in (8, 9, 10)]

    def hospital(out: str, back: str) -> None:
        do(record_term_event, stay_id, TermEventKind.HOSPITAL, happened_at=morning(out), source="t")
        do(record_term_event, stay_id, TermEventKind.HOSPITAL_RETURN, happened_at=morning(back), source="t")

    hospital(*days[0])
    visitor.get(url_of(stay_id))
    with statements() as few:
        visitor.get(url_of(stay_id))
    for pair in days[1:]:
        hospital(*pair)
    with statements() as many:
        visitor.get(url_of(stay_id))
    assert len(many) == len(few)
