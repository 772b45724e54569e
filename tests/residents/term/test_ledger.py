"""The ledger of a stay: what may follow what, and which line a refusal names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.errors import RuleViolation
from center.residents.labels import line_name
from center.residents.term.events import LineName, NewEvent, TermEventKind
from center.residents.term.ledger import in_order, open_absence, read_ledger
from center.residents.term.model import Absence, AbsenceKind, Move, MoveKind, Reduction
from tests.residents.term.support import day

K = TermEventKind


def at(kind: str, on: str, **changes: object) -> NewEvent:
    """Return an event at 08:00 of an ISO day."""
    happened_at = datetime.fromisoformat(f"{on}T01:00:00+00:00")
    return NewEvent(kind=K(kind), happened_at=happened_at, on_day=day(on), **changes)  # type: ignore[arg-type]


def refused(*events: NewEvent) -> tuple[str, str, str]:
    """Return code, line and other line of the refusal."""
    with pytest.raises(RuleViolation) as refusal:
        read_ledger(in_order(events))
    found = refusal.value
    other = found.facts.get("other")
    line = found.facts["line"]
    assert isinstance(line, LineName)
    return found.code, line_name(line), line_name(other) if isinstance(other, LineName) else ""


SUSPENDED = (at("suspension", "2026-08-01"), at("return_order", "2026-09-01", due_on=day("2026-09-10")))


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        # a second open escape
        (
            [at("escape", "2026-08-01"), at("escape", "2026-08-10")],
            (
                "term.absence_still_open",
                "Bỏ trốn, từ 10/08/2026, chưa trở lại",
                "Bỏ trốn, từ 01/08/2026, chưa trở lại",
            ),
        ),
        # typed in late, inside another one
        (
            [at("hospital", "2026-08-01"), at("hospital_return", "2026-08-09"), at("hospital", "2026-08-05")],
            (
                "term.absences_overlap",
                "Đi bệnh viện, 05/08/2026 – 09/08/2026",
                "Đi bệnh viện, 01/08/2026 – 09/08/2026",
            ),
        ),
        # a return without its absence; with another kind's; before its own
        (
            [at("escape_return", "2026-08-10")],
            ("term.return_without_absence", "Được đưa trở lại sau khi bỏ trốn, 10/08/2026", ""),
        ),
        (
            [at("hospital", "2026-08-01"), at("escape_return", "2026-08-10")],
            ("term.return_without_absence", "Được đưa trở lại sau khi bỏ trốn, 10/08/2026", ""),
        ),
        (
            [at("escape", "2026-08-11"), at("escape_return", "2026-08-10")],
            (
                "term.absence_reversed",
                "Được đưa trở lại sau khi bỏ trốn, 10/08/2026",
                "Bỏ trốn, từ 11/08/2026, chưa trở lại",
            ),
        ),
        # nobody at large, in prison or at home is sent anywhere
        (
            [at("escape", "2026-08-01"), at("hospital", "2026-08-05")],
            (
                "term.absent_already",
                "Đi bệnh viện, từ 05/08/2026, chưa trở lại",
                "Bỏ trốn, từ 01/08/2026, chưa trở lại",
            ),
        ),
        (
            [at("suspension", "2026-08-01"), at("escape", "2026-08-05")],
            (
                "term.absent_already",
                "Bỏ trốn, từ 05/08/2026, chưa trở lại",
                "Tạm đình chỉ, từ 01/08/2026, chưa trở lại",
            ),
        ),
        (
            [at("prison", "2026-08-01"), at("court", "2026-08-05"), at("prison_return", "2026-12-01")],
            (
                "term.absent_already",
                "Ra ngoài theo yêu cầu tố tụng, từ 05/08/2026, chưa trở lại",
                "Chấp hành án phạt tù, 01/08/2026 – 01/12/2026",
            ),
        ),
        # lateness
        (
            [at("late_from_leave", "2026-08-05")],
            ("term.late_without_absence", "Không trở lại sau chịu tang, bị truy tìm, 05/08/2026", ""),
        ),
        (
            [at("suspension", "2026-08-01"), at("late_from_suspension", "2026-08-05")],
            (
                "term.late_without_order",
                "Chậm trở lại sau tạm đình chỉ, 05/08/2026",
                "Tạm đình chỉ, từ 01/08/2026, chưa trở lại",
            ),
        ),
        (
            [*SUSPENDED, at("late_from_suspension", "2026-09-09")],
            (
                "term.late_before_due",
                "Chậm trở lại sau tạm đình chỉ, 09/09/2026",
                "Yêu cầu trở lại sau tạm đình chỉ, 01/09/2026",
            ),
        ),
        (
            [
                *SUSPENDED,
                at("late_from_suspension", "2026-09-10"),
                at("late_from_suspension", "2026-09-11"),
            ],
            (
                "term.absence_still_open",
                "Chậm trở lại sau tạm đình chỉ, 11/09/2026",
                "Chậm trở lại sau tạm đình chỉ, 10/09/2026",
            ),
        ),
        (
            [at("return_order", "2026-08-05", due_on=day("2026-08-10"))],
            ("term.return_without_absence", "Yêu cầu trở lại sau tạm đình chỉ, 05/08/2026", ""),
        ),
        (
            [at("suspension", "2026-08-01"), at("return_order", "2026-08-05", due_on=day("2026-08-04"))],
            ("term.order_reversed", "Yêu cầu trở lại sau tạm đình chỉ, 05/08/2026", ""),
        ),
        # nothing after the end
        (
            [at("exemption", "2026-08-01"), at("hospital", "2026-08-05")],
            (
                "term.event_after_end",
                "Đi bệnh viện, từ 05/08/2026, chưa trở lại",
                "Miễn phần thời gian còn lại, 01/08/2026",
            ),
        ),
        (
            [at("transfer_at_18", "2026-08-01", place="Cơ sở số 2"), at("escape", "2026-08-05")],
            (
                "term.event_after_end",
                "Bỏ trốn, từ 05/08/2026, chưa trở lại",
                "Chuyển sang chế độ người đủ 18 tuổi, 01/08/2026",
            ),
        ),
        (
            [at("transfer_in", "2026-08-01"), at("transfer_in", "2026-08-02")],
            (
                "term.event_twice",
                "Tiếp nhận từ cơ sở khác, 02/08/2026",
                "Tiếp nhận từ cơ sở khác, 01/08/2026",
            ),
        ),
    ],
)
def test_a_contradiction_is_refused_with_its_line(
    events: list[NewEvent], expected: tuple[str, str, str]
) -> None:
    assert refused(*events) == expected


def test_what_happened_becomes_absences_reductions_and_moves() -> None:
    found = read_ledger(
        in_order(
            [
                at("transfer_in", "2026-07-20", place="Cơ sở số 2"),
                at("hospital", "2026-08-01"),
                at("court", "2026-08-05"),  # taken to court from the hospital
                at("court_return", "2026-08-06"),
                at("hospital_return", "2026-08-09"),
                at("funeral_leave", "2026-08-20"),
                at("late_from_leave", "2026-08-25"),
                at("funeral_return", "2026-08-30"),
                *SUSPENDED_LATER,
                at("reduction", "2026-12-01", months=2, with_merit=True, paper_on=day("2026-11-20")),
                at("transfer_at_18", "2027-01-05"),
                at("recalculation", "2027-01-06"),
                at("exemption", "2027-02-01"),
                at("recalculation", "2027-03-01"),
            ]
        )
    )
    assert set(found.absences) == {
        Absence(AbsenceKind.HOSPITAL, day("2026-08-01"), day("2026-08-09")),
        Absence(AbsenceKind.COURT, day("2026-08-05"), day("2026-08-06")),
        Absence(AbsenceKind.FUNERAL_LEAVE, day("2026-08-20"), day("2026-08-30")),
        Absence(AbsenceKind.LATE_FROM_LEAVE, day("2026-08-25"), day("2026-08-30")),
        Absence(AbsenceKind.SUSPENSION, day("2026-09-01"), day("2026-10-20")),
        Absence(AbsenceKind.LATE_FROM_SUSPENSION, day("2026-10-10"), day("2026-10-20")),
    }
    assert found.reductions == (Reduction(2, day("2026-11-20"), True),)
    assert found.moves == (
        Move(MoveKind.IN, day("2026-07-20")),
        Move(MoveKind.AT_18, day("2027-01-05")),
    )
    assert found.exempted_on == day("2027-02-01")


SUSPENDED_LATER = (
    at("suspension", "2026-09-01"),
    at("return_order", "2026-10-01", due_on=day("2026-10-05")),
    at("return_order", "2026-10-04", due_on=day("2026-10-10")),  # a later day after all
    at("late_from_suspension", "2026-10-10"),
    at("suspension_return", "2026-10-20"),
)


def test_a_sentence_may_begin_at_large_and_at_home() -> None:
    found = read_ledger([at("suspension", "2026-08-01"), at("prison", "2026-08-05")])
    assert {absence.kind for absence in found.absences} == {AbsenceKind.SUSPENSION, AbsenceKind.PRISON}
    assert read_ledger([at("escape", "2026-08-01"), at("prison", "2026-08-05")]).absences


def test_the_next_absence_may_begin_on_the_day_of_a_return() -> None:
    found = read_ledger(
        [
            at("escape", "2026-08-01"),
            at("escape_return", "2026-08-05"),
            at("escape", "2026-08-05"),
            at("escape_return", "2026-08-09"),
        ]
    )
    assert [(a.left_on.day, a.back_on.day if a.back_on else 0) for a in found.absences] == [(1, 5), (5, 9)]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([], None),
        (["hospital", "hospital_return"], None),
        (["hospital", "escape"], "hospital"),
        (["suspension"], "suspension"),
        (["suspension", "late_from_suspension"], "late_from_suspension"),
        (["suspension", "late_from_suspension", "suspension_return"], None),
        (["funeral_leave", "late_from_leave"], "funeral_leave"),
        (["reduction", "recalculation", "prison"], "prison"),
    ],
)
def test_what_keeps_a_person_away_is_named(kinds: list[str], expected: str | None) -> None:
    assert open_absence(map(K, kinds)) == expected


@given(st.randoms(use_true_random=False))
def test_events_typed_in_any_order_say_the_same(random: Random) -> None:
    start = datetime(2026, 8, 1, 1, tzinfo=UTC)
    kinds = [
        *("hospital", "court", "court_return", "escape", "escape_return", "hospital_return"),
        *("funeral_leave", "late_from_leave", "funeral_return", "suspension", "suspension_return"),
    ]
    events = [
        NewEvent(
            kind=K(kind), happened_at=start + timedelta(days=number), on_day=day(f"2026-08-{number + 1:02}")
        )
        for number, kind in enumerate(kinds)
    ]
    expected = read_ledger(events)
    random.shuffle(events)
    assert read_ledger(in_order(events)) == expected
