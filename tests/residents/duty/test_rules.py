"""Pure rules of the duties: what the facts make of them, when they are due, how far they rise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from center.errors import RuleViolation
from center.legal.catalogue import shipped_parameters
from center.legal.rules import ParameterBook
from center.residents.duty.cases.rules import check_case
from center.residents.duty.rules import (
    GONE,
    Known,
    Level,
    Proof,
    Steps,
    TermStep,
    Wanted,
    birthday,
    changes,
    check_close,
    check_done_at,
    check_reopen,
    interval_due,
    level_at,
    quarters,
    stopped_by,
    yearly,
)
from center.residents.duty.times import end_of_day, is_whole_day, last_due_day
from center.residents.term.events import TermEventKind

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
DUE = NOW + timedelta(hours=10)
BOOK = ParameterBook(shipped_parameters())
RULE = BOOK.find("escape.notify_within", date(2026, 11, 22))
PROOF = Proof(NOW, "Công văn số 12")
HORIZON = timedelta(days=45)

WANT = Wanted(kind="k", subject="s-1", stay_id=1, cause_at=NOW, due_at=DUE, rule=RULE)
OPEN = Known(7, WANT.key, "k", 1, "open", False, DUE, None, 0, 1)
DONE_BY_FACTS = replace(OPEN, state="done", by_facts=True, closed_at=NOW)
DONE_BY_HAND = replace(OPEN, state="done", closed_at=NOW)
ASIDE_BY_FACTS = replace(OPEN, state="not_applicable", by_facts=True, closed_at=NOW)
ASIDE_BY_HAND = replace(OPEN, state="not_applicable", closed_at=NOW)
LATER = DUE + timedelta(days=1)


@pytest.mark.parametrize(
    ("known", "want", "state", "actions"),
    [
        (None, WANT, "open", ["opened"]),
        (None, replace(WANT, done=PROOF), "done", ["opened", "done"]),
        (None, replace(WANT, lapsed="over"), None, []),
        # counted back from a day to come: not before its time is near
        (None, replace(WANT, ahead=True, due_at=NOW + timedelta(days=46)), None, []),
        (None, replace(WANT, ahead=True, due_at=NOW + timedelta(days=45)), "open", ["opened"]),
        (None, replace(WANT, ahead=True, due_at=NOW - timedelta(days=9)), "open", ["opened"]),
        (OPEN, WANT, None, []),
        (OPEN, replace(WANT, due_at=LATER), "open", ["moved"]),
        (OPEN, replace(WANT, done=PROOF), "done", ["done"]),
        (OPEN, replace(WANT, due_at=LATER, done=PROOF), "done", ["moved", "done"]),
        (OPEN, replace(WANT, lapsed="over"), "not_applicable", ["not_applicable"]),
        (DONE_BY_FACTS, replace(WANT, done=PROOF), None, []),
        (DONE_BY_FACTS, WANT, "open", ["reopened"]),
        (DONE_BY_FACTS, replace(WANT, lapsed="over"), "not_applicable", ["reopened", "not_applicable"]),
        (ASIDE_BY_FACTS, replace(WANT, lapsed="over"), None, []),
        (ASIDE_BY_FACTS, replace(WANT, due_at=LATER), "open", ["reopened", "moved"]),
        (DONE_BY_HAND, WANT, None, []),
        (DONE_BY_HAND, replace(WANT, due_at=LATER), None, []),
        (DONE_BY_HAND, replace(WANT, due_at=LATER, owed_anew=True), "open", ["reopened", "moved"]),
        (DONE_BY_HAND, replace(WANT, due_at=LATER, owed_anew=True, lapsed="over"), None, []),
        (ASIDE_BY_HAND, replace(WANT, due_at=LATER, owed_anew=True), None, []),
    ],
)
def test_what_the_facts_make_of_a_duty(
    known: Known | None, want: Wanted, state: str | None, actions: list[str]
) -> None:
    found = changes([known] if known else [], [want], now=NOW, horizon=HORIZON)
    assert [one.state for one in found] == ([state] if state else [])
    assert [action for one in found for action, _text in one.steps] == actions
    # what was written is what the facts say: looked at again, nothing changes
    for one in found:
        after = replace(OPEN, state=one.state, due_at=one.due_at, by_facts=one.proof is not None)
        assert changes([after], [want], now=NOW, horizon=HORIZON) == []


def test_a_duty_whose_cause_is_gone_does_not_apply_but_the_center_s_own_stays() -> None:
    (found,) = changes([OPEN], [], now=NOW, horizon=HORIZON)
    assert (found.state, found.steps) == ("not_applicable", (("not_applicable", GONE),))
    assert changes([replace(OPEN, stay_id=None)], [], now=NOW, horizon=HORIZON) == []
    assert changes([DONE_BY_HAND], [], now=NOW, horizon=HORIZON) == []


STEPS = Steps(soon_hours=6, soon_days=7, director_hours=24)


@pytest.mark.parametrize(
    ("whole", "to_due", "level"),
    [
        (timedelta(hours=24), timedelta(hours=7), Level.NONE),
        (timedelta(hours=24), timedelta(hours=6), Level.SOON),
        (timedelta(hours=72), timedelta(hours=7), Level.NONE),
        (timedelta(days=30), timedelta(days=8), Level.NONE),
        (timedelta(days=30), timedelta(days=7), Level.SOON),
        (timedelta(days=30), timedelta(0), Level.SOON),
        (timedelta(days=30), -timedelta(seconds=1), Level.LATE),
        (timedelta(days=30), -timedelta(hours=24), Level.LATE),
        (timedelta(days=30), -timedelta(hours=24, seconds=1), Level.LONG_LATE),
    ],
)
def test_how_far_a_duty_rises(whole: timedelta, to_due: timedelta, level: Level) -> None:
    assert level_at(DUE - whole, DUE, STEPS, DUE - to_due) is level


@pytest.mark.parametrize(
    ("examined", "due", "months"),
    [
        # six months under Decree 116 while it was in force
        (date(2025, 12, 1), date(2026, 6, 1), 6),
        (date(2025, 12, 31), date(2026, 6, 30), 6),
        # the sixth month falls after 2026-06-30: the law then in force asks once a year
        (date(2026, 1, 1), date(2027, 1, 1), 12),
        (date(2026, 3, 1), date(2027, 3, 1), 12),
        (date(2026, 8, 31), date(2027, 8, 31), 12),
        # of several the earliest; the last day of February has a month after it like any other
        (date(2024, 2, 29), date(2024, 8, 29), 6),
    ],
)
def test_the_law_of_the_due_day_sets_the_interval_of_checks(examined: date, due: date, months: int) -> None:
    found = interval_due(BOOK, "health_check.interval_months", examined)
    assert found is not None
    assert (found[0], found[1].value) == (due, months)
    assert interval_due(BOOK, "no.such_rule", examined) is None


def test_periods_and_yearly_days() -> None:
    assert quarters(date(2026, 11, 22), 3) == [
        (date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 12, 31)),
    ]
    assert quarters(date(2027, 1, 1), 3) == [
        (date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 3, 31)),
    ]
    assert yearly("12-14", date(2026, 11, 22), HORIZON) == [date(2026, 12, 14)]
    assert yearly("01-15", date(2026, 12, 10), HORIZON) == [date(2027, 1, 15)]
    assert yearly("01-15", date(2027, 2, 20), HORIZON) == [date(2027, 1, 15), date(2028, 1, 15)]
    assert yearly("01-15", date(2027, 1, 15), HORIZON) == [date(2027, 1, 15)]
    assert yearly("06-14", date(2026, 11, 22), HORIZON) == [date(2027, 6, 14)]


@pytest.mark.parametrize(
    ("born", "years", "day"),
    [
        (date(2009, 3, 2), 18, date(2027, 3, 2)),
        (date(2008, 2, 29), 18, date(2026, 3, 1)),
        (date(2008, 2, 29), 20, date(2028, 2, 29)),
    ],
)
def test_the_day_somebody_comes_of_age(born: date, years: int, day: date) -> None:
    assert birthday(born, years) == day


K = TermEventKind


@pytest.mark.parametrize(
    ("kinds", "stopped"),
    [
        ([], None),
        ([K.ESCAPE], K.ESCAPE),
        ([K.ESCAPE, K.ESCAPE_RETURN], None),
        ([K.HOSPITAL], None),
        ([K.PRISON], K.PRISON),
        ([K.SUSPENSION, K.RETURN_ORDER], None),
        ([K.SUSPENSION, K.RETURN_ORDER, K.LATE_FROM_SUSPENSION], K.LATE_FROM_SUSPENSION),
        ([K.SUSPENSION, K.RETURN_ORDER, K.LATE_FROM_SUSPENSION, K.SUSPENSION_RETURN], None),
        ([K.FUNERAL_LEAVE, K.LATE_FROM_LEAVE], K.LATE_FROM_LEAVE),
        ([K.FUNERAL_LEAVE, K.LATE_FROM_LEAVE, K.FUNERAL_RETURN, K.FUNERAL_LEAVE], None),
    ],
)
def test_what_lets_a_term_stand_still(kinds: list[K], stopped: K | None) -> None:
    events = [TermStep(n, kind, NOW + timedelta(days=n), None) for n, kind in enumerate(kinds)]
    assert stopped_by(events) is stopped


def test_a_day_is_over_at_midnight() -> None:
    over = end_of_day(date(2026, 11, 22))
    assert over == datetime(2026, 11, 22, 17, tzinfo=UTC)
    assert is_whole_day(over)
    assert last_due_day(over) == date(2026, 11, 22)
    assert not is_whole_day(over - timedelta(minutes=1))


def test_closing_is_for_the_owner_and_the_director_and_once() -> None:
    check_close("open", "doctor", {"doctor"})
    check_close("open", "doctor", {"director"})
    for state, roles, code in (
        ("open", {"nurse"}, "duties.not_yours"),
        ("done", {"doctor"}, "duties.closed_before"),
    ):
        with pytest.raises(RuleViolation, match=code):
            check_close(state, "doctor", roles)
    check_reopen("done", "doctor", {"doctor"}, by_facts=False)
    for state, roles, facts, code in (
        ("done", {"nurse"}, False, "duties.not_yours"),
        ("open", {"doctor"}, False, "duties.still_open"),
        ("done", {"director"}, True, "duties.closed_by_facts"),
    ):
        with pytest.raises(RuleViolation, match=code):
            check_reopen(state, "doctor", roles, by_facts=facts)
    with pytest.raises(RuleViolation, match="done_in_future"):
        check_done_at(NOW + timedelta(seconds=1), NOW, NOW)
    with pytest.raises(RuleViolation, match="done_before_cause"):
        check_done_at(NOW - timedelta(seconds=1), NOW, NOW)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"happened_at": NOW + timedelta(minutes=1)}, "duties.case_in_future"),
        ({"requester": " "}, "duties.requester_missing"),
        ({"kind": "funeral_request", "has_stay": False}, "duties.stay_missing"),
        ({"act_days": 7}, "duties.act_days"),
        ({"act_days": None}, "duties.act_days"),
    ],
)
def test_a_case_says_what_its_clock_needs(change: dict[str, object], code: str) -> None:
    facts: dict[str, object] = {
        "kind": "data_request",
        "happened_at": NOW,
        "has_stay": True,
        "requester": "Bà Mẹ",
        "act_days": 10,
        "allowed_days": [10, 15, 20],
        "now": NOW,
    }

    def check(kind: str, happened_at: datetime, **rest: object) -> None:
        check_case(kind, happened_at, **rest)  # type: ignore[arg-type]

    check(**facts)  # type: ignore[arg-type]
    with pytest.raises(RuleViolation, match=code):
        check(**{**facts, **change})  # type: ignore[arg-type]
