"""The pages of one stay, and the acts on it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.residents.badge.models import Badge
from center.residents.badge.service import valid_badge
from center.residents.housing.queries import beds_of, free_beds
from center.residents.permissions import ResidentPermission
from center.residents.person.models import Photo, Sex
from center.residents.restriction.models import Restriction, RestrictionKind
from center.residents.restriction.service import restrict
from center.residents.stay.models import EndReason, Stage, Stay, TermEventKind
from center.residents.stay.service import end_stay
from center.residents.stay.terms import record_term_event
from center.residents.timeline.service import note
from tests.conftest import Visitor, check_page
from tests.residents.conftest import TakeIn, jpeg

AsRole = Callable[[str], Visitor]
ActorOf = Callable[[str], Actor]
StayOf = Callable[[int], Stay]
LONG_AGO = datetime(2026, 8, 1, 2, tzinfo=UTC)


@pytest.fixture
def detox(take_in: TakeIn) -> int:
    """A stay taken in on 2026-08-01, now in detox."""
    stay_id = take_in("Trần Văn Mẫu", arrived_at=LONG_AGO, zone="B")
    with unit_of_work():
        stay = db.session.get_one(Stay, stay_id)
        stay.stage, stay.stage_since = Stage.DETOX, date(2026, 8, 2)
    return stay_id


def test_the_overview_shows_who_until_when_and_why(as_role: AsRole, take_in: TakeIn) -> None:
    stay_id = take_in("Trần Văn Mẫu", zone="B", arrived_at=LONG_AGO, decided_on=date(2026, 7, 28))
    take_in("Hồ Văn Khác", zone="B")
    text = as_role("records_clerk").page(f"/residents/stays/{stay_id}").get_text(" ", strip=True)
    for words in (
        "Trần Văn Mẫu", "HV000001", "36 tuổi", "Khu B – Nam", "31/07/2028", "1/QĐ-TA ngày 28/07/2026",
        "Luật Phòng, chống ma túy 2025", "Tiếp nhận, phân loại", "Trần Thị Mẹ", "0912 000 345", "Ví da (màu nâu)",
        "Thẻ số 1", "Xã Phú Riềng", "Ngày đầu và ngày cuối đều nằm trong thời hạn.",
    ):  # fmt: skip
        assert words in text, words
    assert "Hồ Văn Khác" not in text


def test_an_escape_moves_the_last_day_and_stands_in_the_proof(
    as_role: AsRole, take_in: TakeIn, clock: FixedClock, actor: ActorOf
) -> None:
    stay_id = take_in(zone="B", arrived_at=LONG_AGO)
    for kind, day in ((TermEventKind.ESCAPE, 10), (TermEventKind.ESCAPE_RETURN, 25)):
        with unit_of_work():
            record_term_event(
                db.session.get_one(Stay, stay_id),
                kind,
                happened_at=datetime(2026, 8, day, 3, tzinfo=UTC),
                source="security:escape:1",
                actor=actor("duty_commander"),
                now=clock.now(),
            )
    text = as_role("director").page(f"/residents/stays/{stay_id}").get_text(" ", strip=True)
    assert "Bỏ trốn 11/08/2026 – 24/08/2026 14" in text
    assert "14/08/2028" in text


def test_a_stay_in_custody_has_no_term_yet(as_role: AsRole, take_in: TakeIn) -> None:
    from center.residents.stay.models import StayKind

    stay_id = take_in(kind=StayKind.CUSTODY, zone="B")
    assert "chưa có thời hạn" in as_role("director").page(f"/residents/stays/{stay_id}").get_text()


def test_the_timeline_shows_only_what_the_reader_may_see(
    as_role: AsRole, take_in: TakeIn, actor: ActorOf, clock: FixedClock
) -> None:
    from center.medical.permissions import MedicalPermission

    stay_id = take_in(zone="B")
    with unit_of_work():
        for text, permission, area in (
            ("COWS 14 điểm", MedicalPermission.VIEW, "medical"),
            ("Quét thẻ ở cổng", ResidentPermission.VIEW, "security"),
        ):
            note(
                stay_id,
                text,
                area=area,
                permission=permission,
                happened_at=clock.now(),
                actor=actor("doctor"),
                now=clock.now(),
            )
    url = f"/residents/stays/{stay_id}/timeline"
    doctor = as_role("doctor").page(url).get_text()
    assert "COWS 14 điểm" in doctor
    assert "Tiếp nhận vào cơ sở" in doctor
    guard = as_role("guard").page(url)
    assert "COWS" not in guard.get_text()
    assert "Y tế" not in [option.get_text(strip=True) for option in guard.select("#area option")]
    filtered = as_role("guard").page(f"{url}?area=security").get_text()
    assert "Quét thẻ ở cổng" in filtered
    assert "Tiếp nhận vào cơ sở" not in filtered


def test_a_stay_that_does_not_exist_is_not_found(as_role: AsRole) -> None:
    for path in ("", "/timeline", "/bed", "/badge", "/badge.pdf", "/entry-record"):
        assert as_role("intake").get(f"/residents/stays/4711{path}").status_code == 404


def test_a_bed_is_changed_and_the_old_one_is_free_again(
    as_role: AsRole, take_in: TakeIn, stay_of: StayOf
) -> None:
    stay_id = take_in(zone="B")
    before = beds_of([stay_id])[stay_id]
    other = next(bed for bed in free_beds(Sex.MALE) if bed.room.zone.code == "A")
    as_role("duty_commander").submit(f"/residents/stays/{stay_id}/bed", {"bed_id": str(other.id)})
    assert beds_of([stay_id])[stay_id].id == other.id
    assert before.id in [bed.id for bed in free_beds(Sex.MALE)]


def test_a_bed_of_the_other_sex_is_refused(as_role: AsRole, take_in: TakeIn) -> None:
    stay_id = take_in(zone="B")
    bed = next(bed for bed in free_beds(Sex.FEMALE) if bed.room.zone.code == "C")
    visitor = as_role("intake")
    page = check_page(
        visitor.submit(f"/residents/stays/{stay_id}/bed", {"bed_id": str(bed.id)}, status=422), 422
    )
    assert "giới tính này" in page.find(id="bed_id-error").get_text()
    assert beds_of([stay_id])[stay_id].room.zone.code == "B"


def test_men_and_women_do_not_share_a_room_of_a_mixed_zone(as_role: AsRole, take_in: TakeIn) -> None:
    take_in("Trần Văn Mẫu", zone="A")
    woman = take_in("Trần Thị Mẫu", sex=Sex.FEMALE, zone="C")
    rooms = {bed.room.name for bed in free_beds(Sex.FEMALE) if bed.room.zone.code == "A"}
    assert rooms == {"P2"}
    beside = next(bed for bed in free_beds(Sex.MALE) if bed.room.zone.code == "A" and bed.room.name == "P1")
    visitor = as_role("intake")
    page = check_page(
        visitor.submit(f"/residents/stays/{woman}/bed", {"bed_id": str(beside.id)}, status=422), 422
    )
    assert "khác giới" in page.find(id="bed_id-error").get_text()


def test_a_new_badge_takes_the_force_of_the_old_one(as_role: AsRole, take_in: TakeIn) -> None:
    stay_id = take_in(zone="B")
    old = db.session.scalars(select(Badge)).one()
    url = f"/residents/stays/{stay_id}/badge"
    page = check_page(as_role("records_clerk").submit(url, {"why": "other", "reason": " "}, status=422), 422)
    assert "lý do thu hồi" in page.get_text()
    as_role("records_clerk").submit(url, {"why": "lost", "reason": "làm mất"})
    new = valid_badge(stay_id)
    assert new is not None
    assert new.token != old.token
    assert db.session.get_one(Badge, old.id).revoke_reason == "làm mất"
    text = as_role("records_clerk").page(f"/residents/stays/{stay_id}").get_text(" ", strip=True)
    assert "làm mất" in text
    assert new.token not in text
    assert new.token not in str([entry.data for entry in db.session.scalars(select(AuditEntry))])


def test_a_restriction_is_put_by_the_area_of_the_role(as_role: AsRole, take_in: TakeIn) -> None:
    stay_id = take_in(zone="B")
    url = f"/residents/stays/{stay_id}/restrictions/new"
    form = {
        "kind": "no_labour",
        "public_wording": "Không lao động đến 12/12",
        "private_reason": "Đau thắt lưng",
        "starts_on": "22/11/2026",
        "ends_on": "12/12/2026",
    }
    page = check_page(as_role("doctor").submit(url, {**form, "ends_on": "01/11/2026"}, status=422), 422)
    assert "sớm hơn ngày bắt đầu" in page.find(id="ends_on-error").get_text()
    as_role("doctor").submit(url, form)
    assert db.session.scalars(select(Restriction.area)).one() == "medical"
    doctor = as_role("doctor").page(f"/residents/stays/{stay_id}").get_text()
    trainer = as_role("trainer").page(f"/residents/stays/{stay_id}").get_text()
    assert "Đau thắt lưng" in doctor
    assert "Không lao động đến 12/12" in trainer
    assert "Đau thắt lưng" not in trainer


def test_only_its_own_area_lifts_a_restriction(
    as_role: AsRole, take_in: TakeIn, actor: ActorOf, clock: FixedClock, stay_of: StayOf
) -> None:
    stay_id = take_in(zone="B")
    with unit_of_work():
        row = restrict(
            stay_of(stay_id),
            RestrictionKind.NO_LABOUR,
            public_wording="Không lao động",
            area="medical",
            starts_on=date(2026, 11, 22),
            ends_on=None,
            actor=actor("doctor"),
            now=clock.now(),
        )
    url = f"/residents/stays/{stay_id}/restrictions/{row.id}/lift"
    commander = as_role("duty_commander")
    assert not commander.page(f"/residents/stays/{stay_id}").find("a", href=url)
    page = check_page(commander.submit(url, {"reason": "hết việc"}, status=422), 422)
    assert "bộ phận khác" in page.get_text()
    as_role("doctor").submit(url, {"reason": "đã khỏi"})
    assert db.session.scalars(select(Restriction.lift_reason)).one() == "đã khỏi"


def test_a_new_photo_is_shown_and_a_bad_one_refused(as_role: AsRole, take_in: TakeIn) -> None:
    stay_id = take_in(zone="B")
    visitor, url = as_role("records_clerk"), f"/residents/stays/{stay_id}/photo"
    visitor.submit(
        url, {"photo": (io.BytesIO(b"chu"), "a.jpg")}, status=422, content_type="multipart/form-data"
    )
    visitor.submit(url, {"photo": (io.BytesIO(jpeg()), "a.jpg")}, content_type="multipart/form-data")
    newest = db.session.scalars(select(Photo).order_by(Photo.id.desc())).first()
    assert newest is not None
    image = visitor.page(f"/residents/stays/{stay_id}").find("img")["src"]
    assert image == f"/residents/{newest.resident_id}/photos/{newest.file_id}"


def test_a_portrait_is_served_privately_and_only_as_its_person(as_role: AsRole, take_in: TakeIn) -> None:
    take_in("Trần Văn Mẫu", zone="B")
    take_in("Hồ Văn Khác", zone="B")
    first, second = db.session.scalars(select(Photo).order_by(Photo.id))
    visitor = as_role("guard")
    answer = visitor.get(f"/residents/{first.resident_id}/photos/{first.file_id}")
    assert answer.mimetype == "image/jpeg"
    assert answer.data.startswith(b"\xff\xd8")
    assert "private" in answer.headers["Cache-Control"]
    etag = answer.headers["ETag"]
    again = visitor.get(
        f"/residents/{first.resident_id}/photos/{first.file_id}", headers={"If-None-Match": etag}
    )
    assert again.status_code == 304
    assert visitor.get(f"/residents/{first.resident_id}/photos/{second.file_id}").status_code == 404
    assert (
        as_role("administrator").get(f"/residents/{first.resident_id}/photos/{first.file_id}").status_code
        == 403
    )


def test_an_ended_stay_takes_no_more_acts(
    as_role: AsRole, take_in: TakeIn, clock: FixedClock, actor: ActorOf, stay_of: StayOf
) -> None:
    stay_id = take_in(zone="B")
    clock.advance(days=2)
    with unit_of_work():
        end_stay(
            stay_of(stay_id),
            EndReason.EXEMPTED,
            happened_at=clock.now(),
            actor=actor("director"),
            now=clock.now(),
        )
    bed = free_beds(Sex.MALE)[-1]
    as_role("intake").submit(f"/residents/stays/{stay_id}/bed", {"bed_id": str(bed.id)}, status=422)
    as_role("intake").submit(
        f"/residents/stays/{stay_id}/badge", {"why": "lost", "reason": "mất"}, status=422
    )
    form = {"kind": "escort", "public_wording": "Có người đi kèm", "starts_on": "24/11/2026"}
    as_role("doctor").submit(f"/residents/stays/{stay_id}/restrictions/new", form, status=422)
    page = as_role("intake").page(f"/residents/stays/{stay_id}")
    assert "Đã kết thúc đợt" in page.get_text()
    assert not page.find("a", href=f"/residents/stays/{stay_id}/bed")


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        (
            "intake",
            ("/bed", "/badge", "/photo", "/entry-record", "/belongings/return"),
            ("/restrictions/new",),
        ),
        ("doctor", ("/restrictions/new",), ("/bed", "/badge", "/entry-record")),
        ("counsellor", ("/stages",), ("/bed", "/restrictions/new")),
        ("guard", (), ("/bed", "/badge", "/restrictions/new", "/belongings/return")),
    ],
)
def test_a_control_is_shown_only_to_those_who_may_use_it(
    as_role: AsRole, take_in: TakeIn, role: str, shown: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    stay_id = take_in(zone="B")
    visitor = as_role(role)
    page = visitor.page(f"/residents/stays/{stay_id}")
    for path in shown:
        url = f"/residents/stays/{stay_id}{path}"
        assert page.find("a", href=url), path
        visitor.page(url)
    for path in hidden:
        url = f"/residents/stays/{stay_id}{path}"
        assert not page.find("a", href=url), path
        assert visitor.get(url).status_code == 403
