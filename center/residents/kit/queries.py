"""What was handed out to whom, and what is still owed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from center.db import db
from center.errors import NotFound
from center.legal.queries import parameter_book
from center.residents.kit.models import KitIssue, KitLine, KitSize
from center.residents.kit.rules import (
    HYGIENE,
    Given,
    MoneyNorm,
    NormItem,
    Owed,
    money_norm,
    norm_items,
    owed,
    season_open,
)
from center.residents.stay.queries import RollFilter, RollLine, roll

EVERYBODY = 100_000


def given_to(stay_ids: Collection[int]) -> Mapping[int, Sequence[Given]]:
    """Return what each stay got that counts, corrected issues left out, in one statement."""
    found: dict[int, list[Given]] = defaultdict(list)
    if not stay_ids:
        return found
    amended = select(KitIssue.amends_id).where(KitIssue.amends_id.is_not(None))
    rows = db.session.execute(
        select(KitIssue.stay_id, KitLine.code, KitIssue.issued_on, func.sum(KitLine.quantity))
        .join(KitLine, KitLine.issue_id == KitIssue.id)
        .where(KitIssue.stay_id.in_(stay_ids), KitIssue.id.not_in(amended))
        .group_by(KitIssue.stay_id, KitLine.code, KitIssue.issued_on)
    )
    for stay_id, code, day, quantity in rows:
        found[stay_id].append(Given(code, int(quantity), day))
    return found


def values_of(stay_ids: Collection[int], since: date, until: date, code: str | None = None) -> dict[int, int]:
    """Return what was handed out to each stay from ``since`` to ``until``, both included, in đồng; one statement."""
    if not stay_ids:
        return {}
    amended = select(KitIssue.amends_id).where(KitIssue.amends_id.is_not(None))
    wanted = (
        select(KitIssue.stay_id, func.sum(KitLine.value_vnd))
        .join(KitLine, KitLine.issue_id == KitIssue.id)
        .where(
            KitIssue.stay_id.in_(stay_ids),
            KitIssue.id.not_in(amended),
            KitIssue.issued_on.between(since, until),
            KitLine.value_vnd.is_not(None),
        )
        .group_by(KitIssue.stay_id)
    )
    if code is not None:
        wanted = wanted.where(KitLine.code == code)
    return {stay_id: int(total or 0) for stay_id, total in db.session.execute(wanted)}


def hygiene_spent(stay_ids: Collection[int], on: date) -> dict[int, int]:
    """Return what went into women's hygiene in the calendar month of ``on``, in đồng by stay."""
    first = on.replace(day=1)
    last = date.fromordinal(date(first.year + first.month // 12, first.month % 12 + 1, 1).toordinal() - 1)
    return values_of(stay_ids, first, last, HYGIENE)


def sizes_of(stay_ids: Collection[int]) -> dict[int, KitSize]:
    """Return the newest sizes of each stay that has any, in one statement."""
    if not stay_ids:
        return {}
    newest = select(func.max(KitSize.id)).where(KitSize.stay_id.in_(stay_ids)).group_by(KitSize.stay_id)
    return {row.stay_id: row for row in db.session.scalars(select(KitSize).where(KitSize.id.in_(newest)))}


@dataclass(frozen=True, slots=True)
class IssueLine:
    """An issue of a stay, and whether it was put right since."""

    issue: KitIssue
    amended: bool


def issues_of(stay_id: int) -> Sequence[IssueLine]:
    """Return what was handed out to the stay, newest first; two statements."""
    issues = db.session.scalars(
        select(KitIssue)
        .options(selectinload(KitIssue.lines))
        .where(KitIssue.stay_id == stay_id)
        .order_by(KitIssue.issued_on.desc(), KitIssue.id.desc())
    ).all()
    gone = {issue.amends_id for issue in issues}
    return [IssueLine(issue, issue.id in gone) for issue in issues]


def issue_or_404(stay_id: int, issue_id: int) -> IssueLine:
    """Return an issue of the stay. Raises NotFound."""
    found = next((line for line in issues_of(stay_id) if line.issue.id == issue_id), None)
    if found is None:
        raise NotFound(f"no kit issue {issue_id} of stay {stay_id}")
    return found


@dataclass(frozen=True, slots=True)
class Norm:
    """The norm in force on a day."""

    items: tuple[NormItem, ...]
    money: MoneyNorm | None
    cold_season: bool
    hygiene_cap: int | None

    @property
    def verified(self) -> bool:
        """Whether every row was compared with the official text."""
        return all(item.is_verified for item in self.items)


def norm_on(on: date) -> Norm:
    """Return the norm of ``on``."""
    book = parameter_book()
    cap = book.find_or_none("hygiene.women_month_max", on)
    return Norm(
        norm_items(book, on),
        money_norm(book, on),
        season_open(book, on),
        cap.value if cap is not None and isinstance(cap.value, int) else None,
    )


def owed_to(stay_ids: Collection[int], on: date, norm: Norm) -> dict[int, tuple[Owed, ...]]:
    """Return how the norm stands for each of ``stay_ids``, in one statement."""
    given = given_to(stay_ids)
    return {
        stay_id: owed(norm.items, given.get(stay_id, ()), on, cold_season=norm.cold_season)
        for stay_id in stay_ids
    }


@dataclass(frozen=True, slots=True)
class DueLine:
    """A resident with what is due."""

    line: RollLine
    owed: tuple[Owed, ...]
    clothes: str
    shoes: str
    hygiene_left: int | None
    """Đồng left of the month's cap; None for men."""

    @property
    def due(self) -> tuple[Owed, ...]:
        """What should be handed out now."""
        return tuple(one for one in self.owed if one.is_due)

    def left(self, code: str) -> int:
        """What is owed of one thing now."""
        return next((one.left for one in self.owed if one.item.code == code and not one.waiting), 0)

    def size(self, kind: str) -> str:
        """Return the size a thing of ``kind`` takes."""
        return {"clothes": self.clothes, "shoes": self.shoes}.get(kind, "")


def due_lines(
    zone_id: int | None, on: date, *, at: datetime, norm: Norm, offset: int = 0, limit: int | None = None
) -> tuple[list[DueLine], int]:
    """Return the residents of a zone (None: all) with what is due to each, by name, and how many they are.

    Eight statements, whatever their number.
    """
    lines, total = roll(
        RollFilter(zone_id=zone_id), at=at, on=on, offset=offset, limit=EVERYBODY if limit is None else limit
    )
    ids = [line.stay.id for line in lines]
    standing, sizes, spent = owed_to(ids, on, norm), sizes_of(ids), hygiene_spent(ids, on)
    found = []
    for line in lines:
        size = sizes.get(line.stay.id)
        woman = line.stay.resident.sex.value == "female"
        found.append(
            DueLine(
                line,
                standing[line.stay.id],
                size.clothes if size else "",
                size.shoes if size else "",
                max(0, norm.hygiene_cap - spent.get(line.stay.id, 0))
                if woman and norm.hygiene_cap is not None
                else None,
            )
        )
    return found, total


@dataclass(frozen=True, slots=True)
class Need:
    """What must be ready of one thing."""

    code: str
    people: int
    quantity: int
    sizes: tuple[tuple[str, int], ...]
    """Quantity by size; an empty size is not known yet."""


def needs(lines: Sequence[DueLine], norm: Norm, size_of: Mapping[str, str]) -> list[Need]:
    """Return what ``lines`` need of each thing, in the order of the norm; ``size_of``: which size a code takes."""
    people: dict[str, int] = defaultdict(int)
    sizes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        for one in line.due:
            people[one.item.code] += 1
            sizes[one.item.code][line.size(size_of.get(one.item.code, ""))] += one.left
    return [
        Need(code, people[code], sum(sizes[code].values()), tuple(sorted(sizes[code].items())))
        for code in (item.code for item in norm.items)
        if people[code]
    ]
