"""The objects of exhibits (format-object.md)."""

import hashlib
import struct
from dataclasses import dataclass

from . import primitives
from .files import Absent, RegularFile, VaultFolder
from .ledger import Exhibit
from .report import Report

MAGIC = b"SAMNUM-OBJECT-1\n"
HEADER_BYTES = 4096
SEALED_HEADER_BYTES = 96
ACCEPTED_SEGMENT_BYTES = frozenset(2**power for power in range(16, 25))
TAG_CHUNK_BYTES = 64 * 1024


@dataclass(frozen=True)
class Layout:
    """Where the parts of an object stand, from the recorded facts."""

    plain: int
    segment: int

    @property
    def segments(self) -> int:
        """Give the number of segments."""
        return -(-self.plain // self.segment)

    @property
    def trailer(self) -> int:
        """Give the offset of the trailer."""
        return HEADER_BYTES + self.plain

    @property
    def file_bytes(self) -> int:
        """Give the size of the file."""
        return self.trailer + primitives.TAG_BYTES * self.segments

    def ciphertext_of(self, index: int) -> tuple[int, int]:
        """Give offset and length of a segment's ciphertext."""
        start = index * self.segment
        return HEADER_BYTES + start, min(self.segment, self.plain - start)

    def tag_of(self, index: int) -> int:
        """Give the offset of a segment's tag."""
        return self.trailer + primitives.TAG_BYTES * index


def path_of(object_id: str) -> str:
    """Give the name of a finished object."""
    return f"objects/{object_id[:2]}/{object_id}"


def check_object(folder: VaultFolder, exhibit: Exhibit, report: Report) -> None:
    """Check one object against the facts of its event."""
    path = path_of(exhibit.object_id)
    place = {"seq": exhibit.seq, "objectId": exhibit.object_id}
    report.count("objects")
    try:
        with folder.open(path) as file:
            finding = _judge(file, exhibit, report)
    except Absent:
        finding = ("object/missing", {})
    except OSError as error:
        finding = ("disk/unreadable", {"causeCode": error.errno})
    if finding is not None:
        code, facts = finding
        report.find(code, path, **place, **facts)


Judgement = tuple[str, dict[str, int | str | None]] | None


def _judge(file: RegularFile, exhibit: Exhibit, report: Report) -> Judgement:
    layout = Layout(exhibit.size_bytes, exhibit.segment_bytes)
    if file.size != layout.file_bytes:
        return "object/size-wrong", {"expectedBytes": layout.file_bytes, "actualBytes": file.size}
    header = file.read_at(0, HEADER_BYTES)
    wrong_offset = _first_wrong_constant(header, layout.segment)
    if wrong_offset is not None:
        return "object/header-damaged", {"offsetBytes": wrong_offset}
    object_key, commitment = primitives.derive_committed(exhibit.case_key, header[16:48], "samnum/v1/object")
    seal_holds = _seal_digest_hex(file, header, layout) == exhibit.seal_digest_hex
    if not primitives.equal(commitment, header[48:80]):
        return ("object/wrong-key", {}) if seal_holds else ("object/header-damaged", {"offsetBytes": 16})
    return _judge_segments(file, header, layout, object_key, seal_holds, exhibit.digest_hex, report)


def _judge_segments(
    file: RegularFile,
    header: bytes,
    layout: Layout,
    object_key: bytes,
    seal_holds: bool,
    digest_hex: str,
    report: Report,
) -> Judgement:
    content = hashlib.sha256()
    for index in range(layout.segments):
        offset, length = layout.ciphertext_of(index)
        tag_offset = layout.tag_of(index)
        sealed = file.read_at(offset, length) + file.read_at(tag_offset, primitives.TAG_BYTES)
        plain = primitives.gcm_open(
            object_key, segment_nonce(index, index == layout.segments - 1), sealed, header[:SEALED_HEADER_BYTES]
        )
        if plain is None:
            return "object/segment-damaged", {
                "segment": index,
                "offsetBytes": offset,
                "tagOffsetBytes": tag_offset,
                "part": "ciphertext" if seal_holds else "ciphertext-or-tag",
            }
        content.update(plain)
        report.count("objectBytes", length)
    if not seal_holds:
        return "object/seal-differs", {}
    return None if content.hexdigest() == digest_hex else ("object/content-differs", {})


def segment_nonce(index: int, is_last: bool) -> bytes:
    """Give the nonce of a segment."""
    return struct.pack(">Q3xB", index, is_last)


def _first_wrong_constant(header: bytes, segment: int) -> int | None:
    for offset, expected in enumerate(MAGIC):
        if header[offset] != expected:
            return offset
    if segment not in ACCEPTED_SEGMENT_BYTES or header[80:84] != struct.pack(">I", segment):
        return 80
    return next((offset for offset in range(84, HEADER_BYTES) if header[offset]), None)


def _seal_digest_hex(file: RegularFile, header: bytes, layout: Layout) -> str:
    digest = hashlib.sha256(header[:SEALED_HEADER_BYTES])
    for offset in range(layout.trailer, layout.file_bytes, TAG_CHUNK_BYTES):
        digest.update(file.read_at(offset, min(TAG_CHUNK_BYTES, layout.file_bytes - offset)))
    return digest.hexdigest()
