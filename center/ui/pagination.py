"""Long lists, a page at a time, with the state of the list kept in the address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request, url_for

T = TypeVar("T")

DEFAULT_SIZE = 50
MAX_PAGE = 1_000_000
"""Beyond any list; keeps an absurd page number from overflowing the database's OFFSET."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list."""

    items: Sequence[T]
    number: int
    """From 1."""
    size: int
    """Rows on a full page."""
    total: int
    """Rows of the whole list."""

    @property
    def pages(self) -> int:
        """How many pages there are; one for an empty list."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """Place of the first row shown, from 1; 0 when the page is empty."""
        return (self.number - 1) * self.size + 1 if self.items else 0

    @property
    def last(self) -> int:
        """Place of the last row shown; 0 when the page is empty."""
        return self.first + len(self.items) - 1 if self.items else 0

    @property
    def has_previous(self) -> bool:
        """Whether a page comes before this one."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """Whether a page comes after this one."""
        return self.number < self.pages

    @property
    def numbers(self) -> list[int | None]:
        """Page numbers to link: the ends and two around this one; None stands for a gap."""
        near = {1, self.pages, *range(self.number - 2, self.number + 3)}
        shown: list[int | None] = []
        for number in sorted(n for n in near if 1 <= n <= self.pages):
            last = shown[-1] if shown else 0
            if last is not None and number - last == 2:
                shown.append(number - 1)
            elif last is not None and number - last > 2:
                shown.append(None)
            shown.append(number)
        return shown

    def __iter__(self) -> Iterator[T]:
        """Go through the rows shown."""
        return iter(self.items)

    def __len__(self) -> int:
        """Return how many rows are shown."""
        return len(self.items)

    def url_for_page(self, number: int) -> str:
        """Return this request's address with its filters, at page ``number``."""
        if request.endpoint is None:
            raise RuntimeError("a page of a list belongs to a route")
        args: dict[str, Any] = {key: values for key, values in request.args.lists() if key != "page"}
        return url_for(request.endpoint, **(args | (request.view_args or {}) | {"page": number}))


def requested_page() -> int:
    """Return ``?page=`` of this request, at least 1; anything unreadable is page 1."""
    text = request.args.get("page", "1")
    return min(max(int(text), 1), MAX_PAGE) if text.isascii() and text.isdigit() and len(text) < 10 else 1
