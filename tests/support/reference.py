"""What every test's database holds: legal parameters, places, the center's profile, one account per role."""

from __future__ import annotations

from datetime import UTC, datetime

from center.auth.models import Account, AccountRole
from center.auth.permissions import ROLE_LABELS, Role
from center.auth.service import ensure_roles
from center.db import db, unit_of_work
from center.legal.service import load_parameters
from center.places.service import load_places
from tests.support.agency import set_up_agency
from tests.support.buildings import build_zones

LONG_AGO = datetime(2021, 12, 31, 17, tzinfo=UTC)

PASSWORD = "mat-khau-thu-nghiem"


def fill() -> None:
    """Load the reference data into the current app's database."""
    from flask_security import hash_password

    hashed = hash_password(PASSWORD)
    with unit_of_work() as session:
        load_parameters(session)
        load_places(session)
        ensure_roles()
        session.flush()
        roles = {role.name: role for role in session.scalars(db.select(AccountRole))}
        for role in Role:
            session.add(
                Account(
                    username=role.value,
                    full_name=f"Nguyễn Văn {ROLE_LABELS[role].split()[-1].capitalize()}",
                    title=ROLE_LABELS[role],
                    password=hashed,
                    active=True,
                    fs_uniquifier=f"uniquifier-{role.value}",
                    must_change_password=False,
                    created_at=LONG_AGO,
                    roles=[roles[role.value]],
                )
            )
        set_up_agency(session, at=LONG_AGO)
        build_zones(session)
