"""Loading, on a database that holds nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from center.legal.catalogue import shipped_parameters
from center.legal.models import LegalParameter
from center.legal.queries import counting, stored_rows
from center.legal.rules import Confidence, OverlappingParameters, Parameter, ParameterBook
from center.legal.service import LoadResult, ParameterChanged, load_parameters
from tests.legal.support import SHORTER_VISIT, VISIT

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


@pytest.fixture
def empty() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    LegalParameter.metadata.create_all(engine, tables=[LegalParameter.metadata.tables["legal_parameters"]])
    with Session(engine) as session:
        yield session
    engine.dispose()


def load(session: Session, *rows: Parameter) -> LoadResult:
    return load_parameters(session, rows, at=AT)


def live(session: Session) -> list[Parameter]:
    session.expire_all()
    return [replace(row.as_parameter(), row_id=None) for row in counting(stored_rows(session))]


def test_the_whole_release_is_stored_and_read_back(empty: Session) -> None:
    shipped = shipped_parameters()

    assert load(empty, *shipped) == LoadResult(added=len(shipped), unchanged=0)
    assert list(ParameterBook(live(empty))) == list(ParameterBook(shipped))


def test_loading_again_changes_nothing(empty: Session) -> None:
    load(empty, *shipped_parameters())

    assert load(empty, *shipped_parameters()) == LoadResult(added=0, unchanged=len(shipped_parameters()))


def test_a_new_row_is_added_beside_the_old_ones(empty: Session) -> None:
    load(empty, VISIT)

    assert load(empty, VISIT, SHORTER_VISIT) == LoadResult(added=1, unchanged=1)
    assert live(empty) == [VISIT, SHORTER_VISIT]


@pytest.mark.parametrize(
    "changed",
    [
        replace(VISIT, value=90),
        replace(VISIT, value=True),
        replace(VISIT, unit="hour"),
        replace(VISIT, valid_to=None),
        replace(VISIT, source="Nghị định 116/2021/NĐ-CP, điều 70"),
        replace(VISIT, confidence=Confidence.MEMORY),
        replace(VISIT, note="khác"),
    ],
)
def test_a_silent_change_is_refused_and_nothing_is_loaded(empty: Session, changed: Parameter) -> None:
    load(empty, replace(VISIT, value=1))

    with pytest.raises(ParameterChanged, match=r"visit\.max_minutes \[any\] from 2022-01-01"):
        load(empty, changed, SHORTER_VISIT)

    assert live(empty) == [replace(VISIT, value=1)]


def test_a_higher_revision_supersedes_and_the_old_row_stays(empty: Session) -> None:
    load(empty, replace(VISIT, valid_to=None))
    closed = replace(VISIT, revision=2)

    assert load(empty, closed, SHORTER_VISIT) == LoadResult(added=2, unchanged=0)

    assert live(empty) == [closed, SHORTER_VISIT]
    assert [(row.revision, row.supersedes_id) for row in stored_rows(empty)] == [(1, None), (2, 1), (1, None)]
    # a fresh center never saw the first revision
    assert load(empty, closed, SHORTER_VISIT) == LoadResult(added=0, unchanged=2)


def test_an_older_revision_does_not_come_back(empty: Session) -> None:
    load(empty, replace(VISIT, revision=3))

    with pytest.raises(ParameterChanged):
        load(empty, replace(VISIT, revision=2))


def test_rows_that_would_overlap_are_refused_before_they_are_written(empty: Session) -> None:
    load(empty, replace(VISIT, valid_to=None))

    with pytest.raises(OverlappingParameters):
        load(empty, replace(VISIT, valid_to=None), SHORTER_VISIT)

    assert live(empty) == [replace(VISIT, valid_to=None)]


def test_a_confirmed_row_is_the_same_row(empty: Session) -> None:
    load(empty, VISIT)
    row = stored_rows(empty)[0]
    empty.add(
        LegalParameter(
            name=row.name,
            value_kind=row.value_kind,
            value=row.value,
            unit=row.unit,
            basis=row.basis,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            source=row.source,
            confidence=row.confidence,
            revision=2,
            supersedes_id=row.id,
            confirmed_by="Nguyễn Thị Hoa",
            confirmed_on=date(2026, 11, 20),
            recorded_at=AT,
        )
    )
    empty.flush()

    assert load(empty, VISIT) == LoadResult(added=0, unchanged=1)
    assert [(row.confirmed_by, row.is_verified) for row in live(empty)] == [("Nguyễn Thị Hoa", True)]
