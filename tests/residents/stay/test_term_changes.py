"""Whose last day would be another one: read in two statements, written as events with their cause."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select, text

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db
from center.legal.queries import parameter_book
from center.legal.rules import ParameterBook
from center.residents.commands import term_group
from center.residents.stay import refresh, term_changes
from center.residents.stay.models import Stay, StayKind, TermEvent, TermEventKind
from center.residents.stay.term_absences import suspend
from center.residents.stay.term_changes import changes_between, differences, recalculate
from center.residents.stay.term_decisions import exempt, reduce_term
from center.residents.stay.term_inputs import stay_terms
from center.residents.stay.terms import facts_of, record_term_event
from tests.residents.stay.conftest import Act, ends, last_day, morning, paper
from tests.support.statements import statements

TakeInUnder = Callable[..., int]
TODAY = date(2026, 11, 22)
K = TermEventKind


@pytest.fixture
def people(new_law: TakeInUnder, old_law: TakeInUnder, take_in: TakeInUnder, do: Act) -> dict[str, int]:
    """Somebody quiet, away for good, long in hospital, reduced, suspended, exempted, and in custody."""
    found = {name: new_law() for name in ("quiet", "away", "ill", "home", "free")}
    found |= {"reduced": old_law(), "custody": take_in(kind=StayKind.CUSTODY)}
    source = {"source": "test"}
    do(record_term_event, found["away"], K.ESCAPE, happened_at=morning("2026-11-10"), **source)
    do(record_term_event, found["ill"], K.HOSPITAL, happened_at=morning("2026-09-01"), **source)
    do(record_term_event, found["ill"], K.HOSPITAL_RETURN, happened_at=morning("2026-09-11"), **source)
    do(suspend, found["home"], paper("2026-11-01"), happened_at=morning("2026-11-02"))
    do(exempt, found["free"], paper("2026-11-01"), happened_at=morning("2026-11-02"))
    do(reduce_term, found["reduced"], paper("2026-06-20"), months=2, happened_at=morning("2026-06-22"))
    return found


def without_hospital() -> ParameterBook:
    """Return the rules as if hospital days did not count."""
    return ParameterBook(
        replace(row, value=False) if row.name == "term.hospital_counts" else row for row in parameter_book()
    )


def test_many_terms_are_read_in_two_statements_as_each_alone(app: Flask, people: dict[str, int]) -> None:
    db.session.rollback()
    parameter_book()
    with statements() as seen:
        found = {stay.stay_id: stay for stay in stay_terms()}
    assert len(seen) == 2
    assert list(found) == sorted(people.values())
    for stay_id in people.values():
        assert found[stay_id].facts == facts_of(db.session.get_one(Stay, stay_id))
    assert found[people["custody"]].facts is None
    running = [stay.stay_id for stay in stay_terms(Stay.ended_on.is_(None))]
    assert people["free"] not in running
    assert len(running) == len(people) - 1


def test_batches_are_smaller_than_a_ledger(
    app: Flask, people: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = list(stay_terms())
    monkeypatch.setattr("center.residents.stay.term_inputs.BATCH", 1)
    assert list(stay_terms()) == whole


def test_nothing_differs_until_a_day_passes(people: dict[str, int], clock: FixedClock) -> None:
    assert list(differences(on=TODAY)) == []
    (away,) = differences(on=date(2026, 11, 24))
    assert (away.stay_id, away.is_provisional) == (people["away"], True)
    # November 11 … 22 so far, 24 then
    assert (str(away.before), str(away.after)) == ("2028-08-12", "2028-08-14")
    clock.advance(days=2)
    assert refresh.refresh_last_days(clock.now()) == "1 last days moved"
    assert list(differences(on=date(2026, 11, 24))) == []
    assert len(ends(people["away"])) == 1, "an open absence is provisional, its days are no events"


def test_a_rule_about_to_change_names_the_stays_it_changes(people: dict[str, int]) -> None:
    (ill,) = changes_between(parameter_book(), without_hospital(), on=TODAY)
    # September 2 … 10 would not count: nine days
    assert (ill.stay_id, str(ill.before), str(ill.after)) == (people["ill"], "2028-07-31", "2028-08-09")
    missing = ParameterBook(row for row in parameter_book() if row.name != "term.hospital_counts")
    (faulty,) = changes_between(parameter_book(), missing, on=TODAY)
    assert (faulty.stay_id, faulty.after) == (people["ill"], None)
    assert "term.hospital_counts" in str(faulty.fault)


def test_a_changed_rule_is_an_event_with_its_cause(
    people: dict[str, int], monkeypatch: pytest.MonkeyPatch, clock: FixedClock, actor: Callable[[str], Actor]
) -> None:
    changed, who = without_hospital(), actor("director")
    monkeypatch.setattr(term_changes, "parameter_book", lambda: changed)
    done = recalculate(cause="Thông tư mới (mẫu)", actor=who, now=clock.now())
    assert done == (1, 0)
    assert last_day(people["ill"]) == "2028-08-09"
    assert ends(people["ill"])[-1] == ("recalculation", "2028-07-31", "2028-08-09")
    row = db.session.scalars(select(TermEvent).where(TermEvent.kind == K.RECALCULATION)).one()
    assert (row.reason, row.recorded_by_id) == ("Thông tư mới (mẫu)", who.id)
    assert recalculate(cause="Thông tư mới (mẫu)", actor=who, now=clock.now()) == (0, 0)


def test_check_prints_what_differs_and_fails(app: Flask, people: dict[str, int]) -> None:
    answer = app.test_cli_runner().invoke(term_group, ["check"])
    assert (answer.exit_code, answer.stdout) == (0, "")
    assert answer.stderr == "0 of 7 stays differ.\n"
    db.session.rollback()
    db.session.execute(
        text("UPDATE stays SET last_day = '2028-01-01' WHERE id = :id"), {"id": people["quiet"]}
    )
    db.session.execute(
        text(
            "INSERT INTO term_events (stay_id, kind, happened_at, on_day, source, reason, cancels, recorded_at) "
            "SELECT stay_id, 'escape_return', happened_at, on_day, source, reason, cancels, recorded_at "
            "FROM term_events WHERE stay_id = :id"
        ),
        {"id": people["reduced"]},
    )
    db.session.commit()
    answer = app.test_cli_runner().invoke(term_group, ["check"])
    assert answer.exit_code == 1
    head, quiet, broken = answer.stdout.splitlines()
    assert head.split("\t") == ["stay", "person", "stored", "computed", "why"]
    assert quiet.split("\t") == [str(people["quiet"]), "HV000001", "2028-01-01", "2028-07-31", ""]
    assert broken.startswith(f"{people['reduced']}\tHV000006\t2027-05-09\t-\tDòng «Được đưa trở lại")
    assert answer.stderr == "2 of 7 stays differ.\n"


def test_explain_prints_the_lines_and_the_end(app: Flask, people: dict[str, int]) -> None:
    run = app.test_cli_runner().invoke
    answer = run(term_group, ["explain", str(people["away"])])
    assert answer.exit_code == 0, answer.output
    assert "HV000002, đợt 1 (R2026), tính đến hết ngày 22/11/2026" in answer.stdout
    lines = [" ".join(line.split()) for line in answer.stdout.splitlines()]
    assert (
        "11/11/2026 22/11/2026 12 Bỏ trốn không được tính term.at_large_counts [V] "
        "Nghị định 163/2026/NĐ-CP, điều 107.4, 109.3" in lines
    )
    assert "Ngày đầu 01/08/2026, ngày cuối 12/08/2028 (tạm tính): Tạm ngừng tính." in lines
    # August 1 … November 10 = 31 + 30 + 31 + 10
    assert "Số ngày: cả thời hạn 731, đã tính 102, không tính 12, còn lại 629." in lines
    early = run(term_group, ["explain", "hv000002", "--on", "2026-11-09", "--json"])
    found = json.loads(early.stdout)
    assert (found["stay"], found["last_day"], found["state"]) == (people["away"], "2028-07-31", "running")
    assert found["days"]["counted"] == 101
    assert found["lines"][0] == {
        "kind": "term",
        "effect": "basis",
        "from": "2026-08-01",
        "to": "2028-07-31",
        "days": 731,
        "rule": "term.first_months",
        "article": "Luật 120/2025/QH15, điều 29.1",
        "confidence": "V",
    }
    for wrong, words in (
        ("4711", "no stay 4711"),
        ("HV9", "no stay HV9"),
        (str(people["custody"]), "in custody"),
    ):
        refused = run(term_group, ["explain", wrong])
        assert refused.exit_code == 1
        assert words in refused.stderr
