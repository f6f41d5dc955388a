"""The whole verification, in the order of format.md, section 9."""

from .database import LOG_NAME, NAME, DatabaseUnreadable, Row, check_pages, read_rows
from .files import VaultFolder
from .foresight import look_ahead
from .head import HeadRecord, check_head
from .header import Keys, check_copies, open_copies
from .inventory import check_objects_folder, note_vault
from .ledger import Ledger, find_acknowledged
from .objects import check_object
from .report import Report
from .slots import Credentials


def verify(folder: VaultFolder, credentials: Credentials) -> Report:
    """Verify a vault as far as its credentials and the specification reach."""
    report = Report()
    try:
        _verify(folder, credentials, report)
    except Exception as error:  # hostile input must not end without a report
        report.find("verifier/failed", ".", cause=type(error).__name__)
    return report


def _verify(folder: VaultFolder, credentials: Credentials, report: Report) -> None:
    note_vault(folder, report)
    opened = open_copies(check_copies(folder, report), credentials, report)
    if opened is None:
        return
    copy, keys = opened
    generation = copy.header["generation"]
    head = check_head(folder, keys.head_key, report)
    if head is not None and generation < head.header_generation:
        report.find("vault/header-rolled-back", copy.name)
    image = check_pages(folder, keys.database_key, report)
    if image is None:
        return
    rows, is_every_row = _read_rows(image, report)
    ledger = Ledger(copy.header["vaultId"], keys, look_ahead(copy.header["vaultId"], keys, rows))
    _check_events(rows, ledger, report)
    is_rolled_back = any(found.code == "vault/header-rolled-back" for found in report.findings)
    if generation < ledger.header_generation and not is_rolled_back:
        report.find("vault/header-rolled-back", copy.name)
    elif not is_rolled_back:
        _check_owner(keys, ledger, copy.name, report)
    if is_every_row and head is not None:
        _check_end(head, ledger, report)
    for exhibit in ledger.exhibits:
        check_object(folder, exhibit, report)
    holds = is_every_row and not any(found.code.startswith("ledger/") for found in report.findings)
    is_every_event_read = holds and not ledger.unreadable
    recorded = {exhibit.object_id for exhibit in ledger.exhibits} if is_every_event_read else None
    check_objects_folder(folder, recorded, report)


def _read_rows(image: bytearray, report: Report) -> tuple[list[Row], bool]:
    rows: list[Row] = []
    last_position = 0
    try:
        for row in read_rows(image):
            report.count("events")
            if type(row.position) is not int or row.position <= last_position:
                report.find("ledger/sequence-broken", NAME, **_place_of(row))
                return rows, False
            last_position = row.position
            rows.append(row)
    except DatabaseUnreadable:
        report.find("database/damaged", NAME)
        return rows, False
    return rows, not any(found.file == LOG_NAME for found in report.findings)


def _check_events(rows: list[Row], ledger: Ledger, report: Report) -> None:
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        ledger.take(row, following)
    for code, row in ledger.findings():
        report.find(code, NAME, **_place_of(row))
    for seq in ledger.clock_set_back:
        report.note("ledger/clock-set-back", NAME, seq=seq)
    report.count("eventsUnreadable", ledger.unreadable)


def _check_owner(keys: Keys, ledger: Ledger, copy_name: str, report: Report) -> None:
    """Check that the keys of the slot are those that the ledger has for its owner, and hold."""
    owner = ledger.people.find(keys.owner_id)
    if owner is None or owner.key_id != keys.key_id:
        report.find("ledger/signer-unknown", copy_name)
    elif not owner.is_in_force:
        report.find("vault/person-suspended", copy_name)


def _check_end(head: HeadRecord, ledger: Ledger, report: Report) -> None:
    for code in find_acknowledged(ledger, head.device, head.seq, head.hash_hex):
        report.find(code, NAME, seq=head.seq)


def _place_of(row: Row) -> dict[str, int]:
    return {name: value for name, value in (("seq", row.seq), ("position", row.position)) if type(value) is int}
