"""The frame of every act on one stay: its page, and the way back to the file."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.clock import clock, local_date
from center.db import row_id
from center.residents.stay.models import Stay
from center.residents.stay.queries import header_of
from center.ui.forms import BaseForm


def act_page(
    template: str, stay: Stay, form: BaseForm, *, folder: str = "file", **context: Any
) -> ResponseReturnValue:
    """Show the form of an act below the header of the stay; 422 when it was refused.

    ``template`` lies in ``templates/residents/<folder>/``.
    """
    now = clock().now()
    header = header_of(stay, at=now, on=local_date(now))
    page = render_template(
        f"residents/{folder}/{template}.html", stay=stay, header=header, form=form, **context
    )
    return page, 422 if form.errors else 200


def done(stay_id: int, sentence: str) -> ResponseReturnValue:
    """Go back to the stay's first page, or the reception the act was part of, with a sentence about what was done."""
    flash(sentence, "success")
    return redirect(way_back(url_for("residents.show", stay_id=stay_id)), 303)


def way_back(usual: str) -> str:
    """Return where an act leads: to the reception that asked for it (``?reception=``), else ``usual``."""
    reception_id = row_id(request.args.get("reception"))
    if reception_id is None:
        return usual
    return url_for("residents.show_reception", reception_id=reception_id)
