"""People and recovery holders as the register's events leave them (format.md, section 8)."""

from dataclasses import dataclass, field
from typing import Any

from . import primitives
from .kinds import introduced

_INCLUDED = {"commander": {"officer", "custodian"}}


@dataclass
class Owner:
    """A person or recovery holder, and the key that is theirs now."""

    owner_id: str
    name: str
    is_person: bool
    key_id: str
    roles: set[str] = field(default_factory=set)
    is_in_force: bool = True

    def has(self, role: str) -> bool:
        """Say whether somebody has a role, or one that includes it."""
        return any(role == each or role in _INCLUDED.get(each, ()) for each in self.roles)


class People:
    """Everybody whom the events so far have introduced."""

    def __init__(self, salvagers: list[dict[str, Any]]) -> None:
        self._owners: dict[str, Owner] = {}
        self._keys: dict[str, tuple[str, bytes]] = {}
        # Whose introduction is lost signs from the first event on.
        self._salvagers = {each["keyId"]: each for each in salvagers}

    def signing_key(self, key_id: str) -> bytes | None:
        """Give the public key that an event introduced under a key id."""
        if key_id in self._keys:
            return self._keys[key_id][1]
        salvager = self._salvagers.get(key_id)
        return None if salvager is None else bytes.fromhex(salvager["signingKeyHex"])

    def signer(self, key_id: str) -> Owner | None:
        """Give whose key this is, whether or not it holds."""
        if key_id in self._keys:
            return self._owners[self._keys[key_id][0]]
        salvager = self._salvagers.get(key_id)
        return None if salvager is None else _person(salvager)

    def holds(self, key_id: str) -> bool:
        """Say whether events may be signed with a key now."""
        signer = self.signer(key_id)
        return signer is not None and signer.is_in_force and signer.key_id == key_id

    def find(self, owner_id: str) -> Owner | None:
        """Give who has an id."""
        return self._owners.get(owner_id)

    def recipient(self, owner_id: str) -> Owner | None:
        """Give who has an id, also where the event that introduced them is lost."""
        lost = next((each for each in self._salvagers.values() if each["userId"] == owner_id), None)
        return self._owners.get(owner_id) or (None if lost is None else _person(lost))

    def is_salvager(self, owner_id: str) -> bool:
        """Say whether a salvage introduces somebody, whose name it may have only from hearsay."""
        return any(each["userId"] == owner_id for each in self._salvagers.values())

    def is_active_person(self, owner_id: str) -> bool:
        """Say whether an id is that of a person who is active."""
        owner = self.recipient(owner_id)
        return owner is not None and owner.is_person and owner.is_in_force

    def active(self) -> list[Owner]:
        """Give the people who are active."""
        ids = {*self._owners, *(each["userId"] for each in self._salvagers.values())}
        everybody = [owner for owner in map(self.recipient, ids) if owner is not None]
        return [owner for owner in everybody if owner.is_person and owner.is_in_force]

    def knows_key(self, key_id: str) -> bool:
        """Say whether an event so far introduced a key."""
        return key_id in self._keys

    def apply(self, body: dict[str, Any]) -> None:
        """Take in what an event that stands says about people."""
        kind, data = body["kind"], body["data"]
        member = introduced(body)
        if kind in ("vault-created", "person-added") and member is not None:
            self._introduce(_person(member), member)
        elif kind == "ledger-salvaged" and "introduced" in data:
            self._introduce(_person(data["introduced"]), data["introduced"])
        elif kind == "recovery-added" and member is not None:
            self._introduce(Owner(member["holderId"], member["label"], False, member["keyId"]), member)
        elif kind in ("person-reinstated", "passphrase-reset") and member is not None:
            owner = self._owners[data["userId"]]
            owner.key_id, owner.is_in_force = data["keyId"], True
            self._introduce(owner, member)
        elif kind == "person-roles-changed":
            self._owners[data["userId"]].roles = set(data["roles"])
        elif kind == "person-suspended":
            self._owners[data["userId"]].is_in_force = False
        elif kind == "recovery-removed":
            self._owners[data["holderId"]].is_in_force = False

    def _introduce(self, owner: Owner, keys: dict[str, Any]) -> None:
        self._owners[owner.owner_id] = owner
        self._keys[keys["keyId"]] = (owner.owner_id, bytes.fromhex(keys["signingKeyHex"]))


def is_sound(keys: dict[str, Any]) -> bool:
    """Say whether a key id is that of the key beside it."""
    return bool(keys["keyId"] == primitives.key_id(bytes.fromhex(keys["signingKeyHex"])))


def _person(member: dict[str, Any]) -> Owner:
    return Owner(member["userId"], member["name"], True, member["keyId"], set(member["roles"]))
