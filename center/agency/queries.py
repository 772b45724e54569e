"""What is asked about the center itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select

from center.agency.models import CenterProfile, SiteKind, SiteState
from center.agency.rules import TEXTS, Profile
from center.db import db
from center.errors import NotFound
from center.legal.queries import parameter_book

HEAD_TITLE = "labels.head"

# A center is set up once and its kind never changes, so one answer serves every later page.
_kinds: WeakKeyDictionary[Engine, SiteKind] = WeakKeyDictionary()


def site_kind() -> SiteKind | None:
    """Return what this database holds, or None while the center is not set up."""
    known = _kinds.get(db.engine)
    if known is not None:
        return known
    kind = db.session.scalar(select(SiteState.kind))
    if kind is not None and not db.session.info.get("in_unit_of_work"):
        _kinds[db.engine] = kind  # what a unit of work sees may still be rolled back
    return kind


def is_set_up() -> bool:
    """Tell whether the center has its name and first administrator."""
    return site_kind() is not None


def center_is_demo() -> bool:
    """Tell whether the people in this database are made up."""
    return site_kind() is SiteKind.DEMO


def profile_row_on(day: date) -> CenterProfile | None:
    """Return the row that holds on ``day``; before the first one, the first; None before the set-up."""
    latest = (
        select(CenterProfile)
        .where(CenterProfile.valid_from <= day)
        .order_by(CenterProfile.valid_from.desc(), CenterProfile.id.desc())
        .limit(1)
    )
    return db.session.scalar(latest) or db.session.scalar(
        # of the rows with the earliest first day, the last one recorded corrects the others
        select(CenterProfile).order_by(CenterProfile.valid_from, CenterProfile.id.desc()).limit(1)
    )


def profile_on(day: date) -> Profile:
    """Return how papers of ``day`` name the center, with the head's title of that day's law filled in.

    Days before the first row get the first row: papers are written about stays older than this program.
    Raises NotFound before the set-up; MissingParameter when the law's title is not loaded.
    """
    row = profile_row_on(day)
    if row is None:
        raise NotFound("the center is not set up")
    profile = as_profile(row)
    if profile.head_title:
        return profile
    return replace(profile, head_title=parameter_book().value_text(HEAD_TITLE, on=day))


def as_profile(row: CenterProfile) -> Profile:
    """Return the row's values as they were recorded."""
    return Profile(valid_from=row.valid_from, **{name: getattr(row, name) for name in TEXTS})


def profile_rows() -> Sequence[CenterProfile]:
    """Return every row ever recorded, the latest first day first, a correction before what it corrects."""
    query = select(CenterProfile).order_by(CenterProfile.valid_from.desc(), CenterProfile.id.desc())
    return db.session.scalars(query).all()
