"""The way through the program: items that features contribute, shown to those who may use them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import current_app, request, url_for

from center.i18n import lazy_gettext as _l

SECTIONS: dict[str, str] = {
    "day": _l("Việc của tôi"),
    "residents": _l("Người cai nghiện"),
    "medical": _l("Y tế"),
    "vocational": _l("Học nghề, lao động"),
    "security": _l("An ninh"),
    "handover": _l("Bàn giao"),
    "reports": _l("Báo cáo"),
    "system": _l("Hệ thống"),
}
"""Keys and labels of the sections, in the order of the page."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """One link of the navigation."""

    label: str
    """Lazy string."""
    endpoint: str
    """Endpoint without URL parameters."""
    permission: str | None
    """Permission code; None shows the item to everyone signed in."""
    icon: str
    """Name in ``static/icons.svg``."""
    section: str
    """One of SECTIONS."""
    order: int = 100
    """Ascending within the section."""


@dataclass(frozen=True, slots=True)
class Link:
    """A navigation item as the page draws it."""

    label: str
    url: str
    icon: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The links of one section that the present person may use; never empty."""

    key: str
    label: str
    links: tuple[Link, ...]


_items: dict[str, NavItem] = {}


def register_navigation(items: Iterable[NavItem]) -> None:
    """Add items; the same item again changes nothing.

    Raises ValueError for an unknown section or for an endpoint that already has another item.
    """
    for item in items:
        if item.section not in SECTIONS:
            raise ValueError(f"unknown navigation section {item.section!r}")
        known = _items.setdefault(item.endpoint, item)
        if known is not item and known != item:
            raise ValueError(f"two navigation items claim {item.endpoint!r}")


def allowed(permission: str | None) -> bool:
    """Tell whether the present person holds ``permission``, by the Jinja global ``can``.

    None asks for nothing; without ``can`` every permission is refused.
    """
    if permission is None:
        return True
    can = current_app.jinja_env.globals.get("can")
    return callable(can) and bool(can(permission))


def navigation() -> list[Section]:
    """Return the sections with the links the present person may use, in page order.

    The current link is the item of this endpoint, or else the one whose address is the longest
    beginning of this page's address. Items whose endpoint this app does not have are left out.
    """
    shown = [item for item in _items.values() if item.endpoint in current_app.view_functions]
    shown = [item for item in shown if allowed(item.permission)]
    urls = {item.endpoint: url_for(item.endpoint) for item in shown}
    here = _current(urls)
    sections = []
    for key in SECTIONS:
        members = sorted((item for item in shown if item.section == key), key=lambda item: item.order)
        if members:
            links = (Link(str(i.label), urls[i.endpoint], i.icon, i.endpoint == here) for i in members)
            sections.append(Section(key, str(SECTIONS[key]), tuple(links)))
    return sections


def _current(urls: dict[str, str]) -> str | None:
    if request.endpoint in urls:
        return request.endpoint
    inside = [e for e, url in urls.items() if url != "/" and request.path.startswith(url.rstrip("/") + "/")]
    return max(inside, key=lambda endpoint: len(urls[endpoint]), default=None)
