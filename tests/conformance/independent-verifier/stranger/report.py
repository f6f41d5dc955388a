"""What a verification found, and how it is told."""

import json
from dataclasses import dataclass, field
from typing import Any

NOT_CHECKED = (
    "projections (format.md, section 9, step 4): their rules are not part of the specification",
)

# Codes that begin with `verifier/` are this program's own; all others are the specification's.
MEANINGS = {
    "vault/header-truncated": "the header is empty or has no line feed at its end",
    "vault/not-a-vault": "this is no header",
    "vault/from-the-future": "the header is of a later version of the format",
    "vault/key-parameters-refused": "the argon2id parameters are outside their limits",
    "vault/header-damaged": "this copy of the header, or what it seals, does not hold",
    "vault/wrong-passphrase": "no slot opens: the passphrase is wrong, or the slots were changed",
    "vault/key-file-needed": "the slots demand a key file",
    "vault/wrong-key-file": "the slots demand another key file",
    "vault/machine-key-missing": "the slots demand the secret of a machine, which this program does not take",
    "vault/header-rolled-back": "the header was put back: a newer one is on record",
    "vault/person-suspended": "the owner of the slot is suspended or removed",
    "vault/file-missing": "there is no file or folder of this name",
    "vault/unexpected-file": "a name that the format does not have",
    "head/damaged": "the head file, or this record of it, does not hold",
    "head/behind-acknowledged": "the database lacks the event that the head file acknowledges",
    "database/damaged": "a page, or what the pages make up, does not hold",
    "ledger/header-damaged": "the header of the event is damaged",
    "ledger/sequence-broken": "an event is missing before this one, or it stands in the wrong place",
    "ledger/chain-broken": "the event does not name the hash of the one before",
    "ledger/time-runs-back": "the time of the event is not later than that of the one before",
    "ledger/clock-set-back": "the clock of the machine stood before that of the last event; this is not damage",
    "ledger/body-missing": "the sealed body is empty, and no order to expunge names the event",
    "ledger/body-differs": "the sealed body is not the one that the header names",
    "ledger/signer-unknown": "the key of the actor was not introduced",
    "ledger/signature-wrong": "the signature does not hold",
    "ledger/signer-not-active": "the key of the actor did not hold any more",
    "ledger/actor-not-allowed": "the signer may not say this",
    "ledger/key-missing": "no key was granted for the scope of the event",
    "ledger/scope-wrong": "the event belongs to another scope",
    "ledger/body-unreadable": "the sealed body does not open",
    "ledger/event-refused": "the event is not one that the format has at this place",
    "object/missing": "there is no regular file of this name",
    "object/size-wrong": "the size is not that which follows from the event",
    "object/header-damaged": "the header of the object is damaged",
    "object/wrong-key": "the object is the recorded one, but the key is not its key",
    "object/seal-differs": "another object of the same case stands in this place",
    "object/segment-damaged": "a segment does not open",
    "object/content-differs": "the content is not that which the event names",
    "object/not-recorded": "no event names this object; this is not damage",
    "disk/unreadable": "the file cannot be read; this is not damage",
    "verifier/memory-lacking": "this machine lacks the memory for argon2id",
    "verifier/database-too-large": "this program reads databases up to 1 GiB",
    "verifier/log-not-read": "the vault was not closed; this program does not read the log: the ledger may differ",
    "verifier/mode-unexpected": "the mode is not that which the format has",
    "verifier/failed": "the program came to an end that it does not foresee",
}


@dataclass(frozen=True)
class Finding:
    """One thing that does not hold, and where."""

    code: str
    file: str
    place: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Give the finding as one flat object."""
        return {"code": self.code, "file": self.file, **self.place}

    def as_line(self) -> str:
        """Give the finding as one line of text."""
        place = "".join(f", {name} {value}" for name, value in self.place.items())
        return f"{self.code}: {_printable(self.file)}{place}: {MEANINGS[self.code]}"


@dataclass
class Report:
    """All findings, the notes about what is no damage, and the counts of what was checked."""

    findings: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    checked: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(
            ("headerCopies", "headRecords", "pages", "events", "eventsUnreadable", "objects", "objectBytes"), 0
        )
    )
    head: dict[str, Any] | None = None

    def find(self, code: str, file: str, **place: Any) -> None:
        """Add a finding."""
        self.findings.append(Finding(code, file, place))

    def note(self, code: str, file: str, **place: Any) -> None:
        """Add a note."""
        self.notes.append(Finding(code, file, place))

    def count(self, what: str, number: int = 1) -> None:
        """Count something as checked, whatever came of it."""
        self.checked[what] += number

    @property
    def is_whole(self) -> bool:
        """Say whether nothing was found."""
        return not self.findings

    def as_json(self) -> str:
        """Give the report as one JSON document."""
        document = {
            "isWhole": self.is_whole,
            "findings": [finding.as_json() for finding in self.findings],
            "notes": [note.as_json() for note in self.notes],
            "checked": self.checked,
            "notChecked": list(NOT_CHECKED),
            "head": self.head,
        }
        return json.dumps(document, indent=2)

    def as_text(self) -> str:
        """Give the report as lines of text."""
        lines = [finding.as_line() for finding in self.findings]
        lines += [f"note: {note.as_line()}" for note in self.notes]
        lines += ["checked: " + ", ".join(f"{name} {number}" for name, number in self.checked.items())]
        lines += [f"not checked: {what}" for what in NOT_CHECKED]
        if self.head is not None:
            lines.append(f"head: seq {self.head['seq']}, hash {self.head['hashHex']}")
        lines.append("whole" if self.is_whole else f"not whole: {len(self.findings)} finding(s)")
        return "\n".join(lines)


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)
