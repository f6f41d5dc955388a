"""The things, raids and papers of a case as its events leave them (format.md, section 8, "Custody")."""

from dataclasses import dataclass, field
from typing import Any

from .case_work import Work
from .parties import PARTY_IDS, Folk

_FINAL = {"return", "dispose", "destroy"}


@dataclass
class Item:
    """An exhibit or a container."""

    kind: str
    holder: dict[str, Any]
    last_at_ms: int
    seal_number: str | None = None
    is_seal_intact: bool = False
    container_id: str | None = None
    is_gone: bool = False
    # The number of the hand-over that nobody signed for, who is to sign, and who gave.
    awaited: tuple[int, str, str] | None = None

    def put_seal(self, number: str | None) -> None:
        """Put a new seal on."""
        if number is not None:
            self.seal_number, self.is_seal_intact = number, True

    def pass_to(self, at_ms: int) -> None:
        """Move the last instant on."""
        self.last_at_ms = max(self.last_at_ms, at_ms)


@dataclass
class Raid:
    """A raid's rooms and people, and the codes that both share."""

    rooms: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)


@dataclass
class Things:
    """What the events of one case say so far."""

    items: dict[str, Item] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    seals: set[str] = field(default_factory=set)
    parts: dict[str, int] = field(default_factory=dict)
    raids: dict[str, Raid] = field(default_factory=dict)
    raid_numbers: set[str] = field(default_factory=set)
    # The kind of each record that is a draft, or "final".
    records: dict[str, str] = field(default_factory=dict)
    paper_numbers: set[str] = field(default_factory=set)
    work: Work = field(default_factory=Work)
    folk: Folk = field(default_factory=Folk)

    def is_digital(self, *exhibit_ids: str) -> bool:
        """Say whether all of these are exhibits with bytes."""
        return all(each in self.items and self.items[each].kind == "digital" for each in exhibit_ids)

    def find(self, item_id: str, *kinds: str) -> Item | None:
        """Give an item of one of these kinds."""
        item = self.items.get(item_id)
        return item if item is not None and item.kind in kinds else None

    def awaiting(self, seq: int) -> list[Item]:
        """Give the items that wait for the receiver of a hand-over."""
        return [item for item in self.items.values() if item.awaited is not None and item.awaited[0] == seq]

    def apply(self, body: dict[str, Any], seq: int, wall_ms: int) -> None:
        """Take in what an event that stands says."""
        kind, data = body["kind"], body["data"]
        brought = _item_of(kind, data, wall_ms)
        if brought is not None:
            self._bring(*brought, data)
        elif kind in ("packed", "unpacked", "seal-changed", "custody-moved"):
            self._handle(kind, data, seq)
        elif kind == "event-confirmed" and data["purpose"] == "hand-over":
            for item in self.awaiting(data["seq"]):
                if item.awaited is not None and item.awaited[1] == data["confirmedBy"]["userId"]:
                    item.awaited = None
        elif kind == "original-accessed" and data["exhibitId"] in self.items:
            self.items[data["exhibitId"]].pass_to(data["accessedAtMs"])
        elif kind == "exhibit-parts-sealed":
            self.parts[data["exhibitId"]] = data["firstIndex"] + len(data["parts"])
        else:
            self._apply_raid(kind, data)
            self._apply_paper(kind, data)
            self.work.apply(kind, data)
            self.folk.apply(kind, data)

    def _bring(self, item_id: str, item: Item, data: dict[str, Any]) -> None:
        self.parts.pop(item_id, None)
        if item_id in self.items:
            return
        self.items[item_id] = item
        self.numbers.add(data["number"])
        self._seal(item, data.get("sealNumber"))

    def _seal(self, item: Item, number: str | None) -> None:
        item.put_seal(number)
        if number is not None:
            self.seals.add(number)

    def _handle(self, kind: str, data: dict[str, Any], seq: int) -> None:
        if kind == "custody-moved":
            return self._move(data, seq)
        item = self.items.get(data["itemId"] if kind == "seal-changed" else data["containerId"])
        if item is None:
            return None
        item.pass_to(data["atMs"])
        if kind == "seal-changed":
            return self._seal(item, data["newSealNumber"])
        inside = [self.items[each] for each in data["exhibitIds"] if each in self.items]
        if kind == "packed":
            self._seal(item, data.get("sealNumber"))
            for each in inside:
                each.container_id, each.holder = data["containerId"], item.holder
                each.pass_to(data["atMs"])
            return None
        self._find_seal(item, data)
        for each in inside:
            if each.container_id == data["containerId"]:
                each.container_id = None
                each.pass_to(data["atMs"])
        return None

    def _find_seal(self, item: Item, data: dict[str, Any]) -> None:
        if data["sealState"] == "replaced":
            self._seal(item, data.get("newSealNumber"))
        elif data["sealState"] == "broken":
            item.is_seal_intact = False

    def _move(self, data: dict[str, Any], seq: int) -> None:
        to, giver_id = data["to"], data["movedBy"]["userId"]
        is_final = data["purpose"] in _FINAL
        awaits = not is_final and to["kind"] == "person" and to["userId"] != giver_id
        for item_id, item in self.items.items():
            is_named = item_id in data["itemIds"]
            if not is_named and item.container_id not in data["itemIds"]:
                continue
            # What lies inside keeps its own seal: only the container's was looked at.
            if is_named:
                self._find_seal(item, data)
            item.pass_to(data["movedAtMs"])
            item.holder, item.is_gone = to, is_final
            item.awaited = (seq, to["userId"], giver_id) if awaits else None

    def _apply_raid(self, kind: str, data: dict[str, Any]) -> None:
        if kind == "raid-opened":
            self.raids[data["raidId"]] = Raid()
            self.raid_numbers.add(data["number"])
        elif kind in ("raid-room-added", "raid-person-found") and data["raidId"] in self.raids:
            raid = self.raids[data["raidId"]]
            raid.codes.add(data["code"])
            if kind == "raid-room-added":
                raid.rooms.add(data["roomId"])
            else:
                raid.people.add(data["personId"])

    def _apply_paper(self, kind: str, data: dict[str, Any]) -> None:
        if kind == "record-drafted":
            self.records[data["recordId"]] = data["content"]["kind"]
        elif kind == "record-finalised":
            self.records[data["recordId"]] = "final"
        elif kind == "record-discarded":
            self.records.pop(data["recordId"], None)
        if kind in ("record-finalised", "letter-issued"):
            self.paper_numbers.add(data["number"])


