"""Who may sign which kind of event, and where it may stand (format.md, section 8, "Who signs")."""

from dataclasses import dataclass
from typing import Any

from .cases import Cases
from .kinds import CASE_KINDS, REGISTER_KINDS, introduced
from .people import Owner, People, is_sound

_ADMINISTRATORS = frozenset(
    {
        "person-added",
        "recovery-added",
        "person-roles-changed",
        "person-suspended",
        "person-reinstated",
        "recovery-removed",
    }
)
_MAKERS = {
    "person-added": "addedBy",
    "person-roles-changed": "changedBy",
    "person-suspended": "suspendedBy",
    "person-reinstated": "reinstatedBy",
    "passphrase-reset": "resetBy",
    "recovery-added": "addedBy",
    "recovery-removed": "removedBy",
    "header-changed": "changedBy",
    "head-anchored": "anchoredBy",
    "ledger-salvaged": "salvagedBy",
    "case-expunged": "expungedBy",
    "case-opened": "openedBy",
    "complaint-taken": "takenBy",
    "exhibit-sealed": "sealedBy",
    "exhibit-extracted": "extractedBy",
    "report-saved": "savedBy",
    "case-disclosed": "disclosedBy",
    "event-confirmed": "confirmedBy",
}


@dataclass(frozen=True)
class Earlier:
    """An earlier event, as a confirmation names it."""

    hash_hex: Any
    scope: Any
    owner_id: str | None
    has_body: bool


@dataclass(frozen=True)
class Place:
    """Where an event stands: what is known before it."""

    vault_id: str
    device: str
    seq: int
    actor: str
    is_first: bool
    begins_chain: bool
    last_device: str | None
    is_gap_before: bool
    # Whether any number is missing before the event: what it rests on may be among them.
    may_rest_on_lost: bool
    before: dict[str, Any] | None
    earlier: dict[int, Earlier]
    people: People
    cases: Cases


def may_sign(body: dict[str, Any], signer: Owner, place: Place) -> bool:
    """Say whether the signer may say this."""
    kind, data, people = body["kind"], body["data"], place.people
    maker = data.get(_MAKERS.get(kind, ""))
    if maker is not None and maker != {"name": signer.name, "userId": signer.owner_id}:
        return False
    if kind in _ADMINISTRATORS:
        return signer.has("administrator")
    if kind == "vault-created":
        return True
    if kind == "passphrase-reset":
        recovered = {"holderId": signer.owner_id, "userId": data["userId"]}
        is_recovery = place.before is not None and place.before["kind"] == "vault-recovered"
        if is_recovery and place.before is not None and place.before["data"] == recovered:
            return True
        return signer.has("administrator") and signer.owner_id != data["userId"]
    if kind == "vault-recovered":
        return not signer.is_person and data["holderId"] == signer.owner_id
    if kind == "header-changed":
        is_own = data["change"] == "slot-changed" and data.get("holderId") == signer.owner_id
        return signer.has("administrator") or not signer.is_person or data["change"] == "unrecorded" or is_own
    if kind in ("unlock-refused", "rollback-noticed"):
        return True
    if kind in ("head-anchored", "ledger-salvaged"):
        return signer.is_person
    if kind == "case-expunged":
        return signer.has("commander")
    if kind == "case-key-granted":
        case = place.cases.find(data["caseId"])
        if not case.granted and signer.has("officer") and data["userId"] == signer.owner_id:
            return True
        return case.is_held_by(signer) or place.may_rest_on_lost
    is_held = place.cases.find(body["scope"]).is_held_by(signer) or place.may_rest_on_lost
    if kind == "event-confirmed":
        named = place.earlier.get(data["seq"])
        is_own = named is not None and named.owner_id == signer.owner_id
        return not is_own and (signer.is_person if body["scope"] == place.vault_id else is_held)
    return signer.has("officer") and is_held and people.holds(place.actor)


