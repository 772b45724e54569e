"""Personal names: their parts, and whether a text can be one."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from center.vietnamese.repair import mend_mojibake
from center.vietnamese.text import nfc

LONGEST_NAME = 120
_PUNCTUATION = frozenset(" '’‘ʼ-.")


class NameProblem(StrEnum):
    """Why a text cannot stand as a person's name."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    MOJIBAKE = "mojibake"
    DIGIT = "digit"
    NOT_LATIN = "not_latin"
    SYMBOL = "symbol"


def given_name(full_name: str) -> str:
    """Return the last word: a help for sorting, never printed alone (two-word given names exist)."""
    return nfc(full_name).rpartition(" ")[2]


def family_name(full_name: str) -> str:
    """Return the first word: a help for sorting, never printed alone (two-word family names exist)."""
    return nfc(full_name).partition(" ")[0]


def initials(full_name: str) -> str:
    """Return the first letter of each word in upper case: ``Lê Văn Thử`` gives ``LVT``."""
    firsts = (next((c for c in word if c.isalpha()), "") for word in nfc(full_name).split())
    return "".join(firsts).upper()


def looks_toneless(text: str) -> bool:
    """Tell whether ``text`` has letters but not one with a Vietnamese mark.

    A few real names are like that (``Phan Thanh Long``), so this asks for a look at the card; it refuses
    nothing.
    """
    return text.isascii() and any(c.isalpha() for c in text)


def name_problem(text: str) -> str | None:
    """Return the code (see ``NameProblem``) of the first thing wrong with ``text`` as a name, or None.

    Allowed are Latin letters of any language with any marks, blanks, apostrophes, hyphens and dots; one word
    is enough (``Y Moan Ênuôl``, ``H'Hen Niê``, ``Kpă`` are names).
    """
    name = nfc(text)
    if not any(c.isalpha() for c in name):
        return NameProblem.DIGIT if any(c.isdigit() for c in name) else NameProblem.EMPTY
    if len(name) > LONGEST_NAME:
        return NameProblem.TOO_LONG
    if mend_mojibake(text):
        return NameProblem.MOJIBAKE
    return next((problem for problem in map(_char_problem, name) if problem), None)


def _char_problem(char: str) -> NameProblem | None:
    if char in _PUNCTUATION or unicodedata.category(char) == "Mn":
        return None
    if char.isdigit():
        return NameProblem.DIGIT
    called = unicodedata.name(char, "")
    if not char.isalpha() or called.endswith("ORDINAL INDICATOR"):
        return NameProblem.SYMBOL
    return None if called.startswith("LATIN ") else NameProblem.NOT_LATIN


def is_plausible_name(text: str) -> bool:
    """Tell whether ``text`` can stand as a person's name; ``name_problem`` says why not."""
    return name_problem(text) is None
