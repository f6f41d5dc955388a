"""The shapes of events about things, hand-overs and raids (format.md, section 8, "Custody")."""

import re
from typing import Any

from .complaint import is_money
from .shapes import (
    DIGEST,
    ID,
    Shape,
    hex_of,
    is_day,
    is_offset,
    is_text,
    list_of,
    matching,
    one_of,
    record,
    whole_number,
)

MAX_TIME_MS = 8_640_000_000_000_000
MAX_NAMED = 500
MAX_CONTENT_BYTES = 2**46

INSTANT = whole_number(-MAX_TIME_MS, MAX_TIME_MS)
COUNT = whole_number()
PERSON = record({"name": is_text, "userId": ID})
ORDER = record({"authority": is_text, "orderedOn": is_day, "reference": is_text})
OBJECT = record({"objectId": ID, "sealDigestHex": DIGEST, "segmentSizeBytes": whole_number(1)})
_SEAL_STATE = one_of("intact", "broken", "replaced", "none")
_VALUE_NAME = re.compile(r"[a-z][A-Za-z0-9]{0,39}")

_HOLDERS: dict[str, Shape] = {
    "person": record({"kind": is_text, "userId": ID, "name": is_text}),
    "place": record({"kind": is_text, "placeId": ID, "name": is_text}),
    "outside": record(
        {"kind": is_text, "name": is_text, "organisation": is_text, "document": is_text},
        optional=frozenset({"organisation", "document"}),
    ),
}


def _one_by_kind(shapes: dict[str, Shape]) -> Shape:
    return lambda value: isinstance(value, dict) and value.get("kind") in shapes and shapes[value["kind"]](value)


def _ids(lowest: int = 0) -> Shape:
    named = list_of(ID, lowest, MAX_NAMED)
    return lambda value: named(value) and len(set(value)) == len(value)


