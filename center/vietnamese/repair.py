"""Texts damaged on their way from a scanner: what they probably were, for a person to accept."""

from __future__ import annotations

import re
import unicodedata

from center.vietnamese.telex import typed_keys_to_text

_CHARSETS = ("cp1252", "cp1258")
# Names such as "K'Sor" are one word: taken apart, their halves would look like keys.
_TYPED_WORD = re.compile(r"[A-Za-z0-9'-]+")
# A program that tidies blanks turns U+00A0 and U+0085 into a space, so these letters lose their last byte.
_LOST_BYTES = (
    (re.compile("(á») (?=[a-z])"), "\\1\u0085"),
    (re.compile("(Ã|Ă|Æ|áº) (?=[a-z,|])"), "\\1\u00a0"),
    (re.compile("(Ã|Ă|Æ|áº)(?=[ ,|]|$)"), "\\1\u00a0"),
)


def mend_mojibake(text: str) -> str | None:
    """Return what ``text`` was before its UTF-8 bytes were read in a western charset.

    Charsets: windows-1252, Latin-1, windows-1258. The answer is NFC. Returns None when the text is not
    damaged in that way. Blanks are kept: U+0085 and U+00A0 may be halves of letters, so call this before any
    trimming.
    """
    if text.isascii():
        return None
    rescued, guesses = text, 0
    for pattern, replacement in _LOST_BYTES:
        rescued, found = pattern.subn(replacement, rescued)
        guesses += found
    for charset in _CHARSETS:
        mended = _read_again(text, charset)
        if mended is None and guesses:
            mended = _read_again(rescued, charset)
            # "MÃ AN" is a name: a guessed byte counts only beside a letter whose bytes are all there.
            if mended is not None and sum(not c.isascii() for c in mended) <= guesses:
                mended = None
        if mended is not None:
            return mended
    return None


def _read_again(text: str, charset: str) -> str | None:
    raw = bytearray()
    for char in text:
        try:
            raw += char.encode(charset)
        except UnicodeEncodeError:
            # The charset's holes and true Latin-1 damage arrive as C1 controls: U+0081 stands for the byte
            # 0x81.
            if ord(char) > 0xFF:
                return None
            raw.append(ord(char))
    try:
        mended = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if any(unicodedata.category(c) in ("Cc", "Co", "Cn") for c in mended if c not in "\r\n\t"):
        return None
    return unicodedata.normalize("NFC", mended)


def telex_damage(text: str) -> str | None:
    """Return what the Telex or VNI keys in ``text`` write with the Vietnamese keyboard on.

    ``Nguyeenx Vawn Thuwr`` and ``Nguye6n4 Va8n Thu73`` give ``Nguyễn Văn Thử``. Returns None unless at least
    one word changes and every changed word becomes a Vietnamese syllable, so ``Ksor`` and ``Andrew`` are
    left in peace.
    """
    if not text.isascii():
        return None
    mended = _TYPED_WORD.sub(lambda found: typed_keys_to_text(found.group()) or found.group(), text)
    return mended if mended != text else None
