#!/usr/bin/python3
"""Verify the disclosure of one case.

Written from docs/format-disclosure.md and the sections of docs/format.md that it names. It needs no vault and no passphrase. Exit
status: 0 when the disclosure holds, 1 when something was found, 2 when the program was called wrongly.
"""

import argparse
import json
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from stranger import primitives
from stranger.canonical import NotCanonical, parse_any, parse_canonical, serialise
from stranger.shapes import DIGEST, ID, exactly, hex_of, record, whole_number

MAX_LINE_BYTES = 134_217_728
NO_HASH = "0" * 64
BODY_INFO = b"samnum/v1/event-body"
INTRODUCING = {"vault-created", "person-added", "person-reinstated", "passphrase-reset", "recovery-added"}

_START = record(
    {
        "format": exactly("samnum-disclosure"),
        "v": exactly(1),
        "vaultId": ID,
        "caseId": ID,
        "events": whole_number(1),
        "headHex": DIGEST,
        "scopeRefKeyHex": hex_of(32),
    }
)
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


class Stop(Exception):
    """Nothing after this line can be understood; the argument is the code."""


class Refused(Exception):
    """An event does not hold; the argument is the code."""


@dataclass
class Report:
    """What was found, and what the disclosure is of."""

    findings: list[dict[str, Any]] = field(default_factory=list)
    case_events: list[int] = field(default_factory=list)
    number: str | None = None
    head: dict[str, Any] | None = None

    def note(self, code: str, seq: int | None = None) -> None:
        """Add a finding."""
        self.findings.append({"code": code} | ({} if seq is None else {"seq": seq}))


