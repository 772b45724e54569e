"""QR codes: opaque tokens and the pictures that carry them. A code never holds anything about a person."""

from __future__ import annotations

import base64
import io
import secrets
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import Any

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError
from qrcode.util import MODE_ALPHA_NUM, QRData

TOKEN_ALPHABET = "0123456789BCFGHJKLMNPQRSTVXZ"  # noqa: S105
"""Digits and letters a USB scanner can type with any Vietnamese keyboard program on: without vowels, D and W
neither Telex (``aa``, ``as``, ``dd``, ``w``) nor VNI (``a1``, ``d9``) has anything to change. All are in the
QR standard's alphanumeric set and keep their keys on the usual layouts."""
TOKEN_LENGTH = 27
"""27 of 28 signs: 129.8 random bits; as alphanumeric text at level Q they fit version 2 (25×25 modules)."""
QUIET_ZONE = 4
"""Empty modules around the code, as ISO/IEC 18004 asks."""


TOKEN_MASK = 3
"""Mask of the codes drawn without a search."""
TOKEN_SIDE = 25 + 2 * QUIET_ZONE
"""Modules of a token's code from edge to edge, quiet zone included."""
_ROW_BYTES = -(-TOKEN_SIDE // 8)


class Level(StrEnum):
    """Share of the code that may be lost and still be read."""

    L = "L"
    """7 %."""
    M = "M"
    """15 %."""
    Q = "Q"
    """25 %: scratches and glare of a laminated card."""
    H = "H"
    """30 %."""


_CORRECTION = {
    Level.L: ERROR_CORRECT_L,
    Level.M: ERROR_CORRECT_M,
    Level.Q: ERROR_CORRECT_Q,
    Level.H: ERROR_CORRECT_H,
}


def new_token() -> str:
    """Return a new random token that nobody can guess and that says nothing (``TOKEN_LENGTH`` signs)."""
    return "".join(secrets.choice(TOKEN_ALPHABET) for _ in range(TOKEN_LENGTH))


def read_token(scanned: str) -> str | None:
    """Return the token in what a scanner or camera delivered, or None when there is none.

    Forgiven are caps lock, line ends and blanks around it, and an address that ends in the token.
    """
    token = scanned.strip().rstrip("/").rpartition("/")[2].upper()
    if len(token) != TOKEN_LENGTH or not set(token) <= set(TOKEN_ALPHABET):
        return None
    return token


def qr_png(text: str, *, box: int = 8, level: Level = Level.Q) -> bytes:
    """Return a black-and-white PNG of ``text`` as a QR code with its quiet zone, ``box`` pixels a module.

    Text made only of digits, A-Z, blank and ``$%*+-./:`` is packed in the alphanumeric mode (smaller); all
    else as UTF-8 bytes. Raises ValueError when ``text`` is empty or too long for a QR code, or ``box`` is
    below 1.
    """
    if not text or box < 1:
        raise ValueError("a QR code needs text and a box of at least one pixel")
    code = qrcode.QRCode(error_correction=_CORRECTION[level], border=QUIET_ZONE)
    # optimize=0: one mode for the whole text; the default cuts it into chunks, which costs capacity.
    code.add_data(text, optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise ValueError("the text is too long for a QR code") from error
    return _png(code.get_matrix(), box=box)


def _png(modules: Sequence[Sequence[bool]], *, box: int) -> bytes:
    side = len(modules)
    pixels = bytes(0 if dark else 255 for row in modules for dark in row)
    small = Image.frombytes("L", (side, side), pixels).convert("1", dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.resize((side * box, side * box), Image.Resampling.NEAREST).save(out, "PNG", optimize=True)
    return out.getvalue()


def token_png(token: str) -> bytes:
    """Return a token (``new_token``) as a QR code of one pixel a module, quiet zone included (33 × 33 pixels).

    Level Q: on scratched and glossy cards it is read most often, level H makes the modules smaller (a test compares).
    Size and mask are given instead of searched: any mask can be read, and version 2 holds every token. For whoever
    draws thousands, and enlarges without smoothing.
    """
    bits = _Bits()
    QRData(token, MODE_ALPHA_NUM).write(bits)
    empty, flips = _modules_of_bits(len(token))
    modules = empty
    for number, flip in enumerate(flips):
        if bits.value >> number & 1:
            modules ^= flip
    out = io.BytesIO()
    Image.frombytes("1", (TOKEN_SIDE, TOKEN_SIDE), modules.to_bytes(_ROW_BYTES * TOKEN_SIDE)).save(out, "PNG")
    return out.getvalue()


class _Bits:
    """Stands in for the buffer of ``qrcode``: what is put into it becomes one number."""

    def __init__(self) -> None:
        self.value = 0

    def put(self, number: int, length: int) -> None:
        """Append ``number`` as ``length`` bits."""
        self.value = self.value << length | number


class _Given(QRData):  # type: ignore[misc]
    """Text of ``length`` signs whose bits are given instead of its signs."""

    def __init__(self, length: int, value: int) -> None:
        super().__init__("0" * length, MODE_ALPHA_NUM)
        self.value = value

    def write(self, buffer: Any) -> None:
        """Put the bits into the library's buffer."""
        buffer.put(self.value, _bits_in(len(self.data)))


def _bits_in(length: int) -> int:
    """Return how many bits so many signs take in the alphanumeric mode: two in 11, a last one alone in 6."""
    return length // 2 * 11 + length % 2 * 6


@cache
def _modules_of_bits(length: int) -> tuple[int, tuple[int, ...]]:
    """Return the code of ``length`` signs whose bits are all 0, and which modules each bit (the lowest first) flips.

    Data, error correction and mask of a QR code are added without carry: the modules of a text are those of its bits,
    one flipped over the other. ``qrcode`` makes the code of each bit once; a text then takes a fifth of the time.
    """
    empty = _modules(_Given(length, 0))
    return empty, tuple(_modules(_Given(length, 1 << bit)) ^ empty for bit in range(_bits_in(length)))


def _modules(data: QRData) -> int:
    """Return the code of ``data`` as the bits of a picture, quiet zone included: 1 is white, rows fill whole bytes."""
    code = qrcode.QRCode(
        version=2, error_correction=_CORRECTION[Level.Q], border=QUIET_ZONE, mask_pattern=TOKEN_MASK
    )
    code.add_data(data)
    code.make(fit=False)
    picture = 0
    for row in code.get_matrix():
        bits = "".join("0" if dark else "1" for dark in row)
        picture = picture << _ROW_BYTES * 8 | int(bits, 2) << _ROW_BYTES * 8 - len(row)
    return picture


def data_uri(png: bytes) -> str:
    """Return ``png`` as a ``data:`` address for the HTML of a paper (no file, no network)."""
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")
