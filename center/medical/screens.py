"""The frame of every page about one stay."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from center.clock import clock, local_date
from center.residents.stay.models import Stay
from center.residents.stay.queries import header_of
from center.ui.forms import BaseForm


def show(template: str, stay: Stay, *forms: BaseForm, **context: object) -> ResponseReturnValue:
    """Return a page about ``stay`` under its header; 422 when one of its ``forms`` was refused."""
    now = clock().now()
    page = render_template(
        template, stay=stay, as_of=now, header=header_of(stay, at=now, on=local_date(now)), **context
    )
    return page, 422 if any(form.errors for form in forms) else 200
