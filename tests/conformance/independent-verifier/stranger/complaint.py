"""The members of a complaint (format.md, section 8)."""

import re
from typing import Any

from .shapes import Shape, is_text, list_of, record


def _one_of(*words: str) -> Shape:
    allowed = frozenset(words)

    def is_one_of(value: Any) -> bool:
        return isinstance(value, str) and value in allowed

    return is_one_of


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is not None


_VICTIM = record(
    {
        "name": is_text,
        "latinName": is_text,
        "sex": _one_of("female", "male", "not-stated"),
        "birthDate": _is_day,
        "nationality": is_text,
        "phone": is_text,
        "address": is_text,
        "idDocument": is_text,
        "safeContact": is_text,
    },
    optional=frozenset(
        {"latinName", "sex", "birthDate", "nationality", "phone", "address", "idDocument", "safeContact"}
    ),
)

_IDENTIFIER = record(
    {
        "kind": _one_of(
            "phone", "telegram", "facebook", "wechat", "line", "email", "url", "domain", "ip",
            "bank-account", "bakong", "wallet", "imei", "other",
        ),
        "raw": is_text,
        "normalised": is_text,
        "note": is_text,
    },
    optional=frozenset({"note"}),
)  # fmt: skip

_LOSS = record(
    {
        "state": _one_of("attempted", "paid", "frozen", "recovered"),
        "level": _one_of("claimed", "documented", "confirmed"),
        "currency": is_text,
        "amount": is_text,
        "on": _is_day,
        "rail": _one_of(
            "bank", "e-wallet", "khqr", "card", "cash-agent", "crypto", "gift-card", "goods", "cash", "other"
        ),
        "reference": is_text,
        "payer": is_text,
        "payee": is_text,
        "note": is_text,
    },
    optional=frozenset({"on", "rail", "reference", "payer", "payee", "note"}),
)

is_complaint = record(
    {
        "channel": _one_of("walk-in", "phone", "referral", "raid", "headquarters", "foreign-partner"),
        "wish": _one_of("complain", "inform", "decline"),
        "receivedOn": _is_day,
        "happenedFrom": _is_day,
        "happenedTo": _is_day,
        "victim": _VICTIM,
        "summary": is_text,
        "narrative": is_text,
        "place": is_text,
        "typologies": list_of(
            _one_of(
                "online-shopping-scam", "romance-scam", "sextortion", "identity-theft", "fake-site",
                "account-takeover", "mobile-banking-fraud", "investment-fraud", "counterfeit-currency",
                "online-gambling", "mule-account", "scam-compound", "other",
            )
        ),
        "identifiers": list_of(_IDENTIFIER),
        "losses": list_of(_LOSS),
    },
    optional=frozenset({"happenedFrom", "happenedTo", "place"}),
)  # fmt: skip
