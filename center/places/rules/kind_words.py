"""The words before a name that say what it is: "Xã", "TP.", "h."."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from center.places.rules.text import Break, Word, words


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

# Full words count with their right marks or with none: "Xá" is part of a name, "xa" may be the word.
_WRITTEN: dict[tuple[str, ...], str] = {
    ("thị", "trấn"): "thi_tran",
    ("thi", "tran"): "thi_tran",
    ("t", "t"): "thi_tran",
    ("thị", "xã"): "thi_xa",
    ("thi", "xa"): "thi_xa",
    ("t", "x"): "thi_xa",
    ("thành", "phố"): "thanh_pho",
    ("thanh", "pho"): "thanh_pho",
    ("t", "p"): "thanh_pho",
    ("đặc", "khu"): "dac_khu",
    ("dac", "khu"): "dac_khu",
    ("xã",): "xa",
    ("xa",): "xa",
    ("x",): "xa",
    ("phường",): "phuong",
    ("phuong",): "phuong",
    ("p",): "phuong",
    ("f",): "phuong",
    ("tt",): "thi_tran",
    ("huyện",): "huyen",
    ("huyen",): "huyen",
    ("h",): "huyen",
    ("quận",): "quan",
    ("quan",): "quan",
    ("q",): "quan",
    ("tx",): "thi_xa",
    ("tp",): "thanh_pho",
    ("tỉnh",): "tinh",
    ("tinh",): "tinh",
    ("t",): "tinh",
}


def prefix_before(text: Sequence[Word], start: int) -> Prefix:
    """Return the kind written just before the name that starts at ``start``."""
    for length in (2, 1):
        first = start - length
        if first < 0 or any(word.before is Break.HARD for word in text[first + 1 : start + 1]):
            continue
        kind = _WRITTEN.get(tuple(word.marked for word in text[first:start]))
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
