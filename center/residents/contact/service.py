"""Adding, correcting and ending contacts; the old rows stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.errors import RuleViolation
from center.residents.contact.audit import ContactAdded, ContactAmended
from center.residents.contact.phones import read_phone
from center.residents.contact.rules import (
    ContactEntry,
    Kin,
    check_change,
    check_entry,
    check_family,
    check_reason,
)
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import Contact, Stay
from center.residents.stay.queries import contacts_of
from center.residents.stay.rules import age_on
from center.residents.stay.service import ages_on
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic
from center.vietnamese import nfc


def add_contact(
    stay: Stay, entry: ContactEntry, *, client_id: str | None = None, actor: Actor, now: datetime
) -> Contact:
    """Add a contact of ``stay``; a new main one takes the place of the former. The same ``client_id`` again is one.

    Raises RuleViolation when the stay has ended, name, relation or number do not go, or somebody who must not be told
    would be.
    """
    there = _begin(stay, client_id)
    if there is not None:
        return there
    entry = _clean(entry)
    row = _row(stay, entry, client_id=client_id, actor=actor, now=now)
    _make_room(row, contacts_of(stay.id), actor, now)
    db.session.add(row)
    db.session.flush()  # the record names it
    event = ContactAdded(contact_id=row.id, representative=row.is_representative, not_told=row.not_told)
    record(event, actor=actor, at=now, stay_id=stay.id)
    _say(stay, f"Thêm thân nhân: {row.relation} {row.full_name}", actor, now)
    return row


def amend_contact(
    contact: Contact,
    entry: ContactEntry,
    *,
    reason: str,
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> Contact:
    """Put a row in the place of ``contact``, which stays to be read. Raises RuleViolation as ``add_contact``.

    Also without a reason, when nothing differs, when ``contact`` was amended or ended before, or a minor would be left
    without a representative.
    """
    stay = db.session.get_one(Stay, contact.stay_id)
    there = _begin(stay, client_id)
    if there is not None:
        return there
    family = _family_with(stay, contact)
    before, entry, reason = entry_of(contact), _clean(entry), reason.strip()
    check_change(before, entry, reason)
    rest = [one for one in family if one.id != contact.id]
    row = _row(stay, entry, amends=contact, reason=reason, client_id=client_id, actor=actor, now=now)
    _check_left(stay, family, [*rest, row], now)
    _make_room(row, rest, actor, now)
    _replace(row, contact, before, entry, actor, now)
    _say(stay, f"Sửa thân nhân: {row.relation} {row.full_name}", actor, now)
    return row


def end_contact(
    contact: Contact, *, reason: str, client_id: str | None = None, actor: Actor, now: datetime
) -> Contact:
    """Say that ``contact`` is one no more; the row stays to be read. Raises RuleViolation as ``amend_contact``."""
    stay = db.session.get_one(Stay, contact.stay_id)
    there = _begin(stay, client_id)
    if there is not None:
        return there
    family = _family_with(stay, contact)
    check_reason(reason.strip())
    _check_left(stay, family, [one for one in family if one.id != contact.id], now)
    entry = entry_of(contact)
    row = _row(stay, entry, amends=contact, reason=reason.strip(), client_id=client_id, actor=actor, now=now)
    row.ended = True
    _replace(row, contact, entry, entry, actor, now)
    _say(stay, f"Không còn là người liên hệ: {row.relation} {row.full_name}", actor, now)
    return row


def entry_of(contact: Contact) -> ContactEntry:
    """Return a row as it would be typed."""
    return ContactEntry(
        **{name: getattr(contact, name) for name in asdict(ContactEntry(full_name="", relation=""))}
    )


def is_minor(stay: Stay, now: datetime) -> bool:
    """Tell whether the person of ``stay`` is under age on the local day of ``now``."""
    day = local_date(now)
    return age_on(stay.resident.birth_date, day) < ages_on(day).adult_from


def kin(contacts: Sequence[Contact]) -> list[Kin]:
    """Return contacts as the rules about a family see them."""
    return [Kin(one.is_representative, one.not_told) for one in contacts]


def _begin(stay: Stay, client_id: str | None) -> Contact | None:
    hold(stay)
    if client_id is not None:
        there = db.session.scalars(select(Contact).where(Contact.client_id == client_id)).first()
        if there is not None:
            return there
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    return None


def _family_with(stay: Stay, contact: Contact) -> Sequence[Contact]:
    family = contacts_of(stay.id)
    if contact.id not in {one.id for one in family}:
        raise RuleViolation("contact.amended_before")
    return family


def _clean(entry: ContactEntry) -> ContactEntry:
    cleaned = replace(
        entry,
        full_name=nfc(entry.full_name).strip(),
        relation=nfc(entry.relation).strip(),
        phone=read_phone(entry.phone),
        address=nfc(entry.address).strip(),
        not_told_reason=nfc(entry.not_told_reason).strip() if entry.not_told else "",
    )
    check_entry(cleaned)
    return cleaned


def _check_left(stay: Stay, before: Sequence[Contact], after: Sequence[Contact], now: datetime) -> None:
    check_family(kin(before), kin(after), minor=is_minor(stay, now))


def _make_room(row: Contact, rest: Sequence[Contact], actor: Actor, now: datetime) -> None:
    """Let the former main contact be one among others when ``row`` is the main one."""
    if not row.is_main:
        return
    for one in rest:
        if one.is_main:
            before = entry_of(one)
            stay = db.session.get_one(Stay, one.stay_id)
            why = f"Người liên hệ chính nay là {row.full_name}"[:300]
            other = _row(stay, replace(before, is_main=False), amends=one, reason=why, actor=actor, now=now)
            _replace(other, one, before, replace(before, is_main=False), actor, now)


def _row(
    stay: Stay,
    entry: ContactEntry,
    *,
    amends: Contact | None = None,
    reason: str = "",
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> Contact:
    return Contact(
        stay_id=stay.id,
        **asdict(entry),
        amends_id=amends.id if amends else None,
        ended=False,
        reason=reason,
        client_id=client_id,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )


def _replace(
    row: Contact, contact: Contact, before: ContactEntry, after: ContactEntry, actor: Actor, now: datetime
) -> None:
    db.session.add(row)
    db.session.flush()  # the record names it
    old, new = asdict(before), asdict(after)
    event = ContactAmended(
        contact_id=row.id,
        amends_id=contact.id,
        fields=[name for name in old if old[name] != new[name]],
        ended=row.ended,
    )
    record(event, actor=actor, at=now, stay_id=row.stay_id)


def _say(stay: Stay, text: str, actor: Actor, now: datetime) -> None:
    note(
        stay.id,
        text[:300],
        area="residents",
        topic=Topic.IDENTITY,
        permission=ResidentPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
        link=f"/residents/stays/{stay.id}/contacts",
    )
