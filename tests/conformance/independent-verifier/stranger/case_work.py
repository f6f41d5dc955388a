"""Kinds of events about the work on a case, and what must hold before them (format.md, section 8, "The work on a case")."""

from dataclasses import dataclass, field
from typing import Any

from .shapes import ID, Shape, is_offset, is_text, one_of, record, whole_number
from .things import INSTANT
from .things import PERSON as _PERSON

_OTHER = record({"caseId": ID, "number": is_text})
_RELATION = one_of("same-suspect", "same-victim", "same-identifier", "same-money", "same-method", "other")
_STEP: dict[str, Shape] = {"playbookId": is_text, "version": whole_number(1), "stepId": is_text}
_TRUTH: Shape = lambda value: isinstance(value, bool)  # noqa: E731

CASE_WORK_KINDS: dict[str, Shape] = {
    "note-written": record(
        {
            "noteId": ID,
            "number": whole_number(1),
            "text": is_text,
            "happened": record({"atMs": INSTANT, "zone": is_offset}),
            "corrects": ID,
            "writtenBy": _PERSON,
        },
        optional=frozenset({"happened", "corrects"}),
    ),
    "task-set": record(
        {
            "taskId": ID,
            "title": is_text,
            "detail": is_text,
            "dueAtMs": INSTANT,
            "assignee": _PERSON,
            "setBy": _PERSON,
        },
        optional=frozenset({"detail", "dueAtMs", "assignee"}),
    ),
    "task-done": record({"taskId": ID, "note": is_text, "doneBy": _PERSON}, optional=frozenset({"note"})),
    "task-cancelled": record({"taskId": ID, "reason": is_text, "cancelledBy": _PERSON}),
    "decision-made": record({"decisionId": ID, "decision": is_text, "reason": is_text, "decidedBy": _PERSON}),
    "review-made": record(
        {
            "reviewId": ID,
            "outcome": one_of("in-order", "instructions", "ready-to-close"),
            "text": is_text,
            "nextAtMs": INSTANT,
            "reviewedBy": _PERSON,
        },
        optional=frozenset({"nextAtMs"}),
    ),
    "case-linked": record({"other": _OTHER, "relation": _RELATION, "reason": is_text, "linkedBy": _PERSON}),
    "case-unlinked": record({"other": _OTHER, "relation": _RELATION, "reason": is_text, "unlinkedBy": _PERSON}),
    "case-merged": record(
        {"other": _OTHER, "side": one_of("kept", "merged"), "reason": is_text, "mergedBy": _PERSON}
    ),
    "case-split": record(
        {
            "other": _OTHER,
            "side": one_of("origin", "new"),
            "what": is_text,
            "reason": is_text,
            "splitBy": _PERSON,
        }
    ),
    "case-parent-set": record(
        {
            "other": _OTHER,
            "side": one_of("child", "parent"),
            "isPart": _TRUTH,
            "reason": is_text,
            "setBy": _PERSON,
        }
    ),
    "case-transferred": record(
        {"to": is_text, "authority": is_text, "reason": is_text, "transferredBy": _PERSON},
        optional=frozenset({"authority"}),
    ),
    "case-closed": record(
        {
            "outcome": one_of(
                "sent-to-prosecutor",
                "handed-to-other-authority",
                "perpetrator-unknown",
                "not-enough-evidence",
                "no-offence",
                "withdrawn",
                "entered-by-mistake",
                "other",
            ),
            "reason": is_text,
            "closedBy": _PERSON,
        }
    ),
    "case-reopened": record({"reason": is_text, "reopenedBy": _PERSON}),
    "hearing-set": record(
        {
            "hearingId": ID,
            "court": is_text,
            "atMs": INSTANT,
            "zone": is_offset,
            "subject": is_text,
            "state": one_of("planned", "held", "cancelled"),
            "note": is_text,
            "setBy": _PERSON,
        },
        optional=frozenset({"note"}),
    ),
    "counsel-set": record(
        {
            "counselId": ID,
            "role": one_of("prosecutor", "investigating-judge", "defence", "victims-counsel"),
            "fullName": is_text,
            "organisation": is_text,
            "contact": is_text,
            "represents": is_text,
            "isActing": _TRUTH,
            "setBy": _PERSON,
        },
        optional=frozenset({"organisation", "contact", "represents"}),
    ),
    "playbook-step-done": record(_STEP | {"note": is_text, "doneBy": _PERSON}, optional=frozenset({"note"})),
    "playbook-step-skipped": record(_STEP | {"reason": is_text, "skippedBy": _PERSON}),
}

