"""One event by itself: its header, its signature and its sealed body (format.md, section 7)."""

import struct
from collections.abc import Sequence
from typing import Any

from . import primitives
from .canonical import NotCanonical, parse_canonical
from .database import Row
from .kinds import is_known_body
from .shapes import DIGEST, ID, exactly, hex_of, record, whole_number

_HEADER = record(
    {
        "v": exactly(1),
        "device": ID,
        "seq": whole_number(1),
        "prev": DIGEST,
        "actor": ID,
        "scopeRef": ID,
        "time": record(
            {
                "clockMs": whole_number(),
                "counter": whole_number(),
                "monotonicMs": whole_number(),
                "runId": hex_of(8),
                "wallMs": whole_number(),
            }
        ),
        "body": record({"digestHex": DIGEST, "sizeBytes": whole_number()}),
    }
)


class Refused(Exception):
    """An event does not hold; the argument is the code of the finding."""


def read_header(row: Row) -> dict[str, Any]:
    """Give the header of a row whose columns agree with it."""
    if not isinstance(row.header, bytes):
        raise Refused("ledger/header-damaged")
    try:
        header: dict[str, Any] = parse_canonical(row.header)
    except NotCanonical:
        raise Refused("ledger/header-damaged") from None
    stated = (row.hash_hex, row.seq, row.device)
    if not _HEADER(header) or stated != (primitives.sha256(row.header).hex(), header["seq"], header["device"]):
        raise Refused("ledger/header-damaged")
    return header


def check_signature(signing_key: bytes | None, row: Row) -> None:
    """Check the signature of a row by a key that may be unknown."""
    if signing_key is None:
        raise Refused("ledger/signer-unknown")
    message = b"samnum/v1/event\n" + row.header
    if not isinstance(row.signature, bytes) or not primitives.signature_holds(signing_key, row.signature, message):
        raise Refused("ledger/signature-wrong")


def open_body(scope_keys: Sequence[bytes], header: dict[str, Any], row: Row) -> dict[str, Any]:
    """Open the body of a row by the key among those offered that its scope reference names."""
    place = bytes.fromhex(header["device"]) + struct.pack(">Q", header["seq"])
    scope_key = next((key for key in scope_keys if header["scopeRef"] == scope_reference(key, place)), None)
    if scope_key is None:
        raise Refused("ledger/scope-wrong")
    plaintext = primitives.open_committed(
        scope_key, row.sealed_body, "samnum/v1/event-body", b"samnum/v1/event-body\n" + place
    )
    if plaintext is None:
        raise Refused("ledger/body-unreadable")
    try:
        body: dict[str, Any] = parse_canonical(plaintext)
    except NotCanonical:
        raise Refused("ledger/event-refused") from None
    if not is_known_body(body):
        raise Refused("ledger/event-refused")
    if body["scope"] != row.scope:
        raise Refused("ledger/scope-wrong")
    return body


def glance(scope_key: bytes, row: Row) -> dict[str, Any] | None:
    """Give the body of a row if it opens, without a word about what else is wrong with the row."""
    try:
        header = read_header(row)
        return open_body([scope_key], header, row) if isinstance(row.sealed_body, bytes) and row.sealed_body else None
    except Refused:
        return None


def scope_reference(scope_key: bytes, place: bytes) -> str:
    """Give the scope reference of an event at a place."""
    reference_key = primitives.hkdf(scope_key, b"", "samnum/v1/scope-ref", 32)
    return primitives.hmac_sha256(reference_key, place)[:16].hex()
