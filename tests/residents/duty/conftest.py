"""People with their duties."""

from __future__ import annotations

from functools import partial

import pytest

from tests.residents.conftest import TakeIn


@pytest.fixture
def take_in(take_in: TakeIn) -> TakeIn:
    """Take people in as the desk does, duties and all."""
    return partial(take_in, duties=True)
