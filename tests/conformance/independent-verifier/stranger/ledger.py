"""The checks of every event, in their order (format.md, section 9, step 3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from . import primitives
from .cases import Cases
from .database import Row
from .events import Refused, check_signature, glance, open_body, read_header
from .foresight import Foresight, open_grant
from .header import Keys
from .people import Owner, People, is_sound
from .rules import Earlier, Place, may_sign, may_stand

NO_HASH = "0" * 64
CLOCK_TOLERANCE_MS = 5 * 60 * 1000
EMPTY = b""

Ranges = list[tuple[int, int]]


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


@dataclass
class Judgement:
    """What is wrong with one event; what is missing may be explained by a later one."""

    row: Row
    order_code: str | None = None
    code: str | None = None
    missing: tuple[int, int] | None = None
    is_body_missing: bool = False


@dataclass
class Ledger:
    """The state that the events read so far have led to."""

    vault_id: str
    keys: Keys
    foresight: Foresight
    exhibits: list[Exhibit] = field(default_factory=list)
    hashes: dict[tuple[Any, Any], Any] = field(default_factory=dict)
    unreadable: int = 0
    header_generation: int = 0
    clock_set_back: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.people = People(self.foresight.salvagers)
        self.last: Row | None = None
        self._cases = Cases()
        self._earlier: dict[int, Earlier] = {}
        self._judgements: list[Judgement] = []
        self._lost: Ranges = []
        self._emptied: list[tuple[str, int, int]] = []
        self._times: dict[str, tuple[int, int]] = {}
        self._last_wall_ms = 0
        self._last_clock_device: str | None = None
        self._is_clock_behind = False
        self._before: dict[str, Any] | None = None

    def take(self, row: Row, following: Row | None) -> None:
        """Judge the next event and take in what it says when it stands."""
        judgement = Judgement(row)
        self._judgements.append(judgement)
        last, self.last = self.last, row
        before, self._before = self._before, None
        self.hashes[row.device, row.seq] = row.hash_hex
        signer: Owner | None = None
        try:
            header = read_header(row)
            is_gap_before = last is None and row.seq > 1 or last is not None and row.seq != _successor(last.seq)
            self._check_order(header, row, last, judgement)
            self._note_clock(header)
            self._check_sealed_body(header, row, judgement)
            is_first = last is None and row.seq == 1
            self._check_signer(header, row, is_first)
            signer = self.people.signer(header["actor"])
            place = Place(
                vault_id=self.vault_id,
                device=row.device,
                seq=row.seq,
                actor=header["actor"],
                is_first=is_first,
                begins_chain=last is None or last.device != row.device,
                last_device=None if last is None else last.device,
                is_gap_before=is_gap_before,
                may_rest_on_lost=any(each.missing is not None for each in self._judgements),
                before=before if not is_gap_before else None,
                earlier=self._earlier,
                people=self.people,
                cases=self._cases,
            )
            if row.sealed_body != EMPTY:
                self._judge_body(header, row, following, place)
        except Refused as refusal:
            judgement.code = str(refusal)
        if type(row.seq) is int:
            has_body = row.sealed_body != EMPTY
            owner_id = None if signer is None else signer.owner_id
            self._earlier[row.seq] = Earlier(row.hash_hex, row.scope, owner_id, has_body)
        if row.scope != self.vault_id:
            self._cases.find(row.scope).has_events = True

    def findings(self) -> list[tuple[str, Row]]:
        """Give the first thing that is wrong with each event, once every event was taken."""
        found = []
        for each in self._judgements:
            code = each.code
            if each.is_body_missing and not self._is_emptied(each.row):
                code = "ledger/body-missing"
            code = each.order_code or code
            if each.missing is not None and not _covers(self._lost, *each.missing):
                code = "ledger/sequence-broken"
            if code is not None:
                found.append((code, each.row))
        return found

    def _check_order(self, header: dict[str, Any], row: Row, last: Row | None, judgement: Judgement) -> None:
        """Name what is wrong with the place of an event, which counts all the same if nothing else is wrong."""
        expected = 1 if last is None else _successor(last.seq) or row.seq
        if row.seq > expected:
            judgement.missing = (expected, row.seq - 1)
        begins_chain = last is None or last.device != row.device
        body = glance(self.keys.register_key, row) if begins_chain and row.scope == self.vault_id else None
        is_salvage = body is not None and body["kind"] == "ledger-salvaged"
        last_time, time = self._times.get(row.device, (-1, -1)), (header["time"]["wallMs"], header["time"]["counter"])
        self._times[row.device] = time
        is_foreign = last is not None and begins_chain and judgement.missing is None and not is_salvage
        expected_hash = NO_HASH if last is None or begins_chain else last.hash_hex
        is_prev_known = judgement.missing is None or (begins_chain and is_salvage)
        if row.position != (1 if last is None else _successor(last.position)) or row.seq < expected or is_foreign:
            judgement.order_code = "ledger/sequence-broken"
        elif is_prev_known and header["prev"] != expected_hash:
            judgement.order_code = "ledger/chain-broken"
        elif time <= last_time:
            judgement.order_code = "ledger/time-runs-back"

    def _note_clock(self, header: dict[str, Any]) -> None:
        clock_ms, wall_ms = header["time"]["clockMs"], header["time"]["wallMs"]
        is_same_chain = header["device"] == self._last_clock_device
        self._last_clock_device = header["device"]
        if is_same_chain and clock_ms < self._last_wall_ms - CLOCK_TOLERANCE_MS:
            if not self._is_clock_behind:
                self.clock_set_back.append(header["seq"])
            self._is_clock_behind = True
        else:
            self._is_clock_behind = False
        self._last_wall_ms = wall_ms

    def _check_sealed_body(self, header: dict[str, Any], row: Row, judgement: Judgement) -> None:
        if row.sealed_body == EMPTY:
            judgement.is_body_missing = True
        elif not isinstance(row.sealed_body, bytes) or header["body"] != {
            "digestHex": primitives.sha256(row.sealed_body).hex(),
            "sizeBytes": len(row.sealed_body),
        }:
            raise Refused("ledger/body-differs")

    def _check_signer(self, header: dict[str, Any], row: Row, is_first: bool) -> None:
        body = glance(self.keys.register_key, row) if is_first and row.scope == self.vault_id else None
        if body is not None and body["kind"] == "vault-created":
            data, founder = body["data"], body["data"]["founder"]
            named = (data["vaultId"], data["deviceId"], founder["keyId"])
            if named == (self.vault_id, row.device, header["actor"]) and is_sound(founder):
                check_signature(bytes.fromhex(founder["signingKeyHex"]), row)
                self.people.apply(body)
                return
        check_signature(self.people.signing_key(header["actor"]), row)
        if row.sealed_body != EMPTY and not self.people.holds(header["actor"]):
            raise Refused("ledger/signer-not-active")

    def _judge_body(self, header: dict[str, Any], row: Row, following: Row | None, place: Place) -> None:
        signer = self.people.signer(header["actor"])
        if signer is None:
            raise Refused("ledger/signer-unknown")
        scope_keys = [self.keys.register_key]
        if row.scope != self.vault_id:
            case = self._cases.find(row.scope)
            if not case.granted and not place.may_rest_on_lost:
                raise Refused("ledger/key-missing")
            scope_keys = self.foresight.case_keys.get(row.scope, [])
            if not scope_keys:
                if not (case.is_held_by(signer) or place.may_rest_on_lost):
                    raise Refused("ledger/actor-not-allowed")
                self.unreadable += 1
                return
        body = open_body(scope_keys, header, row)
        if not may_sign(body, signer, place):
            raise Refused("ledger/actor-not-allowed")
        if self._needs_agreement(body, signer) and not self._is_agreed(row, body, signer, following):
            raise Refused("ledger/actor-not-allowed")
        is_first = body["kind"] == "vault-created" and place.is_first
        if not is_first and not (may_stand(body, place) and self._opens_for_me(body)):
            raise Refused("ledger/event-refused")
        self._apply(body, row, is_first, header["time"]["wallMs"])

    def _needs_agreement(self, body: dict[str, Any], signer: Owner) -> bool:
        is_reset = body["kind"] == "passphrase-reset" and signer.is_person and len(self.people.active()) >= 3
        return is_reset or body["kind"] == "case-expunged"

    def _is_agreed(self, row: Row, body: dict[str, Any], signer: Owner, following: Row | None) -> bool:
        if following is not None and type(following.seq) is int and following.seq > row.seq + 1:
            return True  # the agreement may be what is lost, or its number is found to be missing
        agreement = None if following is None else glance(self.keys.register_key, following)
        if following is None or agreement is None or agreement["kind"] != "event-confirmed":
            return False
        header = read_header(following)
        second = self.people.signer(header["actor"])
        if second is None or not second.is_person or not self.people.holds(header["actor"]):
            return False
        try:
            check_signature(self.people.signing_key(header["actor"]), following)
        except Refused:
            return False
        is_next = (header["seq"], header["prev"]) == (row.seq + 1, row.hash_hex)
        names_it = (agreement["data"]["seq"], agreement["data"]["hashHex"]) == (row.seq, row.hash_hex)
        names_itself = agreement["data"]["confirmedBy"] == {"name": second.name, "userId": second.owner_id}
        is_other = second.owner_id not in (signer.owner_id, body["data"].get("userId"))
        return is_next and names_it and names_itself and is_other and following.scope == self.vault_id

    def _opens_for_me(self, body: dict[str, Any]) -> bool:
        if body["kind"] != "case-key-granted" or body["data"]["userId"] != self.keys.owner_id:
            return True
        me = self.people.recipient(self.keys.owner_id)
        is_mine_now = me is not None and me.key_id == self.keys.key_id
        case_key = open_grant(self.keys, body["data"]) if is_mine_now else None
        known = self.foresight.case_keys.get(body["data"]["caseId"], [])
        return not is_mine_now or (case_key is not None and known[0] == case_key)

    def _apply(self, body: dict[str, Any], row: Row, is_first: bool, wall_ms: int) -> None:
        kind, data = body["kind"], body["data"]
        self._before = body
        if not is_first:
            self.people.apply(body)
        recipient = self.people.recipient(data["userId"]) if kind == "case-key-granted" else None
        self._cases.apply(body, recipient, row.seq, wall_ms)
        if kind == "ledger-salvaged":
            self._lost += [(run["from"], run["to"]) for run in data["lost"]]
        elif kind == "case-expunged":
            self._emptied += [(data["caseId"], run["from"], run["to"]) for run in data["emptied"]]
        elif kind == "header-changed":
            self.header_generation = max(self.header_generation, data["generation"])
        elif kind == "exhibit-sealed":
            self._name_object(data, row)
        elif kind == "exhibit-parts-sealed":
            for part in data["parts"]:
                self._name_object(part, row)

    def _name_object(self, data: dict[str, Any], row: Row) -> None:
        self.exhibits.append(
            Exhibit(
                seq=row.seq,
                case_key=self.foresight.case_keys[row.scope][0],
                object_id=data["object"]["objectId"],
                size_bytes=data["sizeBytes"],
                digest_hex=data["digestHex"],
                seal_digest_hex=data["object"]["sealDigestHex"],
                segment_bytes=data["object"]["segmentSizeBytes"],
            )
        )

    def _is_emptied(self, row: Row) -> bool:
        return any(
            first <= row.seq <= last and row.scope in (case_id, self.vault_id)
            for case_id, first, last in self._emptied
        )


def find_acknowledged(ledger: Ledger, device: str, seq: int, hash_hex: str) -> Sequence[str]:
    """Say what is wrong with the end of the ledger, given the event that the head file acknowledges."""
    if ledger.hashes.get((device, seq)) != hash_hex:
        return ["head/behind-acknowledged"]
    return [] if ledger.last is not None and ledger.last.device == device else ["ledger/sequence-broken"]


def _covers(ranges: Ranges, first: int, last: int) -> bool:
    for start, end in sorted(ranges):
        if start <= first <= end:
            first = end + 1
    return first > last


def _successor(value: Any) -> int | None:
    return value + 1 if type(value) is int else None
