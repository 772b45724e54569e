"""Taking things into custody, moving and sealing them, giving them back, putting a line right."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db, hold, one_at_a_time
from center.documents.service import store_file
from center.errors import RuleViolation
from center.residents.permissions import ResidentPermission
from center.residents.photos import PreparedPhoto
from center.residents.property.audit import (
    BelongingCorrected,
    BelongingsReturned,
    BelongingsTaken,
    BelongingsUnreturned,
    PropertyMoved,
)
from center.residents.property.models import (
    ActKind,
    Belonging,
    BelongingPhoto,
    BelongingPlace,
    BelongingReturn,
    ItemKind,
    PropertyAct,
    PropertyBag,
)
from center.residents.property.queries import Held, act_of_form, act_or_404, belongings_of, open_bag
from center.residents.property.rules import (
    Signer,
    check_correction,
    check_quantity,
    check_receiver,
    check_return,
    check_signer,
)
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item as it is written down."""

    description: str
    quantity: int = 1
    condition: str = ""
    kind: ItemKind = ItemKind.ITEM
    photo: PreparedPhoto | None = None


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where items lie from now on."""

    bag: str = ""
    """Number of the seal; empty for items that lie open."""
    place: str = ""


NOWHERE = Keeping()


def take_items(
    stay: Stay,
    items: Sequence[ItemFacts],
    signer: Signer,
    *,
    keeping: Keeping = NOWHERE,
    happened_at: datetime | None = None,
    remark: str = "",
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> PropertyAct:
    """Take ``items`` into custody under two signatures: the actor's and ``signer``'s. Flushes.

    The same ``client_id`` again returns the act it made. Raises RuleViolation for nothing, less than one piece, one
    person for both signatures, a seal in use elsewhere, or an ended stay.
    Source: Decree 163/2026 art. 108.1; Decree 116/2021 art. 55.2: each item one by one.
    """
    there = act_of_form(client_id)
    if there is not None:
        return there
    hold(stay)
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    if not items:
        raise RuleViolation("residents.property_nothing", field="items")
    for item in items:
        check_quantity(item.quantity)
    check_signer(signer, first_id=actor.id, first_name=actor.name)
    at = happened_at or now
    if at > now:
        raise RuleViolation("residents.happened_in_future", field="happened_at")
    act = _act(stay, ActKind.TAKEN, signer, at, remark, client_id, actor=actor, now=now)
    rows = [
        Belonging(
            stay_id=stay.id,
            kind=item.kind,
            description=item.description.strip(),
            quantity=item.quantity,
            condition=item.condition.strip(),
            taken_at=at,
            act_id=act.id,
            recorded_by_id=actor.id,
        )
        for item in items
    ]
    db.session.add_all(rows)
    db.session.flush()  # places and photos name them
    _keep(stay, [row.id for row in rows], keeping, actor=actor, now=now)
    for row, item in zip(rows, items, strict=True):
        if item.photo is not None:
            add_picture(row.id, item.photo, actor=actor, now=now)
    pieces = sum(item.quantity for item in items)
    record(
        BelongingsTaken(act_id=act.id, count=len(rows), pieces=pieces), actor=actor, at=now, stay_id=stay.id
    )
    _tell(stay.id, f"Nhận giữ {len(rows)} loại đồ ({pieces} món)", at, actor=actor, now=now)
    return act


def take_nothing(
    stay: Stay,
    signer: Signer,
    *,
    happened_at: datetime | None = None,
    remark: str = "",
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> PropertyAct:
    """Record under two signatures that the person brought nothing to be kept. Flushes.

    The same ``client_id`` again returns the act it made. Raises RuleViolation as ``take_items`` does.
    """
    there = act_of_form(client_id)
    if there is not None:
        return there
    hold(stay)
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    check_signer(signer, first_id=actor.id, first_name=actor.name)
    at = happened_at or now
    if at > now:
        raise RuleViolation("residents.happened_in_future", field="happened_at")
    act = _act(stay, ActKind.TAKEN, signer, at, remark, client_id, actor=actor, now=now)
    record(BelongingsTaken(act_id=act.id, count=0, pieces=0), actor=actor, at=now, stay_id=stay.id)
    _tell(stay.id, "Không có đồ gì để gửi giữ, đã lập biên nhận hai chữ ký", at, actor=actor, now=now)
    return act


def give_back(
    stay: Stay,
    quantities: Mapping[int, int],
    receiver: Signer,
    *,
    keeping: Keeping = NOWHERE,
    remark: str = "",
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> PropertyAct:
    """Give back ``quantities`` (item → pieces) to the resident or a relative, who signs. Flushes.

    A bag from which something is taken is open; what stays behind of it goes where ``keeping`` says. The same
    ``client_id`` again returns the act it made. Raises RuleViolation when more is given than is held, nothing is named,
    a relative lacks relation or paper, or the rest of an opened bag has no place.
    Source: Decree 163/2026 arts 97.3, 123.3; Decree 116/2021 art. 62.4.
    """
    there = act_of_form(client_id)
    if there is not None:
        return there
    if not receiver.name.strip():
        raise RuleViolation("residents.belonging_receiver", field="other_name")
    check_signer(receiver, first_id=actor.id, first_name=actor.name, field="other_name")
    check_receiver(receiver, stay.resident.full_name)
    hold(stay)
    held = {item.key: item for item in belongings_of(stay.id)}
    chosen = check_return(
        {key: item.left for key, item in held.items()},
        quantities,
        {key: item.belonging.description for key, item in held.items()},
    )
    act = _act(stay, ActKind.RETURNED, receiver, now, remark, client_id, actor=actor, now=now)
    who = receiver.name.strip()
    if receiver.relation.strip():
        who = f"{who} ({receiver.relation.strip()})"
    db.session.add_all(
        BelongingReturn(
            belonging_id=key,
            quantity=pieces,
            received_by=who[:120],
            returned_at=now,
            act_id=act.id,
            recorded_by_id=actor.id,
        )
        for key, pieces in chosen.items()
    )
    _open_bags(stay, held, chosen, keeping, actor=actor, now=now)
    record(
        BelongingsReturned(count=len(chosen), act_id=act.id, to_relative=bool(receiver.relation.strip())),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    _tell(stay.id, f"Trả {len(chosen)} loại đồ lưu ký cho {who}", now, actor=actor, now=now)
    return act


def cancel_return(stay: Stay, act: PropertyAct, reason: str, *, actor: Actor, now: datetime) -> PropertyAct:
    """Say that a return never was: its pieces are in custody again. Flushes.

    Raises RuleViolation without a reason, for another kind of act, or when it was cancelled before.
    """
    hold(stay)
    line = act_or_404(stay.id, act.id)
    if line.act.kind is not ActKind.RETURNED or line.cancelled:
        raise RuleViolation("residents.property_not_cancellable")
    if not reason.strip():
        raise RuleViolation("residents.property_reason", field="reason")
    signer = Signer(act.other_name, act.other_id)
    undone = PropertyAct(
        stay_id=stay.id,
        kind=ActKind.CANCELLED,
        happened_at=now,
        other_name=signer.name,
        cancels_id=act.id,
        reason=reason.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(undone)
    db.session.flush()
    record(BelongingsUnreturned(act_id=act.id, reason=reason.strip()), actor=actor, at=now, stay_id=stay.id)
    _tell(stay.id, f"Hủy lần trả đồ ghi nhầm: {reason.strip()}", now, actor=actor, now=now)
    return undone


def correct_item(
    stay: Stay, key: int, right: ItemFacts, reason: str, *, actor: Actor, now: datetime
) -> Belonging:
    """Put the line of an item right by a new one; zero pieces say that it never was. Flushes. Raises RuleViolation."""
    hold(stay)
    item = _held(stay, key)
    check_quantity(right.quantity, least=0)
    check_correction(right.quantity, item.returned, reason)
    before = item.belonging
    row = Belonging(
        stay_id=stay.id,
        kind=right.kind,
        description=right.description.strip(),
        quantity=right.quantity,
        condition=right.condition.strip(),
        taken_at=before.taken_at,
        act_id=before.act_id,
        root_id=key,
        amends_id=before.id,
        reason=reason.strip(),
        recorded_by_id=actor.id,
    )
    db.session.add(row)
    db.session.flush()
    record(
        BelongingCorrected(belonging_id=key, before=before.quantity, after=row.quantity, reason=row.reason),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    _tell(stay.id, f"Sửa dòng đồ lưu ký: {row.reason}", now, actor=actor, now=now)
    return row


def move_items(
    stay: Stay, keys: Collection[int], keeping: Keeping, reason: str, *, actor: Actor, now: datetime
) -> None:
    """Put items into another bag or place: bags they come from are opened, what stays in them goes along.

    Raises RuleViolation for nothing, no place, no reason, or a seal in use elsewhere.
    """
    hold(stay)
    held = {item.key: item for item in belongings_of(stay.id) if item.left}
    wanted = [key for key in keys if key in held]
    if not wanted:
        raise RuleViolation("residents.property_nothing", field="items")
    if not (keeping.bag.strip() or keeping.place.strip()):
        raise RuleViolation("residents.property_where", field="bag")
    if not reason.strip():
        raise RuleViolation("residents.property_reason", field="reason")
    bags = {bag.id: bag for key in wanted if (bag := held[key].bag) is not None}
    together = {key for key, item in held.items() if item.bag is not None and item.bag.id in bags}
    for bag in bags.values():
        _open(bag, reason, actor=actor, now=now)
    _keep(stay, sorted(together | set(wanted)), keeping, actor=actor, now=now)
    record(
        PropertyMoved(
            count=len(together | set(wanted)), bag=keeping.bag.strip(), place=keeping.place.strip()
        ),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    _tell(stay.id, f"Đổi nơi giữ đồ lưu ký: {reason.strip()}", now, actor=actor, now=now)


def add_picture(key: int, photo: PreparedPhoto, *, actor: Actor, now: datetime) -> BelongingPhoto:
    """Keep a picture of an item; earlier ones stay. Flushes."""
    stored = store_file(photo.jpeg, "image/jpeg", now=now)
    row = BelongingPhoto(belonging_id=key, file_id=stored.id, taken_at=now, recorded_by_id=actor.id)
    db.session.add(row)
    db.session.flush()
    return row


def _act(
    stay: Stay,
    kind: ActKind,
    signer: Signer,
    at: datetime,
    remark: str,
    client_id: str | None,
    *,
    actor: Actor,
    now: datetime,
) -> PropertyAct:
    act = PropertyAct(
        stay_id=stay.id,
        kind=kind,
        happened_at=at,
        other_name=signer.name.strip(),
        other_id=signer.account_id,
        other_relation=signer.relation.strip(),
        other_paper=signer.paper.strip(),
        note=remark.strip(),
        client_id=client_id,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(act)
    db.session.flush()  # its lines name it
    return act


def _held(stay: Stay, key: int) -> Held:
    found = next((item for item in belongings_of(stay.id) if item.key == key), None)
    if found is None:
        raise RuleViolation("residents.property_nothing", field="items")
    return found


def _open_bags(
    stay: Stay,
    held: Mapping[int, Held],
    chosen: Mapping[int, int],
    keeping: Keeping,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Open the bags something is taken from, and put what stays behind where ``keeping`` says."""
    bags = {bag.id: bag for key in chosen if (bag := held[key].bag) is not None}
    rest = [
        key
        for key, item in held.items()
        if item.bag is not None and item.bag.id in bags and item.left - chosen.get(key, 0) > 0
    ]
    if rest and not (keeping.bag.strip() or keeping.place.strip()):
        raise RuleViolation("residents.property_reseal", field="bag", count=len(rest))
    for bag in bags.values():
        _open(bag, "Trả đồ", actor=actor, now=now)
    if rest:
        _keep(stay, rest, keeping, actor=actor, now=now)


