from __future__ import annotations

from flask import Flask

from center.legal.catalogue import shipped_parameters
from center.legal.commands import legal_group


def test_load_says_what_it_did(app: Flask) -> None:
    answer = app.test_cli_runner().invoke(legal_group, ["load"])

    assert answer.exit_code == 0, answer.output
    assert answer.output == f"0 added, {len(shipped_parameters())} already there.\n"


def test_list_prints_every_row(app: Flask) -> None:
    answer = app.test_cli_runner().invoke(legal_group, ["list"])

    lines = answer.stdout.splitlines()
    assert answer.exit_code == 0, answer.output
    assert len(lines) == len(shipped_parameters()) + 1
    assert "term.first_months\tR2026\t2026-07-01\t\t24\tmonth\tV\tLuật 120/2025/QH15, điều 29.1" in lines


def test_list_of_what_nobody_compared_yet(app: Flask) -> None:
    answer = app.test_cli_runner().invoke(legal_group, ["list", "--unverified"])

    names = {line.split("\t")[0] for line in answer.stdout.splitlines()[1:]}
    assert answer.exit_code == 0, answer.output
    assert "clinical.vitals.pulse.max" in names
    assert "term.first_months" not in names
