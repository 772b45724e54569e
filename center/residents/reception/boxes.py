"""The boxes of the intake form as a reception keeps them between two shifts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from werkzeug.datastructures import MultiDict

from center.residents.expected.models import ExpectedVersion
from center.residents.intake.forms import FIRST_ROWS

Boxes = Sequence[tuple[str, str]]
"""Names and values of the filled boxes of the intake form, in its order."""

_NOT_KEPT = frozenset({"csrf_token", "do", "scan", "photo", "photo_kept", "draft_version", "seen_people"})
_BELONGING = re.compile(r"belongings-(\d{1,2})-")
_ROW = re.compile(r"(contacts|belongings)-\d{1,2}-[a-z_]+")


def boxes_of(known: ExpectedVersion) -> dict[str, str]:
    """Return what the papers of an expected arrival put into the intake form."""
    values = {
        "expected_id": str(known.expected_id),
        "full_name": known.full_name,
        "birth_date": f"{known.birth_date:%d/%m/%Y}" if known.birth_date else "",
        "sex": known.sex.value if known.sex else "",
        "number": known.number,
        "kind": known.kind.value,
        "decision_number": known.decision_number,
        "decision_issued_on": f"{known.decision_issued_on:%d/%m/%Y}",
        "decision_issuer": known.decision_issuer,
        "months": str(known.months or ""),
        "home_commune_id": str(known.home_commune_id or ""),
    }
    return {name: value for name, value in values.items() if value}


def boxes_in(posted: MultiDict[str, str], names: Iterable[str]) -> list[tuple[str, str]]:
    """Return what is worth keeping of a form: the filled boxes called ``names``, and the rows of its lists."""
    known = frozenset(names) - _NOT_KEPT
    return [
        (name, value)
        for name, value in posted.items(multi=True)
        if value.strip() and (name in known or name == "home_commune_id-text" or _ROW.fullmatch(name))
    ]


def posted_from(boxes: Iterable[Sequence[str]]) -> MultiDict[str, str]:
    """Return kept boxes as a form that was just sent; a count nobody typed is the usual one."""
    posted: MultiDict[str, str] = MultiDict([(name, value) for name, value in boxes])
    rows = {int(found[1]) for name in posted if (found := _BELONGING.match(name))}
    for row in range(max(rows | {FIRST_ROWS - 1}) + 1):
        posted.setdefault(f"belongings-{row}-quantity", "1")
    for name in ("earlier_rehabs", "custody_days"):
        posted.setdefault(name, "0")
    return posted
