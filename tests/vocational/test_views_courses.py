from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from center.auth.permissions import Role
from center.db import db
from center.residents.whereabouts.models import Location
from center.vocational.models import Certificate, ClassSession, Course, Enrolment
from tests.conftest import Visitor
from tests.vocational.conftest import MakeCourse, MakeLesson, Person

SUNDAY = date(2026, 11, 22)
AsRole = Callable[[Role], Visitor]


@pytest.fixture
def desk(as_role: AsRole) -> Visitor:
    """The trainer's browser."""
    return as_role(Role.TRAINER)


def words(page: Any) -> str:
    soup = page if isinstance(page, BeautifulSoup) else BeautifulSoup(page.text, "html.parser")
    return soup.get_text(" ", strip=True)


def count(model: Any) -> int:
    return db.session.scalar(select(func.count(model.id))) or 0


COURSE = {
    "name": "May công nghiệp khóa 3",
    "code": "may-k3",
    "kind": "vocational",
    "trade": "May công nghiệp",
    "hours_planned": "120",
    "starts_on": "01/11/2026",
    "ends_on": "31/01/2027",
}


def course_form(**changes: str) -> dict[str, str]:
    trainer = db.session.scalars(select(Course.trainer_id)).first()
    return {**COURSE, "client_id": str(uuid.uuid4()), "trainer_id": str(trainer or ""), **changes}


def test_a_class_is_made_from_the_form(desk: Visitor, course: MakeCourse) -> None:
    course()
    form = course_form()
    answer = desk.submit("/vocational/courses/new", form)
    made = db.session.scalars(select(Course).where(Course.code == "MAY-K3")).one()
    assert answer.location == f"/vocational/courses/{made.id}"
    assert "Đã mở lớp May công nghiệp khóa 3" in words(desk.page(answer.location))
    assert desk.submit("/vocational/courses/new", form).location == answer.location
    assert count(Course) == 2


@pytest.mark.parametrize(
    ("changes", "sentence", "kept"),
    [
        ({"code": "may-k1"}, "Mã lớp MAY-K1 đã dùng cho lớp «Lớp MAY-K1»", "may-k1"),
        ({"ends_on": "31/10/2026"}, "Ngày kết thúc 31/10/2026 trước ngày bắt đầu 01/11/2026", "31/10/2026"),
        ({"trade": ""}, "Lớp học nghề chưa có tên nghề", "May công nghiệp khóa 3"),
        ({"hours_planned": "nhiều"}, "Nhập số nguyên", "nhiều"),
        ({"starts_on": "31/02/2026"}, "Không có ngày 31/02/2026 trong lịch", "31/02/2026"),
        ({"trainer_id": ""}, "Chọn giáo viên phụ trách", "May công nghiệp khóa 3"),
    ],
)
def test_a_wrong_form_keeps_what_was_typed(
    desk: Visitor, course: MakeCourse, changes: dict[str, str], sentence: str, kept: str
) -> None:
    course()
    answer = desk.submit("/vocational/courses/new", course_form(**changes), status=422)
    page = BeautifulSoup(answer.text, "html.parser")
    assert sentence in words(page)
    assert kept in [box.get("value") for box in page.find_all("input")]
    assert count(Course) == 1


def test_a_class_is_changed(desk: Visitor, course: MakeCourse) -> None:
    made = course()
    page = desk.page(f"/vocational/courses/{made.id}/amend")
    form = {box["name"]: box.get("value", "") for box in page.select("form.form input[name]")}
    form |= {"kind": "vocational", "trainer_id": str(made.trainer_id), "hours_planned": "150"}
    desk.submit(f"/vocational/courses/{made.id}/amend", form)
    assert "/150" in words(desk.page(f"/vocational/courses/{made.id}"))


def test_the_list_shows_what_the_filter_asks(desk: Visitor, course: MakeCourse) -> None:
    course()
    course(code="CU-1", starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 1))
    assert [a.text for a in desk.page("/vocational/courses").select(".col-main a")] == ["Lớp MAY-K1"]
    assert [a.text for a in desk.page("/vocational/courses?state=ended").select(".col-main a")] == [
        "Lớp CU-1"
    ]
    assert "Không có lớp nào" in words(desk.page("/vocational/courses?q=khong+co"))
    desk.page("/vocational/courses?kind=x&trainer=-1&state=z&page=y")


