"""What a center's profile must hold. Plain functions, no database."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date

from center.errors import RuleViolation
from center.vietnamese.text import nfc

SYMBOL = re.compile(r"[A-ZÀ-ỸĐ0-9][A-ZÀ-ỸĐ0-9&-]{0,14}")
"""Capitals, digits, hyphen, ampersand; it stands between the slash and the end of a paper's number."""

AGENCY_CODE = re.compile(r"\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(\.[A-Z0-9]+)*")
"""QCVN 102:2016 (``000.00.00.H41``) or Decision 20/2020/QĐ-TTg (``H55.242``); both are in use."""
AGENCY_CODE_MAX = 35

REQUIRED = ("name", "superior", "place_name", "address", "symbol", "head_name")
"""Without these no official paper has its header and signature (Decree 30/2020, Annex I)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How papers name the center from ``valid_from`` on; the texts are those of ``models.CenterProfile``."""

    valid_from: date
    name: str
    superior: str
    head_title: str = ""
    head_name: str
    advising_unit: str = ""
    place_name: str
    address: str
    phone: str = ""
    symbol: str
    agency_code: str = ""


TEXTS = tuple(item.name for item in fields(Profile) if item.name != "valid_from")


def checked(profile: Profile) -> Profile:
    """Return ``profile`` with its texts tidied: one line each, abbreviation and code in capitals.

    Raises RuleViolation (``agency.text_needed``, ``agency.symbol_shape``, ``agency.code_shape``).
    """
    texts = {name: nfc(getattr(profile, name)) for name in TEXTS}
    texts["symbol"] = texts["symbol"].upper()
    texts["agency_code"] = texts["agency_code"].upper()
    for name in REQUIRED:
        if not texts[name]:
            raise RuleViolation("agency.text_needed", field=name)
    if not SYMBOL.fullmatch(texts["symbol"]):
        raise RuleViolation("agency.symbol_shape", field="symbol")
    code = texts["agency_code"]
    if code and (len(code) > AGENCY_CODE_MAX or not AGENCY_CODE.fullmatch(code)):
        raise RuleViolation("agency.code_shape", field="agency_code")
    return Profile(valid_from=profile.valid_from, **texts)


def changes(before: Profile, after: Profile) -> tuple[str, ...]:
    """Return the names of the texts that differ, in the order of the profile."""
    return tuple(name for name in TEXTS if getattr(before, name) != getattr(after, name))
