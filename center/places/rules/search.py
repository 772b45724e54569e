"""What somebody types to find a commune."""

from __future__ import annotations

from dataclasses import dataclass

from center.places.rules.kind_words import Tier, is_of, prefix_before
from center.places.rules.text import Break, Word, marked_key, plain_key, words


@dataclass(frozen=True, slots=True)
class SearchText:
    """A typed text, read."""

    words: tuple[str, ...]
    """Folded words to look for, without those that say a kind."""
    kind: str
    """Kind of commune written first; empty if none."""
    name_keys: frozenset[str]
    """Keys of the parts that may be the whole name."""
    marked_keys: frozenset[str]
    """The same with marks."""

    def names(self, name: str) -> bool:
        """Tell whether ``name`` is written in full, with all its marks."""
        return marked_key(words(name)) in self.marked_keys


def read_search(text: str) -> SearchText:
    """Read ``phú riềng``, ``Xã Phú Riềng, Đồng Nai``, ``p. 5 binh phuoc``."""
    typed = words(text)
    kind_words: set[int] = set()
    kind = ""
    for start in range(1, len(typed)):
        prefix = prefix_before(typed, start)
        if prefix.kind:
            kind_words.update(range(prefix.start, start))
        if prefix.kind and prefix.start == 0 and is_of(prefix.kind, Tier.COMMUNE):
            kind = prefix.kind
    names = [
        part for whole in (typed, _from(typed, kind_words)) for part in (whole, _first_part(whole)) if part
    ]
    return SearchText(
        tuple(word.plain for i, word in enumerate(typed) if i not in kind_words),
        kind,
        frozenset(map(plain_key, names)),
        frozenset(map(marked_key, names)),
    )


def _from(typed: tuple[Word, ...], kind_words: set[int]) -> tuple[Word, ...]:
    first = next((i for i in range(len(typed)) if i not in kind_words), 0)
    return typed[first:]


def _first_part(typed: tuple[Word, ...]) -> tuple[Word, ...]:
    end = next((i for i in range(1, len(typed)) if typed[i].before is Break.HARD), len(typed))
    return typed[:end]
