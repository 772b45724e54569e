"""Loading, on a database that holds nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from center.errors import RuleViolation
from center.legal.catalogue import shipped_parameters
from center.legal.changes import Change, Revision
from center.legal.models import LegalParameter
from center.legal.queries import counting, open_offers, stored_rows
from center.legal.rules import Confidence, OverlappingParameters, Parameter, ParameterBook
from center.legal.service import (
    LoadResult,
    ParameterChanged,
    confirm_rows,
    load_parameters,
    settle_offers,
    write_change,
)
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
    confirm_all(empty)

    assert load(empty, VISIT) == LoadResult(added=0, unchanged=1)
    assert [(row.confirmed_by, row.confirmed_where, row.is_verified) for row in live(empty)] == [
        ("Nguyễn Thị Hoa", "Công báo", True)
    ]


# --- a center that has its own word ------------------------------------------------------------

OPEN_VISIT = replace(VISIT, valid_to=None)


def own_word(session: Session, row: Parameter, **changes: object) -> None:
    """Correct ``row`` as the center does."""
    held = next(known for known in counting(stored_rows(session)) if known.valid_from == row.valid_from)
    content = replace(row, of_center=True, **changes)  # type: ignore[arg-type]
    write_change(
        session,
        Change(row.name, (Revision(held.id, content),)),
        reason="Đối chiếu Công báo",
        recorded_by="Mai Thị Quyết",
        at=AT,
    )


def confirm_all(session: Session) -> None:
    confirm_rows(
        session,
        [row.id for row in counting(stored_rows(session))],
        confirmed_by="Nguyễn Thị Hoa",
        confirmed_on=date(2026, 11, 20),
        where="Công báo",
        recorded_by="Mai Thị Quyết",
        at=AT,
    )


def waiting(session: Session) -> list[object]:
    return [row.as_parameter().value for row in open_offers(stored_rows(session))]


def test_a_release_never_replaces_the_centers_word_but_offers_its_own(empty: Session) -> None:
    load(empty, OPEN_VISIT)
    own_word(empty, OPEN_VISIT, value=100)
    newer = replace(OPEN_VISIT, value=90, revision=2)

    assert load(empty, newer) == LoadResult(added=0, unchanged=0, offered=1)
    assert [row.value for row in live(empty)] == [100]
    assert waiting(empty) == [90]
    assert load(empty, newer) == LoadResult(added=0, unchanged=1), "offered once"


def test_a_confirmed_row_is_the_centers_word_too(empty: Session) -> None:
    load(empty, OPEN_VISIT)
    confirm_all(empty)

    assert load(empty, replace(OPEN_VISIT, value=90, revision=2)).offered == 1
    assert [(row.value, row.confirmed_by) for row in live(empty)] == [(120, "Nguyễn Thị Hoa")]


def test_a_release_may_close_a_confirmed_row_and_bring_its_successor(empty: Session) -> None:
    load(empty, OPEN_VISIT)
    confirm_all(empty)

    assert load(empty, replace(VISIT, revision=2), SHORTER_VISIT) == LoadResult(added=2, unchanged=0)
    assert [(row.value, row.valid_to, row.confirmed_by) for row in live(empty)] == [
        (120, date(2026, 6, 30), "Nguyễn Thị Hoa"),
        (45, None, ""),
    ]


def test_rows_in_the_way_of_the_centers_own_become_offers_together(empty: Session) -> None:
    """The center learnt of the new law first, and typed it with another first day."""
    load(empty, OPEN_VISIT)
    own = replace(SHORTER_VISIT, valid_from=date(2026, 8, 1), of_center=True)
    held = counting(stored_rows(empty))[0]
    closed = replace(OPEN_VISIT, valid_to=date(2026, 7, 31))
    change = Change(own.name, (Revision(None, own), Revision(held.id, closed)))
    write_change(empty, change, reason="Luật mới", recorded_by="Mai Thị Quyết", at=AT)

    assert load(empty, replace(VISIT, revision=2), SHORTER_VISIT).offered == 2
    assert {(row.value, row.valid_from) for row in live(empty)} == {
        (120, date(2022, 1, 1)),
        (45, date(2026, 8, 1)),
    }


def test_nothing_is_offered_when_the_center_said_the_same_first(empty: Session) -> None:
    load(empty, OPEN_VISIT)
    own_word(empty, OPEN_VISIT, value=90)

    assert load(empty, replace(OPEN_VISIT, value=90, revision=2)) == LoadResult(added=0, unchanged=1)
    assert waiting(empty) == []


def test_a_row_the_center_moved_to_another_day_does_not_come_back(empty: Session) -> None:
    load(empty, OPEN_VISIT)
    own_word(empty, OPEN_VISIT, valid_from=date(2022, 2, 1))

    assert load(empty, replace(OPEN_VISIT, note="khác", revision=2)).offered == 1
    assert [row.valid_from for row in live(empty)] == [date(2022, 2, 1)]


def test_a_later_offer_takes_the_place_of_the_one_that_waits_and_can_be_settled(empty: Session) -> None:
    load(empty, OPEN_VISIT)
    own_word(empty, OPEN_VISIT, value=100)
    load(empty, replace(OPEN_VISIT, value=90, revision=2))
    load(empty, replace(OPEN_VISIT, value=95, revision=3))
    assert waiting(empty) == [95]

    settle_offers(empty, VISIT.name, reason="Giữ", recorded_by="Mai Thị Quyết", at=AT)
    assert waiting(empty) == []
    assert [row.value for row in live(empty)] == [100]
    assert load(empty, replace(OPEN_VISIT, value=95, revision=3)) == LoadResult(added=0, unchanged=1)


def test_a_row_taken_back_no_longer_counts_and_a_release_may_bring_it(empty: Session) -> None:
    load(empty, VISIT)
    added = replace(SHORTER_VISIT, of_center=True)
    (row,) = write_change(
        empty, Change(VISIT.name, (Revision(None, added),)), reason="x", recorded_by="y", at=AT
    )
    write_change(empty, Change(VISIT.name, (Revision(row.id, None),)), reason="nhầm", recorded_by="y", at=AT)
    assert live(empty) == [VISIT]

    assert load(empty, VISIT, SHORTER_VISIT) == LoadResult(added=1, unchanged=1)
    assert [(row.value, row.of_center) for row in live(empty)] == [(120, False), (45, False)]


def test_a_row_that_was_superseded_meanwhile_cannot_be_confirmed(empty: Session) -> None:
    load(empty, OPEN_VISIT)
    first = counting(stored_rows(empty))[0].id
    confirm_all(empty)

    with pytest.raises(RuleViolation, match=r"law\.row_superseded"):
        confirm_rows(
            empty,
            [first],
            confirmed_by="x",
            confirmed_on=date(2026, 11, 20),
            where="y",
            recorded_by="z",
            at=AT,
        )
