"""Entry point for a WSGI server that starts from a checkout; an installed one uses ``center.app:create_app()``."""

from center.app import create_app

app = create_app()
