"""Made-up cards and what scanners and keyboards do to their text."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta

TODAY = date(2026, 11, 22)

FAMILY_NAMES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Đặng",
    "Vũ",
    "Đỗ",
    "Ngô",
    "Lý",
    "Sùng",
    "Lò",
    "Quách",
]
MIDDLE_NAMES = ["Văn", "Thị", "Đức", "Ngọc", "Hữu", "Thành", "Quỳnh", "Xuân", "A", "Mỹ"]
GIVEN_NAMES = ["Thử", "Mẫu", "Đạt", "Hà", "Thuỷ", "Hòa", "Ước", "Ơn", "Dũng", "Hạnh", "Nguyện", "Quý", "Ánh"]
OTHER_NAMES = ["Y Moan Ênuôl", "H'Hen Niê", "Kpă H’Rơi", "Đinh A Thảo", "Rơ Châm Hyeo", "Ksor Phước"]
ADDRESSES = [
    "Thôn 3, Xã Phú Riềng, Huyện Phú Riềng, Bình Phước",
    "Tổ 2, Phường Tân Hà, Thành phố Tuyên Quang, Tuyên Quang",
    "Làng Đê Kjêng, Xã Ayun,  Huyện Mang Yang, Gia Lai",
    "Số 12/5 TP. Quy Nhơn Bình Định",
    "Ấp M’Nông, Xã Đắk Ơ, Huyện Bù Gia Mập, Bình Phước",
]
PLACE_CODES = ["070", "008", "052", "046", "040", "001", "075", "096"]


@dataclass(frozen=True)
class Card:
    number: str
    old_number: str
    full_name: str
    birth_date: date
    sex: str
    address: str
    issued_on: date

    def fields(self) -> list[str]:
        return [
            self.number,
            self.old_number,
            self.full_name,
            f"{self.birth_date:%d%m%Y}",
            self.sex,
            self.address,
            f"{self.issued_on:%d%m%Y}",
        ]

    def text(self, mark: str = "|") -> str:
        return mark.join(self.fields())


EXAMPLE = Card(
    "070095000123",
    "285000111",
    "Lê Văn Thử",
    date(1995, 3, 9),
    "Nam",
    "Thôn 3, Xã Phú Riềng, Huyện Phú Riềng, Bình Phước",
    date(2021, 4, 15),
)
SECOND = Card(
    "008304000045",
    "",
    "Hoàng Thị Mẫu",
    date(2004, 11, 20),
    "Nữ",
    "Tổ 2, Phường Tân Hà, Thành phố Tuyên Quang, Tuyên Quang",
    date(2022, 9, 2),
)


def number_for(place: str, sex: str, birth: date, serial: int) -> str:
    century = 2 * (birth.year // 100 - 19) + (sex == "Nữ")
    return f"{place}{century}{birth:%y}{serial:06}"


def random_card(rng: random.Random) -> Card:
    birth = date(1950, 1, 1) + timedelta(days=rng.randrange(365 * 62))
    issued = date(2021, 1, 2) + timedelta(days=rng.randrange(365 * 5))
    sex = rng.choice(["Nam", "Nữ"])
    name = " ".join([rng.choice(FAMILY_NAMES), rng.choice(MIDDLE_NAMES), rng.choice(GIVEN_NAMES)])
    if rng.random() < 0.15:
        name = rng.choice(OTHER_NAMES)
    return Card(
        number=number_for(rng.choice(PLACE_CODES), sex, birth, rng.randrange(10**6)),
        old_number=rng.choice(["", f"{rng.randrange(10**9):09}"]),
        full_name=name.upper() if rng.random() < 0.2 else name,
        birth_date=birth,
        sex=sex,
        address=rng.choice(ADDRESSES),
        issued_on=issued,
    )


def misread(text: str, charset: str) -> str:
    """UTF-8 bytes read in another charset, its holes passed through as C1 controls."""
    out = []
    for byte in text.encode():
        try:
            out.append(bytes([byte]).decode(charset))
        except UnicodeDecodeError:
            out.append(chr(byte))
    return "".join(out)


_TELEX_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_TELEX_SHAPES = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}


def telex_keys(text: str) -> str:
    """The keys a typist presses in Telex for ``text``: shapes at the letter, the tone at the end of the word."""
    return re.sub(r"[^\s,]+", lambda found: _telex_word(found.group()), unicodedata.normalize("NFC", text))


def _telex_word(word: str) -> str:
    keys, tone = "", ""
    for char in unicodedata.normalize("NFC", word):
        decomposed = unicodedata.normalize("NFD", char)
        tone = next((_TELEX_TONES[c] for c in decomposed if c in _TELEX_TONES), tone)
        bare = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TELEX_TONES))
        pressed = _TELEX_SHAPES.get(bare.lower(), bare)
        keys += pressed.upper() if bare.isupper() and pressed != bare else pressed
    return keys + (tone.upper() if word.isupper() and len(word) > 1 else tone)


_VNI = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_VNI_SHAPES = {"â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7", "đ": "d9"}


def vni_keys(text: str) -> str:
    """The keys a typist presses in VNI: the shape behind its letter, the tone at the end of the word."""
    return re.sub(r"[^\s,]+", lambda found: _vni_word(found.group()), unicodedata.normalize("NFC", text))


def _vni_word(word: str) -> str:
    keys, tone = "", ""
    for char in word:
        decomposed = unicodedata.normalize("NFD", char)
        tone = next((_VNI[c] for c in decomposed if c in _VNI), tone)
        bare = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _VNI))
        pressed = _VNI_SHAPES.get(bare.lower(), bare)
        keys += pressed.upper() if bare.isupper() else pressed
    return keys + tone


def without_marks(text: str) -> str:
    """What a keyboard wedge leaves of ``text`` when it drops every character above 127."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if ord(c) < 128)


def toneless(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("Đ", "D").replace("’", "'")


def changed(card: Card, **fields: object) -> Card:
    return replace(card, **fields)  # type: ignore[arg-type]
