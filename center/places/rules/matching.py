"""Which known units an address names: reading it from its end, province first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from center.places.rules.kind_words import Tier, is_of, prefix_before, without_kind
from center.places.rules.text import Break, Word, has_marks, marked_key, plain_key, words

LONGEST_NAME = 7
"""Words of the longest name, with room (``Phường Văn Miếu - Quốc Tử Giám`` has five)."""
READ_WORDS = 18
"""Only so many words before the province can name a district and a commune."""
_PROVINCE_ALIASES = {
    "hcm": "hochiminh",
    "tphcm": "hochiminh",
    "tphochiminh": "hochiminh",
    "tthue": "thuathienhue",
    "brvt": "bariavungtau",
}
_COUNTRY = ("vietnam", "vn")


@dataclass(frozen=True, slots=True)
class KnownProvince:
    """A province row, with every name it has had."""

    id: int
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    successor_id: int | None


class Naming(NamedTuple):
    """What a commune was for some time, under one name."""

    kind: str
    district: str
    """With its kind; empty for units since 2025-07-01."""


@dataclass(frozen=True, slots=True)
class KnownCommune:
    """A commune row that shares its name with some words of the address."""

    id: int
    name: str
    namings: tuple[Naming, ...]
    """The last one first."""
    province_id: int
    current: bool

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind it has been of."""
        return tuple(naming.kind for naming in self.namings)


@dataclass(frozen=True, slots=True)
class Address:
    """An address whose province has been looked for."""

    words: tuple[Word, ...]
    end: int
    """Where the province begins; the number of words when none was found."""
    named: frozenset[int]
    """Ids of the provinces, old and current, that bear the name written."""
    related: frozenset[int]
    """Ids of provinces that follow from those or were merged into them."""

    def name_keys(self) -> frozenset[str]:
        """Return the key of every run of words that may be the name of a commune."""
        first = max(0, self.end - READ_WORDS)
        return frozenset(
            plain_key(self.words[start:end])
            for start in range(first, self.end)
            for end in range(start + 1, min(start + LONGEST_NAME, self.end) + 1)
        )


class Agreement(IntEnum):
    """How a written kind goes with the kind of a unit."""

    DIFFERENT = 0
    UNWRITTEN = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class Fit:
    """One way to read the address as naming ``commune``."""

    commune: KnownCommune
    name_key: str
    with_district: bool
    kind: Agreement
    district_kind: Agreement
    bounded: bool
    """A comma, a hyphen or a kind stands before the name of the commune."""
    marked: bool
    """The names agree in every mark too."""


def read_address(text: str, provinces: Iterable[KnownProvince]) -> Address:
    """Find the province at the end of ``text`` among ``provinces``."""
    found = words(text)
    end = len(found)
    while end and plain_key(found[end - 1 : end]) in _COUNTRY:
        end -= 1
    if end > 1 and plain_key(found[end - 2 : end]) == "vietnam":
        end -= 2
    by_key: dict[str, list[KnownProvince]] = {}
    known = list(provinces)
    for province in known:
        for name in province.names:
            by_key.setdefault(plain_key(words(name)), []).append(province)
    for start in range(max(0, end - LONGEST_NAME), end):
        if any(word.before is Break.HARD for word in found[start + 1 : end]):
            continue
        key = plain_key(found[start:end])
        named = by_key.get(_PROVINCE_ALIASES.get(key, key))
        if named:
            kind, begins = prefix_before(found, start)
            if kind and not any(kind in province.kinds for province in named) and is_of(kind, Tier.DISTRICT):
                begins = end  # "Phường Túc Duyên, Thành phố Thái Nguyên": the city, its province left out
            elif not is_of(kind, Tier.PROVINCE):
                begins = start
            return Address(found[:end], begins, *_with_relatives(named, known))
    return Address(found[:end], end, frozenset(), frozenset())


def _with_relatives(
    named: list[KnownProvince], known: list[KnownProvince]
) -> tuple[frozenset[int], frozenset[int]]:
    own = frozenset(province.id for province in named)
    after = {province.successor_id for province in named if province.successor_id is not None}
    before = {province.id for province in known if province.successor_id in own}
    return own, frozenset(after | before) - own


