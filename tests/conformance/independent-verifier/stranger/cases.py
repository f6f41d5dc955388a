"""Cases as the events leave them (format.md, section 8)."""

from dataclasses import dataclass, field
from typing import Any

from .case_work import new_ids
from .custody import Things, ids_of
from .people import Owner


@dataclass
class Case:
    """What is known of one case, and the key that each recipient had when its key was granted to them."""

    number: str | None = None
    granted: dict[str, str] = field(default_factory=dict)
    is_opened: bool = False
    is_expunged: bool = False
    has_events: bool = False
    things: Things = field(default_factory=Things)

    def is_held_by(self, owner: Owner) -> bool:
        """Say whether the key was granted to somebody after the keys that they have now were introduced."""
        return self.granted.get(owner.owner_id) == owner.key_id


class Cases:
    """All cases, and the ids that may occur in one event only."""

    def __init__(self) -> None:
        self._cases: dict[str, Case] = {}
        self._ids: set[str] = set()
        # The code of each storage place, and whether it is in use.
        self.places: dict[str, tuple[str, bool]] = {}
        # Whether everything here is invented, and which cases are exercises.
        self.is_training = False
        self.exercises: set[str] = set()
        # The newest version of each wording and law pack of the station.
        self.station_texts: dict[tuple[str, str], int] = {}
        self.hub_asked: tuple[str, str] | None = None
        self.hub_pinned: str | None = None

    def find(self, case_id: str) -> Case:
        """Give what is known of a case, which may be nothing."""
        return self._cases.setdefault(case_id, Case())

    def has_any(self) -> bool:
        """Say whether anything is known of any case."""
        return any(case.number is not None for case in self._cases.values())

    def has_number_elsewhere(self, case_id: str, number: str) -> bool:
        """Say whether another case has a number."""
        return any(case.number == number for other, case in self._cases.items() if other != case_id)

    def uses_an_id_again(self, body: dict[str, Any]) -> bool:
        """Say whether an event brings an id that an earlier one brought."""
        is_of_parts = body["kind"] == "exhibit-parts-sealed"
        ids = [*ids_of(body), body["data"]["exhibitId"]] if is_of_parts else ids_of(body)
        ids += new_ids(body["kind"], body["data"], self.find(body["scope"]).things.work)
        return any(each in self._ids for each in ids)

    def has_code_elsewhere(self, place_id: str, code: str) -> bool:
        """Say whether another storage place in use has a code."""
        return any((code, True) == place for other, place in self.places.items() if other != place_id)

    def apply(self, body: dict[str, Any], recipient: Owner | None, seq: int, wall_ms: int) -> None:
        """Take in what an event that stands says about a case."""
        kind, data = body["kind"], body["data"]
        if body["scope"] in self._cases:
            self._ids.update(new_ids(kind, data, self._cases[body["scope"]].things.work))
        if kind == "case-key-granted":
            case = self.find(data["caseId"])
            case.number = data["number"]
            case.granted[data["userId"]] = recipient.key_id if recipient is not None else ""
        elif kind == "case-expunged":
            case = self.find(data["caseId"])
            case.number, case.is_expunged = data["number"], True
        elif kind == "case-opened":
            case = self.find(data["caseId"])
            case.number, case.is_opened = data["number"], True
        elif kind in ("place-added", "place-changed"):
            self.places[data["placeId"]] = (data["code"], data.get("isInUse", True))
        elif kind == "template-changed":
            self.station_texts["template", data["template"]] = data["version"]
        elif kind == "hub-asked":
            self.hub_asked = (data["hubId"], data["requestId"])
        elif kind in ("hub-pinned", "hub-unpinned"):
            self.hub_pinned = data["hubId"] if kind == "hub-pinned" else None
        elif kind == "training-declared":
            self.is_training = True
        elif kind == "exercise-begun":
            self.exercises.add(data["caseId"])
        elif kind == "playbook-adopted":
            self.station_texts["playbook", data["playbookId"]] = data["version"]
        elif kind == "law-pack-adopted":
            self.station_texts["law-pack", data["packId"]] = data["version"]
        elif body["scope"] in self._cases:
            self._cases[body["scope"]].things.apply(body, seq, wall_ms)
        self._ids.update(ids_of(body))
