"""Reduction, exemption and transfer: what a decision does to the term and to the stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from center.clock import FixedClock
from center.db import db
from center.errors import RuleViolation
from center.residents.stay.models import EndReason, Stay, StayEnding, StayKind, TermEventKind
from center.residents.stay.term_decisions import (
    exempt,
    reduce_term,
    transfer_at_18,
    transfer_in,
    transfer_out,
)
from center.residents.stay.terms import events_in_force, record_term_event, term_of
from center.residents.term.model import Term
from center.ui.messages import sentence
from tests.residents.stay.conftest import Act, ends, event, last_day, morning, paper, where

TakeInUnder = Callable[..., int]
TODAY = date(2026, 11, 22)


def term(stay_id: int) -> Term:
    found = term_of(db.session.get_one(Stay, stay_id, populate_existing=True), TODAY)
    assert found is not None
    return found


def test_a_reduction_moves_the_end_and_keeps_its_paper(old_law: TakeInUnder, do: Act) -> None:
    stay = old_law()  # 2026-01-10, 18 months: to 2027-07-09
    first = do(reduce_term, stay, paper("2026-06-20"), months=2, happened_at=morning("2026-06-22"))
    # 16 months: to 2027-05-09
    assert last_day(stay) == "2027-05-09"
    do(
        reduce_term,
        stay,
        paper("2026-09-20", "31/QĐ-TA"),
        months=5,
        with_merit=True,
        order="05/LĐ-CSCN ngày 21/09/2026",
        happened_at=morning("2026-09-22"),
    )
    # 18 - 7 = 11 months: to 2026-12-09
    assert last_day(stay) == "2026-12-09"
    assert ends(stay) == [
        ("reduction", "2027-07-09", "2027-05-09"),
        ("reduction", "2027-05-09", "2026-12-09"),
    ]
    assert (event(first).months, event(first).paper_number, event(first).paper_on) == (
        2,
        "12/QĐ-TA",
        date(2026, 6, 20),
    )
    found = term(stay)
    # 2026-12-10 … 2027-07-09: 22 + 31 + 28 + 31 + 30 + 31 + 30 + 9
    assert found.days_reduced == 212
    # decided after 2026-06-30 the reduction is an open point, and the sheet says so
    assert [row.name for row in found.unverified] == ["reduction.enabled"]


def test_a_reduction_beyond_the_range_is_refused(old_law: TakeInUnder, do: Act) -> None:
    stay = old_law()
    for months, with_merit in ((4, False), (7, True), (0, False)):
        with pytest.raises(RuleViolation) as refusal:
            do(
                reduce_term,
                stay,
                paper("2026-06-20"),
                months=months,
                with_merit=with_merit,
                happened_at=morning("2026-06-22"),
            )
        assert refusal.value.code == "term.reduction_out_of_range"
        assert "20/06/2026" in sentence(refusal.value).what
        assert "điều 58.1" in sentence(refusal.value).rule


def test_a_decision_after_the_new_law_needs_the_order_of_the_head(old_law: TakeInUnder, do: Act) -> None:
    stay = old_law()
    late = paper("2026-07-01", "31/QĐ-TA")
    with pytest.raises(RuleViolation) as refusal:
        do(reduce_term, stay, late, months=2, happened_at=morning("2026-07-03"), order="  ")
    words = sentence(refusal.value)
    assert (refusal.value.code, refusal.value.field) == ("term.reduction_off", "order")
    assert "01/07/2026" in words.what
    assert "54.9" in words.rule
    assert ends(stay) == []
    # the court's day counts, not the day it is typed in
    do(reduce_term, stay, paper("2026-06-30"), months=1, happened_at=morning("2026-07-03"))
    ordered = do(
        reduce_term,
        stay,
        late,
        months=1,
        happened_at=morning("2026-07-03"),
        order="05/LĐ-CSCN ngày 02/07/2026",
        reason="ba tháng khá",
    )
    assert event(ordered).reason == "Theo lệnh 05/LĐ-CSCN ngày 02/07/2026; ba tháng khá"


def test_the_new_law_knows_no_reduction(new_law: TakeInUnder, do: Act) -> None:
    with pytest.raises(RuleViolation) as refusal:
        do(reduce_term, new_law(), paper("2026-10-20"), months=2, happened_at=morning("2026-10-22"))
    assert refusal.value.code == "term.reduction_unknown"


def test_an_exemption_ends_the_stay_and_the_rest_lapses(
    new_law: TakeInUnder, do: Act, clock: FixedClock
) -> None:
    stay = new_law()
    do(exempt, stay, paper("2026-11-10"), happened_at=morning("2026-11-12"), reason="bệnh hiểm nghèo")
    ended = db.session.get_one(Stay, stay)
    ending = db.session.scalars(select(StayEnding)).one()
    assert (ended.ended_on, ending.reason) == (date(2026, 11, 12), EndReason.EXEMPTED)
    assert "12/QĐ-TA ngày 10/11/2026" in ending.note
    assert where(stay, clock) == "released"
    found = term(stay)
    # 731 - (31 + 30 + 31 + 30… August 1 … November 12 = 31 + 30 + 31 + 12 = 104)
    assert (found.days_total, found.days_counted, found.days_lapsed) == (731, 104, 627)
    assert [line.article for line in found.lines if line.kind == "exemption"] == [
        "Luật 120/2025/QH15, điều 39.3"
    ]
    with pytest.raises(RuleViolation) as refusal:
        do(exempt, stay, paper("2026-11-10"), happened_at=morning("2026-11-13"))
    assert refusal.value.code == "residents.stay_ended"


def test_a_minor_of_18_goes_on_among_adults_here_or_elsewhere(new_law: TakeInUnder, do: Act) -> None:
    born = {"kind": StayKind.MINOR, "born": date(2008, 10, 5)}  # 18 on 2026-10-05
    here, there = new_law(**born), new_law(**born)
    decided = paper("2026-10-01", "8/QĐ-CAT")
    with pytest.raises(RuleViolation) as refusal:
        do(transfer_at_18, here, decided, happened_at=morning("2026-10-04"))
    assert refusal.value.code == "residents.not_18_yet"
    do(transfer_at_18, here, decided, happened_at=morning("2026-10-05"))
    do(transfer_at_18, there, decided, to_center="Cơ sở số 2", happened_at=morning("2026-10-05"))
    assert last_day(here) == last_day(there) == "2028-07-31"
    kinds = [(line.kind.value, line.days) for line in term(here).lines if line.effect.value == "counted"]
    # August 1 … October 4 = 31 + 30 + 4; October 5 … November 22 = 27 + 22
    assert kinds == [("center", 65), ("adult_center", 49)]
    moved = term(there)
    # August 1 … October 5 = 66 served here
    assert (moved.days_counted, moved.days_moved, moved.state.value) == (66, 665, "moved")
    assert db.session.scalars(select(StayEnding.reason)).all() == [EndReason.TRANSFERRED]


def test_a_small_rest_at_18_is_served_out(take_in: TakeInUnder, new_law: TakeInUnder, do: Act) -> None:
    # 710 days of custody would be absurd; what counts is that less than three months are left
    stay = new_law(kind=StayKind.MINOR, born=date(2008, 10, 5), custody_days=660)
    with pytest.raises(RuleViolation) as refusal:
        do(transfer_at_18, stay, paper("2026-10-01"), happened_at=morning("2026-10-05"))
    assert refusal.value.code == "residents.rest_too_small_at_18"
    with pytest.raises(RuleViolation) as adult:
        do(transfer_at_18, new_law(), paper("2026-10-01"), happened_at=morning("2026-10-05"))
    assert adult.value.code == "residents.no_minor"


def test_a_transfer_keeps_the_term_and_names_the_place(new_law: TakeInUnder, do: Act) -> None:
    stay = new_law()
    with pytest.raises(RuleViolation) as refusal:
        do(transfer_out, stay, paper("2026-11-01"), to_center=" ", happened_at=morning("2026-11-12"))
    assert refusal.value.code == "residents.center_missing"
    moved = do(
        transfer_out, stay, paper("2026-11-01"), to_center="Cơ sở số 2", happened_at=morning("2026-11-12")
    )
    assert event(moved).place == "Cơ sở số 2"
    found = term(stay)
    assert (str(found.last_day), found.days_moved, found.days_lapsed) == ("2028-07-31", 627, 0)
    assert "Cơ sở số 2" in db.session.scalars(select(StayEnding.note)).one()


def test_somebody_taken_over_brings_the_events_of_the_other_center(new_law: TakeInUnder, do: Act) -> None:
    stay = new_law(first_day=date(2026, 7, 29))  # begun elsewhere, taken over on August 1
    escape = {"source": "residents:term", "happened_at": morning("2026-07-29")}
    with pytest.raises(RuleViolation) as refusal:
        do(record_term_event, stay, TermEventKind.ESCAPE, **escape)
    assert refusal.value.code == "residents.before_admission"
    do(transfer_in, stay, paper("2026-07-31", "2/QĐ-CAT"), from_center="Cơ sở số 2")
    do(record_term_event, stay, TermEventKind.ESCAPE, **escape)
    do(
        record_term_event,
        stay,
        TermEventKind.ESCAPE_RETURN,
        **{**escape, "happened_at": morning("2026-07-31")},
    )
    # to 2028-07-28, and July 30 does not count
    assert last_day(stay) == "2028-07-29"
    assert [row.kind.value for row in events_in_force(stay)] == ["escape", "escape_return", "transfer_in"]
    assert [line.kind.value for line in term(stay).lines][1:4] == ["other_center", "escape", "other_center"]
