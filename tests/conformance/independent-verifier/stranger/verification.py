"""The whole verification, in the order of format.md, section 9."""

from .database import LOG_NAME, NAME, DatabaseUnreadable, check_pages, read_rows
from .files import VaultFolder
from .head import HeadRecord, check_head
from .header import DoesNotOpen, check_copies, unlock
from .inventory import check_objects_folder, note_vault
from .ledger import Ledger, Refused
from .objects import check_object
from .report import Report


def verify(folder: VaultFolder, passphrase: str) -> Report:
    """Verify a vault as far as its passphrase and the specification reach."""
    report = Report()
    try:
        _verify(folder, passphrase, report)
    except Exception as error:  # hostile input must not end without a report
        report.find("verifier/failed", ".", cause=type(error).__name__)
    return report


def _verify(folder: VaultFolder, passphrase: str, report: Report) -> None:
    note_vault(folder, report)
    chosen = check_copies(folder, report)
    if chosen is None:
        return
    copy_name, header = chosen
    try:
        keys = unlock(header, passphrase)
    except DoesNotOpen as refusal:
        report.find(str(refusal), copy_name)
        return
    head = check_head(folder, keys.head_key, report)
    if head is not None and header["generation"] < head.header_generation:
        report.find("vault/header-rolled-back", copy_name)
    image = check_pages(folder, keys.database_key, report)
    if image is None:
        return
    ledger = Ledger(header["vaultId"], keys)
    ends_where_it_should = _check_events(image, ledger, report)
    if ends_where_it_should and head is not None:
        _check_acknowledged(head, ledger, report)
    for exhibit in ledger.exhibits:
        check_object(folder, exhibit, report)
    every_event_holds = ends_where_it_should and not any(found.code.startswith("ledger/") for found in report.findings)
    recorded = {exhibit.object_id for exhibit in ledger.exhibits} if every_event_holds else None
    check_objects_folder(folder, recorded, report)


def _check_events(image: bytearray, ledger: Ledger, report: Report) -> bool:
    last_position = 0
    try:
        for row in read_rows(image):
            report.count("events")
            place = {
                name: value for name, value in (("seq", row.seq), ("position", row.position)) if type(value) is int
            }
            if type(row.position) is not int or row.position <= last_position:
                report.find("ledger/sequence-broken", NAME, **place)
                return False
            last_position = row.position
            try:
                ledger.take(row)
            except Refused as refusal:
                report.find(str(refusal), NAME, **place)
    except DatabaseUnreadable:
        report.find("database/damaged", NAME)
        return False
    return not any(found.file == LOG_NAME for found in report.findings)


def _check_acknowledged(head: HeadRecord, ledger: Ledger, report: Report) -> None:
    if ledger.hashes.get((head.device, head.seq)) != head.hash_hex:
        report.find("head/behind-acknowledged", NAME, seq=head.seq)
