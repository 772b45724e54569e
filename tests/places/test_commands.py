"""``center places …``."""

from __future__ import annotations

from flask import Flask

from center.places import dataset
from center.places.commands import places_group


def test_load_says_when_there_is_nothing_to_do(app: Flask) -> None:
    runner = app.test_cli_runner()
    result = runner.invoke(places_group, ["load"])
    assert result.exit_code == 0, result.output
    again = runner.invoke(places_group, ["load"])
    assert again.output == f"places {dataset.version()}: nothing to do\n"


def test_find_shows_communes_and_reads_addresses(app: Flask) -> None:
    runner = app.test_cli_runner()
    found = runner.invoke(places_group, ["find", "phú riềng"])
    assert "25252  Xã Phú Riềng, Thành phố Đồng Nai" in found.output
    mapped = runner.invoke(places_group, ["find", "Phường Tân Hà, TP Tuyên Quang, Tuyên Quang"])
    assert mapped.exit_code == 0, mapped.output
    assert "mapped: " in mapped.output
    assert "Phường Minh Xuân, Tỉnh Tuyên Quang" in mapped.output
