"""The parameters that ship with the product: ``data/parameters.toml``, read and checked."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from center.errors import CenterError
from center.legal.rules import Basis, Confidence, Parameter, RuleSet, Value
from center.legal.values import kind_of

PARAMETERS_FILE = Path(__file__).resolve().parent / "data" / "parameters.toml"

_REQUIRED = {"name", "value", "basis", "valid_from", "source", "confidence"}
_OPTIONAL = {"unit", "rule_set", "valid_to", "note", "revision"}


class BadParameterFile(CenterError):
    """A row of the file is incomplete, misspelt or of the wrong type."""


def shipped_parameters(file: Path = PARAMETERS_FILE) -> tuple[Parameter, ...]:
    """Return every row of ``file`` in its order. Raises BadParameterFile naming the row at fault."""
    # a TOML float would carry binary rounding into money and ratios
    rows = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)["parameter"]
    return tuple(_parameter(number, row) for number, row in enumerate(rows, start=1))


def _parameter(number: int, row: dict[str, Any]) -> Parameter:
    where = f"row {number} ({row.get('name', 'without a name')})"
    if missing := _REQUIRED - row.keys():
        raise BadParameterFile(f"{where}: missing {', '.join(sorted(missing))}")
    if unknown := row.keys() - _REQUIRED - _OPTIONAL:
        raise BadParameterFile(f"{where}: unknown {', '.join(sorted(unknown))}")
    raw = row["value"]
    value: Value = tuple(raw) if isinstance(raw, list) else raw
    try:
        kind_of(value)
        return Parameter(
            name=row["name"],
            value=value,
            unit=row.get("unit", ""),
            rule_set=RuleSet(row["rule_set"]) if "rule_set" in row else None,
            basis=Basis(row["basis"]),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]) if "valid_to" in row else None,
            source=row["source"],
            confidence=Confidence(row["confidence"]),
            note=row.get("note", ""),
            revision=row.get("revision", 1),
        )
    except (TypeError, ValueError) as error:
        raise BadParameterFile(f"{where}: {error}") from error


def _day(value: object) -> date:
    # type(), because a TOML date-time would pass as a date
    if type(value) is not date:
        raise ValueError(f"not a day: {value!r}")
    return value
