"""The members of a complaint (format.md, section 8)."""

import re
from typing import Any

from .shapes import is_text, list_of, one_of, record

# The digits that an amount may have after its point.
CURRENCIES = {"KHR": 0, "VND": 0, "USD": 2, "THB": 2, "CNY": 2, "USDT": 6, "BTC": 8, "ETH": 18}

_AMOUNT = re.compile(r"(?:0|[1-9][0-9]*)(?:\.([0-9]*[1-9]))?")


def _is_amount(value: Any, currency: str) -> bool:
    match = _AMOUNT.fullmatch(value) if isinstance(value, str) else None
    return match is not None and len(match[1] or "") <= CURRENCIES[currency]


_VICTIM = record(
    {
        "name": is_text,
        "latinName": is_text,
        "sex": one_of("female", "male", "not-stated"),
        "birthDate": is_text,
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

IDENTIFIER_KINDS = (
    "phone", "telegram", "facebook", "wechat", "line", "email", "url", "domain", "ip",
    "bank-account", "bakong", "wallet", "imei", "other",
)  # fmt: skip

_IDENTIFIER = record(
    {
        "kind": one_of(*IDENTIFIER_KINDS),
        "raw": is_text,
        "normalised": is_text,
        "note": is_text,
    },
    optional=frozenset({"note"}),
)

_LOSS_MEMBERS = record(
    {
        "state": one_of("attempted", "paid", "frozen", "recovered"),
        "level": one_of("claimed", "documented", "confirmed"),
        "currency": one_of(*CURRENCIES),
        "amount": is_text,
        "on": is_text,
        "rail": one_of(
            "bank", "e-wallet", "khqr", "card", "cash-agent", "crypto", "gift-card", "goods", "cash", "other"
        ),
        "reference": is_text,
        "payer": is_text,
        "payee": is_text,
        "note": is_text,
    },
    optional=frozenset({"on", "rail", "reference", "payer", "payee", "note"}),
)


_MONEY_MEMBERS = record({"currency": one_of(*CURRENCIES), "amount": is_text})


def is_money(value: Any) -> bool:
    """Say whether a value is an amount of a currency."""
    return _MONEY_MEMBERS(value) and _is_amount(value["amount"], value["currency"])


def _is_loss(value: Any) -> bool:
    return _LOSS_MEMBERS(value) and _is_amount(value["amount"], value["currency"])


is_complaint = record(
    {
        "channel": one_of("walk-in", "phone", "referral", "raid", "headquarters", "foreign-partner"),
        "wish": one_of("complain", "inform", "decline"),
        "receivedOn": is_text,
        "happenedFrom": is_text,
        "happenedTo": is_text,
        "victim": _VICTIM,
        "summary": is_text,
        "narrative": is_text,
        "place": is_text,
        "typologies": list_of(
            one_of(
                "online-shopping-scam", "romance-scam", "sextortion", "identity-theft", "fake-site",
                "account-takeover", "mobile-banking-fraud", "investment-fraud", "counterfeit-currency",
                "online-gambling", "mule-account", "scam-compound", "other",
            )
        ),
        "identifiers": list_of(_IDENTIFIER),
        "losses": list_of(_is_loss),
    },
    optional=frozenset({"happenedFrom", "happenedTo", "place"}),
)  # fmt: skip
