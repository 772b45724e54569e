"""Telex and VNI keys that arrived as plain letters, turned into the syllable they were meant to be."""

from __future__ import annotations

import unicodedata

from center.vietnamese.syllable import is_syllable, place_tone

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_CIRCUMFLEX = dict(zip("aeo", "âêô", strict=True))
_HORN = dict(zip("uo", "ươ", strict=True))
_BREVE = {"a": "ă"}
_VNI_SHAPES = {"6": _CIRCUMFLEX, "7": _HORN, "8": _BREVE}
_VOWELS = frozenset("aăâeêioôơuưy")


class _Syllable:
    """The letters written so far, in their own case, and the tone asked for."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.tone = ""

    def has_vowel(self) -> bool:
        return any(c.lower() in _VOWELS for c in self.letters)

    def reshape(self, shapes: dict[str, str], reach: int | None = None) -> bool:
        """Give the nearest letter that takes one its new shape; look back ``reach`` letters, or all."""
        first = 0 if reach is None else max(0, len(self.letters) - reach)
        for i in range(len(self.letters) - 1, first - 1, -1):
            shaped = shapes.get(self.letters[i].lower())
            if shaped:
                self.letters[i] = shaped.upper() if self.letters[i].isupper() else shaped
                return True
        return False

    def horn(self) -> bool:
        """Put the horn on ``u`` or ``o``; on both of ``uo``."""
        lower = "".join(self.letters).lower()
        if "uo" in lower and not lower.startswith("quo"):
            self.reshape({"o": "ơ"})
            return self.reshape({"u": "ư"})
        if lower.endswith("ua") and not lower.startswith("qu"):
            return self.reshape({"u": "ư"})
        return self.reshape(_HORN)

    def cross_d(self) -> bool:
        if self.letters and self.letters[0] in "dD":
            self.letters[0] = "Đ" if self.letters[0] == "D" else "đ"
            return True
        return False

    def text(self) -> str:
        bare = unicodedata.normalize("NFC", "".join(self.letters))
        return place_tone(bare, self.tone) if self.tone else bare


def typed_keys_to_text(word: str) -> str | None:
    """Return the Vietnamese syllable that the ASCII keys of ``word`` write, or None when they write none.

    ``Nguyeenx`` (Telex) and ``Nguye6n4`` (VNI) give ``Nguyễn``; a word without such keys gives None.
    """
    keys = _vni if any(c.isdigit() for c in word) else _telex
    syllable = _Syllable()
    for key in word:
        if not keys(syllable, key):
            syllable.letters.append(key)
    text = syllable.text()
    return text if text != word and is_syllable(text) else None


def _telex(syllable: _Syllable, key: str) -> bool:
    lower = key.lower()
    if lower in _TELEX_TONES and syllable.has_vowel():
        syllable.tone = _TELEX_TONES[lower]
        return True
    if lower == "w":
        if "".join(syllable.letters).lower().endswith("ua"):
            return syllable.horn()
        if not (syllable.reshape(_BREVE) or syllable.horn()):
            syllable.letters.append("Ư" if key.isupper() else "ư")
        return True
    if lower in _CIRCUMFLEX:
        return syllable.reshape({lower: _CIRCUMFLEX[lower]}, reach=1)
    return lower == "d" and syllable.cross_d()


def _vni(syllable: _Syllable, key: str) -> bool:
    if key in _VNI_TONES and syllable.has_vowel():
        syllable.tone = _VNI_TONES[key]
        return True
    if key == "7":
        return syllable.horn()
    if key == "9":
        return syllable.cross_d()
    return key in _VNI_SHAPES and syllable.reshape(_VNI_SHAPES[key])
