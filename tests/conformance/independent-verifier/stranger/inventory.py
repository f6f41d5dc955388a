"""Names and permissions in a vault's folder (format.md, section 2, and format-object.md)."""

import re
import stat

from .files import Absent, VaultFolder
from .report import Report

FILES = frozenset({"vault.json", "vault.copy.json", "head", "attempts", "ledger.db", "ledger.db-wal"})
FOLDERS = frozenset({"objects", "people"})

_TWO_DIGITS = re.compile(r"[0-9a-f]{2}")
_OBJECT_ID = re.compile(r"[0-9a-f]{32}")
_SIDE_COPY = re.compile(r"ledger\.db\.before-[0-9]+(\.new)?")
_PROJECTIONS = re.compile(r"[0-9a-f]{32}\.db(\.new-[0-9]+)?(-wal|-shm|-journal)?")


def note_vault(folder: VaultFolder, report: Report) -> None:
    """Note strangers and permissions beside the objects."""
    _note_permissions(folder, ".", report)
    for name in folder.names(""):
        kind = stat.S_IFMT(folder.mode(name))
        is_file = name in FILES or _SIDE_COPY.fullmatch(name) is not None
        if (is_file and kind == stat.S_IFREG) or (name in FOLDERS and kind == stat.S_IFDIR):
            _note_permissions(folder, name, report)
        else:
            report.note("vault/unexpected-file", name)
    _note_people(folder, report)


def _note_people(folder: VaultFolder, report: Report) -> None:
    try:
        names = folder.names("people")
    except (Absent, OSError):
        return
    for name in names:
        path = f"people/{name}"
        if _PROJECTIONS.fullmatch(name) is not None and stat.S_ISREG(folder.mode(path)):
            _note_permissions(folder, path, report)
        else:
            report.note("vault/unexpected-file", path)


def check_objects_folder(folder: VaultFolder, recorded: set[str] | None, report: Report) -> None:
    """Note strangers, interrupted seals and, when every event was read, objects that no event names."""
    try:
        names = folder.names("objects")
    except Absent:
        report.find("vault/file-missing", "objects")
        return
    except OSError as error:
        report.find("disk/unreadable", "objects", causeCode=error.errno)
        return
    for name in names:
        path = f"objects/{name}"
        is_known = name == "incoming" or _TWO_DIGITS.fullmatch(name) is not None
        if is_known and stat.S_ISDIR(folder.mode(path)):
            _note_permissions(folder, path, report)
            _note_objects(folder, name, recorded, report)
        else:
            report.note("vault/unexpected-file", path)


def _note_objects(folder: VaultFolder, parent: str, recorded: set[str] | None, report: Report) -> None:
    try:
        names = folder.names(f"objects/{parent}")
    except (Absent, OSError):
        report.find("disk/unreadable", f"objects/{parent}")
        return
    for name in names:
        path = f"objects/{parent}/{name}"
        is_object = _OBJECT_ID.fullmatch(name) is not None and stat.S_ISREG(folder.mode(path))
        if is_object and parent == "incoming":
            report.note("object/not-recorded", path)
        elif not is_object or not name.startswith(parent):
            report.note("vault/unexpected-file", path)
        elif recorded is not None and name not in recorded:
            report.note("object/not-recorded", path)
        else:
            _note_permissions(folder, path, report)


def _note_permissions(folder: VaultFolder, name: str, report: Report) -> None:
    mode = folder.mode(name)
    expected = 0o700 if stat.S_ISDIR(mode) else 0o600
    if mode and stat.S_IMODE(mode) != expected:
        report.note("verifier/mode-unexpected", name, expectedMode=f"{expected:04o}", actualMode=f"{stat.S_IMODE(mode):04o}")
