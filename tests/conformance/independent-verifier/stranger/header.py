"""The public header and the keys that it gives (format.md, sections 3 and 4)."""

from dataclasses import dataclass
from typing import Any

from . import primitives
from .canonical import NotCanonical, parse_any, parse_canonical, serialise
from .files import Absent, VaultFolder
from .report import Report
from .shapes import DIGEST, ID, KEY, exactly, hex_of, record, whole_number
from .slots import KDF_LIMITS, Credentials, DoesNotOpen, are_slots, open_slot, owner_of, slot_facts

COPIES = ("vault.json", "vault.copy.json")
MAX_HEADER_BYTES = 1024 * 1024
FORBID_OPENING = frozenset({"vault/from-the-future", "vault/key-parameters-refused"})

_HEADER = record(
    {
        "format": exactly("samnum-vault"),
        "v": exactly(1),
        "vaultId": ID,
        "generation": whole_number(1),
        "slots": are_slots,
        "sealedKeyringHex": hex_of(64 + primitives.TAG_BYTES, MAX_HEADER_BYTES),
        "macHex": DIGEST,
        "digestHex": DIGEST,
    }
)
_KEYRING = record({"databaseKeyHex": KEY, "headKeyHex": KEY, "headerKeyHex": KEY, "registerKeyHex": KEY})


@dataclass(frozen=True)
class Copy:
    """A copy of the header that passes."""

    name: str
    raw: bytes
    header: dict[str, Any]


@dataclass(frozen=True)
class Keys:
    """What the credentials of one person or recovery holder open."""

    owner_id: str
    key_id: str
    agreement_key: bytes
    database_key: bytes
    head_key: bytes
    register_key: bytes


def check_copies(folder: VaultFolder, report: Report) -> list[Copy]:
    """Judge both copies and give those that pass, the one to use first; none when the vault may not be opened."""
    passed: list[Copy] = []
    may_open = True
    for name in COPIES:
        report.count("headerCopies")
        try:
            raw = _read(folder, name)
            passed.append(Copy(name, raw, judge_copy(raw)))
        except Absent:
            report.find("vault/header-damaged", name)
        except OSError as error:
            report.find("disk/unreadable", name, causeCode=error.errno)
        except DoesNotOpen as refusal:
            code = str(refusal)
            report.find(code, name)
            may_open = may_open and code not in FORBID_OPENING
    # The newer one is used; of two that are equal in this, the first.
    passed.sort(key=lambda copy: -copy.header["generation"])
    return passed if may_open else []


def open_copies(copies: list[Copy], credentials: Credentials, report: Report) -> tuple[Copy, Keys] | None:
    """Open the first copy, or the other where section 3 allows it, and report the copy that differs from it."""
    vault_ids = {copy.header["vaultId"] for copy in copies}
    refused: tuple[str, str] | None = None
    for copy in copies:
        try:
            keys = unlock(copy.header, credentials)
        except DoesNotOpen as refusal:
            refused = refused or (str(refusal), copy.name)
            if str(refusal) != "vault/header-damaged" and len(vault_ids) == 1:
                break
        else:
            for other in copies:
                if other.raw != copy.raw:
                    report.find("vault/header-damaged", other.name)
            return copy, keys
    if refused is not None:
        report.find(*refused)
    return None


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


def unlock(header: dict[str, Any], credentials: Credentials) -> Keys:
    """Open slot, vault key and keyring, and check the MAC."""
    slot, seed = open_slot(header, credentials)
    agreement_key = primitives.hkdf(seed, b"", "samnum/v1/person-agreement", 32)
    if primitives.x25519_public(agreement_key).hex() != slot["agreementKeyHex"]:
        raise DoesNotOpen("vault/header-damaged")
    vault_key = primitives.hpke_open(
        agreement_key,
        bytes.fromhex(slot["sealedVaultKeyHex"]),
        "samnum/v1/vault-key",
        slot_facts(header["vaultId"], slot),
    )
    if vault_key is None:
        raise DoesNotOpen("vault/header-damaged")
    keyring = _open_keyring(header, vault_key)
    covered = {name: header[name] for name in ("format", "v", "vaultId", "generation", "slots", "sealedKeyringHex")}
    mac = primitives.hmac_sha256(bytes.fromhex(keyring["headerKeyHex"]), serialise(covered))
    if not primitives.equal(mac, bytes.fromhex(header["macHex"])):
        raise DoesNotOpen("vault/header-damaged")
    signing_seed = primitives.hkdf(seed, b"", "samnum/v1/person-signing", 32)
    return Keys(
        owner_id=owner_of(slot),
        key_id=primitives.key_id(primitives.ed25519_public(signing_seed)),
        agreement_key=agreement_key,
        database_key=bytes.fromhex(keyring["databaseKeyHex"]),
        head_key=bytes.fromhex(keyring["headKeyHex"]),
        register_key=bytes.fromhex(keyring["registerKeyHex"]),
    )


def _has_flipped_version(raw: bytes) -> bool:
    """Say whether one flipped bit of the version is all that is wrong with a copy."""
    try:
        header = parse_canonical(raw[:-1])
    except NotCanonical:
        return False
    if not isinstance(header, dict) or header.get("v") not in (3, 5, 9):
        return False
    return bool(header.get("digestHex") == _digest_hex({**header, "v": 1}))


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
