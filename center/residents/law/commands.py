"""``center legal confirm``: what the legal officer's list of compared rows becomes."""

from __future__ import annotations

from datetime import datetime

import click
from flask.cli import with_appcontext

from center.audit.actor import Actor
from center.clock import clock, local_date
from center.db import unit_of_work
from center.errors import RuleViolation
from center.legal.queries import parameter_book
from center.residents.law.service import confirm
from center.ui.messages import sentence

ACTOR = Actor.system("center legal confirm")


@click.command("confirm")
@click.argument("names", nargs=-1, required=True)
@click.option("--by", "confirmed_by", required=True, help="Full name of who compared the rows.")
@click.option("--where", required=True, help="The copy that was read, such as the number of the gazette.")
@click.option(
    "--on", "read_on", type=click.DateTime(["%Y-%m-%d"]), help="Day of the reading; default: today."
)
@with_appcontext
def confirm_command(names: tuple[str, ...], confirmed_by: str, where: str, read_on: datetime | None) -> None:
    """Record that every row of NAMES was compared with the official text."""
    book = parameter_book()
    if unknown := set(names) - {row.name for row in book}:
        raise click.ClickException(f"no such parameter: {', '.join(sorted(unknown))}")
    rows = [row.row_id for row in book if row.name in names and row.row_id is not None]
    now = clock().now()
    try:
        with unit_of_work():
            written = confirm(
                rows,
                confirmed_by=confirmed_by,
                confirmed_on=read_on.date() if read_on else local_date(now),
                where=where,
                actor=ACTOR,
                now=now,
            )
    except RuleViolation as refused:
        raise click.ClickException(sentence(refused).what) from refused
    click.echo(f"{len(written)} rows confirmed.")
