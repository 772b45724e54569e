"""Reading the parameters, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, scoped_session

from center.db import db
from center.legal.models import LegalParameter
from center.legal.queries import forget_parameter_book, parameter_book
from center.legal.rules import Basis, Confidence, RuleSet
from center.legal.service import load_parameters
from center.legal.values import ValueKind
from tests.support.statements import statements

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def a_row(**changes: object) -> LegalParameter:
    columns: dict[str, object] = {
        "name": "visit.test",
        "value_kind": ValueKind.INT,
        "value": "1",
        "basis": Basis.CALENDAR,
        "valid_from": date(2022, 1, 1),
        "source": "thử",
        "confidence": Confidence.PROPOSED,
        "recorded_at": AT,
    }
    return LegalParameter(**columns | changes)


def test_the_book_costs_one_select_per_context(app: Flask) -> None:
    with statements() as seen:
        first = parameter_book()
        again = parameter_book()

    assert first is again
    assert len([statement for statement in seen if "legal_parameters" in statement]) == 1
    assert first.value_int("term.first_months", on=date(2026, 8, 1), rule_set=RuleSet.R2026) == 24
    row = first.find("term.first_months", date(2026, 8, 1), RuleSet.R2026)
    assert db.session.get_one(LegalParameter, row.row_id).source == row.source


def test_a_superseded_row_no_longer_counts(session: scoped_session[Session]) -> None:
    first = a_row()
    session.add(first)
    session.flush()
    session.add(a_row(value="2", revision=2, supersedes_id=first.id))
    session.flush()

    forget_parameter_book()
    assert parameter_book().value_int("visit.test", on=date(2026, 1, 1)) == 2


def test_a_load_makes_the_book_be_read_anew(session: scoped_session[Session]) -> None:
    before = parameter_book()

    load_parameters(session, at=AT)

    assert parameter_book() is not before
    assert list(parameter_book()) == list(before)


@pytest.mark.parametrize(
    "faulty",
    [
        {"valid_to": date(2021, 12, 31)},
        {"basis": Basis.STAY},
        {"confirmed_by": "Nguyễn Thị Hoa"},
        {"confirmed_on": date(2026, 1, 1)},
        {"revision": 0},
    ],
)
def test_the_database_refuses_a_faulty_row(
    session: scoped_session[Session], faulty: dict[str, object]
) -> None:
    session.add(a_row(**faulty))

    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_the_database_refuses_the_same_revision_twice(session: scoped_session[Session]) -> None:
    session.add_all([a_row(), a_row(value="2")])

    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
