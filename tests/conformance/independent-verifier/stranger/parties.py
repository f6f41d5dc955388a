"""Kinds of events about people and money, and what must hold before them (format.md, section 8, "People and money")."""

from dataclasses import dataclass, field
from typing import Any

from .complaint import CURRENCIES, IDENTIFIER_KINDS, is_money
from .shapes import DIGEST, ID, Shape, is_day, is_offset, is_text, list_of, matching, one_of, record, whole_number
from .things import INSTANT, POSITION
from .things import PERSON as _PERSON

_FORMS = one_of("person", "organisation")
_SCRIPTS = one_of("khmer", "latin", "chinese", "other")
_USES = one_of("official", "alias", "former", "trading")
_DOCUMENTS = one_of(
    "identity-card", "passport", "birth-certificate", "family-book", "residence-permit", "work-permit",
    "driving-licence", "business-registration", "other",
)  # fmt: skip
_ROLES = one_of(
    "victim", "suspect", "undetermined", "witness", "informant", "mule", "account-holder", "landlord",
    "representative", "interpreter", "other",
)  # fmt: skip
_INDICATORS = (
    "minor", "elderly", "disability", "pregnant", "injured", "ill", "mental-distress", "cannot-read",
    "language-barrier", "threatened", "dependants", "abuse-of-vulnerability", "deception",
    "restriction-of-movement", "isolation", "violence", "intimidation", "retention-of-documents",
    "withholding-of-wages", "debt-bondage", "abusive-conditions", "excessive-overtime", "forced-criminality",
    "sold-on",
)  # fmt: skip
_MOST = 50


def _said(members: dict[str, Shape]) -> Shape:
    return record(members, optional=frozenset(members))


def _with(needed: dict[str, Shape], **optional: Shape) -> Shape:
    return record(needed | optional, optional=frozenset(optional))


def _in_order(value: Any) -> bool:
    return bool(_BIRTH(value) and value["earliestOn"] <= value["latestOn"])


