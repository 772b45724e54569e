from __future__ import annotations

from datetime import date

from flask import Flask

from center.legal.catalogue import shipped_parameters
from center.legal.commands import legal_group
from center.legal.queries import forget_parameter_book, parameter_book
from center.residents.law.commands import confirm_command


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


def test_rows_are_confirmed_from_a_list(app: Flask) -> None:
    runner = app.test_cli_runner()
    words = ["--by", "Lê Văn Luật", "--where", "Công báo số 655", "--on", "2026-11-20"]

    answer = runner.invoke(confirm_command, ["visit.max_minutes", "visit.per_week", *words])
    assert (answer.exit_code, answer.output) == (0, "3 rows confirmed.\n")
    forget_parameter_book()
    found = parameter_book().find("visit.per_week", date(2026, 11, 22))
    assert (found.confirmed_by, found.confirmed_where) == ("Lê Văn Luật", "Công báo số 655")

    assert (
        "no such parameter: visit.weekly" in runner.invoke(confirm_command, ["visit.weekly", *words]).output
    )
    late = runner.invoke(confirm_command, ["visit.per_week", *words[:-1], "2027-01-01"])
    assert "Ngày đối chiếu 01/01/2027 chưa đến" in late.output
