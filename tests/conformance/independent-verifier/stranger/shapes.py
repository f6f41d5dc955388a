"""Predicates for the shapes of JSON values."""

import re
from collections.abc import Callable
from typing import Any

from .canonical import MAX_INTEGER

Shape = Callable[[Any], bool]


def is_integer(value: Any) -> bool:
    """Say whether a value is an integer."""
    return type(value) is int


def is_text(value: Any) -> bool:
    """Say whether a value is a string."""
    return isinstance(value, str)


def is_object(value: Any) -> bool:
    """Say whether a value is an object."""
    return isinstance(value, dict)


def exactly(expected: Any) -> Shape:
    """Make the shape of one value."""
    return lambda value: type(value) is type(expected) and value == expected


def one_of(*words: str) -> Shape:
    """Make the shape of one word of a closed list."""
    allowed = frozenset(words)
    return lambda value: isinstance(value, str) and value in allowed


def is_day(value: Any) -> bool:
    """Say whether a value is written YYYY-MM-DD, whether or not the calendar has such a day."""
    return isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is not None


def matching(pattern: str) -> Shape:
    """Make the shape of texts that a pattern matches as a whole."""
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def short_text(lowest: int, highest: int) -> Shape:
    """Make the shape of texts of so many UTF-16 code units."""
    return lambda value: isinstance(value, str) and lowest <= len(value.encode("utf-16-le")) // 2 <= highest


# How far a local clock is ahead of UTC (RFC 3339, time-numoffset), as far as there are such zones.
is_offset = matching(r"[+-](?:0[0-9]|1[0-4]):[0-5][0-9]")


def whole_number(lowest: int = 0, highest: int = MAX_INTEGER) -> Shape:
    """Make the shape of an integer within limits."""
    return lambda value: is_integer(value) and lowest <= value <= highest


def hex_of(lowest_bytes: int, highest_bytes: int | None = None) -> Shape:
    """Make the shape of so many bytes in lower-case hexadecimal."""
    highest = lowest_bytes if highest_bytes is None else highest_bytes
    pattern = re.compile(r"(?:[0-9a-f]{2})+")

    def matches(value: Any) -> bool:
        return (
            isinstance(value, str)
            and 2 * lowest_bytes <= len(value) <= 2 * highest
            and pattern.fullmatch(value) is not None
        )

    return matches


def list_of(item: Shape, lowest: int = 0, highest: int = MAX_INTEGER) -> Shape:
    """Make the shape of an array."""
    return lambda value: isinstance(value, list) and lowest <= len(value) <= highest and all(map(item, value))


def record(members: dict[str, Shape], optional: frozenset[str] = frozenset()) -> Shape:
    """Make the shape of an object that has these members and no others."""

    def matches(value: Any) -> bool:
        return (
            isinstance(value, dict)
            and value.keys() <= members.keys()
            and members.keys() - optional <= value.keys()
            and all(members[name](member) for name, member in value.items())
        )

    return matches


ID = hex_of(16)
KEY = hex_of(32)
DIGEST = hex_of(32)
