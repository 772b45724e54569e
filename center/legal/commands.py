"""``center legal …``: load the shipped parameters, and show what is stored."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from center.db import unit_of_work
from center.errors import CenterError
from center.legal.queries import parameter_book
from center.legal.rules import Parameter
from center.legal.service import load_parameters
from center.legal.values import to_text

legal_group = AppGroup("legal", help="Numbers and words set by law, with their dates and sources.")


@legal_group.command("load")
def load() -> None:
    """Add the parameters of this release that are not stored yet."""
    try:
        with unit_of_work() as session:
            result = load_parameters(session)
    except CenterError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{result.added} added, {result.unchanged} already there.")
    if result.offered:
        click.echo(f"{result.offered} differ from the center's own rows and wait on the page of the law.")


@legal_group.command("list")
@click.option("--unverified", is_flag=True, help="Only rows whose official text nobody has compared yet.")
def show(unverified: bool) -> None:
    """Print every row in force at some time, one a line, tab-separated."""
    rows = [row for row in parameter_book() if not (unverified and row.is_verified)]
    click.echo("name\trule set\tfrom\tto\tvalue\tunit\tconfidence\tsource")
    for row in rows:
        click.echo("\t".join(_columns(row)))
    click.echo(f"{len(rows)} rows.", err=True)


def _columns(row: Parameter) -> tuple[str, ...]:
    return (
        row.name,
        row.rule_set or "",
        row.valid_from.isoformat(),
        row.valid_to.isoformat() if row.valid_to else "",
        to_text(row.value),
        row.unit,
        row.confidence.value,
        row.source,
    )
