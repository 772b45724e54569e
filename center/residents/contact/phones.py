"""Telephone numbers as Vietnamese hands write them. Pure.

Mobile numbers have ten digits, 0 and one of 3 5 7 8 9; landlines begin with 02 and have ten or eleven. The mobile
numbers of eleven digits (01…) were renumbered in 2018 and ring nowhere (INTEROP.md 8.4).
"""

from __future__ import annotations

import re

from center.errors import RuleViolation

_SEPARATORS = re.compile(r"[\s.\-()\u00a0]+")
_MOBILE = re.compile(r"0[35789][0-9]{8}")
_LANDLINE = re.compile(r"02[0-9]{8,9}")
_OLD_MOBILE = re.compile(r"01[0-9]{9}")
_ABROAD = re.compile(r"\+[1-9][0-9]{7,14}")


def read_phone(text: str) -> str:
    """Return a number as it is kept, ``0912 345 678`` or ``+85620…``; empty stays empty.

    Raises RuleViolation ``contact.phone_old`` for eleven digits beginning with 01, ``contact.phone_two`` for more
    than one number, ``contact.phone`` for anything else that nobody can call.
    """
    typed = text.strip()
    if not typed:
        return ""
    bare = _SEPARATORS.sub("", typed)
    if bare.startswith("+84"):
        bare = "0" + bare[3:].removeprefix("0")
    elif re.fullmatch(r"84[235789][0-9]{8,9}", bare):
        bare = "0" + bare[2:]
    if _MOBILE.fullmatch(bare):
        return f"{bare[:4]} {bare[4:7]} {bare[7:]}"
    if _LANDLINE.fullmatch(bare):
        head = (
            3 if bare[2] in "48" else 4
        )  # Hà Nội and TP Hồ Chí Minh have two digits after the 0, all others three
        return f"{bare[:head]} {bare[head:-4]} {bare[-4:]}"
    if _ABROAD.fullmatch(bare):
        return bare
    if _OLD_MOBILE.fullmatch(bare):
        raise RuleViolation("contact.phone_old", field="phone", typed=typed)
    if re.search(r"[/;,]|\bhoặc\b", typed) or len(re.sub(r"[^0-9]", "", typed)) >= 18:
        raise RuleViolation("contact.phone_two", field="phone", typed=typed)
    raise RuleViolation("contact.phone", field="phone", typed=typed)


def tel_of(phone: str) -> str:
    """Return the target of a ``tel:`` link; empty for a text that is no number (rows from before it was checked)."""
    try:
        kept = read_phone(phone)
    except RuleViolation:
        return ""
    bare = kept.replace(" ", "")
    return f"+84{bare[1:]}" if bare.startswith("0") else bare
