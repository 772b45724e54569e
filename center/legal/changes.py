"""What the center wants to change in the book, checked before anything is computed from it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from center.errors import RuleViolation
from center.legal.rules import (
    FIRST_DECISION,
    LAST_DECISION,
    Basis,
    Confidence,
    Parameter,
    ParameterBook,
    RuleSet,
    Value,
)
from center.legal.values import ValueKind, kind_of

DAY = timedelta(days=1)
_PAIRS = ((".min", ".max"), (".min_months", ".max_months"), ("_min", "_max"))
"""Endings of names whose values are a least and a greatest of the same thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A value as somebody typed it."""

    name: str
    rule_set: RuleSet | None
    value: Value
    unit: str
    valid_from: date
    valid_to: date | None
    """Last day; None while nobody knows one."""
    source: str
    confidence: Confidence
    note: str = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None
    confirmed_where: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """One row to write."""

    row_id: int | None
    """The row it supersedes; None for a new one."""
    content: Parameter | None
    """None takes the superseded row back."""


@dataclass(frozen=True, slots=True)
class Change:
    """One act on the book; the row that was meant comes first."""

    name: str
    revisions: tuple[Revision, ...]

    @property
    def rows(self) -> tuple[Parameter, ...]:
        """What the new rows say, without those taken back."""
        return tuple(revision.content for revision in self.revisions if revision.content is not None)

    def applied(self, book: ParameterBook) -> ParameterBook:
        """Return ``book`` as it will be."""
        replaced = {revision.row_id for revision in self.revisions if revision.row_id is not None}
        return ParameterBook([*(row for row in book if row.row_id not in replaced), *self.rows])

    def touched(self, book: ParameterBook) -> tuple[Parameter, ...]:
        """Return every row of ``book`` that goes and every one that comes."""
        replaced = {revision.row_id for revision in self.revisions if revision.row_id is not None}
        return (*(row for row in book if row.row_id in replaced), *self.rows)


def add(book: ParameterBook, draft: Draft) -> Change:
    """Return the change that puts ``draft`` into the book.

    An open row that is in force on its first day ends the day before, by a revision of its own. Raises
    RuleViolation ``law.…`` naming the field at fault.
    """
    new = _checked(book, draft)
    siblings = _siblings(book, new)
    if any(row.valid_from == new.valid_from for row in siblings):
        raise RuleViolation("law.same_first_day", field="valid_from", day=new.valid_from)
    closing = [row for row in siblings if row.valid_from < new.valid_from and row.valid_to is None]
    kept = [row for row in siblings if row not in closing]
    _refuse_overlap(new, kept)
    revisions = [Revision(None, new)]
    revisions += [Revision(row.row_id, replace(row, valid_to=new.valid_from - DAY)) for row in closing]
    return _fitting(book, Change(new.name, tuple(revisions)))


def correct(book: ParameterBook, row: Parameter, draft: Draft) -> Change:
    """Return the change that says instead of ``row`` what ``draft`` says. Raises RuleViolation ``law.…``."""
    new = _checked(book, draft)
    if _said(new) == _said(row):
        raise RuleViolation("law.nothing_changed")
    _refuse_overlap(new, [other for other in _siblings(book, new) if other.row_id != row.row_id])
    return _fitting(book, Change(new.name, (Revision(row.row_id, new),)))


def withdraw(
    book: ParameterBook, row: Parameter, *, closed: Parameter | None, as_before: date | None
) -> Change:
    """Return the change that takes back ``row``, which the center added.

    ``closed`` is the row that was closed to make room for it, and ``as_before`` the last day it had then.
    Raises RuleViolation ``law.…``.
    """
    revisions = [Revision(row.row_id, None)]
    if closed is not None:
        revisions.append(Revision(closed.row_id, replace(closed, valid_to=as_before)))
        others = [other for other in _siblings(book, row) if other.row_id not in {row.row_id, closed.row_id}]
        _refuse_overlap(replace(closed, valid_to=as_before), others)
    return Change(row.name, tuple(revisions))


def take_over(book: ParameterBook, offers: Iterable[Parameter]) -> Change:
    """Return the change that puts what a release offered in the place of the center's own rows.

    Raises RuleViolation ``law.overlap`` where rows of the center would still be in the way.
    """
    offered = tuple(offers)
    keys = {(row.rule_set, row.valid_from): row for row in book if row.name == offered[0].name}
    revisions = []
    for offer in offered:
        held = keys.pop((offer.rule_set, offer.valid_from), None)
        revisions.append(Revision(held.row_id if held else None, replace(offer, row_id=None)))
    for offer in offered:
        _refuse_overlap(offer, [row for row in keys.values() if row.rule_set == offer.rule_set])
    return Change(offered[0].name, tuple(revisions))


def units_of(book: ParameterBook, kind: ValueKind) -> frozenset[str]:
    """Return the units the book knows for values of ``kind``."""
    return frozenset(row.unit for row in book if kind_of(row.value) is kind)


def gaps_after(book: ParameterBook, change: Change, since: date) -> tuple[tuple[date, date | None], ...]:
    """Return the stretches from ``since`` on in which a rule would be missing that ``book`` has now.

    Each is a first and a last day; None for one that does not end.
    """
    after = change.applied(book)
    found: list[tuple[date, date | None]] = []
    for rule_set in {row.rule_set for row in change.touched(book)}:
        held = _of(book, change.name, rule_set)
        stays = _of(after, change.name, rule_set)
        for first, last in _holes(stays, since):
            if any(_meet(row, first, last) for row in held):
                found.append((first, last))
    return tuple(sorted(found))


def _holes(rows: Collection[Parameter], since: date) -> list[tuple[date, date | None]]:
    ordered = sorted(rows, key=lambda row: row.valid_from)
    if not ordered:
        return [(since, None)]
    found: list[tuple[date, date | None]] = []
    if ordered[0].valid_from > since:
        found.append((since, ordered[0].valid_from - DAY))
    for earlier, later in pairwise(ordered):
        if earlier.valid_to is not None and earlier.valid_to + DAY < later.valid_from:
            found.append((max(since, earlier.valid_to + DAY), later.valid_from - DAY))
    if (end := ordered[-1].valid_to) is not None:
        found.append((max(since, end + DAY), None))
    return [(first, last) for first, last in found if last is None or first <= last]


def _checked(book: ParameterBook, draft: Draft) -> Parameter:
    """Return ``draft`` as a row, after the checks that need no other row of its own time."""
    like = _of(book, draft.name, draft.rule_set)
    if not like:
        raise RuleViolation("law.unknown_name", field="name", name=draft.name)
    pattern = like[-1]
    _check_value(draft, like)
    known = units_of(book, kind_of(draft.value))
    if draft.unit not in known or (pattern.unit and not draft.unit):
        raise RuleViolation("law.unknown_unit", field="unit", unit=draft.unit)
    if not draft.source.strip():
        raise RuleViolation("law.source_missing", field="source")
    if draft.valid_to is not None and draft.valid_to < draft.valid_from:
        raise RuleViolation(
            "law.end_before_start", field="valid_to", first=draft.valid_from, last=draft.valid_to
        )
    first, last = _span(like, pattern)
    if draft.valid_from < first:
        raise RuleViolation("law.before_the_law", field="valid_from", first=first)
    if last is not None and draft.valid_from > last:
        raise RuleViolation("law.never_applies", field="valid_from", rule_set=draft.rule_set, last=last)
    end = draft.valid_to if last is None else min(draft.valid_to or last, last)
    return Parameter(
        name=draft.name,
        value=draft.value,
        unit=draft.unit,
        rule_set=draft.rule_set,
        basis=pattern.basis,
        valid_from=draft.valid_from,
        valid_to=end,
        source=draft.source.strip(),
        confidence=draft.confidence,
        note=draft.note.strip(),
        confirmed_by=draft.confirmed_by,
        confirmed_on=draft.confirmed_on,
        confirmed_where=draft.confirmed_where,
        of_center=True,
    )


def _check_value(draft: Draft, like: Collection[Parameter]) -> None:
    if {kind_of(row.value) for row in like} != {kind_of(draft.value)}:
        raise RuleViolation("law.wrong_kind", field="value")
    if draft.value in ("", ()):
        raise RuleViolation("law.value_missing", field="value")
    number = draft.value
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        return
    signed = any(isinstance(row.value, int | Decimal) and row.value < 0 for row in like)
    if number < 0 and not signed:
        raise RuleViolation("law.value_negative", field="value")
    if draft.unit == "ratio" and number > 1:
        raise RuleViolation("law.ratio_above_one", field="value")


def _span(like: Collection[Parameter], pattern: Parameter) -> tuple[date, date | None]:
    """Return the first day a row of this name can have, and the last one; None for no limit."""
    first = min(row.valid_from for row in like)
    if pattern.basis is not Basis.STAY or pattern.rule_set is None:
        return first, None
    return max(first, FIRST_DECISION[pattern.rule_set]), LAST_DECISION.get(pattern.rule_set)


def _refuse_overlap(new: Parameter, others: Iterable[Parameter]) -> None:
    for row in others:
        if _meet(row, new.valid_from, new.valid_to):
            raise RuleViolation(
                "law.overlap",
                field="valid_from",
                first=row.valid_from,
                last=row.valid_to or date.max,
                is_open=row.valid_to is None,
                source=row.source,
            )


def _fitting(book: ParameterBook, change: Change) -> Change:
    """Refuse a least that would be above its greatest on the first day of a new row."""
    after = change.applied(book)
    for row in change.rows:
        for low_end, high_end in _PAIRS:
            for own, other in ((low_end, high_end), (high_end, low_end)):
                if not row.name.endswith(own):
                    continue
                partner = after.find_or_none(row.name.removesuffix(own) + other, row.valid_from, row.rule_set)
                if partner is None:
                    continue
                low, high = (row, partner) if own == low_end else (partner, row)
                if low.value > high.value:  # type: ignore[operator]  # both are numbers of one kind
                    raise RuleViolation("law.least_above_greatest", field="value", other=partner.value)
    return change


def _of(book: ParameterBook, name: str, rule_set: RuleSet | None) -> tuple[Parameter, ...]:
    return tuple(row for row in book if row.name == name and row.rule_set == rule_set)


def _siblings(book: ParameterBook, new: Parameter) -> tuple[Parameter, ...]:
    return _of(book, new.name, new.rule_set)


def _meet(row: Parameter, first: date, last: date | None) -> bool:
    return (last is None or row.valid_from <= last) and (row.valid_to is None or first <= row.valid_to)


def _said(row: Parameter) -> tuple[object, ...]:
    return (
        kind_of(row.value), row.value, row.unit, row.valid_from, row.valid_to, row.source, row.confidence,
        row.note, row.confirmed_on,
    )  # fmt: skip
