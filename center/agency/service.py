"""Setting the center up, and changing how papers name it. Nothing commits here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from center.agency import queries, rules
from center.agency.audit import CenterSetUp, ProfileAmended
from center.agency.models import CenterProfile, SiteKind, SiteState
from center.agency.rules import TEXTS, Profile
from center.audit.actor import Actor
from center.audit.service import record
from center.auth.access import actor_of
from center.auth.models import Account
from center.auth.permissions import Role
from center.auth.queries import has_accounts
from center.auth.service import create_account, ensure_roles
from center.clock import local_date
from center.db import db
from center.errors import Conflict, NotFound, RuleViolation
from center.vietnamese.text import nfc

FARTHEST = timedelta(days=366)
"""A change is known from a decision that is already signed; a later first day is a slip of the year."""


@dataclass(frozen=True, slots=True)
class FirstAdministrator:
    """Who will make everybody else's account."""

    username: str
    full_name: str
    title: str
    password: str


def set_up(profile: Profile, *, kind: SiteKind, actor: Actor, now: datetime) -> CenterProfile:
    """Make this database a center's: its kind, its first profile and the roles.

    Raises NotFound when that was done before, Conflict when it is being done by somebody else;
    RuleViolation as ``rules.checked``.
    """
    profile = rules.checked(profile)
    if queries.is_set_up():
        raise NotFound("the center is already set up")
    db.session.add(SiteState(id=1, kind=kind, created_at=now))
    try:
        db.session.flush()  # the one row of the table: of two set-ups at the same moment one stops here
    except IntegrityError as error:
        raise Conflict("the center was set up at this very moment") from error
    ensure_roles()
    row = _row(profile, basis="", amends=None, actor=actor, now=now)
    record(CenterSetUp(center_name=profile.name, kind=kind.value), actor=actor, at=now)
    return row


def set_up_by_hand(profile: Profile, administrator: FirstAdministrator, *, now: datetime) -> Account:
    """Set up a real center from the set-up page, with its first administrator; return their account.

    Raises NotFound when anybody can sign in already: who comes first to the page must not become master
    of a center that is in use. RuleViolation as ``rules.checked`` and ``auth.service.create_account``.
    """
    profile = rules.checked(profile)
    if has_accounts():
        raise NotFound("this database is in use")
    account = create_account(
        administrator.username,
        administrator.full_name,
        administrator.title,
        administrator.password,
        [Role.ADMINISTRATOR],
        actor=Actor.system("set-up"),
        now=now,
    )
    set_up(profile, kind=SiteKind.REAL, actor=actor_of(account), now=now)
    return account


def amend_profile(profile: Profile, basis: str, *, actor: Actor, now: datetime) -> CenterProfile:
    """Add a row that holds from ``profile.valid_from`` until the next row's first day.

    ``basis``: the paper the change rests on; a row with the first day of another one corrects it, and
    ``basis`` says why. Raises RuleViolation (``agency.basis_needed``, ``agency.nothing_changed``,
    ``agency.first_day_far``, and as ``rules.checked``); NotFound before the set-up.
    """
    profile = rules.checked(profile)
    basis = nfc(basis)
    if not basis:
        raise RuleViolation("agency.basis_needed", field="basis")
    if profile.valid_from > local_date(now) + FARTHEST:
        raise RuleViolation("agency.first_day_far", field="valid_from", day=profile.valid_from)
    held = queries.profile_row_on(profile.valid_from)
    if held is None:
        raise NotFound("the center is not set up")
    changed = rules.changes(queries.as_profile(held), profile)
    # before the first row nothing was recorded, so an equal row there says something new
    if not changed and held.valid_from <= profile.valid_from:
        raise RuleViolation("agency.nothing_changed", day=profile.valid_from)
    amends = held if held.valid_from == profile.valid_from else None
    row = _row(profile, basis=basis, amends=amends, actor=actor, now=now)
    event = ProfileAmended(
        profile_id=row.id,
        valid_from=profile.valid_from,
        changed=changed,
        before=tuple(getattr(held, name) for name in changed),
        after=tuple(getattr(profile, name) for name in changed),
        basis=basis,
    )
    record(event, actor=actor, at=now)
    return row


def _row(
    profile: Profile, *, basis: str, amends: CenterProfile | None, actor: Actor, now: datetime
) -> CenterProfile:
    row = CenterProfile(
        valid_from=profile.valid_from,
        **{name: getattr(profile, name) for name in TEXTS},
        basis=basis,
        amends_id=amends.id if amends else None,
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    db.session.add(row)
    db.session.flush()  # the record names the id
    return row
