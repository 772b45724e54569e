"""Says on the face of a result that it rests on a rule nobody has compared with the official text.

A page gives the rows its result depends on (``Term.unverified``, or ``unverified_rows`` for names it looked up) to
``notices`` and draws them with ``components/unverified.html``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import url_for

from center.legal.rules import Parameter, ParameterBook, RuleSet
from center.residents.law.labels import CONFIDENCE_LABELS
from center.residents.law.permissions import LawPermission
from center.residents.law.values import said
from center.residents.law.words import word_of
from center.ui.navigation import allowed


@dataclass(frozen=True, slots=True)
class UnverifiedNotice:
    """One rule to be compared."""

    label: str
    value: str
    source: str
    confidence: str
    url: str
    """Page of the parameter; empty for those who may not read it."""


def notices(rows: Iterable[Parameter]) -> tuple[UnverifiedNotice, ...]:
    """Return what to say about those of ``rows`` that are not verified, each parameter once."""
    may_read = allowed(LawPermission.READ)
    unverified = {(row.name, row.rule_set, row.valid_from): row for row in rows if not row.is_verified}
    return tuple(
        UnverifiedNotice(
            label=str(word_of(row.name).label),
            value=said(row),
            source=row.source,
            confidence=str(CONFIDENCE_LABELS[row.confidence]),
            url=url_for("law.show", name=row.name) if may_read else "",
        )
        for row in unverified.values()
    )


def unverified_rows(
    book: ParameterBook, names: Iterable[str], *, on: date, rule_set: RuleSet | None = None
) -> tuple[Parameter, ...]:
    """Return those of ``names`` whose row in force on ``on`` is not verified; a name without a row is left out."""
    found = (book.find_or_none(name, on, rule_set) for name in names)
    return tuple(row for row in found if row is not None and not row.is_verified)
