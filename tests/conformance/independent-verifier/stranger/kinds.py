"""The kinds of events and the shapes of their data (format.md, section 8)."""

from typing import Any

from . import complaint, primitives
from .case_work import CASE_WORK_KINDS
from .papers import is_column_map, is_letter, is_phrases, is_record
from .parties import PARTY_KINDS
from .shapes import (
    DIGEST,
    ID,
    KEY,
    Shape,
    exactly,
    hex_of,
    is_object,
    is_text,
    list_of,
    matching,
    one_of,
    record,
    whole_number,
)
from .things import (
    CUSTODY_KINDS,
    EXHIBIT_KINDS,
    INSTANT,
    MAX_CONTENT_BYTES,
    OBJECT,
    ORDER,
    PLACE_KINDS,
    RAID_KINDS,
)
from .things import PERSON as _PERSON

_ROLES = list_of(one_of("officer", "custodian", "commander", "analyst", "auditor", "administrator"))
_KEYS: dict[str, Shape] = {
    "keyId": ID,
    "signingKeyHex": lambda value: KEY(value) and primitives.is_sound_signing_key(bytes.fromhex(value)),
    "agreementKeyHex": lambda value: KEY(value) and primitives.is_sound_agreement_key(bytes.fromhex(value)),
}
_RECORD = record({"name": is_text, "roles": _ROLES, "userId": ID} | _KEYS)
_HOLDER = record({"holderId": ID, "kind": one_of("recovery-code", "escrow"), "label": is_text} | _KEYS)
_SEALED_KEY = hex_of(32 + primitives.HPKE_OVERHEAD_BYTES)
_SEQ = whole_number()
_RUN = record({"from": whole_number(1), "to": whole_number(1)})
_RANGES = list_of(lambda value: _RUN(value) and value["from"] <= value["to"])

_REGISTER: dict[str, Shape] = {
    "vault-created": record({"vaultId": ID, "deviceId": ID, "software": is_text, "founder": _RECORD}),
    "person-added": record({"person": _RECORD, "addedBy": _PERSON}),
    "person-roles-changed": record({"userId": ID, "roles": _ROLES, "changedBy": _PERSON}),
    "person-suspended": record({"userId": ID, "reason": is_text, "suspendedBy": _PERSON}),
    "person-reinstated": record({"userId": ID, "reason": is_text, "reinstatedBy": _PERSON} | _KEYS),
    "passphrase-reset": record({"userId": ID, "reason": is_text, "resetBy": _PERSON} | _KEYS),
    "recovery-added": record({"holder": _HOLDER, "addedBy": _PERSON}),
    "recovery-removed": record({"holderId": ID, "removedBy": _PERSON}),
    "recovery-checked": record({"holderId": ID, "how": one_of("read-back", "used"), "checkedBy": _PERSON}),
    "vault-recovered": record({"holderId": ID, "userId": ID}),
    "header-changed": record(
        {
            "generation": _SEQ,
            "change": one_of("slot-added", "slot-changed", "slot-removed", "vault-key-rotated", "unrecorded"),
            "holderId": ID,
            "changedBy": _PERSON,
        },
        optional=frozenset({"holderId"}),
    ),
    "unlock-refused": record({"tries": _SEQ, "firstAtMs": whole_number(), "lastAtMs": whole_number()}),
    "head-anchored": record({"seq": _SEQ, "hashHex": DIGEST, "anchoredBy": _PERSON}),
    "rollback-noticed": record({"seenSeq": _SEQ, "seenHashHex": DIGEST, "heldSeq": _SEQ}),
    "ledger-salvaged": record(
        {"fromDeviceId": ID, "lastSeq": _SEQ, "lost": _RANGES, "introduced": _RECORD, "salvagedBy": _PERSON},
        optional=frozenset({"introduced"}),
    ),
    "case-expunged": record(
        {
            "caseId": ID,
            "number": is_text,
            "order": ORDER,
            "emptied": _RANGES,
            "objects": list_of(ID),
            "expungedBy": _PERSON,
        }
    ),
    "case-key-granted": record({"caseId": ID, "number": is_text, "userId": ID, "sealedKeyHex": _SEALED_KEY}),
    "column-map-saved": record({"map": is_column_map, "savedBy": _PERSON}),
    "template-changed": record(
        {"template": is_text, "version": _SEQ, "phrases": is_phrases, "changedBy": _PERSON}
    ),
    "law-pack-adopted": record(
        {"packId": is_text, "version": _SEQ, "digestHex": DIGEST, "text": is_text, "adoptedBy": _PERSON}
    ),
    "playbook-adopted": record(
        {"playbookId": is_text, "version": _SEQ, "digestHex": DIGEST, "text": is_text, "adoptedBy": _PERSON}
    ),
    "training-declared": record({"declaredBy": _PERSON}),
    "exercise-begun": record({"caseId": ID, "exerciseId": is_text, "version": _SEQ, "begunBy": _PERSON}),
    "hub-asked": record(
        {
            "hubId": ID,
            "requestId": ID,
            "secretHex": hex_of(16),
            "deviceSaltHex": DIGEST,
            "deviceKeyHex": KEY,
            "askedBy": _PERSON,
        }
    ),
    "hub-pinned": record(
        {
            "hubId": ID,
            "requestId": ID,
            "hubKeyHex": KEY,
            "hubName": is_text,
            "hubRecipient": is_text,
            "urls": list_of(is_text),
            "tlsPinsHex": list_of(DIGEST),
            "papers": list_of(is_text),
            "pinnedBy": _PERSON,
        }
    ),
    "hub-unpinned": record({"hubId": ID, "reason": is_text, "unpinnedBy": _PERSON}),
    "case-shared-with-hub": record({"hubId": ID, "caseId": ID, "number": is_text, "sharedBy": _PERSON}),
    "package-written": record(
        {
            "hubId": ID,
            "packageId": ID,
            "fromSeq": whole_number(),
            "cases": list_of(ID),
            "objects": whole_number(),
            "carrier": one_of("folder", "network"),
            "writtenBy": _PERSON,
        }
    ),
    "way-back-taken": record(
        {
            "hubId": ID,
            "receipts": list_of(is_text),
            "refusals": list_of(record({"packageId": ID, "code": is_text, "atMs": whole_number()})),
            "papers": list_of(is_text),
            "messages": list_of(
                record({"number": whole_number(1), "hashHex": DIGEST, "madeAtMs": whole_number(), "text": is_text})
            ),
            "takenBy": _PERSON,
        }
    ),
    "paper-key-told": record(
        {"keyId": ID, "publicKeyHex": matching(r"04[0-9a-f]{128}"), "proofHex": hex_of(8, 72), "toldBy": _PERSON}
    ),
} | PLACE_KINDS

