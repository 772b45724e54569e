"""Forms over a list of people: one line each, with its own refusals, kept safe from another list's draft."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import FieldList, Form, HiddenField
from wtforms.validators import Regexp

from center.errors import Refusal, RuleViolation
from center.ui.batch import BatchRefused
from center.ui.forms import BaseForm
from center.ui.messages import sentence


class BatchForm(BaseForm):
    """A form over many lines; each line shows its own refusal beside the name."""

    line_refusals: dict[int, Refusal]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line_refusals = {}

    def refuse(self, exc: RuleViolation) -> None:
        """Add a broken rule; those of single lines are kept by line."""
        if isinstance(exc, BatchRefused):
            self.line_refusals.update({key: sentence(fault) for key, fault in exc.lines.items()})
        super().refuse(exc)


class PersonLine(Form):  # type: ignore[misc]  # WTForms is untyped
    """Base of a line about one resident; it names its stay, its place in the list means nothing."""

    class Meta(BaseForm.Meta):
        """Cleans text and answers in Vietnamese like every form; a line has no token of its own."""

        csrf = False

    stay_id = HiddenField(validators=[Regexp(r"[0-9]{1,9}")])

    @property
    def stay(self) -> int:
        """Id of the stay; 0 when what was sent is no id."""
        text = self.stay_id.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def settle_lines(lines: FieldList, start: Mapping[int, Mapping[str, Any]]) -> None:
    """Make ``lines`` hold exactly the stays of ``start``, in its order; new ones begin with its values."""
    kept = {entry.form.stay: entry for entry in lines}
    for stay_id, values in start.items():
        if stay_id not in kept:
            kept[stay_id] = lines.append_entry({"stay_id": str(stay_id), **values})
    lines.entries[:] = [kept[stay_id] for stay_id in start]


def list_key(stay_ids: Iterable[int]) -> str:
    """Return a short name of a list of people, for the id of its form.

    A draft the browser kept is brought back by the places of the boxes: it must never meet another list.
    """
    return f"{zlib.crc32(' '.join(map(str, stay_ids)).encode()):08x}"


class FilterForm(BaseForm):
    """Base of a filter row: its state is the address, so it needs no token."""

    class Meta(BaseForm.Meta):
        """A filter changes nothing."""

        csrf = False
