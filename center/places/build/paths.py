"""Full names of units as keys, to find in one source what the other writes a little differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from center.places.build.sources import NamedRow, split_label
from center.places.rules.kind_words import without_kind
from center.places.rules.text import marked_key, plain_key, words


@dataclass(frozen=True, slots=True)
class Path:
    """Names from the province down, each with its kind; the province's kind is left out."""

    exact: tuple[str, ...]
    """With all marks."""
    plain: tuple[str, ...]
    """Without marks: sources differ in Đăk and Đắk, Qui and Quý."""
    kindless: tuple[str, ...]
    """Without the last kind: one source may know an older one."""


def path(province: str, *labels: str) -> Path:
    """Return the path of ``labels`` (names with kinds; the last may be empty) in ``province`` (bare name)."""
    named = words(province)
    exact, plain = ["", marked_key(named)], ["", plain_key(named)]
    for label in labels:
        kind, found = without_kind(label)
        exact += [kind, marked_key(found)]
        plain += [kind, plain_key(found)]
    return Path(tuple(exact), tuple(plain), (*exact[:-2], exact[-1]))


@dataclass(slots=True)
class Finder:
    """Finds a path among ``paths``: as written, else the only one alike."""

    paths: Iterable[Path]
    _alike: dict[tuple[str, ...], set[Path]] = field(init=False)

    def __post_init__(self) -> None:
        """Index the paths under each of their keys."""
        self._alike = defaultdict(set)
        for known in self.paths:
            for key in {known.exact, known.plain, known.kindless}:
                self._alike[key].add(known)

    def find(self, wanted: Path) -> Path | None:
        """Return the path that is ``wanted``, or None when there is none or more than one like it."""
        for key in (wanted.exact, wanted.plain, wanted.kindless):
            alike = self._alike.get(key, set())
            same = {known for known in alike if known.exact == wanted.exact}
            found = same or alike
            if len(found) == 1:
                return next(iter(found))
        return None


class SecondSource:
    """The second source by names: it has a code system of its own."""

    def __init__(self, rows: Iterable[NamedRow]) -> None:
        self.successors: dict[Path, set[Path]] = defaultdict(set)
        self.labels: dict[Path, str] = {}
        self.current: set[Path] = set()
        for row in rows:
            old = path(split_label(row.province).name, row.district, row.commune)
            new = path(split_label(row.new_province).name, row.new_commune)
            self.successors[old].add(new)
            self.labels[old] = row.commune
            self.current.add(new)
        self.finder = Finder(self.successors)
