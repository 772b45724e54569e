"""Naming residents on a form: one a line, by code, badge or name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import request, url_for
from sqlalchemy import select
from wtforms import TextAreaField, ValidationError

from center.db import db
from center.documents.qr import read_token
from center.errors import RuleViolation
from center.i18n import gettext as _
from center.residents.badge.models import Badge
from center.residents.person.models import Resident
from center.residents.search.hits import Found
from center.residents.search.queries import find
from center.residents.stay.models import Stay
from center.residents.stay.queries import stay_or_404
from center.ui.forms import BaseForm
from center.ui.messages import sentence

MOST_LINES = 300
"""Of one form; a whole zone that is missing still fits."""
SHOWN = 5
"""Candidates named when a line is ambiguous."""

_CODE = re.compile(r"(HV[0-9]{6,})\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class People:
    """What the lines of a box mean."""

    stays: tuple[Stay, ...]
    """In the order of the lines; the newest stay of each person."""
    refusals: tuple[RuleViolation, ...]
    """One for every line that means nobody, or more than one."""


def line_of(stay: Stay) -> str:
    """Return how a person stands on such a line."""
    return f"{stay.resident.code} {stay.resident.full_name}"


def lines_of(stays: Iterable[Stay]) -> str:
    """Return the text that names ``stays``."""
    return "\n".join(line_of(stay) for stay in stays)


def named_in_address() -> str:
    """Return the lines for the people this page's address names (``?stay=12&stay=15``). Raises NotFound."""
    return lines_of(stay_or_404(stay_id) for stay_id in request.args.getlist("stay", type=int))


def find_people(text: str) -> People:
    """Return the people named in ``text``, one a line; blank lines do not count.

    Codes and badges cost two statements together, a name one each.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        return People((), (RuleViolation("security.too_many_people", count=len(lines), most=MOST_LINES),))
    codes = {line: found.group(1).upper() for line in lines if (found := _CODE.fullmatch(line))}
    tokens = {line: token for line in lines if (token := read_token(line))}
    known = _by_code(codes.values()) | _by_token(tokens.values())
    stays: list[Stay] = []
    refusals: list[RuleViolation] = []
    for line in lines:
        key = codes.get(line) or tokens.get(line)
        try:
            stay = _one_named(line) if key is None else known.get(key)
            if stay is None:
                raise RuleViolation("security.person_unknown", typed=line)
            if stay in stays:
                raise RuleViolation("security.person_twice", person=line_of(stay))
            stays.append(stay)
        except RuleViolation as refusal:
            refusals.append(refusal)
    return People(tuple(stays), tuple(refusals))


def _by_code(codes: Iterable[str]) -> dict[str, Stay]:
    wanted = set(codes)
    if not wanted:
        return {}
    rows = db.session.scalars(
        select(Stay).join(Stay.resident).where(Resident.code.in_(wanted)).order_by(Stay.id)
    )
    return {stay.resident.code: stay for stay in rows}


def _by_token(tokens: Iterable[str]) -> dict[str, Stay]:
    wanted = set(tokens)
    if not wanted:
        return {}
    rows = db.session.execute(
        select(Badge.token, Stay).join(Stay, Stay.id == Badge.stay_id).where(Badge.token.in_(wanted))
    )
    return dict(rows.all())


def _one_named(name: str) -> Stay | None:
    """Return the one person ``name`` can mean, those in the center before all others.

    Raises RuleViolation when it can mean several.
    """
    found = find(name, limit=SHOWN + 1)
    inside = [one for one in found if one.is_open]
    candidates = inside or found
    if len(candidates) > 1:
        raise RuleViolation("security.person_ambiguous", typed=name, people=_shown(candidates))
    return db.session.get(Stay, candidates[0].stay_id) if candidates else None


def _shown(candidates: Sequence[Found]) -> str:
    shown = [suggestion(one) for one in candidates[:SHOWN]]
    return ", ".join([*shown, "…"] if len(candidates) > SHOWN else shown)


def suggestion(found: Found) -> str:
    """Return one answer of the search as a line of the box, with the bed that tells namesakes apart."""
    bed = f" ({found.bed})" if found.bed else ""
    return f"{found.resident.code} {found.resident.full_name}{bed}"


class PeopleField(TextAreaField):  # type: ignore[misc]  # WTForms is untyped
    """A box with one person a line; after validation ``stays`` holds them.

    Scripts put a search box below it (static/js/people-picker.js); a wedge scanner can type into it.
    """

    stays: tuple[Stay, ...] = ()

    def __call__(self, **kwargs: object) -> str:
        """Draw the box with what the search box needs to know."""
        words = {
            "rows": "3",
            "spellcheck": "false",
            "data-people": url_for("residents.search_options"),
            "data-people-label": _("Tìm để thêm: tên, mã, giường, thẻ"),
            "data-people-none": _("Không tìm thấy ai. Gõ lại tên, có dấu hoặc không dấu."),
            "data-people-found": _("kết quả, dùng phím mũi tên để chọn"),
            "data-people-failed": _("Không hỏi được máy chủ. Kiểm tra mạng rồi gõ lại."),
        }
        drawn: str = super().__call__(**{**words, **kwargs})
        return drawn

    def pre_validate(self, form: BaseForm) -> None:
        """Find everybody; refuse with a sentence for each line at fault."""
        found = find_people(self.data or "")
        self.stays = found.stays
        if found.refusals:
            told = [sentence(refusal) for refusal in found.refusals]
            raise ValidationError(" ".join([*(one.what for one in told), told[0].next_step]))
