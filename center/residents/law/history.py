"""The rows of one parameter with what they superseded, and what releases say instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from center.db import db
from center.errors import NotFound
from center.legal.changes import Change
from center.legal.loading import content_of
from center.legal.models import LegalParameter
from center.legal.queries import counting, open_offers, rows_of
from center.legal.rules import Parameter, ParameterBook
from center.residents.duty.models import Duty, DutyState
from center.residents.duty.registry import kind_of
from center.residents.law.queries import Line, line_of
from center.residents.law.values import said, validity

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Chain:
    """One row with everything it superseded."""

    newest: LegalParameter
    line: Line
    earlier: tuple[LegalParameter, ...]
    """Newest first."""

    @property
    def counts(self) -> bool:
        """False for a row that was taken back."""
        return not self.newest.cancels

    @property
    def is_own(self) -> bool:
        """True when the center added the row itself: it may take it back."""
        return all(row.shipped_revision is None for row in (self.newest, *self.earlier))


@dataclass(frozen=True, slots=True)
class Offer:
    """What a release says instead of the center's own word."""

    offered: Line
    held: Line | None
    """The center's row of the same first day; None where the release brings a new one."""


def chains(name: str, on: date) -> list[Chain]:
    """Return every row of a parameter with what it superseded, by rule set and day. Raises NotFound."""
    stored = rows_of(name)
    if not stored:
        raise NotFound(f"no parameter {name!r}")
    by_id = {row.id: row for row in stored}
    superseded = {row.supersedes_id for row in stored}
    found = []
    for row in stored:
        if row.id in superseded or row.offered:
            continue
        earlier = []
        previous = by_id.get(row.supersedes_id or 0)
        while previous is not None:
            earlier.append(previous)
            previous = by_id.get(previous.supersedes_id or 0)
        found.append(Chain(row, line_of(row.as_parameter(), on), tuple(earlier)))
    return sorted(found, key=lambda chain: (chain.newest.rule_set, chain.newest.valid_from))


def offers(stored: Sequence[LegalParameter], on: date) -> dict[str, list[Offer]]:
    """Return what releases say instead of the center's word, by name; not what the center came to say too."""
    live = {(row.name, row.rule_set, row.valid_from): row for row in counting(stored)}
    found: defaultdict[str, list[Offer]] = defaultdict(list)
    for row in open_offers(stored):
        held = live.get((row.name, row.rule_set, row.valid_from))
        content = row.as_parameter()
        if held is not None and content_of(held.as_parameter()) == content_of(content):
            continue
        found[row.name].append(
            Offer(line_of(content, on), line_of(held.as_parameter(), on) if held else None)
        )
    return dict(found)


def open_duties(found: Sequence[Chain]) -> list[tuple[str, int]]:
    """Return which kinds of open duties were counted from the rows of ``found``, and how many; one statement."""
    ids = {row.id for chain in found for row in (chain.newest, *chain.earlier)}
    rows = db.session.execute(
        select(Duty.kind, func.count())
        .where(Duty.parameter_id.in_(ids), Duty.state == DutyState.OPEN)
        .group_by(Duty.kind)
        .order_by(Duty.kind)
    )
    return [(str(kind_of(kind).label), count) for kind, count in rows]


def is_withdrawable(row: Parameter, stored: Sequence[LegalParameter]) -> bool:
    """Tell whether the center added ``row`` itself: nothing that was shipped stands behind it."""
    by_id = {known.id: known for known in stored}
    known = by_id.get(row.row_id or 0)
    while known is not None and known.supersedes_id is not None:
        known = by_id.get(known.supersedes_id)
    return known is not None and known.shipped_revision is None


def closed_for(
    row: Parameter, stored: Sequence[LegalParameter], book: ParameterBook
) -> tuple[Parameter | None, date | None]:
    """Return the row that was closed on the eve of ``row`` to make room for it, and the last day it had before.

    Nothing when the row before ended by itself.
    """
    by_id = {known.id: known for known in stored}
    for other in book:
        if (other.name, other.rule_set) != (row.name, row.rule_set) or other.valid_to != row.valid_from - DAY:
            continue
        previous = by_id.get(by_id[other.row_id].supersedes_id or 0) if other.row_id in by_id else None
        while previous is not None and previous.valid_to == other.valid_to:
            previous = by_id.get(previous.supersedes_id or 0)
        if previous is not None and other.of_center:
            return other, previous.valid_to
    return None, None


def said_before_and_after(change: Change, book: ParameterBook) -> list[tuple[str, str]]:
    """Return what each touched row said and what it will say, with its days; empty where nothing did or will."""
    by_id = {row.row_id: row for row in book}
    found = []
    for revision in change.revisions:
        held = by_id.get(revision.row_id) if revision.row_id is not None else None
        found.append((_with_days(held), _with_days(revision.content)))
    return found


def _with_days(row: Parameter | None) -> str:
    return f"{said(row)}, {validity(row)}" if row else ""
