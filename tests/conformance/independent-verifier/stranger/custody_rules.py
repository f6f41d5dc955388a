"""What must hold before an event about things, raids or papers (format.md, section 8, "Custody")."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .custody import Item, Things, is_same_holder
from .people import Owner, People

_FINAL = {"return", "dispose", "destroy"}


@dataclass(frozen=True)
class Station:
    """Who signs, and the people and storage places before the event."""

    signer: Owner
    people: People
    places: dict[str, tuple[str, bool]]

    def is_open(self, place_id: str) -> bool:
        """Say whether a place is in use."""
        return place_id in self.places and self.places[place_id][1]


Rule = Callable[[dict[str, Any], Things, Station], bool]


def things_hold(body: dict[str, Any], things: Things, station: Station) -> bool:
    """Say whether what an event says of things, raids or papers agrees with the events before it."""
    data = body["data"]
    seal = data.get("newSealNumber", data.get("sealNumber") if body["kind"] in _NAMES_NEW_SEAL else None)
    is_sealed_anew = seal is None or seal not in things.seals
    rule = _RULES.get(body["kind"])
    return is_sealed_anew and things.is_digital(*data.get("photoIds", ())) and (
        rule is None or rule(data, things, station)
    )


def _is_new(data: dict[str, Any], things: Things) -> bool:
    return data["number"] not in things.numbers


def _begins_with(holder: dict[str, Any], station: Station) -> bool:
    if holder["kind"] == "person":
        return bool(holder["userId"] == station.signer.owner_id)
    return holder["kind"] == "place" and station.is_open(holder["placeId"])


def _is_of_raid(things: Things, data: dict[str, Any]) -> bool:
    raid = things.raids.get(data["raidId"])
    if raid is None:
        return False
    return ("roomId" not in data or data["roomId"] in raid.rooms) and (
        "personId" not in data or data["personId"] in raid.people
    )


def _may_register(data: dict[str, Any], things: Things, station: Station) -> bool:
    seized = data["seized"]
    is_found = _is_of_raid(things, seized) if "raidId" in seized else not {"roomId", "personId"} & seized.keys()
    return _is_new(data, things) and _begins_with(data["heldBy"], station) and is_found


def _may_register_container(data: dict[str, Any], things: Things, station: Station) -> bool:
    return _is_new(data, things) and _begins_with(data["heldBy"], station)


def _in_hand(item: Item, signer: Owner) -> bool:
    if item.is_gone or item.awaited is not None:
        return False
    return item.holder["kind"] == "place" or item.holder.get("userId") == signer.owner_id


def _in_time(item: Item, at_ms: int, data: dict[str, Any]) -> bool:
    return at_ms >= item.last_at_ms or "explanation" in data


def _may_pack(data: dict[str, Any], things: Things, station: Station) -> bool:
    container = things.find(data["containerId"], "container")
    if container is None or not _in_hand(container, station.signer):
        return False
    if container.is_seal_intact and "sealNumber" not in data:
        return False
    inside = [things.find(each, "digital", "physical") for each in data["exhibitIds"]]
    return _in_time(container, data["atMs"], data) and all(
        item is not None
        and not item.is_gone
        and item.container_id is None
        and item.awaited is None
        and is_same_holder(item.holder, container.holder)
        and _in_time(item, data["atMs"], data)
        for item in inside
    )


def _may_unpack(data: dict[str, Any], things: Things, station: Station) -> bool:
    container, state = things.find(data["containerId"], "container"), data["sealState"]
    if container is None or not _in_hand(container, station.signer) or state == "intact":
        return False
    if (state == "replaced") != ("newSealNumber" in data):
        return False
    is_sealed = container.seal_number is not None
    if (state == "none" and is_sealed) or (state == "broken" and not is_sealed):
        return False
    items = [things.items.get(each) for each in data["exhibitIds"]]
    are_inside = all(item is not None and item.container_id == data["containerId"] for item in items)
    return are_inside and _in_time(container, data["atMs"], data)


def _may_seal(data: dict[str, Any], things: Things, station: Station) -> bool:
    item = things.find(data["itemId"], "physical", "container")
    if item is None or not _in_hand(item, station.signer) or item.container_id is not None:
        return False
    is_sealed = item.seal_number is not None
    is_said_rightly = (data["sealState"] != "none") == is_sealed
    is_whole_again = data["sealState"] == "intact" and not item.is_seal_intact
    return is_said_rightly and not is_whole_again and _in_time(item, data["atMs"], data)


def _may_move(data: dict[str, Any], things: Things, station: Station) -> bool:
    purpose, giver, to, state = data["purpose"], data["from"], data["to"], data["sealState"]
    is_final, is_one = purpose in _FINAL, len(data["itemIds"]) == 1
    if (purpose == "store" and to["kind"] != "place") or (purpose == "take-out" and giver["kind"] != "place"):
        return False
    if is_final and (to["kind"] != "outside" or "order" not in data):
        return False
    if is_same_holder(giver, to) or (state == "replaced") != ("newSealNumber" in data):
        return False
    if not is_one and (state == "replaced" or "sealNumber" in data):
        return False
    if to["kind"] == "person" and not station.people.is_active_person(to["userId"]):
        return False
    if to["kind"] == "place" and not station.is_open(to["placeId"]):
        return False
    return all(_may_move_item(things.items.get(each), data, station.signer) for each in data["itemIds"])


def _may_move_item(item: Item | None, data: dict[str, Any], signer: Owner) -> bool:
    if item is None or item.is_gone or item.container_id is not None:
        return False
    if not is_same_holder(item.holder, data["from"]):
        return False
    is_explained = "explanation" in data
    is_own = item.holder["kind"] != "person" or item.holder["userId"] == signer.owner_id
    is_taken_back = item.awaited is not None and item.awaited[2] == signer.owner_id
    if not is_own and not (is_explained and (is_taken_back or signer.has("commander"))):
        return False
    if item.awaited is not None and not is_explained:
        return False
    return _in_time(item, data["movedAtMs"], data) and _fits_seal(item, data)


def _fits_seal(item: Item, data: dict[str, Any]) -> bool:
    state, is_one = data["sealState"], len(data["itemIds"]) == 1
    is_sealed = item.seal_number is not None
    if state == "none":
        return not is_sealed
    if state == "broken":
        return is_sealed or not is_one
    if state == "intact":
        # Of several, those without a seal have none that could be broken.
        if not is_sealed:
            return not is_one
        return item.is_seal_intact and data.get("sealNumber", item.seal_number) == item.seal_number
    return True


def _may_access(data: dict[str, Any], things: Things, _station: Station) -> bool:
    item = things.find(data["exhibitId"], "physical")
    return item is not None and not item.is_gone and _in_time(item, data["accessedAtMs"], data)


def _may_count(data: dict[str, Any], things: Things, station: Station) -> bool:
    def is_there(item_id: str) -> bool:
        item = things.items.get(item_id)
        return item is not None and item.holder.get("placeId") == data["placeId"]

    are_expected = all(map(is_there, data["found"] + data["missing"]))
    are_elsewhere = all(each in things.items and not is_there(each) for each in data["unexpected"])
    is_once = set(data["found"]).isdisjoint(data["missing"])
    return data["placeId"] in station.places and are_expected and are_elsewhere and is_once


def _may_seal_parts(data: dict[str, Any], things: Things, _station: Station) -> bool:
    return data["firstIndex"] == things.parts.get(data["exhibitId"], 0)


def _may_collect(data: dict[str, Any], things: Things, _station: Station) -> bool:
    return _is_new(data, things) and data["partCount"] == things.parts.get(data["exhibitId"], 0)


def _may_examine(data: dict[str, Any], things: Things, _station: Station) -> bool:
    ids = [each["exhibitId"] for each in data["inputs"] + data["outputs"]]
    return data["startedAtMs"] <= data["endedAtMs"] and things.is_digital(*ids)


def _may_find_person(data: dict[str, Any], things: Things, _station: Station) -> bool:
    is_of_raid = _is_of_raid(things, {name: data[name] for name in ("raidId", "roomId") if name in data})
    return is_of_raid and data["code"] not in things.raids[data["raidId"]].codes


def _may_add_room(data: dict[str, Any], things: Things, _station: Station) -> bool:
    return data["raidId"] in things.raids and data["code"] not in things.raids[data["raidId"]].codes


def _may_finalise(data: dict[str, Any], things: Things, _station: Station) -> bool:
    is_draft = things.records.get(data["recordId"]) == data["content"]["kind"]
    corrects = data.get("corrects")
    is_corrected = corrects is None or things.records.get(corrects) == "final"
    return is_draft and data["number"] not in things.paper_numbers and is_corrected


_NAMES_NEW_SEAL = frozenset({"exhibit-registered", "container-registered", "packed"})

_RULES: dict[str, Rule] = {
    "exhibit-sealed": lambda data, things, _: _is_new(data, things),
    "exhibit-parts-sealed": _may_seal_parts,
    "exhibit-collected": _may_collect,
    "exhibit-digests-taken": lambda data, things, _: things.is_digital(data["exhibitId"]),
    "exhibit-copied": lambda data, things, _: _is_new(data, things) and things.is_digital(data["ofExhibitId"]),
    "exhibit-extracted": lambda data, things, _: things.is_digital(data["exhibitId"]),
    "examination-recorded": _may_examine,
    "findings-confirmed": lambda data, things, _: things.is_digital(data["sourceExhibitId"]),
    "exhibit-registered": _may_register,
    "container-registered": _may_register_container,
    "packed": _may_pack,
    "unpacked": _may_unpack,
    "seal-changed": _may_seal,
    "custody-moved": _may_move,
    "original-accessed": _may_access,
    "exhibits-counted": _may_count,
    "photos-linked": lambda data, things, _: data["itemId"] in things.items,
    "raid-opened": lambda data, things, _: data["number"] not in things.raid_numbers,
    "raid-room-added": _may_add_room,
    "raid-person-found": _may_find_person,
    "raid-person-changed": lambda data, things, _: _is_of_raid(things, data),
    "raid-item-linked": lambda data, things, _: (
        things.find(data["exhibitId"], "physical") is not None and _is_of_raid(things, data)
    ),
    "raid-inventory-signed": lambda data, things, _: data["raidId"] in things.raids,
    "record-changed": lambda data, things, _: things.records.get(data["recordId"]) == data["content"]["kind"],
    "record-finalised": _may_finalise,
    "record-discarded": lambda data, things, _: things.records.get(data["recordId"], "final") != "final",
    "letter-issued": lambda data, things, _: data["number"] not in things.paper_numbers,
}
