"""The pages that build the center."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, local_date, today
from center.db import Model, unit_of_work
from center.errors import NotFound
from center.i18n import gettext as _
from center.residents.blueprint import bp
from center.residents.housing.admission.queries import policies_on, policy_history, policy_of
from center.residents.housing.admission.rules import ZonePurpose
from center.residents.housing.admission.words import policy_words
from center.residents.housing.labels import PURPOSE_LABELS, TERRAIN_LABELS
from center.residents.housing.models import Bed, Building, Outage, Room, Site, Terrain, Zone
from center.residents.housing.permissions import HousingPermission
from center.residents.housing.places import queries, service
from center.residents.housing.places.forms import (
    ActForm,
    BedNameForm,
    BedsForm,
    BuildingForm,
    NewRoomForm,
    OutageForm,
    RoomForm,
    SiteForm,
    ZoneChangeForm,
    ZoneForm,
)
from center.residents.person.models import Sex
from center.ui.fields import choices
from center.ui.forms import BaseForm

KINDS: dict[str, type[service.AnyPlace]] = {
    "sites": Site,
    "buildings": Building,
    "zones": Zone,
    "rooms": Room,
    "beds": Bed,
}
"""Words of the addresses."""


@bp.get("/housing/setup")
@requires(HousingPermission.BUILDINGS)
def housing_setup() -> ResponseReturnValue:
    """Show sites with their zones and buildings, and what is out of order."""
    on = today()
    lines = queries.overview()
    return render_template(
        "residents/housing/setup/index.html",
        lines=lines,
        outages=queries.outages_now(on),
        on=on,
        purposes=PURPOSE_LABELS,
        terrains=TERRAIN_LABELS,
        form=ActForm(),
    )


@bp.route("/housing/sites/new", methods=["GET", "POST"])
@requires(HousingPermission.CONFIGURE)
def new_site() -> ResponseReturnValue:
    """Add a site."""
    return _save(SiteForm(), _("Thêm cơ sở, phân khu"), lambda form: _make(Site(**_site(form))))


@bp.route("/housing/sites/<int:place_id>", methods=["GET", "POST"])
@requires(HousingPermission.CONFIGURE)
def change_site(place_id: int) -> ResponseReturnValue:
    """Correct what is known of a site."""
    site = queries.place_or_404(Site, place_id)
    form = SiteForm(obj=site)
    return _save(form, site.name, lambda form: _change(site, _site(form)), site)


@bp.route("/housing/buildings/new", methods=["GET", "POST"])
@requires(HousingPermission.CONFIGURE)
def new_building() -> ResponseReturnValue:
    """Add a building."""
    form = BuildingForm(floors=1)
    return _save(_on_a_site(form), _("Thêm tòa nhà"), lambda form: _make(Building(**_building(form))))


@bp.route("/housing/buildings/<int:place_id>", methods=["GET", "POST"])
@requires(HousingPermission.CONFIGURE)
def change_building(place_id: int) -> ResponseReturnValue:
    """Correct what is known of a building."""
    building = queries.place_or_404(Building, place_id)
    form = _on_a_site(BuildingForm(obj=building))
    return _save(form, building.name, lambda form: _change(building, _building(form)), building)


@bp.route("/housing/zones/new", methods=["GET", "POST"])
@requires(HousingPermission.CONFIGURE)
def new_zone() -> ResponseReturnValue:
    """Add a zone; its living area comes into the list of places with it."""

    def make(form: ZoneForm) -> None:
        sex = Sex(form.sex.data) if form.sex.data else None
        _make(Zone(**_zone(form), purpose=ZonePurpose(form.purpose.data), sex=sex))

    return _save(_on_a_site(ZoneForm()), _("Thêm khu"), make)


@bp.route("/housing/zones/<int:place_id>/change", methods=["GET", "POST"])
@requires(HousingPermission.CONFIGURE)
def change_zone(place_id: int) -> ResponseReturnValue:
    """Correct what is known of a zone."""
    zone = queries.place_or_404(Zone, place_id)
    form = _on_a_site(ZoneChangeForm(obj=zone))
    back = url_for(".zone_setup", zone_id=zone.id)
    return _save(form, zone.name, lambda form: _change(zone, _zone(form)), zone, back)


@bp.get("/housing/zones/<int:zone_id>")
@requires(HousingPermission.BUILDINGS)
def zone_setup(zone_id: int) -> ResponseReturnValue:
    """Show a zone's rules of admission with their history, and its rooms."""
    zone, on = queries.place_or_404(Zone, zone_id), today()
    return render_template(
        "residents/housing/setup/zone.html",
        zone=zone,
        policy=policy_words(policies_on(on, [zone])[zone.id]),
        history=[(row, policy_words(policy_of(row))) for row in policy_history(zone.id)],
        rooms=queries.rooms_of(zone.id, on),
        on=on,
        purposes=PURPOSE_LABELS,
        form=ActForm(),
    )


