"""Makes object-v1.json from docs/format-object.md alone, with Python's `cryptography`; shares no code with src/.

    python3 object-v1.py > object-v1.json
"""

import hashlib
import json
import struct

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SCOPE_KEY = bytes(range(0x00, 0x20))
SALT = bytes(range(0x20, 0x40))
OBJECT_ID = bytes(range(0xA0, 0xB0))


def pattern(size):
    return bytes((i * 7 + i // 251) % 256 for i in range(size))


def seal(plain, segment_size):
    okm = HKDF(algorithm=SHA256(), length=64, salt=SALT, info=b"samnum/v1/object").derive(SCOPE_KEY)
    bound = b"SAMNUM-OBJECT-1\n" + SALT + okm[32:] + struct.pack(">I", segment_size) + bytes(12)
    assert len(bound) == 96
    pieces = [plain[i : i + segment_size] for i in range(0, len(plain), segment_size)]
    body, tags = b"", b""
    for index, piece in enumerate(pieces):
        last = 1 if index == len(pieces) - 1 else 0
        sealed = AESGCM(okm[:32]).encrypt(struct.pack(">QBBBB", index, 0, 0, 0, last), piece, bound)
        body += sealed[:-16]
        tags += sealed[-16:]
    return okm, bound, body, tags


def vector(name, plain, segment_size, plain_field):
    okm, bound, body, tags = seal(plain, segment_size)
    file = bound + bytes(4000) + body + tags
    small = len(plain) <= 64
    return {
        "name": name,
        **plain_field,
        "segmentSizeBytes": segment_size,
        "sizeBytes": len(plain),
        "okmHex": okm.hex(),
        "boundHeaderHex": bound.hex(),
        **({"ciphertextHex": body.hex()} if small else {}),
        "tagsHex": tags.hex(),
        "fileBytes": len(file),
        "fileDigestHex": hashlib.sha256(file).hexdigest(),
        "digestHex": hashlib.sha256(plain).hexdigest(),
        "sealDigestHex": hashlib.sha256(bound + tags).hexdigest(),
    }


def text(name, value):
    plain = value.encode()
    return vector(name, plain, 1 << 20, {"plainHex": plain.hex()})


def patterned(name, size, segment_size):
    return vector(name, pattern(size), segment_size, {"patternBytes": size})


print(
    json.dumps(
        {
            "scopeKeyHex": SCOPE_KEY.hex(),
            "saltHex": SALT.hex(),
            "objectIdHex": OBJECT_ID.hex(),
            "vectors": [
                text("a line of Khmer, as in the document", "សំណុំរឿង\n"),
                text("one byte", "a"),
                patterned("one segment, exactly full", 65536, 65536),
                patterned("one segment and one byte", 65537, 65536),
                patterned("three segments, the last one byte short", 3 * 65536 - 1, 65536),
                patterned("the written size, one segment and one byte", 1048577, 1048576),
            ],
        },
        indent=2,
        ensure_ascii=False,
    )
)