def may_stand(body: dict[str, Any], place: Place) -> bool:
    """Say whether the kind may stand where it stands."""
    kind = body["kind"]
    if kind not in (REGISTER_KINDS if body["scope"] == place.vault_id else CASE_KINDS):
        return False
    if kind == "event-confirmed":
        named = place.earlier.get(body["data"]["seq"])
        if named is None:
            return place.may_rest_on_lost and body["data"]["seq"] < place.seq
        return (named.hash_hex, named.scope) == (body["data"]["hashHex"], body["scope"])
    if body["scope"] == place.vault_id:
        return _may_stand_in_register(body, place)
    return _may_stand_in_case(body, place)


def _may_stand_in_register(body: dict[str, Any], place: Place) -> bool:
    kind, data, people = body["kind"], body["data"], place.people
    if kind == "vault-created":
        return place.is_first
    member = introduced(body)
    if member is not None and (not is_sound(member) or people.knows_key(member["keyId"])):
        return False
    if kind == "person-added":
        return people.find(data["person"]["userId"]) is None
    if kind == "recovery-added":
        return people.find(data["holder"]["holderId"]) is None
    if kind == "person-roles-changed":
        others = any(each.has("administrator") for each in people.active() if each.owner_id != data["userId"])
        return people.is_active_person(data["userId"]) and (others or "administrator" in data["roles"])
    if kind == "person-suspended":
        signer = people.signer(place.actor)
        return people.is_active_person(data["userId"]) and signer is not None and signer.owner_id != data["userId"]
    if kind == "person-reinstated":
        owner = people.find(data["userId"])
        return owner is not None and owner.is_person and not owner.is_in_force
    if kind in ("passphrase-reset", "vault-recovered"):
        return people.is_active_person(data["userId"])
    if kind == "recovery-removed":
        owner = people.find(data["holderId"])
        return owner is not None and not owner.is_person and owner.is_in_force
    if kind == "head-anchored":
        return bool(data["seq"] < place.seq)
    if kind == "ledger-salvaged":
        return _may_begin_chain(data, place)
    if kind == "case-expunged":
        case = place.cases.find(data["caseId"])
        ends_before = all(run["to"] < place.seq for run in data["emptied"])
        return case.number in (None, data["number"]) and not case.is_expunged and ends_before and _are_empty(data, place)
    if kind == "case-key-granted":
        case, recipient = place.cases.find(data["caseId"]), people.recipient(data["userId"])
        is_numbered = case.number in (None, data["number"])
        is_numbered = is_numbered and not place.cases.has_number_elsewhere(data["caseId"], data["number"])
        is_in_force = recipient is not None and recipient.is_in_force
        return is_in_force and is_numbered and not case.is_expunged and data["caseId"] != place.vault_id
    return True


def _may_begin_chain(data: dict[str, Any], place: Place) -> bool:
    if not place.begins_chain or place.seq != data["lastSeq"] + 1:
        return False
    if place.last_device is not None and not place.is_gap_before and data["fromDeviceId"] != place.last_device:
        return False
    member = data.get("introduced")
    if member is None:
        return True
    is_new = is_sound(member) and member["keyId"] == place.actor and not place.people.knows_key(member["keyId"])
    return is_new and member["userId"] == data["salvagedBy"]["userId"] and bool(data["lost"])


def _are_empty(data: dict[str, Any], place: Place) -> bool:
    return not any(
        named.has_body and run["from"] <= seq <= run["to"]
        for seq, named in place.earlier.items()
        for run in data["emptied"]
    )


def _may_stand_in_case(body: dict[str, Any], place: Place) -> bool:
    kind, data = body["kind"], body["data"]
    case = place.cases.find(body["scope"])
    if case.is_expunged or place.cases.uses_an_id_again(body):
        return False
    if kind == "case-opened":
        is_numbered = case.number in (None, data["number"])
        return data["caseId"] == body["scope"] and not case.has_events and is_numbered
    if not case.is_opened and not place.may_rest_on_lost:
        return False
    is_sealed = kind != "exhibit-extracted" or data["exhibitId"] in case.exhibits
    return is_sealed or place.may_rest_on_lost
