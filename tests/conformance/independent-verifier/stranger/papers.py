"""The shapes of records, letters and column maps (format.md, section 8)."""

import hashlib
from typing import Any

from .canonical import NotCanonical, parse_canonical
from .complaint import CURRENCIES, IDENTIFIER_KINDS
from .shapes import Shape, exactly, is_offset, is_text, list_of, one_of, record, short_text, whole_number


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool)


def _texts(*names: str) -> dict[str, Shape]:
    return dict.fromkeys(names, is_text)


def _lines(needed: tuple[str, ...], *optional: str, **others: Shape) -> Shape:
    return record(_texts(*needed, *optional) | others, optional=frozenset(optional))


_SEX = one_of("female", "male", "not-stated")
_MARKED = one_of("signature", "thumb-print", "refused")
_OFFICERS = list_of(_lines(("name",), "rank", "duty"), 0, 200)
_OCCUPANT = _lines((), "name", "idDocument", "standing", isPresent=_is_truth)
_WATCHER = _lines(("name",), "idDocument", "address", isPoliceOfOperation=_is_truth)
_MANY = 5000

_PRESENCE: dict[str, Shape] = {
    "occupant": _OCCUPANT,
    "witnesses": list_of(_WATCHER, 0, 100),
    "officers": _OFFICERS,
    "seized": list_of(is_text, 0, _MANY),
    "pagesMarked": _MARKED,
}
_NAMED = record(
    _texts("name", "latinName", "birthDate", "nationality", "occupation", "address", "idDocument", "phone")
    | {"sex": _SEX},
    optional=frozenset(
        {"latinName", "sex", "birthDate", "nationality", "occupation", "address", "idDocument", "phone"}
    ),
)
_SEARCH = record(
    _texts("place", "startedAt", "endedAt", "timeException", "course", "remarks", "refusalNote")
    | {"authorisation": _lines(("by", "givenAt"), "reference", form=one_of("written", "verbal"))}
    | _PRESENCE,
    optional=frozenset(
        {"endedAt", "authorisation", "timeException", "course", "remarks", "pagesMarked", "refusalNote"}
    ),
)
_SEIZURE = record(
    _texts("place", "seizedAt", "authority", "remarks", "refusalNote") | {"isCopyGiven": _is_truth} | _PRESENCE,
    optional=frozenset({"authority", "remarks", "isCopyGiven", "pagesMarked", "refusalNote"}),
)
_INTERVIEW = record(
    _texts("place", "startedAt", "endedAt", "language", "lawyer", "statement", "corrections", "refusalNote")
    | {
        "role": one_of("victim", "witness", "suspect"),
        "person": _NAMED,
        "needsInterpreter": _is_truth,
        "interpreter": _lines(
            ("name",), "language", isSworn=_is_truth, isPolice=_is_truth, isInvolved=_is_truth
        ),
        "officers": _OFFICERS,
        "questions": list_of(record(_texts("question", "answer")), 0, _MANY),
        "readBack": one_of("read-by-person", "read-aloud", "not-read"),
        "pagesMarked": _MARKED,
        "oath": one_of("sworn", "exempt", "refused"),
        "toldAccusation": _is_truth,
        "toldMaySayNothing": _is_truth,
        "toldMayHaveLawyer": _is_truth,
    },
    optional=frozenset(
        {
            "endedAt", "interpreter", "lawyer", "statement", "readBack", "corrections", "pagesMarked", "refusalNote",
            "oath", "toldAccusation", "toldMaySayNothing", "toldMayHaveLawyer",
        }
    ),
)  # fmt: skip
_RECORDS = {"search": _SEARCH, "seizure": _SEIZURE, "interview": _INTERVIEW}
_CONTENT = record({"kind": one_of(*_RECORDS), "data": lambda value: isinstance(value, dict)})


def is_record(value: Any) -> bool:
    """Say whether a value is a record's kind and data."""
    return _CONTENT(value) and _RECORDS[value["kind"]](value["data"])


is_letter = record(
    {
        "kind": one_of("preservation", "disclosure", "freeze", "transmission", "mutual-assistance"),
        "recipient": _lines(("name",), "department", "address", "contact"),
        "urgency": one_of("immediate", "urgent", "ordinary"),
        "accounts": list_of(_lines(("service", "value"), kind=one_of(*IDENTIFIER_KINDS)), 0, 500),
        "period": record(_texts("from", "to")),
        "categories": list_of(
            one_of(
                "subscriber", "log-in-addresses", "traffic", "content", "payments", "devices", "linked-accounts"
            ),
            0,
            7,
        ),
        "payments": list_of(record({"complaintId": is_text, "lossIndex": whole_number()}), 0, 500),
        "signer": _lines(("name",), "rank", "duty", "contact"),
    }
    | _texts("offence", "authority", "orderReference", "answerBy", "message"),
    optional=frozenset({"authority", "orderReference", "period", "answerBy", "message"}),
)  # fmt: skip

COLUMN_ROLES = (
    "date", "time", "amount", "debit", "credit", "direction", "balance", "currency", "counterparty",
    "counterparty-account", "account", "phone", "duration", "reference", "description", "imei", "cell",
)  # fmt: skip

is_column_map = record(
    {
        "v": exactly(1),
        "name": short_text(1, 200),
        "content": one_of("statement", "calls"),
        "sheet": short_text(0, 200),
        "headerRow": whole_number(0, 1_000_000),
        "columns": list_of(
            record(
                {"column": whole_number(0, 255), "role": one_of(*COLUMN_ROLES), "header": short_text(0, 500)},
                optional=frozenset({"header"}),
            ),
            1,
            len(COLUMN_ROLES),
        ),
        "dateOrder": one_of("year-month-day", "day-month-year", "month-day-year"),
        "decimalSign": one_of(".", ","),
        "currency": one_of(*CURRENCIES),
        "zone": is_offset,
    },
    optional=frozenset({"sheet", "currency"}),
)


def can_read_rows(columns: dict[str, Any]) -> bool:
    """Say whether rows can be read with a column map."""
    roles = [each["role"] for each in columns["columns"]]
    places = [each["column"] for each in columns["columns"]]
    if len(set(roles)) != len(roles) or len(set(places)) != len(places) or "date" not in roles:
        return False
    if columns["content"] == "calls":
        return "phone" in roles
    has_currency = "currency" in columns or "currency" in roles
    return has_currency and not {"amount", "debit", "credit"}.isdisjoint(roles)


_PHRASE = record(_texts("km", "en"))


def is_phrases(value: Any) -> bool:
    """Say whether a value gives texts in both languages by key."""
    return isinstance(value, dict) and all(_PHRASE(each) for each in value.values())


def is_whole_pack(data: dict[str, Any], id_member: str = "packId") -> bool:
    """Say whether an event that adopts a law pack, or a playbook, carries it whole."""
    text: str = data["text"]
    if len(text.encode("utf-16-le")) > 2 * _MOST_OF_A_PACK:
        return False
    if hashlib.sha256(text.encode()).hexdigest() != data["digestHex"]:
        return False
    try:
        pack = parse_canonical(text.encode())
    except NotCanonical:
        return False
    return isinstance(pack, dict) and (pack.get(id_member), pack.get("version")) == (
        data[id_member],
        data["version"],
    )


_MOST_OF_A_PACK = 1_000_000