def test_many_are_enrolled_at_once(desk: Visitor, course: MakeCourse, person: Person) -> None:
    one, two, detox = person("Trần Văn Một"), person("Lê Văn Hai"), person("Vũ Văn Ba", past_detox=None)
    made = course()
    url = f"/vocational/courses/{made.id}/enrol"
    page = desk.page(url)
    assert [label.text for label in page.select(".col-main label")] == ["Lê Văn Hai", "Trần Văn Một"]
    assert [label.text for label in desk.page(url + "?q=tran").select(".col-main label")] == ["Trần Văn Một"]
    answer = desk.submit(url, {"joined_on": "22/11/2026", "stay_ids": [one.id, two.id]})
    assert "Đã ghi danh 2 người vào lớp" in words(desk.page(answer.location))
    refused = desk.submit(url, {"joined_on": "22/11/2026", "stay_ids": [detox.id]}, status=422)
    page = BeautifulSoup(refused.text, "html.parser")
    assert page.select_one(f"#stay-{detox.id}[checked]") is not None
    assert "Vũ Văn Ba: ngày 22/11/2026 chưa qua giai đoạn cắt cơn" in words(page)
    assert count(Enrolment) == 2


@pytest.mark.parametrize(
    "sent", [{}, {"stay_ids": ["x"]}, {"stay_ids": ["99999999999999"]}, {"stay_ids": ["-1"]}]
)
def test_nobody_chosen_and_nonsense_change_nothing(
    desk: Visitor, course: MakeCourse, person: Person, sent: dict[str, Any]
) -> None:
    person()
    made = course()
    desk.submit(f"/vocational/courses/{made.id}/enrol", {"joined_on": "22/11/2026", **sent}, status=422)
    assert count(Enrolment) == 0


def test_leaving_a_class(desk: Visitor, course: MakeCourse, person: Person) -> None:
    stay = person()
    made = course(stay)
    enrolment = db.session.scalars(select(Enrolment)).one()
    url = f"/vocational/enrolments/{enrolment.id}/leave"
    desk.page(url)
    answer = desk.submit(url, {"left_on": "22/11/2026", "reason": ""}, status=422)
    assert "Ghi lý do thôi lớp." in words(answer)
    desk.submit(url, {"left_on": "22/11/2026", "reason": "chuyển sang lớp mộc"})
    page = desk.page(f"/vocational/courses/{made.id}")
    former = page.select_one("#former")
    assert former is not None
    assert "chuyển sang lớp mộc" in words(former)
    desk.page(url, 404)


def lesson_form(place: Location, trainer_id: int, **changes: Any) -> dict[str, Any]:
    return {
        "act_id": str(uuid.uuid4()),
        "day": "23/11/2026",
        "starts": "7h30",
        "ends": "9h30",
        "location_id": str(place.id),
        "trainer_id": str(trainer_id),
        **changes,
    }


def test_a_weekly_series_is_planned_and_sent_twice_is_one(
    desk: Visitor, course: MakeCourse, place: Callable[[str], Location]
) -> None:
    made = course()
    url = f"/vocational/courses/{made.id}/lessons/new"
    desk.page(url)
    form = lesson_form(place("LOP1"), made.trainer_id, weekdays=["0", "2"], until="06/12/2026")
    answer = desk.submit(url, form)
    assert "Đã xếp 4 buổi học" in words(desk.page(answer.location))
    desk.submit(url, form)
    assert count(ClassSession) == 4
    form["act_id"] = str(uuid.uuid4())
    refused = desk.submit(url, form, status=422)
    page = BeautifulSoup(refused.text, "html.parser")
    assert "Chưa xếp buổi nào: 4 buổi của chuỗi không xếp được" in words(page)
    assert "Ngày 25/11/2026: giáo viên này đang dạy lớp «Lớp MAY-K1», buổi 25/11/2026 07:30" in words(page)
    assert "7h30" in [box.get("value") for box in page.find_all("input")]
    assert len(page.select("#weekdays input[checked]")) == 2
    assert count(ClassSession) == 4


def test_a_lesson_that_clashes_names_the_other(
    desk: Visitor,
    course: MakeCourse,
    lesson: MakeLesson,
    place: Callable[[str], Location],
    second_trainer: int,
) -> None:
    made = course()
    lesson(made, SUNDAY + timedelta(days=1), time(8), time(10))
    other = course(code="MOC-K1")
    answer = desk.submit(
        f"/vocational/courses/{other.id}/lessons/new", lesson_form(place("LOP1"), second_trainer), status=422
    )
    assert "nơi này đang có lớp «Lớp MAY-K1», buổi 23/11/2026 08:00" in words(answer)
    assert "Chọn giờ, nơi học hoặc giáo viên khác" in words(answer)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends": "7h"}, "Không đọc được giờ này"),
        ({"ends": "7h00"}, "Giờ kết thúc không sau giờ bắt đầu"),
        ({"day": "1/1/2028"}, "nằm ngoài thời gian của lớp"),
        ({"weekdays": ["1"], "until": "23/11/2026"}, "không có ngày nào đúng thứ đã chọn"),
        ({"weekdays": ["9"]}, "không có trong danh sách"),
        ({"location_id": "x"}, "Chọn một mục trong danh sách"),
        ({"act_id": "x"}, "Biểu mẫu không còn nguyên vẹn"),
    ],
)
def test_wrong_lessons_change_nothing(
    desk: Visitor,
    course: MakeCourse,
    place: Callable[[str], Location],
    changes: dict[str, Any],
    sentence: str,
) -> None:
    made = course()
    form = lesson_form(place("LOP1"), made.trainer_id, **changes)
    answer = desk.submit(f"/vocational/courses/{made.id}/lessons/new", form, status=422)
    assert sentence in words(answer)
    assert count(ClassSession) == 0


