"""Takes a scanned text apart into the fields of a card, whatever the scanner and the keyboard did to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from center.residents.identity.model import CardRefusal
from center.vietnamese import fold

CARD_FIELDS = 7
SHORTEST_CARD = 6
"""Fields of the shortest text accepted: the seven of the card without the old number (INTEROP 1.1)."""
LONGEST_TEXT = 3000
"""A QR code holds at most 2,953 bytes."""

_FRAME = " \t\r\n\x00\x02\x03\x04\x1d\x1e\ufeff"
"""What scanners put around a code: blanks, line ends, STX/ETX/EOT, group separators."""
_SYMBOLOGY = re.compile(r"^\][A-Za-z]\d")
"""The prefix that tells the kind of bar code (]Q1), if the scanner is set to send it."""
_HEX_DUMP = re.compile(r"(?:[0-9A-Fa-f]{2}\s*){20,}")

_DATE = r"\d{8}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_BY_SHAPE = re.compile(
    rf"""(?P<number>\d{{10,12}})(?P<mark>[^0-9A-Za-z\s]|\t)
    (?:(?P<old>\d{{9}})?(?P=mark))?
    (?P<name>\D+?)(?P=mark)(?P<birth>{_DATE})(?P=mark)(?P<sex>\D{{1,6}}?)(?P=mark)
    (?P<address>.*?)(?P=mark)(?P<issued>{_DATE})(?:(?P=mark)(?P<extra>.*))?""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_WITHOUT_MARKS = re.compile(
    r"""(?P<number>\d{12})(?P<old>\d{9})?(?P<name>\D+)(?P<birth>\d{8})(?P<sex>Nam|NAM|Nữ|NỮ)
    (?P<address>\D.*?)(?P<issued>\d{8})""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)
# The digit row of the Windows layout "Vietnamese" writes these letters and tones instead of 1234567890.
_VIETNAMESE_DIGIT_ROW = frozenset("aeođĐ\u0306\u0302\u0300\u0309\u0303\u0301\u0323")

_LABELS: Mapping[str, str] = MappingProxyType(
    {
        label: name
        for name, labels in {
            "number": "cccd;so cccd;so can cuoc;so can cuoc cong dan;so dinh danh;so dinh danh ca nhan;so;cc",
            "old_number": "cmnd;so cmnd;so cmnd cu;cmnd cu",
            "full_name": "ho ten;ho va ten;ho, chu dem va ten khai sinh;ten;full name;name",
            "birth_date": "ngay sinh;ngay, thang, nam sinh;ngay thang nam sinh;sinh ngay;date of birth",
            "sex": "gioi tinh;phai;sex",
            "address": "dia chi;noi thuong tru;thuong tru;noi cu tru;ho khau;ho khau thuong tru;address",
            "issued_on": "ngay cap;cap ngay;ngay, thang, nam cap;date of issue",
        }.items()
        for label in labels.split(";")
    }
)
_LABELLED = re.compile(r"\s*([^:|]{2,40}?)\s*:\s*(.*?)\s*", re.DOTALL)
_POSITIONS = ("number", "old_number", "full_name", "birth_date", "sex", "address", "issued_on")


@dataclass(frozen=True, slots=True)
class RawFields:
    """The fields in the card's order, raw but for hex that was undone; seven or more."""

    values: tuple[str, ...]
    replaced_mark: str = ""
    """The character that arrived instead of ``|``, or ``Tab``; empty when the marks were right."""
    marks_lost: bool = False
    """Nothing arrived between the fields; they were told apart by their shape."""
    was_hex: bool = False
    """Name or address came as hex of UTF-8, as on the older health-insurance card."""


def split_card(raw: str) -> RawFields | CardRefusal:
    """Return the fields of the card text ``raw`` in the order of INTEROP 1.1, or why it cannot be a card.

    Understands ``|`` between the fields, another mark typed by a wrong keyboard layout (only where the shape
    of all fields proves it), no mark at all (same), labelled fields in any order, a whole text in hex (the
    scanner's dump mode), single fields in hex, and the six fields of a text without the old number.
    """
    text = _SYMBOLOGY.sub("", raw.strip(_FRAME)).strip(_FRAME)
    if not text:
        return CardRefusal("identity.card_empty")
    if len(text) > LONGEST_TEXT:
        return CardRefusal("identity.card_too_long", {"length": len(text), "longest": LONGEST_TEXT})
    if _HEX_DUMP.fullmatch(text):
        text = _read_hex("".join(text.split())) or text
    labelled = _by_label(text)
    if labelled:
        return labelled
    if "|" in text:
        return _by_pipe(text)
    return _by_shape(text) or _refusal_without_pipe(text)


def _by_pipe(text: str) -> RawFields | CardRefusal:
    values = [value.strip(_FRAME) for value in text.split("|")]
    was_hex = False
    for i, value in enumerate(values[1:], start=1):
        decoded = _read_hex(value)
        if decoded:
            values[i], was_hex = decoded, True
    count = len(values)
    if count > 1 and any(c.isalpha() for c in values[1]):
        values.insert(1, "")
    elif count == SHORTEST_CARD:
        return CardRefusal("identity.card_too_few_fields", {"count": count, "expected": CARD_FIELDS})
    if count < SHORTEST_CARD:
        return CardRefusal("identity.card_too_few_fields", {"count": count, "expected": CARD_FIELDS})
    return RawFields(tuple(values), was_hex=was_hex)


def _by_shape(text: str) -> RawFields | None:
    found = _BY_SHAPE.fullmatch(text)
    if found:
        mark = found["mark"]
        extra = found["extra"].split(mark) if found["extra"] is not None else []
        return RawFields((*_seven(found), *extra), replaced_mark="Tab" if mark == "\t" else mark)
    found = _WITHOUT_MARKS.fullmatch(unicodedata.normalize("NFC", text))
    return RawFields(_seven(found), marks_lost=True) if found else None


def _seven(found: re.Match[str]) -> tuple[str, ...]:
    names = ("number", "old", "name", "birth", "sex", "address", "issued")
    return tuple((found[name] or "").strip(_FRAME) for name in names)


def _by_label(text: str) -> RawFields | None:
    values: dict[str, str] = {}
    rest = []
    for part in re.split(r"[|\n]", text):
        found = _LABELLED.fullmatch(part)
        name = _LABELS.get(fold(found[1])) if found else None
        if found and name and name not in values:
            values[name] = found[2].strip(_FRAME)
        elif part.strip(_FRAME):
            rest.append(part.strip(_FRAME))
    if len(values) < SHORTEST_CARD - 1 or "number" not in values:
        return None
    return RawFields((*(values.get(name, "") for name in _POSITIONS), *rest))


def _read_hex(value: str) -> str | None:
    """Return the text whose UTF-8 bytes ``value`` spells in hex, or None when it is no such text."""
    if len(value) < 4 or not re.search(r"\d", value):
        return None
    try:
        decoded = bytes.fromhex(value).decode("utf-8")
    except ValueError:
        return None
    readable = all(c.isprintable() and c <= "\u201f" for c in decoded) and any(c.isalpha() for c in decoded)
    return decoded if readable else None


def _refusal_without_pipe(text: str) -> CardRefusal:
    start = unicodedata.normalize("NFD", text)[:12]
    if len(start) == 12 and all(c in _VIETNAMESE_DIGIT_ROW for c in start):
        return CardRefusal("identity.card_keyboard_layout")
    if re.fullmatch(r"[\d\s]{1,20}", text, re.ASCII):
        return CardRefusal("identity.card_only_number", {"number": "".join(text.split())})
    if re.match(r"[IAC][A-Z<][A-Z]{3}[A-Z0-9<]", text) and "<<" in text:
        return CardRefusal("identity.card_is_mrz")
    return CardRefusal("identity.card_not_recognised", {"length": len(text)})