MAKERS = {
    "note-written": "writtenBy",
    "task-set": "setBy",
    "task-done": "doneBy",
    "task-cancelled": "cancelledBy",
    "decision-made": "decidedBy",
    "review-made": "reviewedBy",
    "case-linked": "linkedBy",
    "case-unlinked": "unlinkedBy",
    "case-merged": "mergedBy",
    "case-split": "splitBy",
    "case-parent-set": "setBy",
    "case-transferred": "transferredBy",
    "case-closed": "closedBy",
    "case-reopened": "reopenedBy",
    "hearing-set": "setBy",
    "counsel-set": "setBy",
    "playbook-step-done": "doneBy",
    "playbook-step-skipped": "skippedBy",
}
COMMANDERS = frozenset({"review-made", "case-merged", "case-transferred", "case-closed", "case-reopened"})
# Members that name what may be said anew: the id is new the first time only.
_SAID_ANEW = {"task-set": "taskId", "hearing-set": "hearingId", "counsel-set": "counselId"}
_NEW = {"note-written": "noteId", "decision-made": "decisionId", "review-made": "reviewId"}


@dataclass
class Work:
    """What the events of one case say of the work on it so far."""

    state: str = "open"
    notes: list[str] = field(default_factory=list)
    tasks: dict[str, bool] = field(default_factory=dict)
    said: set[tuple[str, str]] = field(default_factory=set)
    links: set[tuple[str, str]] = field(default_factory=set)
    parent: str | None = None
    children: set[str] = field(default_factory=set)
    steps_done: set[tuple[str, str]] = field(default_factory=set)

    def apply(self, kind: str, data: dict[str, Any]) -> None:
        """Take in what an event that stands says."""
        if kind == "note-written":
            self.notes.append(data["noteId"])
        elif kind == "task-set":
            self.tasks[data["taskId"]] = True
        elif kind in ("task-done", "task-cancelled"):
            self.tasks[data["taskId"]] = False
        elif kind == "playbook-step-done":
            self.steps_done.add((data["playbookId"], data["stepId"]))
        elif kind == "case-parent-set":
            self._take_part(data)
        elif kind == "case-linked":
            self.links.add((data["other"]["caseId"], data["relation"]))
        elif kind == "case-unlinked":
            self.links.discard((data["other"]["caseId"], data["relation"]))
        elif kind in _ENDS and (kind != "case-merged" or data["side"] == "merged"):
            self.state = _ENDS[kind]
        if kind in _SAID_ANEW:
            self.said.add((kind, data[_SAID_ANEW[kind]]))

    def _take_part(self, data: dict[str, Any]) -> None:
        other = data["other"]["caseId"]
        if data["side"] == "child":
            self.parent = other if data["isPart"] else None
        elif data["isPart"]:
            self.children.add(other)
        else:
            self.children.discard(other)


_ENDS = {
    "case-merged": "merged",
    "case-transferred": "transferred",
    "case-closed": "closed",
    "case-reopened": "open",
}


def new_ids(kind: str, data: dict[str, Any], work: Work) -> list[str]:
    """Give the ids that an event brings, which occur once in a vault where they begin."""
    if kind in _NEW:
        return [data[_NEW[kind]]]
    member = _SAID_ANEW.get(kind)
    return [] if member is None or (kind, data[member]) in work.said else [data[member]]


def work_holds(kind: str, data: dict[str, Any], work: Work, scope: str, is_active: Any) -> bool:
    """Say whether what an event says of the work agrees with the events before it."""
    if "other" in data and kind != "case-unlinked" and data["other"]["caseId"] == scope:
        return False
    if kind == "note-written":
        corrects = data.get("corrects")
        return data["number"] == len(work.notes) + 1 and (corrects is None or corrects in work.notes)
    if kind == "task-set":
        is_free = work.tasks.get(data["taskId"], True)
        return is_free and work.state == "open" and ("assignee" not in data or is_active(data["assignee"]["userId"]))
    if kind in ("task-done", "task-cancelled"):
        return work.tasks.get(data["taskId"], False)
    if kind in ("case-linked", "case-unlinked"):
        is_linked = (data["other"]["caseId"], data["relation"]) in work.links
        return is_linked is (kind == "case-unlinked")
    if kind == "case-parent-set":
        other = data["other"]["caseId"]
        is_child = data["side"] == "child"
        is_part = work.parent == other if is_child else other in work.children
        return is_part is not data["isPart"] and (not is_child or not data["isPart"] or work.parent is None)
    if kind == "case-reopened":
        return work.state != "open"
    if kind in ("case-merged", "case-split", "case-transferred", "case-closed"):
        return work.state == "open"
    if kind in ("playbook-step-done", "playbook-step-skipped"):
        return (data["playbookId"], data["stepId"]) not in work.steps_done
    return True