def fits(address: Address, communes: Iterable[KnownCommune]) -> Iterator[Fit]:
    """Yield every reading of ``address`` as naming one of ``communes``: with its district, or before the province."""
    for commune in communes:
        for naming in dict.fromkeys(commune.namings):
            if naming.district:
                yield from _fits_with_district(address, commune, naming)
        yield from _fits_before(address.words, address.end, commune, commune.kinds, None)


def fits_across(address: Address, communes: Iterable[KnownCommune]) -> Iterator[Fit]:
    """Yield the readings where words that name no known district stand between commune and province.

    The commune's kind must be written (``Phường Vỹ Dạ, Thành phố Hương Giang, Huế``), or exactly one part between
    commas must stand between.
    """
    text = address.words[: address.end]
    commas = [i for i, word in enumerate(text) if word.before is Break.HARD]
    kinds = {prefix.start for i in range(1, len(text)) if (prefix := prefix_before(text, i)).kind}
    for commune in communes:
        for end in {*commas, *kinds} - {0}:
            for fit in _fits_before(text, end, commune, commune.kinds, None):
                if fit.kind is Agreement.SAME or (
                    fit.kind is Agreement.UNWRITTEN and end == commas[-1] and fit.bounded
                ):
                    yield fit


def _fits_with_district(address: Address, commune: KnownCommune, naming: Naming) -> Iterator[Fit]:
    text, end = address.words, address.end
    kind, district = without_kind(naming.district)
    for start in _occurrences(text, end, district):
        prefix = prefix_before(text, start)
        marked = _same_marks(text, start, end, district)
        if is_of(prefix.kind, Tier.DISTRICT):
            read = _District(_agreement(prefix.kind, (kind,)), marked)
            yield from _fits_before(text, prefix.start, commune, (naming.kind,), read)
        if prefix.kind:  # "Tứ Quận Yên Sơn", "Tứ Xã Lâm Thao": the word may end the commune's name
            read = _District(Agreement.UNWRITTEN, marked)
            yield from _fits_before(text, start, commune, (naming.kind,), read)


class _District(NamedTuple):
    kind: Agreement
    marked: bool


def _fits_before(
    text: Sequence[Word], end: int, commune: KnownCommune, kinds: Sequence[str], district: _District | None
) -> Iterator[Fit]:
    tier = Tier.DISTRICT if "huyen" in kinds else Tier.COMMUNE
    name = words(commune.name)
    for start in _occurrences(text, end, name):
        prefix = prefix_before(text, start)
        if not is_of(prefix.kind, tier):
            continue
        yield Fit(
            commune,
            plain_key(name),
            district is not None,
            _agreement(prefix.kind, kinds),
            district.kind if district else Agreement.UNWRITTEN,
            bool(prefix.kind) or text[start].before is not Break.NONE,
            _same_marks(text, start, end, name) and (district is None or district.marked),
        )


def _occurrences(text: Sequence[Word], end: int, name: Sequence[Word]) -> Iterator[int]:
    """Yield each start from which the words up to ``end`` spell ``name``, no comma between them."""
    key = plain_key(name)
    for start in range(max(0, end - LONGEST_NAME), end):
        if any(word.before is Break.HARD for word in text[start + 1 : end]):
            continue
        if plain_key(text[start:end]) == key:
            yield start


def _same_marks(text: Sequence[Word], start: int, end: int, name: Sequence[Word]) -> bool:
    """Tell whether the words from ``start`` to ``end`` bear the marks of ``name``, in a text that writes marks."""
    return has_marks(text) and marked_key(text[start:end]) == marked_key(name)


def _agreement(written: str, kinds: Sequence[str]) -> Agreement:
    if not written:
        return Agreement.UNWRITTEN
    return Agreement.SAME if written in kinds else Agreement.DIFFERENT


_ORDER: tuple[Callable[[Fit], int], ...] = (
    lambda fit: fit.kind,
    lambda fit: fit.bounded,
    lambda fit: fit.district_kind,
    lambda fit: fit.marked,
)


def best(found: Iterable[Fit]) -> list[Fit]:
    """Return the fits nobody beats: by kind, then by a clear beginning, by district's kind, by marks."""
    left = list(found)
    for weight in _ORDER:
        if left:
            top = max(map(weight, left))
            left = [fit for fit in left if weight(fit) == top]
    return left
