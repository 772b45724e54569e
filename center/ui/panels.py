"""What features contribute to pages they do not own: the tabs and panels of a resident, the home page.

``residents`` owns the page and knows nobody above it; ``medical`` registers its tab and its panel here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from flask import current_app, render_template, url_for
from markupsafe import Markup

from center.ui.navigation import allowed


@dataclass(frozen=True, slots=True)
class FlagChip:
    """A risk to be reckoned with: what it is, how near, and what to do; drawn by ``components/chip.html``."""

    label: str
    state: str
    """info | warn | danger."""
    instruction: str


@dataclass(frozen=True, slots=True)
class ResidentHeader:
    """What stands on top of every page about one person; drawn by ``components/resident_header.html``."""

    stay_id: int
    resident_id: int
    full_name: str
    code: str
    age: int
    """Completed years today."""
    sex_label: str
    photo_url: str | None = None
    bed_label: str | None = None
    stage_label: str | None = None
    stage_day: int | None = None
    """Day within the stage, from 1."""
    term_end: date | None = None
    days_left: int | None = None
    """Days to ``term_end``; below zero when it has passed."""
    restrictions: list[str] = field(default_factory=list)
    """Public wordings only, never the private reason."""
    flags: list[FlagChip] = field(default_factory=list)
    """Risks that stand, the gravest first."""
    whereabouts_label: str = ""
    whereabouts_state: str = "muted"
    """ok | info | warn | danger | muted."""
    is_open: bool = True
    """False once the stay has ended."""
    kept_code: str = ""
    """Code of the file this one was merged into, when it was."""


@dataclass(frozen=True, slots=True)
class ResidentTab:
    """One tab of a resident's pages; its endpoint takes ``stay_id``."""

    key: str
    label: str
    """Lazy string."""
    endpoint: str
    permission: str | None
    order: int = 100
    """Overview and timeline first; then from 10 the course, 20 the person, 40 life at the center, 50 the modules, 60
    the end; who looked at it last."""


class TabLink(NamedTuple):
    """A tab as the page draws it."""

    key: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A box that a feature puts on another's page, such as its part of the home page."""

    slot: str
    """"home", or "resident" (built with ``stay_id``)."""
    key: str
    permission: str | None
    template: str
    """Drawn with what ``build`` returns."""
    build: Callable[..., Mapping[str, Any] | None]
    """Called with the facts of the slot; None leaves the panel out."""
    order: int = 100


_tabs: dict[str, ResidentTab] = {}
_panels: dict[tuple[str, str], Panel] = {}


def register_tab(tab: ResidentTab) -> None:
    """Add a tab; the same one again changes nothing. Raises ValueError when its key is taken."""
    known = _tabs.setdefault(tab.key, tab)
    if known is not tab and known != tab:
        raise ValueError(f"two tabs claim the key {tab.key!r}")


def register_panel(panel: Panel) -> None:
    """Add a panel; the same one again changes nothing.

    Raises ValueError when its key is taken in that slot.
    """
    known = _panels.setdefault((panel.slot, panel.key), panel)
    if known is not panel and known != panel:
        raise ValueError(f"two panels claim the key {panel.key!r} in {panel.slot!r}")


def resident_tabs(stay_id: int) -> list[TabLink]:
    """Return the tabs of a stay that the present person may open, in page order."""
    shown = [
        tab
        for tab in _tabs.values()
        if tab.endpoint in current_app.view_functions and allowed(tab.permission)
    ]
    shown.sort(key=lambda tab: tab.order)
    return [TabLink(tab.key, str(tab.label), url_for(tab.endpoint, stay_id=stay_id)) for tab in shown]


def panels(slot: str, **facts: Any) -> list[Markup]:
    """Return the drawn panels of ``slot`` that the present person may see, in page order."""
    drawn = []
    for panel in sorted(_panels.values(), key=lambda panel: panel.order):
        if panel.slot == slot and allowed(panel.permission):
            context = panel.build(**facts)
            if context is not None:
                drawn.append(Markup(render_template(panel.template, **context)))  # noqa: S704  rendered by Jinja with autoescape
    return drawn
