"""What custody asks of those who take and give back. Pure.

Sources: Decree 116/2021 arts 55.2, 62.4, 69.3; Decree 163/2026 arts 97.3, 108.1, 123.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from center.errors import RuleViolation


@dataclass(frozen=True, slots=True)
class Signer:
    """The second signature of an act."""

    name: str
    account_id: int | None = None
    """A second member of the staff."""
    relation: str = ""
    """Of a relative; empty for the resident and for staff."""
    paper: str = ""
    """Number of the identity paper a relative showed."""


def check_signer(signer: Signer, *, first_id: int | None, first_name: str, field: str = "other") -> None:
    """Refuse nobody, or the same person twice."""
    if not signer.name.strip():
        raise RuleViolation("residents.property_signer", field=field)
    same_account = signer.account_id is not None and signer.account_id == first_id
    if same_account or signer.name.strip().casefold() == first_name.strip().casefold():
        raise RuleViolation("residents.property_same_signer", field=field)


def check_receiver(signer: Signer, resident: str) -> None:
    """Refuse anybody but ``resident`` without relation or paper."""
    if signer.name.strip().casefold() == resident.strip().casefold():
        return
    if not signer.relation.strip():
        raise RuleViolation("residents.property_receiver_relation", field="other_relation")
    if not signer.paper.strip():
        raise RuleViolation("residents.property_receiver_paper", field="other_paper")


def check_quantity(quantity: int, *, least: int = 1) -> None:
    """Refuse less than ``least`` pieces."""
    if quantity < least:
        raise RuleViolation("residents.belonging_quantity", field="belongings")


def check_return(
    left: Mapping[int, int], wanted: Mapping[int, int], names: Mapping[int, str]
) -> dict[int, int]:
    """Return what is given back, without the zeros. ``left``: pieces still held by item.

    Raises RuleViolation when nothing is named or more than is held.
    """
    chosen = {key: pieces for key, pieces in wanted.items() if pieces}
    if not chosen:
        raise RuleViolation("residents.belonging_none")
    for key, pieces in chosen.items():
        if pieces < 0 or pieces > left.get(key, 0):
            raise RuleViolation(
                "residents.belonging_too_many", item=names.get(key, "?"), left=left.get(key, 0)
            )
    return chosen


def check_correction(quantity: int, returned: int, reason: str) -> None:
    """Refuse a correction without a reason, or to fewer pieces than were given back."""
    if not reason.strip():
        raise RuleViolation("residents.property_reason", field="reason")
    if quantity < returned:
        raise RuleViolation("residents.property_below_returned", field="quantity", returned=returned)
