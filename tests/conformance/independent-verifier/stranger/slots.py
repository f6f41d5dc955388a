"""The ways into a vault (format.md, sections 3 and 4): their shapes, and how each gives its seed."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from . import primitives
from .canonical import serialise
from .shapes import ID, KEY, exactly, hex_of, list_of, record, whole_number

MAX_SLOTS = 1000
KDF_LIMITS = {
    "memoryKiB": (64 * 1024, 1024 * 1024),
    "passes": (1, 16),
    "lanes": (1, 4),
    "measuredMs": (0, 3_600_000),
}
GROUPS, GROUP_DIGITS, GROUP_FACTOR, MAX_GROUP = 8, 6, 11, 720_885

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
_KEY_FILE = re.compile(r"samnum key file 1\s+([0-9a-f]{64})\s*")


class DoesNotOpen(Exception):
    """The vault cannot be opened; the argument is the code of the finding."""


@dataclass(frozen=True)
class Credentials:
    """What is offered to the slots: a passphrase with its factors, or a recovery code."""

    passphrase: str | None = None
    number: int | None = None
    key_file_secret: bytes | None = None
    recovery_code: bytes | None = None


def are_slots(value: Any) -> bool:
    """Say whether a value is a list of slots in which no id, owner and number occurs twice."""
    if not list_of(_is_slot, 1, MAX_SLOTS)(value):
        return False
    names = [("slot", slot["slotId"]) for slot in value]
    names += [("owner", owner_of(slot)) for slot in value]
    names += [("number", slot["number"]) for slot in value if "number" in slot]
    return len(set(names)) == len(names)


def owner_of(slot: dict[str, Any]) -> str:
    """Give the id of the person or recovery holder whose slot this is."""
    return str(slot["userId"] if slot["kind"] == "passphrase" else slot["holderId"])


def slot_facts(vault_id: str, slot: dict[str, Any]) -> bytes:
    """Give the associated data of what a slot seals."""
    facts = {name: slot[name] for name in slot if name not in ("sealedSeedHex", "sealedVaultKeyHex")}
    return serialise({"slot": facts, "vaultId": vault_id})


def open_slot(header: dict[str, Any], credentials: Credentials) -> tuple[dict[str, Any], bytes]:
    """Give the first slot that opens, and its seed."""
    if credentials.recovery_code is not None:
        return _open_by_code(header, credentials.recovery_code)
    passphrase = unicodedata.normalize("NFC", credentials.passphrase or "").encode("utf-8")
    people = [slot for slot in header["slots"] if slot["kind"] == "passphrase"]
    if credentials.number is not None:
        people = [slot for slot in people if slot["number"] == credentials.number]
    hindrances = [_hindrance(slot, credentials) for slot in people]
    memory_was_lacking = False
    for slot, hindrance in zip(people, hindrances, strict=True):
        if hindrance is not None:
            continue
        kdf = slot["kdf"]
        stretched = primitives.argon2id(
            passphrase, bytes.fromhex(kdf["saltHex"]), kdf["memoryKiB"], kdf["passes"], kdf["lanes"]
        )
        if stretched is None:
            memory_was_lacking = True
            continue
        secret = credentials.key_file_secret if "keyFileIdHex" in slot["factors"] else None
        seed = _open_seed(header, slot, primitives.hkdf(stretched + (secret or b""), b"", "samnum/v1/slot", 32))
        if seed is not None:
            return slot, seed
    if hindrances and all(hindrances):
        raise DoesNotOpen(next(filter(None, hindrances)))
    raise DoesNotOpen("verifier/memory-lacking" if memory_was_lacking else "vault/wrong-passphrase")


def read_key_file(text: str) -> bytes:
    """Give the secret of a key file, or raise ValueError."""
    match = _KEY_FILE.fullmatch(text)
    if match is None:
        raise ValueError("this is no key file")
    return bytes.fromhex(match[1])


def read_recovery_code(text: str) -> bytes:
    """Give the 16 bytes of a recovery code, or raise ValueError naming the group that was misread."""
    digits = "".join(str(unicodedata.digit(each)) for each in text if each.isdigit())
    if len(digits) != GROUPS * GROUP_DIGITS:
        raise ValueError(f"a recovery code has {GROUPS * GROUP_DIGITS} digits")
    code = b""
    for group in range(GROUPS):
        value = int(digits[group * GROUP_DIGITS : (group + 1) * GROUP_DIGITS])
        if value % GROUP_FACTOR or value > MAX_GROUP:
            raise ValueError(f"group {group + 1} of the recovery code was misread")
        code += (value // GROUP_FACTOR).to_bytes(2, "big")
    return code


def _is_slot(value: Any) -> bool:
    kind = value.get("kind") if isinstance(value, dict) else None
    return isinstance(kind, str) and kind in _SLOTS and bool(_SLOTS[kind](value))


def _hindrance(slot: dict[str, Any], credentials: Credentials) -> str | None:
    """Say why a slot cannot be tried; a machine's secret is never at hand here."""
    wanted, secret = slot["factors"].get("keyFileIdHex"), credentials.key_file_secret
    if wanted is not None and secret is None:
        return "vault/key-file-needed"
    if wanted is not None and primitives.sha256(b"samnum/v1/key-file\n" + (secret or b""))[:8].hex() != wanted:
        return "vault/wrong-key-file"
    return "vault/machine-key-missing" if "machineKeyIdHex" in slot["factors"] else None


def _open_by_code(header: dict[str, Any], code: bytes) -> tuple[dict[str, Any], bytes]:
    slot_key = primitives.hkdf(code + bytes.fromhex(header["vaultId"]), b"", "samnum/v1/recovery-code", 32)
    for slot in header["slots"]:
        seed = _open_seed(header, slot, slot_key) if slot["kind"] == "recovery-code" else None
        if seed is not None:
            return slot, seed
    raise DoesNotOpen("vault/wrong-passphrase")


def _open_seed(header: dict[str, Any], slot: dict[str, Any], slot_key: bytes) -> bytes | None:
    sealed = bytes.fromhex(slot["sealedSeedHex"])
    return primitives.gcm_open(slot_key, sealed[:12], sealed[12:], slot_facts(header["vaultId"], slot))
