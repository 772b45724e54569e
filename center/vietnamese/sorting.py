"""The order of Vietnamese name lists, as a key that any database sorts right."""

from __future__ import annotations

import unicodedata

from center.vietnamese.text import nfc

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_CODES = dict(zip(_ALPHABET, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg", strict=True))
_CODES.update({digit: digit for digit in "0123456789"})
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_LEVEL = "0"
SORT_KEY_LENGTH = 400
"""Longest key ``sort_key`` returns, for the column that stores it. No name of 120 letters comes near it."""


def sort_key(full_name: str) -> str:
    """Return the ASCII key that sorts people by given name, then family name, then middle names.

    Keys are compared byte by byte, as SQLite's BINARY and PostgreSQL's "C" order do.
    Each word counts by its letters first (29 letters of the Vietnamese alphabet, ă â đ ê ô ơ ư being letters
    of their own; f j w z where dictionaries put them), then by its tone: ngang, huyền, hỏi, ngã, sắc, nặng.
    The next word counts only when letters and tone of this one are equal. An ICU collation weighs all tones
    after all letters instead: the two differ for names of several words, so nothing in the product may sort
    names any other way. Marks of other languages (č, ñ, ŏ), apostrophes and hyphens do not count. Equal keys
    are possible: add the id. No key is longer than ``SORT_KEY_LENGTH``.
    """
    words = nfc(full_name).split()
    if len(words) > 1:
        words = [words[-1], words[0], *words[1:-1]]
    return " ".join(_word_key(word) for word in words)[:SORT_KEY_LENGTH]


def _word_key(word: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", word.lower()):
        decomposed = unicodedata.normalize("NFD", char)
        base, marks = decomposed[0], decomposed[1:]
        if base in "aeiouy":
            tones += [_TONES[mark] for mark in marks if mark in _TONES]
        shaped = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark not in _TONES))
        code = _CODES.get(shaped) or _CODES.get(base)
        if code:
            letters.append(code)
        elif base.isalnum():
            letters.append(f"~{ord(base):06x}")
    # "." and the blank between words lie below every code, so a shorter word comes first.
    return "".join(letters) + "." + ("".join(tones) or _LEVEL)
