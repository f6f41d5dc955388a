"""What must be known before the first event is judged: the keys of cases, and signers whose introduction is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from . import primitives
from .database import Row
from .events import Refused, check_signature, glance
from .header import Keys
from .kinds import introduced


@dataclass
class Foresight:
    """The keys that the ledger grants to whoever looks, by case, and who says that their introduction is lost."""

    case_keys: dict[str, list[bytes]] = field(default_factory=dict)
    salvagers: list[dict[str, Any]] = field(default_factory=list)


def look_ahead(vault_id: str, keys: Keys, rows: Sequence[Row]) -> Foresight:
    """Glance at every event of the register."""
    foresight = Foresight()
    known: set[str] = set()
    claims: list[dict[str, Any]] = []
    for row in rows:
        body = glance(keys.register_key, row) if row.scope == vault_id else None
        if body is None:
            continue
        data = body["data"]
        if body["kind"] == "case-key-granted" and data["userId"] == keys.owner_id:
            case_key = open_grant(keys, data)
            offered = foresight.case_keys.setdefault(data["caseId"], [])
            if case_key is not None and case_key not in offered:
                offered.append(case_key)
        if body["kind"] == "ledger-salvaged" and "introduced" in data and _signs_itself(data["introduced"], row):
            claims.append(data["introduced"])
        member = introduced(body)
        if member is not None:
            known.add(member["keyId"])
    foresight.salvagers = [claim for claim in claims if claim["keyId"] not in known]
    return foresight


def open_grant(keys: Keys, data: dict[str, Any]) -> bytes | None:
    """Give the key of a case that was sealed to the keys at hand."""
    associated = bytes.fromhex(data["caseId"]) + bytes.fromhex(data["userId"])
    return primitives.hpke_open(
        keys.agreement_key, bytes.fromhex(data["sealedKeyHex"]), "samnum/v1/case-key", associated
    )


def _signs_itself(claim: dict[str, Any], row: Row) -> bool:
    try:
        check_signature(bytes.fromhex(claim["signingKeyHex"]), row)
    except Refused:
        return False
    return True
