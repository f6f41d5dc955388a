"""Canonical JSON (format.md, section 1)."""

import json
import re
from typing import Any, NoReturn

MAX_INTEGER = 2**53 - 1
MAX_NESTING = 32

_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_ESCAPED = re.compile(r'["\\\x00-\x1f]')


class NotCanonical(ValueError):
    """A text or value that canonical JSON does not have."""


def parse_any(text: bytes) -> Any:
    """Parse JSON of RFC 8259, canonical or not."""
    try:
        return json.loads(text.decode("utf-8"), parse_constant=_refuse_number)
    except (ValueError, RecursionError) as error:
        raise NotCanonical(str(error)) from None


def parse_canonical(text: bytes) -> Any:
    """Parse a text and refuse it unless writing its value gives the same bytes again."""
    try:
        value = json.loads(
            text.decode("utf-8"),
            object_pairs_hook=_object_without_repetition,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except (ValueError, RecursionError) as error:
        raise NotCanonical(str(error)) from None
    if serialise(value) != text:
        raise NotCanonical("written in another way")
    return value


def serialise(value: Any) -> bytes:
    """Write a value as canonical JSON."""
    try:
        return _write(value, 0).encode("utf-8")
    except UnicodeEncodeError:
        raise NotCanonical("lone surrogate") from None


def _write(value: Any, depth: int) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise NotCanonical("integer out of range")
        return str(value)
    if isinstance(value, str):
        return _write_string(value)
    if depth == MAX_NESTING:
        raise NotCanonical("nested too deeply")
    if isinstance(value, list):
        return "[" + ",".join(_write(item, depth + 1) for item in value) + "]"
    if isinstance(value, dict):
        names = sorted(value, key=_utf16_code_units)
        return "{" + ",".join(f"{_write_string(name)}:{_write(value[name], depth + 1)}" for name in names) + "}"
    raise NotCanonical("not a JSON value")


def _write_string(text: str) -> str:
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _SHORT_ESCAPES.get(character) or f"\\u{ord(character):04x}"


def _utf16_code_units(name: str) -> bytes:
    return name.encode("utf-16-be", "surrogatepass")


def _object_without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise NotCanonical("a name stands twice")
    return value


def _refuse_number(text: str) -> NoReturn:
    raise NotCanonical(f"number {text[:20]}")