@bp.route("/housing/zones/<int:zone_id>/rooms/new", methods=["GET", "POST"])
@requires(HousingPermission.CONFIGURE)
def new_room(zone_id: int) -> ResponseReturnValue:
    """Add a room with its beds."""
    zone = queries.place_or_404(Zone, zone_id)

    def make(form: NewRoomForm) -> None:
        room = Room(zone=zone, **_room(form))
        _make(room)
        service.add_beds(room, form.beds.data or 0, actor=current_actor(), now=clock().now())

    back = url_for(".zone_setup", zone_id=zone.id)
    title = _("Thêm phòng ở %(zone)s", zone=zone.name)
    return _save(_in_a_building(NewRoomForm(), zone), title, make, back=back)


@bp.route("/housing/rooms/<int:place_id>/change", methods=["GET", "POST"])
@requires(HousingPermission.CONFIGURE)
def change_room(place_id: int) -> ResponseReturnValue:
    """Correct what is known of a room."""
    room = queries.place_or_404(Room, place_id)
    form = _in_a_building(RoomForm(obj=room), room.zone)
    back = url_for(".room_setup", room_id=room.id)
    return _save(form, service.label_of(room), lambda form: _change(room, _room(form)), room, back)


@bp.get("/housing/rooms/<int:room_id>/setup")
@requires(HousingPermission.BUILDINGS)
def room_setup(room_id: int) -> ResponseReturnValue:
    """Show a room's beds and everything that was ever out of order in it."""
    return _room_page(queries.place_or_404(Room, room_id), BedsForm(beds=None))


@bp.post("/housing/rooms/<int:room_id>/beds")
@requires(HousingPermission.CONFIGURE)
def more_beds(room_id: int) -> ResponseReturnValue:
    """Add beds to a room."""
    room, form = queries.place_or_404(Room, room_id), BedsForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            service.add_beds(room, form.beds.data or 0, actor=current_actor(), now=clock().now())
        if not form.errors:
            return _told(_("Đã thêm giường."), url_for(".room_setup", room_id=room.id))
    return _room_page(room, form)


@bp.route("/housing/beds/<int:place_id>/change", methods=["GET", "POST"])
@requires(HousingPermission.CONFIGURE)
def change_bed_name(place_id: int) -> ResponseReturnValue:
    """Give a bed another name."""
    bed = queries.place_or_404(Bed, place_id)
    back = url_for(".room_setup", room_id=bed.room_id)
    form = BedNameForm(obj=bed)
    return _save(form, bed.label, lambda form: _change(bed, {"name": form.name.data}), bed, back)


@bp.post("/housing/<kind>/<int:place_id>/close")
@requires(HousingPermission.CONFIGURE)
def close_place(kind: str, place_id: int) -> ResponseReturnValue:
    """Use a place no more, or again."""
    place = _place(kind, place_id)
    form, actor, now = ActForm(), current_actor(), clock().now()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            if place.closed_on is None:
                service.close(place, on=local_date(now), actor=actor, now=now)
            else:
                service.reopen(place, actor=actor, now=now)
    if not form.errors:
        return _told(_("Đã ghi."), _home_of(place))
    page = render_template(
        "residents/housing/setup/refused.html", form=form, title=service.label_of(place), back=_home_of(place)
    )
    return page, 422


@bp.route("/housing/<kind>/<int:place_id>/outage", methods=["GET", "POST"])
@requires(HousingPermission.OUTAGE)
def new_outage(kind: str, place_id: int) -> ResponseReturnValue:
    """Say that a bed or room is out of order."""
    place = _place(kind, place_id)
    if not isinstance(place, Bed | Room):
        raise NotFound(f"a {kind} has no outages")

    def begin(form: OutageForm) -> None:
        service.begin_outage(
            place,
            from_on=form.from_on.data or today(),
            until_on=form.until_on.data,
            reason=form.reason.data,
            today=today(),
            actor=current_actor(),
            now=clock().now(),
        )

    label = service.label_of(place)
    what = _("Giường") if isinstance(place, Bed) else _("Phòng")
    title = _("%(what)s %(label)s không dùng được", what=what, label=label)
    return _save(OutageForm(from_on=today()), title, begin, back=_home_of(place))


