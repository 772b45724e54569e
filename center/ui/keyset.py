"""Logs too long to be counted: newest first, each page begins where the last one ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request, url_for

T = TypeVar("T")

BEFORE = "before"
"""Name in the address of where a page begins."""


@dataclass(frozen=True, slots=True)
class KeysetPage(Generic[T]):
    """One page of a log. What is added meanwhile never moves a row from one page to another."""

    items: Sequence[T]
    before: str
    """Where this page begins; empty for the newest."""
    last: str
    """Where the next, older page begins; empty when there is none."""

    @property
    def newest_url(self) -> str:
        """Address of the first page with the same filters; empty on it."""
        return _address("") if self.before else ""

    @property
    def older_url(self) -> str:
        """Address of the next page; empty on the last."""
        return _address(self.last) if self.last else ""

    def __iter__(self) -> Iterator[T]:
        """Go through the rows shown."""
        return iter(self.items)

    def __len__(self) -> int:
        """Return how many rows are shown."""
        return len(self.items)


def keyset_page(rows: Sequence[T], size: int, key: Callable[[T], str]) -> KeysetPage[T]:
    """Return the page of ``rows``, which hold one row more than ``size`` where an older page follows."""
    shown = rows[:size]
    return KeysetPage(shown, requested_before(), key(shown[-1]) if len(rows) > size else "")


def requested_before() -> str:
    """Return ``?before=`` of this request as it came; what it means the query decides."""
    return request.args.get(BEFORE, "")[:60]


def _address(before: str) -> str:
    if request.endpoint is None:
        raise RuntimeError("a page of a log belongs to a route")
    args: dict[str, Any] = {key: values for key, values in request.args.lists() if key != BEFORE}
    return url_for(
        request.endpoint, **(args | (request.view_args or {}) | ({BEFORE: before} if before else {}))
    )
