"""Amounts in Vietnamese words, as every receipt writes them. Pure."""

from __future__ import annotations

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", " nghìn", " triệu", " tỷ")


def in_words(amount: int) -> str:
    """Return "Một trăm hai mươi lăm nghìn đồng" for 125000. Raises ValueError below zero or from 10¹² on."""
    if not 0 <= amount < 10**12:
        raise ValueError(f"no words for {amount}")
    if amount == 0:
        return "Không đồng"
    groups = []
    while amount:
        amount, group = divmod(amount, 1000)
        groups.append(group)
    top = len(groups) - 1
    text = " ".join(
        _three(groups[place], whole=place < top) + _GROUPS[place]
        for place in range(top, -1, -1)
        if groups[place]
    )
    return f"{text[0].upper()}{text[1:]} đồng"


def _three(number: int, *, whole: bool) -> str:
    """Return 0 < ``number`` < 1000; ``whole`` names the hundreds even when there are none."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or whole else []
    if tens == 0 and ones and words:
        words.append("linh")
    elif tens == 1:
        words.append("mười")
    elif tens:
        words.append(f"{_DIGITS[tens]} mươi")
    if ones:
        words.append(_ones(tens, ones))
    return " ".join(words)


def _ones(tens: int, ones: int) -> str:
    if ones == 1 and tens > 1:
        return "mốt"
    if ones == 5 and tens:
        return "lăm"
    return _DIGITS[ones]