_BIRTH = record({"earliestOn": is_day, "latestOn": is_day})
_ADDRESS = _with(
    {"use": one_of("home", "work", "found-at", "registered", "other"), "text": is_text},
    code=matching(r"(?:[0-9]{2}){1,4}"),
)
_PARTY: dict[str, Shape] = {
    "names": list_of(record({"text": is_text, "script": _SCRIPTS, "use": _USES}), 0, _MOST),
    "sex": one_of("female", "male", "not-stated"),
    "birth": _in_order,
    "nationality": is_text,
    "languages": is_text,
    "documents": list_of(
        _with(
            {"kind": _DOCUMENTS, "number": is_text},
            country=is_text,
            expiresOn=is_day,
            mrz=list_of(is_text, 0, 3),
            note=is_text,
        ),
        0,
        _MOST,
    ),
    "addresses": list_of(_ADDRESS, 0, _MOST),
    "occupation": is_text,
    "safeContact": is_text,
    "note": is_text,
}
_PREMISES: dict[str, Shape] = {
    "name": is_text,
    "kind": one_of("compound", "apartment", "house", "office", "hotel", "casino", "warehouse", "shop", "other"),
    "address": _ADDRESS,
    "landlordId": ID,
    "landlord": is_text,
    "lease": _said({"fromOn": is_day, "untilOn": is_day, "terms": is_text}),
    "rent": record({"money": is_money, "per": one_of("day", "week", "month", "year")}),
    "rooms": whole_number(0, 100_000),
    "internet": is_text,
    "raidId": ID,
    "note": is_text,
}
_IDENTIFIER = record(
    {
        "kind": one_of(*IDENTIFIER_KINDS, "imsi", "iccid", "plate", "transaction", "connection", "document"),
        "raw": is_text,
        "normalised": is_text,
    }
)
_END = _with(
    {"identifiers": list_of(_IDENTIFIER, 0, _MOST)}, partyId=ID, name=is_text, institution=is_text
)
_SOURCE = _with({"exhibitId": ID}, position=POSITION)
_PAYMENT: dict[str, Shape] = {
    "complaintId": ID,
    "lossIndex": whole_number(),
    "payer": _END,
    "payee": _END,
    "rail": one_of(
        "bank", "e-wallet", "khqr", "card", "cash-agent", "crypto", "gift-card", "goods", "cash", "other"
    ),
    "money": is_money,
    "state": one_of("attempted", "paid", "frozen", "recovered"),
    "level": one_of("claimed", "documented", "confirmed"),
    "on": is_day,
    "time": record({"clock": matching(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"), "zone": is_offset}),
    "reference": is_text,
    "source": _SOURCE,
    "note": is_text,
}
_PLACES: dict[str, Shape] = {
    "complaint": record({"kind": is_text, "complaintId": ID}),
    "exhibit": record({"kind": is_text, "source": _SOURCE}),
    "party": record({"kind": is_text, "partyId": ID}),
    "premises": record({"kind": is_text, "premisesId": ID}),
    "words": record({"kind": is_text, "text": is_text}),
}


def _is_place(value: Any) -> bool:
    return isinstance(value, dict) and value.get("kind") in _PLACES and _PLACES[value["kind"]](value)


def _change(members: dict[str, Shape]) -> dict[str, Shape]:
    cleared = list_of(one_of(*members), 0, len(members))
    return {"set": _said(members), "cleared": cleared, "basedOnHex": DIGEST}


_SIGNS = list_of(one_of(*_INDICATORS), 0, len(_INDICATORS))
_TRUTH: Shape = lambda value: isinstance(value, bool)  # noqa: E731

_CLOCK = matching(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_MOMENT = _with({"on": is_day}, clock=_CLOCK)
_DETAILS: dict[str, Shape] = {
    "language": is_text,
    "interpreter": _with(
        {"name": is_text, "isSworn": _TRUTH, "isIndependent": _TRUTH}, language=is_text, relation=is_text
    ),
    "wishReason": is_text,
    "firstContact": _MOMENT,
    "discovered": _MOMENT,
    "paymentTimes": list_of(record({"lossIndex": whole_number(), "clock": _CLOCK}), 0, 2000),
    "readBack": _with(
        {"how": one_of("second-screen", "read-aloud", "on-paper"), "isRight": _TRUTH}, language=is_text, note=is_text
    ),
}

PARTY_KINDS: dict[str, Shape] = {
    "party-added": record(
        {"partyId": ID, "number": is_text, "form": _FORMS, "content": _said(_PARTY), "addedBy": _PERSON}
    ),
    "party-changed": record({"partyId": ID, "changedBy": _PERSON} | _change(_PARTY)),
    "party-role-set": _with(
        {"partyId": ID, "role": _ROLES, "isHeld": _TRUTH, "setBy": _PERSON}, complaintId=ID, reason=is_text
    ),
    "party-merged": record({"partyId": ID, "intoPartyId": ID, "reason": is_text, "mergedBy": _PERSON}),
    "party-unmerged": record({"partyId": ID, "reason": is_text, "unmergedBy": _PERSON}),
    "indicators-noted": _with(
        {"partyId": ID, "present": _SIGNS, "absent": _SIGNS, "notedBy": _PERSON}, note=is_text
    ),
    "premises-added": record(
        {"premisesId": ID, "number": is_text, "content": _said(_PREMISES), "addedBy": _PERSON}
    ),
    "premises-changed": record({"premisesId": ID, "changedBy": _PERSON} | _change(_PREMISES)),
    "identifier-noted": _with(
        {
            "identifierId": ID,
            "identifier": _IDENTIFIER,
            "seenIn": _is_place,
            "confidence": one_of("claimed", "probable", "verified"),
            "notedBy": _PERSON,
        },
        partyId=ID,
        note=is_text,
    ),
    "identifier-withdrawn": record({"identifierId": ID, "reason": is_text, "withdrawnBy": _PERSON}),
    "payment-added": record(
        {"paymentId": ID, "number": is_text, "content": _said(_PAYMENT), "addedBy": _PERSON}
    ),
    "payment-changed": record({"paymentId": ID, "changedBy": _PERSON} | _change(_PAYMENT)),
    "payment-withdrawn": record({"paymentId": ID, "reason": is_text, "withdrawnBy": _PERSON}),
    "complaint-duplicate-of": _with(
        {"complaintId": ID, "reason": is_text, "judgedBy": _PERSON}, of=_with({"complaintId": ID}, caseId=ID)
    ),
    "complaint-moved": record(
        {
            "complaintId": ID,
            "side": one_of("origin", "new"),
            "other": record({"caseId": ID, "number": is_text, "complaintId": ID}),
            "taken": record({"atMs": INSTANT, "by": is_text}),
            "reason": is_text,
            "movedBy": _PERSON,
        }
    ),
    "complaint-detailed": record(
        {"complaintId": ID, "details": _said(_DETAILS), "notedBy": _PERSON}
    ),
    "complaint-exhibits-linked": record(
        {"complaintId": ID, "exhibitIds": list_of(ID, 1, 500), "linkedBy": _PERSON}
    ),
    "rate-noted": record(
        {
            "rateId": ID,
            "currency": one_of(*CURRENCIES),
            "inCurrency": one_of(*CURRENCIES),
            "rate": matching(r"(?!0$)(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{0,17}[1-9])?"),
            "on": is_day,
            "source": is_text,
            "notedBy": _PERSON,
        }
    ),
}

PARTY_MAKERS = {
    "party-added": "addedBy",
    "party-changed": "changedBy",
    "party-role-set": "setBy",
    "party-merged": "mergedBy",
    "party-unmerged": "unmergedBy",
    "indicators-noted": "notedBy",
    "premises-added": "addedBy",
    "premises-changed": "changedBy",
    "identifier-noted": "notedBy",
    "identifier-withdrawn": "withdrawnBy",
    "payment-added": "addedBy",
    "payment-changed": "changedBy",
    "payment-withdrawn": "withdrawnBy",
    "complaint-duplicate-of": "judgedBy",
    "complaint-moved": "movedBy",
    "complaint-detailed": "notedBy",
    "complaint-exhibits-linked": "linkedBy",
    "rate-noted": "notedBy",
}
PARTY_IDS = {
    "party-added": "partyId",
    "premises-added": "premisesId",
    "identifier-noted": "identifierId",
    "payment-added": "paymentId",
    "rate-noted": "rateId",
}


@dataclass
class Folk:
    """The people and the money of one case."""

    # Each party with the one that it is the same as; each identifier and payment with whether it was withdrawn.
    parties: dict[str, str | None] = field(default_factory=dict)
    premises: set[str] = field(default_factory=set)
    identifiers: dict[str, bool] = field(default_factory=dict)
    payments: dict[str, bool] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    losses: dict[str, int] = field(default_factory=dict)
    duplicates: dict[str, str | None] = field(default_factory=dict)
    # Complaints that went to a new case when this one was split, and those that came so.
    moved_away: set[str] = field(default_factory=set)
    moved_in: set[str] = field(default_factory=set)

    def apply(self, kind: str, data: dict[str, Any]) -> None:
        """Take in what an event that stands says."""
        if kind == "complaint-taken":
            self.losses[data["complaintId"]] = len(data["complaint"]["losses"])
        elif kind in ("party-added", "party-unmerged"):
            self.parties[data["partyId"]] = None
        elif kind == "party-merged":
            self.parties[data["partyId"]] = data["intoPartyId"]
        elif kind == "premises-added":
            self.premises.add(data["premisesId"])
        elif kind in ("identifier-noted", "identifier-withdrawn"):
            self.identifiers[data["identifierId"]] = kind == "identifier-withdrawn"
        elif kind in ("payment-added", "payment-withdrawn"):
            self.payments[data["paymentId"]] = kind == "payment-withdrawn"
        elif kind == "complaint-duplicate-of":
            self.duplicates.pop(data["complaintId"], None)
            if "of" in data:
                self.duplicates[data["complaintId"]] = None if "caseId" in data["of"] else data["of"]["complaintId"]
        elif kind == "complaint-moved" and data["side"] == "new":
            self.moved_in.add(data["complaintId"])
        elif kind == "complaint-moved":
            self.moved_away.add(data["complaintId"])
            self.duplicates[data["complaintId"]] = None
        if kind in ("party-added", "premises-added", "payment-added"):
            self.numbers.add(data["number"])


def folk_holds(kind: str, data: dict[str, Any], things: Any, scope: str) -> bool:
    """Say whether what an event says of people or money agrees with the events of its case before it."""
    folk: Folk = things.folk
    if kind not in PARTY_KINDS:
        return True
    if kind in ("party-added", "premises-added", "payment-added") and data["number"] in folk.numbers:
        return False
    if kind in ("party-changed", "party-role-set", "indicators-noted", "party-merged", "party-unmerged"):
        if data["partyId"] not in folk.parties:
            return False
    return _holds(kind, data, things, scope)


def _holds(kind: str, data: dict[str, Any], things: Any, scope: str) -> bool:
    folk: Folk = things.folk
    if kind == "party-role-set":
        return data.get("complaintId") is None or data["complaintId"] in folk.losses
    if kind == "party-merged":
        pair = [data["partyId"], data["intoPartyId"]]
        return len(set(pair)) == 2 and all(each in folk.parties and folk.parties[each] is None for each in pair)
    if kind == "party-unmerged":
        return folk.parties[data["partyId"]] is not None
    if kind == "indicators-noted":
        signs = [*data["present"], *data["absent"]]
        return len(set(signs)) == len(signs)
    if kind in ("premises-added", "premises-changed"):
        content = data.get("content", data.get("set"))
        is_there = kind == "premises-added" or data["premisesId"] in folk.premises
        return is_there and _is_known_to(content, "landlordId", folk.parties) and _is_known_to(
            content, "raidId", things.raids
        )
    if kind == "identifier-noted":
        return _is_known_to(data, "partyId", folk.parties) and _is_known_place(data["seenIn"], things)
    if kind == "identifier-withdrawn":
        return folk.identifiers.get(data["identifierId"]) is False
    if kind == "payment-withdrawn":
        return folk.payments.get(data["paymentId"]) is False
    if kind in ("payment-added", "payment-changed"):
        is_there = kind == "payment-added" or folk.payments.get(data["paymentId"]) is False
        return is_there and _names_known(data.get("content", data.get("set")), things)
    if kind == "complaint-detailed":
        return _may_detail(folk, data)
    if kind == "complaint-exhibits-linked":
        linked = data["exhibitIds"]
        is_told = data["complaintId"] in folk.losses and len(set(linked)) == len(linked)
        return is_told and all(things.is_digital(each) for each in linked)
    if kind == "complaint-moved":
        return _may_move(folk, data, scope)
    if kind == "complaint-duplicate-of":
        return _may_be_duplicate(folk, data, scope)
    return kind != "rate-noted" or data["currency"] != data["inCurrency"]


def _is_known_to(data: dict[str, Any], member: str, known: Any) -> bool:
    return member not in data or data[member] in known


def _names_known(content: dict[str, Any], things: Any) -> bool:
    folk: Folk = things.folk
    ends = [content[end] for end in ("payer", "payee") if end in content]
    if not all(_is_known_to(end, "partyId", folk.parties) for end in ends):
        return False
    if "source" in content and not things.is_digital(content["source"]["exhibitId"]):
        return False
    if "lossIndex" not in content:
        return _is_known_to(content, "complaintId", folk.losses)
    return "complaintId" in content and content["lossIndex"] < folk.losses.get(content["complaintId"], 0)


def _is_known_place(seen_in: dict[str, Any], things: Any) -> bool:
    folk: Folk = things.folk
    if seen_in["kind"] == "exhibit":
        return bool(things.is_digital(seen_in["source"]["exhibitId"]))
    known: dict[str, tuple[str, Any]] = {
        "complaint": ("complaintId", folk.losses),
        "party": ("partyId", folk.parties),
        "premises": ("premisesId", folk.premises),
    }
    if seen_in["kind"] not in known:
        return True
    member, all_of_it = known[seen_in["kind"]]
    return seen_in[member] in all_of_it


def _may_detail(folk: Folk, data: dict[str, Any]) -> bool:
    losses, details = folk.losses.get(data["complaintId"]), data["details"]
    places = [each["lossIndex"] for each in details.get("paymentTimes", [])]
    is_each_once = len(set(places)) == len(places)
    return losses is not None and bool(details) and is_each_once and all(place < losses for place in places)


def _may_be_duplicate(folk: Folk, data: dict[str, Any], scope: str) -> bool:
    complaint_id, other = data["complaintId"], data.get("of")
    if complaint_id not in folk.losses or complaint_id in folk.moved_away:
        return False
    if other is None:
        return complaint_id in folk.duplicates
    if complaint_id in folk.duplicates.values():
        return False
    if "caseId" in other:
        return bool(other["caseId"] != scope)
    is_whole = other["complaintId"] in folk.losses and other["complaintId"] not in folk.duplicates
    return bool(other["complaintId"] != complaint_id and is_whole)


def _may_move(folk: Folk, data: dict[str, Any], scope: str) -> bool:
    complaint_id = data["complaintId"]
    if complaint_id not in folk.losses or data["other"]["caseId"] == scope:
        return False
    if data["side"] == "new":
        return complaint_id not in folk.moved_in
    is_tied = complaint_id in folk.duplicates or complaint_id in folk.duplicates.values()
    return complaint_id not in folk.moved_away and not is_tied