class Disclosure:
    """One pass over the lines of a disclosure."""

    def __init__(self) -> None:
        self.report = Report()
        self._start: dict[str, Any] | None = None
        self._events = 0
        self._last: dict[str, Any] | None = None
        self._last_hash = NO_HASH
        self._gaps: list[tuple[int, int]] = []
        self._keys: dict[str, tuple[str, bytes]] = {}

    def read(self, lines: Iterator[bytes]) -> Report:
        """Take every line, then judge the end."""
        try:
            for line in lines:
                if self._start is None:
                    self._start = _read_start(line)
                else:
                    self._take_event(line, self._start)
            self._judge_end()
        except Stop as stop:
            self.report.note(str(stop))
        for _, last in self._gaps:
            self.report.note("ledger/sequence-broken", last + 1)
        return self.report

    def _judge_end(self) -> None:
        start = self._start
        if start is None:
            raise Stop("disclosure/not-a-disclosure")
        is_to_the_head = self._last_hash == start["headHex"]
        if self._events < start["events"] and not (is_to_the_head and self._gaps):
            raise Stop("disclosure/truncated")
        if not is_to_the_head:
            self.report.note("disclosure/head-differs", self._last and self._last["seq"])
        elif self.report.number is None:
            self.report.note("disclosure/event-missing")

    def _take_event(self, line: bytes, start: dict[str, Any]) -> None:
        if self._events == start["events"]:
            raise Stop("disclosure/malformed")
        value = _read_line(line)
        header = value["header"]
        raw_header = serialise(header)
        self._events += 1
        place = bytes.fromhex(header["device"]) + struct.pack(">Q", header["seq"])
        expected = primitives.hmac_sha256(bytes.fromhex(start["scopeRefKeyHex"]), place)[:16].hex()
        is_of_case = header["scopeRef"] == expected
        body: dict[str, Any] | None = None
        problem: str | None = None
        if "openingHex" in value:
            try:
                body = _open(value, header, place)
                _check_scope(body, is_of_case, start)
            except Refused as refused:
                body, problem = None, str(refused)
        elif is_of_case:
            problem = "disclosure/event-missing"
        self._follow(header, body)
        self._last, self._last_hash = header, primitives.sha256(raw_header).hex()
        self.report.head = {"seq": header["seq"], "hashHex": self._last_hash}
        if body is not None:
            try:
                self._judge(header, raw_header, bytes.fromhex(value["signatureHex"]), body, start)
            except Refused as refused:
                problem = str(refused)
        if problem is not None:
            self.report.note(problem, header["seq"])

    def _follow(self, header: dict[str, Any], body: dict[str, Any] | None) -> None:
        last, seq = self._last, header["seq"]
        expected = 1 if last is None else last["seq"] + 1
        is_same_device = last is None or last["device"] == header["device"]
        is_salvage = body is not None and body["kind"] == "ledger-salvaged"
        if seq < expected:
            self.report.note("ledger/sequence-broken", seq)
            return
        if seq > expected:
            self._gaps.append((expected, seq - 1))
        elif not is_same_device and not is_salvage:
            self.report.note("ledger/sequence-broken", seq)
        elif header["prev"] != (self._last_hash if is_same_device else NO_HASH):
            self.report.note("ledger/chain-broken", seq)
            return
        if last is not None and is_same_device and _time(header) <= _time(last):
            self.report.note("ledger/time-runs-back", seq)

    def _judge(
        self, header: dict[str, Any], raw_header: bytes, signature: bytes, body: dict[str, Any], start: dict[str, Any]
    ) -> None:
        kind, data = body["kind"], body["data"]
        introduced = _introduced(body)
        is_sound = introduced is None or primitives.key_id(introduced[2]) == introduced[1]
        signs_itself = kind in ("vault-created", "ledger-salvaged") and introduced is not None
        if signs_itself and introduced is not None and introduced[1] == header["actor"] and is_sound:
            signing_key = introduced[2]
        elif header["actor"] in self._keys:
            signing_key = self._keys[header["actor"]][1]
        else:
            raise Refused("ledger/signer-unknown")
        message = b"samnum/v1/event\n" + raw_header
        if not primitives.signature_holds(signing_key, signature, message):
            raise Refused("ledger/signature-wrong")
        if not is_sound or not self._may_stand(header, body, start):
            raise Refused("ledger/event-refused")
        if introduced is not None:
            owner, key, public = introduced
            self._keys = {known: value for known, value in self._keys.items() if value[0] != owner}
            self._keys[key] = (owner, public)
        if kind == "ledger-salvaged":
            lost = [(each["from"], each["to"]) for each in data["lost"]]
            self._gaps = [gap for gap in self._gaps if not any(a <= gap[0] and gap[1] <= b for a, b in lost)]
        if kind == "case-opened":
            self.report.number = data["number"]
        if body["scope"] == start["caseId"]:
            self.report.case_events.append(header["seq"])

    def _may_stand(self, header: dict[str, Any], body: dict[str, Any], start: dict[str, Any]) -> bool:
        kind, data = body["kind"], body["data"]
        if body["scope"] != start["caseId"]:
            if kind == "vault-created":
                named = (data["vaultId"], data["deviceId"])
                return bool(header["seq"] == 1 and named == (start["vaultId"], header["device"]))
            return kind in INTRODUCING or kind == "ledger-salvaged"
        if kind == "case-opened":
            return self.report.number is None and bool(data["caseId"] == start["caseId"])
        return self.report.number is not None and kind not in INTRODUCING


def _read_start(line: bytes) -> dict[str, Any]:
    try:
        named = parse_any(line)
        value = parse_canonical(line)
    except NotCanonical:
        raise Stop("disclosure/not-a-disclosure") from None
    if not isinstance(named, dict) or named.get("format") != "samnum-disclosure" or type(named.get("v")) is not int:
        raise Stop("disclosure/not-a-disclosure")
    if named["v"] > 1:
        raise Stop("disclosure/from-the-future")
    if not _START(value):
        raise Stop("disclosure/malformed")
    return dict(value)


def _read_line(line: bytes) -> dict[str, Any]:
    try:
        value = parse_canonical(line)
    except NotCanonical:
        raise Stop("disclosure/malformed") from None
    names = set(value) if isinstance(value, dict) else set()
    opened = names == {"header", "openingHex", "sealedBodyHex", "signatureHex"}
    if not (opened or names == {"header"}) or not _HEADER(value["header"]):
        raise Stop("disclosure/malformed")
    if opened and not (
        hex_of(32)(value["openingHex"]) and hex_of(64)(value["signatureHex"]) and _is_hex(value["sealedBodyHex"])
    ):
        raise Stop("disclosure/malformed")
    return dict(value)


