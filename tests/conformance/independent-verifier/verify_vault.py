#!/usr/bin/python3
"""Verify a Samnum vault with a passphrase or a recovery code.

Written from docs/format.md and docs/format-object.md alone. Exit status: 0 when the vault is whole, 1 when something
was found, 2 when the program was called wrongly. The head that is printed is the valid record of the head file.
"""

import argparse
import sys

from stranger.files import VaultFolder
from stranger.slots import Credentials, read_key_file, read_recovery_code
from stranger.verification import verify

MAX_SECRET_BYTES = 64 * 1024


def main() -> int:
    """Read the arguments, verify, and print the report."""
    parser = argparse.ArgumentParser(description="Verify a Samnum vault.")
    parser.add_argument("vault", metavar="VAULT_DIR")
    secret = parser.add_mutually_exclusive_group(required=True)
    secret.add_argument("--passphrase-file", metavar="F", help="one line feed at its end is left out")
    secret.add_argument("--recovery-code-file", metavar="F")
    parser.add_argument("--number", type=int, metavar="N", help="try the passphrase on this person's slot alone")
    parser.add_argument("--key-file", metavar="F")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    try:
        credentials = _read_credentials(arguments)
        folder = VaultFolder(arguments.vault)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    report = verify(folder, credentials)
    text = report.as_json() if arguments.json else report.as_text()
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding))
    return 0 if report.is_whole else 1


def _read_credentials(arguments: argparse.Namespace) -> Credentials:
    if arguments.recovery_code_file is not None:
        return Credentials(recovery_code=read_recovery_code(_read_secret(arguments.recovery_code_file)))
    return Credentials(
        passphrase=_read_secret(arguments.passphrase_file),
        number=arguments.number,
        key_file_secret=None if arguments.key_file is None else read_key_file(_read_secret(arguments.key_file)),
    )


def _read_secret(path: str) -> str:
    with open(path, "rb") as file:
        raw = file.read(MAX_SECRET_BYTES + 1)
    if len(raw) > MAX_SECRET_BYTES:
        raise ValueError("the file of the secret is too large")
    return raw.removesuffix(b"\n").decode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
