"""Who may sign which kind of event, and where it may stand (format.md, section 8, "Who signs")."""

from dataclasses import dataclass
from typing import Any

from .case_work import COMMANDERS, MAKERS, work_holds
from .cases import Cases
from .custody_rules import Station, things_hold
from .kinds import CASE_KINDS, HANDLER_KINDS, REGISTER_KINDS, introduced
from .papers import can_read_rows, is_whole_pack
from .parties import PARTY_MAKERS, folk_holds
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
    "recovery-checked": "checkedBy",
    "header-changed": "changedBy",
    "head-anchored": "anchoredBy",
    "ledger-salvaged": "salvagedBy",
    "case-expunged": "expungedBy",
    "case-opened": "openedBy",
    "complaint-taken": "takenBy",
    "exhibit-sealed": "sealedBy",
    "exhibit-extracted": "extractedBy",
    "report-saved": "savedBy",
    "report-signed": "signedBy",
    "case-disclosed": "disclosedBy",
    "case-exported": "exportedBy",
    "event-confirmed": "confirmedBy",
    "place-added": "addedBy",
    "place-changed": "changedBy",
    "column-map-saved": "savedBy",
    "template-changed": "changedBy",
    "law-pack-adopted": "adoptedBy",
    "hub-asked": "askedBy",
    "hub-pinned": "pinnedBy",
    "hub-unpinned": "unpinnedBy",
    "case-shared-with-hub": "sharedBy",
    "package-written": "writtenBy",
    "way-back-taken": "takenBy",
    "paper-key-told": "toldBy",
    "exhibit-parts-sealed": "sealedBy",
    "exhibit-collected": "collectedBy",
    "exhibit-digests-taken": "takenBy",
    "exhibit-copied": "copiedBy",
    "examination-recorded": "recordedBy",
    "findings-confirmed": "confirmedBy",
    "exhibit-registered": "registeredBy",
    "container-registered": "registeredBy",
    "packed": "packedBy",
    "unpacked": "unpackedBy",
    "seal-changed": "changedBy",
    "custody-moved": "movedBy",
    "original-accessed": "accessedBy",
    "exhibits-counted": "countedBy",
    "photos-linked": "linkedBy",
    "raid-opened": "openedBy",
    "raid-room-added": "addedBy",
    "raid-person-found": "foundBy",
    "raid-person-changed": "changedBy",
    "raid-item-linked": "linkedBy",
    "raid-inventory-signed": "signedBy",
    "record-drafted": "draftedBy",
    "record-changed": "changedBy",
    "record-finalised": "finalisedBy",
    "record-discarded": "discardedBy",
    "letter-issued": "issuedBy",
    **PARTY_MAKERS,
    "playbook-adopted": "adoptedBy",
    "training-declared": "declaredBy",
    "exercise-begun": "begunBy",
    **MAKERS,
}
_HOLDERS = ("heldBy", "from", "to", "assignee")


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
    if maker is not None and maker["userId"] != signer.owner_id:
        return False
    named = [data.get(member) for member in (*_HOLDERS, _MAKERS.get(kind, ""))]
    own = [each for each in named if isinstance(each, dict) and each.get("userId") == signer.owner_id]
    if any(each["name"] != signer.name for each in own) and not people.is_salvager(signer.owner_id):
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
    if kind == "recovery-checked":
        return signer.is_person or data["holderId"] == signer.owner_id
    if kind == "vault-recovered":
        return not signer.is_person and data["holderId"] == signer.owner_id
    if kind == "header-changed":
        is_own = data["change"] == "slot-changed" and data.get("holderId") == signer.owner_id
        return signer.has("administrator") or not signer.is_person or data["change"] == "unrecorded" or is_own
    if kind in ("unlock-refused", "rollback-noticed"):
        return True
    if kind in ("head-anchored", "ledger-salvaged"):
        return signer.is_person
    if kind in ("case-expunged", "template-changed", "law-pack-adopted", "playbook-adopted", "training-declared"):
        return signer.has("commander")
    if kind == "exercise-begun":
        return signer.has("officer") and (place.may_rest_on_lost or place.cases.find(data["caseId"]).is_held_by(signer))
    if kind in ("place-added", "place-changed"):
        return signer.has("custodian")
    if kind == "column-map-saved":
        return _is_handler(signer)
    if kind in ("hub-asked", "hub-pinned", "hub-unpinned"):
        return signer.has("administrator")
    if kind in ("package-written", "way-back-taken", "paper-key-told"):
        return signer.is_person
    if kind == "case-shared-with-hub":
        is_holder = place.cases.find(data["caseId"]).is_held_by(signer) or place.may_rest_on_lost
        return signer.has("officer") and is_holder
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
    return _has_least_role(kind, signer) and is_held and people.holds(place.actor)


