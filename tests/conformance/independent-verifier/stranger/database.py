"""The encrypted database (format.md, section 6)."""

import hashlib
import hmac
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from .files import Absent, RegularFile, VaultFolder
from .report import Report

NAME = "ledger.db"
LOG_NAME = "ledger.db-wal"
PAGE_BYTES = 4096
RESERVED_BYTES = 80
SALT_BYTES = 16
MAGIC = b"SQLite format 3\x00"
APPLICATION_ID = 0x53414D4E
MAX_PAGES = 1024**3 // PAGE_BYTES

_CIPHERTEXT_END = PAGE_BYTES - RESERVED_BYTES
_VECTOR_END = _CIPHERTEXT_END + 16
_QUERY = (
    "SELECT position, device, seq, header, hash_hex, signature, sealed_body, scope FROM event NOT INDEXED"
    " ORDER BY position"
)


@dataclass(frozen=True)
class Row:
    """One row of the table of events, whatever types its values have."""

    position: Any
    device: Any
    seq: Any
    header: Any
    hash_hex: Any
    signature: Any
    sealed_body: Any
    scope: Any


class DatabaseUnreadable(Exception):
    """The pages do not make up a database with the table of events."""


class PageKeys:
    """The keys of the pages of one file."""

    def __init__(self, database_key: bytes, salt: bytes) -> None:
        self._cipher_key = algorithms.AES(database_key)
        mac_salt = bytes(byte ^ 0x3A for byte in salt)
        self._mac_key = hashlib.pbkdf2_hmac("sha512", database_key, mac_salt, 2, 32)

    def open(self, number: int, page: bytes) -> bytes | None:
        """Give the plain page, or nothing when its code does not hold."""
        start = SALT_BYTES if number == 1 else 0
        code = hmac.digest(self._mac_key, page[start:_VECTOR_END] + struct.pack("<I", number), "sha512")
        if not hmac.compare_digest(code, page[_VECTOR_END:]):
            return None
        decryptor = Cipher(self._cipher_key, modes.CBC(page[_CIPHERTEXT_END:_VECTOR_END])).decryptor()
        content = decryptor.update(page[start:_CIPHERTEXT_END]) + decryptor.finalize()
        return (MAGIC if number == 1 else b"") + content + bytes(RESERVED_BYTES)


def check_pages(folder: VaultFolder, database_key: bytes, report: Report) -> bytearray | None:
    """Check every page and give the plain database, in which pages that do not hold are zero."""
    if folder.mode(LOG_NAME) and _log_is_used(folder):
        report.find("verifier/log-not-read", LOG_NAME)
    try:
        with folder.open(NAME) as file:
            return _check_pages_of(file, database_key, report)
    except Absent:
        report.find("vault/file-missing", NAME)
    except OSError as error:
        report.find("disk/unreadable", NAME, causeCode=error.errno)
    return None


def read_rows(image: bytearray) -> Iterator[Row]:
    """Give the rows of the table of events in order, or raise DatabaseUnreadable."""
    try:
        yield from _read_rows(image)
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter from names in a damaged schema
        raise DatabaseUnreadable(str(error)) from None


def _read_rows(image: bytearray) -> Iterator[Row]:
    image[18:20] = b"\x01\x01"  # a database in WAL mode cannot be read from memory
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        connection.deserialize(image)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.set_authorizer(_allow_reading_only)
        tables = connection.execute("SELECT type, sql FROM sqlite_master WHERE name = 'event'").fetchall()
        if len(tables) != 1 or tables[0][0] != "table" or not str(tables[0][1]).startswith("CREATE TABLE"):
            raise sqlite3.DatabaseError("there is no table of events")
        for values in connection.execute(_QUERY):
            yield Row(*values)


def _log_is_used(folder: VaultFolder) -> bool:
    try:
        with folder.open(LOG_NAME) as file:
            return file.size > 0
    except (Absent, OSError):
        return True


def _check_pages_of(file: RegularFile, database_key: bytes, report: Report) -> bytearray | None:
    pages, rest = divmod(file.size, PAGE_BYTES)
    if pages > MAX_PAGES:
        report.find("verifier/database-too-large", NAME, actualBytes=file.size)
        return None
    if rest or not pages:
        report.find("database/damaged", NAME, actualBytes=file.size)
    if not pages:
        return None
    keys = PageKeys(database_key, file.read_at(0, SALT_BYTES))
    image = bytearray()
    damaged = []
    for number in range(1, pages + 1):
        report.count("pages")
        plain = keys.open(number, file.read_at((number - 1) * PAGE_BYTES, PAGE_BYTES))
        if plain is None:
            damaged.append(number)
        image += plain or bytes(PAGE_BYTES)
    if len(damaged) == pages:
        report.find("database/damaged", NAME, page=1)
        return None
    for number in damaged:
        report.find("database/damaged", NAME, page=number)
    if 1 in damaged:
        return None
    _check_first_page(image, pages, report)
    return image


def _check_first_page(image: bytearray, pages: int, report: Report) -> None:
    page_bytes, reserved = struct.unpack_from(">H2xB", image, 16)
    (stated_pages,) = struct.unpack_from(">I", image, 28)
    (application_id,) = struct.unpack_from(">I", image, 68)
    if stated_pages != pages:
        report.find(
            "database/damaged", NAME, expectedBytes=stated_pages * PAGE_BYTES, actualBytes=pages * PAGE_BYTES
        )
    if (page_bytes, reserved, application_id) != (PAGE_BYTES, RESERVED_BYTES, APPLICATION_ID):
        report.find("database/damaged", NAME, page=1)


def _allow_reading_only(action: int, *_details: Any) -> int:
    allowed = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)
    return sqlite3.SQLITE_OK if action in allowed else sqlite3.SQLITE_DENY
