"""The public header and the keys that it gives (format.md, sections 3 and 4)."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from . import primitives
from .canonical import NotCanonical, parse_any, parse_canonical, serialise
from .files import Absent, VaultFolder
from .report import Report
from .shapes import DIGEST, ID, KEY, exactly, hex_of, list_of, record, whole_number

COPIES = ("vault.json", "vault.copy.json")
MAX_HEADER_BYTES = 1024 * 1024
MAX_SLOTS = 1000
FORBID_OPENING = frozenset({"vault/from-the-future", "vault/key-parameters-refused"})
KDF_LIMITS = {
    "memoryKiB": (64 * 1024, 1024 * 1024),
    "passes": (1, 16),
    "lanes": (1, 4),
    "measuredMs": (0, 3_600_000),
}

_KDF = record(
    {name: whole_number(*limits) for name, limits in KDF_LIMITS.items()}
    | {"name": exactly("argon2id"), "saltHex": hex_of(16)}
)
_OWN_KEYS = {
    "slotId": ID,
    "agreementKeyHex": lambda value: KEY(value) and primitives.is_sound_agreement_key(bytes.fromhex(value)),
    "sealedVaultKeyHex": hex_of(32 + primitives.HPKE_OVERHEAD_BYTES),
}
_SEED_UNDER_KEY = hex_of(12 + 32 + primitives.TAG_BYTES)
_FACTORS = {"keyFileIdHex": hex_of(8), "machineKeyIdHex": hex_of(8)}
_RECIPIENT = re.compile("age1[02-9ac-hj-np-z]{58}")
_SLOTS = {
    "passphrase": record(
        _OWN_KEYS
        | {
            "kind": exactly("passphrase"),
            "userId": ID,
            "number": whole_number(1, 9999),
            "kdf": _KDF,
            "factors": record(_FACTORS, frozenset(_FACTORS)),
            "sealedSeedHex": _SEED_UNDER_KEY,
        }
    ),
    "recovery-code": record(
        _OWN_KEYS | {"kind": exactly("recovery-code"), "holderId": ID, "sealedSeedHex": _SEED_UNDER_KEY}
    ),
    "escrow": record(
        _OWN_KEYS
        | {
            "kind": exactly("escrow"),
            "holderId": ID,
            "recipient": lambda value: isinstance(value, str) and _RECIPIENT.fullmatch(value) is not None,
            "sealedSeedHex": hex_of(32 + primitives.HPKE_OVERHEAD_BYTES),
        }
    ),
}


def _is_slot(value: Any) -> bool:
    kind = value.get("kind") if isinstance(value, dict) else None
    return isinstance(kind, str) and kind in _SLOTS and bool(_SLOTS[kind](value))


def _are_slots(value: Any) -> bool:
    if not list_of(_is_slot, 1, MAX_SLOTS)(value):
        return False
    names = [("slot", slot["slotId"]) for slot in value]
    names += [("owner", slot.get("userId", slot.get("holderId"))) for slot in value]
    names += [("number", slot["number"]) for slot in value if "number" in slot]
    return len(set(names)) == len(names)


_HEADER = record(
    {
        "format": exactly("samnum-vault"),
        "v": exactly(1),
        "vaultId": ID,
        "generation": whole_number(1, 2**53 - 1),
        "slots": _are_slots,
        "sealedKeyringHex": hex_of(64 + primitives.TAG_BYTES, MAX_HEADER_BYTES),
        "macHex": DIGEST,
        "digestHex": DIGEST,
    }
)
_KEYRING = record({"databaseKeyHex": KEY, "headKeyHex": KEY, "headerKeyHex": KEY, "registerKeyHex": KEY})


class DoesNotOpen(Exception):
    """The vault cannot be opened; the argument is the code of the finding."""


@dataclass(frozen=True)
class Keys:
    """What the passphrase of one person opens."""

    user_id: str
    agreement_key: bytes
    database_key: bytes
    head_key: bytes
    register_key: bytes


def check_copies(folder: VaultFolder, report: Report) -> tuple[str, dict[str, Any]] | None:
    """Judge both copies and give the name and value of the one to use, if the vault may be opened."""
    raws: list[bytes] = []
    passed: list[tuple[str, dict[str, Any]]] = []
    may_open = True
    for name in COPIES:
        report.count("headerCopies")
        try:
            raw = _read(folder, name)
            header = judge_copy(raw)
        except Absent:
            report.find("vault/header-damaged", name)
        except OSError as error:
            report.find("disk/unreadable", name, causeCode=error.errno)
        except DoesNotOpen as refusal:
            code = str(refusal)
            report.find(code, name)
            may_open = may_open and code not in FORBID_OPENING
        else:
            raws.append(raw)
            passed.append((name, header))
    # The newer one is used; of two that are equal in this, the first.
    passed.sort(key=lambda copy: -copy[1]["generation"])
    if len(raws) == 2 and raws[0] != raws[1]:
        report.find("vault/header-damaged", passed[1][0])
    return passed[0] if passed and may_open else None


def judge_copy(raw: bytes) -> dict[str, Any]:
    """Go through one copy in the order of section 3."""
    if not raw.endswith(b"\n"):
        raise DoesNotOpen("vault/header-truncated" if not raw or raw.startswith(b"{") else "vault/not-a-vault")
    if _is_from_the_future(raw) and not _has_flipped_version(raw):
        raise DoesNotOpen("vault/from-the-future")
    try:
        header = parse_canonical(raw[:-1])
    except NotCanonical:
        raise DoesNotOpen("vault/header-damaged") from None
    if not isinstance(header, dict) or header.get("digestHex") != _digest_hex(header):
        raise DoesNotOpen("vault/header-damaged")
    if _has_refused_parameters(header):
        raise DoesNotOpen("vault/key-parameters-refused")
    if not _HEADER(header):
        raise DoesNotOpen("vault/header-damaged")
    return header


def _has_flipped_version(raw: bytes) -> bool:
    """Say whether one flipped bit of the version is all that is wrong with a copy."""
    try:
        header = parse_canonical(raw[:-1])
    except NotCanonical:
        return False
    if not isinstance(header, dict) or header.get("v") not in (3, 5, 9):
        return False
    return bool(header.get("digestHex") == _digest_hex({**header, "v": 1}))


def unlock(header: dict[str, Any], passphrase: str) -> Keys:
    """Open slot, vault key and keyring with a passphrase, and check the MAC."""
    slot, seed = _open_slot(header, unicodedata.normalize("NFC", passphrase).encode("utf-8"))
    agreement_key = primitives.hkdf(seed, b"", "samnum/v1/person-agreement", 32)
    if primitives.x25519_public(agreement_key).hex() != slot["agreementKeyHex"]:
        raise DoesNotOpen("vault/header-damaged")
    vault_key = primitives.hpke_open(
        agreement_key,
        bytes.fromhex(slot["sealedVaultKeyHex"]),
        "samnum/v1/vault-key",
        _slot_facts(header["vaultId"], slot),
    )
    if vault_key is None:
        raise DoesNotOpen("vault/header-damaged")
    keyring = _open_keyring(header, vault_key)
    covered = {name: header[name] for name in ("format", "v", "vaultId", "generation", "slots", "sealedKeyringHex")}
    mac = primitives.hmac_sha256(bytes.fromhex(keyring["headerKeyHex"]), serialise(covered))
    if not primitives.equal(mac, bytes.fromhex(header["macHex"])):
        raise DoesNotOpen("vault/header-damaged")
    return Keys(
        user_id=slot["userId"],
        agreement_key=agreement_key,
        database_key=bytes.fromhex(keyring["databaseKeyHex"]),
        head_key=bytes.fromhex(keyring["headKeyHex"]),
        register_key=bytes.fromhex(keyring["registerKeyHex"]),
    )


def _read(folder: VaultFolder, name: str) -> bytes:
    with folder.open(name) as file:
        if file.size > MAX_HEADER_BYTES:
            raise DoesNotOpen("vault/header-damaged")
        return file.read_at(0, file.size)


def _is_from_the_future(raw: bytes) -> bool:
    try:
        value = parse_any(raw)
    except NotCanonical:
        return False
    if not isinstance(value, dict) or value.get("format") != "samnum-vault":
        return False
    version = value.get("v")
    return isinstance(version, (int, float)) and not isinstance(version, bool) and version > 1


def _digest_hex(header: dict[str, Any]) -> str:
    return primitives.sha256(serialise({name: header[name] for name in header if name != "digestHex"})).hex()


def _has_refused_parameters(header: dict[str, Any]) -> bool:
    slots = header.get("slots")
    if not isinstance(slots, list):
        return False
    kdfs = [slot.get("kdf") for slot in slots if isinstance(slot, dict)]
    return any(
        type(kdf.get(name)) is int and not lowest <= kdf[name] <= highest
        for kdf in kdfs
        if isinstance(kdf, dict)
        for name, (lowest, highest) in KDF_LIMITS.items()
    )


def _slot_facts(vault_id: str, slot: dict[str, Any]) -> bytes:
    facts = {name: slot[name] for name in slot if name not in ("sealedSeedHex", "sealedVaultKeyHex")}
    return serialise({"slot": facts, "vaultId": vault_id})


def _open_slot(header: dict[str, Any], passphrase: bytes) -> tuple[dict[str, Any], bytes]:
    memory_was_lacking = False
    untried = 0
    people = [slot for slot in header["slots"] if slot["kind"] == "passphrase"]
    for slot in people:
        if slot["factors"]:
            # Neither key files nor keychains are offered to this verifier.
            untried += 1
            continue
        kdf = slot["kdf"]
        stretched = primitives.argon2id(
            passphrase, bytes.fromhex(kdf["saltHex"]), kdf["memoryKiB"], kdf["passes"], kdf["lanes"]
        )
        if stretched is None:
            memory_was_lacking = True
            continue
        sealed = bytes.fromhex(slot["sealedSeedHex"])
        slot_key = primitives.hkdf(stretched, b"", "samnum/v1/slot", 32)
        seed = primitives.gcm_open(slot_key, sealed[:12], sealed[12:], _slot_facts(header["vaultId"], slot))
        if seed is not None:
            return slot, seed
    if people and untried == len(people):
        raise DoesNotOpen("vault/key-file-needed")
    raise DoesNotOpen("verifier/memory-lacking" if memory_was_lacking else "vault/wrong-passphrase")


def _open_keyring(header: dict[str, Any], vault_key: bytes) -> dict[str, Any]:
    plaintext = primitives.open_committed(
        vault_key,
        bytes.fromhex(header["sealedKeyringHex"]),
        "samnum/v1/keyring",
        bytes.fromhex(header["vaultId"]),
    )
    try:
        keyring: dict[str, Any] = parse_canonical(plaintext or b"")
    except NotCanonical:
        raise DoesNotOpen("vault/header-damaged") from None
    if not _KEYRING(keyring):
        raise DoesNotOpen("vault/header-damaged")
    return keyring
