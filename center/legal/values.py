"""Values of parameters as text, for a column that must hold all kinds of them."""

from __future__ import annotations

import json
from decimal import Decimal
from enum import StrEnum

from center.legal.rules import Value


class ValueKind(StrEnum):
    """Type of a parameter's value."""

    INT = "int"
    DECIMAL = "decimal"
    BOOL = "bool"
    TEXT = "text"
    LIST = "list"


_KINDS: dict[type, ValueKind] = {
    int: ValueKind.INT,
    Decimal: ValueKind.DECIMAL,
    bool: ValueKind.BOOL,
    str: ValueKind.TEXT,
    tuple: ValueKind.LIST,
}


def kind_of(value: Value) -> ValueKind:
    """Return the kind of ``value``. Raises TypeError for anything a parameter cannot hold."""
    kind = _KINDS.get(type(value))
    if kind is None or (isinstance(value, tuple) and not all(isinstance(item, str) for item in value)):
        raise TypeError(f"a parameter cannot hold {value!r}")
    return kind


def to_text(value: Value) -> str:
    """Return ``value`` as stored: plain text, a list as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def from_text(kind: ValueKind, text: str) -> Value:
    """Return the value that ``to_text`` wrote. Raises ValueError when ``text`` is not of that kind."""
    match kind:
        case ValueKind.INT:
            return int(text)
        case ValueKind.DECIMAL:
            return Decimal(text)
        case ValueKind.BOOL:
            if text not in {"true", "false"}:
                raise ValueError(f"neither true nor false: {text!r}")
            return text == "true"
        case ValueKind.TEXT:
            return text
        case ValueKind.LIST:
            return tuple(json.loads(text))