def _is_handler(signer: Owner) -> bool:
    return signer.has("officer") or signer.has("custodian")


def _has_least_role(kind: str, signer: Owner) -> bool:
    if kind == "exhibits-counted" and signer.has("auditor"):
        return True
    if kind in COMMANDERS:
        return signer.has("commander")
    return _is_handler(signer) if kind in HANDLER_KINDS else signer.has("officer")


def may_stand(body: dict[str, Any], place: Place) -> bool:
    """Say whether the kind may stand where it stands."""
    kind = body["kind"]
    if kind not in (REGISTER_KINDS if body["scope"] == place.vault_id else CASE_KINDS):
        return False
    if kind == "event-confirmed":
        return _may_confirm(body, place)
    if body["scope"] == place.vault_id:
        return _may_stand_in_register(body, place)
    return _may_stand_in_case(body, place)


def _may_confirm(body: dict[str, Any], place: Place) -> bool:
    data, named = body["data"], place.earlier.get(body["data"]["seq"])
    if named is None:
        return place.may_rest_on_lost and bool(data["seq"] < place.seq)
    if (named.hash_hex, named.scope) != (data["hashHex"], body["scope"]):
        return False
    if body["scope"] == place.vault_id or place.may_rest_on_lost:
        return True
    case = place.cases.find(body["scope"])
    # Only whoever was to receive signs for what waits for them.
    is_receipt = data["purpose"] == "hand-over"
    awaited = [each.awaited for each in case.things.awaiting(data["seq"])] if is_receipt else []
    is_awaited = all(each is not None and each[1] == data["confirmedBy"]["userId"] for each in awaited)
    return case.is_opened and not case.is_expunged and is_awaited


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
    if kind in ("recovery-removed", "recovery-checked"):
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
    if kind == "place-added":
        is_taken = place.cases.has_code_elsewhere(data["placeId"], data["code"])
        return data["placeId"] not in place.cases.places and not is_taken
    if kind == "place-changed":
        is_taken = data["isInUse"] and place.cases.has_code_elsewhere(data["placeId"], data["code"])
        return (data["placeId"] in place.cases.places or place.may_rest_on_lost) and not is_taken
    if kind == "column-map-saved":
        return can_read_rows(data["map"])
    if kind == "template-changed":
        last = place.cases.station_texts.get(("template", data["template"]), 0)
        is_next = data["version"] == last + 1
        return bool(is_next or (place.may_rest_on_lost and data["version"] > last))
    if kind == "playbook-adopted":
        last = place.cases.station_texts.get(("playbook", data["playbookId"]), 0)
        return bool(data["version"] > last) and is_whole_pack(data, "playbookId")
    if kind == "training-declared":
        return not (place.cases.is_training or place.cases.has_any() or place.may_rest_on_lost)
    if kind == "exercise-begun":
        return place.cases.is_training and data["caseId"] not in place.cases.exercises
    if kind == "law-pack-adopted":
        last = place.cases.station_texts.get(("law-pack", data["packId"]), 0)
        return bool(data["version"] > last) and is_whole_pack(data)
    if kind == "hub-asked":
        return not place.cases.is_training
    if kind == "hub-pinned":
        was_asked = place.cases.hub_asked == (data["hubId"], data["requestId"])
        return place.may_rest_on_lost or (place.cases.hub_pinned is None and was_asked)
    if kind in ("hub-unpinned", "package-written", "way-back-taken"):
        return place.may_rest_on_lost or place.cases.hub_pinned == data["hubId"]
    if kind == "paper-key-told":
        return bool(data["keyId"] == place.actor)
    if kind == "case-shared-with-hub":
        case = place.cases.find(data["caseId"])
        is_open = case.number == data["number"] and not case.is_expunged
        return place.may_rest_on_lost or (is_open and place.cases.hub_pinned == data["hubId"])
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
    is_judged = not place.may_rest_on_lost
    is_named_once = is_judged or kind in ("complaint-taken", "exhibit-sealed")
    if case.is_expunged or (is_named_once and place.cases.uses_an_id_again(body)):
        return False
    if kind == "case-opened":
        is_numbered = case.number in (None, data["number"])
        return data["caseId"] == body["scope"] and not case.has_events and is_numbered
    if not is_judged:
        return True
    signer = place.people.signer(place.actor)
    if not case.is_opened or signer is None:
        return False
    holds = things_hold(body, case.things, Station(signer, place.people, place.cases.places))
    holds = holds and folk_holds(kind, data, case.things, body["scope"])
    return holds and work_holds(kind, data, case.things.work, body["scope"], place.people.is_active_person)
