"""The cryptographic functions that the format is made of (format.md, introduction and section 4)."""

import hashlib
import hmac
import struct

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ZERO_NONCE = bytes(12)
TAG_BYTES = 16
HPKE_OVERHEAD_BYTES = 32 + TAG_BYTES

_KEM_SUITE = b"KEM" + struct.pack(">H", 0x0020)
_HPKE_SUITE = b"HPKE" + struct.pack(">HHH", 0x0020, 0x0001, 0x0002)
_FIELD_PRIME = 2**255 - 19
_EDWARDS_D = -121665 * pow(121666, -1, _FIELD_PRIME) % _FIELD_PRIME
_FIXED_X25519_KEY = X25519PrivateKey.from_private_bytes(bytes(range(32)))


def sha256(data: bytes) -> bytes:
    """Give the SHA-256 digest."""
    return hashlib.sha256(data).digest()


def hmac_sha256(key: bytes, data: bytes) -> bytes:
    """Give the HMAC-SHA256 code."""
    return hmac.digest(key, data, "sha256")


def equal(left: bytes, right: bytes) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(left, right)


def hkdf(ikm: bytes, salt: bytes, info: str, length: int) -> bytes:
    """Derive bytes by HKDF-SHA256."""
    return _expand(hmac_sha256(salt or bytes(32), ikm), info.encode("ascii"), length)


def derive_committed(ikm: bytes, salt: bytes, info: str) -> tuple[bytes, bytes]:
    """Derive a key and the commitment to it."""
    okm = hkdf(ikm, salt, info, 64)
    return okm[:32], okm[32:]


def argon2id(passphrase: bytes, salt: bytes, memory_kib: int, passes: int, lanes: int) -> bytes | None:
    """Derive 32 bytes from a passphrase, or nothing when the machine lacks the memory."""
    try:
        return bytes(hash_secret_raw(passphrase, salt, passes, memory_kib, lanes, 32, Type.ID, 0x13))
    except (HashingError, MemoryError):
        return None


def gcm_open(key: bytes, nonce: bytes, sealed: bytes, associated: bytes) -> bytes | None:
    """Open what AES-256-GCM sealed, or give nothing when it does not open."""
    if len(sealed) < TAG_BYTES:
        return None
    try:
        return AESGCM(key).decrypt(nonce, sealed, associated)
    except InvalidTag:
        return None


def open_committed(secret: bytes, sealed: bytes, info: str, associated: bytes) -> bytes | None:
    """Open salt, commitment and ciphertext under a key derived from a secret."""
    if len(sealed) < 64 + TAG_BYTES:
        return None
    key, commitment = derive_committed(secret, sealed[:32], info)
    if not equal(commitment, sealed[32:64]):
        return None
    return gcm_open(key, ZERO_NONCE, sealed[64:], associated)


def x25519_public(private: bytes) -> bytes:
    """Give the public key of an X25519 private key."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def ed25519_public(private: bytes) -> bytes:
    """Give the public key of an Ed25519 private key."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def hpke_open(private: bytes, sealed: bytes, info: str, associated: bytes) -> bytes | None:
    """Open one message of HPKE in base mode, or give nothing when it does not open."""
    if len(sealed) < HPKE_OVERHEAD_BYTES:
        return None
    encapsulated, ciphertext = sealed[:32], sealed[32:]
    try:
        shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(encapsulated))
    except ValueError:
        return None
    kem_context = encapsulated + x25519_public(private)
    eae_prk = _labeled_extract(_KEM_SUITE, b"", b"eae_prk", shared)
    shared_secret = _labeled_expand(_KEM_SUITE, eae_prk, b"shared_secret", kem_context, 32)
    psk_id_hash = _labeled_extract(_HPKE_SUITE, b"", b"psk_id_hash", b"")
    info_hash = _labeled_extract(_HPKE_SUITE, b"", b"info_hash", info.encode("ascii"))
    context = b"\x00" + psk_id_hash + info_hash
    secret = _labeled_extract(_HPKE_SUITE, shared_secret, b"secret", b"")
    key = _labeled_expand(_HPKE_SUITE, secret, b"key", context, 32)
    base_nonce = _labeled_expand(_HPKE_SUITE, secret, b"base_nonce", context, 12)
    return gcm_open(key, base_nonce, ciphertext, associated)


def is_sound_agreement_key(public: bytes) -> bool:
    """Say whether an X25519 public key is of high order."""
    try:
        _FIXED_X25519_KEY.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:
        return False
    return True


def is_sound_signing_key(public: bytes) -> bool:
    """Say whether an Ed25519 public key is of high order."""
    y = (int.from_bytes(public, "little") & (2**255 - 1)) % _FIELD_PRIME
    square = y * y
    # y is 0, 1 or -1 at orders 1, 2 and 4; at order 8, doubling leads to y = 0, which is the second factor.
    return y * (square - 1) * (_EDWARDS_D * square * square + 2 * square - 1) % _FIELD_PRIME != 0


def key_id(signing_key: bytes) -> str:
    """Give the key id of a person's Ed25519 public key."""
    return sha256(b"samnum/v1/key-id\n" + signing_key)[:16].hex()


def signature_holds(signing_key: bytes, signature: bytes, message: bytes) -> bool:
    """Check an Ed25519 signature."""
    try:
        Ed25519PublicKey.from_public_bytes(signing_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _expand(prk: bytes, info: bytes, length: int) -> bytes:
    blocks, block, counter = b"", b"", 1
    while len(blocks) < length:
        block = hmac_sha256(prk, block + info + bytes([counter]))
        blocks += block
        counter += 1
    return blocks[:length]


def _labeled_extract(suite: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    return hmac_sha256(salt or bytes(32), b"HPKE-v1" + suite + label + ikm)


def _labeled_expand(suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    return _expand(prk, struct.pack(">H", length) + b"HPKE-v1" + suite + label + info, length)
