"""What each legal parameter is called in Vietnamese, and what it means, by topic.

Whoever adds a name to ``center/legal/data/parameters.toml`` adds its words here; a test holds both equal.
"""

from __future__ import annotations

from center.residents.law.words.clinical import CLINICAL
from center.residents.law.words.daily import DAILY
from center.residents.law.words.stay import STAY
from center.residents.law.words.word import Word

WORDS: dict[str, Word] = {**STAY, **DAILY, **CLINICAL}


def word_of(name: str) -> Word:
    """Return the words of a name; a name without words is its own label."""
    return WORDS.get(name) or Word(name)


__all__ = ["WORDS", "Word", "word_of"]
