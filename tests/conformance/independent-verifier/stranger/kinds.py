"""The kinds of events and the shapes of their data (format.md, section 8)."""

from typing import Any

from . import complaint, primitives
from .shapes import (
    DIGEST,
    ID,
    KEY,
    Shape,
    exactly,
    hex_of,
    is_integer,
    is_object,
    is_text,
    list_of,
    record,
    whole_number,
)

MAX_CONTENT_BYTES = 2**46

REGISTER_KINDS = frozenset({"vault-created", "case-key-granted"})

_PERSON = record({"name": is_text, "userId": ID})


def _is_founder(value: Any) -> bool:
    return (
        _FOUNDER_MEMBERS(value)
        and primitives.is_sound_agreement_key(bytes.fromhex(value["agreementKeyHex"]))
        and primitives.is_sound_signing_key(bytes.fromhex(value["signingKeyHex"]))
        and value["keyId"] == primitives.key_id(bytes.fromhex(value["signingKeyHex"]))
    )


_FOUNDER_MEMBERS = record(
    {
        "agreementKeyHex": KEY,
        "keyId": ID,
        "name": is_text,
        "roles": list_of(is_text),
        "signingKeyHex": KEY,
        "userId": ID,
    }
)
_OBJECT = record({"objectId": ID, "sealDigestHex": DIGEST, "segmentSizeBytes": whole_number(1)})

_DATA: dict[str, Shape] = {
    "vault-created": record({"vaultId": ID, "deviceId": ID, "software": is_text, "founder": _is_founder}),
    "case-key-granted": record(
        {"caseId": ID, "number": is_text, "userId": ID, "sealedKeyHex": hex_of(32 + primitives.HPKE_OVERHEAD_BYTES)}
    ),
    "case-opened": record({"caseId": ID, "number": is_text, "title": is_text, "openedBy": _PERSON}),
    "complaint-taken": record({"complaintId": ID, "takenBy": _PERSON, "complaint": complaint.is_complaint}),
    "exhibit-sealed": record(
        {
            "exhibitId": ID,
            "number": is_text,
            "name": is_text,
            "sourceName": is_text,
            "description": is_text,
            "sourceModifiedAtMs": is_integer,
            "sealedBy": _PERSON,
            "sizeBytes": whole_number(1, MAX_CONTENT_BYTES),
            "digestHex": DIGEST,
            "object": _OBJECT,
        },
        optional=frozenset({"sourceName", "description", "sourceModifiedAtMs"}),
    ),
    "exhibit-extracted": record({"exhibitId": ID, "extractedBy": _PERSON}),
    "report-saved": record(
        {
            "reportKind": is_text,
            "languages": is_text,
            "madeFromHeadHex": DIGEST,
            "digestHex": DIGEST,
            "sizeBytes": whole_number(),
            "savedBy": _PERSON,
        }
    ),
}

_BODY = record({"data": is_object, "kind": is_text, "scope": ID, "v": exactly(1)})


def is_known_body(value: Any) -> bool:
    """Say whether a body is of a known kind and has its shape."""
    return _BODY(value) and value["kind"] in _DATA and _DATA[value["kind"]](value["data"])