def _open(bag: PropertyBag, reason: str, *, actor: Actor, now: datetime) -> None:
    bag.opened_at = now
    bag.opened_by_id = actor.id
    bag.open_reason = reason.strip()[:200]
    db.session.flush()


def _keep(stay: Stay, keys: Sequence[int], keeping: Keeping, *, actor: Actor, now: datetime) -> None:
    number, bag = keeping.bag.strip(), None
    if number:
        one_at_a_time(f"residents.bag.{number}")
        if open_bag(number) is not None:
            raise RuleViolation("residents.property_bag_used", field="bag", bag=number)
        bag = PropertyBag(stay_id=stay.id, number=number, sealed_at=now, sealed_by_id=actor.id)
        db.session.add(bag)
        db.session.flush()
    if bag is None and not keeping.place.strip():
        return
    db.session.add_all(
        BelongingPlace(
            belonging_id=key,
            bag_id=bag.id if bag else None,
            place=keeping.place.strip(),
            since_at=now,
            recorded_by_id=actor.id,
        )
        for key in keys
    )


def _tell(stay_id: int, text: str, at: datetime, *, actor: Actor, now: datetime) -> None:
    note(
        stay_id,
        text,
        area="residents",
        topic=Topic.PROPERTY,
        permission=ResidentPermission.VIEW,
        happened_at=at,
        actor=actor,
        now=now,
    )
