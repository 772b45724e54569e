"""What may be said about a contact, and what must be left of a minor's. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from center.errors import RuleViolation


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactEntry:
    """A relative or representative as typed."""

    full_name: str
    relation: str
    phone: str = ""
    address: str = ""
    is_representative: bool = False
    is_main: bool = False
    may_visit: bool = True
    not_told: bool = False
    not_told_reason: str = ""


def check_entry(entry: ContactEntry) -> None:
    """Refuse a contact without name or relation, and one that must not be told but would be all the same."""
    if not entry.full_name:
        raise RuleViolation("contact.name_needed", field="full_name")
    if not entry.relation:
        raise RuleViolation("contact.relation_needed", field="relation")
    if not entry.not_told:
        return
    if not entry.not_told_reason:
        raise RuleViolation("contact.not_told_reason", field="not_told_reason")
    if entry.is_main:
        raise RuleViolation("contact.not_told_main", field="is_main")
    if entry.may_visit:
        raise RuleViolation("contact.not_told_visits", field="may_visit")


def check_change(before: ContactEntry, after: ContactEntry, reason: str) -> None:
    """Refuse a correction that corrects nothing, or does not say why."""
    if before == after:
        raise RuleViolation("contact.nothing_changed")
    check_reason(reason)


def check_reason(reason: str) -> None:
    """Refuse a change without its reason."""
    if not reason:
        raise RuleViolation("contact.reason_needed", field="reason")


@dataclass(frozen=True, slots=True)
class Kin:
    """A contact that counts, as far as the rules about a family go."""

    is_representative: bool
    not_told: bool

    @property
    def represents(self) -> bool:
        """True for a representative who may be told."""
        return self.is_representative and not self.not_told


def lacks_representative(family: Iterable[Kin], *, minor: bool) -> bool:
    """Tell whether a minor has nobody who represents and may be told.

    Source: Law 120/2025 art. 36; Civil Code 91/2015 art. 136: parents or guardian represent a minor.
    """
    return minor and not any(one.represents for one in family)


def check_family(before: Iterable[Kin], after: Iterable[Kin], *, minor: bool) -> None:
    """Refuse to take the last representative of a minor away; a family that had none may be written all the same."""
    if lacks_representative(after, minor=minor) and not lacks_representative(before, minor=minor):
        raise RuleViolation("contact.minor_needs_representative")
