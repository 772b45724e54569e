"""Form fields that read what Vietnamese hands type, and give it back untouched when it is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from wtforms import Field
from wtforms.fields.choices import SelectChoice
from wtforms.form import BaseForm
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from center.clock import LOCAL_ZONE, local_instant
from center.i18n import gettext as _
from center.ui.filters import format_date, format_datetime, format_number

EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
MAX_DIGITS = 15
"""Digits a number may have; beyond any count, dose or measurement of a center."""

_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_RUN_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4})")
_TIME = re.compile(r"(\d{1,2})\s*(?::|h|g|giờ)\s*(\d{2})(?:\s*phút)?(?::\d{2})?", re.IGNORECASE)


def choices(pairs: Iterable[tuple[str, str]], *, blank: str | None = None) -> list[SelectChoice]:
    """Return the choices of a list from (value, label) pairs, such as the items of a label table.

    ``blank`` is the label of a first line with an empty value. (WTForms 3.3 deprecates bare tuples.)
    """
    lines = [SelectChoice(str(value), label) for value, label in pairs]
    return lines if blank is None else [SelectChoice("", blank), *lines]


def given(field: Field) -> Any:
    """Return the value of a valid field that must not be empty."""
    return field.data


class _TypedField(Field):  # type: ignore[misc]  # WTForms is untyped
    """A text box whose content is parsed; after an error it shows again exactly what was typed."""

    widget = TextInput()
    process_errors: list[str]
    control = "text"
    """How ``components/field.html`` dresses the box: date, time, datetime, decimal, whole."""

    def pre_validate(self, form: BaseForm) -> None:
        """Keep the sentence about unreadable text: DataRequired would replace it by "required"."""
        if self.process_errors:
            raise StopValidation

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.write(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Parse the typed text; an empty box is None. Raises ValueError with the sentence to show."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if text:
            self.data = self.read(text)

    def read(self, text: str) -> Any:
        """Return the value of ``text`` (never blank); raise ValueError with the sentence to show."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Return how ``value`` is typed."""
        raise NotImplementedError


def parse_date(text: str) -> date:
    """Return the day typed as dd/mm/yyyy, d/m/yyyy (also with . or -), yyyy-mm-dd or ddmmyyyy.

    Raises ValueError with a Vietnamese sentence: unreadable, not in the calendar, or a year outside
    1900-2199. Two-digit years are unreadable on purpose: 05/08/26 may be a birth or a release.
    """
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.fullmatch(text) or _RUN_TOGETHER.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        raise ValueError(_("Không đọc được ngày này. Nhập theo mẫu ngày/tháng/năm, ví dụ 05/08/2026."))
    try:
        value = date(year, month, day)
    except ValueError:
        raise ValueError(_("Không có ngày %(day)s trong lịch. Xem lại ngày và tháng.", day=text)) from None
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError(_("Năm %(year)s không hợp lý. Xem lại năm.", year=year))
    return value


def parse_time(text: str) -> time:
    """Return the time of day typed as 14:30, 14h30 or 14 giờ 30; seconds are dropped.

    Raises ValueError with a Vietnamese sentence.
    """
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise ValueError(_("Không đọc được giờ này. Nhập giờ và phút, ví dụ 14:30."))
    hour, minute = map(int, found.groups())
    if hour > 23 or minute > 59:
        raise ValueError(_("Không có giờ %(time)s. Giờ từ 00:00 đến 23:59.", time=text.strip()))
    return time(hour, minute)