def _codes(value: Any) -> bool:
    are_codes = list_of(lambda code: isinstance(code, str) and 0 < len(code.encode("utf-16-le")) // 2 <= 4000, 1, MAX_NAMED)
    return are_codes(value) and len(set(value)) == len(value)


def _with(needed: dict[str, Shape], **optional: Shape) -> Shape:
    return record(needed | optional, optional=frozenset(optional))


def _at(**others: Shape) -> dict[str, Shape]:
    return others | {"zone": is_offset}


HOLDER = _one_by_kind(_HOLDERS)
_MARKS = _with(
    {
        "imeis": list_of(matching(r"[0-9]{15}"), 0, 8),
        "noteSerials": list_of(is_text, 0, MAX_NAMED),
    },
    iccid=matching(r"[0-9]{18,22}"),
    serialNumber=is_text,
    make=is_text,
    model=is_text,
    colour=is_text,
    plate=is_text,
)
_SEIZED = _with(
    _at(atMs=INSTANT, place=is_text), raidId=ID, roomId=ID, personId=ID, authority=is_text
)
_PART_MEMBERS = _with(
    {"path": is_text, "sizeBytes": whole_number(1, MAX_CONTENT_BYTES), "digestHex": DIGEST, "object": OBJECT},
    modifiedAtMs=INSTANT,
)
_PARTS_MEMBERS = list_of(_PART_MEMBERS, 1, MAX_NAMED)
_DIGESTED = record({"exhibitId": ID, "digestHex": DIGEST})
_SOURCE = _with(
    {
        "form": one_of("file", "folder", "device", "raw-image", "e01-image", "split-image"),
        "sizeBytes": COUNT,
    },
    name=is_text,
    model=is_text,
    serialNumber=is_text,
    sectorSizeBytes=COUNT,
    unreadable=list_of(record({"offsetBytes": COUNT, "lengthBytes": COUNT}), 0, MAX_NAMED),
    writeProtection=is_text,
)
POSITION = _one_by_kind(
    {
        "line": _with({"kind": is_text, "line": COUNT}, byteOffset=COUNT),
        "bytes": record({"kind": is_text, "offset": COUNT, "length": COUNT}),
        "message": _with({"kind": is_text, "id": is_text}, thread=is_text),
        "cell": _with({"kind": is_text, "sheet": is_text, "row": COUNT}, column=COUNT),
        "page": record({"kind": is_text, "page": COUNT}),
        "entry": record({"kind": is_text, "path": is_text}),
        "row": record({"kind": is_text, "table": is_text, "rowId": is_text}),
    }
)


def _is_parts(value: Any) -> bool:
    return _PARTS_MEMBERS(value) and len({each["object"]["objectId"] for each in value}) == len(value)


def _is_finding_value(value: Any) -> bool:
    return isinstance(value, dict) and all(
        _VALUE_NAME.fullmatch(name) is not None and type(each) in (str, int, bool) for name, each in value.items()
    )


_FINDING = record(
    {
        "kind": one_of("fact", "message", "transaction", "identifier", "place", "person", "file"),
        "value": _is_finding_value,
        "position": POSITION,
    }
)

EXHIBIT_KINDS: dict[str, Shape] = {
    "exhibit-parts-sealed": record(
        {"exhibitId": ID, "firstIndex": COUNT, "parts": _is_parts, "sealedBy": PERSON}
    ),
    "exhibit-collected": _with(
        {
            "exhibitId": ID,
            "number": is_text,
            "name": is_text,
            "form": one_of("folder", "split-image"),
            "partCount": COUNT,
            "sizeBytes": COUNT,
            "digestHex": DIGEST,
            "emptyFiles": list_of(is_text),
            "skipped": list_of(record({"path": is_text, "reason": is_text})),
            "collectedBy": PERSON,
        },
        sourceName=is_text,
        description=is_text,
        joined=_with({"sha256Hex": DIGEST}, md5Hex=hex_of(16), sha1Hex=hex_of(20), sha512Hex=hex_of(64)),
    ),
    "exhibit-digests-taken": _with(
        {
            "exhibitId": ID,
            "digests": _with({}, md5Hex=hex_of(16), sha1Hex=hex_of(20), sha512Hex=hex_of(64)),
            "takenBy": PERSON,
        },
        source=_SOURCE,
    ),
    "exhibit-copied": _with(
        {"exhibitId": ID, "number": is_text, "name": is_text, "ofExhibitId": ID, "copiedBy": PERSON},
        sourceName=is_text,
        description=is_text,
        sourceModifiedAtMs=INSTANT,
    ),
    "examination-recorded": _with(
        {
            "examinationId": ID,
            "tool": is_text,
            "version": is_text,
            "command": is_text,
            "startedAtMs": INSTANT,
            "endedAtMs": INSTANT,
            "inputs": list_of(_DIGESTED, 1, MAX_NAMED),
            "outputs": list_of(_DIGESTED, 0, MAX_NAMED),
            "recordedBy": PERSON,
        },
        note=is_text,
    ),
    "findings-confirmed": _with(
        {
            "sourceExhibitId": ID,
            "parserName": is_text,
            "parserVersion": is_text,
            "outputDigestHex": DIGEST,
            "items": list_of(_FINDING, 1, MAX_NAMED),
            "confirmedBy": PERSON,
        },
        note=is_text,
    ),
}

CUSTODY_KINDS: dict[str, Shape] = {
    "exhibit-registered": _with(
        {
            "exhibitId": ID,
            "number": is_text,
            "category": one_of(
                "phone", "sim", "computer", "storage-medium", "cash", "document", "counterfeit-note",
                "bank-card", "vehicle", "other",
            ),
            "name": is_text,
            "seized": _SEIZED,
            "photoIds": _ids(),
            "heldBy": HOLDER,
            "registeredBy": PERSON,
        },
        description=is_text,
        marks=_MARKS,
        quantity=whole_number(1),
        cash=is_money,
        sealNumber=is_text,
    ),
    "container-registered": _with(
        _at(
            containerId=ID,
            number=is_text,
            form=one_of("bag", "box", "envelope", "pallet"),
            heldBy=HOLDER,
            atMs=INSTANT,
            registeredBy=PERSON,
        ),
        description=is_text,
        sealNumber=is_text,
    ),
    "packed": _with(
        _at(containerId=ID, exhibitIds=_ids(), atMs=INSTANT, packedBy=PERSON),
        sealNumber=is_text,
        explanation=is_text,
    ),
    "unpacked": _with(
        _at(
            containerId=ID,
            exhibitIds=_ids(),
            reason=is_text,
            sealState=_SEAL_STATE,
            atMs=INSTANT,
            unpackedBy=PERSON,
        ),
        newSealNumber=is_text,
        explanation=is_text,
    ),
    "seal-changed": _with(
        _at(
            itemId=ID,
            sealState=one_of("intact", "broken", "none"),
            newSealNumber=is_text,
            reason=is_text,
            photoIds=_ids(),
            atMs=INSTANT,
            changedBy=PERSON,
        ),
        explanation=is_text,
    ),
    "custody-moved": record(
        _at(
            moveId=ID,
            itemIds=_ids(1),
            purpose=one_of(
                "transfer", "store", "take-out", "examine", "court", "hand-to-lab", "return", "dispose", "destroy"
            ),
            to=HOLDER,
            movedAtMs=INSTANT,
            where=is_text,
            reason=is_text,
            authority=is_text,
            sealState=_SEAL_STATE,
            sealNumber=is_text,
            newSealNumber=is_text,
            condition=is_text,
            photoIds=_ids(),
            explanation=is_text,
            order=ORDER,
            movedBy=PERSON,
        )
        | {"from": HOLDER},
        optional=frozenset(
            {"authority", "sealNumber", "newSealNumber", "condition", "explanation", "order"}
        ),
    ),
    "original-accessed": _with(
        _at(
            exhibitId=ID,
            competence=is_text,
            reason=is_text,
            effect=is_text,
            accessedAtMs=INSTANT,
            accessedBy=PERSON,
        ),
        explanation=is_text,
    ),
    "exhibits-counted": _with(
        _at(
            auditId=ID,
            placeId=ID,
            found=_ids(),
            missing=_ids(),
            unexpected=_ids(),
            countedAtMs=INSTANT,
            countedBy=PERSON,
        ),
        note=is_text,
        unknownCodes=_codes,
    ),
    "photos-linked": record({"itemId": ID, "photoIds": _ids(1), "linkedBy": PERSON}),
}  # fmt: skip

_RAID_ROLE = one_of("suspect", "victim", "witness", "undetermined")
_SIGNED = _with(
    {"name": is_text, "signed": one_of("signature", "thumb-print", "refused")},
    capacity=is_text,
    document=is_text,
    reason=is_text,
)

RAID_KINDS: dict[str, Shape] = {
    "raid-opened": _with(
        _at(
            raidId=ID,
            number=is_text,
            name=is_text,
            address=is_text,
            startedAtMs=INSTANT,
            witnesses=list_of(is_text, 0, 10),
            openedBy=PERSON,
        ),
        authorisation=_with(
            {"form": one_of("written", "verbal"), "authority": is_text, "givenAtMs": INSTANT}, reference=is_text
        ),
        exception=is_text,
        occupant=is_text,
    ),
    "raid-room-added": _with(
        {"raidId": ID, "roomId": ID, "code": is_text, "name": is_text, "addedBy": PERSON}, description=is_text
    ),
    "raid-person-found": _with(
        {"raidId": ID, "personId": ID, "code": is_text, "role": _RAID_ROLE, "foundBy": PERSON},
        name=is_text,
        sex=one_of("female", "male", "not-stated"),
        nationality=is_text,
        ageYears=whole_number(0, 150),
        document=is_text,
        languages=is_text,
        roomId=ID,
        note=is_text,
    ),
    "raid-person-changed": _with(
        {"raidId": ID, "personId": ID, "role": _RAID_ROLE, "reason": is_text, "changedBy": PERSON}, name=is_text
    ),
    "raid-item-linked": _with(
        {"raidId": ID, "exhibitId": ID, "linkedBy": PERSON}, roomId=ID, personId=ID, reason=is_text
    ),
    "raid-inventory-signed": _with(
        _at(
            raidId=ID,
            rooms=COUNT,
            people=COUNT,
            items=COUNT,
            inventoryDigestHex=DIGEST,
            signedAtMs=INSTANT,
            witnesses=list_of(_SIGNED, 0, 20),
            signedBy=PERSON,
        ),
        note=is_text,
    ),
}

_PLACE: dict[str, Shape] = {"placeId": ID, "code": is_text, "name": is_text, "room": is_text}

PLACE_KINDS: dict[str, Shape] = {
    "place-added": record(_PLACE | {"addedBy": PERSON}),
    "place-changed": record(
        _PLACE | {"isInUse": lambda value: isinstance(value, bool), "changedBy": PERSON}
    ),
}
