"""The ``center`` command: starting, set-up, and every feature's own commands."""

from __future__ import annotations

import click
from flask.cli import FlaskGroup

from center.app import create_app
from center.app.commands import COMMANDS
from center.config import BadConfiguration


def _create() -> object:
    try:
        return create_app()
    except BadConfiguration as error:
        raise click.ClickException(str(error)) from error


@click.group(cls=FlaskGroup, create_app=_create, add_default_commands=False)
def main() -> None:
    """Center: operations of a drug-rehabilitation center."""


for command in COMMANDS:
    main.add_command(command)