_PAPERS: dict[str, Shape] = {
    "record-drafted": record({"recordId": ID, "content": is_record, "draftedBy": _PERSON}),
    "record-changed": record({"recordId": ID, "content": is_record, "changedBy": _PERSON}),
    "record-finalised": record(
        {
            "recordId": ID,
            "number": is_text,
            "content": is_record,
            "lawPacks": list_of(record({"packId": is_text, "version": whole_number(), "digestHex": DIGEST})),
            "warnings": list_of(record({"packId": is_text, "ruleId": is_text})),
            "corrects": ID,
            "finalisedBy": _PERSON,
        },
        optional=frozenset({"corrects"}),
    ),
    "record-discarded": record({"recordId": ID, "reason": is_text, "discardedBy": _PERSON}),
    "letter-issued": record({"letterId": ID, "number": is_text, "content": is_letter, "issuedBy": _PERSON}),
}

_CASE: dict[str, Shape] = {
    "case-opened": record({"caseId": ID, "number": is_text, "title": is_text, "openedBy": _PERSON}),
    "complaint-taken": record({"complaintId": ID, "takenBy": _PERSON, "complaint": complaint.is_complaint}),
    "exhibit-sealed": record(
        {
            "exhibitId": ID,
            "number": is_text,
            "name": is_text,
            "sourceName": is_text,
            "description": is_text,
            "sourceModifiedAtMs": INSTANT,
            "sealedBy": _PERSON,
            "sizeBytes": whole_number(1, MAX_CONTENT_BYTES),
            "digestHex": DIGEST,
            "object": OBJECT,
        },
        optional=frozenset({"sourceName", "description", "sourceModifiedAtMs"}),
    ),
    "exhibit-extracted": record({"exhibitId": ID, "extractedBy": _PERSON}),
    "report-saved": record(
        {
            "reportKind": is_text,
            "languages": one_of("km", "en", "km+en"),
            "madeFromHeadHex": DIGEST,
            "digestHex": DIGEST,
            "sizeBytes": whole_number(),
            "savedBy": _PERSON,
        }
    ),
    "report-signed": record(
        {
            "reportKind": is_text,
            "languages": is_text,
            "madeFromHeadHex": DIGEST,
            "unsignedDigestHex": DIGEST,
            "digestHex": DIGEST,
            "reason": is_text,
            "publicKeyHex": matching("04[0-9a-f]{128}"),
            "certificateDigestHex": DIGEST,
            "signedBy": _PERSON,
        }
    ),
    "case-disclosed": record({"sizeBytes": whole_number(), "digestHex": DIGEST, "disclosedBy": _PERSON}),
    "case-exported": record(
        {
            "exportId": ID,
            "variant": one_of("full", "redacted"),
            "recipients": list_of(is_text),
            "files": whole_number(),
            "contentDigestHex": DIGEST,
            "withheldEvents": _RANGES,
            "exportedBy": _PERSON,
        }
    ),
    **EXHIBIT_KINDS,
    **CUSTODY_KINDS,
    **RAID_KINDS,
    **_PAPERS,
    **CASE_WORK_KINDS,
    **PARTY_KINDS,
}

_EITHER: dict[str, Shape] = {
    "event-confirmed": record(
        {
            "seq": _SEQ,
            "hashHex": DIGEST,
            "purpose": one_of("hand-over", "review", "recovery"),
            "note": is_text,
            "confirmedBy": _PERSON,
        },
        optional=frozenset({"note"}),
    ),
}

REGISTER_KINDS = frozenset(_REGISTER) | frozenset(_EITHER)
# Kinds that whoever works with exhibits may say, an officer or a custodian.
HANDLER_KINDS = frozenset(EXHIBIT_KINDS) | frozenset(CUSTODY_KINDS) | frozenset(RAID_KINDS)
HANDLER_KINDS |= {"exhibit-sealed", "report-saved", "report-signed"}
CASE_KINDS = frozenset(_CASE) | frozenset(_EITHER)

_DATA = _REGISTER | _CASE | _EITHER
_BODY = record({"data": is_object, "kind": is_text, "scope": ID, "v": exactly(1)})


def is_known_body(value: Any) -> bool:
    """Say whether a body is of a known kind and has its shape."""
    return _BODY(value) and value["kind"] in _DATA and _DATA[value["kind"]](value["data"])


def introduced(body: dict[str, Any]) -> dict[str, Any] | None:
    """Give the members of whom an event introduces with keys, if it does that to anybody."""
    kind, data = body["kind"], body["data"]
    if kind in ("person-reinstated", "passphrase-reset"):
        return dict(data)
    member = {"vault-created": "founder", "person-added": "person", "recovery-added": "holder"}.get(kind)
    return None if member is None else dict(data[member])
