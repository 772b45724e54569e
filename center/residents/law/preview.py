"""The name of a preview: the same content, stays and days give the same one. Pure."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from center.legal.changes import Change
from center.legal.rules import Parameter
from center.legal.values import kind_of, to_text
from center.residents.law.impact import Impact


def token_of(change: Change, impact: Impact, on: date) -> str:
    """Return a hash of what is written, for whom something moves, and from when to when."""
    told = {
        "on": on,
        "rows": [
            (revision.row_id, None if revision.content is None else _plain(revision.content))
            for revision in change.revisions
        ],
        "stays": [
            (
                stay.stay_id,
                None if stay.end is None else (stay.end.before, stay.end.after, stay.end.months),
                [(due.label, due.before, due.after) for due in stay.dues],
                str(stay.fault or ""),
            )
            for stay in impact.stays
        ],
        "gaps": impact.gaps,
    }
    text = json.dumps(told, default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(row: Parameter) -> tuple[object, ...]:
    return (
        row.name, row.rule_set, kind_of(row.value), to_text(row.value), row.unit, row.valid_from, row.valid_to,
        row.source, row.confidence.value, row.note, row.confirmed_by, row.confirmed_on, row.confirmed_where,
    )  # fmt: skip