@bp.post("/housing/outages/<int:outage_id>/end")
@requires(HousingPermission.OUTAGE)
def end_outage(outage_id: int) -> ResponseReturnValue:
    """Say that it is in order again."""
    outage = queries.place_or_404(Outage, outage_id)
    room_id = outage.room_id or queries.place_or_404(Bed, outage.bed_id or 0).room_id
    back = url_for(".room_setup", room_id=room_id)
    form = ActForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            service.end_outage(outage, today=today(), actor=current_actor(), now=clock().now())
        if not form.errors:
            return _told(_("Đã ghi dùng lại được từ hôm nay."), back)
    page = render_template("residents/housing/setup/refused.html", form=form, title=outage.reason, back=back)
    return page, 422


def _save(
    form: BaseForm,
    title: str,
    act: Callable[[Any], None],
    place: Model | None = None,
    back: str | None = None,
) -> ResponseReturnValue:
    """Show a form, or do its act and go back; ``place``: what exists already and may be closed here."""
    back = back or url_for(".housing_setup")
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            act(form)
        if not form.errors:
            return _told(_("Đã lưu."), back)
    kind = next((word for word, found in KINDS.items() if isinstance(place, found)), "")
    page = render_template(
        "residents/housing/setup/form.html", form=form, title=title, place=place, kind=kind, back=back
    )
    return page, 422 if form.errors else 200


def _place(kind: str, place_id: int) -> service.AnyPlace:
    if kind not in KINDS:
        raise NotFound(f"no kind of place {kind!r}")
    return queries.place_or_404(KINDS[kind], place_id)


def _make(place: service.AnyPlace) -> None:
    service.make_place(place, actor=current_actor(), now=clock().now())


def _change(place: service.AnyPlace, values: dict[str, Any]) -> None:
    service.change_place(place, values, actor=current_actor(), now=clock().now())


def _told(sentence: str, url: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url, 303)


def _room_page(room: Room, form: BedsForm) -> ResponseReturnValue:
    on = today()
    page = render_template(
        "residents/housing/setup/room.html",
        line=queries.room_line(room, on),
        outages=queries.outages_of(room.id),
        on=on,
        form=form,
        act=ActForm(),
    )
    return page, 422 if form.errors else 200


def _home_of(place: object) -> str:
    match place:
        case Bed():
            return url_for(".room_setup", room_id=place.room_id)
        case Room():
            return url_for(".room_setup", room_id=place.id)
        case Zone():
            return url_for(".zone_setup", zone_id=place.id)
        case _:
            return url_for(".housing_setup")


def _on_a_site(form: Any) -> Any:
    form.site_id.choices = choices((str(site.id), site.name) for site in queries.sites())
    if request.method == "GET" and form.site_id.data is None and request.args.get("site", "").isdigit():
        form.site_id.data = int(request.args["site"])
    return form


def _in_a_building(form: Any, zone: Zone) -> Any:
    found = [
        (str(b.id), b.name) for b in queries.buildings() if zone.site_id is None or b.site_id == zone.site_id
    ]
    form.building_id.choices = choices([("0", _("Chưa gắn tòa nhà")), *found])
    if request.method == "GET" and form.building_id.data is None:
        form.building_id.data = 0
    return form


def _site(form: SiteForm) -> dict[str, Any]:
    return {
        "code": form.code.data.upper(),
        "name": form.name.data,
        "is_satellite": form.is_satellite.data,
        "address": form.address.data or "",
        "terrain": Terrain(form.terrain.data) if form.terrain.data else None,
        "land_m2": form.land_m2.data,
    }


def _building(form: BuildingForm) -> dict[str, Any]:
    return {
        "site_id": form.site_id.data,
        "code": form.code.data.upper(),
        "name": form.name.data,
        "floors": form.floors.data,
    }


def _zone(form: ZoneChangeForm) -> dict[str, Any]:
    return {
        "site_id": form.site_id.data,
        "code": form.code.data.upper(),
        "name": form.name.data,
        "capacity": form.capacity.data,
    }


def _room(form: RoomForm) -> dict[str, Any]:
    return {
        "name": form.name.data,
        "building_id": form.building_id.data or None,
        "floor": form.floor.data,
        "area_m2": form.area_m2.data,
        "care_24h": form.care_24h.data,
    }
