"""The checks of every event (format.md, sections 7 to 9)."""

import struct
from dataclasses import dataclass
from typing import Any

from . import primitives
from .canonical import NotCanonical, parse_canonical
from .database import Row
from .header import Keys
from .kinds import REGISTER_KINDS, is_known_body
from .shapes import DIGEST, ID, exactly, hex_of, record, whole_number

NO_HASH = "0" * 64

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


@dataclass(frozen=True)
class Exhibit:
    """What the event of an exhibit says about its object."""

    seq: int
    case_key: bytes
    object_id: str
    size_bytes: int
    digest_hex: str
    seal_digest_hex: str
    segment_bytes: int


class Ledger:
    """The state that the events read so far have led to."""

    def __init__(self, vault_id: str, keys: Keys) -> None:
        self.exhibits: list[Exhibit] = []
        self.hashes: dict[tuple[Any, Any], Any] = {}
        self._vault_id = vault_id
        self._keys = keys
        self._scope_keys: dict[Any, bytes] = {vault_id: keys.register_key}
        self._signing_keys: dict[str, bytes] = {}
        self._scopes_seen: set[Any] = set()
        self._last: Row | None = None
        self._last_time = (-1, -1)

    def take(self, row: Row) -> None:
        """Check the next event and take in what it says, or raise Refused."""
        previous, self._last = self._last, row
        is_first_of_scope = row.scope not in self._scopes_seen
        self._scopes_seen.add(row.scope)
        self.hashes[row.device, row.seq] = row.hash_hex
        header = _read_header(row)
        self._check_order(header, row, previous)
        if not isinstance(row.sealed_body, bytes) or header["body"] != {
            "digestHex": primitives.sha256(row.sealed_body).hex(),
            "sizeBytes": len(row.sealed_body),
        }:
            raise Refused("ledger/body-differs")
        if previous is None:
            body = self._open_body(header, row, is_first=True, is_first_of_scope=is_first_of_scope)
            founder = body["data"]["founder"]
            introduced = {founder["keyId"]: bytes.fromhex(founder["signingKeyHex"])}
            _check_signature(introduced, header, row)
            self._signing_keys.update(introduced)
        else:
            _check_signature(self._signing_keys, header, row)
            body = self._open_body(header, row, is_first=False, is_first_of_scope=is_first_of_scope)
        self._apply(body, row)

    def _check_order(self, header: dict[str, Any], row: Row, previous: Row | None) -> None:
        time = (header["time"]["wallMs"], header["time"]["counter"])
        last_time, self._last_time = self._last_time, time
        if previous is None:
            expected: tuple[Any, ...] = (1, row.device, 1, NO_HASH)
        else:
            expected = (_successor(previous.position), previous.device, _successor(previous.seq), previous.hash_hex)
        if (row.position, row.device, row.seq) != expected[:3]:
            raise Refused("ledger/sequence-broken")
        if header["prev"] != expected[3]:
            raise Refused("ledger/chain-broken")
        if time <= last_time:
            raise Refused("ledger/time-runs-back")

    def _open_body(
        self, header: dict[str, Any], row: Row, *, is_first: bool, is_first_of_scope: bool
    ) -> dict[str, Any]:
        scope_key = self._scope_keys.get(row.scope)
        if scope_key is None:
            raise Refused("ledger/key-missing")
        place = bytes.fromhex(row.device) + struct.pack(">Q", row.seq)
        if header["scopeRef"] != scope_reference(scope_key, place):
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
        if not self._belongs(body, row, is_first, is_first_of_scope):
            raise Refused("ledger/event-refused")
        return body

    def _belongs(self, body: dict[str, Any], row: Row, is_first: bool, is_first_of_scope: bool) -> bool:
        kind: str = body["kind"]
        data: dict[str, Any] = body["data"]
        if (kind in REGISTER_KINDS) != (row.scope == self._vault_id) or (kind == "vault-created") != is_first:
            return False
        if kind == "vault-created":
            return (data["vaultId"], data["deviceId"]) == (self._vault_id, row.device)
        if kind == "case-key-granted":
            return bool(data["caseId"] != self._vault_id)
        names_its_case = kind != "case-opened" or data["caseId"] == row.scope
        return names_its_case and (kind == "case-opened") == is_first_of_scope

    def _apply(self, body: dict[str, Any], row: Row) -> None:
        data = body["data"]
        if body["kind"] == "case-key-granted" and data["userId"] == self._keys.user_id:
            self._take_case_key(data)
        elif body["kind"] == "exhibit-sealed":
            self.exhibits.append(
                Exhibit(
                    seq=row.seq,
                    case_key=self._scope_keys[row.scope],
                    object_id=data["object"]["objectId"],
                    size_bytes=data["sizeBytes"],
                    digest_hex=data["digestHex"],
                    seal_digest_hex=data["object"]["sealDigestHex"],
                    segment_bytes=data["object"]["segmentSizeBytes"],
                )
            )

    def _take_case_key(self, data: dict[str, Any]) -> None:
        recipient = bytes.fromhex(data["caseId"]) + bytes.fromhex(data["userId"])
        case_key = primitives.hpke_open(
            self._keys.agreement_key, bytes.fromhex(data["sealedKeyHex"]), "samnum/v1/case-key", recipient
        )
        if case_key is None or self._scope_keys.setdefault(data["caseId"], case_key) != case_key:
            raise Refused("ledger/event-refused")


def scope_reference(scope_key: bytes, place: bytes) -> str:
    """Give the scope reference of an event at a place."""
    reference_key = primitives.hkdf(scope_key, b"", "samnum/v1/scope-ref", 32)
    return primitives.hmac_sha256(reference_key, place)[:16].hex()


def _read_header(row: Row) -> dict[str, Any]:
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


def _check_signature(signing_keys: dict[str, bytes], header: dict[str, Any], row: Row) -> None:
    signing_key = signing_keys.get(header["actor"])
    if signing_key is None:
        raise Refused("ledger/signer-unknown")
    message = b"samnum/v1/event\n" + row.header
    if not isinstance(row.signature, bytes) or not primitives.signature_holds(signing_key, row.signature, message):
        raise Refused("ledger/signature-wrong")


def _successor(value: Any) -> int | None:
    return value + 1 if type(value) is int else None
