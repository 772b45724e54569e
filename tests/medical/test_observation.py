"""Writing COWS and vital signs."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.medical import cows
from center.medical.entry import Entry, add
from center.medical.models import Consciousness, ScaleContext, ScaleScore, VitalSigns
from center.medical.observation.queries import judge_of, scores_of, vitals_of
from center.medical.observation.service import record_vitals, score_cows
from center.medical.observation.words import warning_of
from center.medical.rules import Mark
from center.residents.stay.models import EndReason, Stay
from center.residents.stay.service import end_stay
from center.residents.timeline.models import TimelineEntry
from tests.conftest import NOW
from tests.medical.support import CALM, ZEROS, admitted, measured, scored, vector

ADMITTED = NOW - timedelta(days=2)


@pytest.fixture
def stay(app: Flask, doctor: Actor) -> Stay:
    with unit_of_work():
        return admitted(doctor, ADMITTED)


def count(kind: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def test_a_score_is_computed_and_keeps_its_versions(stay: Stay, nurse: Actor) -> None:
    with unit_of_work():
        row = scored(stay, nurse, NOW, 2, 2, 3, 2, 2, 2, 3, 2, 1, 2, 3)
    assert (row.total, row.band) == (24, "moderate")
    assert (row.instrument, row.instrument_version, row.band_set) == ("cows", cows.VERSION, cows.BAND_SET)
    assert list(row.items) == [item.code for item in cows.ITEMS]
    assert (row.late_reason, row.amend_reason, row.recorded_by_name) == ("", "", nurse.name)


def test_a_score_leaves_a_record_and_a_line_for_those_who_treat(stay: Stay, nurse: Actor) -> None:
    with unit_of_work():
        row = scored(stay, nurse, NOW)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "medical:score:record")).one()
    assert (entry.stay_id, entry.actor_id, entry.data["score_id"]) == (stay.id, nurse.id, row.id)
    line = db.session.scalars(select(TimelineEntry).where(TimelineEntry.area == "medical")).one()
    assert (line.text, line.permission) == ("Chấm COWS: 0 điểm", "medical.view")
    assert line.link == f"/medical/stays/{stay.id}"


def test_a_refused_score_changes_nothing(stay: Stay, nurse: Actor) -> None:
    before = count(AuditEntry), count(TimelineEntry)
    with pytest.raises(RuleViolation, match="cows_no_such_points"), unit_of_work():
        scored(stay, nurse, NOW, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    assert count(ScaleScore) == 0
    assert (count(AuditEntry), count(TimelineEntry)) == before


def test_an_incomplete_score_is_kept_without_a_total(stay: Stay, nurse: Actor) -> None:
    items = vector(1, 1, 1, None, 1, 1, 0, 0, 0, 0, 0)
    with unit_of_work():
        row = score_cows(
            stay,
            items,
            {"pupil": " băng mắt ", "yawn": "không dùng đến"},
            context=ScaleContext.ROUTINE,
            entry=Entry(NOW, NOW, nurse),
        )
    assert (row.total, row.band, row.unscorable) == (None, None, {"pupil": "băng mắt"})
    line = db.session.scalars(select(TimelineEntry).where(TimelineEntry.area == "medical")).one()
    assert line.text == "Chấm COWS: chưa đủ mục"


def test_a_counted_pulse_fills_its_item_and_is_kept_as_a_reading(stay: Stay, nurse: Actor) -> None:
    with unit_of_work():
        row = score_cows(
            stay,
            ZEROS | {"pulse": None},
            {},
            beats=112,
            context=ScaleContext.ROUTINE,
            entry=Entry(NOW, NOW, nurse),
        )
    assert (row.items["pulse"], row.total) == (2, 2)
    (reading,) = vitals_of(stay.id)
    assert (reading.pulse, reading.systolic, reading.happened_at) == (112, None, NOW)


@pytest.mark.parametrize(("beats", "code"), [(110, "cows_pulse_mismatch"), (19, "impossible_value")])
def test_a_pulse_that_cannot_be_is_refused(stay: Stay, nurse: Actor, beats: int, code: str) -> None:
    with pytest.raises(RuleViolation, match=code), unit_of_work():
        score_cows(stay, ZEROS, {}, beats=beats, context=ScaleContext.ROUTINE, entry=Entry(NOW, NOW, nurse))


def test_a_late_entry_is_labelled_and_keeps_its_reason(stay: Stay, nurse: Actor) -> None:
    at = NOW - timedelta(hours=3)
    with pytest.raises(RuleViolation, match="late_needs_reason"), unit_of_work():
        scored(stay, nurse, at, now=NOW)
    with unit_of_work():
        row = scored(stay, nurse, at, now=NOW, late_reason="mất điện")
    assert (row.happened_at, row.recorded_at, row.late_reason) == (at, NOW, "mất điện")
    line = db.session.scalars(select(TimelineEntry).where(TimelineEntry.area == "medical")).one()
    assert line.text.endswith("(ghi muộn)")


def test_a_reason_for_lateness_is_dropped_when_nothing_was_late(stay: Stay, nurse: Actor) -> None:
    with unit_of_work():
        assert scored(stay, nurse, NOW, late_reason="mất điện").late_reason == ""


@pytest.mark.parametrize("year", [1999, 2100])
def test_a_mistyped_year_is_a_refusal_and_not_a_fault(stay: Stay, nurse: Actor, year: int) -> None:
    at = NOW.replace(year=year)
    with pytest.raises(RuleViolation, match=r"before_admission|in_future"), unit_of_work():
        record_vitals(stay, {"pulse": 80}, entry=Entry(at, NOW, nurse, late_reason="x"))


def test_a_correction_is_a_new_row_that_names_the_old(stay: Stay, nurse: Actor) -> None:
    with unit_of_work():
        first = measured(stay, nurse, NOW - timedelta(hours=5), pulse=86)
        second = record_vitals(
            stay,
            {"pulse": 68},
            entry=Entry(
                first.happened_at, NOW, nurse, amends_id=first.id, amend_reason="gõ nhầm 68 thành 86"
            ),
        )
    assert (second.amends_id, second.amend_reason) == (first.id, "gõ nhầm 68 thành 86")
    assert [row.pulse for row in vitals_of(stay.id)] == [68, 86]
    texts = db.session.scalars(select(TimelineEntry.text).where(TimelineEntry.area == "medical")).all()
    assert "Đo dấu hiệu sinh tồn (đính chính)" in texts


def correction(first: VitalSigns, nurse: Actor, reason: str = "gõ nhầm số mạch") -> Entry:
    return Entry(first.happened_at, NOW, nurse, amends_id=first.id, amend_reason=reason)


def test_a_correction_without_a_reason_a_second_one_and_one_of_another_stay_are_refused(
    stay: Stay, nurse: Actor, doctor: Actor
) -> None:
    with unit_of_work():
        first = measured(stay, nurse, NOW, pulse=86)
        other = admitted(doctor, ADMITTED)
    with pytest.raises(RuleViolation, match="amend_reason"), unit_of_work():
        record_vitals(stay, {"pulse": 68}, entry=correction(first, nurse, "nhầm"))
    with pytest.raises(RuleViolation, match="nothing_to_amend"), unit_of_work():
        record_vitals(other, {"pulse": 68}, entry=correction(first, nurse))
    with unit_of_work():
        record_vitals(stay, {"pulse": 68}, entry=correction(first, nurse))
    with pytest.raises(RuleViolation, match="amended_before"), unit_of_work():
        record_vitals(stay, {"pulse": 69}, entry=correction(first, nurse))


def test_two_who_correct_at_the_same_instant_make_one_correction(stay: Stay, nurse: Actor) -> None:
    with unit_of_work():
        first = measured(stay, nurse, NOW, pulse=86)
        record_vitals(stay, {"pulse": 68}, entry=correction(first, nurse))
    columns = correction(first, nurse).columns(stay)
    with pytest.raises(RuleViolation, match="amended_before"), unit_of_work():
        add(VitalSigns(**columns, pulse=69))  # as if the other had not been there when it was checked
    assert len(vitals_of(stay.id)) == 2


def test_the_same_observation_sent_twice_is_one_row(stay: Stay, nurse: Actor) -> None:
    with unit_of_work():
        first = measured(stay, nurse, NOW), scored(stay, nurse, NOW)
    with unit_of_work():
        again = measured(stay, nurse, NOW), scored(stay, nurse, NOW)
        other = measured(stay, nurse, NOW, pulse=90)
    assert [row.id for row in again] == [row.id for row in first]
    assert other.id != first[0].id
    assert (len(scores_of(stay.id)), len(vitals_of(stay.id))) == (1, 2)
    with unit_of_work():
        fixed = record_vitals(stay, {"pulse": 68}, entry=correction(other, nurse))
    with unit_of_work():
        assert record_vitals(stay, {"pulse": 68}, entry=correction(other, nurse)).id == fixed.id


def test_a_reading_of_nothing_is_refused(stay: Stay, nurse: Actor) -> None:
    with pytest.raises(RuleViolation, match="nothing_measured"), unit_of_work():
        record_vitals(stay, {"pulse": None}, on_oxygen=True, entry=Entry(NOW, NOW, nurse))


def test_hiv_is_refused_in_every_free_text(stay: Stay, nurse: Actor) -> None:
    with pytest.raises(RuleViolation) as refused, unit_of_work():
        record_vitals(stay, {"pulse": 80}, remark="HIV (+)", entry=Entry(NOW, NOW, nurse))
    assert (refused.value.code, refused.value.field) == ("medical.secret_in_plain_text", "note")
    with pytest.raises(RuleViolation) as refused, unit_of_work():
        score_cows(
            stay,
            ZEROS | {"gi": None},
            {"gi": "đang uống ARV"},
            context=ScaleContext.ROUTINE,
            entry=Entry(NOW, NOW, nurse),
        )
    assert refused.value.field == "gi_reason"


def test_nothing_is_written_about_a_stay_that_ended(stay: Stay, nurse: Actor) -> None:
    with unit_of_work():
        end_stay(stay, EndReason.TRANSFERRED, happened_at=NOW, actor=nurse, now=NOW)
    with pytest.raises(RuleViolation, match="stay_ended"), unit_of_work():
        measured(stay, nurse, NOW)


JUDGED: list[tuple[dict[str, Any], str, dict[str, Mark], str]] = [
    ({}, "A", {}, "ok"),
    ({"pulse": 115}, "A", {"pulse": Mark.WARN}, "warn"),
    ({"pulse": 131}, "A", {"pulse": Mark.RED}, "urgent"),
    ({"diastolic": 45}, "A", {"diastolic": Mark.WARN}, "ok"),
    ({"systolic": 130, "diastolic": 122}, "A", {"diastolic": Mark.RED}, "urgent"),
    ({"temperature": Decimal("39.4")}, "A", {"temperature": Mark.WARN}, "warn"),
    ({}, "C", {"consciousness": Mark.RED}, "urgent"),
]


def test_readings_are_judged(stay: Stay, nurse: Actor) -> None:
    for minutes, (changes, letter, marked, urgency) in enumerate(JUDGED):
        at = NOW - timedelta(minutes=minutes)
        with unit_of_work():
            row = record_vitals(
                stay, CALM | changes, consciousness=Consciousness(letter), entry=Entry(at, NOW, nurse)
            )
        judged = judge_of(stay, NOW)(row)
        assert (judged.marks, judged.urgency) == (marked, urgency), changes
        assert (warning_of(judged) is None) == (not marked)


def test_an_alarm_says_value_level_and_what_to_do(stay: Stay, nurse: Actor) -> None:
    with unit_of_work():
        row = measured(stay, nurse, NOW, pulse=140, spo2=90, respiration=26)
    told = warning_of(judge_of(stay, NOW)(row))
    assert told is not None
    assert told[0] == "danger"
    assert "Mạch 140 lần/phút (mức đỏ)" in told[1]
    assert "NEWS2 9 điểm – Cấp cứu" in told[1]
    assert "Báo bác sĩ ngay" in told[1]


def test_news2_is_not_applied_under_sixteen(app: Flask, doctor: Actor, nurse: Actor) -> None:
    with unit_of_work():
        child = admitted(doctor, ADMITTED, born=ADMITTED.date().replace(year=2012), kind="minor")
        row = measured(child, nurse, NOW, pulse=140)
    judged = judge_of(child, NOW)(row)
    assert (judged.marks, judged.news2, judged.urgency) == ({}, None, "unknown")


def test_a_quick_change_of_weight_is_doubtful(stay: Stay, nurse: Actor) -> None:
    with unit_of_work():
        row = measured(stay, nurse, NOW, weight_kg=Decimal("52.0"))
    judge = judge_of(stay, NOW)
    assert judge(row, {NOW - timedelta(days=2): Decimal("54.0")}).marks == {}
    judged = judge(row, {NOW - timedelta(days=2): Decimal("56.0")})
    assert judged.marks == {"weight_kg": Mark.WARN}
    told = warning_of(judged)
    assert told is not None
    assert "-7,1%" in told[1]
