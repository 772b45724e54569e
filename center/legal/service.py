"""Adding dated parameters: those of a release, and the center's own word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from center.clock import clock
from center.errors import CenterError, RuleViolation
from center.legal.catalogue import shipped_parameters
from center.legal.changes import Change
from center.legal.loading import compare, key_of
from center.legal.models import LegalParameter
from center.legal.queries import AnySession, counting, forget_parameter_book, open_offers, stored_rows
from center.legal.rules import Parameter
from center.legal.values import kind_of, to_text


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load did, in rows."""

    added: int
    unchanged: int
    offered: int = 0
    """Rows that differ from the center's own word and wait for somebody to look at them."""


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
    supersedes the stored one with the same name, rule set and first day, unless the center has its own word
    there: then it is kept as an offer (``loading``). Loading twice adds nothing.
    Raises ParameterChanged when a shipped row would have to change silently, and OverlappingParameters
    when two shipped rows would then answer the same question: faults of the release, never of the center.
    """
    shipped = shipped_parameters() if parameters is None else tuple(parameters)
    release = compare(shipped, stored_rows(session))
    if release.changed:
        raise ParameterChanged(
            "these rows differ from the stored ones of the same or a later revision; "
            f"write a correction with a higher revision instead: {'; '.join(release.changed)}"
        )
    recorded_at = at or clock().now()
    for arrival in release.arrivals:
        row = _row(arrival.content, revision=arrival.revision, recorded_at=recorded_at)
        row.supersedes_id = arrival.supersedes_id
        row.shipped_revision = arrival.shipped_revision
        row.offered = arrival.offered
        session.add(row)
    session.flush()
    forget_parameter_book()
    offered = sum(arrival.offered for arrival in release.arrivals)
    return LoadResult(len(release.arrivals) - offered, release.unchanged, offered)


def write_change(
    session: AnySession,
    change: Change,
    *,
    reason: str,
    recorded_by: str,
    client_id: str | None = None,
    at: datetime,
) -> list[LegalParameter]:
    """Write the rows of ``change`` as the center's own; return them in its order, flushed."""
    stored = stored_rows(session)
    by_id = {row.id: row for row in stored}
    newest = _newest_revisions(stored)
    written = []
    for number, revision in enumerate(change.revisions):
        previous = None if revision.row_id is None else by_id[revision.row_id]
        content = revision.content or _kept(previous)
        row = _row(content, revision=newest.get(key_of(content), 0) + 1, recorded_at=at)
        newest[key_of(content)] = row.revision
        row.supersedes_id = revision.row_id
        row.cancels = revision.content is None
        row.reason, row.recorded_by = reason, recorded_by
        row.client_id = client_id if number == 0 else None
        written.append(row)
    session.add_all(written)
    session.flush()
    forget_parameter_book()
    return written


def confirm_rows(
    session: AnySession,
    row_ids: Collection[int],
    *,
    confirmed_by: str,
    confirmed_on: date,
    where: str,
    recorded_by: str,
    at: datetime,
) -> list[LegalParameter]:
    """Write for each of ``row_ids`` that ``confirmed_by`` compared it with the official text on ``confirmed_on``.

    ``where`` is the copy that was read. Raises RuleViolation when a row no longer counts.
    """
    stored = stored_rows(session)
    live = {row.id: row for row in counting(stored)}
    newest = _newest_revisions(stored)
    written = []
    for row_id in sorted(set(row_ids)):
        held = live.get(row_id)
        if held is None:
            raise RuleViolation("law.row_superseded", field="rows")
        content = replace(
            held.as_parameter(), confirmed_by=confirmed_by, confirmed_on=confirmed_on, confirmed_where=where
        )
        row = _row(content, revision=newest[key_of(held)] + 1, recorded_at=at)
        newest[key_of(held)] = row.revision
        row.supersedes_id, row.recorded_by = held.id, recorded_by
        written.append(row)
    session.add_all(written)
    session.flush()
    forget_parameter_book()
    return written


def settle_offers(
    session: AnySession, name: str, *, reason: str, recorded_by: str, at: datetime
) -> list[LegalParameter]:
    """Write that somebody has decided about what releases offered for ``name``; return the offers."""
    stored = stored_rows(session)
    newest = _newest_revisions(stored)
    offers = [row for row in open_offers(stored) if row.name == name]
    for offer in offers:
        newest[key_of(offer)] += 1
        row = _row(offer.as_parameter(), revision=newest[key_of(offer)], recorded_at=at)
        row.supersedes_id, row.offered, row.cancels = offer.id, True, True
        row.reason, row.recorded_by = reason, recorded_by
        session.add(row)
    session.flush()
    return offers


def _newest_revisions(stored: Sequence[LegalParameter]) -> dict[object, int]:
    newest: dict[object, int] = {}
    for row in stored:
        newest[key_of(row)] = max(newest.get(key_of(row), 0), row.revision)
    return newest


def _kept(previous: LegalParameter | None) -> Parameter:
    if previous is None:
        raise ValueError("a revision without content takes back a stored row")
    return previous.as_parameter()


def _row(content: Parameter, *, revision: int, recorded_at: datetime) -> LegalParameter:
    return LegalParameter(
        name=content.name,
        value_kind=kind_of(content.value),
        value=to_text(content.value),
        unit=content.unit,
        rule_set=str(content.rule_set or ""),
        basis=content.basis,
        valid_from=content.valid_from,
        valid_to=content.valid_to,
        source=content.source,
        confidence=content.confidence,
        note=content.note,
        revision=revision,
        confirmed_by=content.confirmed_by,
        confirmed_on=content.confirmed_on,
        confirmed_where=content.confirmed_where,
        recorded_at=recorded_at,
    )
