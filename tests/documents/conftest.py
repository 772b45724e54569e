"""Papers without the floors above."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers of these tests are about stays that are not there: the floors above must not hear of them."""
    monkeypatch.setattr("center.documents.listeners._listeners", [])
