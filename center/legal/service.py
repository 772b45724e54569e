"""Adding dated parameters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from center.clock import clock
from center.errors import CenterError
from center.legal.catalogue import shipped_parameters
from center.legal.models import LegalParameter
from center.legal.queries import AnySession, counting, forget_parameter_book, stored_rows
from center.legal.rules import Parameter, ParameterBook
from center.legal.values import ValueKind, kind_of, to_text


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load did, in rows."""

    added: int
    unchanged: int


class ParameterChanged(CenterError):
    """The file says something else than a stored row of the same revision; nothing was loaded."""


def load_parameters(
    session: AnySession,
    parameters: Iterable[Parameter] | None = None,
    *,
    at: datetime | None = None,
) -> LoadResult:
    """Add the rows of ``parameters`` (default: those that ship with the product) that are not stored yet.

    ``at`` is when they are recorded (default: the application's clock). A row of a higher revision
    supersedes the stored one with the same name, rule set and first day. Loading twice adds nothing.
    Raises ParameterChanged when a stored row would have to change silently, and OverlappingParameters
    when two rows would then answer the same question.
    """
    shipped = shipped_parameters() if parameters is None else tuple(parameters)
    stored = stored_rows(session)
    by_revision = {(*_key(row), row.revision): row for row in stored}
    live = {_key(row): row for row in counting(stored)}

    new: list[Parameter] = []
    unchanged = 0
    changed: list[str] = []
    for row in shipped:
        same = by_revision.get((*_key(row), row.revision))
        newest = live.get(_key(row))
        if same is not None and _content(same.as_parameter()) == _content(row):
            unchanged += 1
        elif same is not None or (newest is not None and newest.revision > row.revision):
            changed.append(f"{row.name} [{row.rule_set or 'any'}] from {row.valid_from}")
        else:
            new.append(row)
    if changed:
        raise ParameterChanged(
            "these rows differ from the stored ones of the same or a later revision; "
            f"write a correction with a higher revision instead: {'; '.join(changed)}"
        )

    replaced = {_key(row) for row in new}
    kept = [row.as_parameter() for key, row in live.items() if key not in replaced]
    ParameterBook([*kept, *new])  # refuses overlaps before anything is written
    recorded_at = at or clock().now()
    session.add_all(_stored(row, live.get(_key(row)), recorded_at) for row in new)
    session.flush()
    forget_parameter_book()
    return LoadResult(added=len(new), unchanged=unchanged)


def _key(row: Parameter | LegalParameter) -> tuple[str, str, object]:
    return row.name, str(row.rule_set or ""), row.valid_from


def _content(row: Parameter) -> tuple[Parameter, ValueKind]:
    """Return what the file can say about a row: not its key in the database, not who confirmed it.

    With the kind of its value, because Python holds 1 and True for equal.
    """
    return replace(row, row_id=None, confirmed_by="", confirmed_on=None), kind_of(row.value)


def _stored(row: Parameter, previous: LegalParameter | None, recorded_at: datetime) -> LegalParameter:
    return LegalParameter(
        name=row.name,
        value_kind=kind_of(row.value),
        value=to_text(row.value),
        unit=row.unit,
        rule_set=str(row.rule_set or ""),
        basis=row.basis,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        confidence=row.confidence,
        note=row.note,
        revision=row.revision,
        supersedes_id=previous.id if previous else None,
        recorded_at=recorded_at,
    )
