"""Vietnamese text in one form: stored, searched, compared."""

from __future__ import annotations

import unicodedata

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\x00"))
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻ‛`´′＇", "'"))


def nfc(text: str) -> str:
    """Return one line of ``text`` as it is stored: NFC, runs of blanks made one, no blanks at the ends.

    Characters that nobody sees (zero-width ones, soft hyphens, NUL) are dropped: with them two equal names
    differ. Text that may be damaged must go to ``mend_mojibake`` first: U+0085 and U+00A0 are blanks here,
    evidence there.
    """
    return " ".join(unicodedata.normalize("NFC", text.translate(_INVISIBLE)).split())


def drop_marks(text: str) -> str:
    """Return ``text`` without any tone or letter mark, in its own case; ``đ`` becomes ``d``."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("Đ", "D")


def fold(text: str) -> str:
    """Return the search key of ``text``: lower case, no marks, straight apostrophes, single blanks.

    ``hòa``, ``hoà`` and ``HOA`` fold to the same key. Both sides of a comparison must be folded.
    """
    return drop_marks(nfc(text).lower()).translate(_APOSTROPHES)
