"""What of a name is indexed, what a typed text asks for, and which answer stands before which. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from center.vietnamese import fold, nfc, normalise_tone_placement

KEY_LENGTH = 48
"""Longest key; what is typed beyond it does not narrow the answer."""
_LAST = "\U0010ffff"

_SILENT = str.maketrans(dict.fromkeys("'’.") | {"-": " "})
# "Lý" and "Lí", "Mỹ" and "Mĩ" are one name in two spellings; "Mai" and "May" are two names
_LONE_Y = re.compile(r"\b(b|d|g|h|k|kh|l|m|n|nh|ph|qu|s|t|th|tr|v|x)y\b")
_BETWEEN_NAMES = re.compile(r"[,;/\n]")


class KeyKind(StrEnum):
    """What of a name a key is."""

    START = "start"
    """From the beginning of a word on, folded."""
    WRITTEN = "written"
    """From the beginning of a word on, with its marks."""
    INSIDE = "inside"
    """From within a word on, folded."""


class Match(IntEnum):
    """How well a key answers; the smaller the better."""

    AS_WRITTEN = 0
    """Whole words, with the marks typed."""
    WHOLE = 1
    """Whole words, marks aside."""
    OTHER_SPELLING = 2
    """Whole words, i for y."""
    BEGINS_AS_WRITTEN = 3
    BEGINS = 4
    INSIDE = 5


def plain(text: str) -> str:
    """Return what is compared: folded, without apostrophes and dots, hyphens as blanks."""
    return " ".join(fold(text).translate(_SILENT).split())


def written(text: str) -> str:
    """Return ``text`` in lower case with its marks, each tone where the older style puts it."""
    return " ".join(normalise_tone_placement(nfc(text).lower()).translate(_SILENT).split())


def with_i(folded: str) -> str:
    """Return the folded text with i for a y that is the only vowel of its word: ``ly`` gives ``li``."""
    return _LONE_Y.sub(r"\1i", folded)


def other_names(text: str) -> list[str]:
    """Return the names in the box of other names: ``Tư Đen, Tèo`` holds two."""
    return [name for part in _BETWEEN_NAMES.split(text) if (name := nfc(part))]


def keys_of(names: Iterable[str]) -> Mapping[str, KeyKind]:
    """Return the keys under which a person with ``names`` is found; the best kind where two coincide."""
    names = tuple(names)
    found: dict[str, KeyKind] = {}
    for name in names:
        folded, marked = plain(name), written(name)
        for kind, key in (
            *((KeyKind.START, key) for key in _from_words(folded)),
            *((KeyKind.START, key) for key in _from_words(with_i(folded))),
            *((KeyKind.WRITTEN, key) for key in _from_words(marked)),
        ):
            found.setdefault(key, kind)
    for name in names:
        for key in _from_within(plain(name)):
            found.setdefault(key, KeyKind.INSIDE)
    return found


def _from_words(text: str) -> Iterator[str]:
    return (_key(text, at) for at in _starts(text))


def _key(text: str, at: int) -> str:
    """Return the ending of ``text`` from ``at`` on; the blank at its end shows that its last word is whole."""
    return text[at : at + KEY_LENGTH - 1].rstrip() + " "


def _from_within(text: str) -> Iterator[str]:
    """Yield the endings that begin within a word and hold at least two letters of it."""
    starts = set(_starts(text))
    for at in range(len(text) - 1):
        if at not in starts and " " not in text[at : at + 2]:
            yield _key(text, at)


def _starts(text: str) -> list[int]:
    return [at for at, sign in enumerate(text) if sign != " " and (at == 0 or text[at - 1] == " ")]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a typed text asks for."""

    text: str
    """As typed, one line, NFC."""
    folded: str
    """The text as keys hold it, folded."""
    marked: str
    """The same with its marks; equal to ``folded`` when it was typed without."""
    spelled: str
    """The folded text in the other spelling; equal to ``folded`` when there is none."""

    @property
    def has_marks(self) -> bool:
        """True when accents or đ were typed."""
        return self.marked != self.folded

    @property
    def words(self) -> list[str]:
        """The folded words."""
        return self.folded.split()

    @property
    def digits(self) -> str:
        """The text without blanks and dots when that is a number, or empty."""
        compact = self.text.replace(" ", "").replace(".", "")
        return compact if compact.isascii() and compact.isdigit() else ""

    def ranges(self) -> list[Range]:
        """Return where in the keys the answers lie, best first; no key lies in two of them."""
        ranges = [Range(Match.WHOLE, KeyKind.START, f"{self.folded} ", f"{self.folded} {_LAST}")]
        if self.has_marks:
            ranges.insert(
                0, Range(Match.AS_WRITTEN, KeyKind.WRITTEN, f"{self.marked} ", f"{self.marked} {_LAST}")
            )
        if self.spelled != self.folded:
            ranges.append(
                Range(Match.OTHER_SPELLING, KeyKind.START, f"{self.spelled} ", f"{self.spelled} {_LAST}")
            )
        if self.has_marks:
            ranges.append(_goes_on(Match.BEGINS_AS_WRITTEN, KeyKind.WRITTEN, self.marked))
        ranges.append(_goes_on(Match.BEGINS, KeyKind.START, self.folded))
        ranges.append(Range(Match.INSIDE, KeyKind.INSIDE, self.folded, self.folded + _LAST))
        return ranges


@dataclass(frozen=True, slots=True)
class Range:
    """A run of the ordered keys: from ``low`` on, below ``high``."""

    match: Match
    kind: KeyKind
    low: str
    high: str

    def holds(self, key: str, kind: KeyKind) -> bool:
        """Tell whether a key lies in it."""
        return kind is self.kind and self.low <= key < self.high


def _goes_on(match: Match, kind: KeyKind, text: str) -> Range:
    """Return the keys that begin with ``text`` and go on within its last word: a letter lies above a blank."""
    return Range(match, kind, f"{text}!", text + _LAST)


def read_wanted(text: str) -> Wanted:
    """Return what ``text`` asks for; blanks around and between do not count."""
    folded = plain(text)[: KEY_LENGTH - 1].rstrip()
    return Wanted(nfc(text), folded, written(text)[: KEY_LENGTH - 1].rstrip(), with_i(folded))


def code_of(text: str) -> str | None:
    """Return the code of a file a person may mean: ``hv123``, ``HV000123`` and ``123`` mean ``HV000123``."""
    found = re.fullmatch(r"(?:HV)?\s*0*([1-9]\d{0,8})", text.strip().upper(), re.ASCII)
    return f"HV{int(found[1]):06d}" if found else None


def place_words(text: str) -> str:
    """Return a bed or room as typed, in a form to compare: ``b·P1`` and ``B - p1`` give ``b p1``."""
    return " ".join(re.sub(r"[·.,/_-]", " ", fold(text)).split())