def test_cancelling_a_lesson(desk: Visitor, course: MakeCourse, lesson: MakeLesson, person: Person) -> None:
    made = course(person())
    held = lesson(made)
    desk.page(f"/vocational/lessons/{held.id}/cancel")
    desk.submit(f"/vocational/lessons/{held.id}/cancel", {"reason": "mất điện"})
    page = desk.page(f"/vocational/lessons/{held.id}")
    assert "Buổi học đã hủy" in words(page)
    assert "mất điện" in words(page)
    assert not page.select("a[href$='/register']")
    answer = desk.submit(f"/vocational/lessons/{held.id}/cancel", {"reason": "lần nữa"}, status=422)
    assert "Buổi học này đã hủy" in words(answer)


def certificate_lines(page: BeautifulSoup) -> dict[str, str]:
    return {
        box["value"]: box["name"].removesuffix("-stay_id")
        for box in page.select("input[name^='lines-'][name$='-stay_id']")
    }


def test_certificates_by_number(desk: Visitor, course: MakeCourse, person: Person) -> None:
    one, two = person("Trần Văn Một"), person("Lê Văn Hai")
    made = course(one, two, ends_on=SUNDAY - timedelta(days=1))
    url = f"/vocational/courses/{made.id}/certificates"
    page = desk.page(url)
    lines = certificate_lines(page)
    issuer = page.select_one("#issuer")
    assert issuer is not None
    assert issuer["value"] == "Cơ sở cai nghiện ma túy số 1 tỉnh Thử Nghiệm"
    form = {"title": "Chứng chỉ sơ cấp", "issuer": issuer["value"], "issued_on": "22/11/2026"}
    form |= {f"{prefix}-stay_id": stay_id for stay_id, prefix in lines.items()}
    wrong = form | {f"{lines[str(one.id)]}-number": "7", f"{lines[str(two.id)]}-number": "7"}
    answer = desk.submit(url, wrong, status=422)
    assert "số 7 đã cấp cho Lê Văn Hai" in words(answer) or "số 7 đã cấp cho Trần Văn Một" in words(answer)
    assert answer.text.count('value="7"') == 2
    assert count(Certificate) == 0
    desk.submit(url, form | {f"{lines[str(one.id)]}-number": "7"})
    row = db.session.scalars(select(Certificate)).one()
    assert "số 7" in words(desk.page(url))
    amend = f"/vocational/certificates/{row.id}/amend"
    desk.page(amend)
    desk.submit(
        amend, {**{k: form[k] for k in ("title", "issuer", "issued_on")}, "number": "8", "reason": "nhầm"}
    )
    assert "số 8" in words(desk.page(url))
    assert "đã cấp giấy số 8" in words(desk.page(f"/vocational/courses/{made.id}"))


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.DIRECTOR, Role.AUDITOR, Role.RECORDS_CLERK])
def test_readers_see_no_control_they_may_not_use(
    as_role: AsRole, role: Role, course: MakeCourse, lesson: MakeLesson, person: Person
) -> None:
    made = course(person())
    held = lesson(made)
    reader = as_role(role)
    for url in (
        "/vocational/courses",
        f"/vocational/courses/{made.id}",
        f"/vocational/lessons/{held.id}",
        "/vocational",
        "/vocational/labour",
        "/vocational/labour/day",
    ):
        page = reader.page(url)
        for link in page.select("main a[href]"):
            target = str(link["href"])
            if target.startswith("/vocational"):
                assert reader.get(target).status_code == 200, (url, target)


def test_addresses_of_nothing_are_404(desk: Visitor, app: Any) -> None:
    for url in (
        "/vocational/courses/9",
        "/vocational/courses/9/enrol",
        "/vocational/courses/9/lessons/new",
        "/vocational/courses/9/certificates",
        "/vocational/courses/9/amend",
        "/vocational/enrolments/9/leave",
        "/vocational/lessons/9",
        "/vocational/lessons/9/register",
        "/vocational/lessons/9/register/correct",
        "/vocational/lessons/9/cancel",
        "/vocational/labour/entries/9/amend",
        "/vocational/certificates/9/amend",
        "/vocational/stays/9",
        "/vocational?day=hôm-qua",
        "/vocational/labour/day?day=31/02/2026",
    ):
        desk.page(url, 404)
