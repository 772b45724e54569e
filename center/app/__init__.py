"""The composition root: builds the app from its parts. Nothing below imports it."""

from center.app.factory import create_app

__all__ = ["create_app"]
