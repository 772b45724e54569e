"""Addresses and names as words that can be compared, whatever the marks, blanks and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from center.vietnamese import fold, nfc, normalise_tone_placement

_APOSTROPHE = re.compile(r"\s*['’‘ʼʻ‛`´′＇]\s*")
_STATE_FARM = re.compile(r"\bn\s*\.\s*t\b\.?|\bnt\b\.?")
_WORD = re.compile(r"\d+|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
_HARD_BREAK = re.compile(r"[,;|/\n\r]")
_SOFT_BREAK = re.compile(r"[-–—.:()]")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}
_BARE_Y = re.compile(r"(?<=^[bcdghklmnpqrstvx])y$|(?<=^qu)y$")


class Break(IntEnum):
    """What stands before a word."""

    NONE = 0
    SOFT = 1
    """A hyphen or a dot: may separate units, may be part of a name (Cam Ly - Đà Lạt)."""
    HARD = 2
    """A comma, or the start of the text: never inside a name."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word or number."""

    plain: str
    """Folded: no marks, lower case, numbers without leading zeros."""
    marked: str
    """With its marks, lower case, the tone mark in its normal place."""
    before: Break


def words(text: str) -> tuple[Word, ...]:
    """Return the words of ``text``.

    Apostrophes vanish with the blanks around them (``Ea M' Doal``, ``Ea M’Doal`` are equal); ``NT`` is spelled out;
    letters and digits are apart (``P5`` is two words).
    """
    breaks = _HARD_BREAK.sub(",", text)
    marked = normalise_tone_placement(_APOSTROPHE.sub("", nfc(breaks).lower()))
    marked = _STATE_FARM.sub("nong truong ", marked)
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(marked):
        gap = marked[end : match.start()]
        before = Break.HARD if not found or _HARD_BREAK.search(gap) else Break.NONE
        if before is Break.NONE and _SOFT_BREAK.search(gap):
            before = Break.SOFT
        written = match.group()
        if written.isdigit():
            plain = written = written.lstrip("0") or "0"
        else:
            plain = fold(written)
        found.append(Word(plain, written, before))
        end = match.end()
    return tuple(found)


def plain_key(span: Sequence[Word]) -> str:
    """Return what two spellings of a name have in common: no blanks, no marks, ``II`` as ``2``, ``Vĩ`` as ``Vỹ``."""
    return _joined([_BARE_Y.sub("i", word.plain) for word in span])


def marked_key(span: Sequence[Word]) -> str:
    """Return the same with the marks kept, to tell Lộc Thành from Lộc Thạnh."""
    return _joined([word.marked for word in span])


def has_marks(text: Sequence[Word]) -> bool:
    """Tell whether any word bears a mark; a text without any says nothing about the marks of its names."""
    return any(word.marked != word.plain for word in text)


def name_key(name: str) -> str:
    """Return the ``plain_key`` of a whole name."""
    return plain_key(words(name))


def search_text(*parts: str) -> str:
    """Return the folded words of ``parts``, one blank apart, for a search inside."""
    return " ".join(word.plain for part in parts for word in words(part))


def _joined(parts: list[str]) -> str:
    if not parts:
        return ""
    return "".join([*parts[:-1], _ROMAN.get(parts[-1], parts[-1])])
