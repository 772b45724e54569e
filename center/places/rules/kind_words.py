"""The words before a name that say what it is: "Xã", "TP.", "h."."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from center.places.rules.text import Break, Word, has_marks, words
from center.vietnamese import fold


class Tier(IntEnum):
    """Level of a unit."""

    COMMUNE = 1
    DISTRICT = 2
    PROVINCE = 3


class Prefix(NamedTuple):
    """The kind read before a name, and where its words begin."""

    kind: str
    """A value of the kinds, or ``quan``, ``thi_xa``; empty when no kind is written."""
    start: int


_TIERS: dict[str, frozenset[Tier]] = {
    "xa": frozenset({Tier.COMMUNE}),
    "phuong": frozenset({Tier.COMMUNE}),
    "thi_tran": frozenset({Tier.COMMUNE}),
    "dac_khu": frozenset({Tier.COMMUNE}),
    "huyen": frozenset({Tier.DISTRICT}),
    "quan": frozenset({Tier.DISTRICT}),
    "thi_xa": frozenset({Tier.DISTRICT}),
    "thanh_pho": frozenset({Tier.DISTRICT, Tier.PROVINCE}),
    "tinh": frozenset({Tier.PROVINCE}),
}

_WRITTEN: dict[tuple[str, ...], str] = {
    ("thị", "trấn"): "thi_tran",
    ("t", "t"): "thi_tran",
    ("thị", "xã"): "thi_xa",
    ("t", "x"): "thi_xa",
    ("thành", "phố"): "thanh_pho",
    ("t", "p"): "thanh_pho",
    ("đặc", "khu"): "dac_khu",
    ("xã",): "xa",
    ("x",): "xa",
    ("phường",): "phuong",
    ("p",): "phuong",
    ("f",): "phuong",
    ("tt",): "thi_tran",
    ("huyện",): "huyen",
    ("h",): "huyen",
    ("quận",): "quan",
    ("q",): "quan",
    ("tx",): "thi_xa",
    ("tp",): "thanh_pho",
    ("tỉnh",): "tinh",
    ("t",): "tinh",
}
_WITHOUT_MARKS = {tuple(map(fold, written)): kind for written, kind in _WRITTEN.items()}


def prefix_before(text: Sequence[Word], start: int) -> Prefix:
    """Return the kind written just before the name that starts at ``start``.

    Without their marks the words count only in a text that has none: in "Bạch Xa" ``xa`` is part of the name.
    """
    known = _WRITTEN if has_marks(text) else _WITHOUT_MARKS
    for length in (2, 1):
        first = start - length
        if first < 0 or any(word.before is Break.HARD for word in text[first + 1 : start + 1]):
            continue
        kind = known.get(tuple(word.marked for word in text[first:start]))
        if kind:
            return Prefix(kind, first)
    return Prefix("", start)


def is_of(kind: str, tier: Tier) -> bool:
    """Tell whether ``kind`` can name a unit of ``tier``; no kind fits all."""
    return not kind or tier in _TIERS[kind]


def without_kind(label: str) -> tuple[str, tuple[Word, ...]]:
    """Return the kind (empty if none is written) and the words of the bare name in ``label``."""
    found = words(label)
    for length in (2, 1):
        if length < len(found):
            prefix = prefix_before(found, length)
            if prefix.kind and prefix.start == 0:
                return prefix.kind, found[length:]
    return "", found