def is_same_holder(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Say whether two holders are the same one."""
    members = {"person": ("userId",), "place": ("placeId",), "outside": ("name", "organisation")}[first["kind"]]
    return first["kind"] == second["kind"] and all(first.get(each) == second.get(each) for each in members)


def ids_of(body: dict[str, Any]) -> list[str]:
    """Give the ids that an event brings and that occur once in a vault."""
    kind, data = body["kind"], body["data"]
    if kind == "exhibit-sealed":
        return [data["exhibitId"], data["object"]["objectId"]]
    if kind == "exhibit-parts-sealed":
        return [part["object"]["objectId"] for part in data["parts"]]
    member = {
        "complaint-taken": "complaintId",
        "exhibit-collected": "exhibitId",
        "exhibit-copied": "exhibitId",
        "exhibit-registered": "exhibitId",
        "container-registered": "containerId",
        "custody-moved": "moveId",
        "examination-recorded": "examinationId",
        "raid-opened": "raidId",
        "raid-room-added": "roomId",
        "raid-person-found": "personId",
        "record-drafted": "recordId",
        "letter-issued": "letterId",
        **PARTY_IDS,
    }.get(kind)
    return [] if member is None else [data[member]]


def _item_of(kind: str, data: dict[str, Any], wall_ms: int) -> tuple[str, Item] | None:
    maker = {"exhibit-sealed": "sealedBy", "exhibit-collected": "collectedBy", "exhibit-copied": "copiedBy"}.get(kind)
    if maker is not None:
        return data["exhibitId"], Item("digital", {"kind": "person"} | data[maker], wall_ms)
    if kind == "exhibit-registered":
        return data["exhibitId"], Item("physical", data["heldBy"], data["seized"]["atMs"])
    if kind == "container-registered":
        return data["containerId"], Item("container", data["heldBy"], data["atMs"])
    return None
