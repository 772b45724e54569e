"""Where the cursor stands when the form comes back: in the first box that still needs somebody."""

from __future__ import annotations

from center.residents.intake.forms import NO_PAPER, IntakeForm

NEEDED = (
    "full_name",
    "birth_date",
    "sex",
    "number",
    "address_text",
    "home_commune_id",
    "kind",
    "decision_number",
    "decision_issued_on",
    "decision_issuer",
    "arrived_at",
)
"""Boxes nobody can be taken in without, in the order of the page."""


def focus_next(form: IntakeForm) -> None:
    """Put the cursor into the first box that is needed and empty; with all of them filled, onto the relatives."""
    name = next((name for name in NEEDED if _is_empty(form, name)), "")
    if name == "home_commune_id":
        form.focus_commune = True
    elif name in ("sex", "kind"):
        form.focus_choice = name
    else:
        field = form[name] if name else form.contacts[0].form.full_name
        field.render_kw = {**(field.render_kw or {}), "autofocus": True}


def _is_empty(form: IntakeForm, name: str) -> bool:
    if name == "number" and form.paper_kind.data == NO_PAPER:
        return False
    return not str(form[name].data or "").strip()
