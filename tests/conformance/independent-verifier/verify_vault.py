#!/usr/bin/python3
"""Verify a Samnum vault with a passphrase.

Written from docs/format.md and docs/format-object.md alone. Exit status: 0 when the vault is whole, 1 when something
was found, 2 when the program was called wrongly. The head that is printed is the valid record of the head file.
"""

import argparse
import sys

from stranger.files import VaultFolder
from stranger.verification import verify

MAX_PASSPHRASE_BYTES = 64 * 1024


def main() -> int:
    """Read the arguments, verify, and print the report."""
    parser = argparse.ArgumentParser(description="Verify a Samnum vault with a passphrase.")
    parser.add_argument("vault", metavar="VAULT_DIR")
    parser.add_argument("--passphrase-file", required=True, metavar="F", help="one line feed at its end is left out")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    try:
        passphrase = _read_passphrase(arguments.passphrase_file)
        folder = VaultFolder(arguments.vault)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    report = verify(folder, passphrase)
    text = report.as_json() if arguments.json else report.as_text()
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding))
    return 0 if report.is_whole else 1


def _read_passphrase(path: str) -> str:
    with open(path, "rb") as file:
        raw = file.read(MAX_PASSPHRASE_BYTES + 1)
    if len(raw) > MAX_PASSPHRASE_BYTES:
        raise ValueError("the file of the passphrase is too large")
    return raw.removesuffix(b"\n").decode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
