"""What axe finds wrong with a page, by WCAG 2.2 A and AA and its own best practice."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def faults(page: Page) -> list[tuple[str, str]]:
    """Return (rule, element) of every fault in the page as it is now."""
    found: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
    return [(fault["id"], node["html"][:200]) for fault in found for node in fault["nodes"]]
