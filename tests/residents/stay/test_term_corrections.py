"""A wrong line is amended or taken back by a new row; the last day follows, the old row stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.stay.models import TermEvent, TermEventKind
from center.residents.stay.term_absences import begin_prison, suspend
from center.residents.stay.term_corrections import Amendment, amend_event, take_back
from center.residents.stay.term_decisions import exempt, reduce_term
from center.residents.stay.terms import events_in_force, record_term_event
from center.ui.messages import sentence
from tests.residents.stay.conftest import Act, ends, event, home_of, last_day, morning, paper, where

TakeInUnder = Callable[..., int]
Correct = Callable[..., list[int]]
K = TermEventKind
FORM = "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a10"


@pytest.fixture
def amend(actor: Callable[[str], Actor], clock: FixedClock) -> Callable[..., int]:
    def run(
        event_id: int, reason: str = "đọc nhầm ngày", client_id: str | None = None, **right: object
    ) -> int:
        who = actor("records_clerk")
        with unit_of_work():
            wrong = event(event_id)
            given = Amendment(**right)  # type: ignore[arg-type]
            row = amend_event(wrong, given, reason=reason, client_id=client_id, actor=who, now=clock.now())
            return row.id

    return run


@pytest.fixture
def back(actor: Callable[[str], Actor], clock: FixedClock) -> Correct:
    def run(*event_ids: int, reason: str = "ghi nhầm người", client_id: str | None = None) -> list[int]:
        who = actor("records_clerk")
        with unit_of_work():
            wrong = [event(event_id) for event_id in event_ids]
            return [
                row.id
                for row in take_back(wrong, reason=reason, client_id=client_id, actor=who, now=clock.now())
            ]

    return run


@pytest.fixture
def escaped(new_law: TakeInUnder, do: Act) -> tuple[int, int, int]:
    """Somebody who escaped on August 10 and was back on the 25th: fourteen days."""
    stay = new_law()
    given = {"source": "security:escape:1"}
    left = do(record_term_event, stay, K.ESCAPE, happened_at=morning("2026-08-10"), **given)
    returned = do(record_term_event, stay, K.ESCAPE_RETURN, happened_at=morning("2026-08-25"), **given)
    assert last_day(stay) == "2028-08-14"
    return stay, left, returned


def test_an_amended_day_moves_the_end_and_the_old_row_stays(
    escaped: tuple[int, int, int], amend: Callable[..., int]
) -> None:
    stay, left, returned = escaped
    row = amend(returned, happened_at=morning("2026-08-20"))
    # August 11 … 19: nine days
    assert last_day(stay) == "2028-08-09"
    assert ends(stay)[-1] == ("escape_return", "2028-08-14", "2028-08-09")
    assert [found.id for found in events_in_force(stay)] == [left, row]
    assert (event(row).amends_id, event(row).reason, event(returned).on_day) == (
        returned,
        "đọc nhầm ngày",
        date(2026, 8, 25),
    )
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None
    assert entry.data["amends"] == returned
    with pytest.raises(RuleViolation) as refusal:
        amend(returned, happened_at=morning("2026-08-21"))
    assert refusal.value.code == "residents.event_amended"
    assert amend(row, happened_at=morning("2026-08-21"), client_id=FORM) == amend(row, client_id=FORM)


def test_an_amendment_that_contradicts_the_rest_is_refused_with_the_line(
    escaped: tuple[int, int, int], amend: Callable[..., int], back: Correct
) -> None:
    stay, left, returned = escaped
    with pytest.raises(RuleViolation) as reversed_:
        amend(returned, happened_at=morning("2026-08-09"))
    assert sentence(reversed_.value).what == (
        "Dòng «Được đưa trở lại sau khi bỏ trốn, 09/08/2026» ghi ngày kết thúc trước ngày bắt đầu "
        "(«Bỏ trốn, từ 10/08/2026, chưa trở lại»)."
    )
    with pytest.raises(RuleViolation) as orphan:
        back(left)
    assert orphan.value.code == "term.return_without_absence"
    with pytest.raises(RuleViolation) as silent:
        amend(returned, reason=" ", happened_at=morning("2026-08-20"))
    assert silent.value.code == "residents.correction_reason"
    assert last_day(stay) == "2028-08-14"
    assert len(events_in_force(stay)) == 2


def test_an_escape_that_never_was_is_taken_back_with_its_return(
    escaped: tuple[int, int, int], back: Correct
) -> None:
    stay, left, returned = escaped
    rows = back(left, returned, client_id=FORM)
    assert last_day(stay) == "2028-07-31"
    assert events_in_force(stay) == []
    assert [(event(row).cancels, event(row).amends_id) for row in rows] == [(True, left), (True, returned)]
    assert back(left, client_id=FORM) == rows[:1]


def test_an_absence_that_another_book_holds_open_is_closed_there_first(
    new_law: TakeInUnder, do: Act, back: Correct
) -> None:
    stay = new_law()
    left = do(
        record_term_event, stay, K.ESCAPE, happened_at=morning("2026-08-10"), source="security:escape:1"
    )
    with pytest.raises(RuleViolation) as refusal:
        back(left)
    assert refusal.value.code == "residents.event_open_elsewhere"


def test_taking_a_suspension_back_puts_the_person_back(
    new_law: TakeInUnder, do: Act, back: Correct, clock: FixedClock
) -> None:
    stay = new_law()
    wrong = do(suspend, stay, paper("2026-09-01"), happened_at=morning("2026-09-02"))
    assert where(stay, clock) == "suspension"
    clock.advance(minutes=1)
    back(wrong)
    assert where(stay, clock) == home_of(stay).name
    clock.set(clock.now() - timedelta(minutes=1))
    assert where(stay, clock) == "suspension", "what was believed then is still known"


def test_months_and_papers_are_amended_too(old_law: TakeInUnder, do: Act, amend: Callable[..., int]) -> None:
    stay = old_law()
    wrong = do(reduce_term, stay, paper("2026-06-20"), months=3, happened_at=morning("2026-06-22"))
    assert last_day(stay) == "2027-04-09"
    row = amend(wrong, months=1, paper=paper("2026-06-21", "13/QĐ-TA"))
    assert last_day(stay) == "2027-06-09"
    assert (event(row).months, event(row).paper_number, event(row).on_day) == (
        1,
        "13/QĐ-TA",
        date(2026, 6, 22),
    )
    with pytest.raises(RuleViolation, match="reduction_off"):  # no correction lets a later decision in
        amend(row, paper=paper("2026-07-02", "13/QĐ-TA"), happened_at=morning("2026-07-03"))
    with pytest.raises(RuleViolation) as refusal:
        amend(row, months=4)
    assert refusal.value.code == "term.reduction_out_of_range"


def test_what_ended_a_stay_keeps_its_day(
    new_law: TakeInUnder, old_law: TakeInUnder, do: Act, amend: Callable[..., int], back: Correct
) -> None:
    released, imprisoned = new_law(), old_law()
    ended = [
        do(exempt, released, paper("2026-11-10"), happened_at=morning("2026-11-12")),
        do(begin_prison, imprisoned, paper("2026-11-10"), happened_at=morning("2026-11-12")),
    ]
    for event_id in ended:
        for correct in (
            lambda wrong: back(wrong),
            lambda wrong: amend(wrong, happened_at=morning("2026-11-13")),
        ):
            with pytest.raises(RuleViolation) as refusal:
                correct(event_id)
            assert refusal.value.code == "residents.event_ended_stay"
    assert event(amend(ended[0], paper=paper("2026-11-10", "14/QĐ-TA"))).paper_number == "14/QĐ-TA"


def test_an_earlier_line_is_corrected_after_the_stay_has_ended(
    escaped: tuple[int, int, int], do: Act, amend: Callable[..., int]
) -> None:
    stay, _left, returned = escaped
    do(exempt, stay, paper("2026-11-10"), happened_at=morning("2026-11-12"))
    amend(returned, happened_at=morning("2026-08-20"))
    assert last_day(stay) == "2028-08-09"
    assert db.session.scalar(select(TermEvent.last_day_after).order_by(TermEvent.id.desc())) == date(
        2028, 8, 9
    )
