"""Commands of the whole app; the features' groups are listed beside them."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade

from center.app.launch import launch, prepare
from center.auth.commands import accounts_group
from center.jobs.commands import jobs_group
from center.legal.commands import legal_group
from center.places.commands import places_group


@click.command("up")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for the whole LAN.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--empty", is_flag=True, help="Start a real, empty center with a set-up page instead of the demo center.")
@click.option("--residents", default=300, show_default=True, help="Size of the demo center built on first start.")
@with_appcontext
def up_command(host: str, port: int, empty: bool, residents: int) -> None:
    """Prepare the database, then run the web server and the scheduler until Ctrl-C."""
    launch(host=host, port=port, empty=empty, residents=residents)


@click.group("db")
def db_group() -> None:
    """The database."""


@db_group.command("upgrade")
@with_appcontext
def upgrade_command() -> None:
    """Apply the migrations and load the reference data."""
    upgrade()
    prepare()
    click.echo("The database is up to date.")


COMMANDS: tuple[click.Command, ...] = (
    up_command,
    db_group,
    legal_group,
    places_group,
    accounts_group,
    jobs_group,
)