def parse_decimal(text: str) -> Decimal:
    """Return the number typed with a decimal comma: 36,8 or 1.234,5.

    A point is taken as decimal where it cannot stand between thousands (36.8, 0.125). 1.234 might be
    either, and a dose read a thousandfold kills: it is refused with both ways to write it. Raises
    ValueError with a Vietnamese sentence.
    """
    typed = re.sub(r"[\s\u00a0\u202f]", "", text).replace("\N{MINUS SIGN}", "-")
    if re.fullmatch(r"-?[1-9][0-9]{0,2}\.[0-9]{3}", typed):
        plain = typed.replace(".", "")
        comma = typed.replace(".", ",")
        raise ValueError(
            _(
                "%(typed)s có thể hiểu hai cách. Nhập %(plain)s hoặc %(comma)s.",
                typed=typed,
                plain=plain,
                comma=comma,
            )
        )
    if re.fullmatch(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?", typed):
        typed = typed.replace(".", "")
    if not re.fullmatch(r"-?[0-9]+([.,][0-9]+)?", typed):
        raise ValueError(_("Không đọc được số này. Dùng dấu phẩy cho phần thập phân, ví dụ 36,8."))
    if sum(c.isdigit() for c in typed) > MAX_DIGITS:
        raise ValueError(_("Số này quá dài. Xem lại."))
    return Decimal(typed.replace(",", "."))


class VietnameseDateField(_TypedField):
    """A day typed dd/mm/yyyy or picked; ``data`` is a ``date`` or None."""

    control = "date"

    def read(self, text: str) -> date:
        """Return the day."""
        return parse_date(text)

    def write(self, value: date) -> str:
        """Return dd/mm/yyyy."""
        return format_date(value)


class LocalTimeField(_TypedField):
    """A local time of day typed 14:30 or 14h30; ``data`` is a ``time`` or None."""

    control = "time"

    def read(self, text: str) -> time:
        """Return the time of day."""
        return parse_time(text)

    def write(self, value: time) -> str:
        """Return HH:MM."""
        return f"{value:%H:%M}"


class LocalDateTimeField(_TypedField):
    """A local moment typed dd/mm/yyyy HH:MM; ``data`` is an aware UTC ``datetime`` or None."""

    control = "datetime"

    def read(self, text: str) -> datetime:
        """Return the instant; the browser's own 2026-08-05T14:30 is understood too."""
        day, _blank, clock = re.sub(r"(?<=\d)T(?=\d)", " ", text).partition(" ")
        if not clock.strip():
            raise ValueError(_("Nhập cả ngày và giờ, ví dụ 05/08/2026 14:30."))
        return local_instant(parse_date(day), parse_time(clock))

    def write(self, value: datetime) -> str:
        """Return local dd/mm/yyyy HH:MM."""
        return format_datetime(value.astimezone(LOCAL_ZONE))


class VietnameseDecimalField(_TypedField):
    """A number with a decimal comma; ``data`` is a ``Decimal`` or None.

    ``places``: most digits after the comma; None sets no limit. ``minimum``/``maximum``: hard limits,
    both allowed values, named in the refusal.
    """

    control = "decimal"

    def __init__(
        self,
        label: str | None = None,
        validators: Sequence[Any] | None = None,
        *,
        places: int | None = 2,
        minimum: Decimal | int | None = None,
        maximum: Decimal | int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.places = places
        self.minimum = minimum
        self.maximum = maximum

    def read(self, text: str) -> Decimal | int:
        """Return the number within its limits."""
        value = parse_decimal(text)
        self._check(value)
        return value

    def write(self, value: Decimal | int) -> str:
        """Return the number with its comma, without thousands points, as one types it."""
        return format_number(value).replace(".", "")

    def _check(self, value: Decimal | int) -> None:
        digits = -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0
        if self.places is not None and digits > self.places:
            raise ValueError(_("Chỉ nhập đến %(places)s chữ số sau dấu phẩy.", places=self.places))
        low, high = format_number(self.minimum), format_number(self.maximum)
        below = self.minimum is not None and value < self.minimum
        above = self.maximum is not None and value > self.maximum
        if (below or above) and low and high:
            raise ValueError(_("Phải từ %(low)s đến %(high)s.", low=low, high=high))
        if below:
            raise ValueError(_("Phải từ %(low)s trở lên.", low=low))
        if above:
            raise ValueError(_("Không được quá %(high)s.", high=high))


class WholeNumberField(VietnameseDecimalField):
    """A count; ``data`` is an ``int`` or None. Thousands points are understood: 1.200 is 1200."""

    control = "whole"

    def __init__(
        self, label: str | None = None, validators: Sequence[Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(label, validators, places=0, **kwargs)

    def read(self, text: str) -> int:
        """Return the count within its limits."""
        typed = re.sub(r"[\s\u00a0\u202f]", "", text)
        if re.fullmatch(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+", typed):
            typed = typed.replace(".", "")
        if not re.fullmatch(r"-?[0-9]+", typed) or len(typed) > MAX_DIGITS:
            raise ValueError(_("Nhập số nguyên, ví dụ 12."))
        value = int(typed)
        self._check(value)
        return value


def moment(field: LocalDateTimeField) -> datetime:
    """Return the instant in a box that may not be empty, after the form was validated."""
    if field.data is None:
        raise ValueError(f"{field.name} was not validated")
    found: datetime = field.data
    return found
