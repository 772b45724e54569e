"""What the page of a reception offers for each step: where it is done, and what else may be said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for

from center.auth.access import can
from center.i18n import gettext as _
from center.residents.reception.queries import ReceptionView
from center.residents.reception.rules import StepState
from center.residents.reception.steps import MAY_NOT_APPLY, State, Step


@dataclass(frozen=True, slots=True)
class Act:
    """A button of a step."""

    label: str
    url: str
    icon: str = ""
    post: bool = False
    """Sent at once, without a page of its own."""
    new_tab: bool = False
    main: bool = False
    """What the step is done by."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as the page draws it."""

    state: StepState
    acts: tuple[Act, ...]
    is_next: bool


def lines_of(view: ReceptionView) -> list[StepLine]:
    """Return the steps with what the present person may do about each."""
    coming = view.next
    return [
        StepLine(one, tuple(_acts(one, view)), coming is not None and one.step is coming.step)
        for one in view.steps
    ]


def _acts(one: StepState, view: ReceptionView) -> Iterator[Act]:
    reception = view.reception
    if reception.abandoned or not can("reception.work"):
        return
    yield from _own(one, view) if view.known.stay is None else _with_stay(one, view)
    if one.is_finished and view.can_take_back(one.step):
        url = url_for(
            "residents.reception_say", reception_id=reception.id, step=one.step.value, say="take-back"
        )
        yield Act(_("Ghi nhầm?"), url)
    if one.is_finished or reception.closed_at is not None:
        return

    def about(say: str) -> str:
        return url_for("residents.reception_say", reception_id=reception.id, step=one.step.value, say=say)

    if one.possible and one.step in MAY_NOT_APPLY:
        yield Act(_("Không phải làm"), about("not-applicable"))
    if one.possible and one.state is not State.PUT_OFF:
        yield Act(_("Để sau"), about("put-off"))


def _own(one: StepState, view: ReceptionView) -> Iterator[Act]:
    """What this package does itself, before and after admission."""
    key: dict[str, Any] = {"reception_id": view.reception.id}
    mine = not one.is_finished
    if one.step is Step.PAPERS:
        yield Act(_("Kiểm giấy tờ"), url_for("residents.reception_papers", **key), "journal-check", main=mine)
    elif one.step is Step.IDENTITY and view.known.stay is None:
        yield Act(
            _("Quét thẻ, điền biểu mẫu"), url_for("residents.reception_intake", **key), "upc-scan", main=True
        )
    elif one.step is Step.SEARCH and mine:
        if not (one.words and one.possible and view.known.stay is not None and _searched(view)):
            yield Act(
                _("Ghi khám người"), url_for("residents.reception_search", **key), "shield-check", main=True
            )
    elif one.step is Step.HEALTH and mine and one.state is not State.WAITING:
        yield Act(
            _("Báo y tế khám"),
            url_for("residents.reception_ask_health", **key),
            "heart-pulse",
            True,
            main=True,
        )


def _searched(view: ReceptionView) -> bool:
    return any(mark.step is Step.SEARCH and mark.found for mark in view.known.marks)


def _with_stay(one: StepState, view: ReceptionView) -> Iterator[Act]:
    """What other packages do about a person who is in; their pages lead back here."""
    yield from _own(one, view)
    stay, reception = view.known.stay, view.reception
    if stay is None or not stay.is_open:
        return
    key: dict[str, Any] = {"stay_id": stay.id, "reception": reception.id}
    open_ = not one.is_finished

    def link(endpoint: str, permission: str, label: str, icon: str, main: bool = open_) -> Iterator[Act]:
        if endpoint in current_app.view_functions and can(permission):
            yield Act(label, url_for(endpoint, **key), icon, main=main)

    if one.step is Step.SEARCH and _searched(view):
        yield from link(
            "residents.new_contraband", "residents.belongings", _("Ghi vật cấm"), "exclamation-triangle-fill"
        )
    elif one.step is Step.BELONGINGS:
        yield from link("residents.take_property", "residents.belongings", _("Nhận giữ đồ"), "box-seam")
        yield from link("residents.money_in", "residents.money", _("Nhận giữ tiền"), "briefcase", False)
        if not open_:
            yield from link("residents.property_page", "residents.view", _("In biên nhận"), "printer", False)
    elif one.step is Step.PHOTO and open_:
        yield from link("residents.new_photo", "residents.badge", _("Chụp ảnh"), "camera")
    elif one.step is Step.KIT and open_:
        yield from link("residents.new_kit", "residents.kit", _("Cấp phát"), "archive")
    elif one.step is Step.CLASSIFICATION and open_:
        url = url_for("residents.reception_classify", reception_id=reception.id)
        yield Act(_("Ghi phân loại"), url, "flag", main=True)
    elif one.step is Step.BED and open_:
        yield from link("residents.change_bed", "residents.house", _("Xếp giường"), "door-open")
    elif one.step is Step.BADGE and can("residents.badge"):
        url = url_for("residents.badge_pdf", stay_id=stay.id)
        yield Act(_("In thẻ") if open_ else _("In lại thẻ"), url, "printer", new_tab=True, main=open_)
    elif one.step is Step.INFORMATION:
        if open_:
            url = url_for("residents.reception_explain", reception_id=reception.id)
            yield Act(_("Ghi phổ biến nội quy"), url, "book", main=True)
        sheet = _("Phiếu thu thập thông tin (mẫu 17)")
        yield from link(
            "residents.fill_information_sheet", "collection.fill", sheet, "file-earmark-text", False
        )
    elif one.step is Step.RECORD:
        yield from link(
            "residents.make_entry_record",
            "residents.admit",
            _("Lập biên bản") if open_ else _("Lập lại biên bản"),
            "file-earmark-text",
        )