def _is_hex(text: Any) -> bool:
    return isinstance(text, str) and text != "" and len(text) % 2 == 0 and set(text) <= set("0123456789abcdef")


def _open(value: dict[str, Any], header: dict[str, Any], place: bytes) -> dict[str, Any]:
    sealed = bytes.fromhex(value["sealedBodyHex"])
    if header["body"] != {"digestHex": primitives.sha256(sealed).hex(), "sizeBytes": len(sealed)}:
        raise Refused("ledger/body-differs")
    opening = bytes.fromhex(value["openingHex"])
    key = primitives.hmac_sha256(opening, BODY_INFO + b"\x01")
    commitment = primitives.hmac_sha256(opening, key + BODY_INFO + b"\x02")
    if not primitives.equal(commitment, sealed[32:64]):
        raise Refused("ledger/body-unreadable")
    plain = primitives.gcm_open(key, primitives.ZERO_NONCE, sealed[64:], BODY_INFO + b"\n" + place)
    if plain is None:
        raise Refused("ledger/body-unreadable")
    try:
        body = parse_canonical(plain)
    except NotCanonical:
        raise Refused("ledger/event-refused") from None
    if not isinstance(body, dict) or set(body) != {"data", "kind", "scope", "v"} or body["v"] != 1:
        raise Refused("ledger/event-refused")
    return dict(body)


def _check_scope(body: dict[str, Any], is_of_case: bool, start: dict[str, Any]) -> None:
    if is_of_case != (body["scope"] == start["caseId"]):
        raise Refused("ledger/scope-wrong")
    if not is_of_case and body["scope"] != start["vaultId"]:
        raise Refused("disclosure/event-foreign")


def _introduced(body: dict[str, Any]) -> tuple[str, str, bytes] | None:
    kind, data = body["kind"], body["data"]
    if kind == "vault-created":
        record_, owner = data["founder"], data["founder"]["userId"]
    elif kind == "person-added":
        record_, owner = data["person"], data["person"]["userId"]
    elif kind in ("person-reinstated", "passphrase-reset"):
        record_, owner = data, data["userId"]
    elif kind == "recovery-added":
        record_, owner = data["holder"], data["holder"]["holderId"]
    elif kind == "ledger-salvaged" and "introduced" in data:
        record_, owner = data["introduced"], data["introduced"]["userId"]
    else:
        return None
    return owner, record_["keyId"], bytes.fromhex(record_["signingKeyHex"])


def _time(header: dict[str, Any]) -> tuple[int, int]:
    return header["time"]["wallMs"], header["time"]["counter"]


def _lines(file: BinaryIO) -> Iterator[bytes]:
    is_first = True
    while line := file.readline(MAX_LINE_BYTES + 2):
        if not line.endswith(b"\n"):
            if is_first:
                raise Stop("disclosure/not-a-disclosure")
            raise Stop("disclosure/malformed" if len(line) > MAX_LINE_BYTES else "disclosure/truncated")
        is_first = False
        yield line[:-1]


def main() -> int:
    """Read the arguments, verify, and print the report as one JSON document."""
    parser = argparse.ArgumentParser(description="Verify the disclosure of one case.")
    parser.add_argument("file", metavar="FILE")
    arguments = parser.parse_args()
    try:
        with open(arguments.file, "rb") as file:
            report = Disclosure().read(_lines(file))
    except OSError as error:
        parser.error(str(error))
    document = {
        "isWhole": not report.findings,
        "number": report.number,
        "head": report.head,
        "caseEvents": report.case_events,
        "findings": report.findings,
    }
    print(json.dumps(document))
    return 0 if not report.findings else 1


if __name__ == "__main__":
    sys.exit(main())
