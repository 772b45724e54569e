"""How alike two people are, and why. Pure.

The points are the house's own: no law sets them. A person decides; the points only say whom to show, and in which
order. Twins, namesakes of one village and shared old numbers exist, so nothing here is ever certain but the personal
number, which is given to nobody else (NĐ 70/2024 art. 11).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from center.residents.identity.model import Sex
from center.vietnamese import fold

SHOWN_FROM = 55
"""Points from which a person is shown before a new file is made: same name and year of birth reach it."""


class Reason(StrEnum):
    """Why two people may be one, strongest first."""

    NUMBER = "number"
    CANCELLED_NUMBER = "cancelled_number"
    OLD_NUMBER = "old_number"
    NAME = "name"
    FORMER_NAME = "former_name"
    OTHER_NAME = "other_name"
    SIMILAR_NAME = "similar_name"
    BIRTH_DATE = "birth_date"
    SWAPPED_BIRTH_DATE = "swapped_birth_date"
    BIRTH_YEAR = "birth_year"
    PARENT = "parent"
    COMMUNE = "commune"
    HOME_TOWN = "home_town"
    OTHER_SEX = "other_sex"
    OTHER_NUMBER = "other_number"
    """Each has a personal number in force, and they differ."""


LONG_WORD = 6
"""Letters from which two may be wrong: "Phương" and "Phượng" have none, "Hùng" and "Hoàng" are two names."""

POINTS = {
    Reason.NUMBER: 100,
    Reason.CANCELLED_NUMBER: 90,
    Reason.OLD_NUMBER: 60,
    Reason.NAME: 40,
    Reason.FORMER_NAME: 40,
    Reason.OTHER_NAME: 30,
    Reason.SIMILAR_NAME: 25,
    Reason.BIRTH_DATE: 30,
    Reason.SWAPPED_BIRTH_DATE: 20,
    Reason.BIRTH_YEAR: 15,
    Reason.PARENT: 15,
    Reason.COMMUNE: 10,
    Reason.HOME_TOWN: 5,
    Reason.OTHER_SEX: -20,
    Reason.OTHER_NUMBER: -15,
}

AGAINST = frozenset({Reason.OTHER_SEX, Reason.OTHER_NUMBER})
_SURROUNDINGS = frozenset({Reason.PARENT, Reason.COMMUNE, Reason.HOME_TOWN})
_BIRTHS = frozenset({Reason.BIRTH_DATE, Reason.SWAPPED_BIRTH_DATE, Reason.BIRTH_YEAR})


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known of somebody, as far as likeness looks at it. Names as written, dates as known."""

    full_name: str
    birth_date: date | None = None
    sex: Sex | None = None
    numbers: frozenset[str] = frozenset()
    """Personal numbers and passports in force."""
    cancelled_numbers: frozenset[str] = frozenset()
    """Those that were the person's and are no longer."""
    old_numbers: frozenset[str] = frozenset()
    """CMND; two people may share one."""
    other_names: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    """From before a correction."""
    parents: frozenset[str] = frozenset()
    """Names of father and mother."""
    commune_ids: frozenset[int] = frozenset()
    home_town: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two people are."""

    points: int
    reasons: tuple[Reason, ...]
    """Strongest first; what speaks against comes last."""

    @property
    def is_shown(self) -> bool:
        """True when the two must be compared by a person.

        Birth and family alone are not enough: twins and brothers have both in common.
        """
        of_the_person = set(self.reasons) - AGAINST - _SURROUNDINGS - _BIRTHS
        return self.points >= SHOWN_FROM and bool(of_the_person)


def likeness(one: PersonFacts, other: PersonFacts) -> Likeness:
    """Return how alike two people are; the order of the two does not matter."""
    reasons = [
        *_numbers(one, other),
        *_names(one, other),
        *_births(one.birth_date, other.birth_date),
        *_surroundings(one, other),
        *_against(one, other),
    ]
    return Likeness(sum(POINTS[reason] for reason in reasons), tuple(reasons))


def _numbers(one: PersonFacts, other: PersonFacts) -> Iterable[Reason]:
    ever_one, ever_other = one.numbers | one.cancelled_numbers, other.numbers | other.cancelled_numbers
    if one.numbers & other.numbers:
        yield Reason.NUMBER
    elif ever_one & ever_other:
        yield Reason.CANCELLED_NUMBER
    if one.old_numbers & other.old_numbers:
        yield Reason.OLD_NUMBER


def _names(one: PersonFacts, other: PersonFacts) -> Iterable[Reason]:
    first, second = fold(one.full_name), fold(other.full_name)
    if not first or not second:
        return
    others_of_one, others_of_other = set(map(fold, one.other_names)), set(map(fold, other.other_names))
    if first == second:
        yield Reason.NAME
    elif first in map(fold, other.former_names) or second in map(fold, one.former_names):
        yield Reason.FORMER_NAME
    elif first in others_of_other or second in others_of_one or others_of_one & others_of_other:
        yield Reason.OTHER_NAME
    elif similar(first, second):
        yield Reason.SIMILAR_NAME


def _births(one: date | None, other: date | None) -> Iterable[Reason]:
    if one is None or other is None:
        return
    if one == other:
        yield Reason.BIRTH_DATE
    elif one.year == other.year:
        swapped = (one.month, one.day) == (other.day, other.month)
        yield Reason.SWAPPED_BIRTH_DATE if swapped else Reason.BIRTH_YEAR


def _surroundings(one: PersonFacts, other: PersonFacts) -> Iterable[Reason]:
    if set(map(fold, one.parents)) & set(map(fold, other.parents)):
        yield Reason.PARENT
    if one.commune_ids & other.commune_ids:
        yield Reason.COMMUNE
    if one.home_town and fold(one.home_town) == fold(other.home_town):
        yield Reason.HOME_TOWN


def _against(one: PersonFacts, other: PersonFacts) -> Iterable[Reason]:
    if one.sex is not None and other.sex is not None and one.sex is not other.sex:
        yield Reason.OTHER_SEX
    ever_one, ever_other = one.numbers | one.cancelled_numbers, other.numbers | other.cancelled_numbers
    if one.numbers and other.numbers and not ever_one & ever_other:
        yield Reason.OTHER_NUMBER


def similar(one: str, other: str) -> bool:
    """Tell whether two folded names may be one badly heard or copied.

    The same words in another order; family and given name alike with a middle name more or less; or one word with a
    letter wrong, a long word with two.
    """
    first, second = one.split(), other.split()
    if sorted(first) == sorted(second):
        return True
    ends_alike = first[0] == second[0] and first[-1] == second[-1]
    if len(first) != len(second) and ends_alike and min(len(first), len(second)) >= 2:
        shorter, longer = sorted((first, second), key=len)
        return set(shorter) <= set(longer)
    wrong = [(word, wanted) for word, wanted in zip(first, second, strict=False) if word != wanted]
    if len(first) != len(second) or len(wrong) != 1:
        return False
    (word, wanted), *_rest = wrong
    allowed = 2 if min(len(word), len(wanted)) >= LONG_WORD else 1
    return distance(word, wanted, allowed) <= allowed


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters must be changed, added or dropped to get from one text to the other.

    Anything above ``most`` comes back as ``most + 1``.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before = list(range(len(other) + 1))
    for row, sign in enumerate(one, start=1):
        now = [row]
        for column, wanted in enumerate(other, start=1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (sign != wanted)))
        if min(now) > most:
            return most + 1
        before = now
    return min(before[-1], most + 1)


def swapped(day: date) -> date | None:
    """Return the date with day and month the other way round, or None when there is none or it is the same."""
    try:
        turned = date(day.year, day.day, day.month)
    except ValueError:
        return None
    return turned if turned != day else None
