"""The head file (format.md, section 5)."""

import struct
from dataclasses import dataclass

from . import primitives
from .files import Absent, VaultFolder
from .report import Report

NAME = "head"
RECORD_BYTES = 512
MAGIC = b"SAMHEAD1"


@dataclass(frozen=True)
class HeadRecord:
    """What one record acknowledges."""

    generation: int
    device: str
    seq: int
    hash_hex: str
    header_generation: int


def check_head(folder: VaultFolder, head_key: bytes, report: Report) -> HeadRecord | None:
    """Check both records and give the valid one."""
    try:
        with folder.open(NAME) as file:
            if file.size != 2 * RECORD_BYTES:
                report.find("head/damaged", NAME, expectedBytes=2 * RECORD_BYTES, actualBytes=file.size)
            raw = file.read_at(0, min(file.size, 2 * RECORD_BYTES))
    except Absent:
        report.find("head/damaged", NAME)
        return None
    except OSError as error:
        report.find("disk/unreadable", NAME, causeCode=error.errno)
        return None
    records = []
    for index in (0, 1):
        report.count("headRecords")
        record = read_record(raw[index * RECORD_BYTES : (index + 1) * RECORD_BYTES], head_key)
        if record is None or record.generation % 2 != index:
            report.find("head/damaged", NAME, record=index)
        else:
            records.append(record)
    if not records:
        return None
    valid = max(records, key=lambda record: record.generation)
    for record in records:
        if valid.generation - record.generation > 1:
            report.find("head/damaged", NAME, record=record.generation % 2)
    report.head = {"seq": valid.seq, "hashHex": valid.hash_hex}
    return valid


def read_record(raw: bytes, head_key: bytes) -> HeadRecord | None:
    """Read one record, or give nothing when it does not hold."""
    if len(raw) != RECORD_BYTES or not primitives.equal(primitives.hmac_sha256(head_key, raw[:480]), raw[480:]):
        return None
    if raw[:8] != MAGIC or any(raw[80:480]):
        return None
    generation, device, seq, hash_bytes, header_generation = struct.unpack_from(">Q16sQ32sQ", raw, 8)
    return HeadRecord(generation, device.hex(), seq, hash_bytes.hex(), header_generation)
