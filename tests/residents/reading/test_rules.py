"""Readings are told apart by quarters of an hour, searches by a mark nobody can read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from center.residents.reading.rules import mark_of, slot_of


def test_a_quarter_of_an_hour_begins_on_the_quarter() -> None:
    first = slot_of(datetime(2026, 11, 22, 2, 0, tzinfo=UTC))
    assert slot_of(datetime(2026, 11, 22, 2, 14, 59, tzinfo=UTC)) == first
    assert slot_of(datetime(2026, 11, 22, 2, 15, tzinfo=UTC)) == first + 1
    with pytest.raises(ValueError, match="aware"):
        slot_of(datetime(2026, 11, 22))  # noqa: DTZ001  what it refuses


def test_a_mark_is_the_same_for_the_same_text_and_key_and_does_not_show_it() -> None:
    mark = mark_of("tran van mau", "k" * 40)
    assert mark == mark_of("tran van mau", "k" * 40)
    assert mark != mark_of("tran van mau", "q" * 40)
    assert mark != mark_of("tran van man", "k" * 40)
    assert len(mark) == 32
    assert "tran" not in mark
    assert mark_of("", "k" * 40) == ""
