"""Scans as they are kept: one row each, the move, the answer, and the same answer again."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.residents.badge.service import issue_badge
from center.residents.person.models import Sex
from center.residents.restriction.models import RestrictionKind
from center.residents.stay.models import EndReason, Stay
from center.residents.stay.service import end_stay
from center.residents.whereabouts.models import OutCause, WhereaboutsChange
from center.residents.whereabouts.queries import whereabouts_at
from center.security.answers import ScanAnswer, answer_of
from center.security.models import Outing, OutingReturn, Scan, ScanOutcome
from center.security.outings.service import OutingFacts, send_out
from center.security.service import Recorded
from tests.security.conftest import Found, Scanned, Who, place_of, token_of_stay


@pytest.fixture
def said(app: Flask, clock: FixedClock) -> Callable[[Recorded], ScanAnswer]:
    def answer(recorded: Recorded) -> ScanAnswer:
        with app.test_request_context():
            return answer_of(recorded, at=clock.now())

    return answer


def test_a_scan_moves_the_person_and_says_who_it_is(
    person: Found, scan: Scanned, said: Callable[[Recorded], ScanAnswer], clock: FixedClock
) -> None:
    person("Lê Thị Khác", zone="C", sex=Sex.FEMALE)
    stay = person("Trần Văn Mẫu")
    answer = said(scan(stay, "LOP1"))
    assert (answer.outcome, answer.word) == (ScanOutcome.OK, "Vào Lớp học 1")
    assert (answer.name, answer.code) == ("Trần Văn Mẫu", stay.resident.code)
    assert answer.photo_url is not None
    assert answer.photo_url.startswith(f"/residents/{stay.resident_id}/photos/")
    assert answer.count is not None
    assert (answer.count.present, answer.count.expected, answer.count.label) == (1, None, "Lớp học 1")
    assert place_of(stay, clock.now()) == "LOP1"
    row = db.session.scalars(select(Scan)).one()
    change = whereabouts_at(stay.id, clock.now())
    assert change is not None
    assert change.source == f"security:scan:{row.id}"
    assert (row.outcome, row.code) == (ScanOutcome.OK, "security.passed")


def test_a_living_area_counts_those_who_live_there_and_are_inside(
    person: Found, scan: Scanned, said: Callable[[Recorded], ScanAnswer], clock: FixedClock, actor: Who
) -> None:
    first, second, third = (person(name) for name in ("Trần Văn Một", "Trần Văn Hai", "Trần Văn Ba"))
    person("Lê Thị Khác", zone="C", sex=Sex.FEMALE)
    scan(second, "LOP1")
    with unit_of_work():
        facts = OutingFacts(OutCause.HOSPITAL, clock.now(), "Bệnh viện tỉnh")
        send_out(
            [db.session.get_one(Stay, third.id)], facts, actor=actor(Role.DUTY_COMMANDER), now=clock.now()
        )
    count = said(scan(first, "KHU-B")).count
    assert count is not None
    assert (count.present, count.expected) == (1, 2)


def test_the_same_scan_sent_twice_is_one_scan_with_one_answer(
    person: Found, scan: Scanned, said: Callable[[Recorded], ScanAnswer], clock: FixedClock
) -> None:
    stay = person()
    key = str(uuid.uuid4())
    first = scan(stay, "LOP1", client_id=key)
    once = said(first)
    clock.advance(hours=2)
    scan(stay, "XUONG")
    again = scan(stay, "LOP1", client_id=key, at=clock.now() - timedelta(hours=2))
    assert again.repeated
    assert again.scan.id == first.scan.id
    twice = said(again)
    assert (twice.outcome, twice.word, twice.name, twice.detail) == (
        once.outcome,
        once.word,
        once.name,
        once.detail,
    )
    assert db.session.scalar(select(func.count()).select_from(Scan)) == 2
    assert place_of(stay, clock.now()) == "XUONG"


def test_a_repeated_scan_that_moved_nobody_says_the_same_again(
    person: Found, scan: Scanned, said: Callable[[Recorded], ScanAnswer]
) -> None:
    stay = person()
    key = str(uuid.uuid4())
    once = said(scan(stay, "KHU-B", client_id=key))
    assert once.word == "Đã ở đây"
    assert said(scan(stay, "KHU-B", client_id=key)) == once


@pytest.mark.parametrize("token", ["2B4C6G8H", "0" * 27, "'; DROP TABLE scans; --", "HV999999"])
def test_an_unknown_badge_is_refused_and_kept_without_its_text(
    token: str, person: Found, scan: Scanned, said: Callable[[Recorded], ScanAnswer]
) -> None:
    stay = person()
    changes = db.session.scalar(select(func.count()).select_from(WhereaboutsChange))
    answer = said(scan(token))
    assert (answer.outcome, answer.word, answer.name) == (ScanOutcome.REFUSED, "Thẻ lạ", "")
    assert "báo trực chỉ huy" in answer.next_step
    row = db.session.scalars(select(Scan)).one()
    assert (row.badge_id, row.stay_id, row.code) == (None, None, "security.badge_unknown")
    assert token not in repr([str(value) for value in vars(row).values()])
    assert db.session.scalar(select(func.count()).select_from(WhereaboutsChange)) == changes
    assert stay.is_open


def test_a_revoked_badge_is_refused_but_not_its_earlier_late_scans(
    person: Found, scan: Scanned, said: Callable[[Recorded], ScanAnswer], clock: FixedClock, actor: Who
) -> None:
    stay = person()
    old = token_of_stay(stay)
    before = clock.now()
    clock.advance(hours=1)
    with unit_of_work():
        issue_badge(
            db.session.get_one(Stay, stay.id), actor=actor(Role.INTAKE), now=clock.now(), reason="mất thẻ"
        )
    clock.advance(minutes=1)
    answer = said(scan(old))
    assert (answer.outcome, answer.word) == (ScanOutcome.REFUSED, "Thẻ đã thu hồi")
    assert "mất thẻ" in answer.detail
    assert answer.name == "Trần Văn Mẫu"
    assert place_of(stay, clock.now()) == "KHU-B"
    late = said(scan(old, "LOP1", at=before))
    assert late.outcome is ScanOutcome.OK
    assert "gửi muộn" in late.detail


def test_a_released_person_is_refused_and_a_late_scan_from_before_is_not(
    person: Found, scan: Scanned, said: Callable[[Recorded], ScanAnswer], clock: FixedClock, actor: Who
) -> None:
    stay = person()
    token, before = token_of_stay(stay), clock.now()
    clock.advance(hours=1)
    with unit_of_work():
        end_stay(
            db.session.get_one(Stay, stay.id),
            EndReason.COMPLETED,
            happened_at=clock.now(),
            actor=actor(Role.DIRECTOR),
            now=clock.now(),
        )
    clock.advance(hours=1)
    answer = said(scan(token))
    assert (answer.outcome, answer.word) == (ScanOutcome.REFUSED, "Đã ra khỏi cơ sở")
    assert said(scan(token, "LOP1", at=before)).outcome is ScanOutcome.OK
    assert place_of(stay, clock.now()) == "out:released"


def test_late_scans_take_their_place_by_when_they_were_made(
    person: Found, scan: Scanned, clock: FixedClock
) -> None:
    stay = person()
    at_eight = clock.now() - timedelta(hours=1)
    scan(stay, "XUONG")
    scan(stay, "LOP1", at=at_eight)
    assert place_of(stay, clock.now()) == "XUONG"
    assert place_of(stay, at_eight) == "LOP1"
    assert place_of(stay, at_eight - timedelta(seconds=1)) == "KHU-B"


def test_a_scan_from_the_future_or_from_long_ago_moves_nobody(
    person: Found, scan: Scanned, said: Callable[[Recorded], ScanAnswer], clock: FixedClock
) -> None:
    stay = person(days=20)
    ahead = said(scan(stay, at=clock.now() + timedelta(hours=1)))
    old = said(scan(stay, at=clock.now() - timedelta(days=8)))
    early = said(scan(person("Lê Văn Mới", days=1), at=clock.now() - timedelta(days=2)))
    assert [answer.word for answer in (ahead, old, early)] == [
        "Giờ của máy sai",
        "Lượt quét quá cũ",
        "Quét trước lúc tiếp nhận",
    ]
    assert place_of(stay, clock.now()) == "KHU-B"


def test_a_phone_a_little_ahead_is_written_at_the_servers_now(
    person: Found, scan: Scanned, clock: FixedClock
) -> None:
    recorded = scan(person(), at=clock.now() + timedelta(seconds=90))
    assert recorded.scan.happened_at == clock.now()
    assert recorded.scan.outcome is ScanOutcome.OK


def test_a_restriction_warns_with_its_public_wording(
    person: Found,
    scan: Scanned,
    bound: Callable[..., None],
    said: Callable[[Recorded], ScanAnswer],
    clock: FixedClock,
) -> None:
    stay = person()
    bound(stay, RestrictionKind.WARD_ONLY, "Chỉ ở khu đến 30/11/2026")
    answer = said(scan(stay, "LOP1"))
    assert (answer.outcome, answer.word) == (ScanOutcome.WARN, "Chỉ ở khu điều trị")
    assert "Chỉ ở khu đến 30/11/2026." in answer.detail
    assert answer.next_step
    assert place_of(stay, clock.now()) == "LOP1", "that is where the person is"
    assert said(scan(stay, "TRAM")).outcome is ScanOutcome.OK


def test_another_zones_living_area_warns(
    person: Found, scan: Scanned, said: Callable[[Recorded], ScanAnswer]
) -> None:
    answer = said(scan(person(), "KHU-C"))
    assert (answer.outcome, answer.word) == (ScanOutcome.WARN, "Không ở khu này")
    assert "Khu B – Nam" in answer.detail


def test_a_code_typed_for_somebody_without_a_badge_is_told_apart(
    person: Found, scan: Scanned, said: Callable[[Recorded], ScanAnswer], clock: FixedClock
) -> None:
    stay = person()
    recorded = scan(stay.resident.code.lower(), "LOP1")
    answer = said(recorded)
    assert (answer.outcome, answer.word, answer.name) == (ScanOutcome.WARN, "Không có thẻ", "Trần Văn Mẫu")
    assert (recorded.scan.badge_id, recorded.scan.stay_id) == (None, stay.id)
    assert place_of(stay, clock.now()) == "LOP1"
    assert said(scan(stay.resident.code, "LOP1", client_id=recorded.scan.client_id)) == answer


def test_work_outside_ends_with_the_scan_at_the_gate_and_a_hospital_does_not(
    person: Found, scan: Scanned, said: Callable[[Recorded], ScanAnswer], clock: FixedClock, actor: Who
) -> None:
    worker, patient = person("Trần Văn Thợ"), person("Trần Văn Bệnh")
    for stay, cause in ((worker, OutCause.WORK_OUTSIDE), (patient, OutCause.HOSPITAL)):
        with unit_of_work():
            facts = OutingFacts(cause, clock.now(), "Nơi khác")
            send_out(
                [db.session.get_one(Stay, stay.id)], facts, actor=actor(Role.DUTY_COMMANDER), now=clock.now()
            )
    clock.advance(hours=4)
    assert said(scan(worker, "SAN")).outcome is ScanOutcome.OK
    assert place_of(worker, clock.now()) == "SAN"
    ended = select(Outing.cause).join(OutingReturn, OutingReturn.outing_id == Outing.id)
    assert db.session.scalars(ended).all() == [OutCause.WORK_OUTSIDE]
    answer = said(scan(patient, "SAN"))
    assert (answer.outcome, answer.word) == (ScanOutcome.WARN, "Sổ ghi đang ra ngoài")
    assert "Đi bệnh viện từ 22/11/2026 09:00" in answer.detail
    assert place_of(patient, clock.now()) == "out:hospital"


def test_a_scan_adds_one_audit_event_and_only_when_it_moves(person: Found, scan: Scanned) -> None:
    stay = person()
    before = db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0
    scan(stay, "LOP1")
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == before + 1
    scan(stay, "LOP1")
    scan("2B4C")
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == before + 1
